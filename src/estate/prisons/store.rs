//! Prisons in the database.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::form::Facts;
use crate::platform::id::{AccountId, PrisonId};

/// A prison with its places, counted from its cells.
pub struct Prison {
    pub id: Uuid,
    pub name: String,
    pub region: String,
    pub municipality: Option<String>,
    pub status: String,
    pub cells: i64,
    pub certified: i64,
    pub working: i64,
    pub maximum: i64,
    pub out: i64,
}

/// These prisons, or all, by region and name.
pub async fn list(connection: &mut PgConnection, only: Option<&[PrisonId]>, now: DateTime<Utc>) -> Result<Vec<Prison>, sqlx::Error> {
    let only: Option<Vec<Uuid>> = only.map(|ids| ids.iter().map(|p| p.0).collect());
    sqlx::query_as!(
        Prison,
        r#"select p.id, p.name, p.region, p.municipality, p.status, coalesce(c.cells, 0) as "cells!",
                  coalesce(c.certified, 0) as "certified!", coalesce(c.working, 0) as "working!", coalesce(c.maximum, 0) as "maximum!", coalesce(o.places, 0) as "out!"
             from estate.prison p
             left join (select c.prison_id, count(*) as cells, sum(c.certified_capacity) as certified, sum(c.working_capacity) as working,
                               sum(c.maximum_capacity) as maximum
                          from estate.cell c join estate.unit u on u.id = c.unit_id and u.closed_on is null where c.closed_on is null group by c.prison_id) c on c.prison_id = p.id
             left join (select o.prison_id, sum(c.working_capacity) as places from estate.cell_out_of_use o join estate.cell c on c.id = o.cell_id and c.closed_on is null
                          join estate.unit u on u.id = c.unit_id and u.closed_on is null
                         where o.during @> $2::timestamptz group by o.prison_id) o on o.prison_id = p.id
            where $1::uuid[] is null or p.id = any($1)
            order by p.region, p.name, p.id limit 500"#,
        only.as_deref() as Option<&[Uuid]>,
        now
    )
    .fetch_all(connection)
    .await
}

/// The facts of one prison.
pub struct Known {
    pub id: Uuid,
    pub code: String,
    pub name: String,
    pub region: String,
    pub municipality: Option<String>,
    pub county: Option<String>,
    pub sexes: Vec<String>,
    pub places_high: i32,
    pub places_lower: i32,
    pub places_halfway: i32,
    pub capacity_basis: Option<String>,
    pub kept_after_shift_minutes: i32,
    pub status: String,
    pub version: i32,
    /// What is not in use. A part is in use unless somebody has switched it off.
    pub unused: Vec<String>,
}

/// One prison.
pub async fn find(connection: &mut PgConnection, id: PrisonId) -> Result<Option<Known>, sqlx::Error> {
    sqlx::query_as!(
        Known,
        r#"select p.id, p.code, p.name, p.region, p.municipality, p.county, p.sexes, p.places_high, p.places_lower, p.places_halfway, p.capacity_basis, p.kept_after_shift_minutes, p.status,
                  p.version,
                  coalesce((select array_agg(f.feature) from estate.prison_feature f where f.prison_id = p.id and not f.enabled), '{}') as "unused!"
             from estate.prison p where p.id = $1"#,
        id.0
    )
    .fetch_optional(connection)
    .await
}

/// How many are in custody at a prison, or being received there.
pub async fn people_of(connection: &mut PgConnection, id: PrisonId) -> Result<i64, sqlx::Error> {
    Ok(sqlx::query_scalar!("select estate.people_of($1)", id.0).fetch_one(connection).await?.unwrap_or(0))
}

/// Keeps a new prison. The code is unique (`prison_code_taken`).
pub async fn add(connection: &mut PgConnection, id: PrisonId, code: &str, facts: &Facts) -> Result<(), sqlx::Error> {
    let [high, lower, halfway] = facts.places;
    sqlx::query!(
        "insert into estate.prison (id, code, name, region, municipality, county, sexes, places_high, places_lower, places_halfway, capacity_basis, kept_after_shift_minutes, status)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        id.0,
        code,
        facts.name,
        facts.region,
        facts.municipality,
        facts.county,
        &facts.sexes,
        high,
        lower,
        halfway,
        facts.capacity_basis,
        facts.kept_after_shift,
        facts.status
    )
    .execute(connection)
    .await
    .map(drop)
}

/// Keeps the facts; false when somebody else has saved first. The region only for those who may change it.
pub async fn update(connection: &mut PgConnection, id: PrisonId, facts: &Facts, with_region: bool, version: i32) -> Result<bool, sqlx::Error> {
    let [high, lower, halfway] = facts.places;
    let done = sqlx::query!(
        "update estate.prison set name = $2, municipality = $3, county = $4, places_high = $5, places_lower = $6, places_halfway = $7, capacity_basis = $8, status = $9,
                kept_after_shift_minutes = $11, sexes = $12, version = version + 1 where id = $1 and version = $10",
        id.0,
        facts.name,
        facts.municipality,
        facts.county,
        high,
        lower,
        halfway,
        facts.capacity_basis,
        facts.status,
        version,
        facts.kept_after_shift,
        &facts.sexes
    )
    .execute(&mut *connection)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    if with_region {
        sqlx::query!("update estate.prison set region = $2 where id = $1 and region <> $2", id.0, facts.region).execute(connection).await?;
    }
    Ok(true)
}

/// Keeps which parts of the product are in use.
pub async fn set_features(
    connection: &mut PgConnection,
    id: PrisonId,
    features: &[(&'static str, bool)],
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    let names: Vec<String> = features.iter().map(|(f, _)| (*f).to_owned()).collect();
    let on: Vec<bool> = features.iter().map(|(_, on)| *on).collect();
    sqlx::query!(
        "insert into estate.prison_feature as f (prison_id, feature, enabled, changed_by, changed_at) select $1, x.feature, x.enabled, $4, $5 from unnest($2::text[], $3::bool[]) x (feature, enabled)
         on conflict (prison_id, feature) do update set enabled = excluded.enabled, changed_by = excluded.changed_by, changed_at = excluded.changed_at where f.enabled <> excluded.enabled",
        id.0,
        &names,
        &on,
        by.0,
        now
    )
    .execute(connection)
    .await
    .map(drop)
}
