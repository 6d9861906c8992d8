//! Handlers of the lists.

use axum::response::Response;
use chrono::Days;
use serde_json::json;

use super::store::{self, Floor};
use super::view::{MovementView, UnlockView};
use crate::access::{Act, Action, Class, Entry};
use crate::law::calendar;
use crate::platform::id::{InmateId, UnitId};
use crate::web::{Ctx, Error, Routes, needs};

pub(super) fn routes() -> Routes {
    let read = needs(Class::UnitDay, Act::Read);
    Routes::new().get("/units/{unit}/lists/unlock", read, unlock).get("/units/{unit}/lists/movement", read, movement)
}

/// Today's ways of the unit in the path.
async fn load(ctx: &mut Ctx) -> Result<Floor, Error> {
    let (unit, prisons, today): (UnitId, _, _) = (ctx.param("unit")?, ctx.actor.prisons.clone(), ctx.today);
    let tomorrow = calendar::start_of_day(today.checked_add_days(Days::new(1)).unwrap_or(today));
    let floor = store::floor(ctx.conn(), unit, &prisons, today, calendar::start_of_day(today), tomorrow).await?.ok_or(Error::NotFound)?;
    // It is made for paper, as a round is walked with it.
    let shown = floor.people.iter().map(|p| InmateId(p.id)).collect();
    ctx.record(Entry::new(Action::Print, Class::UnitDay).showing(shown).at(floor.prison).with(json!({ "unit": unit })));
    Ok(floor)
}

async fn unlock(mut ctx: Ctx) -> Result<Response, Error> {
    let floor = load(&mut ctx).await?;
    let view = UnlockView::new(&ctx, &floor, ctx.query("at").as_deref());
    ctx.page(view).await
}

async fn movement(mut ctx: Ctx) -> Result<Response, Error> {
    let floor = load(&mut ctx).await?;
    let view = MovementView::new(&ctx, &floor, ctx.query("at").as_deref());
    ctx.page(view).await
}
