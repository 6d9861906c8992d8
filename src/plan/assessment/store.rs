//! SQL of assessments.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::plan::model::{Importance, Stage, Theme, Why};
use crate::platform::id::{AccountId, InmateId, PrisonId};

/// An assessment.
#[derive(Clone, Debug)]
pub struct Assessment {
    pub id: Uuid,
    pub number: i32,
    pub reason: Why,
    pub state: Stage,
    pub on_remand: bool,
    pub inmate_words: String,
    pub begun_by: Option<String>,
    pub begun_at: DateTime<Utc>,
    pub ended_by: Option<String>,
    pub ended_at: Option<DateTime<Utc>>,
}

/// All of a person, the newest first.
pub async fn all(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Assessment>, sqlx::Error> {
    sqlx::query_as!(
        Assessment,
        r#"select a.id, a.number, a.reason as "reason: Why", a.state as "state: Stage", a.on_remand, a.inmate_words, b.display_name as "begun_by?", a.begun_at, e.display_name as "ended_by?", a.ended_at
             from plan.assessment a left join access.account b on b.id = a.begun_by left join access.account e on e.id = a.ended_by
            where a.inmate_id = $1 order by a.number desc limit 60"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// What is written under a theme.
#[derive(Clone, Debug)]
pub struct Written {
    pub assessment_id: Uuid,
    pub theme: Theme,
    pub own_words: String,
    pub needs: String,
    pub resources: String,
    pub importance: Option<Importance>,
    pub wants_contact: Option<bool>,
    pub by: Option<String>,
    pub at: DateTime<Utc>,
    pub version: i32,
}

/// What these assessments say, as far as the reader may know.
pub async fn of(connection: &mut PgConnection, inmate: InmateId, assessments: &[Uuid]) -> Result<Vec<Written>, sqlx::Error> {
    sqlx::query_as!(
        Written,
        r#"select w.assessment_id, w.theme as "theme: Theme", w.own_words, w.needs, w.resources, w.importance as "importance: Importance", w.wants_contact, b.display_name as "by?",
                  w.written_at as at, w.version
             from plan.theme w left join access.account b on b.id = w.written_by
            where w.inmate_id = $1 and w.assessment_id = any($2) limit 40"#,
        inmate.0,
        assessments
    )
    .fetch_all(connection)
    .await
}

/// The newest word about sharing a theme.
#[derive(Clone, Debug)]
pub struct Consent {
    pub theme: Theme,
    pub ended_at: Option<DateTime<Utc>>,
}

/// Of every theme that was ever spoken of.
pub async fn consents(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Consent>, sqlx::Error> {
    sqlx::query_as!(
        Consent,
        r#"select distinct on (c.theme) c.theme as "theme: Theme", c.ended_at from plan.consent c where c.inmate_id = $1 order by c.theme, c.given_at desc, c.ended_at nulls first limit 20"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// A new assessment.
pub struct New {
    pub id: Uuid,
    pub inmate: InmateId,
    pub prison: Option<PrisonId>,
    pub reason: Why,
    pub on_remand: bool,
    pub by: AccountId,
}

/// Begins one.
pub async fn begin(connection: &mut PgConnection, new: &New, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into plan.assessment (id, inmate_id, prison_id, number, reason, on_remand, begun_by, begun_at)
         select $1, $2, $3, coalesce(max(a.number), 0) + 1, $4, $5, $6, $7 from plan.assessment a where a.inmate_id = $2",
        new.id,
        new.inmate.0,
        new.prison.map(|p| p.0),
        new.reason.as_str(),
        new.on_remand,
        new.by.0,
        now
    )
    .execute(connection)
    .await
    .map(drop)
}

/// Finishes it, or writes that the person wants none now. False: it was ended before.
pub async fn end(connection: &mut PgConnection, id: Uuid, stage: Stage, words: &str, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update plan.assessment set state = $2, inmate_words = $3, ended_by = $4, ended_at = $5 where id = $1 and state = 'open'",
        id,
        stage.as_str(),
        words,
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// What is to be written under a theme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    pub own_words: String,
    pub needs: String,
    pub resources: String,
    pub importance: Option<Importance>,
    pub wants_contact: Option<bool>,
}

/// Writes a theme for the first time in this assessment. False: somebody was first.
pub async fn write(
    connection: &mut PgConnection,
    of: (Uuid, Theme, InmateId, Option<PrisonId>),
    said: &Said,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "insert into plan.theme (assessment_id, theme, inmate_id, prison_id, own_words, needs, resources, importance, wants_contact, written_by, written_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing",
        of.0,
        of.1.as_str(),
        of.2.0,
        of.3.map(|p| p.0),
        said.own_words,
        said.needs,
        said.resources,
        said.importance.map(Importance::as_str),
        said.wants_contact,
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Writes it again on the ground of the version that was seen. False: somebody was first.
pub async fn rewrite(connection: &mut PgConnection, of: (Uuid, Theme, i32), said: &Said, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update plan.theme set own_words = $4, needs = $5, resources = $6, importance = $7, wants_contact = $8, written_by = $9, written_at = $10, version = version + 1
          where assessment_id = $1 and theme = $2 and version = $3",
        of.0,
        of.1.as_str(),
        of.2,
        said.own_words,
        said.needs,
        said.resources,
        said.importance.map(Importance::as_str),
        said.wants_contact,
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The person shares a theme from now on. Given already: nothing happens.
pub async fn consent(
    connection: &mut PgConnection,
    inmate: InmateId,
    prison: Option<PrisonId>,
    theme: Theme,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "insert into plan.consent (id, inmate_id, prison_id, theme, given_at, given_by) values ($1, $2, $3, $4, $5, $6) on conflict (inmate_id, theme) where ended_at is null do nothing",
        Uuid::now_v7(),
        inmate.0,
        prison.map(|p| p.0),
        theme.as_str(),
        now,
        by.0
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The person shares it no longer. False: it was not shared.
pub async fn withdraw(connection: &mut PgConnection, inmate: InmateId, theme: Theme, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update plan.consent set ended_at = $3, ended_by = $4 where inmate_id = $1 and theme = $2 and ended_at is null",
        inmate.0,
        theme.as_str(),
        now,
        by.0
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}
