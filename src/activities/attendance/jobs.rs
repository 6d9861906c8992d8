//! Every minute: whoever has been missing for ten minutes becomes a line on the boards that are open.

use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::watch;

use super::{rules, store};
use crate::law::calendar;
use crate::law::rule::Book;
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::ticks::Ticks;
use crate::reference::Current;

const EVERY: Duration = Duration::from_secs(60);

/// Works until `stop` says so.
pub async fn run(db: Db, clock: Clock, catalogue: &Current, stop: watch::Receiver<bool>) {
    let mut ticks = Ticks::every(EVERY, stop);
    while ticks.next().await {
        if let Err(error) = turn(&db, catalogue.get().law(), clock.now()).await {
            tracing::warn!(%error, "boards were not told of who is missing; it is tried again in a minute");
        }
    }
}

/// One turn. How many have become a line.
///
/// # Errors
/// When the database is away.
pub async fn turn(db: &Db, book: &Book, now: DateTime<Utc>) -> Result<i64, sqlx::Error> {
    let minutes = i32::try_from(rules::missing_minutes(book, calendar::oslo_day(now))).unwrap_or(10);
    let mut tx = db.begin_job().await?;
    let told = store::tell_missing(&mut tx, minutes, now).await?;
    tx.commit().await?;
    Ok(told)
}
