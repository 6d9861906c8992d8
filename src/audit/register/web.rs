//! Handler of the register.

use axum::response::Response;
use serde_json::json;

use super::store::{self, Show};
use super::view::RegisterView;
use crate::access::{Act, Action, Class, Entry};
use crate::audit::cases;
use crate::platform::id::GrantId;
use crate::web::{Ctx, Error, Routes, needs};

/// Uses on one page.
const PAGE: usize = 50;

/// The routes of the register.
pub fn routes() -> Routes {
    Routes::new().get("/audit/break-glass", needs(Class::Audit, Act::Read), show)
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    cases::case(&ctx)?;
    let show = Show::from_word(&ctx.query("show").unwrap_or_default());
    let before = ctx.query("before").and_then(|id| id.parse::<GrantId>().ok());
    let now = ctx.now;
    let mut uses = store::uses(ctx.conn(), show, before, now, PAGE as i64 + 1).await?;
    let more = uses.len() > PAGE;
    uses.truncate(PAGE);
    let persons = uses.iter().filter_map(|u| u.inmate.as_ref().map(|(id, _)| *id)).collect();
    ctx.record(Entry::new(Action::List, Class::Reviews).showing(persons).with(json!({ "show": show.as_str() })));
    let view = RegisterView::new(&ctx, show, &uses, before.is_some(), more);
    ctx.page(view).await
}
