//! Planning rolls ahead: what nobody has begun can be late only if it was planned.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::watch;
use uuid::Uuid;

use super::rules::{self, Due};
use super::store::{self, Planned};
use crate::law::calendar;
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::ticks::Ticks;
use crate::reference::schedule::{self, Plan, UnitType};

const EVERY: Duration = Duration::from_secs(1800);

/// The rows of a prison for the day of an instant and the next.
fn rows(plan: &Plan, prison: &Planned, now: DateTime<Utc>) -> Vec<(Uuid, Due, DateTime<Utc>)> {
    let mut types: Vec<UnitType> = prison.levels.iter().map(|l| UnitType::of_level(l)).collect();
    types.sort_unstable();
    types.dedup();
    let today = calendar::oslo_day(now);
    let days = [Some(today), today.succ_opt()];
    let due = days.into_iter().flatten().flat_map(|day| rules::due(plan, &types, day));
    due.map(|d| {
        let late = d.at + TimeDelta::minutes(i64::from(prison.grace));
        (prison.prison, d, late)
    })
    // What is long past when a house begins to count is not missed.
    .filter(|(_, _, late)| *late > now)
    .collect()
}

/// Plans the rolls of today and tomorrow at every prison. How many are new.
///
/// # Errors
/// When the database is away.
pub async fn plan_all(db: &Db, now: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    let mut tx = db.begin_job().await?;
    let plan = schedule::store::load(&mut tx).await?;
    let prisons = store::to_plan(&mut tx).await?;
    let found: Vec<_> = prisons.iter().flat_map(|p| rows(&plan, p, now)).collect();
    let new = if found.is_empty() { 0 } else { store::plan(&mut tx, &found).await? };
    tx.commit().await?;
    Ok(new)
}

/// Plans the rolls of today and tomorrow at every prison, twice an hour, until `stop`.
pub async fn plan_ahead(db: Db, clock: Clock, stop: watch::Receiver<bool>) {
    let mut ticks = Ticks::every(EVERY, stop);
    while ticks.next().await {
        match plan_all(&db, clock.now()).await {
            Ok(0) => {}
            Ok(new) => tracing::info!(new, "rolls planned"),
            Err(error) => tracing::warn!(%error, "rolls were not planned; tried again in half an hour"),
        }
    }
}
