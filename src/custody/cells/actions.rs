//! What is done with cells: weigh, lock, weigh again, place.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::form::Decision;
use super::model::{Considered, Mover, Room, Target};
use super::{rules, store};
use crate::access::{Action, Class, Entry};
use crate::custody::apart::{self, Place, Question};
use crate::platform::id::{CellId, InmateId};
use crate::web::{Ctx, Error};

/// A move, weighed on what is so now, or was `then` when it is written down later. `leaving`: who will not be there any more (the other one of a
/// swap).
///
/// # Errors
/// The 404 of an unknown thing when the person is not in custody or the place is in another prison.
pub async fn consider(ctx: &mut Ctx, inmate: InmateId, target: Target, leaving: Option<InmateId>, then: Option<DateTime<Utc>>) -> Result<Considered, Error> {
    let today: NaiveDate = ctx.today;
    let mover = store::mover(ctx.conn(), inmate, today).await?.ok_or(Error::NotFound)?;
    weigh(ctx, mover, target, leaving, then).await
}

/// The same for somebody whose facts are known already: who is admitted has no place yet.
///
/// # Errors
/// The 404 of an unknown thing when the place is in another prison.
pub async fn weigh(ctx: &mut Ctx, mover: Mover, target: Target, leaving: Option<InmateId>, then: Option<DateTime<Utc>>) -> Result<Considered, Error> {
    let inmate = mover.person.id;
    let room = store::room(ctx.conn(), target, then).await?.filter(|r| r.prison_id == mover.prison).ok_or(Error::NotFound)?;
    let mut mates = match (room.cell_id, then) {
        (Some(cell), None) => store::mates(ctx.conn(), cell).await?,
        (Some(cell), Some(then)) => store::mates_then(ctx.conn(), cell, then).await?,
        (None, _) => Vec::new(),
    };
    // Who is moved is not their own cellmate.
    mates.retain(|m| m.person.as_ref().is_none_or(|p| p.id != inmate && Some(p.id) != leaving));
    let question = Question::of(&[inmate]).at(Place { prison: room.prison_id, unit: Some(room.unit_id), cell: room.cell_id });
    let question = match leaving {
        // They meet in the unit as before, if both stay in it; not in the cell that one of them leaves.
        Some(other) => question.without(&[other]),
        None => question,
    };
    let question = match then {
        Some(then) => question.then(then),
        None => question,
    };
    let conflicts = apart::conflicts(ctx.conn(), &question).await?;
    let findings = rules::consider(&mover, &room, &mates, &conflicts);
    Ok(Considered { mover, room, mates, findings })
}

/// The cells that a move touches.
pub fn cells(mover: &Mover, room: &Room) -> Vec<CellId> {
    mover.current.as_ref().and_then(|c| c.cell_id).into_iter().chain(room.cell_id).collect()
}

/// Weighs again with the cells held, so that nothing changes any more until it is written.
///
/// # Errors
/// As [`consider`].
pub async fn consider_locked(ctx: &mut Ctx, inmate: InmateId, target: Target, then: Option<DateTime<Utc>>) -> Result<Considered, Error> {
    let before = consider(ctx, inmate, target, None, then).await?;
    store::lock(ctx.conn(), &cells(&before.mover, &before.room)).await?;
    consider(ctx, inmate, target, None, then).await
}

/// Places somebody as decided. False when somebody else moved the person first.
///
/// # Errors
/// When the database is away.
pub async fn settle(ctx: &mut Ctx, considered: &Considered, decision: &Decision) -> Result<bool, Error> {
    if !leave(ctx, considered, decision).await? {
        return Ok(false);
    }
    arrive(ctx, considered, decision).await?;
    Ok(true)
}

/// Ends where the person lives now.
///
/// # Errors
/// When the database is away.
pub async fn leave(ctx: &mut Ctx, considered: &Considered, decision: &Decision) -> Result<bool, Error> {
    match &considered.mover.current {
        Some(current) => Ok(store::leave(ctx.conn(), current.id, decision.at).await?),
        None => Ok(true),
    }
}

/// Begins where the person is to live.
///
/// # Errors
/// When the database is away.
pub async fn arrive(ctx: &mut Ctx, considered: &Considered, decision: &Decision) -> Result<(), Error> {
    let (by, now) = (ctx.actor.account, ctx.now);
    let asked = considered.asked();
    let accepted: Vec<String> = asked.iter().map(|a| a.code.to_owned()).collect();
    let accepted_why: Vec<String> = asked.iter().map(|a| decision.why(&a.key)).collect();
    let new = store::NewPlacement {
        inmate: considered.mover.person.id,
        room: &considered.room,
        at: decision.at,
        reason: &decision.reason,
        note: decision.note.as_deref(),
        late_reason: decision.late_reason.as_deref(),
        accepted: &accepted,
        accepted_why: &accepted_why,
        by,
    };
    let id = store::settle(ctx.conn(), &new, now).await?;
    let (inmate, prison) = (considered.mover.person.id, considered.room.prison_id);
    ctx.record(
        Entry::new(Action::Alter, Class::Movements).of(inmate).at(prison).with(json!({ "placement": id, "reason": decision.reason, "accepted": accepted })),
    );
    Ok(())
}
