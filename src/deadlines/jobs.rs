//! The clock's own work, every minute: warnings, the next round of what repeats, what is overdue taken higher.

use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::watch;

use super::store::{self, Told};
use super::{model::Item, rules};
use crate::platform::clock::Clock;
use crate::platform::db::Db;

const EVERY: Duration = Duration::from_secs(60);

/// So many series are taken on at once; what is left is taken a minute later.
const AT_ONCE: i64 = 2000;

/// What one turn of the clock did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// New rounds.
    pub rounds: u64,
    /// Warnings and the rest.
    pub told: Told,
}

/// Works until `stop` says so. A turn that failed is taken again.
pub async fn run(db: Db, clock: Clock, mut stop: watch::Receiver<bool>) {
    let mut ticks = tokio::time::interval(EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            _ = stop.changed() => return,
        }
        match turn(&db, clock.now()).await {
            Ok(done) if done == Turn::default() => {}
            Ok(Turn { rounds, told: Told { warned, escalated, lapsed } }) => tracing::info!(rounds, warned, escalated, lapsed, "deadlines looked through"),
            Err(error) => tracing::warn!(%error, "deadlines were not looked through; it is tried again in a minute"),
        }
    }
}

/// One turn. Doing it twice at the same instant does nothing more.
///
/// # Errors
/// When the database is away.
pub async fn turn(db: &Db, now: DateTime<Utc>) -> Result<Turn, sqlx::Error> {
    let mut tx = db.begin_job().await?;
    let series = store::series(&mut tx, now, AT_ONCE).await?;
    let mut next: Vec<Item> = Vec::new();
    for kept in &series {
        match rules::next_round(kept) {
            Ok(item) => next.extend(item),
            Err(error) => tracing::error!(deadline = %kept.id, %error, "the next round of a deadline cannot be counted"),
        }
    }
    let rounds = if next.is_empty() { 0 } else { store::put(&mut tx, &next).await? };
    let told = store::tell_all(&mut tx, now).await?;
    tx.commit().await?;
    Ok(Turn { rounds, told })
}
