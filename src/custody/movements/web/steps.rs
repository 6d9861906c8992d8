//! Steps of a way out: leaves, is back, is cancelled.

use axum::response::Response;
use serde_json::json;

use super::super::actions::{self, Outcome};
use super::super::form::{CancelForm, LeaveForm, StepForm};
use super::super::model::Movement;
use super::super::rules;
use super::super::store::{self, Ways};
use super::super::view::{CancelView, LeaveView, StepView, Words};
use super::person::{settled, staff, the_movement, theirs};
use super::together::{self, Going};
use super::{Refusal, about, back_to, base, demand, entry, moved, refuse, writes_here};
use crate::access::Action;
use crate::inmates::InmateCtx;
use crate::law::calendar;
use crate::web::{Error, Errors, Form};

pub(super) async fn leaving(ctx: InmateCtx) -> Result<Response, Error> {
    let allowed = writes_here(&ctx);
    let mut ctx = demand(ctx, allowed).await?;
    let m = the_movement(&mut ctx).await?;
    if m.state != "planned" || rules::is_release(&m.reason) {
        return settled(ctx, m).await;
    }
    let staff = staff(&mut ctx, calendar::oslo_day(m.planned_out), Some(&m)).await?;
    let view = LeaveView::new(&ctx, &m, &LeaveForm::of(&m), &staff, &Errors::new());
    ctx.into_ctx().page(view).await
}

pub(super) async fn leave(ctx: InmateCtx, form: Form<LeaveForm>) -> Result<Response, Error> {
    let allowed = writes_here(&ctx);
    let mut ctx = demand(ctx, allowed).await?;
    let raw = ctx.open(form).await?;
    // The person's lock first: two taps at once, and the second finds what the first has written.
    let inmate = ctx.inmate.id;
    store::lock(ctx.conn(), inmate).await?;
    let m = the_movement(&mut ctx).await?;
    if m.state != "planned" || rules::is_release(&m.reason) {
        return told(ctx, m, &raw.back).await;
    }
    let staff = staff(&mut ctx, calendar::oslo_day(m.planned_out), Some(&m)).await?;
    let errors = match raw.parse(ctx.t, ctx.now, &m, &staff) {
        Ok((taken, manner)) => {
            // Going again at the moment of leaving: what was accepted when it was planned stands, what is new since does not.
            let accepted = match together::ask(&mut ctx, Going::leaving(&m, taken.at), (&raw.apart, &raw.apart_why)).await? {
                Ok(accepted) => accepted,
                Err(errors) => {
                    let view = LeaveView::new(&ctx, &m, &whole(raw, &m), &staff, &errors);
                    return ctx.into_ctx().invalid(view).await;
                }
            };
            let about = about(&ctx);
            let outcome = actions::leave(ctx.conn(), about, m.id, &taken, manner).await?;
            if let Outcome::Done(()) = outcome {
                accepted.keep(&mut ctx, Ways::Out, m.id).await?;
                let entry = entry(&ctx, Action::Alter, json!({ "movement": m.id, "did": "left", "kept_apart": accepted.any() }));
                ctx.record(entry);
                let to = back_to(&ctx, &raw.back, taken.twice);
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
    let view = LeaveView::new(&ctx, &m, &whole(raw, &m), &staff, &errors);
    ctx.into_ctx().invalid(view).await
}

/// One tap told nothing: the page asks for what is missing, filled with what was planned.
fn whole(raw: LeaveForm, m: &Movement) -> LeaveForm {
    if raw.whole == "yes" { raw } else { LeaveForm { back: raw.back, at: raw.at, late_reason: raw.late_reason, ..LeaveForm::of(m) } }
}

/// The page that says where a movement is by now.
async fn told(ctx: InmateCtx, m: Movement, list: &str) -> Result<Response, Error> {
    match refuse::<()>(&ctx, "at", &Outcome::Moved(Box::new(m)), list) {
        Some(Refusal::Page(view)) => moved(ctx, view).await,
        _ => Err(Error::NotFound),
    }
}

fn returning_view(ctx: &InmateCtx, m: &Movement, form: &StepForm, errors: &Errors) -> StepView {
    let what = Words::of(ctx).what(true, &m.reason, &m.destination);
    let words = (ctx.t.msg_move_back_heading(), ctx.t.msg_move_back_button());
    StepView::new(ctx, format!("{}/{}/back", base(ctx), m.id), words, what, form, errors)
}

pub(super) async fn returning(ctx: InmateCtx) -> Result<Response, Error> {
    let allowed = writes_here(&ctx);
    let mut ctx = demand(ctx, allowed).await?;
    let m = the_movement(&mut ctx).await?;
    if m.state != "out" {
        return settled(ctx, m).await;
    }
    let view = returning_view(&ctx, &m, &StepForm::default(), &Errors::new());
    ctx.into_ctx().page(view).await
}

pub(super) async fn back(ctx: InmateCtx, form: Form<StepForm>) -> Result<Response, Error> {
    let allowed = writes_here(&ctx);
    let mut ctx = demand(ctx, allowed).await?;
    let raw = ctx.open(form).await?;
    let m = the_movement(&mut ctx).await?;
    let errors = match raw.parse(ctx.t, ctx.now) {
        Ok(taken) => {
            let (about, number) = (about(&ctx), ctx.inmate.number.clone());
            let outcome = actions::back(ctx.conn(), about, m.id, &taken, &number).await?;
            if let Outcome::Done(escaped) = outcome {
                let entry = entry(&ctx, Action::Alter, json!({ "movement": m.id, "did": if escaped { "recaptured" } else { "back" } }));
                ctx.record(entry);
                let to = back_to(&ctx, &raw.back, taken.twice);
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
    let view = returning_view(&ctx, &m, &raw, &errors);
    ctx.into_ctx().invalid(view).await
}

fn cancel_view(ctx: &InmateCtx, m: &Movement, form: &CancelForm, errors: &Errors) -> CancelView {
    let words = Words::of(ctx);
    let what = words.what(true, &m.reason, &m.destination);
    CancelView::new(ctx, format!("{}/{}/cancel", base(ctx), m.id), what, words.fmt.at(m.planned_out), form, errors)
}

pub(super) async fn cancelling(ctx: InmateCtx) -> Result<Response, Error> {
    let allowed = writes_here(&ctx);
    let mut ctx = demand(ctx, allowed).await?;
    let m = the_movement(&mut ctx).await?;
    let ctx = theirs(ctx, &m).await?;
    if m.state != "planned" {
        return settled(ctx, m).await;
    }
    let view = cancel_view(&ctx, &m, &CancelForm::default(), &Errors::new());
    ctx.into_ctx().page(view).await
}

pub(super) async fn cancel(ctx: InmateCtx, form: Form<CancelForm>) -> Result<Response, Error> {
    let allowed = writes_here(&ctx);
    let mut ctx = demand(ctx, allowed).await?;
    let raw = ctx.open(form).await?;
    let m = the_movement(&mut ctx).await?;
    let mut ctx = theirs(ctx, &m).await?;
    match raw.parse(ctx.t) {
        Ok(reason) => {
            let about = about(&ctx);
            let outcome = actions::cancel(ctx.conn(), about, m.id, &reason).await?;
            if let Outcome::Done(()) = outcome {
                let entry = entry(&ctx, Action::Alter, json!({ "movement": m.id, "did": "cancelled" }));
                ctx.record(entry);
                let to = back_to(&ctx, &raw.back, false);
                return ctx.into_ctx().save(&to).await;
            }
            match refuse(&ctx, "reason", &outcome, &raw.back) {
                Some(Refusal::Page(view)) => moved(ctx, view).await,
                _ => Err(Error::NotFound),
            }
        }
        Err(errors) => {
            let view = cancel_view(&ctx, &m, &raw, &errors);
            ctx.into_ctx().invalid(view).await
        }
    }
}
