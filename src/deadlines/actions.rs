//! What other slices call. Each works in the caller's transaction, and the caller's entry in the trail tells of the event.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::follow::{self, Do};
use super::model::{Event, Outcome, Raised, What};
use super::rules;
use super::store::{self, Said};
use crate::law::rule::Mode;
use crate::platform::id::InmateId;
use crate::web::{Ctx, Error};

/// Sets the clock for an event: one item for every rule that counts from it. Raising it again changes nothing; with another day, an open item
/// is moved and its warnings begin anew (a corrected order).
///
/// # Errors
/// When the person is out of the request's reach, a rule needs a day that the event does not state, or the database is away.
pub async fn raise(ctx: &mut Ctx, event: Event<'_>) -> Result<Vec<Raised>, Error> {
    raise_all(ctx, &[event]).await
}

/// As [`raise`], for several events in one statement.
///
/// # Errors
/// As [`raise`].
pub async fn raise_all(ctx: &mut Ctx, events: &[Event<'_>]) -> Result<Vec<Raised>, Error> {
    let (catalogue, now) = (ctx.catalogue().clone(), ctx.now);
    let mut items = Vec::new();
    for event in events {
        items.extend(rules::plan(catalogue.law(), event, now).map_err(Error::internal)?);
    }
    if items.is_empty() { Ok(Vec::new()) } else { Ok(store::raise(ctx.conn(), &items).await?) }
}

/// What the rules asked for has happened. `by`: the row that did it (the new order). Answers with how many open items it ended; a series ends with it.
///
/// # Errors
/// When the person is out of the request's reach, or the database is away.
pub async fn satisfy(ctx: &mut Ctx, reference: Uuid, what: What<'_>, outcome: Outcome, by: Option<Uuid>) -> Result<i32, Error> {
    Ok(store::settle(ctx.conn(), reference, what, outcome, Said { note: "", by, at: None }).await?)
}

/// Sets the clock for something that is over already when it is recorded: only what fell due while it lasted is there, to be decided or reported,
/// and nothing of it comes again.
///
/// # Errors
/// As [`raise`].
pub async fn raise_reached(ctx: &mut Ctx, event: Event<'_>, until: DateTime<Utc>) -> Result<(), Error> {
    let (catalogue, now) = (ctx.catalogue().clone(), ctx.now);
    let mut items = rules::plan(catalogue.law(), &event, now).map_err(Error::internal)?;
    items.retain(|item| item.due_at <= until);
    items.iter_mut().for_each(|item| item.repeat = None);
    if !items.is_empty() {
        store::raise(ctx.conn(), &items).await?;
    }
    Ok(())
}

/// What an event began is over. What had to be decided while it lasted waits no longer; a report that fell due before is still to be made.
///
/// # Errors
/// As [`raise`].
pub async fn ended(ctx: &mut Ctx, event: &Event<'_>, at: DateTime<Utc>) -> Result<(), Error> {
    let (catalogue, now) = (ctx.catalogue().clone(), ctx.now);
    for item in rules::plan(catalogue.law(), event, now).map_err(Error::internal)? {
        if item.due_at > at || item.mode != Mode::Report.as_str() {
            let said = Said { note: "", by: None, at: Some(at) };
            store::settle(ctx.conn(), event.reference, What::Rule(&item.rule_id), Outcome::Ended, said).await?;
        }
    }
    Ok(())
}

/// There was no such event, or it was recorded wrongly.
///
/// # Errors
/// As [`satisfy`].
pub async fn cancel(ctx: &mut Ctx, reference: Uuid, what: What<'_>, reason: &str) -> Result<i32, Error> {
    Ok(store::settle(ctx.conn(), reference, what, Outcome::Mistake, Said { note: reason, by: None, at: None }).await?)
}

/// Brings the clock to what is recorded of why somebody is held: sets it for every order, restriction and judgment in force, moves what was
/// corrected, and ends what was extended, lifted, ended or withdrawn. Called whenever a legal basis has changed; doing it again changes nothing.
///
/// # Errors
/// As [`raise`].
pub async fn follow_bases(ctx: &mut Ctx, inmate: InmateId) -> Result<(), Error> {
    let Some(known) = store::bases_of(ctx.conn(), inmate).await? else { return Ok(()) };
    let (catalogue, now) = (ctx.catalogue().clone(), ctx.now);
    let mut items = Vec::new();
    let mut settle = Vec::new();
    for step in follow::steps(catalogue.law(), &known, now) {
        match step {
            Do::Raise(event) => items.extend(rules::plan(catalogue.law(), &event, now).map_err(Error::internal)?),
            Do::Settle(end) => settle.push(end),
        }
    }
    if !items.is_empty() {
        store::raise(ctx.conn(), &items).await?;
    }
    for end in settle {
        let said = Said { note: "", by: end.by, at: end.at };
        store::settle(ctx.conn(), end.reference, end.what(), end.outcome, said).await?;
    }
    Ok(())
}
