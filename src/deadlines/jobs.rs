//! The clock's own work, every minute: warnings, the next round of what repeats, what is overdue taken higher.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;
use tokio::sync::watch;
use uuid::Uuid;

use super::follow::{self, Do, End};
use super::model::{Event, Item, Outcome};
use super::rules;
use super::serving;
use super::store::{self, Told};
use crate::law::rule::Book;
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::ticks::Ticks;
use crate::reference::Current;

const EVERY: Duration = Duration::from_secs(60);

/// Changes of bases are looked at again for so long: longer than any transaction that records one.
const BACK: TimeDelta = TimeDelta::minutes(10);

/// And, when the program begins, for so long: what was recorded while no clock ran.
const AT_FIRST: TimeDelta = TimeDelta::days(2);

/// So many series are taken on at once; what is left is taken a minute later.
const AT_ONCE: i64 = 2000;

/// And so many people's bases.
const PEOPLE_AT_ONCE: i32 = 2000;

/// What one turn of the clock did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// Items raised or moved, and items ended, because a basis changed.
    pub followed: u64,
    /// New rounds.
    pub rounds: u64,
    /// Warnings and the rest.
    pub told: Told,
}

/// Works until `stop` says so. A turn that failed is taken again.
pub async fn run(db: Db, clock: Clock, catalogue: &Current, stop: watch::Receiver<bool>) {
    let mut since = clock.now() - AT_FIRST;
    let mut ticks = Ticks::every(EVERY, stop);
    while ticks.next().await {
        let now = clock.now();
        match turn(&db, catalogue.get().law(), since, now).await {
            Ok(done) => {
                since = now - BACK;
                if done != Turn::default() {
                    let Turn { followed, rounds, told: Told { warned, escalated, lapsed } } = done;
                    tracing::info!(followed, rounds, warned, escalated, lapsed, "deadlines looked through");
                }
            }
            Err(error) => tracing::warn!(%error, "deadlines were not looked through; it is tried again in a minute"),
        }
        match serving::turn(&db, catalogue.get().law(), now).await {
            Ok(0) => {}
            Ok(days) => tracing::info!(days, "days of serving set on the clock"),
            Err(error) => tracing::warn!(%error, "days of serving were not set on the clock; it is tried again in a minute"),
        }
    }
}

/// One turn: bases that changed since an instant, next rounds, warnings. Doing it twice at the same instant does nothing more.
///
/// # Errors
/// When the database is away.
pub async fn turn(db: &Db, book: &Book, since: DateTime<Utc>, now: DateTime<Utc>) -> Result<Turn, sqlx::Error> {
    let mut tx = db.begin_job().await?;
    let done = turn_in(&mut tx, book, since, now).await?;
    tx.commit().await?;
    Ok(done)
}

/// The same in a transaction of the caller's: a year of days can be gone through and taken back.
///
/// # Errors
/// As [`turn`].
pub async fn turn_in(connection: &mut PgConnection, book: &Book, since: DateTime<Utc>, now: DateTime<Utc>) -> Result<Turn, sqlx::Error> {
    let changed = store::bases_changed(connection, since, PEOPLE_AT_ONCE).await?;
    let followed = follow_many(connection, book, &changed, now, Set::Now).await?;
    let series = store::series(connection, now, AT_ONCE).await?;
    let mut next: Vec<Item> = Vec::new();
    for kept in &series {
        match rules::next_round(kept) {
            Ok(item) => next.extend(item),
            Err(error) => tracing::error!(deadline = %kept.id, %error, "the next round of a deadline cannot be counted"),
        }
    }
    let rounds = store::put(connection, &next).await?;
    let told = store::tell_all(connection, now).await?;
    Ok(Turn { followed, rounds, told })
}

/// When the history says that the clock was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// When it was.
    Now,
    /// At the event: invented history.
    AtEvent,
}

/// The items of an event. One that no rule can count is told in the log: background work goes on with the next.
fn planned(book: &Book, event: &Event<'_>, now: DateTime<Utc>, set: Set) -> Vec<Item> {
    match rules::plan(book, event, now) {
        Ok(items) => items.into_iter().map(|i| Item { raised_at: (set == Set::AtEvent).then_some(i.event_at.min(now)), ..i }).collect(),
        Err(error) => {
            tracing::error!(reference = %event.reference, %error, "the clock cannot be set");
            Vec::new()
        }
    }
}

/// Sets the clock for events of many people, as background work. Answers with how many items are new or moved.
///
/// # Errors
/// When the database refuses.
pub async fn raise(connection: &mut PgConnection, book: &Book, events: &[Event<'_>], now: DateTime<Utc>, set: Set) -> Result<u64, sqlx::Error> {
    let items: Vec<Item> = events.iter().flat_map(|event| planned(book, event, now, set)).collect();
    store::put(connection, &items).await
}

/// Ends what hangs on many events at once, as background work. Answers with how many open items that were.
///
/// # Errors
/// When the database refuses.
pub async fn settle_many(connection: &mut PgConnection, ends: &[(Uuid, Outcome)], now: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    let ends: Vec<End> =
        ends.iter().map(|(reference, outcome)| End { reference: *reference, rule: None, outcome: *outcome, by: None, at: Some(now) }).collect();
    store::settle_many(connection, &ends).await
}

/// Brings the clock to the bases of these people, as the owner of background work. Answers with how many items changed.
///
/// # Errors
/// When the database refuses.
pub async fn follow_many(connection: &mut PgConnection, book: &Book, inmates: &[Uuid], now: DateTime<Utc>, set: Set) -> Result<u64, sqlx::Error> {
    if inmates.is_empty() {
        return Ok(0);
    }
    let (mut items, mut ends) = (Vec::new(), Vec::new());
    for known in store::bases_of_many(connection, inmates).await? {
        for step in follow::steps(book, &known, now) {
            match step {
                Do::Raise(event) => items.extend(planned(book, &event, now, set)),
                Do::Settle(end) => ends.push(end),
            }
        }
    }
    Ok(store::put(connection, &items).await? + store::settle_many(connection, &ends).await?)
}
