//! Ways within the house.

use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::super::actions::{self, Outcome, Verb};
use super::super::form::{CancelForm, InsideForm, StepForm};
use super::super::model::Internal;
use super::super::store::{self, Place, Ways};
use super::super::view::{CancelView, InsideView, StepView, Words};
use super::together::{self, Accepted, Going};
use super::{Refusal, about, back_to, demand, entry, moved, refuse, writes_here};
use crate::access::Action;
use crate::inmates::InmateCtx;
use crate::web::{Error, Errors, Form};

pub(super) async fn fresh(ctx: InmateCtx) -> Result<Response, Error> {
    let allowed = writes_here(&ctx) && ctx.inmate.in_custody();
    let mut ctx = demand(ctx, allowed).await?;
    let places = places(&mut ctx).await?;
    let from = match (&ctx.inmate.unit, &ctx.inmate.cell) {
        (Some(unit), Some(cell)) => ctx.t.msg_unit_and_cell(unit.as_str(), cell.as_str()),
        (Some(unit), None) => unit.clone(),
        _ => String::new(),
    };
    let view = InsideView::new(&ctx, &InsideForm::fresh(ctx.now, from), &places, &Errors::new());
    ctx.into_ctx().page(view).await
}

/// The prison's places to choose from.
async fn places(ctx: &mut InmateCtx) -> Result<Vec<Place>, Error> {
    let Some(prison) = ctx.inmate.prison_id else { return Ok(Vec::new()) };
    Ok(store::places(ctx.conn(), prison).await?)
}

pub(super) async fn plan(ctx: InmateCtx, form: Form<InsideForm>) -> Result<Response, Error> {
    let allowed = writes_here(&ctx);
    let mut ctx = demand(ctx, allowed).await?;
    let raw = ctx.open(form).await?;
    let places = places(&mut ctx).await?;
    let errors = match raw.parse(ctx.t, ctx.now, &places) {
        Ok((planned, goes)) => {
            let asked = Going { place: &planned.to, place_id: planned.to_place, from: planned.at, until: planned.until, accepted: &[] };
            let accepted = match together::ask(&mut ctx, asked, (&raw.apart, &raw.apart_why)).await? {
                Ok(accepted) => accepted,
                Err(errors) => {
                    let view = InsideView::new(&ctx, &raw, &places, &errors);
                    return ctx.into_ctx().invalid(view).await;
                }
            };
            let about = about(&ctx);
            let outcome = actions::plan_inside(ctx.conn(), about, &planned, goes).await?;
            if let Outcome::Done(id) = outcome {
                accepted.keep(&mut ctx, Ways::Inside, id).await?;
                let detail = json!({ "internal": id, "kind": planned.kind.as_str(), "goes": goes, "kept_apart": accepted.any() });
                let entry = entry(&ctx, Action::Collect, detail);
                ctx.record(entry);
                let to = back_to(&ctx, "", false);
                return ctx.into_ctx().save(&to).await;
            }
            match refuse(&ctx, "planned_at", &outcome, "") {
                Some(Refusal::Field(errors)) => errors,
                Some(Refusal::Page(view)) => return moved(ctx, view).await,
                None => return Err(Error::NotFound),
            }
        }
        Err(errors) => errors,
    };
    let view = InsideView::new(&ctx, &raw, &places, &errors);
    ctx.into_ctx().invalid(view).await
}

/// The way and the step in the path.
async fn the_step(ctx: &mut InmateCtx) -> Result<(Internal, Verb), Error> {
    let (inmate, id): (_, Uuid) = (ctx.inmate.id, ctx.param("movement")?);
    let verb = Verb::from_word(&ctx.param::<String>("verb")?).ok_or(Error::NotFound)?;
    let v = store::internals(ctx.conn(), inmate, Some(id)).await?.pop().ok_or(Error::NotFound)?;
    Ok((v, verb))
}

fn action(ctx: &InmateCtx, v: &Internal, verb: Verb) -> String {
    let word = match verb {
        Verb::Leave => "leave",
        Verb::Arrive => "arrive",
        Verb::Back => "back",
        Verb::Cancel => "cancel",
    };
    format!("/inmates/{}/internal/{}/{word}", ctx.inmate.id, v.id)
}

fn step_view(ctx: &InmateCtx, v: &Internal, verb: Verb, form: &StepForm, errors: &Errors) -> StepView {
    let t = ctx.t;
    let words = match verb {
        Verb::Leave => (t.msg_move_go_heading(), t.msg_move_go_button()),
        Verb::Arrive => (t.msg_move_arrive_heading(), t.msg_move_arrive_button()),
        _ => (t.msg_move_back_heading(), t.msg_move_back_button()),
    };
    StepView::new(ctx, action(ctx, v, verb), words, Words::of(ctx).what(false, &v.kind, &v.to_place), form, errors)
}

fn cancel_view(ctx: &InmateCtx, v: &Internal, form: &CancelForm, errors: &Errors) -> CancelView {
    let words = Words::of(ctx);
    CancelView::new(ctx, action(ctx, v, Verb::Cancel), words.what(false, &v.kind, &v.to_place), words.fmt.at(v.planned_at), form, errors)
}

pub(super) async fn ask(ctx: InmateCtx) -> Result<Response, Error> {
    let allowed = writes_here(&ctx);
    let mut ctx = demand(ctx, allowed).await?;
    let (v, verb) = the_step(&mut ctx).await?;
    if !verb.follows(&v.state) {
        return told(ctx, v, "").await;
    }
    if verb == Verb::Cancel {
        let view = cancel_view(&ctx, &v, &CancelForm::default(), &Errors::new());
        return ctx.into_ctx().page(view).await;
    }
    let view = step_view(&ctx, &v, verb, &StepForm::default(), &Errors::new());
    ctx.into_ctx().page(view).await
}

async fn told(ctx: InmateCtx, v: Internal, list: &str) -> Result<Response, Error> {
    match refuse::<()>(&ctx, "at", &Outcome::MovedInside(Box::new(v)), list) {
        Some(Refusal::Page(view)) => moved(ctx, view).await,
        _ => Err(Error::NotFound),
    }
}

/// One form for all steps: a step has a time, a cancellation a reason.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Sent {
    at: String,
    late_reason: String,
    reason: String,
    back: String,
    apart: String,
    apart_why: String,
}

pub(super) async fn step(ctx: InmateCtx, form: Form<Sent>) -> Result<Response, Error> {
    let allowed = writes_here(&ctx);
    let mut ctx = demand(ctx, allowed).await?;
    let raw = ctx.open(form).await?;
    let (about, now) = (about(&ctx), ctx.now);
    // The person's lock first: two taps at once, and the second finds what the first has written.
    store::lock(ctx.conn(), about.inmate).await?;
    let (v, verb) = the_step(&mut ctx).await?;
    let step = StepForm { at: raw.at, late_reason: raw.late_reason, back: raw.back.clone(), apart: raw.apart, apart_why: raw.apart_why };
    let cancel = CancelForm { reason: raw.reason, back: raw.back.clone() };
    let parsed = if verb == Verb::Cancel {
        cancel.parse(ctx.t).map(|reason| (now, Some(reason), false))
    } else {
        step.parse(ctx.t, now).map(|taken| (taken.at, taken.late, taken.twice))
    };
    let errors = match parsed {
        Ok((at, reason, twice)) => {
            // Who goes now was asked about when it was planned, if it was: the house is another since.
            let goes = matches!(verb, Verb::Leave | Verb::Arrive) && v.left_at.is_none() && verb.follows(&v.state);
            let asked = if goes { together::ask(&mut ctx, Going::within(&v, at), (&step.apart, &step.apart_why)).await? } else { Ok(Accepted::default()) };
            let accepted = match asked {
                Ok(accepted) => accepted,
                Err(errors) => {
                    let view = step_view(&ctx, &v, verb, &step, &errors);
                    return ctx.into_ctx().invalid(view).await;
                }
            };
            let outcome = actions::step_inside(ctx.conn(), about, v.id, verb, at, reason.as_deref()).await?;
            if let Outcome::Done(()) = outcome {
                accepted.keep(&mut ctx, Ways::Inside, v.id).await?;
                let entry = entry(&ctx, Action::Alter, json!({ "internal": v.id, "did": verb.state(), "kept_apart": accepted.any() }));
                ctx.record(entry);
                let to = back_to(&ctx, &raw.back, twice);
                return ctx.into_ctx().save(&to).await;
            }
            match refuse(&ctx, "at", &outcome, &raw.back) {
                Some(Refusal::Field(errors)) => errors,
                Some(Refusal::Page(view)) => return moved(ctx, view).await,
                None => return Err(Error::NotFound),
            }
        }
        Err(errors) => errors,
    };
    if verb == Verb::Cancel {
        let view = cancel_view(&ctx, &v, &cancel, &errors);
        return ctx.into_ctx().invalid(view).await;
    }
    let view = step_view(&ctx, &v, verb, &step, &errors);
    ctx.into_ctx().invalid(view).await
}
