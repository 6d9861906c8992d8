//! Who defends somebody.

use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::{base, demand, entry};
use crate::access::Action;
use crate::inmates::InmateCtx;
use crate::sentences::court::form::CounselForm;
use crate::sentences::court::model::{Appointed, Counsel};
use crate::sentences::court::store;
use crate::sentences::court::view::{CounselView, label};
use crate::sentences::court::words::Words;
use crate::web::conflict::{ConflictView, Edited};
use crate::web::{Error, Errors, Form};

pub(super) async fn fresh(ctx: InmateCtx) -> Result<Response, Error> {
    let ctx = demand(ctx).await?;
    let form = CounselForm { appointed: Appointed::Public.as_str().into(), from_day: ctx.today.to_string(), ..CounselForm::default() };
    let view = CounselView::new(&ctx, &form, None, &Errors::new());
    ctx.into_ctx().page(view).await
}

pub(super) async fn add(ctx: InmateCtx, form: Form<CounselForm>) -> Result<Response, Error> {
    let mut ctx = demand(ctx).await?;
    let raw = ctx.open(form).await?;
    match raw.parse(ctx.t, ctx.today) {
        Ok(counsel) => {
            let (id, prison, by, now) = (ctx.inmate.id, ctx.inmate.prison_id, ctx.actor.account, ctx.now);
            let added = store::add_counsel(ctx.conn(), id, prison, by, &counsel, now).await?;
            let entry = entry(&ctx, Action::Collect, json!({ "counsel": added }));
            ctx.record(entry);
            let to = base(&ctx);
            ctx.into_ctx().save(&to).await
        }
        Err(errors) => {
            let view = CounselView::new(&ctx, &raw, None, &errors);
            ctx.into_ctx().invalid(view).await
        }
    }
}

async fn the_counsel(ctx: &mut InmateCtx) -> Result<Counsel, Error> {
    let (inmate, id): (_, Uuid) = (ctx.inmate.id, ctx.param("counsel")?);
    store::counsel(ctx.conn(), inmate, Some(id)).await?.pop().ok_or(Error::NotFound)
}

pub(super) async fn edit(ctx: InmateCtx) -> Result<Response, Error> {
    let mut ctx = demand(ctx).await?;
    let c = the_counsel(&mut ctx).await?;
    let view = CounselView::new(&ctx, &CounselForm::of(&c), Some(&c), &Errors::new());
    ctx.into_ctx().page(view).await
}

pub(super) async fn change(ctx: InmateCtx, form: Form<CounselForm>) -> Result<Response, Error> {
    let mut ctx = demand(ctx).await?;
    let raw = ctx.open(form).await?;
    let c = the_counsel(&mut ctx).await?;
    let version: i32 = raw.version.parse().map_err(|_| Error::BadRequest)?;
    match raw.parse(ctx.t, ctx.today) {
        Ok(counsel) => {
            let (id, by, now) = (ctx.inmate.id, ctx.actor.account, ctx.now);
            if !store::change_counsel(ctx.conn(), id, c.id, by, &counsel, now, version).await? {
                let theirs = the_counsel(&mut ctx).await?;
                let view = conflict(&ctx, &theirs, &raw);
                return ctx.into_ctx().conflict(view).await;
            }
            let entry = entry(&ctx, Action::Alter, json!({ "counsel": c.id }));
            ctx.record(entry);
            let to = base(&ctx);
            ctx.into_ctx().save(&to).await
        }
        Err(errors) => {
            let view = CounselView::new(&ctx, &raw, Some(&c), &errors);
            ctx.into_ctx().invalid(view).await
        }
    }
}

fn conflict(ctx: &InmateCtx, theirs: &Counsel, raw: &CounselForm) -> ConflictView {
    let (t, words) = (ctx.t, Words::of(ctx));
    let now = CounselForm::of(theirs);
    let plain = |v: &str| v.to_owned();
    let appointed = |v: &str| Appointed::of(v).map_or_else(|| v.to_owned(), |a| words.appointed(a));
    let fields: Vec<Edited<'_>> = now
        .pairs()
        .into_iter()
        .zip(raw.pairs())
        .map(|((name, theirs), (_, mine))| {
            let read: &(dyn Fn(&str) -> String + Sync) = if name == "appointed" { &appointed } else { &plain };
            Edited { name, label: label(t, name), theirs, mine, read }
        })
        .collect();
    let action = format!("/inmates/{}/counsel/{}/edit", ctx.inmate.id, theirs.id);
    ConflictView::new(ctx.frame("inmates", t.msg_conflict_title()), action, theirs.version, &raw.was, &fields)
}
