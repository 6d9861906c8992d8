//! One's own notices.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::{AccountId, RowId};

/// A notice as kept.
pub struct Notice {
    pub id: Uuid,
    pub kind: String,
    pub arguments: Value,
    pub link: Option<String>,
    pub at: DateTime<Utc>,
    pub unread: bool,
}

/// A page of notices, the newest first, after those before `before`.
pub async fn page(connection: &mut PgConnection, account: AccountId, before: Option<RowId>, limit: i64) -> Result<Vec<Notice>, sqlx::Error> {
    sqlx::query_as!(
        Notice,
        r#"select n.id, n.kind, n.arguments, n.link, n.at, n.read_at is null as "unread!" from access.notice n
            where n.account_id = $1 and ($2::uuid is null or (n.at, n.id) < (select b.at, b.id from access.notice b where b.id = $2 and b.account_id = $1))
            order by n.at desc, n.id desc limit $3"#,
        account.0,
        before.map(|b| b.0),
        limit
    )
    .fetch_all(connection)
    .await
}

/// Marks one notice, or all, as read; tells how many that were not.
pub async fn mark_read(connection: &mut PgConnection, account: AccountId, one: Option<RowId>, now: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    let done = sqlx::query!(
        "update access.notice set read_at = $3 where account_id = $1 and read_at is null and ($2::uuid is null or id = $2)",
        account.0,
        one.map(|o| o.0),
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}
