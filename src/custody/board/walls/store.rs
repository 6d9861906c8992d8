//! SQL of wall screens: all of it through the door's functions, since a session is nobody's to write.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::form::NewWall;
use crate::platform::id::{PrisonId, SessionId};

/// A screen that hangs now.
pub struct Hanging {
    pub id: Uuid,
    pub unit: Option<String>,
    pub by: String,
    pub since: DateTime<Utc>,
    pub until: DateTime<Utc>,
    pub client: String,
    pub address: String,
}

/// Those of a prison, the latest first.
pub async fn hanging(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Hanging>, sqlx::Error> {
    sqlx::query_as!(
        Hanging,
        r#"select w.id as "id!", w.unit, w.by_name as "by!", w.since as "since!", w.until as "until!", coalesce(w.client, '') as "client!", coalesce(w.address, '') as "address!"
             from access.walls($1) w"#,
        prison.0
    )
    .fetch_all(connection)
    .await
}

/// The browser of the request: which session it leaves, and what it is.
pub struct Browser<'a> {
    pub from: SessionId,
    pub client: &'a str,
    pub address: &'a str,
}

/// Puts one up in place of the session that asks for it.
pub async fn put_up(connection: &mut PgConnection, id: SessionId, token: &[u8], prison: PrisonId, wall: &NewWall, at: Browser<'_>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "select access.put_up_wall($1, $2, $3, $4, $5, $6, $7, $8)",
        id.0,
        token,
        at.from.0,
        prison.0,
        wall.unit.map(|u| u.0),
        wall.until,
        at.client,
        at.address
    )
    .execute(connection)
    .await
    .map(drop)
}

/// Takes one down; the prison it hung in, unless it is down already or none of ours.
pub async fn take_down(connection: &mut PgConnection, id: Uuid) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!("select access.take_down_wall($1)", id).fetch_one(connection).await
}
