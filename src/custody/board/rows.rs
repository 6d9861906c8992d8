//! The cells of a board as lines: who is there, what to mind, what comes next, and how the door is.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::model::{Ahead, Board, Tap};
use super::rules::{self, Door, Show};
use crate::custody::roll::view::{Words, placeholder};
use crate::custody::roll::{Resident, rules as roll};
use crate::inmates::banner::Flag;
use crate::inmates::face::{Face, Known as ListKnown, ListFlags};
use crate::reference::List;

/// A line of the board.
pub(super) struct Row {
    /// Its number, by which the page finds its place again.
    pub n: usize,
    /// The cell; empty for somebody without one.
    pub cell: String,
    /// Whether the line above is of the same cell.
    pub again: bool,
    /// `attn`, `attn danger`, or nothing.
    pub class: &'static str,
    /// Who or what is in it.
    pub body: Body,
}

/// What a line shows.
pub(super) enum Body {
    /// Nobody: what to say, and whether the cell is out of use.
    Empty(String, bool),
    /// Somebody.
    Person(Box<Person>),
}

/// Somebody on a board.
pub(super) struct Person {
    pub id: String,
    pub face: Face,
    /// Somebody the reader may not see: a place, no name, no buttons.
    pub placeholder: bool,
    pub flags: Vec<Flag>,
    pub more_flags: i64,
    /// What to do, by alert, in full.
    pub mind: Vec<(String, String)>,
    /// When and where to next.
    pub next: Option<(String, String)>,
    pub door: DoorView,
}

/// A door.
pub(super) struct DoorView {
    /// `switch`, `held`, `out`, or nothing.
    pub kind: &'static str,
    /// Since when it is unlocked.
    pub unlocked: Option<(String, String)>,
    /// The flag of whoever stays, refuses or is out.
    pub flag: Option<Flag>,
    /// Why.
    pub reason: String,
    /// By whom and when.
    pub by: String,
    /// The tap that can be taken back, in words.
    pub undo: Option<(String, String)>,
}

/// The lines that a choice keeps, in walking order; people without a cell at the end.
pub(super) fn rows(words: &Words<'_>, board: &Board, show: Show) -> Vec<Row> {
    let kept: Vec<&Resident> = board.people.iter().filter(|p| show.keeps(p, &board.known)).collect();
    let hidden: Vec<(usize, Option<Uuid>, bool)> =
        board.known.marks.hidden.iter().enumerate().filter(|(_, h)| show.keeps_hidden(h.2)).map(|(n, h)| (n + 1, h.1, h.2)).collect();
    let mut rows: Vec<Row> = Vec::with_capacity(board.cells.len() + kept.len());
    let mut push = |cell: &str, again: bool, class, body| {
        let n = rows.len() + 1;
        rows.push(Row { n, cell: cell.to_owned(), again, class, body });
    };
    for cell in &board.cells {
        let mut again = false;
        for p in kept.iter().filter(|p| p.cell_id == Some(cell.id)) {
            let (class, body) = person(words, board, p);
            push(&cell.code, std::mem::replace(&mut again, true), class, body);
        }
        for h in hidden.iter().filter(|h| h.1 == Some(cell.id)) {
            push(&cell.code, std::mem::replace(&mut again, true), "", nameless(words, h.0, h.2, &cell.code));
        }
        if !again && show == Show::All {
            let text = match (&cell.shut, cell.shut_until) {
                (Some(_), Some(day)) => words.t.msg_board_shut_until(words.fmt.day(day).as_str()),
                (Some(_), None) => words.t.msg_board_shut(),
                _ => words.t.msg_board_empty(),
            };
            push(&cell.code, false, "", Body::Empty(text, cell.shut.is_some()));
        }
    }
    for p in kept.iter().filter(|p| p.cell_id.is_none()) {
        let (class, body) = person(words, board, p);
        push("", false, class, body);
    }
    for h in hidden.iter().filter(|h| h.1.is_none()) {
        push("", false, "", nameless(words, h.0, h.2, ""));
    }
    rows
}

fn nameless(words: &Words<'_>, number: usize, out: bool, cell: &str) -> Body {
    let row = placeholder(words, number, out, cell);
    let door = DoorView { kind: "out", unlocked: None, flag: row.now.filter(|_| out), reason: String::new(), by: String::new(), undo: None };
    Body::Person(Box::new(Person {
        id: String::new(),
        face: row.face,
        placeholder: true,
        flags: Vec::new(),
        more_flags: 0,
        mind: Vec::new(),
        next: None,
        door,
    }))
}

fn person(words: &Words<'_>, board: &Board, p: &Resident) -> (&'static str, Body) {
    let tap = board.known.taps.get(&p.id);
    let door = Door::of(p.is_out(), tap);
    let late = roll::overdue(p, words.moment);
    let class = match door {
        Door::Out if late => "attn danger",
        Door::Refused | Door::Stays => "attn",
        _ => "",
    };
    let (flags, more_flags) = flags(words, board, p);
    let marks = &board.known.marks;
    let mind = marks.alerts(p.id).iter().filter(|m| !m.instruction.is_empty());
    let mind = mind.map(|m| (words.catalogue.label(List::AlertType, &m.kind, words.nb).to_owned(), m.instruction.clone()));
    let shared = marks.notices(p.id).iter().filter(|m| !m.instruction.is_empty());
    let shared = shared.map(|m| (crate::inmates::banner::shared_kind(words.t, &m.kind), m.instruction.clone()));
    let body = Person {
        id: p.id.to_string(),
        face: Face::of(p.id, p.name(), &p.number, marks.photographed.contains(&p.id)),
        placeholder: false,
        flags,
        more_flags,
        mind: mind.chain(shared).collect(),
        next: next(words, &board.day.ahead, p).map(|(at, text)| (words.fmt.near(at), text)),
        door: door_view(words, p, door, tap),
    };
    (class, Body::Person(Box::new(body)))
}

/// Kept apart first, then what the lists show, and whoever came lately.
fn flags(words: &Words<'_>, board: &Board, p: &Resident) -> (Vec<Flag>, i64) {
    let (t, marks) = (words.t, &board.known.marks);
    let apart = board.known.apart.get(&p.id);
    // The cell says it better than the alert that there is somebody.
    let alerts = marks.alerts(p.id).iter().filter(|m| apart.is_none() || m.kind != "SEPARATE");
    let known = ListKnown {
        alerts: alerts.map(|m| (m.kind.as_str(), m.severity.as_str(), m.instruction.as_str())),
        notices: marks.notices(p.id).iter().map(|m| (m.kind.as_str(), m.instruction.as_str())),
        interpreter: p.interpreter_language.as_deref(),
    };
    let listed = ListFlags::of(t, words.catalogue, words.nb, words.sees.alerts, known);
    let flag = |color, icon, label| Flag { color, icon, label, instruction: String::new(), solid: false };
    let mut flags = Vec::new();
    if let Some(cells) = apart {
        let known: Vec<&str> = cells.iter().map(String::as_str).filter(|c| !c.is_empty()).collect();
        let label = if known.is_empty() { t.msg_board_apart_here() } else { t.msg_board_apart(known.join(", ").as_str()) };
        flags.push(flag("warning", "PersonCross", label));
    }
    flags.extend(listed.shown);
    if let Some(at) = p.arrived_at.filter(|at| words.moment.now - *at < TimeDelta::hours(72)) {
        let label = if words.moment.now - at < TimeDelta::hours(24) { t.msg_board_new_day() } else { t.msg_board_new_days() };
        flags.push(flag("info", "PersonPlus", label));
    }
    (flags, listed.more as i64)
}

/// The next place of somebody: back, for whoever is out; else the first way out or inside the house that is not long past.
pub(super) fn next(words: &Words<'_>, ahead: &[Ahead], p: &Resident) -> Option<(DateTime<Utc>, String)> {
    let now = words.moment.now;
    if p.is_out() {
        return p.out_until.map(|at| (at, words.t.msg_board_back_again()));
    }
    let first = ahead.iter().find(|a| {
        a.inmate == p.id
            && (matches!(a.what.as_str(), "out" | "inside") || (a.what == "activity" && a.kind == "planned"))
            && a.at.is_some_and(|at| at > now - TimeDelta::minutes(30))
    })?;
    Some((first.at?, what(words, first)))
}

/// "Fremstilling for retten, Halden tingrett"; inside the house, and of work and school, the place alone says it.
pub(super) fn what(words: &Words<'_>, a: &Ahead) -> String {
    if a.what.starts_with("inside") || a.what == "activity" {
        return a.place.clone();
    }
    let reason = words.catalogue.label(List::MovementReason, &a.kind, words.nb);
    if a.place.is_empty() { reason.to_owned() } else { words.t.msg_board_what_where(reason, a.place.as_str()) }
}

fn door_view(words: &Words<'_>, p: &Resident, door: Door, tap: Option<&Tap>) -> DoorView {
    let t = words.t;
    let flag = |color, icon, label| Some(Flag { color, icon, label, instruction: String::new(), solid: false });
    let by = tap.filter(|_| door != Door::Out).map(|tap| t.msg_board_by(tap.by.as_str(), words.fmt.near(tap.at).as_str())).unwrap_or_default();
    let undo = tap.filter(|_| door != Door::Out).map(|tap| (tap.id.to_string(), undo_word(words, tap)));
    let reason = tap.map(|tap| tap.reason.clone()).unwrap_or_default();
    let view = DoorView { kind: "switch", unlocked: None, flag: None, reason: String::new(), by, undo };
    match door {
        Door::In => view,
        Door::Unlocked => DoorView { unlocked: tap.map(|tap| (words.fmt.time(tap.at), words.fmt.machine(tap.at))), ..view },
        Door::Stays => DoorView { kind: "held", flag: flag("warning", "PadlockLocked", t.msg_board_stays()), reason, ..view },
        Door::Refused => DoorView { kind: "held", flag: flag("warning", "XMarkOctagon", t.msg_board_refused()), reason, ..view },
        Door::Out => DoorView { kind: "out", flag: Some(words.now(p)), ..view },
    }
}

fn undo_word(words: &Words<'_>, tap: &Tap) -> String {
    let t = words.t;
    let what = match rules::Door::of_word(&tap.state) {
        Some(Door::Unlocked) => t.msg_board_unlocked_word(),
        Some(Door::Stays) => t.msg_board_stays(),
        Some(Door::Refused) => t.msg_board_refused(),
        _ => t.msg_board_in(),
    };
    t.msg_board_undo_of(what.as_str(), words.fmt.time(tap.at).as_str())
}
