//! Putting somebody on duty, changing it, taking it away, a week once more: rule, row, open boards and the audit trail in one transaction.

use serde_json::json;
use uuid::Uuid;

use super::form::{Planned, Week};
use super::store::{self, Copied, Person, Shift};
use crate::access::{Action, Class, Entry};
use crate::platform::id::{AccountId, PrisonId, RowId, UnitId};
use crate::web::{Ctx, Error, Errors};

/// What a change came to.
pub enum Outcome {
    Done,
    /// Messages beside the fields.
    Refused(Errors),
    /// Somebody else was first.
    Stale,
}

fn entry(action: Action, prison: PrisonId, id: RowId, account: Uuid, unit: Option<Uuid>, did: &str) -> Entry {
    Entry::new(action, Class::Roster).at(prison).with(json!({ "shift": id, "account": account, "unit": unit, "did": did }))
}

/// Whether this person may serve there and is free. `people`: who may serve at the beginning.
async fn free(ctx: &mut Ctx, shift: &Planned, people: &[Person], except: Option<RowId>) -> Result<Errors, Error> {
    let mut errors = Errors::new();
    if !people.iter().any(|p| p.id == shift.who.0) {
        errors.add("who", ctx.t.msg_roster_not_here());
    } else if let Some((place, begins, ends)) = store::clash(ctx.conn(), shift.who, shift.begins, shift.ends, except).await? {
        let fmt = ctx.fmt();
        errors.add("who", ctx.t.msg_roster_busy(fmt.at(begins).as_str(), fmt.time(ends).as_str(), place.as_str()));
    }
    Ok(errors)
}

/// Puts somebody on duty.
pub async fn add(ctx: &mut Ctx, prison: PrisonId, shift: &Planned) -> Result<Outcome, Error> {
    let people = store::people(ctx.conn(), prison, shift.begins).await?;
    let mut errors = free(ctx, shift, &people, None).await?;
    let (id, me, now) = (RowId::fresh(), ctx.actor.account, ctx.now);
    if errors.is_empty() && !store::add(ctx.conn(), id, prison, shift, me, now).await? {
        errors.add("who", ctx.t.msg_roster_busy_now());
    }
    if !errors.is_empty() {
        return Ok(Outcome::Refused(errors));
    }
    let unit = shift.unit.map(|u| u.0);
    store::changed(ctx.conn(), unit.as_slice()).await?;
    ctx.record(entry(Action::Collect, prison, id, shift.who.0, unit, "put on duty"));
    Ok(Outcome::Done)
}

/// Changes what has not begun.
pub async fn change(ctx: &mut Ctx, was: &Shift, shift: &Planned, version: i32) -> Result<Outcome, Error> {
    if version != was.version {
        return Ok(Outcome::Stale);
    }
    let (id, prison) = (RowId(was.id), PrisonId(was.prison_id));
    let people = store::people(ctx.conn(), prison, shift.begins).await?;
    let errors = free(ctx, shift, &people, Some(id)).await?;
    if !errors.is_empty() {
        return Ok(Outcome::Refused(errors));
    }
    let (me, now) = (ctx.actor.account, ctx.now);
    if !store::change(ctx.conn(), id, shift, version, me, now).await? {
        return Ok(Outcome::Stale);
    }
    let (before, after) = (was.unit_id, shift.unit.map(|u| u.0));
    let units: Vec<Uuid> = before.into_iter().chain(after).collect();
    store::changed(ctx.conn(), &units).await?;
    if was.account_id != shift.who.0 {
        ctx.record(entry(Action::Alter, prison, id, was.account_id, before, "taken off duty"));
    }
    ctx.record(entry(Action::Alter, prison, id, shift.who.0, after, "shift changed"));
    Ok(Outcome::Done)
}

/// Lets a shift that runs end at another time.
pub async fn end(ctx: &mut Ctx, was: &Shift, ends: chrono::DateTime<chrono::Utc>, version: i32) -> Result<Outcome, Error> {
    let (id, prison, me, now) = (RowId(was.id), PrisonId(was.prison_id), ctx.actor.account, ctx.now);
    if let Some((place, begins, until)) = store::clash(ctx.conn(), AccountId(was.account_id), was.begins, ends, Some(id)).await? {
        let (mut errors, fmt) = (Errors::new(), ctx.fmt());
        errors.add("to", ctx.t.msg_roster_busy(fmt.at(begins).as_str(), fmt.time(until).as_str(), place.as_str()));
        return Ok(Outcome::Refused(errors));
    }
    if !store::end(ctx.conn(), id, ends, version, me, now).await? {
        return Ok(Outcome::Stale);
    }
    store::changed(ctx.conn(), was.unit_id.as_slice()).await?;
    ctx.record(entry(Action::Alter, prison, id, was.account_id, was.unit_id, "end changed"));
    Ok(Outcome::Done)
}

/// Takes a shift away that has not begun.
pub async fn remove(ctx: &mut Ctx, was: &Shift, version: i32) -> Result<bool, Error> {
    let (id, prison) = (RowId(was.id), PrisonId(was.prison_id));
    if !store::remove(ctx.conn(), id, version).await? {
        return Ok(false);
    }
    store::changed(ctx.conn(), was.unit_id.as_slice()).await?;
    ctx.record(entry(Action::Erase, prison, id, was.account_id, was.unit_id, "taken off duty"));
    Ok(true)
}

/// A week once more.
pub async fn copy(ctx: &mut Ctx, prison: PrisonId, unit: Option<UnitId>, week: Week) -> Result<Copied, Error> {
    let copied = store::copy(ctx.conn(), prison, unit, week).await?;
    store::changed(ctx.conn(), &copied.units).await?;
    let detail = json!({ "did": "week copied", "from": week.from, "to": week.to, "whole": week.whole, "unit": unit, "shifts": copied.added });
    ctx.record(Entry::new(Action::Collect, Class::Roster).at(prison).with(detail));
    Ok(copied)
}
