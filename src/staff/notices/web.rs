//! Handlers of notices.

use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::store;
use super::view::NoticesView;
use crate::access::{Action, Class, Entry};
use crate::platform::id::RowId;
use crate::web::{Access, Ctx, Error, Form, Routes};

/// On one page.
const PAGE: usize = 30;

pub fn routes() -> Routes {
    Routes::new().get("/notices", Access::SignedIn, show).post("/notices/read", Access::SignedIn, read)
}

/// One notice, or all when none is named.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Read {
    notice: String,
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let before: Option<RowId> = ctx.query("before").and_then(|b| b.parse().ok());
    let account = ctx.actor.account;
    let mut notices = store::page(ctx.conn(), account, before, PAGE as i64 + 1).await?;
    let more = notices.len() > PAGE;
    notices.truncate(PAGE);
    let next = notices.last().filter(|_| more).map(|n| n.id.to_string());
    let view = NoticesView::new(&ctx, notices, before.is_some(), next);
    ctx.page(view).await
}

async fn read(mut ctx: Ctx, form: Form<Read>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let one = match raw.notice.as_str() {
        "" => None,
        id => Some(id.parse::<RowId>().map_err(|_| Error::NotFound)?),
    };
    let (account, now) = (ctx.actor.account, ctx.now);
    let read = store::mark_read(ctx.conn(), account, one, now).await?;
    ctx.record(Entry::new(Action::Administer, Class::Accounts).with(json!({ "own": "notices", "read": read })));
    ctx.save("/notices").await
}
