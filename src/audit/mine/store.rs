//! SQL of one's own entries.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::AccountId;

/// An entry of one's own.
pub struct Row {
    pub id: i64,
    pub at: DateTime<Utc>,
    pub role: Option<String>,
    pub action: String,
    pub class: String,
    pub inmate_id: Option<Uuid>,
    pub number: Option<String>,
    pub family_name: Option<String>,
    pub given_name: Option<String>,
    pub people: i32,
}

/// One's own entries, newest first, below (`at`, `id`). The person is named when still in reach.
pub async fn entries(connection: &mut PgConnection, account: AccountId, before: Option<(DateTime<Utc>, i64)>, limit: i64) -> Result<Vec<Row>, sqlx::Error> {
    let (at, id) = before.unzip();
    sqlx::query_as!(
        Row,
        r#"select e.id, e.at, e.role, e.action, e.class, e.inmate_id, i.number as "number?", i.family_name as "family_name?", i.given_name as "given_name?",
                  coalesce(cardinality(e.inmates), 0) as "people!"
             from audit.entry e left join inmates.inmate i on i.id = e.inmate_id
            where e.actor = $1 and ($2::timestamptz is null or (e.at, e.id) < ($2, $3))
            order by e.at desc, e.id desc limit $4"#,
        account.0,
        at,
        id,
        limit
    )
    .fetch_all(connection)
    .await
}
