//! A prison at an instant.

use axum::response::Response;
use serde_json::json;

use super::super::form::{instant, typed};
use super::super::store;
use super::super::view::PositionsView;
use super::list::{self, Place};
use crate::access::{Action, Class, Entry};
use crate::platform::id::InmateId;
use crate::web::{Ctx, Error, Errors};

pub(super) async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    if !list::whole_house(&ctx) {
        return Err(ctx.deny(Entry::new(Action::Deny, Class::Movements)).await);
    }
    let prison = match list::place(&ctx)? {
        Place::Prison(prison) => prison,
        Place::Own => return Err(Error::NotFound),
        Place::Choose => {
            let title = ctx.t.msg_move_positions();
            return list::choose(ctx, "/positions", title).await;
        }
    };
    let wanted = ctx.query_time("at").unwrap_or_default();
    let mut errors = Errors::new();
    let at = if wanted.is_empty() { ctx.now } else { instant("at", &wanted, ctx.t, &mut errors).map_or(ctx.now, |i| i.at) };
    if at > ctx.now {
        errors.add("at", ctx.t.msg_move_positions_future());
    }
    let now = ctx.now;
    let at = at.min(now);
    let everybody = store::everybody(ctx.conn(), prison, at).await?;
    let place = list::name_of(&mut ctx, Some(prison)).await?;
    let chosen = ctx.query("prison");
    let in_field = if wanted.is_empty() { typed(now) } else { wanted };
    let view = PositionsView::new(&ctx, place, chosen, at, &in_field, &everybody, &errors);
    let ids = everybody.people.iter().map(|p| InmateId(p.inmate)).collect();
    ctx.record(Entry::new(Action::List, Class::Movements).showing(ids).at(prison).with(json!({ "positions_at": at })));
    if errors.is_empty() { ctx.page(view).await } else { ctx.invalid(view).await }
}
