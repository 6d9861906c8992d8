//! The plan's days: what reception, transfer and sentence set in motion, put into the one clock every minute; and what making, agreeing and
//! reviewing end. Missed ones go higher by the clock itself.

use std::time::Duration;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use tokio::sync::watch;
use uuid::Uuid;

use super::readiness;
use super::rules;
use super::store::{self, Unset};
use crate::deadlines::jobs::{self, Set};
use crate::deadlines::{self, Event, Outcome, What};
use crate::inmates::InmateCtx;
use crate::law::calendar;
use crate::law::rule::Book;
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::id::InmateId;
use crate::platform::ticks::Ticks;
use crate::reference::Current;
use crate::web::Error;

const EVERY: Duration = Duration::from_secs(60);

/// So many people at once; who is left is taken a minute later.
const AT_ONCE: i32 = 2000;

/// Works until `stop` says so.
pub async fn run(db: Db, clock: Clock, catalogue: &Current, stop: watch::Receiver<bool>) {
    let mut ticks = Ticks::every(EVERY, stop);
    while ticks.next().await {
        match turn(&db, catalogue.get().law(), clock.now()).await {
            Ok(0) => {}
            Ok(set) => tracing::info!(set, "the clock of the plan set"),
            Err(error) => tracing::warn!(%error, "the clock of the plan was not set; it is tried again in a minute"),
        }
    }
}

/// One turn: whoever came, was moved or began to serve, and whoever leaves soon. Doing it twice does nothing more.
///
/// # Errors
/// When the database is away.
pub async fn turn(db: &Db, book: &Book, now: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    let mut tx = db.begin_job().await?;
    let set = set(&mut tx, book, now, Set::Now, AT_ONCE).await? + readiness::clock::set(&mut tx, book, now, Set::Now, AT_ONCE).await?;
    tx.commit().await?;
    Ok(set)
}

/// Sets the clock for those for whom it is not set.
pub(super) async fn set(connection: &mut PgConnection, book: &Book, now: DateTime<Utc>, set: Set, limit: i32) -> Result<u64, sqlx::Error> {
    let unset = store::unset(connection, limit).await?;
    if unset.is_empty() {
        return Ok(0);
    }
    let today = calendar::oslo_day(now);
    let events: Vec<Event<'_>> = unset.iter().flat_map(|u| events(u, rules::counted_from(book, today, u.admitted_at, u.in_use_from), now)).collect();
    let put = jobs::raise(connection, book, &events, now, set).await?;
    let people: Vec<Uuid> = unset.iter().map(|u| u.inmate).collect();
    store::set(connection, &people).await?;
    Ok(put)
}

/// What set the clock going, a stay counted from `admitted`.
fn events(u: &Unset, admitted: DateTime<Utc>, now: DateTime<Utc>) -> Vec<Event<'static>> {
    let inmate = InmateId(u.inmate);
    let subjects: &'static [&'static str] = if u.remand { &["remand"] } else { &[] };
    let mut out = Vec::new();
    if let Some(stay) = u.reception {
        out.push(Event::of("plan.reception", inmate, admitted, stay).subjects(subjects));
    }
    if let Some((moved, at)) = u.transfer.zip(u.moved_at) {
        out.push(Event::of("plan.transfer", inmate, at, moved).subjects(subjects));
        if let Some(review) = u.interrupted {
            out.push(Event::of("plan.review_interrupted", inmate, at, review));
        }
    }
    if let Some(stay) = u.sentence {
        // Of whoever came to serve, from reception; of whoever was on remand first, from when it was seen that the sentence is being served.
        let at = if u.reception.is_some() { admitted } else { now };
        out.push(Event::of("plan.sentence", inmate, at, stay));
    }
    out
}

/// The family of the person on this page.
pub(super) fn family(ctx: &InmateCtx) -> Option<&'static str> {
    rules::family(ctx.catalogue().law(), ctx.inmate.legal_status.as_deref(), ctx.inmate.expected_release, ctx.today)
}

/// Ends the open items of these rules, whichever event began them: what they asked for was done by this row.
async fn done(ctx: &mut InmateCtx, asked: &[&'static str], by: Uuid) -> Result<(), Error> {
    let inmate = ctx.inmate.id;
    for (rule, reference) in store::open_items(ctx.conn(), inmate, asked).await? {
        deadlines::satisfy(ctx, reference, What::Rule(&rule), Outcome::Done, Some(by)).await?;
    }
    Ok(())
}

/// Needs and resources have been assessed, or the person wanted none now: the next time is set.
pub(super) async fn assessed(ctx: &mut InmateCtx, assessment: Uuid) -> Result<(), Error> {
    done(ctx, &["plan.assessment", "plan.assessment_moved", "plan.assessment_again"], assessment).await?;
    let (inmate, now, family) = (ctx.inmate.id, ctx.now, family(ctx));
    let subjects: Vec<&str> = family.into_iter().collect();
    deadlines::raise(ctx, Event::of("plan.assessed", inmate, now, assessment).subjects(&subjects)).await.map(drop)
}

/// A version was settled with the person: the plan is made, and its first review is set. A later version leaves the day of the review as it is.
pub(super) async fn settled(ctx: &mut InmateCtx, version: Uuid) -> Result<(), Error> {
    done(ctx, &["plan.made"], version).await?;
    let inmate = ctx.inmate.id;
    if store::open_items(ctx.conn(), inmate, &["plan.review"]).await?.is_empty() { next_review(ctx, version).await } else { Ok(()) }
}

/// A review was held: the next one is set.
pub(super) async fn reviewed(ctx: &mut InmateCtx, review: Uuid) -> Result<(), Error> {
    done(ctx, &["plan.review", "plan.review_moved"], review).await?;
    next_review(ctx, review).await
}

async fn next_review(ctx: &mut InmateCtx, reference: Uuid) -> Result<(), Error> {
    let (inmate, now, family) = (ctx.inmate.id, ctx.now, family(ctx));
    let subjects: Vec<&str> = family.into_iter().collect();
    deadlines::raise(ctx, Event::of("plan.review", inmate, now, reference).subjects(&subjects)).await.map(drop)
}
