//! SQL of breaking the glass: all of it inside functions of the door.

use sqlx::PgConnection;
use uuid::Uuid;

use super::form::GlassCommand;
use crate::platform::id::{GrantId, InmateId};

/// Opens the record, writes the entry and tells the supervisors. None: there is nobody this reader can open so, for whatever reason.
pub async fn break_glass(connection: &mut PgConnection, command: &GlassCommand, request: Uuid) -> Result<Option<InmateId>, sqlx::Error> {
    let opened = sqlx::query_scalar!(
        "select access.break_glass($1, $2, $3, $4, $5, $6, $7)",
        GrantId::fresh().0,
        command.number,
        command.birth,
        command.depth,
        command.code.as_str(),
        command.reason,
        request
    )
    .fetch_one(connection)
    .await?;
    Ok(opened.map(InmateId))
}

/// Gives a record back; false when it was not open.
pub async fn end(connection: &mut PgConnection, inmate: InmateId) -> Result<bool, sqlx::Error> {
    Ok(sqlx::query_scalar!("select access.end_break_glass($1)", inmate.0).fetch_one(connection).await?.unwrap_or(false))
}
