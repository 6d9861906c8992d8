//! The whole prison at a glance, for who runs the house: every unit in numbers, each with the way to its list.

use askama::Template;
use axum::response::Response;
use chrono::Days;
use serde_json::json;

use super::rules::Rounds;
use super::store::{self, Numbers, Traffic};
use crate::access::{Act, Action, Class, Entry};
use crate::law::calendar;
use crate::platform::id::PrisonId;
use crate::reference::schedule::UnitType;
use crate::web::{Ctx, Error, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    Routes::new().get("/prison-board", needs(Class::UnitDay, Act::Read), show)
}

/// A number that opens its list.
struct Number {
    value: String,
    href: String,
    /// Whether somebody must see to it.
    alarm: bool,
}

/// A unit in numbers.
struct UnitRow {
    href: String,
    name: String,
    slot: String,
    warning: Option<String>,
    numbers: Vec<Number>,
    staff: String,
    alone: bool,
}

/// A number of the whole house.
struct Tile {
    color: &'static str,
    icon: &'static str,
    value: String,
    label: String,
    note: String,
    href: String,
}

#[derive(Template)]
#[template(path = "custody/board/house.html")]
struct HouseView {
    frame: Frame,
    lead: String,
    tiles: Vec<Tile>,
    units: Vec<UnitRow>,
    total: Vec<String>,
    duty: String,
    stamp: String,
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let prison: PrisonId = match ctx.query("prison") {
        Some(wanted) => wanted.parse().map_err(|_| Error::NotFound)?,
        None => ctx.actor.prisons.first().copied().ok_or(Error::NotFound)?,
    };
    if !ctx.actor.prisons.contains(&prison) {
        return Err(Error::NotFound);
    }
    let (now, today) = (ctx.now, ctx.today);
    let rounds = Rounds::before(ctx.catalogue().plan(), now);
    let units = store::numbers(ctx.conn(), prison, rounds).await?;
    let tomorrow = calendar::start_of_day(today.checked_add_days(Days::new(1)).unwrap_or(today));
    let traffic = store::traffic(ctx.conn(), prison, calendar::start_of_day(today), tomorrow).await?;
    let (t, fmt) = (ctx.t, ctx.fmt());
    let sum = |pick: fn(&Numbers) -> i64| units.iter().map(pick).sum::<i64>();
    let total = [
        sum(|u| u.held),
        sum(|u| u.held - u.away),
        sum(|u| u.unlocked),
        sum(|u| u.away),
        sum(|u| u.overdue),
        sum(|u| (u.places - u.held).max(0)),
        sum(|u| u.no_cell),
    ];
    let view = HouseView {
        lead: [traffic.prison.clone(), fmt.long_day(today)].join(" · "),
        tiles: tiles(&ctx, &units, &traffic, prison),
        units: units.iter().map(|u| row(&ctx, u, prison)).collect(),
        total: total.into_iter().map(|n| fmt.number(n)).collect(),
        duty: traffic.duty.join(", "),
        stamp: t.msg_board_updated(fmt.time(now).as_str()),
        frame: ctx.frame("board", t.msg_board_house()),
    };
    // Numbers alone, and nobody named.
    ctx.record(Entry::new(Action::List, Class::UnitDay).at(prison).with(json!({ "numbers": true })));
    ctx.page(view).await
}

fn tiles(ctx: &Ctx, units: &[Numbers], traffic: &Traffic, prison: PrisonId) -> Vec<Tile> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let sum = |pick: fn(&Numbers) -> i64| units.iter().map(pick).sum::<i64>();
    let list = |show: &str| format!("/inmates?prison={prison}&show={show}");
    let (held, away, overdue, unlocked) = (sum(|u| u.held), sum(|u| u.away), sum(|u| u.overdue), sum(|u| u.unlocked));
    let free = sum(|u| (u.places - u.held).max(0));
    let tile = |color, icon, value: i64, label, note, href| Tile {
        color: if value == 0 { "neutral" } else { color },
        icon,
        value: fmt.number(value),
        label,
        note,
        href,
    };
    vec![
        tile("accent", "PersonGroup", held - away, t.msg_house_present(), t.msg_house_of_held(held), format!("/inmates?prison={prison}")),
        tile("success", "PadlockUnlocked", unlocked, t.msg_house_unlocked(), t.msg_house_stays(sum(|u| u.stays), sum(|u| u.refused)), "#units".to_owned()),
        tile("info", "DoorOpen", away, t.msg_house_out(), t.msg_house_gone(traffic.gone, traffic.out), list("out")),
        tile("danger", "ExclamationmarkTriangle", overdue, t.msg_house_overdue(), String::new(), list("overdue")),
        tile("info", "ArrowRightLeft", traffic.back, t.msg_house_back(), t.msg_house_come(traffic.come), list("out")),
        tile("info", "PersonPlus", traffic.received, t.msg_house_received(), t.msg_house_receiving(traffic.receiving), list("new")),
        tile("accent", "Bed", free, t.msg_house_free(), String::new(), "#units".to_owned()),
        tile("warning", "ExclamationmarkTriangle", sum(|u| u.no_cell), t.msg_house_no_cell(), String::new(), format!("/inmates?prison={prison}")),
    ]
}

fn row(ctx: &Ctx, u: &Numbers, prison: PrisonId) -> UnitRow {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let board = format!("/units/{}/board", u.id);
    let list = |show: &str| format!("/inmates?prison={prison}&unit={}&show={show}", u.id);
    let number = |value: i64, href: String, alarm: bool| Number {
        value: fmt.number(value),
        href: if value == 0 { String::new() } else { href },
        alarm: alarm && value > 0,
    };
    let (slot, _) = ctx.catalogue().plan().now_and_next(UnitType::of_level(&u.level), ctx.now);
    UnitRow {
        name: u.name.clone(),
        slot: slot.map(|s| t.msg_board_slot(s.row.label(ctx.lang.is_nb()), fmt.near(s.to).as_str())).unwrap_or_default(),
        warning: u.closed_on.map(|day| t.msg_board_closed_with_people(u.held, fmt.day(day).as_str())),
        numbers: vec![
            number(u.held, list("all"), false),
            number(u.held - u.away, board.clone(), false),
            number(u.unlocked, board.clone(), false),
            number(u.away, list("out"), false),
            number(u.overdue, list("overdue"), true),
            number((u.places - u.held).max(0), list("all"), false),
            number(u.no_cell, board.clone(), true),
        ],
        staff: u.staff.join(", "),
        alone: u.staff.is_empty() && u.held > 0,
        href: board,
    }
}

impl HouseView {
    /// The heading of a number, for narrow screens.
    fn heading(&self, n: &usize) -> String {
        let t = self.frame.t;
        match *n {
            0 => t.msg_home_col_held(),
            1 => t.msg_house_present(),
            2 => t.msg_house_col_unlocked(),
            3 => t.msg_home_col_out(),
            4 => t.msg_house_col_overdue(),
            5 => t.msg_home_col_free(),
            _ => t.msg_house_col_no_cell(),
        }
    }
}
