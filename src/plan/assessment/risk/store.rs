//! SQL of risk assessments.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::{AccountId, InmateId, PrisonId};

/// What an instrument told.
#[derive(Clone, Debug)]
pub struct Risk {
    pub id: Uuid,
    pub instrument: String,
    pub assessed_on: NaiveDate,
    pub author: String,
    pub result: String,
    pub valid_until: NaiveDate,
    pub withdrawn: bool,
}

/// To be written.
#[derive(Clone, Debug)]
pub struct New {
    pub instrument: String,
    pub assessed_on: NaiveDate,
    pub author: String,
    pub result: String,
    pub valid_until: NaiveDate,
}

/// Of a person, the newest first.
pub async fn of(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Risk>, sqlx::Error> {
    sqlx::query_as!(
        Risk,
        r#"select r.id, r.instrument, r.assessed_on, r.author, r.result, r.valid_until, r.withdrawn_at is not null as "withdrawn!" from plan.risk r
            where r.inmate_id = $1 order by r.withdrawn_at is not null, r.assessed_on desc, r.id limit 20"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// Writes one.
pub async fn add(
    connection: &mut PgConnection,
    id: Uuid,
    inmate: InmateId,
    prison: Option<PrisonId>,
    new: &New,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into plan.risk (id, inmate_id, prison_id, instrument, assessed_on, author, result, valid_until, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id,
        inmate.0,
        prison.map(|p| p.0),
        new.instrument,
        new.assessed_on,
        new.author,
        new.result,
        new.valid_until,
        by.0,
        now
    )
    .execute(connection)
    .await
    .map(drop)
}

/// Recorded wrongly. False: withdrawn before.
pub async fn withdraw(connection: &mut PgConnection, inmate: InmateId, id: Uuid, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update plan.risk set withdrawn_at = $3, withdrawn_by = $4 where id = $1 and inmate_id = $2 and withdrawn_at is null",
        id,
        inmate.0,
        now,
        by.0
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}
