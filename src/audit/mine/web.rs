//! Handler of one's own entries.

use axum::response::Response;
use chrono::DateTime;

use super::store;
use super::view::MineView;
use crate::access::{Act, Action, Class, Entry};
use crate::platform::id::InmateId;
use crate::web::{Ctx, Error, Routes, needs};

/// Entries on one page.
const PAGE: usize = 100;

/// The routes of one's own entries.
pub fn routes() -> Routes {
    Routes::new().get("/me/log", needs(Class::Audit, Act::Own), show)
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let before = ctx.query("before").and_then(|text| {
        let (at, id) = text.split_once('.')?;
        Some((DateTime::from_timestamp_micros(i64::from_str_radix(at, 16).ok()?)?, i64::from_str_radix(id, 16).ok()?))
    });
    let account = ctx.actor.account;
    let mut rows = store::entries(ctx.conn(), account, before, PAGE as i64 + 1).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    // A list of one's own looks shows names once more.
    let mut persons: Vec<InmateId> = rows.iter().filter(|r| r.number.is_some()).filter_map(|r| r.inmate_id.map(InmateId)).collect();
    persons.sort_unstable();
    persons.dedup();
    ctx.record(Entry::new(Action::List, Class::Audit).showing(persons));
    let view = MineView::new(&ctx, &rows, before.is_some(), more);
    ctx.page(view).await
}
