//! The prison board as a page and as the part of it that is fetched anew.

use std::collections::HashMap;

use askama::Template;
use uuid::Uuid;

use super::store::Watches;
use crate::access::Role;
use crate::custody::board::store::{Numbers, Traffic};
use crate::custody::count::model::{RollCall, UnitOfRoll};
use crate::custody::count::walk::state_word;
use crate::platform::id::PrisonId;
use crate::reference::schedule::UnitType;
use crate::web::frame::Shell;
use crate::web::{Ctx, Frame};

/// What is known of the house.
pub(super) struct Known {
    pub prison: PrisonId,
    pub version: i64,
    pub units: Vec<Numbers>,
    pub traffic: Traffic,
    pub watches: HashMap<Uuid, Watches>,
    pub rolls: Vec<RollCall>,
    pub counts: Vec<UnitOfRoll>,
}

impl Known {
    fn sum(&self, pick: fn(&Numbers) -> i64) -> i64 {
        self.units.iter().map(pick).sum()
    }

    fn watches(&self, unit: Uuid) -> Watches {
        self.watches.get(&unit).copied().unwrap_or_default()
    }

    /// The roll that says most of a unit: one that differs, one that is late, else the latest.
    fn count(&self, ctx: &Ctx, unit: Uuid) -> Option<(&RollCall, &UnitOfRoll)> {
        let of = |r| self.counts.iter().find(|c: &&UnitOfRoll| c.unit_id == unit && c.roll_id == r);
        let all: Vec<(&RollCall, &UnitOfRoll)> = self.rolls.iter().filter_map(|r| of(r.id).map(|c| (r, c))).collect();
        let open = |r: &RollCall| !r.closed();
        let first = |wanted: &dyn Fn(&RollCall, &UnitOfRoll) -> bool| all.iter().copied().find(|(r, c)| open(r) && wanted(r, c));
        first(&|_, c| c.unexplained()).or_else(|| first(&|r, c| r.late_at <= ctx.now && c.waits())).or_else(|| all.last().copied())
    }
}

/// A number that opens its list.
pub(super) struct Number {
    pub value: String,
    pub href: String,
    /// Whether somebody must see to it.
    pub alarm: bool,
}

/// How far a unit's count is: colour, icon, words, when it was due, the way to its roll.
pub(super) struct CountState {
    pub color: &'static str,
    pub icon: &'static str,
    pub label: String,
    pub due: String,
    pub href: String,
}

/// A unit in numbers.
pub(super) struct UnitRow {
    pub href: String,
    pub name: String,
    pub slot: String,
    pub warning: Option<String>,
    pub numbers: Vec<Number>,
    pub count: Option<CountState>,
    pub staff: String,
    pub alone: bool,
}

/// A number of the whole house.
pub(super) struct Tile {
    pub color: &'static str,
    pub icon: &'static str,
    pub value: String,
    pub label: String,
    pub note: String,
    pub href: String,
}

/// Everything that is fetched anew.
pub(super) struct Inner {
    pub live: String,
    pub version: i64,
    pub lead: String,
    pub tiles: Vec<Tile>,
    pub units: Vec<UnitRow>,
    pub total: Vec<String>,
    pub duty: String,
    pub stamp: String,
    /// Whether the reader puts up wall screens.
    pub walls: bool,
    /// Whether it hangs on a wall itself.
    pub hung: bool,
}

#[derive(Template)]
#[template(path = "custody/board/house.html")]
pub(super) struct HouseView {
    pub frame: Frame,
    pub h: Inner,
}

#[derive(Template)]
#[template(path = "custody/board/house_inner.html")]
pub(super) struct HousePart {
    pub frame: Frame,
    pub h: Inner,
}

impl Inner {
    pub fn of(ctx: &Ctx, known: &Known) -> Self {
        let fmt = ctx.fmt();
        let watched = |pick: fn(&Watches) -> i64| known.watches.values().map(pick).sum::<i64>();
        let total = [
            known.sum(|u| u.held),
            known.sum(|u| u.held - u.away),
            known.sum(|u| u.unlocked),
            known.sum(|u| u.away),
            known.sum(|u| u.overdue),
            known.sum(|u| (u.places - u.held).max(0)),
            known.sum(|u| u.no_cell),
            watched(|w| w.watched),
            watched(|w| w.isolated),
        ];
        Self {
            live: format!("/prison-board/live?prison={}", known.prison),
            version: known.version,
            lead: [known.traffic.prison.clone(), fmt.long_day(ctx.today)].join(" · "),
            tiles: tiles(ctx, known),
            units: known.units.iter().map(|u| row(ctx, u, known)).collect(),
            total: total.into_iter().map(|n| fmt.number(n)).collect(),
            duty: known.traffic.duty.join(", "),
            stamp: fmt.time(ctx.now),
            walls: ctx.actor.role() == Some(Role::DutyOfficer) && ctx.actor.wall.is_none(),
            hung: ctx.actor.wall.is_some(),
        }
    }

    /// The heading of a number, for narrow screens.
    pub fn heading(&self, frame: &Frame, n: &usize) -> String {
        let t = frame.t;
        match *n {
            0 => t.msg_home_col_held(),
            1 => t.msg_house_present(),
            2 => t.msg_house_col_unlocked(),
            3 => t.msg_home_col_out(),
            4 => t.msg_house_col_overdue(),
            5 => t.msg_home_col_free(),
            6 => t.msg_house_col_no_cell(),
            7 => t.msg_house_col_watched(),
            _ => t.msg_house_col_isolated(),
        }
    }
}

fn tiles(ctx: &Ctx, known: &Known) -> Vec<Tile> {
    let (t, fmt, prison, traffic) = (ctx.t, ctx.fmt(), known.prison, &known.traffic);
    let list = |show: &str| format!("/inmates?prison={prison}&show={show}");
    let (held, away, unlocked) = (known.sum(|u| u.held), known.sum(|u| u.away), known.sum(|u| u.unlocked));
    let free = known.sum(|u| (u.places - u.held).max(0));
    let watched = |pick: fn(&Watches) -> i64| known.watches.values().map(pick).sum::<i64>();
    let cells = |path: &str| format!("{path}?prison={prison}");
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
        counting(ctx, known),
        tile(
            "success",
            "PadlockUnlocked",
            unlocked,
            t.msg_house_unlocked(),
            t.msg_house_stays(known.sum(|u| u.stays), known.sum(|u| u.refused)),
            "#units".to_owned(),
        ),
        tile("info", "DoorOpen", away, t.msg_house_out(), t.msg_house_gone(traffic.gone, traffic.out), list("out")),
        tile("danger", "ExclamationmarkTriangle", known.sum(|u| u.overdue), t.msg_house_overdue(), String::new(), list("overdue")),
        tile("info", "ArrowRightLeft", traffic.back, t.msg_house_back(), t.msg_house_come(traffic.come), list("out")),
        tile("warning", "Eye", watched(|w| w.watched), t.msg_house_watched(), t.msg_house_of_isolated(watched(|w| w.isolated)), "#units".to_owned()),
        tile("info", "PersonPlus", traffic.received, t.msg_house_received(), t.msg_house_receiving(traffic.receiving), list("new")),
        tile("accent", "Bed", free, t.msg_house_free(), String::new(), cells("/cells")),
        tile("warning", "ExclamationmarkTriangle", known.sum(|u| u.no_cell), t.msg_house_no_cell(), String::new(), cells("/cells/without")),
    ]
}

/// How many units of the roll that matters now are counted, and whether it is late, differs or waits to be agreed.
fn counting(ctx: &Ctx, known: &Known) -> Tile {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let begun = |r: &&RollCall| !r.closed();
    let roll = known.rolls.iter().find(begun).or_else(|| known.rolls.last());
    let Some(roll) = roll else {
        return Tile {
            color: "neutral",
            icon: "ClipboardCheckmark",
            value: "–".to_owned(),
            label: t.msg_count_nav(),
            note: String::new(),
            href: "/counts".to_owned(),
        };
    };
    let units: Vec<&UnitOfRoll> = known.counts.iter().filter(|c| c.roll_id == roll.id).collect();
    let waits = units.iter().filter(|u| u.waits()).count();
    let (color, note) = match () {
        () if roll.agreed_at.is_some() => ("success", t.msg_house_roll_agreed()),
        () if roll.missed_at.is_some() => ("neutral", t.msg_count_roll_missed()),
        () if roll.differs => ("danger", t.msg_count_roll_differs()),
        () if roll.late_at <= ctx.now => ("danger", t.msg_house_roll_late()),
        () if waits > 0 => ("info", t.msg_house_roll_open()),
        () => ("warning", t.msg_count_roll_ready()),
    };
    Tile {
        color,
        icon: "ClipboardCheckmark",
        value: t.msg_board_of((units.len() - waits) as i64, units.len() as i64),
        label: t.msg_house_counted(fmt.near(roll.due_at).as_str()),
        note,
        href: format!("/roll-call/{}", roll.id),
    }
}

fn row(ctx: &Ctx, u: &Numbers, known: &Known) -> UnitRow {
    let (t, fmt, prison) = (ctx.t, ctx.fmt(), known.prison);
    let board = format!("/units/{}/board", u.id);
    let list = |show: &str| format!("/inmates?prison={prison}&unit={}&show={show}", u.id);
    let number = |value: i64, href: String, alarm: bool| Number {
        value: fmt.number(value),
        href: if value == 0 { String::new() } else { href },
        alarm: alarm && value > 0,
    };
    let watches = known.watches(u.id);
    let watch = format!("{board}?show=watch");
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
            number(watches.watched, watch.clone(), false),
            number(watches.isolated, watch, false),
        ],
        count: known.count(ctx, u.id).map(|(r, c)| count_state(ctx, r, c)),
        staff: u.staff.join(", "),
        alone: u.staff.is_empty() && u.held > 0,
        href: board,
    }
}

fn count_state(ctx: &Ctx, roll: &RollCall, unit: &UnitOfRoll) -> CountState {
    let late = !roll.closed() && roll.late_at <= ctx.now;
    let (color, icon, label) = match () {
        () if roll.missed_at.is_some() && unit.waits() => ("neutral", "XMark", ctx.t.msg_count_roll_missed()),
        () if unit.state.is_none() && unit.people == 0 => ("neutral", "Checkmark", ctx.t.msg_count_state_empty()),
        () => state_word(ctx.t, unit.state.as_deref(), unit.explained_at.is_some(), late),
    };
    CountState { color, icon, label, due: ctx.fmt().near(roll.due_at), href: format!("/roll-call/{}", roll.id) }
}

/// The same on a wall: the board and nothing around it.
#[derive(Template)]
#[template(path = "custody/board/house_wall.html")]
pub(super) struct HouseWall {
    pub shell: Shell,
    pub frame: Frame,
    pub h: Inner,
}

impl HouseWall {
    /// The stream of the board.
    fn live(&self) -> &str {
        &self.h.live
    }
}
