//! Handlers of one register.

use axum::response::Response;
use serde_json::json;

use super::actions::{self, Outcome, Refused};
use super::form::Raw;
use super::model::SessionState;
use super::page::{self, Register};
use super::store::Written;
use super::view::{Back, RegisterView};
use crate::access::{Act, Action, Class};
use crate::web::{Ctx, Error, Form, Routes, needs};

pub(super) fn routes() -> Routes {
    let write = needs(Class::Activities, Act::Write);
    Routes::new().get("/register/{session}", write, show).post("/register/{session}", write, take).post("/register/{session}/undo", write, take_back)
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let register = Register::load(&mut ctx).await?;
    looked(&mut ctx, &register);
    let view = RegisterView::new(&ctx, &register, Back::default());
    ctx.page(view).await
}

fn looked(ctx: &mut Ctx, register: &Register) {
    let entry = page::entry(&register.session, Action::List, json!({ "session": register.session.id }));
    ctx.record(entry.showing(register.shown()));
}

async fn take(mut ctx: Ctx, form: Form<Raw>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let register = Register::load(&mut ctx).await?;
    let to = format!("/register/{}?done={}", register.session.id, if register.session.taken_at.is_some() { "corrected" } else { "taken" });
    match actions::take(&mut ctx, &register, &raw).await? {
        Outcome::Done => ctx.save(&to).await,
        // It says so already: sent twice from two windows, or nothing was changed.
        Outcome::Same => Err(Error::AlreadyDone(to)),
        Outcome::Refused(refused) => again(ctx, register, &raw, refused).await,
    }
}

async fn take_back(mut ctx: Ctx, form: Form<Raw>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let register = Register::load(&mut ctx).await?;
    match actions::take_back(&mut ctx, &register, &raw).await? {
        Outcome::Done => ctx.save(&format!("/register/{}?done=back", register.session.id)).await,
        Outcome::Same => Err(Error::AlreadyDone(format!("/register/{}", register.session.id))),
        Outcome::Refused(refused) => again(ctx, register, &raw, refused).await,
    }
}

/// The form again with everything that was typed: with messages (422), or with what somebody else did meanwhile beside it (409).
pub(super) async fn again(mut ctx: Ctx, register: Register, raw: &Raw, refused: Refused) -> Result<Response, Error> {
    match refused {
        Refused::Invalid(wrong, errors) => {
            looked(&mut ctx, &register);
            let view = RegisterView::new(&ctx, &register, Back { wrong, errors, ..Back::of(raw) });
            ctx.invalid(view).await
        }
        Refused::Conflict(what) => {
            // As it stands now, with the new version: what is sent next is sent knowing of it.
            let register = Register::load(&mut ctx).await?;
            looked(&mut ctx, &register);
            let conflict = changed(&ctx, &register, raw, what);
            let view = RegisterView::new(&ctx, &register, Back { conflict, ..Back::of(raw) });
            ctx.conflict(view).await
        }
    }
}

/// What has changed since the page was made: the session itself, who is in it, what somebody else said.
fn changed(ctx: &Ctx, register: &Register, raw: &Raw, what: Written) -> Vec<String> {
    let (t, fmt, s) = (ctx.t, ctx.fmt(), &register.session);
    let mut lines = Vec::new();
    let read = |field: &str| raw.one(field).parse::<chrono::DateTime<chrono::Utc>>().ok();
    if s.state == SessionState::Cancelled {
        lines.push(t.msg_att_conflict_cancelled());
    } else if let (Some(from), Some(until)) = (read("was_from"), read("was_until"))
        && (fmt.machine(from), fmt.machine(until)) != (fmt.machine(s.starts_at), fmt.machine(s.ends_at))
    {
        lines.push(t.msg_att_conflict_moved(fmt.near(from).as_str(), fmt.time(until).as_str(), fmt.near(s.starts_at).as_str(), fmt.time(s.ends_at).as_str()));
    }
    let (room, now_room) = (raw.one("was_room"), s.room.as_deref().unwrap_or_default());
    if !raw.one("was_from").is_empty() && room != now_room {
        lines.push(t.msg_att_conflict_room(if room.is_empty() { "–" } else { room }, if now_room.is_empty() { "–" } else { now_room }));
    }
    if let (Some(by), Some(at)) = (&s.taken_by, s.taken_at) {
        lines.push(t.msg_att_conflict_taken(by.as_str(), fmt.near(at).as_str()));
    }
    match what {
        Written::Others => lines.push(t.msg_att_conflict_others()),
        Written::Ahead => lines.push(t.msg_att_ahead(fmt.near(s.starts_at - super::rules::AHEAD).as_str())),
        _ if lines.is_empty() => lines.push(t.msg_att_conflict_changed()),
        _ => {}
    }
    lines
}
