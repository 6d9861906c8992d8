//! The whole prison at a glance, for who runs the house: every unit in numbers, how far its count is, each with the way to its list. Stays
//! open for a whole shift, so it renews itself as the board of a unit does.

mod store;
mod view;

use axum::response::Response;
use chrono::{Days, TimeDelta};
use serde_json::json;
use uuid::Uuid;

use self::view::{HousePart, HouseView, HouseWall, Inner, Known};
use super::rules::{self, Rounds};
use super::store::{numbers, traffic};
use crate::access::{Act, Action, Class, Entry};
use crate::custody::count;
use crate::law::calendar;
use crate::platform::id::{PrisonId, UnitId};
use crate::web::live::Watched;
use crate::web::{Ctx, Error, Routes, live, needs};

/// A roll of the last night still stands on the board.
const ROLLS: TimeDelta = TimeDelta::hours(14);

pub(super) fn routes() -> Routes {
    let read = needs(Class::UnitDay, Act::Read);
    Routes::new().get("/prison-board", read, show).get("/prison-board/live", read, watch)
}

/// The prison asked for, when it is one of the reader's; else their first.
fn prison(ctx: &Ctx) -> Result<PrisonId, Error> {
    let prison = match ctx.query("prison") {
        Some(wanted) => wanted.parse().map_err(|_| Error::NotFound)?,
        None => ctx.actor.prisons.first().copied().ok_or(Error::NotFound)?,
    };
    if ctx.actor.prisons.contains(&prison) { Ok(prison) } else { Err(Error::NotFound) }
}

async fn load(ctx: &mut Ctx, prison: PrisonId) -> Result<Known, Error> {
    let (now, today) = (ctx.now, ctx.today);
    // The version first: what happens in between is fetched once more, never missed.
    let version = store::version(ctx.conn(), prison, now).await?;
    let rounds = Rounds::before(ctx.catalogue().plan(), now);
    let units = numbers(ctx.conn(), prison, rounds).await?;
    let tomorrow = calendar::start_of_day(today.checked_add_days(Days::new(1)).unwrap_or(today));
    let traffic = traffic(ctx.conn(), prison, calendar::start_of_day(today), tomorrow).await?;
    let watches = store::watches(ctx.conn(), prison, today, &rules::WATCHED).await;
    let watches = ctx.panel("people under watch", watches).await?.unwrap_or_default();
    let rolls = count::store::rolls(ctx.conn(), prison, now - ROLLS, now + count::rules::EARLY).await?;
    let ids: Vec<Uuid> = rolls.iter().map(|r| r.id).collect();
    let counts = count::store::units(ctx.conn(), &ids).await?;
    Ok(Known { prison, version, units, traffic, watches, rolls, counts })
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = prison(&ctx)?;
    let known = load(&mut ctx, prison).await?;
    let h = Inner::of(&ctx, &known);
    // Numbers alone, and nobody named.
    ctx.record(Entry::new(Action::List, Class::UnitDay).at(prison).with(json!({ "numbers": true })));
    let frame = ctx.frame("board", ctx.t.msg_board_house());
    if ctx.actor.wall.is_some() && !ctx.fragment {
        let shell = ctx.shell(frame.title.clone());
        return ctx.page(HouseWall { shell, frame, h }).await;
    }
    if ctx.fragment { ctx.page(HousePart { frame, h }).await } else { ctx.page(HouseView { frame, h }).await }
}

/// The stream of an open prison board.
async fn watch(mut ctx: Ctx) -> Result<Response, Error> {
    let news = ctx.app.live.subscribe(&ctx.app.db);
    let prison = prison(&ctx)?;
    let now = ctx.now;
    let version = store::version(ctx.conn(), prison, now).await?;
    let units: Vec<UnitId> = store::units(ctx.conn(), prison).await?;
    let stream = live::stream(&ctx, Watched::House(prison, units.into_iter().collect()), version, news);
    ctx.respond(stream).await
}
