//! The prison's roll: what is due today, all units of one time side by side, the duty officer's agreement, and what was counted before.

mod form;
mod view;
mod web;

use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::PrisonId;

pub use web::routes;

/// Tells the duty officers of a prison that a count of a unit does not agree.
///
/// # Errors
/// When the database is away.
pub(super) async fn tell_duty_officer(connection: &mut PgConnection, prison: PrisonId, unit: &str, roll: Uuid) -> Result<(), sqlx::Error> {
    let arguments = serde_json::json!({ "unit": unit });
    let link = format!("/roll-call/{roll}");
    sqlx::query!("select access.notify_role('DUT', $1, 'count_differs', $2, $3)", prison.0, arguments, link).fetch_one(connection).await.map(drop)
}
