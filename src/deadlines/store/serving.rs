//! Days of serving: what is to be set, and what is over.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::deadlines::serving::Since;
use crate::platform::id::InmateId;

/// A day that a rule counts from.
#[derive(Clone, Debug)]
pub struct Day {
    /// The rules' word for it.
    pub trigger: String,
    /// Whose.
    pub inmate: InmateId,
    /// The same through all moves of it.
    pub reference: Uuid,
    /// The day.
    pub on: NaiveDate,
    /// Since when by the clock; of a day as such, its beginning.
    pub at: DateTime<Utc>,
}

/// Days that are not on the clock as they stand.
///
/// # Errors
/// When the database is away.
pub async fn days_unset(connection: &mut PgConnection, since: Since, limit: i32) -> Result<Vec<Day>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select d.trigger as "trigger!", d.inmate_id as "inmate!", d.reference as "reference!", d.on_day as "on!", d.at as "at!" from sentences.days_unset($1, $2, $3, $4) d"#,
        since.probation,
        since.trial,
        since.period,
        limit
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|r| Day { trigger: r.trigger, inmate: InmateId(r.inmate), reference: r.reference, on: r.on, at: r.at }).collect())
}

/// References of what is on the clock and over, and as what.
///
/// # Errors
/// When the database is away.
pub async fn days_over(connection: &mut PgConnection, limit: i32) -> Result<Vec<(Uuid, String)>, sqlx::Error> {
    let rows =
        sqlx::query!(r#"select d.reference as "reference!", d.outcome as "outcome!" from sentences.days_over($1) d"#, limit).fetch_all(connection).await?;
    Ok(rows.into_iter().map(|r| (r.reference, r.outcome)).collect())
}
