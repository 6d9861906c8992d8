//! SQL of what was printed.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::AccountId;

/// A look that the reader has left in the trail.
pub struct Look {
    pub class: String,
    pub route: String,
    pub inmate_id: Option<Uuid>,
    pub inmates: Option<Vec<Uuid>>,
    pub prison_id: Option<Uuid>,
    pub grant_id: Option<Uuid>,
    pub purpose: Option<String>,
}

/// Whom the reader saw in this request of theirs since `since`: one entry, or one for each list on the page.
pub async fn looks(connection: &mut PgConnection, account: AccountId, request: Uuid, since: DateTime<Utc>) -> Result<Vec<Look>, sqlx::Error> {
    sqlx::query_as!(
        Look,
        "select e.class, e.route, e.inmate_id, e.inmates, e.prison_id, e.grant_id, e.purpose from audit.entry e
          where e.actor = $1 and e.at >= $3 and e.request_id = $2 and e.action in ('look', 'list', 'print') and (e.inmate_id is not null or e.inmates is not null)
          order by e.id limit 20",
        account.0,
        request,
        since
    )
    .fetch_all(connection)
    .await
}
