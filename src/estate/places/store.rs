//! Places in the database.

use chrono::NaiveDate;
use sqlx::PgConnection;
use uuid::Uuid;

use super::form::Facts;
use crate::platform::db;
use crate::platform::id::{PrisonId, RowId};

/// A place.
pub struct Place {
    pub id: Uuid,
    pub prison_id: Uuid,
    pub prison: String,
    pub name: String,
    pub kind: String,
    pub closed_on: Option<NaiveDate>,
    pub version: i32,
    /// Who is there, on the way or planned to go there.
    pub in_use: i64,
}

async fn select(connection: &mut PgConnection, prison: Option<PrisonId>, place: Option<RowId>) -> Result<Vec<Place>, sqlx::Error> {
    sqlx::query_as!(
        Place,
        r#"select l.id, l.prison_id, p.name as prison, l.name, l.kind, l.closed_on, l.version, estate.place_in_use(l.id) as "in_use!"
             from estate.place l join estate.prison p on p.id = l.prison_id
            where ($1::uuid is null or l.prison_id = $1) and ($2::uuid is null or l.id = $2)
            order by l.closed_on is not null, estate.place_key(l.name), l.id limit 500"#,
        prison.map(|p| p.0),
        place.map(|l| l.0)
    )
    .fetch_all(connection)
    .await
}

/// The places of a prison, the closed ones last.
pub async fn of_prison(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Place>, sqlx::Error> {
    select(connection, Some(prison), None).await
}

/// One place.
pub async fn find(connection: &mut PgConnection, place: RowId) -> Result<Option<Place>, sqlx::Error> {
    Ok(select(connection, None, Some(place)).await?.pop())
}

/// A new place. A taken name names its constraint.
pub async fn add(connection: &mut PgConnection, id: RowId, prison: PrisonId, facts: &Facts) -> Result<(), sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    sqlx::query!("insert into estate.place (id, prison_id, name, kind) values ($1, $2, $3, $4)", id.0, prison.0, facts.name, facts.kind)
        .execute(&mut *point)
        .await?;
    point.commit().await
}

/// Keeps the facts; false when somebody else has saved first. A taken name names its constraint.
pub async fn update(connection: &mut PgConnection, id: RowId, facts: &Facts, version: i32) -> Result<bool, sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    let done = sqlx::query!(
        "update estate.place set name = $2, kind = $3, version = version + 1 where id = $1 and version = $4",
        id.0,
        facts.name,
        facts.kind,
        version
    )
    .execute(&mut *point)
    .await?;
    point.commit().await?;
    Ok(done.rows_affected() == 1)
}

/// Closed on a day, or open again. Opened under a name that another has taken since, it names the constraint.
pub async fn set_closed(connection: &mut PgConnection, id: RowId, on: Option<NaiveDate>) -> Result<(), sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    sqlx::query!("update estate.place set closed_on = $2, version = version + 1 where id = $1", id.0, on).execute(&mut *point).await?;
    point.commit().await
}
