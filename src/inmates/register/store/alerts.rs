//! Alerts as a page shows them.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::inmates::register::model::Severity;
use crate::platform::id::InmateId;

/// An alert, in force or not any more.
#[derive(Clone, Debug)]
pub struct AlertRow {
    /// The alert.
    pub id: Uuid,
    /// Its kind.
    pub kind: String,
    /// How grave.
    pub severity: Severity,
    /// What to do.
    pub instruction: String,
    /// Why; empty for those whose role has the extract.
    pub detail: String,
    /// From.
    pub from_day: NaiveDate,
    /// To.
    pub to_day: Option<NaiveDate>,
    /// Who set it; empty for those whose role has the extract.
    pub by: String,
    /// When it was ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Why.
    pub end_reason: Option<String>,
}

/// All of them, whole: in force by gravity, then the earlier ones.
///
/// # Errors
/// When the database is away.
pub async fn alerts(conn: &mut PgConnection, inmate: InmateId) -> Result<Vec<AlertRow>, sqlx::Error> {
    sqlx::query_as!(
        AlertRow,
        r#"select x.id, x.kind, x.severity as "severity: Severity", x.instruction, x.detail, x.from_day, x.to_day, coalesce(a.display_name, '') as "by!", x.ended_at, x.end_reason
             from inmates.alert x left join access.account a on a.id = x.recorded_by
            where x.inmate_id = $1
            order by x.ended_at desc nulls first, array_position(array['high', 'medium', 'low'], x.severity), x.from_day desc, x.id limit 200"#,
        inmate.0
    )
    .fetch_all(conn)
    .await
}

/// What to do, and no more: the columns that the extract's groups may read.
///
/// # Errors
/// When the database is away.
pub async fn alert_instructions(conn: &mut PgConnection, inmate: InmateId) -> Result<Vec<AlertRow>, sqlx::Error> {
    sqlx::query_as!(
        AlertRow,
        r#"select x.id, x.kind, x.severity as "severity: Severity", x.instruction, '' as "detail!", x.from_day, x.to_day, '' as "by!", x.ended_at, null as end_reason
             from inmates.alert x where x.inmate_id = $1 and x.ended_at is null
            order by array_position(array['high', 'medium', 'low'], x.severity), x.from_day desc, x.id limit 200"#,
        inmate.0
    )
    .fetch_all(conn)
    .await
}
