//! Handlers of the board.

use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Days, TimeDelta};
use serde_json::json;

use super::form::{Raw, Wish};
use super::model::{Board, Unit};
use super::rules::{self, Rounds, Show};
use super::store::{self, NewTap, Tapped};
use super::store_look::{self, Span};
use super::view::{BoardPart, BoardView, ChooseView, Inner, PrintView, UnitLine, Wall, WallPart, WallView};
use crate::access::{Act, Action, Class, Entry};
use crate::law::calendar;
use crate::platform::id::{InmateId, UnitId};
use crate::web::{Ctx, Error, Form, Routes, live, needs};

/// The routes of the board.
pub fn routes() -> Routes {
    let read = needs(Class::UnitDay, Act::Read);
    Routes::new()
        .get("/board", read, choose)
        .get("/units/{unit}/board", read, show)
        .post("/units/{unit}/unlock", needs(Class::UnitDay, Act::Write), tap)
        .get("/units/{unit}/print", read, print)
        .get("/units/{unit}/wall", read, wall)
        .stream("/units/{unit}/live", read, watch)
        .and(super::house::routes())
        .and(super::walls::routes())
}

/// The unit in the path, when its prison is one of the reader's.
///
/// # Errors
/// The 404 of an unknown unit for any other.
pub async fn look_at(ctx: &mut Ctx) -> Result<Unit, Error> {
    let id: UnitId = ctx.param("unit")?;
    let unit = store::unit(ctx.conn(), id).await?.ok_or(Error::NotFound)?;
    if ctx.actor.prisons.contains(&unit.prison) { Ok(unit) } else { Err(Error::NotFound) }
}

/// The board of whoever works on one unit today; else the units to choose from.
async fn choose(mut ctx: Ctx) -> Result<Response, Error> {
    if let [unit] = ctx.actor.units.as_slice()
        && ctx.query("all").is_none()
    {
        let to = format!("/units/{unit}/board");
        return ctx.respond(Redirect::to(&to).into_response()).await;
    }
    let (prisons, units) = (ctx.actor.prisons.clone(), ctx.actor.units.clone());
    let found = store::units(ctx.conn(), &prisons).await?;
    let t = ctx.t;
    let line =
        |c: &store::Choice| UnitLine { href: format!("/units/{}/board", c.id), name: c.name.clone(), prison: c.prison.clone(), held: t.msg_roll_total(c.held) };
    let (mine, others): (Vec<&store::Choice>, Vec<&store::Choice>) = found.iter().partition(|c| units.contains(&UnitId(c.id)));
    let view = ChooseView {
        mine: mine.into_iter().map(line).collect(),
        others: others.into_iter().map(line).collect(),
        several: prisons.len() > 1,
        house: !prisons.is_empty(),
        frame: ctx.frame("board", ctx.t.msg_board_choose()),
    };
    ctx.page(view).await
}

/// The board of the unit in the path.
async fn load(ctx: &mut Ctx) -> Result<Board, Error> {
    let id: UnitId = ctx.param("unit")?;
    let floor = store_look::floor(ctx.conn(), id).await?.ok_or(Error::NotFound)?;
    if !ctx.actor.prisons.contains(&floor.unit.prison) {
        return Err(Error::NotFound);
    }
    let (now, today) = (ctx.now, ctx.today);
    let tomorrow = calendar::start_of_day(today.checked_add_days(Days::new(1)).unwrap_or(today));
    let span = Span {
        today,
        round: rules::round(ctx.catalogue().plan(), floor.unit.kind(), now),
        from: now - TimeDelta::hours(2),
        to: tomorrow.max(now + TimeDelta::hours(1)),
    };
    let facts = store_look::facts(ctx.conn(), &floor.unit, span, true).await;
    let (known, day) = match ctx.panel("the unit's day", facts).await? {
        Some(facts) => facts,
        // The day fails alone: who must be watched is shown without it, or not at all.
        None => store_look::facts(ctx.conn(), &floor.unit, span, false).await?,
    };
    Ok(Board::of(floor, known, day))
}

fn listed(unit: &Unit, shown: Vec<InmateId>, action: Action) -> Entry {
    Entry::new(action, Class::UnitDay).showing(shown).at(unit.prison).with(json!({ "unit": unit.id }))
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let board = load(&mut ctx).await?;
    let show = Show::of(ctx.query("show").as_deref());
    let until = ctx.offline_until().await?.map(|at| at.timestamp_millis());
    let b = Inner { until, ..Inner::of(&ctx, &board, show, ctx.query("done").as_deref(), None) };
    ctx.record(listed(&board.unit, b.shown(), Action::List));
    let frame = ctx.frame("board", b.title.clone());
    if ctx.fragment { ctx.page(BoardPart { frame, b }).await } else { ctx.page(BoardView { frame, b }).await }
}

/// When it was done: now, or when the tablet says that it was, in a header or in the form. The one place where a tap gets its time.
fn made_at(ctx: &Ctx, headers: &HeaderMap, raw: &Raw) -> Result<chrono::DateTime<chrono::Utc>, Error> {
    let told = headers.get("x-made-at").and_then(|v| v.to_str().ok()).or(Some(raw.made_at.as_str()));
    rules::made_at(told, ctx.now).ok_or(Error::BadRequest)
}

async fn tap(mut ctx: Ctx, headers: HeaderMap, form: Form<Raw>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let id: UnitId = ctx.param("unit")?;
    let (now, by) = (ctx.now, ctx.actor.account.0);
    let back = |done: &str| {
        let show = Show::of(Some(raw.show.as_str()));
        let filter = if show == Show::All { String::new() } else { format!("&show={}", show.as_str()) };
        format!("/units/{id}/board?done={done}{filter}")
    };
    match raw.wish().ok_or(Error::BadRequest)? {
        Wish::Undo(tap) => {
            let unit = look_at(&mut ctx).await?;
            match store::undo(ctx.conn(), id, tap, by, now).await? {
                None => Err(Error::NotFound),
                // Somebody else was quicker; the board shows what holds now.
                Some(None) => ctx.respond(Redirect::to(&back("-")).into_response()).await,
                Some(Some(inmate)) => {
                    ctx.record(Entry::new(Action::Alter, Class::UnitDay).of(inmate).at(unit.prison).with(json!({ "unit": id, "did": "tap undone" })));
                    ctx.save(&back("undone")).await
                }
            }
        }
        Wish::Set(inmate, door, reason) => {
            let at = made_at(&ctx, &headers, &raw)?;
            let (tap, prisons) = (uuid::Uuid::now_v7(), ctx.actor.prisons.clone());
            let rounds = Rounds::before(ctx.catalogue().plan(), at);
            let new = NewTap { id: tap, inmate, door, reason: reason.as_deref(), rounds, at, now, by };
            match store::tap(ctx.conn(), id, &prisons, new).await? {
                Tapped::NotHere => Err(Error::NotFound),
                Tapped::Out => refused(ctx, &raw).await,
                Tapped::Done(prison) => {
                    let detail = json!({ "unit": id, "state": door.as_str(), "minutes_late": (now - at).num_minutes() });
                    ctx.record(Entry::new(Action::Collect, Class::UnitDay).of(inmate).at(prison).with(detail));
                    ctx.save(&back(&tap.to_string())).await
                }
            }
        }
    }
}

/// Whoever is out has no door here: the board, with that said on top.
async fn refused(mut ctx: Ctx, raw: &Raw) -> Result<Response, Error> {
    let board = load(&mut ctx).await?;
    let fault = Some(ctx.t.msg_board_is_out());
    let b = Inner::of(&ctx, &board, Show::of(Some(raw.show.as_str())), None, fault);
    ctx.record(listed(&board.unit, b.shown(), Action::List));
    let frame = ctx.frame("board", b.title.clone());
    if ctx.fragment { ctx.invalid(BoardPart { frame, b }).await } else { ctx.invalid(BoardView { frame, b }).await }
}

/// For paper: every line with boxes to tick.
async fn print(mut ctx: Ctx) -> Result<Response, Error> {
    let board = load(&mut ctx).await?;
    let b = Inner::of(&ctx, &board, Show::All, None, None);
    ctx.record(listed(&board.unit, b.shown(), Action::Print));
    let frame = ctx.frame("board", ctx.t.msg_board_print_title(b.title.as_str()));
    ctx.page(PrintView { frame, b }).await
}

async fn wall(mut ctx: Ctx) -> Result<Response, Error> {
    let board = load(&mut ctx).await?;
    let w = Wall::of(&ctx, &board);
    let shown = board.people.iter().map(crate::custody::roll::Resident::inmate).collect();
    ctx.record(listed(&board.unit, shown, Action::List));
    let shell = ctx.shell(w.title.clone());
    if ctx.fragment { ctx.page(WallPart { shell, w }).await } else { ctx.page(WallView { shell, w }).await }
}

/// The stream of an open board. It says that something changed, never what.
async fn watch(mut ctx: Ctx) -> Result<Response, Error> {
    // The ear first, then the version: what happens in between is heard.
    let news = ctx.app.live.subscribe(&ctx.app.db);
    let unit = look_at(&mut ctx).await?;
    let stream = live::stream(&ctx, live::Watched::Unit(unit.id), unit.version, news);
    ctx.respond(stream).await
}
