//! SQL of the insight: a function of the trail that asks whether the reader may.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

use crate::platform::id::InmateId;

/// What one member of staff did alike on one day.
pub struct Looks {
    pub day: NaiveDate,
    pub staff_number: Option<String>,
    pub name: Option<String>,
    pub role: Option<String>,
    pub action: String,
    pub class: String,
    pub purpose: Option<String>,
    pub broke_glass: bool,
    pub first_at: DateTime<Utc>,
    pub last_at: DateTime<Utc>,
    pub n: i64,
}

/// Looks at the clinical record of a patient, for health staff who read it.
pub async fn clinical_looks(
    connection: &mut PgConnection,
    inmate: InmateId,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    limit: i32,
) -> Result<Vec<Looks>, sqlx::Error> {
    sqlx::query_as!(
        Looks,
        r#"select day as "day!", staff_number, display_name as name, role, action as "action!", class as "class!", purpose, broke_glass as "broke_glass!",
                  first_at as "first_at!", last_at as "last_at!", n as "n!" from audit.clinical_looks_at($1, $2, $3, $4)"#,
        inmate.0,
        from,
        to,
        limit
    )
    .fetch_all(connection)
    .await
}

/// Looks at a person from one instant to another, latest day first.
pub async fn looks(connection: &mut PgConnection, inmate: InmateId, from: DateTime<Utc>, to: DateTime<Utc>, limit: i32) -> Result<Vec<Looks>, sqlx::Error> {
    sqlx::query_as!(
        Looks,
        r#"select day as "day!", staff_number, display_name as name, role, action as "action!", class as "class!", purpose, broke_glass as "broke_glass!",
                  first_at as "first_at!", last_at as "last_at!", n as "n!" from audit.looks_at($1, $2, $3, $4)"#,
        inmate.0,
        from,
        to,
        limit
    )
    .fetch_all(connection)
    .await
}
