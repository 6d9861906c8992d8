//! Alerts.

use axum::response::Response;

use super::Desk;
use crate::access::{Act, Class};
use crate::inmates::InmateCtx;
use crate::inmates::register::form::Facts;
use crate::inmates::register::store;
use crate::inmates::register::view::AlertsView;
use crate::web::Error;

/// Those in force, and those that were.
pub async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (desk, inmate) = (Desk::of(&ctx)?, ctx.inmate.id);
    // Whose role has the extract is told what to do, not why; the reason is not even asked for.
    let shown =
        if ctx.may_here(Class::Alerts, Act::Read) { store::alerts(ctx.conn(), inmate).await? } else { store::alert_instructions(ctx.conn(), inmate).await? };
    let merged = ctx.query("merged").is_some();
    let page = AlertsView::new(&ctx, &desk.check(Facts::default()), shown, merged);
    ctx.into_ctx().page(page).await
}
