//! The weeks ahead: twice an hour for every house, and at once for the house in which somebody has changed a time or shut a door.

use std::time::Duration;

use chrono::{DateTime, Days, Utc};
use tokio::sync::watch;
use uuid::Uuid;

use super::{rules, store};
use crate::law::calendar;
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::id::PrisonId;
use crate::platform::ticks::Ticks;

const EVERY: Duration = Duration::from_secs(1800);

/// Works until `stop` says so.
pub async fn run(db: Db, clock: Clock, stop: watch::Receiver<bool>) {
    let mut ticks = Ticks::every(EVERY, stop);
    while ticks.next().await {
        match turn(&db, clock.now()).await {
            Ok(0) => {}
            Ok(written) => tracing::info!(written, "sessions written ahead"),
            Err(error) => tracing::warn!(%error, "sessions were not written ahead; tried again in half an hour"),
        }
    }
}

/// Writes the six weeks from today of every house. Doing it twice does nothing more.
///
/// # Errors
/// When the database is away.
pub async fn turn(db: &Db, now: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    write(db, None, now).await
}

/// After a change: the weeks of one house. What fails here is made good by the next turn, so that it is told to the log and to nobody else.
pub async fn catch_up(db: &Db, prison: PrisonId, now: DateTime<Utc>) {
    if let Err(error) = write(db, Some(prison.0), now).await {
        tracing::warn!(%error, "sessions of a house were not written ahead at once");
    }
}

async fn write(db: &Db, prison: Option<Uuid>, now: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    let first = calendar::oslo_day(now);
    let end = first.checked_add_days(Days::new(rules::AHEAD_DAYS.unsigned_abs() + 1)).unwrap_or(first);
    let mut tx = db.begin_job().await?;
    let mut written = 0;
    for house in store::sources(&mut tx, prison, first, end).await? {
        written += store::put(&mut tx, &rules::ahead(&house.patterns, &house.shut, first, end)).await?;
    }
    tx.commit().await?;
    Ok(written)
}
