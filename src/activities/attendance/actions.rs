//! Taking, correcting and taking back a register.

use std::collections::HashMap;

use serde_json::{Value, json};
use uuid::Uuid;

use super::form::{self, Raw};
use super::model::Said;
use super::page::{Register, entry};
use super::rules::{self, Open};
use super::store::{self, Written};
use super::words::Reasons;
use crate::access::{Action, Entry};
use crate::platform::id::InmateId;
use crate::web::{Ctx, Error, Errors};

/// Why a register was not written.
pub enum Refused {
    /// What was typed is not to be kept: messages beside names, and beside the reason.
    Invalid(HashMap<Uuid, String>, Errors),
    /// Somebody was first, or it is not the time for it.
    Conflict(Written),
}

/// What came of it.
pub enum Outcome {
    /// It is written.
    Done,
    /// It says already what was sent.
    Same,
    /// It is not.
    Refused(Refused),
}

fn marks(said: &HashMap<Uuid, Said>) -> Value {
    let one = |(id, s): (&Uuid, &Said)| json!({ "inmate": id, "mark": s.mark.as_str(), "reason_code": s.reason, "came_at": s.came_at, "left_at": s.left_at, "gives": s.gives.as_str(), "note": s.note });
    said.iter().map(one).collect()
}

/// Takes a register, or corrects it.
pub async fn take(ctx: &mut Ctx, register: &Register, raw: &Raw) -> Result<Outcome, Error> {
    let version = raw.version().ok_or(Error::BadRequest)?;
    let (t, now, session) = (ctx.t, ctx.now, &register.session);
    // Whoever read an older state is told of it before anything they typed is called wrong.
    if version != session.version || register.open == Open::Cancelled {
        return Ok(Outcome::Refused(Refused::Conflict(Written::Changed)));
    }
    if register.open == Open::Ahead {
        return Ok(Outcome::Refused(Refused::Conflict(Written::Ahead)));
    }
    // Its days are over, and the reader is not the governor.
    if !register.writes {
        return Err(Error::Forbidden);
    }
    let reasons = Reasons::of(ctx.catalogue(), ctx.lang.is_nb());
    let mut errors = Errors::new();
    let parsed = form::parse(t, session, &register.people, &raw.typed(), &reasons, now);
    let changed = parsed.as_ref().map(|said| rules::differing(said, &register.people)).unwrap_or_default();
    if parsed.is_ok() && session.taken_at.is_some() && changed.is_empty() {
        return Ok(Outcome::Same);
    }
    let why = if register.needs_reason() { form::why(t, raw, "why", &mut errors) } else { String::new() };
    let said = match parsed {
        Ok(said) if errors.is_empty() => said,
        Ok(_) => return Ok(Outcome::Refused(Refused::Invalid(HashMap::new(), errors))),
        Err(wrong) => return Ok(Outcome::Refused(Refused::Invalid(wrong, errors))),
    };
    match store::take(ctx.conn(), session.id, version, marks(&said), &why).await? {
        Written::Done => {
            let action = if session.taken_at.is_some() { Action::Alter } else { Action::Collect };
            let late = matches!(register.open, Open::Late(_));
            let told = entry(session, action, json!({ "session": session.id, "marked": said.len(), "changed": changed.len(), "after_its_days": late }));
            ctx.record(Entry { inmates: changed.into_iter().map(InmateId).collect(), ..told });
            Ok(Outcome::Done)
        }
        Written::NotHere => Err(Error::NotFound),
        other => Ok(Outcome::Refused(Refused::Conflict(other))),
    }
}

/// Takes a register back, with a reason.
pub async fn take_back(ctx: &mut Ctx, register: &Register, raw: &Raw) -> Result<Outcome, Error> {
    let version = raw.version().ok_or(Error::BadRequest)?;
    let session = &register.session;
    if version != session.version || session.taken_at.is_none() {
        return Ok(Outcome::Refused(Refused::Conflict(Written::Changed)));
    }
    if !register.writes {
        return Err(Error::Forbidden);
    }
    let mut errors = Errors::new();
    let why = form::why(ctx.t, raw, "back_why", &mut errors);
    if !errors.is_empty() {
        return Ok(Outcome::Refused(Refused::Invalid(HashMap::new(), errors)));
    }
    match store::take_back(ctx.conn(), session.id, version, &why).await? {
        Written::Done => {
            let told = entry(session, Action::Alter, json!({ "session": session.id, "did": "taken back" }));
            ctx.record(Entry { inmates: register.shown(), ..told });
            Ok(Outcome::Done)
        }
        Written::NotHere => Err(Error::NotFound),
        other => Ok(Outcome::Refused(Refused::Conflict(other))),
    }
}
