//! What the prison board asks besides the numbers of its units.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::{PrisonId, UnitId};

/// The version of a house.
///
/// # Errors
/// When the database is away.
pub(super) async fn version(connection: &mut PgConnection, prison: PrisonId, now: DateTime<Utc>) -> Result<i64, sqlx::Error> {
    Ok(sqlx::query_scalar!("select custody.house_version($1, $2)", prison.0, now).fetch_one(connection).await?.unwrap_or_default())
}

/// The units whose changes are news for a house.
///
/// # Errors
/// When the database is away.
pub(super) async fn units(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<UnitId>, sqlx::Error> {
    let ids = sqlx::query_scalar!("select id from estate.unit where prison_id = $1 limit 500", prison.0).fetch_all(connection).await?;
    Ok(ids.into_iter().map(UnitId).collect())
}

/// Whom a unit must look to again and again.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Watches {
    /// With an alert that asks for it.
    pub watched: i64,
    /// Of them in full isolation by a court's order (strpl. § 186 a).
    pub isolated: i64,
}

/// By unit, as far as the reader sees the people.
///
/// # Errors
/// When the database is away.
pub(super) async fn watches(connection: &mut PgConnection, prison: PrisonId, today: NaiveDate, kinds: &[&str]) -> Result<HashMap<Uuid, Watches>, sqlx::Error> {
    let kinds: Vec<String> = kinds.iter().map(|&k| k.to_owned()).collect();
    let rows = sqlx::query!(
        r#"select w.unit_id, count(distinct a.inmate_id) as "watched!", count(distinct a.inmate_id) filter (where a.kind = 'ISOLATION_COURT') as "isolated!"
             from custody.in_custody w join inmates.alert a on a.inmate_id = w.inmate_id
            where w.prison_id = $1 and a.kind = any($2) and a.ended_at is null and a.from_day <= $3 and (a.to_day is null or a.to_day >= $3)
            group by w.unit_id limit 500"#,
        prison.0,
        &kinds,
        today
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|r| (r.unit_id, Watches { watched: r.watched, isolated: r.isolated })).collect())
}
