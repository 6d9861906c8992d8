//! The board as a page, as the part of it that is fetched anew, on paper, and on a wall.

use askama::Template;

use super::model::{Board, Counted, Latest};
use super::now::{self, Item};
use super::rows::{self, Body, Row};
use super::rules::{Door, Show};
use crate::custody::handover;
use crate::custody::roll::Resident;
use crate::custody::roll::view::Words;
use crate::inmates::banner::Flag;
use crate::platform::id::InmateId;
use crate::web::frame::Shell;
use crate::web::parts::Chip;
use crate::web::{Ctx, Frame};

/// What was just done, with the way back.
pub(super) struct Toast {
    pub text: String,
    /// The tap to take back.
    pub undo: Option<String>,
}

/// The latest handover.
pub(super) struct LatestView {
    pub href: String,
    pub title: String,
    pub by: String,
    pub note: String,
    pub read: bool,
    pub points: Vec<handover::PointView>,
    pub more: i64,
}

/// Where the count of the unit stands, and the way to it.
pub(super) struct CountLine {
    pub href: String,
    pub color: &'static str,
    pub icon: &'static str,
    pub label: String,
    pub verb: String,
    /// Whether somebody must count now.
    pub wanted: bool,
}

impl CountLine {
    fn of(ctx: &Ctx, c: &Counted) -> Self {
        let (t, at) = (ctx.t, ctx.fmt().near(c.due));
        let at = at.as_str();
        let (counted, expected) = (i64::from(c.counted), i64::from(c.expected));
        let (color, icon, label, verb) = match c.state.as_str() {
            "open" => ("info", "HourglassTopFilled", t.msg_board_count_open(at), t.msg_board_count_go_on()),
            "counted" => ("success", "CheckmarkCircle", t.msg_board_counted(at, counted, expected), t.msg_board_count_see()),
            "agreed" => ("success", "CheckmarkCircle", t.msg_board_counted(at, counted, expected), t.msg_board_count_see()),
            "differs" => ("danger", "ExclamationmarkTriangle", t.msg_board_count_differs(at, counted, expected), t.msg_board_count_solve()),
            _ => ("warning", "Tasklist", t.msg_board_count_due(at), t.msg_board_count_begin()),
        };
        let href = c.id.map_or_else(|| "/counts".to_owned(), |id| format!("/counts/{id}"));
        Self { href, color, icon, label, verb, wanted: !matches!(c.state.as_str(), "counted" | "agreed") }
    }
}

/// Everything between the top bar and the foot.
pub(super) struct Inner {
    pub unit: String,
    /// How long a tablet shows it without a network, in milliseconds of the clock; none on any other browser.
    pub until: Option<i64>,
    pub title: String,
    pub lead: String,
    pub version: i64,
    pub stamp: String,
    pub warning: Option<String>,
    pub fault: Option<String>,
    pub ring: i64,
    pub ring_value: String,
    pub ring_label: String,
    pub stats: Vec<(String, String)>,
    pub count: Option<CountLine>,
    pub chips: Vec<Chip>,
    pub rows: Vec<Row>,
    pub show: &'static str,
    pub writes: bool,
    /// Whether the reader writes observations: two taps from the door.
    pub observes: bool,
    pub now: Vec<Item>,
    pub latest: Option<LatestView>,
    pub toast: Option<Toast>,
}

/// How many of a unit are where.
pub(super) struct Count {
    pub all: i64,
    pub present: i64,
    pub unlocked: i64,
    pub held: i64,
    pub out: i64,
}

impl Count {
    pub fn of(board: &Board) -> Self {
        let hidden = &board.known.marks.hidden;
        let hidden_out = hidden.iter().filter(|h| h.2).count() as i64;
        let door = |p: &Resident| Door::of(p.is_out(), board.known.taps.get(&p.id));
        let count = |wanted: Door| board.people.iter().filter(|p| door(p) == wanted).count() as i64;
        let all = (board.people.len() + hidden.len()) as i64;
        let (out, unlocked) = (count(Door::Out) + hidden_out, count(Door::Unlocked));
        Self { all, present: all - out, unlocked, held: all - out - unlocked, out }
    }
}

impl Inner {
    pub fn of(ctx: &Ctx, board: &Board, show: Show, done: Option<&str>, fault: Option<String>) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let words = Words::of(ctx);
        let unit = &board.unit;
        let count = Count::of(board);
        let warning = unit.closed_on.filter(|_| count.all > 0).map(|day| t.msg_board_closed_with_people(count.all, fmt.day(day).as_str()));
        let stats = [(count.unlocked, t.msg_board_stat_unlocked()), (count.held, t.msg_board_stat_in()), (count.out, t.msg_board_stat_out())];
        Self {
            unit: unit.id.to_string(),
            until: None,
            title: unit.name.clone(),
            lead: lead(ctx, board),
            version: unit.version,
            stamp: fmt.time(ctx.now),
            warning,
            fault,
            ring: (count.unlocked * 100).checked_div(count.present).unwrap_or(0),
            ring_value: t.msg_board_of(count.unlocked, count.present),
            ring_label: t.msg_board_unlocked_label(),
            stats: stats.into_iter().map(|(n, label)| (fmt.number(n), label)).collect(),
            count: board.count.as_ref().map(|c| CountLine::of(ctx, c)),
            chips: chips(ctx, board, show),
            rows: rows::rows(&words, board, show),
            show: if show == Show::All { "" } else { show.as_str() },
            writes: ctx.may(crate::access::Class::UnitDay, crate::access::Act::Write),
            observes: ctx.may(crate::access::Class::Observations, crate::access::Act::Write) && ctx.actor.uses_somewhere(crate::access::Feature::Observations),
            now: now::items(&words, board, ctx.catalogue().plan()),
            latest: board.day.latest.as_ref().map(|latest| latest_view(ctx, board, latest)),
            toast: done.and_then(|done| toast(ctx, board, done)),
        }
    }

    /// Everybody named, for the trail.
    pub fn shown(&self) -> Vec<InmateId> {
        let person = |row: &Row| match &row.body {
            Body::Person(p) => p.id.parse().ok(),
            Body::Empty(..) => None,
        };
        self.rows.iter().filter_map(person).collect()
    }
}

/// "Arbeid, skole eller program til 11:40 · mandag 23. november 2026 · 3 på vakt".
fn lead(ctx: &Ctx, board: &Board) -> String {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let (slot, _) = ctx.catalogue().plan().now_and_next(board.unit.kind(), ctx.now);
    let slot = slot.map(|s| t.msg_board_slot(s.row.label(ctx.lang.is_nb()), fmt.near(s.to).as_str()));
    [slot, Some(fmt.long_day(ctx.today)), Some(t.msg_board_on_duty(board.staff))].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn chips(ctx: &Ctx, board: &Board, current: Show) -> Vec<Chip> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let hidden = &board.known.marks.hidden;
    let chip = |show: Show| {
        let label = match show {
            Show::All => t.msg_board_show_all(),
            Show::Remaining => t.msg_board_show_remaining(),
            Show::Watch => t.msg_board_show_watch(),
            Show::Out => t.msg_board_show_out(),
        };
        let n = board.people.iter().filter(|p| show.keeps(p, &board.known)).count() + hidden.iter().filter(|h| show.keeps_hidden(h.2)).count();
        let path = format!("/units/{}/board", board.unit.id);
        let href = if show == Show::All { path } else { format!("{path}?show={}", show.as_str()) };
        Chip::new(href, label, Some(fmt.number(n as i64)), show == current)
    };
    Show::ALL.into_iter().map(chip).collect()
}

fn toast(ctx: &Ctx, board: &Board, done: &str) -> Option<Toast> {
    let t = ctx.t;
    if done == "undone" {
        return Some(Toast { text: t.msg_board_did_undo(), undo: None });
    }
    let id = done.parse::<uuid::Uuid>().ok()?;
    let (inmate, tap) = board.known.taps.iter().find(|(_, tap)| tap.id == id)?;
    let person = board.people.iter().find(|p| p.id == *inmate)?;
    let place = person.cell.clone().map_or_else(|| person.name(), |cell| t.msg_board_cell(cell.as_str()));
    let at = ctx.fmt().time(tap.at);
    let text = match Door::of_word(&tap.state)? {
        Door::Unlocked => t.msg_board_did_unlock(place.as_str(), at.as_str()),
        Door::Stays => t.msg_board_did_stay(place.as_str()),
        Door::Refused => t.msg_board_did_refuse(place.as_str()),
        _ => t.msg_board_did_lock(place.as_str(), at.as_str()),
    };
    Some(Toast { text, undo: Some(tap.id.to_string()) })
}

/// So many points stand on the board; the rest is a click away.
const POINTS: usize = 7;

fn latest_view(ctx: &Ctx, board: &Board, latest: &Latest) -> LatestView {
    let t = ctx.t;
    let name = |inmate| board.people.iter().find(|p| Some(p.id) == inmate).map(|p| (p.family_name.clone(), p.cell.clone()));
    let points = latest.points.iter().rev().take(POINTS).map(|p| {
        let who = name(p.inmate);
        let inmate = p.inmate.filter(|_| who.is_some());
        handover::point(ctx, who, inmate, &p.kind, &p.code, p.at, &p.text)
    });
    LatestView {
        href: format!("/handovers/{}", latest.id),
        title: handover::from_shift(t, &latest.shift),
        by: t.msg_handover_handed_by(latest.by.as_str(), ctx.fmt().near(latest.at).as_str()),
        note: latest.note.clone(),
        read: latest.read,
        points: points.collect(),
        more: latest.points.len().saturating_sub(POINTS) as i64,
    }
}

#[derive(Template)]
#[template(path = "custody/board/board.html")]
pub(super) struct BoardView {
    pub frame: Frame,
    pub b: Inner,
}

#[derive(Template)]
#[template(path = "custody/board/inner.html")]
pub(super) struct BoardPart {
    pub frame: Frame,
    pub b: Inner,
}

#[derive(Template)]
#[template(path = "custody/board/print.html")]
pub(super) struct PrintView {
    pub frame: Frame,
    pub b: Inner,
}

#[derive(Template)]
#[template(path = "custody/board/choose.html")]
pub(super) struct ChooseView {
    pub frame: Frame,
    /// Units of the reader's roster today.
    pub mine: Vec<UnitLine>,
    pub others: Vec<UnitLine>,
    pub several: bool,
    pub house: bool,
}

/// A unit to choose.
pub(super) struct UnitLine {
    pub href: String,
    pub name: String,
    pub prison: String,
    pub held: String,
}

/// A cell on a wall: number, initials, state. No name, no reason.
pub(super) struct WallCell {
    pub cell: String,
    pub initials: String,
    /// The state: colour family, icon, word.
    pub state: Option<Flag>,
}

/// What stands on the wall.
pub(super) struct Wall {
    pub unit: String,
    /// Whether it hangs on a wall, and leads nowhere.
    pub hung: bool,
    pub title: String,
    pub lead: String,
    pub version: i64,
    pub stamp: String,
    pub stats: Vec<(String, String)>,
    pub cells: Vec<WallCell>,
}

impl Wall {
    pub fn of(ctx: &Ctx, board: &Board) -> Self {
        let t = ctx.t;
        let inner = Inner::of(ctx, board, Show::All, None, None);
        let cells = inner.rows.iter().map(|row| match &row.body {
            Body::Empty(_, shut) => {
                WallCell { cell: row.cell.clone(), initials: String::new(), state: shut.then(|| plain("neutral", "Wrench", t.msg_board_wall_shut())) }
            }
            Body::Person(p) => {
                let person = board.people.iter().find(|x| x.id.to_string() == p.id);
                let door = person.map(|x| Door::of(x.is_out(), board.known.taps.get(&x.id)));
                WallCell {
                    cell: row.cell.clone(),
                    initials: person.map(initials).unwrap_or_default(),
                    state: Some(wall_state(ctx, door, p.door.flag.is_some())),
                }
            }
        });
        Self {
            hung: ctx.actor.wall.is_some(),
            cells: cells.collect(),
            unit: inner.unit,
            title: inner.title,
            lead: inner.lead,
            version: inner.version,
            stamp: inner.stamp,
            stats: inner.stats,
        }
    }
}

fn plain(color: &'static str, icon: &'static str, label: String) -> Flag {
    Flag { color, icon, label, instruction: String::new(), solid: false }
}

/// Why somebody stays or refuses is nobody's on a wall.
fn wall_state(ctx: &Ctx, door: Option<Door>, hidden_out: bool) -> Flag {
    let t = ctx.t;
    match door {
        Some(Door::Unlocked) => plain("success", "PadlockUnlocked", t.msg_board_wall_unlocked()),
        Some(Door::Out) => plain("info", "DoorOpen", t.msg_board_wall_out()),
        None if hidden_out => plain("info", "DoorOpen", t.msg_board_wall_out()),
        Some(Door::Stays | Door::Refused) => plain("warning", "PadlockLocked", t.msg_board_wall_stays()),
        Some(Door::In) | None => plain("neutral", "PadlockLocked", t.msg_board_in()),
    }
}

/// "JH".
fn initials(p: &Resident) -> String {
    [&p.given_name, &p.family_name].into_iter().filter_map(|n| n.chars().next()).collect()
}

#[derive(Template)]
#[template(path = "custody/board/unit_wall.html")]
pub(super) struct WallView {
    pub shell: Shell,
    pub w: Wall,
}

impl WallView {
    /// The stream of the board.
    fn live(&self) -> String {
        format!("/units/{}/live", self.w.unit)
    }
}

#[derive(Template)]
#[template(path = "custody/board/wall_inner.html")]
pub(super) struct WallPart {
    pub shell: Shell,
    pub w: Wall,
}
