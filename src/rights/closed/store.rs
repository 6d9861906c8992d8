//! SQL of reopening: all of it inside a function of the door.

use sqlx::PgConnection;
use uuid::Uuid;

use super::form::ReopenCommand;
use crate::platform::id::{GrantId, InmateId};

/// Reopens the record and writes the entry. None: no closed record that this reader can open so.
pub async fn reopen(connection: &mut PgConnection, command: &ReopenCommand, request: Uuid) -> Result<Option<InmateId>, sqlx::Error> {
    let opened = sqlx::query_scalar!("select access.reopen($1, $2, $3, $4, $5)", GrantId::fresh().0, command.number, command.birth, command.reason, request)
        .fetch_one(connection)
        .await?;
    Ok(opened.map(InmateId))
}
