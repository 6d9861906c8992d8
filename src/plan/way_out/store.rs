//! SQL of the way out.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::{Answer, Applicant, Rung};
use crate::platform::id::{AccountId, InmateId, PrisonId};

/// An application and what became of it.
#[derive(Clone, Debug)]
pub struct Application {
    pub id: Uuid,
    pub rung: Rung,
    pub applied_on: NaiveDate,
    pub applied_by: Applicant,
    pub about: String,
    pub state: Answer,
    pub decided_on: Option<NaiveDate>,
    pub level: Option<String>,
    pub decided_by: String,
    pub reason: String,
    pub from_on: Option<NaiveDate>,
    pub again_on: Option<NaiveDate>,
    pub recorded_by: Option<String>,
    pub ended_by: Option<String>,
    pub ended_at: Option<DateTime<Utc>>,
}

/// Everything that was asked for, the latest first.
pub async fn applications(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Application>, sqlx::Error> {
    sqlx::query_as!(
        Application,
        r#"select a.id, a.rung as "rung: Rung", a.applied_on, a.applied_by as "applied_by: Applicant", a.about, a.state as "state: Answer", a.decided_on, a.level, a.decided_by, a.reason, a.from_on,
                  a.again_on, r.display_name as "recorded_by?", e.display_name as "ended_by?", a.ended_at
             from plan.application a left join access.account r on r.id = a.recorded_by left join access.account e on e.id = a.ended_by
            where a.inmate_id = $1 order by a.applied_on desc, a.recorded_at desc, a.id limit 120"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct New {
    pub rung: Rung,
    pub applied_on: NaiveDate,
    pub applied_by: Applicant,
    pub about: String,
}

/// Records it. One that waits is enough: the database holds it.
pub async fn add(
    connection: &mut PgConnection,
    id: Uuid,
    (inmate, prison): (InmateId, Option<PrisonId>),
    new: &New,
    (me, now): (AccountId, DateTime<Utc>),
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into plan.application (id, inmate_id, prison_id, rung, applied_on, applied_by, about, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id,
        inmate.0,
        prison.map(|p| p.0),
        new.rung.as_str(),
        new.applied_on,
        new.applied_by.as_str(),
        new.about,
        me.0,
        now
    )
    .execute(connection)
    .await
    .map(drop)
}

/// What became of an application.
#[derive(Clone, Debug)]
pub struct Ended {
    pub state: Answer,
    pub decided_on: Option<NaiveDate>,
    pub level: Option<String>,
    pub decided_by: String,
    pub reason: String,
    pub from_on: Option<NaiveDate>,
    pub again_on: Option<NaiveDate>,
}

/// Records what became of one that waits. False: somebody was first.
pub async fn end(connection: &mut PgConnection, inmate: InmateId, id: Uuid, ended: &Ended, (me, now): (AccountId, DateTime<Utc>)) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update plan.application set state = $3, decided_on = $4, level = $5, decided_by = $6, reason = $7, from_on = $8, again_on = $9, ended_by = $10, ended_at = $11, version = version + 1
          where id = $1 and inmate_id = $2 and state = 'pending'",
        id,
        inmate.0,
        ended.state.as_str(),
        ended.decided_on,
        ended.level,
        ended.decided_by,
        ended.reason,
        ended.from_on,
        ended.again_on,
        me.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// It was recorded by mistake. False: it stands so.
pub async fn mistake(connection: &mut PgConnection, inmate: InmateId, id: Uuid, why: &str, (me, now): (AccountId, DateTime<Utc>)) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update plan.application set state = 'mistake', reason = $3, ended_by = $4, ended_at = $5, version = version + 1
          where id = $1 and inmate_id = $2 and state in ('pending', 'granted', 'refused')",
        id,
        inmate.0,
        why,
        me.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Something that stands in the way; without a number it is not the reader's to see.
#[derive(Clone, Debug)]
pub struct Obstacle {
    pub kind: String,
    pub n: Option<i64>,
    pub on: Option<NaiveDate>,
}

/// What stands in the way, conduct looked at since a day.
pub async fn in_the_way(connection: &mut PgConnection, inmate: InmateId, since: NaiveDate) -> Result<Vec<Obstacle>, sqlx::Error> {
    sqlx::query_as!(Obstacle, r#"select w.kind as "kind!", w.n, w.on_day as "on" from plan.in_the_way($1, $2) w"#, inmate.0, since).fetch_all(connection).await
}

/// What a court or an order decides next about somebody on remand.
#[derive(Clone, Debug)]
pub struct Next {
    /// `order`, `hearing`, `restriction`.
    pub what: String,
    /// The restriction's kind, the hearing's purpose.
    pub code: String,
    pub on: NaiveDate,
    pub at: Option<DateTime<Utc>>,
}

/// In the order of days.
pub async fn next_of_remand(connection: &mut PgConnection, inmate: InmateId, today: NaiveDate) -> Result<Vec<Next>, sqlx::Error> {
    sqlx::query_as!(
        Next,
        r#"select x.what as "what!", x.code as "code!", x.on_day as "on!", x.at from (
               select 'order' as what, '' as code, b.to_day as on_day, null::timestamptz as at
                 from sentences.legal_basis b
                where b.inmate_id = $1 and b.kind = 'remand' and b.replaced_at is null and not b.withdrawn and b.ended_on is null and b.to_day >= $2
               union all
               select 'hearing', a.purpose, (a.starts_at at time zone 'Europe/Oslo')::date, a.starts_at
                 from sentences.appearance a where a.inmate_id = $1 and a.state = 'planned' and a.starts_at > platform.now()
               union all
               select 'restriction', r.kind, r.until_day, null
                 from sentences.restriction r
                where r.inmate_id = $1 and r.replaced_at is null and not r.withdrawn and r.lifted_on is null and r.from_day <= $2 and r.until_day >= $2) x
            order by x.on_day, x.what limit 30"#,
        inmate.0,
        today
    )
    .fetch_all(connection)
    .await
}
