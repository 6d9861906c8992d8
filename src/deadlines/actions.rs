//! What other slices call. Each works in the caller's transaction, and the caller's entry in the trail tells of the event.

use uuid::Uuid;

use super::book;
use super::model::{Event, Outcome, Raised, What};
use super::{rules, store};
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
    let mut items = Vec::new();
    for event in events {
        items.extend(rules::plan(book::book(), event, ctx.now).map_err(|e| Error::internal(&e.to_string()))?);
    }
    if items.is_empty() { Ok(Vec::new()) } else { Ok(store::raise(ctx.conn(), &items).await?) }
}

/// What the rules asked for has happened. `by`: the row that did it (the new order). Answers with how many open items it ended; a series ends with it.
///
/// # Errors
/// When the person is out of the request's reach, or the database is away.
pub async fn satisfy(ctx: &mut Ctx, reference: Uuid, what: What<'_>, outcome: Outcome, by: Option<Uuid>) -> Result<i32, Error> {
    Ok(store::settle(ctx.conn(), reference, what, outcome, "", by).await?)
}

/// There was no such event, or it was recorded wrongly.
///
/// # Errors
/// As [`satisfy`].
pub async fn cancel(ctx: &mut Ctx, reference: Uuid, what: What<'_>, reason: &str) -> Result<i32, Error> {
    Ok(store::settle(ctx.conn(), reference, what, Outcome::Mistake, reason, None).await?)
}
