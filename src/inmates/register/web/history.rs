//! The history of every field.

use axum::response::Response;

use super::Desk;
use crate::access::{Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::inmates::register::model::Area;
use crate::inmates::register::store;
use crate::inmates::register::view::HistoryView;
use crate::web::Error;

/// Changes on one page.
const LENGTH: usize = 80;

/// The page.
pub async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (desk, inmate) = (Desk::of(&ctx)?, ctx.inmate.id);
    // History is part of the file itself; where only identity is in scope there is none to show.
    if !ctx.reach().deep {
        let entry = Entry::new(Action::Deny, Class::Person).of(inmate);
        return Err(ctx.into_ctx().deny(entry).await);
    }
    let area = ctx.query("area").and_then(|a| Area::of(&a));
    let before = ctx.query("before").and_then(|b| b.parse().ok());
    let found = store::page(ctx.conn(), inmate, area, before, LENGTH).await?;
    let page = HistoryView::new(&ctx, &desk.words(), area, before.is_some(), found);
    ctx.into_ctx().page(page).await
}
