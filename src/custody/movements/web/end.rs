//! Death and escape. The first page asks, the second shows what it will do; what is done is what was shown.

use axum::response::Response;
use chrono::{DateTime, Utc};
use serde_json::json;

use super::super::actions::Outcome;
use super::super::form::{EndForm, EscapeForm, typed};
use super::super::rules::{self, Fault};
use super::super::store::{self, Open};
use super::super::view::{ConfirmView, EndView, EscapeView, Words};
use super::{Refusal, base, demand, ends_here, entry, moved, refuse};
use crate::access::Action;
use crate::custody::incidents::{self, Grave};
use crate::inmates::InmateCtx;
use crate::web::{Error, Errors, Form};

/// The request, when this reader may end this stay.
async fn gate(ctx: InmateCtx) -> Result<InmateCtx, Error> {
    let allowed = ends_here(&ctx);
    demand(ctx, allowed).await
}

/// A death or an escape is an incident from this moment, with the duty to report and its checklist.
async fn opened(ctx: &mut InmateCtx, kind: &'static str, at: DateTime<Utc>, place: &str, late: Option<&str>) -> Result<(), Error> {
    let (inmate, prison) = (ctx.inmate.id, ctx.inmate.prison_id.ok_or(Error::NotFound)?);
    incidents::grave(ctx, &Grave { inmate, prison, kind, at, place, late }).await
}

/// What was shown, as the second page sends it back: if it differs from what is, it is shown anew.
pub(super) fn fingerprint(open: &[Open]) -> String {
    open.iter().map(|o| format!("{}:{}:{}", o.what, o.id, o.state)).collect::<Vec<_>>().join(",")
}

/// Somebody who is not held is not released.
pub(super) async fn not_held(ctx: InmateCtx) -> Result<Response, Error> {
    match refuse::<()>(&ctx, "at", &Outcome::Fault(Fault::NotHeld), "") {
        Some(Refusal::Page(view)) => moved(ctx, view).await,
        _ => Err(Error::NotFound),
    }
}

pub(super) async fn death_page(ctx: InmateCtx) -> Result<Response, Error> {
    let mut ctx = gate(ctx).await?;
    let id = ctx.inmate.id;
    if store::last_event(ctx.conn(), id).await?.is_none() {
        return not_held(ctx).await;
    }
    let view = EndView::new(&ctx, &EndForm::fresh(ctx.now), &Errors::new());
    ctx.into_ctx().page(view).await
}

/// What is typed, when it holds against what is known; else the messages.
async fn checked(ctx: &mut InmateCtx, raw: &EndForm) -> Result<Result<(store::Ending, Vec<Open>), Errors>, Error> {
    let id = ctx.inmate.id;
    let ending = match raw.parse(ctx.t, ctx.now) {
        Ok(ending) => ending,
        Err(errors) => return Ok(Err(errors)),
    };
    let last = store::last_event(ctx.conn(), id).await?;
    if let Err(fault) = rules::end(ending.at, last) {
        let mut errors = Errors::new();
        errors.add("at", Words::of(ctx).fault(&fault));
        return Ok(Err(errors));
    }
    let open = store::open_about(ctx.conn(), id).await?;
    Ok(Ok((ending, open)))
}

pub(super) async fn death_review(ctx: InmateCtx, form: Form<EndForm>) -> Result<Response, Error> {
    let mut ctx = gate(ctx).await?;
    let raw = ctx.open(form).await?;
    match checked(&mut ctx, &raw).await? {
        Err(errors) => {
            let view = EndView::new(&ctx, &raw, &errors);
            ctx.into_ctx().invalid(view).await
        }
        Ok((ending, open)) => {
            let view = ConfirmView::new(&ctx, &raw, &ending, &open, fingerprint(&open), false);
            ctx.into_ctx().page(view).await
        }
    }
}

pub(super) async fn death(ctx: InmateCtx, form: Form<EndForm>) -> Result<Response, Error> {
    let mut ctx = gate(ctx).await?;
    let raw = ctx.open(form).await?;
    let id = ctx.inmate.id;
    store::lock(ctx.conn(), id).await?;
    if store::last_event(ctx.conn(), id).await?.is_none() {
        return not_held(ctx).await;
    }
    match checked(&mut ctx, &raw).await? {
        Err(errors) => {
            let view = EndView::new(&ctx, &raw, &errors);
            ctx.into_ctx().invalid(view).await
        }
        Ok((ending, open)) if fingerprint(&open) != raw.shown => {
            let view = ConfirmView::new(&ctx, &raw, &ending, &open, fingerprint(&open), true);
            ctx.into_ctx().conflict(view).await
        }
        Ok((ending, open)) => {
            let release = store::end_stay(ctx.conn(), id, &ending).await?;
            opened(&mut ctx, "DEATH", ending.at, &ending.to, ending.late.as_deref()).await?;
            let detail = json!({ "release": release, "reason": ending.reason, "ended": open.len() });
            let entry = entry(&ctx, Action::Decide, detail);
            ctx.record(entry);
            let to = base(&ctx);
            ctx.into_ctx().save(&to).await
        }
    }
}

pub(super) async fn escape_page(ctx: InmateCtx) -> Result<Response, Error> {
    let mut ctx = gate(ctx).await?;
    let id = ctx.inmate.id;
    let open = store::open_about(ctx.conn(), id).await?;
    if !open.iter().any(|o| o.what == "stay") {
        return not_held(ctx).await;
    }
    let form = EscapeForm { at: typed(ctx.now), ..EscapeForm::default() };
    let view = EscapeView::new(&ctx, &form, &open, &Errors::new());
    ctx.into_ctx().page(view).await
}

pub(super) async fn escape(ctx: InmateCtx, form: Form<EscapeForm>) -> Result<Response, Error> {
    let mut ctx = gate(ctx).await?;
    let raw = ctx.open(form).await?;
    let id = ctx.inmate.id;
    store::lock(ctx.conn(), id).await?;
    let open = store::open_about(ctx.conn(), id).await?;
    let last = store::last_event(ctx.conn(), id).await?;
    if let Some(o) = open.iter().find(|o| o.state == "out" && o.reason == "ESCAPE") {
        let m = store::movements(ctx.conn(), id, Some(o.id)).await?.pop().ok_or(Error::NotFound)?;
        return super::person::settled(ctx, m).await;
    }
    if last.is_none() {
        return not_held(ctx).await;
    }
    let level = store::level(ctx.conn(), id).await?;
    let errors = match raw.parse(ctx.t, ctx.now) {
        Ok((at, place, late)) => match rules::end(at, last) {
            Ok(()) => {
                let movement = store::record_escape(ctx.conn(), id, at, &place, late.as_deref()).await?;
                let out_for = open.iter().find(|o| o.what == "movement" && o.state == "out").map(|o| o.reason.as_str());
                opened(&mut ctx, incidents::escape_kind(out_for, level.as_deref()), at, &place, late.as_deref()).await?;
                let entry = entry(&ctx, Action::Decide, json!({ "movement": movement, "did": "escape" }));
                ctx.record(entry);
                let to = base(&ctx);
                return ctx.into_ctx().save(&to).await;
            }
            Err(fault) => {
                let mut errors = Errors::new();
                errors.add("at", Words::of(&ctx).fault(&fault));
                errors
            }
        },
        Err(errors) => errors,
    };
    let view = EscapeView::new(&ctx, &raw, &open, &errors);
    ctx.into_ctx().invalid(view).await
}
