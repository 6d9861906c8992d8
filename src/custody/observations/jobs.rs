//! The day's work: what is not verified and has stood for four months goes away; those who can verify it are warned before.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use tokio::sync::watch;

use super::store_write as store;
use crate::law::calendar;
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::ticks::Ticks;

/// How often to look whether a new day has begun.
const EVERY: Duration = Duration::from_secs(300);

/// What a day's work did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Entries whose text is gone.
    pub erased: i32,
    /// Entries of which somebody was warned.
    pub warned: i32,
}

/// Works once a day until `stop` says so. A day that failed is tried again.
pub async fn run(db: Db, clock: Clock, stop: watch::Receiver<bool>) {
    let mut ticks = Ticks::every(EVERY, stop);
    let mut done_for: Option<NaiveDate> = None;
    while ticks.next().await {
        let today = calendar::oslo_day(clock.now());
        if done_for == Some(today) {
            continue;
        }
        match daily(&db, clock.now()).await {
            Ok(done) => {
                done_for = Some(today);
                if done != Done::default() {
                    tracing::info!(erased = done.erased, warned = done.warned, "unverified observations looked through");
                }
            }
            Err(error) => tracing::warn!(%error, "unverified observations were not looked through; it is tried again"),
        }
    }
}

/// One day's work. Doing it twice does nothing more.
///
/// # Errors
/// When the database is away.
pub async fn daily(db: &Db, now: DateTime<Utc>) -> Result<Done, sqlx::Error> {
    let mut tx = db.begin_job().await?;
    let done = store::expire(&mut tx, now).await?;
    tx.commit().await?;
    Ok(done)
}
