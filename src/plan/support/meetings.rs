//! Handlers of meetings.

use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::form::{HoldForm, NewForm, Under};
use super::store::{self, Support};
use super::view::{Back, Known, ListView, MeetingView, NewView};
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::law::calendar;
use crate::plan::model::Theme;
use crate::plan::progress::{self, Kind, Noted};
use crate::plan::rules::unconvicted;
use crate::plan::{assessment, goals};
use crate::web::form::clean;
use crate::web::{Error, Errors, Form, Routes, needs_for};

pub(super) fn routes() -> Routes {
    let (read, write) = (needs_for(Class::Plan, Act::Read), needs_for(Class::Plan, Act::Write));
    Routes::new()
        .get("/inmates/{inmate}/plan/support", read, list)
        .get("/inmates/{inmate}/plan/support/new", write, fresh)
        .post("/inmates/{inmate}/plan/support", write, plan)
        .get("/inmates/{inmate}/plan/support/{meeting}", read, show)
        .post("/inmates/{inmate}/plan/support/{meeting}/hold", write, hold)
        .post("/inmates/{inmate}/plan/support/{meeting}/cancel", write, cancel)
}

pub(super) fn entry(ctx: &InmateCtx, action: Action, detail: serde_json::Value) -> Entry {
    Entry { prison: ctx.inmate.prison_id, ..Entry::new(action, Class::Plan).of(ctx.inmate.id).with(detail) }
}

pub(super) fn home(ctx: &InmateCtx) -> String {
    format!("/inmates/{}/plan/support", ctx.inmate.id)
}

/// What a promise can stand under: goals that are wanted, and themes that the person shares. Of health there is neither.
pub(super) async fn under(ctx: &mut InmateCtx) -> Result<Under, Error> {
    if !ctx.may_here(Class::Plan, Act::Write) {
        return Ok(Under { goals: Vec::new(), themes: Vec::new() });
    }
    let inmate = ctx.inmate.id;
    let shared: Vec<Theme> = assessment::consents(ctx.conn(), inmate).await?.iter().filter(|c| c.ended_at.is_none()).map(|c| c.theme).collect();
    let goals = goals::goals(ctx.conn(), inmate).await?;
    let remand = unconvicted(ctx.inmate.legal_status.as_deref());
    Ok(Under {
        goals: goals
            .into_iter()
            .filter(|g| g.state.open() && g.theme != Theme::Health && shared.contains(&g.theme))
            .map(|g| (g.id, g.theme, g.words))
            .collect(),
        themes: Theme::offered(remand).filter(|x| *x != Theme::Health && shared.contains(x)).collect(),
    })
}

/// The page of meetings and promises.
pub(super) async fn page(ctx: &mut InmateCtx, back: Back, errors: &Errors) -> Result<ListView, Error> {
    let inmate = ctx.inmate.id;
    let meetings = store::all(ctx.conn(), inmate).await?;
    let promises = store::promises(ctx.conn(), inmate).await?;
    let under = under(ctx).await?;
    Ok(ListView::new(ctx, &meetings, &promises, &under, back, errors))
}

async fn list(mut ctx: InmateCtx) -> Result<Response, Error> {
    let view = page(&mut ctx, Back::default(), &Errors::new()).await?;
    ctx.into_ctx().page(view).await
}

async fn fresh(ctx: InmateCtx) -> Result<Response, Error> {
    let by = ["w:inmate", "w:contact_officer", "w:case_manager", "p:NAV_KOM"].into_iter().map(str::to_owned).collect();
    let view = NewView::new(&ctx, &NewForm { by, ..NewForm::default() }, &Errors::new());
    ctx.into_ctx().page(view).await
}

async fn plan(mut ctx: InmateCtx, form: Form<NewForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let catalogue = ctx.catalogue().clone();
    let new = match raw.parse(ctx.t, &catalogue, ctx.now) {
        Ok(new) => new,
        Err(errors) => {
            let view = NewView::new(&ctx, &raw, &errors);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let (inmate, prison, me, now, id) = (ctx.inmate.id, ctx.inmate.prison_id, ctx.actor.account, ctx.now, Uuid::now_v7());
    let to = format!("{}/{id}", home(&ctx));
    store::plan(ctx.conn(), id, (inmate, prison), &new, me, now).await?;
    if new.at > now {
        let arguments = json!({ "number": ctx.inmate.number, "day": calendar::oslo_day(new.at).to_string(), "time": calendar::oslo_time(new.at).format("%H:%M").to_string() });
        store::tell(ctx.conn(), id, arguments, &to).await?;
    }
    let entry = entry(&ctx, Action::Collect, json!({ "support_meeting": id, "did": "planned", "members": new.members.len() }));
    ctx.record(entry);
    ctx.into_ctx().save(&format!("{to}?done=planned")).await
}

async fn one(ctx: &mut InmateCtx) -> Result<Support, Error> {
    let (inmate, id): (_, Uuid) = (ctx.inmate.id, ctx.param("meeting")?);
    store::all(ctx.conn(), inmate).await?.into_iter().find(|m| m.id == id).ok_or(Error::NotFound)
}

pub(super) async fn known(ctx: &mut InmateCtx, meeting: Support) -> Result<Known, Error> {
    let inmate = ctx.inmate.id;
    let members = store::members(ctx.conn(), meeting.id).await?;
    let promises = store::promises(ctx.conn(), inmate).await?;
    let under = under(ctx).await?;
    Ok(Known { meeting, members, promises, under })
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let meeting = one(&mut ctx).await?;
    let known = known(&mut ctx, meeting).await?;
    let everybody = HoldForm { came: known.members.iter().map(|m| m.id.to_string()).collect(), ..HoldForm::default() };
    let view = MeetingView::new(&ctx, &known, &everybody, None, false, &Errors::new());
    ctx.into_ctx().page(view).await
}

async fn hold(mut ctx: InmateCtx, form: Form<HoldForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let meeting = one(&mut ctx).await?;
    let seen: i32 = raw.version.parse().map_err(|_| Error::BadRequest)?;
    let mut errors = Errors::new();
    if meeting.at > ctx.now {
        errors.add("notes", ctx.t.msg_support_not_yet());
    }
    let held = raw.parse(ctx.t);
    if let Err(found) = &held {
        for (field, message) in found.iter() {
            errors.add(field, message);
        }
    }
    let Some((notes, came)) = held.ok().filter(|_| errors.is_empty()) else {
        let known = known(&mut ctx, meeting).await?;
        let view = MeetingView::new(&ctx, &known, &raw, None, false, &errors);
        return ctx.into_ctx().invalid(view).await;
    };
    let (me, now) = (ctx.actor.account, ctx.now);
    if !store::hold(ctx.conn(), meeting.id, seen, &notes, &came, me, now).await? {
        // Ended by somebody else, or by a transfer: what stands is shown, and what was typed is kept to be copied.
        let meeting = one(&mut ctx).await?;
        let known = known(&mut ctx, meeting).await?;
        let view = MeetingView::new(&ctx, &known, &raw, None, true, &Errors::new());
        return ctx.into_ctx().conflict(view).await;
    }
    let inmate = ctx.inmate.id;
    let mut goals: Vec<Uuid> =
        store::promises(ctx.conn(), inmate).await?.into_iter().filter(|p| p.meeting == Some(meeting.id)).filter_map(|p| p.goal_id).collect();
    goals.sort_unstable();
    goals.dedup();
    for goal in goals {
        progress::note(ctx.conn(), Noted { goal, kind: Kind::SupportGroup, source: meeting.id, at: meeting.at, figures: None }).await?;
    }
    let entry = entry(&ctx, Action::Alter, json!({ "support_meeting": meeting.id, "did": "held", "came": came.len() }));
    ctx.record(entry);
    let to = format!("{}/{}?done=held", home(&ctx), meeting.id);
    ctx.into_ctx().save(&to).await
}

async fn cancel(mut ctx: InmateCtx, form: Form<HoldForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let meeting = one(&mut ctx).await?;
    let reason = clean(&raw.reason);
    if !(3..=300).contains(&reason.chars().count()) {
        let mut errors = Errors::new();
        errors.add("reason", ctx.t.msg_plan_missing_why_cancelled());
        let known = known(&mut ctx, meeting).await?;
        let view = MeetingView::new(&ctx, &known, &raw, None, false, &errors);
        return ctx.into_ctx().invalid(view).await;
    }
    let (me, now) = (ctx.actor.account, ctx.now);
    let to = home(&ctx);
    if !store::cancel(ctx.conn(), meeting.id, &reason, me, now).await? {
        return Err(Error::AlreadyDone(to));
    }
    let entry = entry(&ctx, Action::Alter, json!({ "support_meeting": meeting.id, "did": "cancelled" }));
    ctx.record(entry);
    ctx.into_ctx().save(&to).await
}
