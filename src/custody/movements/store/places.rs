//! Places of a prison that people go to, and what was accepted of two who must be kept apart.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::{InmateId, PrisonId};

/// A place of the prison.
#[derive(Clone, Debug)]
pub struct Place {
    /// The place.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What it is for, a word of `InternalKind`.
    pub kind: String,
}

/// Open places of a prison by name.
pub async fn places(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Place>, sqlx::Error> {
    sqlx::query_as!(
        Place,
        "select id, name, kind from estate.place where prison_id = $1 and closed_on is null order by estate.place_key(name) limit 400",
        prison.0
    )
    .fetch_all(connection)
    .await
}

/// Which way a row is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ways {
    /// Out of the prison.
    Out,
    /// About the house.
    Inside,
}

/// Keeps what was accepted of a way, each finding with the reason. What was accepted before stays.
pub async fn accept(connection: &mut PgConnection, inmate: InmateId, ways: Ways, id: Uuid, findings: &[Uuid], why: &str) -> Result<(), sqlx::Error> {
    let whys = vec![why.to_owned(); findings.len()];
    match ways {
        Ways::Out => sqlx::query!(
            "update custody.movement set apart_accepted = apart_accepted || $3::uuid[], apart_why = apart_why || $4::text[] where id = $1 and inmate_id = $2",
            id,
            inmate.0,
            findings,
            &whys
        ),
        Ways::Inside => sqlx::query!(
            "update custody.internal_movement set apart_accepted = apart_accepted || $3::uuid[], apart_why = apart_why || $4::text[] where id = $1 and inmate_id = $2",
            id,
            inmate.0,
            findings,
            &whys
        ),
    }
    .execute(connection)
    .await?;
    Ok(())
}
