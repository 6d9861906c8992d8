//! Recorded times are set right.

use axum::response::Response;
use serde_json::json;

use super::super::actions::{self, Outcome};
use super::super::form::CorrectForm;
use super::super::model::Movement;
use super::super::rules;
use super::super::store;
use super::super::view::{CorrectView, Words};
use super::person::{settled, the_movement, theirs};
use super::{Refusal, about, back_to, demand, entry, moved, refuse, writes_here};
use crate::access::Action;
use crate::inmates::InmateCtx;
use crate::web::{Error, Errors, Form};

fn view(ctx: &InmateCtx, m: &Movement, form: &CorrectForm, errors: &Errors) -> CorrectView {
    let what = Words::of(ctx).what(true, &m.reason, &m.destination);
    CorrectView::new(ctx, m, what, form, errors)
}

pub(super) async fn ask(ctx: InmateCtx) -> Result<Response, Error> {
    let allowed = writes_here(&ctx);
    let mut ctx = demand(ctx, allowed).await?;
    let m = the_movement(&mut ctx).await?;
    let ctx = theirs(ctx, &m).await?;
    if !rules::may_be_corrected(&m) {
        return settled(ctx, m).await;
    }
    let page = view(&ctx, &m, &CorrectForm::of(&m), &Errors::new());
    ctx.into_ctx().page(page).await
}

pub(super) async fn correct(ctx: InmateCtx, form: Form<CorrectForm>) -> Result<Response, Error> {
    let allowed = writes_here(&ctx);
    let mut ctx = demand(ctx, allowed).await?;
    let raw = ctx.open(form).await?;
    let inmate = ctx.inmate.id;
    store::lock(ctx.conn(), inmate).await?;
    let m = the_movement(&mut ctx).await?;
    let mut ctx = theirs(ctx, &m).await?;
    if !rules::may_be_corrected(&m) {
        return settled(ctx, m).await;
    }
    let errors = match raw.parse(ctx.t, ctx.now, &m) {
        Ok(correction) => {
            let about = about(&ctx);
            let outcome = actions::correct(ctx.conn(), about, m.id, &correction).await?;
            if let Outcome::Done(()) = outcome {
                let entry = entry(&ctx, Action::Alter, json!({ "movement": m.id, "did": "corrected" }));
                ctx.record(entry);
                let to = back_to(&ctx, "", correction.twice);
                return ctx.into_ctx().save(&to).await;
            }
            // A later movement stands against the return, an earlier one against the departure.
            let at_return = matches!(&outcome, Outcome::Fault(rules::Fault::Contradicts(e)) if e.from > correction.out && correction.back.is_some());
            match refuse(&ctx, if at_return { "back_at" } else { "out_at" }, &outcome, "") {
                Some(Refusal::Field(errors)) => errors,
                Some(Refusal::Page(page)) => return moved(ctx, page).await,
                None => return Err(Error::NotFound),
            }
        }
        Err(errors) => errors,
    };
    let page = view(&ctx, &m, &raw, &errors);
    ctx.into_ctx().invalid(page).await
}
