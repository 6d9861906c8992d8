//! When the date changes, the legal status of those follows for whom an order has run out or something begins.

use std::time::Duration;

use chrono::{DateTime, Days, NaiveDate, Utc};
use tokio::sync::watch;

use super::store;
use crate::law::calendar;
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::ticks::Ticks;

/// How often to look whether a new day has begun.
const EVERY: Duration = Duration::from_secs(60);

/// How far back a first look goes: longer than the program has ever been away.
const BEHIND: Days = Days::new(60);

/// Looks once a day until `stop` says so. A day that failed is tried again.
pub async fn run(db: Db, clock: Clock, stop: watch::Receiver<bool>) {
    let mut ticks = Ticks::every(EVERY, stop);
    let mut done_for: Option<NaiveDate> = None;
    while ticks.next().await {
        let today = calendar::oslo_day(clock.now());
        if done_for == Some(today) {
            continue;
        }
        match daily(&db, clock.now(), done_for).await {
            Ok(changed) => {
                done_for = Some(today);
                if changed > 0 {
                    tracing::info!(changed, "legal statuses followed the day");
                }
            }
            Err(error) => tracing::warn!(%error, "legal statuses did not follow the day; it is tried again"),
        }
    }
}

/// One day's work, from the day that was looked at last. Doing it twice does nothing more. Returns how many changed.
///
/// # Errors
/// When the database is away.
pub async fn daily(db: &Db, now: DateTime<Utc>, last: Option<NaiveDate>) -> Result<i64, sqlx::Error> {
    let since = last.or_else(|| calendar::oslo_day(now).checked_sub_days(BEHIND)).unwrap_or_default();
    let mut tx = db.begin_job().await?;
    let changed = store::statuses_of_the_day(&mut tx, since).await?;
    tx.commit().await?;
    Ok(changed)
}
