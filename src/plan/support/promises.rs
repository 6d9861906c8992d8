//! Handlers of promises: made, kept, broken.

use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::form::{HoldForm, PromiseForm, SettleForm};
use super::meetings::{entry, home, known, page, under};
use super::store::{self, Support};
use super::view::{Back, MeetingView};
use crate::access::{Act, Action, Class};
use crate::deadlines::{self, Event, Outcome, What};
use crate::inmates::InmateCtx;
use crate::law::deadline::Due;
use crate::plan::lists::selection;
use crate::plan::model::{Kept, Meeting};
use crate::plan::progress::{self, Kind, Noted};
use crate::web::{Error, Errors, Form, Routes, needs_for};

pub(super) fn routes() -> Routes {
    let write = needs_for(Class::Plan, Act::Write);
    Routes::new().post("/inmates/{inmate}/plan/promises", write, add).post("/inmates/{inmate}/plan/promises/{promise}/settle", write, settle)
}

/// The meeting in which it was promised, when it was in one.
async fn meeting(ctx: &mut InmateCtx, typed: &str) -> Result<Option<Support>, Error> {
    if typed.is_empty() {
        return Ok(None);
    }
    let (inmate, id): (_, Uuid) = (ctx.inmate.id, typed.parse().map_err(|_| Error::BadRequest)?);
    store::all(ctx.conn(), inmate).await?.into_iter().find(|m| m.id == id && m.state != Meeting::Cancelled).map(Some).ok_or(Error::NotFound)
}

async fn add(mut ctx: InmateCtx, form: Form<PromiseForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let meeting = meeting(&mut ctx, &raw.meeting).await?;
    let under = under(&mut ctx).await?;
    let catalogue = ctx.catalogue().clone();
    let new = match raw.parse(ctx.t, &catalogue, &under, ctx.today) {
        Ok(new) => new,
        Err(errors) => return back(ctx, meeting, raw, &errors).await,
    };
    let (inmate, prison, me, now, id) = (ctx.inmate.id, ctx.inmate.prison_id, ctx.actor.account, ctx.now, Uuid::now_v7());
    store::promise(ctx.conn(), id, (inmate, prison, meeting.as_ref().map(|m| m.id)), &new, me, now).await?;
    // Whoever wrote it down is reminded before its day.
    deadlines::raise(&mut ctx, Event::of("plan.promise", inmate, now, id).due(Due::day(new.by_day)).owner(me)).await?;
    if let (Some(goal), Some(m)) = (new.goal, meeting.as_ref().filter(|m| m.state == Meeting::Held)) {
        progress::note(ctx.conn(), Noted { goal, kind: Kind::SupportGroup, source: m.id, at: m.at, figures: None }).await?;
    }
    let detail = json!({ "promise": id, "theme": new.theme.as_str(), "who": new.party.who.as_str(), "partner": new.party.partner });
    let entry = entry(&ctx, Action::Collect, detail);
    ctx.record(entry);
    let to = match &meeting {
        Some(m) => format!("{}/{}?done=promise", home(&ctx), m.id),
        None => format!("{}?done=promise", home(&ctx)),
    };
    ctx.into_ctx().save(&to).await
}

/// The form again, where it was filled.
async fn back(mut ctx: InmateCtx, meeting: Option<Support>, raw: PromiseForm, errors: &Errors) -> Result<Response, Error> {
    match meeting {
        Some(m) => {
            let known = known(&mut ctx, m).await?;
            let view = MeetingView::new(&ctx, &known, &HoldForm::default(), Some(&raw), false, errors);
            ctx.into_ctx().invalid(view).await
        }
        None => {
            let view = page(&mut ctx, Back { promise: Some(raw), ..Back::default() }, errors).await?;
            ctx.into_ctx().invalid(view).await
        }
    }
}

async fn settle(mut ctx: InmateCtx, form: Form<SettleForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (inmate, id): (_, Uuid) = (ctx.inmate.id, ctx.param("promise")?);
    let seen: i32 = raw.version.parse().map_err(|_| Error::BadRequest)?;
    let promise = store::promises(ctx.conn(), inmate).await?.into_iter().find(|p| p.id == id).ok_or(Error::NotFound)?;
    let (state, note) = match raw.parse(ctx.t) {
        Ok(end) => end,
        Err(fault) => {
            let mut errors = Errors::new();
            errors.add("note", fault.clone());
            let view = page(&mut ctx, Back { row: Some((id.to_string(), raw.note, fault)), ..Back::default() }, &errors).await?;
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let (me, now) = (ctx.actor.account, ctx.now);
    if !store::settle(ctx.conn(), inmate, (promise.id, seen), state, &note, me, now).await? {
        let stale = Some(ctx.t.msg_support_promise_stale());
        let view = page(&mut ctx, Back { row: Some((id.to_string(), raw.note, String::new())), stale, ..Back::default() }, &Errors::new()).await?;
        return ctx.into_ctx().conflict(view).await;
    }
    let outcome = if state == Kept::Kept { Outcome::Done } else { Outcome::Ended };
    deadlines::satisfy(&mut ctx, id, What::Trigger("plan.promise"), outcome, None).await?;
    let entry = entry(&ctx, Action::Decide, json!({ "promise": id, "did": state.as_str() }));
    ctx.record(entry);
    let to = match raw.back.strip_prefix("promises") {
        Some(back) => {
            let here = selection(back);
            format!("/promises?{here}{}done=1", if here.is_empty() { "" } else { "&" })
        }
        None => format!("{}?done=promise", home(&ctx)),
    };
    ctx.into_ctx().save(&to).await
}
