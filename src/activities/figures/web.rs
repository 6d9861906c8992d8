//! Handlers of the figures.

use axum::response::Response;
use chrono::{Days, NaiveDate};

use super::view::{Known, View};
use super::{behind, store};
use crate::access::{Act, Class};
use crate::law::calendar;
use crate::web::{Ctx, Error, Routes, needs};

/// So many weeks back: a month of weekdays.
const WEEKS: u64 = 4;

/// The routes of the figures.
pub fn routes() -> Routes {
    let decides = needs(Class::ActivityPlaces, Act::Decide);
    Routes::new().get("/activity-figures", decides, show).get("/activity-figures/people", decides, behind::people).get(
        "/activity-figures/hours",
        decides,
        behind::hours,
    )
}

/// The weeks that are counted: whole ones, up to last Sunday.
pub(super) fn weeks(ctx: &Ctx) -> (NaiveDate, NaiveDate) {
    let monday = calendar::monday_of(ctx.today);
    (monday.checked_sub_days(Days::new(7 * WEEKS)).unwrap_or(monday), monday)
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = ctx.actor.prisons.first().copied().ok_or(Error::Forbidden)?;
    let (now, (from, monday)) = (ctx.now, weeks(&ctx));
    let known = Known {
        prison: prison.to_string(),
        units: store::units(ctx.conn(), prison, now).await?,
        weekdays: store::weekdays(ctx.conn(), prison, from, monday).await?,
        places: store::places(ctx.conn(), prison).await?,
        weeks: i64::try_from(WEEKS).unwrap_or_default(),
    };
    let view = View::new(&ctx, &known);
    ctx.page(view).await
}
