//! Handlers of releases that went wrong.

use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::form::ErrorForm;
use super::store::{self, Hand, ReleaseError};
use super::view::ErrorView;
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::sentences::calculation;
use crate::web::{Error, Errors, Form, Routes, needs_for};

/// The routes.
pub fn routes() -> Routes {
    let write = needs_for(Class::Sentence, Act::Write);
    Routes::new()
        .get("/inmates/{inmate}/release-errors/new", write, show_new)
        .post("/inmates/{inmate}/release-errors/new", write, create)
        .get("/inmates/{inmate}/release-errors/{row}", write, show_more)
        .post("/inmates/{inmate}/release-errors/{row}", write, replace)
}

async fn show_new(ctx: InmateCtx) -> Result<Response, Error> {
    let view = ErrorView::new(&ctx, &ErrorForm::default(), None, &Errors::new());
    ctx.into_ctx().page(view).await
}

async fn create(mut ctx: InmateCtx, form: Form<ErrorForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    save(ctx, &raw, None).await
}

/// The account in the path, whether or not another has taken its place.
async fn earlier(ctx: &mut InmateCtx) -> Result<ReleaseError, Error> {
    let (inmate, row): (_, Uuid) = (ctx.inmate.id, ctx.param("row")?);
    store::of_person(ctx.conn(), inmate).await?.into_iter().find(|e| e.id == row).ok_or(Error::NotFound)
}

async fn show_more(mut ctx: InmateCtx) -> Result<Response, Error> {
    let e = earlier(&mut ctx).await?;
    let view = ErrorView::new(&ctx, &ErrorForm::of(&e), Some(&e), &Errors::new());
    ctx.into_ctx().page(view).await
}

async fn replace(mut ctx: InmateCtx, form: Form<ErrorForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let e = earlier(&mut ctx).await?;
    if e.replaced {
        return Err(Error::AlreadyDone(format!("/inmates/{}/sentence", ctx.inmate.id)));
    }
    save(ctx, &raw, Some(e)).await
}

async fn save(mut ctx: InmateCtx, raw: &ErrorForm, earlier: Option<ReleaseError>) -> Result<Response, Error> {
    let home = format!("/inmates/{}/sentence", ctx.inmate.id);
    let told = match raw.parse(ctx.t, ctx.today, ctx.inmate.in_custody()) {
        Ok(told) => told,
        Err(errors) => {
            let view = ErrorView::new(&ctx, raw, earlier.as_ref(), &errors);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let (id, inmate, today, law) = (Uuid::now_v7(), ctx.inmate.id, ctx.today, ctx.catalogue().law().clone());
    let hand = Hand { inmate, prison: ctx.inmate.prison_id, by: ctx.actor.account, now: ctx.now };
    if !store::add(ctx.conn(), &hand, id, &told, earlier.as_ref().map(|e| e.id)).await? {
        return Err(Error::AlreadyDone(home));
    }
    calculation::recompute(ctx.conn(), &law, inmate, today).await?;
    let action = if earlier.is_some() { Action::Alter } else { Action::Collect };
    let entry = Entry::new(action, Class::Sentence).of(inmate).with(json!({ "release_error": id, "kind": told.kind.as_str(), "days": told.days(today) }));
    let entry = Entry { prison: ctx.inmate.prison_id, ..entry };
    ctx.record(entry);
    ctx.into_ctx().save(&home).await
}
