//! Adding, changing and ending rows: the same handlers for every kind.

use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;

use super::Desk;
use crate::access::{Action, Entry};
use crate::inmates::InmateCtx;
use crate::inmates::register::actions::{self, Outcome};
use crate::inmates::register::form::{CoreSheet, End, Part, Sent, parse};
use crate::inmates::register::store::{self, Editable, Listed};
use crate::inmates::register::view::{self, ConflictView, PartView};
use crate::web::{Error, Form};

/// The form for a new row.
pub async fn show_new<P: Listed>(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (desk, inmate) = (Desk::of(&ctx)?, ctx.inmate.id);
    let check = desk.check(store::facts(ctx.conn(), inmate).await?);
    let page = PartView::adding(&ctx, &P::default(), &check);
    ctx.into_ctx().page(page).await
}

/// Adds a row.
pub async fn create<P: Listed>(mut ctx: InmateCtx, form: Form<Sent<P>>) -> Result<Response, Error> {
    let sent = ctx.open(form).await?;
    let (desk, inmate) = (Desk::of(&ctx)?, ctx.inmate.id);
    let mut check = desk.check(store::lock(ctx.conn(), inmate).await?);
    check.confirm(&sent.rest.confirmed);
    if let Ok(row) = parse(&sent.sheet, &mut check) {
        match actions::add::<P>(&mut ctx, &row).await? {
            Ok(()) => return ctx.into_ctx().save(&view::home::<P>(inmate, false)).await,
            Err((field, message)) => check.errors.add(field, message),
        }
    }
    let page = PartView::adding(&ctx, &sent.sheet, &check);
    ctx.into_ctx().invalid(page).await
}

/// The form for who the person is.
pub async fn show_core(ctx: InmateCtx) -> Result<Response, Error> {
    let id = ctx.inmate.id.0;
    edit_page::<CoreSheet>(ctx, id).await
}

/// Changes who the person is.
pub async fn update_core(ctx: InmateCtx, form: Form<Sent<CoreSheet>>) -> Result<Response, Error> {
    let id = ctx.inmate.id.0;
    save_change(ctx, id, form).await
}

/// The form for a row that is there.
pub async fn show_edit<P: Listed>(ctx: InmateCtx) -> Result<Response, Error> {
    let id = ctx.param("row")?;
    edit_page::<P>(ctx, id).await
}

/// Changes a row.
pub async fn update<P: Listed>(ctx: InmateCtx, form: Form<Sent<P>>) -> Result<Response, Error> {
    let id = ctx.param("row")?;
    save_change(ctx, id, form).await
}

/// Ends a row.
pub async fn end<P: Listed>(mut ctx: InmateCtx, form: Form<End>) -> Result<Response, Error> {
    let sent = ctx.open(form).await?;
    let id: Uuid = ctx.param("row")?;
    let (desk, inmate) = (Desk::of(&ctx)?, ctx.inmate.id);
    let facts = store::lock(ctx.conn(), inmate).await?;
    let Some(row) = P::find(ctx.conn(), inmate, id).await? else { return gone::<P>(ctx).await };
    let mut check = desk.check(facts);
    if !P::changeable(&row, &check) {
        return Err(denied::<P>(ctx).await);
    }
    let reason = check.line("reason", &sent.reason, 300);
    if P::END_REASON && reason.chars().count() < 3 {
        check.errors.add("reason", ctx.t.msg_reg_end_reason_missing());
    }
    if !check.errors.is_empty() {
        let seen = P::of(&row);
        let page = PartView::changing(&ctx, id, &seen, &seen, &check, &sent.reason);
        return ctx.into_ctx().invalid(page).await;
    }
    actions::end::<P>(&mut ctx, id, &row, Some(reason.as_str()).filter(|r| !r.is_empty())).await?;
    ctx.into_ctx().save(&view::home::<P>(inmate, false)).await
}

async fn edit_page<P: Editable>(mut ctx: InmateCtx, id: Uuid) -> Result<Response, Error> {
    let (desk, inmate) = (Desk::of(&ctx)?, ctx.inmate.id);
    let row = P::find(ctx.conn(), inmate, id).await?.ok_or(Error::NotFound)?;
    let check = desk.check(store::facts(ctx.conn(), inmate).await?);
    if !P::changeable(&row, &check) {
        return Err(denied::<P>(ctx).await);
    }
    let seen = P::of(&row);
    let page = PartView::changing(&ctx, id, &seen, &seen, &check, "");
    ctx.into_ctx().page(page).await
}

async fn save_change<P: Editable>(mut ctx: InmateCtx, id: Uuid, form: Form<Sent<P>>) -> Result<Response, Error> {
    let sent = ctx.open(form).await?;
    let (desk, inmate) = (Desk::of(&ctx)?, ctx.inmate.id);
    let seen = P::unpack(&sent.rest.was).ok_or(Error::BadRequest)?;
    let mut facts = store::lock(ctx.conn(), inmate).await?;
    let Some(now) = P::find(ctx.conn(), inmate, id).await? else { return gone::<P>(ctx).await };
    P::recall(&now, &mut facts);
    let mut check = desk.check(facts);
    check.confirm(&sent.rest.confirmed);
    if !P::changeable(&now, &check) {
        return Err(denied::<P>(ctx).await);
    }
    let Ok(wanted) = parse(&sent.sheet, &mut check) else {
        let page = PartView::changing(&ctx, id, &sent.sheet, &seen, &check, "");
        return ctx.into_ctx().invalid(page).await;
    };
    match actions::change(&mut ctx, id, &seen, &now, &wanted, &mut check).await? {
        Outcome::Nothing => ctx.into_ctx().respond(Redirect::to(&view::home::<P>(inmate, false)).into_response()).await,
        Outcome::Saved { merged } => ctx.into_ctx().save(&view::home::<P>(inmate, merged)).await,
        Outcome::Refused(merged, theirs) => {
            let page = PartView::changing(&ctx, id, &merged, &theirs, &check, "");
            ctx.into_ctx().invalid(page).await
        }
        Outcome::Clash(merged, theirs, clashes) => {
            let last = store::last_change(ctx.conn(), inmate, id).await?;
            let page = ConflictView::new(&ctx, &check, id, (&merged, &theirs), &clashes, last);
            ctx.into_ctx().conflict(page).await
        }
    }
}

/// Somebody ended the row meanwhile: said so, with the way back.
async fn gone<P: Part>(ctx: InmateCtx) -> Result<Response, Error> {
    let page = view::GoneView::new::<P>(&ctx);
    ctx.into_ctx().conflict(page).await
}

async fn denied<P: Part>(ctx: InmateCtx) -> Error {
    let entry = Entry::new(Action::Deny, P::CLASS).of(ctx.inmate.id);
    ctx.into_ctx().deny(entry).await
}
