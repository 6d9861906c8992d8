//! Units in the database.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::form::Facts;
use crate::platform::db;
use crate::platform::id::{PrisonId, UnitId};

/// A unit with its places, counted from its open cells.
pub struct Unit {
    pub id: Uuid,
    pub prison_id: Uuid,
    pub prison: String,
    pub code: String,
    pub name: String,
    pub level: String,
    pub purpose: String,
    pub basis: Option<String>,
    pub sort: i32,
    pub closed_on: Option<NaiveDate>,
    pub version: i32,
    pub cells: i64,
    pub certified: i64,
    pub working: i64,
    pub maximum: i64,
    pub out: i64,
}

async fn select(connection: &mut PgConnection, prison: Option<PrisonId>, unit: Option<UnitId>, now: DateTime<Utc>) -> Result<Vec<Unit>, sqlx::Error> {
    sqlx::query_as!(
        Unit,
        r#"select u.id, u.prison_id, p.name as prison, u.code, u.name, u.level, u.purpose, u.basis, u.sort, u.closed_on, u.version, count(c.id) as "cells!",
                  coalesce(sum(c.certified_capacity), 0) as "certified!", coalesce(sum(c.working_capacity), 0) as "working!", coalesce(sum(c.maximum_capacity), 0) as "maximum!",
                  coalesce(sum(c.working_capacity) filter (where exists (select from estate.cell_out_of_use o where o.cell_id = c.id and o.during @> $3::timestamptz)), 0) as "out!"
             from estate.unit u join estate.prison p on p.id = u.prison_id left join estate.cell c on c.unit_id = u.id and c.closed_on is null
            where ($1::uuid is null or u.prison_id = $1) and ($2::uuid is null or u.id = $2)
            group by u.id, p.name order by u.closed_on is not null, u.sort, u.code limit 500"#,
        prison.map(|p| p.0),
        unit.map(|u| u.0),
        now
    )
    .fetch_all(connection)
    .await
}

/// The units of a prison, the closed ones last.
pub async fn of_prison(connection: &mut PgConnection, prison: PrisonId, now: DateTime<Utc>) -> Result<Vec<Unit>, sqlx::Error> {
    select(connection, Some(prison), None, now).await
}

/// One unit.
pub async fn find(connection: &mut PgConnection, unit: UnitId, now: DateTime<Utc>) -> Result<Option<Unit>, sqlx::Error> {
    Ok(select(connection, None, Some(unit), now).await?.pop())
}

/// A new unit. A taken code names its constraint.
pub async fn add(connection: &mut PgConnection, id: UnitId, prison: PrisonId, facts: &Facts) -> Result<(), sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    sqlx::query!(
        "insert into estate.unit (id, prison_id, code, name, level, purpose, basis, sort) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id.0,
        prison.0,
        facts.code,
        facts.name,
        facts.level,
        facts.purpose,
        facts.basis,
        facts.sort
    )
    .execute(&mut *point)
    .await?;
    point.commit().await
}

/// Keeps the facts; false when somebody else has saved first. A taken code names its constraint.
pub async fn update(connection: &mut PgConnection, id: UnitId, facts: &Facts, version: i32) -> Result<bool, sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    let done = sqlx::query!(
        "update estate.unit set code = $2, name = $3, level = $4, purpose = $5, basis = $6, sort = $7, version = version + 1 where id = $1 and version = $8",
        id.0,
        facts.code,
        facts.name,
        facts.level,
        facts.purpose,
        facts.basis,
        facts.sort,
        version
    )
    .execute(&mut *point)
    .await?;
    point.commit().await?;
    Ok(done.rows_affected() == 1)
}

/// Closed on a day, or open again.
pub async fn set_closed(connection: &mut PgConnection, id: UnitId, on: Option<NaiveDate>) -> Result<(), sqlx::Error> {
    sqlx::query!("update estate.unit set closed_on = $2, version = version + 1 where id = $1", id.0, on).execute(connection).await.map(drop)
}

/// How many people are placed in the unit: a count without persons.
pub async fn occupied(connection: &mut PgConnection, id: UnitId) -> Result<i64, sqlx::Error> {
    Ok(sqlx::query_scalar!("select estate.occupied($1, null)", id.0).fetch_one(connection).await?.unwrap_or(0))
}
