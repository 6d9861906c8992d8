//! What the clock's own work reads and tells: series to take on, warnings, bases to follow.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::deadlines::follow::{Basis, Hearing, Known, Restriction};
use crate::deadlines::model::Kept;
use crate::platform::id::{InmateId, PrisonId};

/// Series whose last round is answered or past, and that go on.
///
/// # Errors
/// When the database is away.
pub async fn series(connection: &mut PgConnection, now: DateTime<Utc>, limit: i64) -> Result<Vec<Kept>, sqlx::Error> {
    sqlx::query_as!(
        Kept,
        "select d.id, d.inmate_id, d.prison_id, d.rule_id, d.subject, d.rule_version, d.trigger, d.cite, d.to_confirm, d.label_nb, d.label_en, d.span, d.clock, d.repeat, d.warn, d.mode, d.level,
                d.reference, d.round, d.event_at, d.base_on, d.due_at, d.due_on, d.timed, d.given, d.owner_role, d.owner, d.hard, d.lapses, d.in_custody_only
           from sentences.deadline d
          where d.repeat is not null and not d.series_over and (d.state = 'satisfied' or (d.state = 'open' and d.due_at <= $1))
            and not exists (select from sentences.deadline n where n.rule_id = d.rule_id and n.reference = d.reference and n.round > d.round)
          order by d.due_at, d.id limit $2",
        now,
        limit
    )
    .fetch_all(connection)
    .await
}

/// What the clock told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Warnings.
    pub warned: i32,
    /// Overdue items taken higher.
    pub escalated: i32,
    /// What passed by itself.
    pub lapsed: i32,
}

/// Warns, escalates, lets pass.
///
/// # Errors
/// When the database is away.
pub async fn tell_all(connection: &mut PgConnection, now: DateTime<Utc>) -> Result<Told, sqlx::Error> {
    sqlx::query_as!(Told, r#"select t.warned as "warned!", t.escalated as "escalated!", t.lapsed as "lapsed!" from sentences.tell_deadlines($1) t"#, now)
        .fetch_one(connection)
        .await
}

/// Current bases and restrictions of one person, for whoever reaches the person: the answer names ids and days, no court and no offence.
///
/// # Errors
/// When the person is out of reach, or the database is away.
pub async fn bases_of(connection: &mut PgConnection, inmate: InmateId) -> Result<Option<Known>, sqlx::Error> {
    let row = sqlx::query!(
        "select inmate_id, prison_id, birth_date, admitted_at, bases, restrictions, hearings from sentences.bases_for_clock(array[$1::uuid]) x",
        inmate.0
    )
    .fetch_optional(connection)
    .await?;
    let Some(r) = row else { return Ok(None) };
    known(r.inmate_id, r.prison_id, r.birth_date, r.admitted_at, r.bases, r.restrictions, r.hearings)
}

/// The same for many, for background work and the demonstration.
///
/// # Errors
/// When the database refuses.
pub async fn bases_of_many(connection: &mut PgConnection, inmates: &[Uuid]) -> Result<Vec<Known>, sqlx::Error> {
    let rows = sqlx::query!("select inmate_id, prison_id, birth_date, admitted_at, bases, restrictions, hearings from sentences.bases_known($1) x", inmates)
        .fetch_all(connection)
        .await?;
    rows.into_iter().filter_map(|r| known(r.inmate_id, r.prison_id, r.birth_date, r.admitted_at, r.bases, r.restrictions, r.hearings).transpose()).collect()
}

fn known(
    inmate: Option<Uuid>,
    prison: Option<Uuid>,
    birth: Option<NaiveDate>,
    admitted_at: Option<DateTime<Utc>>,
    bases: Option<serde_json::Value>,
    restrictions: Option<serde_json::Value>,
    hearings: Option<serde_json::Value>,
) -> Result<Option<Known>, sqlx::Error> {
    let Some(inmate) = inmate else { return Ok(None) };
    let bad = |e: serde_json::Error| sqlx::Error::Decode(e.into());
    let bases: Vec<Basis> = bases.map(serde_json::from_value).transpose().map_err(bad)?.unwrap_or_default();
    let restrictions: Vec<Restriction> = restrictions.map(serde_json::from_value).transpose().map_err(bad)?.unwrap_or_default();
    let hearings: Vec<Hearing> = hearings.map(serde_json::from_value).transpose().map_err(bad)?.unwrap_or_default();
    Ok(Some(Known { inmate: InmateId(inmate), prison: prison.map(PrisonId), birth, admitted_at, bases, restrictions, hearings }))
}

/// People whose bases were recorded or changed since an instant and who are in custody: what the clock looks through by itself.
///
/// # Errors
/// When the database is away.
pub async fn bases_changed(connection: &mut PgConnection, since: DateTime<Utc>, limit: i32) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(r#"select x as "x!" from sentences.bases_changed($1, $2) x"#, since, limit).fetch_all(connection).await
}
