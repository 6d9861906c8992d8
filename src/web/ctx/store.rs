//! SQL of forms that act once.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::db::literal;

/// Claims the key of a form; false when it was sent before. A second sending waits here for the first to commit.
pub(super) async fn claim(connection: &mut PgConnection, key: Uuid, account: Uuid, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let claimed = sqlx::query!("insert into platform.idempotency (key, account_id, at) values ($1, $2, $3) on conflict do nothing", key, account, now)
        .execute(connection)
        .await?;
    Ok(claimed.rows_affected() == 1)
}

/// Where the sending with this key led.
pub(super) async fn location(connection: &mut PgConnection, key: Uuid) -> Result<Option<String>, sqlx::Error> {
    Ok(sqlx::query_scalar!("select location from platform.idempotency where key = $1", key).fetch_optional(connection).await?.flatten())
}

/// The statement that keeps where it led, to be sent with the commit.
pub(super) fn keep_location(key: Uuid, location: &str) -> Result<String, sqlx::Error> {
    Ok(format!("select platform.keep_location({})", literal::json(&json!({ "key": key, "location": location }))?))
}
