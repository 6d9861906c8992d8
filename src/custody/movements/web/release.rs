//! Release: one prepares, another confirms within the day, and the gate records it. What stands against it is listed with the page to fix.

use axum::response::Response;
use serde_json::json;

use super::super::form::{GateForm, ReleaseForm};
use super::super::rules;
use super::super::store::{self, Ending, ReleasePlan};
use super::super::view::{ReleasePlanView, ReleaseState, ReleaseView, Words};
use super::end::{fingerprint, not_held};
use super::{base, closed, demand, ends_here, entry};
use crate::access::Action;
use crate::inmates::InmateCtx;
use crate::law::calendar;
use crate::platform::db::violated;
use crate::web::{Error, Errors, Form};

/// Whether the reader may be the second person.
fn confirms_here(ctx: &InmateCtx) -> bool {
    ctx.reach().deep && ctx.actor.role().is_some_and(rules::may_confirm_release)
}

async fn gate(ctx: InmateCtx) -> Result<InmateCtx, Error> {
    let allowed = ends_here(&ctx) || confirms_here(&ctx);
    demand(ctx, allowed).await
}

fn page_of(ctx: &InmateCtx) -> String {
    format!("/inmates/{}/release", ctx.inmate.id)
}

/// The page of an open plan: 200 when it is asked for, 409 when something is otherwise than it was shown, 422 with messages.
async fn plan_page(mut ctx: InmateCtx, plan: ReleasePlan, form: &GateForm, errors: Errors, changed: bool) -> Result<Response, Error> {
    let (id, today) = (ctx.inmate.id, ctx.today);
    let bases = store::bases(ctx.conn(), id).await?;
    let obstacles = store::obstacles(ctx.conn(), id, &plan.prepared, today, Some(plan.id)).await?;
    let due = store::due(ctx.conn(), id, &plan.prepared, today).await?;
    let open = store::open_about(ctx.conn(), id).await?;
    let shown = fingerprint(&open);
    let ends = ends_here(&ctx);
    let state = ReleaseState { plan: &plan, bases: &bases, obstacles: &obstacles, open: &open, due, shown, changed, ends };
    let view = ReleasePlanView::new(&ctx, &state, form, &errors);
    let ctx = ctx.into_ctx();
    match (changed, errors.is_empty()) {
        (true, _) => ctx.conflict(view).await,
        (false, false) => ctx.invalid(view).await,
        (false, true) => ctx.page(view).await,
    }
}

pub(super) async fn show(ctx: InmateCtx) -> Result<Response, Error> {
    let mut ctx = gate(ctx).await?;
    let id = ctx.inmate.id;
    if store::last_event(ctx.conn(), id).await?.is_none() {
        return not_held(ctx).await;
    }
    if let Some(plan) = store::plan_of_release(ctx.conn(), id).await? {
        return plan_page(ctx, plan, &GateForm::default(), Errors::new(), false).await;
    }
    let allowed = ends_here(&ctx);
    let mut ctx = demand(ctx, allowed).await?;
    let bases = store::bases(ctx.conn(), id).await?;
    let closed = closed(&mut ctx).await?;
    let form = ReleaseForm::fresh(&bases, ctx.query("reason").filter(|r| !closed.iter().any(|c| c.0 == *r)));
    let view = ReleaseView::new(&ctx, &form, (&bases, &closed), &[], &Errors::new());
    ctx.into_ctx().page(view).await
}

pub(super) async fn prepare(ctx: InmateCtx, form: Form<ReleaseForm>) -> Result<Response, Error> {
    let allowed = ends_here(&ctx);
    let mut ctx = demand(ctx, allowed).await?;
    let raw = ctx.open(form).await?;
    let (id, today) = (ctx.inmate.id, ctx.today);
    store::lock(ctx.conn(), id).await?;
    if store::last_event(ctx.conn(), id).await?.is_none() {
        return not_held(ctx).await;
    }
    // Somebody else has prepared it meanwhile: theirs is what stands.
    if let Some(plan) = store::plan_of_release(ctx.conn(), id).await? {
        return plan_page(ctx, plan, &GateForm::default(), Errors::new(), true).await;
    }
    let bases = store::bases(ctx.conn(), id).await?;
    let closed = closed(&mut ctx).await?;
    let (errors, obstacles) = match raw.parse(ctx.t, ctx.now, &bases, &closed) {
        Err(errors) => (errors, Vec::new()),
        Ok(prepared) => {
            let obstacles = store::obstacles(ctx.conn(), id, &prepared, today, None).await?;
            if obstacles.is_empty() {
                let plan = store::prepare(ctx.conn(), id, &prepared).await?;
                let entry = entry(&ctx, Action::Decide, json!({ "release_plan": plan, "reason": prepared.reason, "ground": prepared.ground() }));
                ctx.record(entry);
                let to = page_of(&ctx);
                return ctx.into_ctx().save(&to).await;
            }
            let mut errors = Errors::new();
            errors.add("hindrances", ctx.t.msg_release_held());
            (errors, obstacles)
        }
    };
    let view = ReleaseView::new(&ctx, &raw, (&bases, &closed), &obstacles, &errors);
    ctx.into_ctx().invalid(view).await
}

/// The plan that a form names, when it is still the open one; else the page as it is.
async fn named(ctx: &mut InmateCtx, form: &GateForm) -> Result<(Option<ReleasePlan>, bool), Error> {
    let id = ctx.inmate.id;
    store::lock(ctx.conn(), id).await?;
    let plan = store::plan_of_release(ctx.conn(), id).await?;
    let same = plan.as_ref().is_some_and(|p| p.id.to_string() == form.plan);
    Ok((plan, same))
}

/// What a form was about is over: the page says what there is now.
async fn gone(ctx: InmateCtx, plan: Option<ReleasePlan>) -> Result<Response, Error> {
    match plan {
        Some(plan) => plan_page(ctx, plan, &GateForm::default(), Errors::new(), true).await,
        None => not_held(ctx).await,
    }
}

pub(super) async fn confirm(ctx: InmateCtx, form: Form<GateForm>) -> Result<Response, Error> {
    let allowed = confirms_here(&ctx);
    let mut ctx = demand(ctx, allowed).await?;
    let raw = ctx.open(form).await?;
    let (id, today) = (ctx.inmate.id, ctx.today);
    let (plan, same) = named(&mut ctx, &raw).await?;
    let Some(plan) = plan.filter(|p| same && p.confirmed.is_none()) else {
        let plan = store::plan_of_release(ctx.conn(), id).await?;
        return gone(ctx, plan).await;
    };
    let mut errors = Errors::new();
    if plan.by == ctx.actor.account.0 {
        errors.add("plan", ctx.t.msg_release_not_you());
    } else if !store::obstacles(ctx.conn(), id, &plan.prepared, today, Some(plan.id)).await?.is_empty() {
        errors.add("hindrances", ctx.t.msg_release_held());
    }
    if !errors.is_empty() {
        return plan_page(ctx, plan, &raw, errors, false).await;
    }
    store::confirm(ctx.conn(), id, plan.id).await?;
    let entry = entry(&ctx, Action::Decide, json!({ "release_plan": plan.id, "did": "confirmed" }));
    ctx.record(entry);
    let to = page_of(&ctx);
    ctx.into_ctx().save(&to).await
}

pub(super) async fn withdraw(ctx: InmateCtx, form: Form<GateForm>) -> Result<Response, Error> {
    let mut ctx = gate(ctx).await?;
    let raw = ctx.open(form).await?;
    let id = ctx.inmate.id;
    let (plan, same) = named(&mut ctx, &raw).await?;
    let Some(plan) = plan.filter(|_| same) else {
        let plan = store::plan_of_release(ctx.conn(), id).await?;
        return gone(ctx, plan).await;
    };
    let mut errors = Errors::new();
    let why = crate::web::form::clean(&raw.why);
    if !(3..=300).contains(&why.chars().count()) {
        errors.add("why", ctx.t.msg_move_bad_reason());
        return plan_page(ctx, plan, &raw, errors, false).await;
    }
    store::withdraw(ctx.conn(), id, plan.id, &why).await?;
    let entry = entry(&ctx, Action::Alter, json!({ "release_plan": plan.id, "did": "withdrawn" }));
    ctx.record(entry);
    let to = base(&ctx);
    ctx.into_ctx().save(&to).await
}

pub(super) async fn record(ctx: InmateCtx, form: Form<GateForm>) -> Result<Response, Error> {
    let allowed = ends_here(&ctx);
    let mut ctx = demand(ctx, allowed).await?;
    let raw = ctx.open(form).await?;
    let id = ctx.inmate.id;
    let (plan, same) = named(&mut ctx, &raw).await?;
    let Some(plan) = plan.filter(|_| same) else {
        let plan = store::plan_of_release(ctx.conn(), id).await?;
        return gone(ctx, plan).await;
    };
    let Some(confirmed_at) = plan.confirmed.as_ref().map(|c| c.1) else { return gone(ctx, Some(plan)).await };
    let mut errors = Errors::new();
    match raw.parse(ctx.t, ctx.now, confirmed_at) {
        Err(wrong) => errors = wrong,
        Ok((at, late)) => {
            let last = store::last_event(ctx.conn(), id).await?;
            let obstacles = store::obstacles(ctx.conn(), id, &plan.prepared, calendar::oslo_day(at), Some(plan.id)).await?;
            let open = store::open_about(ctx.conn(), id).await?;
            if let Err(fault) = rules::end(at, last) {
                errors.add("at", Words::of(&ctx).fault(&fault));
            } else if !obstacles.is_empty() || fingerprint(&open) != raw.shown {
                return plan_page(ctx, plan, &raw, errors, true).await;
            } else {
                let ending = Ending::of(&plan.prepared, at, late);
                match store::end_stay(ctx.conn(), id, &ending).await {
                    Ok(release) => {
                        let entry = entry(&ctx, Action::Decide, json!({ "release": release, "reason": ending.reason, "ended": open.len() }));
                        ctx.record(entry);
                        let to = base(&ctx);
                        return ctx.into_ctx().save(&to).await;
                    }
                    Err(error) if violated(&error) == Some("release_before_confirmation") => errors.add("late_reason", ctx.t.msg_release_before_confirmation()),
                    Err(error) => return Err(error.into()),
                }
            }
        }
    }
    plan_page(ctx, plan, &raw, errors, false).await
}
