//! Handlers of the figures.

use axum::response::Response;
use chrono::Days;

use super::store;
use super::view::{Known, View};
use crate::access::{Act, Class};
use crate::law::calendar;
use crate::web::{Ctx, Error, Routes, needs};

/// So many weeks back: a month of weekdays.
const WEEKS: u64 = 4;

/// The routes of the figures.
pub fn routes() -> Routes {
    Routes::new().get("/activity-figures", needs(Class::ActivityPlaces, Act::Decide), show)
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = ctx.actor.prisons.first().copied().ok_or(Error::Forbidden)?;
    let (now, monday) = (ctx.now, calendar::monday_of(ctx.today));
    let from = monday.checked_sub_days(Days::new(7 * WEEKS)).unwrap_or(monday);
    let known = Known {
        units: store::units(ctx.conn(), prison, now).await?,
        weekdays: store::weekdays(ctx.conn(), prison, from, monday).await?,
        places: store::places(ctx.conn(), prison).await?,
        weeks: i64::try_from(WEEKS).unwrap_or_default(),
    };
    let view = View::new(&ctx, &known);
    ctx.page(view).await
}
