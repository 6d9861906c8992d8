//! Handlers of shared notices.

use axum::response::Response;
use serde_json::json;

use super::form::{EndForm, NoticeForm};
use super::store::{self, Notice};
use super::view::{EndView, NoticeFormView, SharedView};
use crate::access::{Act, Action, Class, Entry, Feature};
use crate::inmates::InmateCtx;
use crate::platform::id::RowId;
use crate::web::{Error, Errors, Form, Routes, needs_for};

/// The routes of shared notices.
pub fn routes() -> Routes {
    let shares = needs_for(Class::SharedHealth, Act::Write);
    Routes::new()
        .get("/inmates/{inmate}/shared-health", shares, list)
        .get("/inmates/{inmate}/shared-health/new", shares, fresh)
        .post("/inmates/{inmate}/shared-health", shares, share)
        .get("/inmates/{inmate}/shared-health/{notice}/end", shares, ending)
        .post("/inmates/{inmate}/shared-health/{notice}/end", shares, end)
}

fn base(ctx: &InmateCtx) -> String {
    format!("/inmates/{}/shared-health", ctx.inmate.id)
}

async fn list(mut ctx: InmateCtx) -> Result<Response, Error> {
    let inmate = ctx.inmate.id;
    let notices = store::notices(ctx.conn(), inmate, None).await?;
    let view = SharedView::new(&ctx, &notices);
    ctx.into_ctx().page(view).await
}

async fn fresh(ctx: InmateCtx) -> Result<Response, Error> {
    ctx.in_use(Feature::Health, ctx.inmate.prison_id)?;
    let view = NoticeFormView::new(&ctx, &NoticeForm::fresh(ctx.today), &Errors::new());
    ctx.into_ctx().page(view).await
}

async fn share(mut ctx: InmateCtx, form: Form<NoticeForm>) -> Result<Response, Error> {
    ctx.in_use(Feature::Health, ctx.inmate.prison_id)?;
    let raw = ctx.open(form).await?;
    let command = match raw.parse(ctx.t, ctx.now) {
        Ok(command) => command,
        Err(errors) => {
            let view = NoticeFormView::new(&ctx, &raw, &errors);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let (inmate, prison, author, now) = (ctx.inmate.id, ctx.inmate.prison_id, ctx.actor.account, ctx.now);
    let notice = store::insert(ctx.conn(), inmate, prison, author, &command, now).await?;
    let detail = json!({ "notice": notice, "kind": command.kind.as_str(), "basis": command.basis.as_str() });
    ctx.record(Entry { prison, ..Entry::new(Action::Disclose, Class::SharedHealth).of(inmate).with(detail) });
    let list = base(&ctx);
    ctx.into_ctx().save(&list).await
}

async fn the_notice(ctx: &mut InmateCtx) -> Result<Notice, Error> {
    let (inmate, id): (_, RowId) = (ctx.inmate.id, ctx.param("notice")?);
    store::notices(ctx.conn(), inmate, Some(id)).await?.pop().ok_or(Error::NotFound)
}

async fn ending(mut ctx: InmateCtx) -> Result<Response, Error> {
    let notice = the_notice(&mut ctx).await?;
    let view = EndView::new(&ctx, &notice, &EndForm::default(), &Errors::new());
    ctx.into_ctx().page(view).await
}

async fn end(mut ctx: InmateCtx, form: Form<EndForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let notice = the_notice(&mut ctx).await?;
    let reason = match raw.parse(ctx.t) {
        Ok(reason) => reason,
        Err(errors) => {
            let view = EndView::new(&ctx, &notice, &raw, &errors);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let (inmate, prison, by, now, list) = (ctx.inmate.id, ctx.inmate.prison_id, ctx.actor.account, ctx.now, base(&ctx));
    if !store::end(ctx.conn(), inmate, notice.id, by, &reason, now).await? {
        // A colleague ended it in the meantime: what was wanted has happened, and the list tells by whom.
        return Err(Error::AlreadyDone(list));
    }
    ctx.record(Entry { prison, ..Entry::new(Action::Alter, Class::SharedHealth).of(inmate).with(json!({ "notice": notice.id, "ended": true })) });
    ctx.into_ctx().save(&list).await
}
