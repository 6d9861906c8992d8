//! SQL that days and the ledger share.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::PrisonId;

/// Houses with their names.
pub(super) async fn houses(connection: &mut PgConnection, ids: &[PrisonId]) -> Result<Vec<(PrisonId, String)>, sqlx::Error> {
    let ids: Vec<Uuid> = ids.iter().map(|p| p.0).collect();
    let rows = sqlx::query!("select id, name from estate.prison where id = any($1) order by name, id", &ids).fetch_all(connection).await?;
    Ok(rows.into_iter().map(|r| (PrisonId(r.id), r.name)).collect())
}
