//! The work beside the requests: days that are over are worked out, and whatever bears on a day that was puts it into the queue (`activities.allowance_stale`), from
//! which it is taken by whole sets.

use std::time::Duration;

use chrono::{DateTime, Days, NaiveDate, Utc};
use sqlx::PgConnection;
use tokio::sync::watch;
use uuid::Uuid;

use super::day::{self, Known, Put};
use super::store;
use crate::law::calendar;
use crate::platform::db::{Db, set_now};
use crate::platform::ticks::Ticks;
use crate::reference::Catalogue;
use crate::web::App;

/// Short: who has left in the morning is at the desk a moment later.
const EVERY: Duration = Duration::from_secs(5);

/// Days in one transaction: well under a second.
const AT_ONCE: i32 = 1500;

/// What a turn did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// Days looked at.
    pub days: usize,
    /// Days that came out otherwise than before, new ones among them.
    pub changed: i64,
}

/// Works until `stop` says so. A turn that failed is taken again.
pub async fn run(app: App, stop: watch::Receiver<bool>) {
    let mut ticks = Ticks::every(EVERY, stop);
    let mut over: Option<NaiveDate> = None;
    while ticks.next().await {
        let now = app.clock.now();
        let today = calendar::oslo_day(now);
        let result = async {
            if over != Some(today) {
                days_are_over(&app.db, now).await?;
                over = Some(today);
            }
            while !ticks.ended() && turn(&app.db, app.clock.now()).await?.days > 0 {}
            Ok::<_, sqlx::Error>(())
        };
        if let Err(error) = result.await {
            tracing::warn!(%error, "days of allowance were not worked out; it is tried again");
        }
    }
}

/// Puts everybody who was held on the days that are over into the queue; tells how many days that is.
///
/// # Errors
/// When the database is away.
pub async fn days_are_over(db: &Db, now: DateTime<Utc>) -> Result<i64, sqlx::Error> {
    let mut tx = db.begin_job().await?;
    set_now(&mut tx, now).await?;
    let yesterday = calendar::oslo_day(now).checked_sub_days(Days::new(1)).unwrap_or_default();
    let queued = store::days_are_over(&mut tx, yesterday).await?;
    tx.commit().await?;
    Ok(queued)
}

/// One turn over the queue. The law and the reasons are read in the same transaction: a row of law and the days it put into the queue come together, so that no day is
/// worked out by what held a moment ago.
///
/// # Errors
/// When the database is away; then the queue is as it was.
pub async fn turn(db: &Db, now: DateTime<Utc>) -> Result<Turn, sqlx::Error> {
    let mut tx = db.begin_job().await?;
    set_now(&mut tx, now).await?;
    let (people, days) = store::take(&mut tx, AT_ONCE).await?;
    let mut done = Turn { days: days.len(), changed: 0 };
    if !days.is_empty() {
        let catalogue = Catalogue::load(&mut tx).await?;
        done.changed = work(&mut tx, &catalogue, &people, &days).await?;
    }
    tx.commit().await?;
    if done.changed > 0 {
        tracing::info!(days = done.days, changed = done.changed, "days of allowance worked out");
    }
    Ok(done)
}

/// What bears on these days, as the database has it: whoever wants to know what the law costs without the database (`bin/bench`) works on these.
///
/// # Errors
/// When the database is away.
pub async fn known(connection: &mut PgConnection, people: &[Uuid], days: &[NaiveDate]) -> Result<Vec<Known>, sqlx::Error> {
    store::facts(connection, people, days).await
}

/// Works these days out and keeps what came out otherwise than before; tells how many that were.
///
/// # Errors
/// When the database refuses.
pub async fn work(connection: &mut PgConnection, catalogue: &Catalogue, people: &[Uuid], days: &[NaiveDate]) -> Result<i64, sqlx::Error> {
    let known = store::facts(connection, people, days).await?;
    let rows: Vec<Put> = known.iter().map(|k| day::put(k, catalogue, catalogue.law())).collect();
    let changed = store::put(connection, &rows).await?;
    let held: std::collections::HashSet<(Uuid, NaiveDate)> = known.iter().map(|k| (k.inmate_id, k.day)).collect();
    let (gone, gone_days): (Vec<Uuid>, Vec<NaiveDate>) = people.iter().copied().zip(days.iter().copied()).filter(|pair| !held.contains(pair)).unzip();
    if gone.is_empty() {
        return Ok(changed);
    }
    Ok(changed + store::not_held(connection, &gone, &gone_days).await?)
}
