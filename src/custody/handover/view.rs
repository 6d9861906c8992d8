//! Handovers as pages.

use askama::Template;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::model::{Handover, Item, Line, Reader};
use super::rules::Shift;
use super::store::Resident;
use crate::custody::observations;
use crate::reference::List;
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::{Choice, Ctx, Errors, Field, Frame};

/// A point as a line of a timeline.
pub struct PointView {
    /// The icon.
    pub icon: &'static str,
    /// The colour family.
    pub color: &'static str,
    /// Who or what it is about.
    pub heading: String,
    /// What kind of thing, when the heading does not say it.
    pub kind: String,
    /// The time of day.
    pub time: String,
    /// For the `datetime` attribute.
    pub machine: String,
    /// What it says.
    pub text: String,
    /// The person's record.
    pub href: Option<String>,
}

/// A point in words. `who`: name and cell, where the reader sees them.
pub fn point(ctx: &Ctx, who: Option<(String, Option<String>)>, inmate: Option<Uuid>, kind: &str, code: &str, at: DateTime<Utc>, text: &str) -> PointView {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let label = |list: List| ctx.catalogue().label(list, code, ctx.lang.is_nb()).to_owned();
    let (icon, color, kind) = match kind {
        "out" => ("DoorOpen", "info", t.msg_handover_kind_out(label(List::MovementReason).as_str())),
        "back" => ("DoorOpen", "success", t.msg_handover_kind_back(label(List::MovementReason).as_str())),
        "overdue" => ("ExclamationmarkTriangle", "danger", t.msg_handover_kind_overdue(label(List::MovementReason).as_str())),
        // What is not verified says so here as well.
        "observation" | "observation_unverified" | "observation_erased" => {
            let state = observations::State::of(kind == "observation_unverified", (kind == "observation_erased").then_some("erased"));
            observations::heading(t, ctx.catalogue(), ctx.lang.is_nb(), code, state)
        }
        "refused" => ("XMarkOctagon", "warning", t.msg_handover_kind_refused()),
        "stays" => ("PadlockLocked", "warning", t.msg_handover_kind_stays()),
        "arrived" => ("PersonPlus", "success", t.msg_handover_kind_arrived()),
        "cell" => ("Wrench", "neutral", t.msg_handover_kind_cell(code)),
        "alert" => ("Eye", "warning", label(List::AlertType)),
        "duty" => ("ArrowsCirclepath", "neutral", t.msg_handover_kind_duty(crate::custody::rota::duty_name(t, code, "").as_str())),
        "incident" => ("ExclamationmarkTriangle", "danger", t.msg_happened_incident(label(List::IncidentType).as_str())),
        _ => ("NotePencil", "neutral", String::new()),
    };
    let who = who.map(|(name, cell)| match cell {
        Some(cell) => t.msg_board_who(name.as_str(), cell.as_str()),
        None => name,
    });
    let (heading, kind) = match who {
        Some(who) => (who, kind),
        None if kind.is_empty() => (t.msg_handover_kind_own(), String::new()),
        None => (kind, String::new()),
    };
    let href = inmate.map(|id| format!("/inmates/{id}"));
    PointView { icon, color, heading, kind, time: fmt.near(at), machine: fmt.machine(at), text: text.to_owned(), href }
}

/// "Fra nattevakten".
pub fn from_shift(t: Text, shift: &str) -> String {
    match shift {
        "day" => t.msg_handover_from_day(),
        "evening" => t.msg_handover_from_evening(),
        _ => t.msg_handover_from_night(),
    }
}

/// "Nattevakt".
fn shift_name(t: Text, shift: &str) -> String {
    match shift {
        "day" => t.msg_handover_shift_day(),
        "evening" => t.msg_handover_shift_evening(),
        _ => t.msg_handover_shift_night(),
    }
}

pub(super) fn title(ctx: &Ctx, h: &Handover) -> String {
    ctx.t.msg_handover_title(shift_name(ctx.t, &h.shift).to_lowercase().as_str(), ctx.fmt().day(h.day).as_str())
}

fn of_item(ctx: &Ctx, i: &Item) -> PointView {
    let inmate = i.inmate.filter(|_| i.family_name.is_some());
    point(ctx, i.family_name.clone().map(|name| (name, i.cell.clone())), inmate, &i.kind, &i.code, i.at, &i.text)
}

/// A line of the history.
pub(super) struct HistoryLine {
    pub href: String,
    pub day: String,
    pub shift: String,
    pub draft: bool,
    pub by: String,
    pub reads: String,
    pub mine: bool,
}

#[derive(Template)]
#[template(path = "custody/handover/history.html")]
pub(super) struct HistoryView {
    pub frame: Frame,
    pub unit: String,
    pub name: String,
    pub lines: Vec<HistoryLine>,
    /// What can be begun or gone on with: the value, and the words.
    pub begin: Vec<(String, String)>,
}

impl HistoryView {
    pub fn new(ctx: &Ctx, unit: String, name: String, lines: &[Line], shifts: &[Shift]) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let begin = shifts.iter().filter_map(|s| {
            let there = lines.iter().find(|l| l.day == s.day && l.shift == s.kind.as_str());
            let name = shift_name(t, s.kind.as_str()).to_lowercase();
            match there {
                Some(l) if l.handed_at.is_some() => None,
                Some(_) => Some((s.kind.as_str().to_owned(), t.msg_handover_go_on(name.as_str()))),
                None => Some((s.kind.as_str().to_owned(), t.msg_handover_begin(name.as_str()))),
            }
        });
        let line = |l: &Line| HistoryLine {
            href: format!("/handovers/{}", l.id),
            day: fmt.long_day(l.day),
            shift: shift_name(t, &l.shift),
            draft: l.handed_at.is_none(),
            by: match (&l.handed_by, l.handed_at) {
                (Some(by), Some(at)) => t.msg_handover_handed_by(by.as_str(), fmt.near(at).as_str()),
                _ => String::new(),
            },
            reads: t.msg_handover_reads(l.reads),
            mine: l.mine,
        };
        Self {
            begin: begin.collect(),
            lines: lines.iter().map(line).collect(),
            frame: ctx.frame("board", t.msg_handover_history_title(name.as_str())),
            unit,
            name,
        }
    }
}

#[derive(Template)]
#[template(path = "custody/handover/show.html")]
pub(super) struct ShowView {
    pub frame: Frame,
    pub id: String,
    pub unit: String,
    pub name: String,
    pub draft: bool,
    pub writes: bool,
    pub by: String,
    pub note: String,
    pub points: Vec<PointView>,
    /// Name and time of who has read it.
    pub read: Vec<(String, String)>,
    pub unread: Vec<String>,
    /// Whether the reader may say that they have read it.
    pub may_read: bool,
    pub mine: Option<String>,
}

impl ShowView {
    pub fn new(ctx: &Ctx, h: &Handover, items: &[Item], readers: &[Reader], writes: bool) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let draft = h.handed_at.is_none();
        let mine = readers.iter().find(|r| r.me).and_then(|r| r.at);
        Self {
            id: h.id.to_string(),
            unit: h.unit_id.to_string(),
            name: h.unit.clone(),
            draft,
            writes,
            by: match (&h.handed_by, h.handed_at) {
                (Some(by), Some(at)) => t.msg_handover_handed_by(by.as_str(), fmt.near(at).as_str()),
                _ => t.msg_handover_draft_by(h.begun_by.as_str()),
            },
            note: h.note.clone(),
            points: items.iter().filter(|i| !i.dropped).map(|i| of_item(ctx, i)).collect(),
            read: readers.iter().filter_map(|r| Some((r.name.clone(), fmt.near(r.at?)))).collect(),
            unread: readers.iter().filter(|r| r.at.is_none()).map(|r| r.name.clone()).collect(),
            may_read: writes && !draft && mine.is_none() && h.handed_by.as_deref() != Some(ctx.actor.name.as_str()),
            mine: mine.map(|at| fmt.near(at)),
            frame: ctx.frame("board", title(ctx, h)),
        }
    }
}

/// A point as a line of the form.
pub(super) struct EditLine {
    pub n: usize,
    pub id: String,
    pub point: PointView,
    pub keep: bool,
    pub text: String,
}

#[derive(Template)]
#[template(path = "custody/handover/edit.html")]
pub(super) struct EditView {
    pub frame: Frame,
    pub id: String,
    pub unit: String,
    pub name: String,
    pub version: i32,
    pub assembled: String,
    pub lines: Vec<EditLine>,
    pub note: Field,
    pub new_text: Field,
    pub new_inmate: Field,
    pub summary: Summary,
    pub errors: bool,
    /// Somebody else saved meanwhile: what they wrote.
    pub theirs: Option<(String, String)>,
}

/// What was typed, when the form comes back.
pub(super) struct Typed<'a> {
    pub raw: &'a super::form::Edit,
    pub errors: &'a Errors,
}

impl EditView {
    pub fn new(ctx: &Ctx, h: &Handover, items: &[Item], people: &[Resident], typed: Option<Typed<'_>>, conflict: bool) -> Self {
        let t = ctx.t;
        let none = Errors::new();
        let errors = typed.as_ref().map_or(&none, |t| t.errors);
        let raw = typed.as_ref().map(|t| t.raw);
        let line = |(n, i): (usize, &Item)| {
            let id = i.id.to_string();
            let at = raw.and_then(|r| r.item.iter().position(|x| *x == id));
            let text = at.and_then(|at| raw.and_then(|r| r.text.get(at)).cloned()).unwrap_or_else(|| i.text.clone());
            let keep = match (raw, at) {
                (Some(raw), Some(_)) => raw.keep.contains(&id),
                _ => !i.dropped,
            };
            EditLine { n, point: of_item(ctx, i), keep, text, id }
        };
        let who = people.iter().map(|p| {
            let name = crate::inmates::store::full_name(&p.family_name, &p.given_name);
            Choice::new(p.id.to_string(), p.cell.as_deref().map_or(name.clone(), |cell| t.msg_home_name_in_cell(name.as_str(), cell)))
        });
        Self {
            id: h.id.to_string(),
            unit: h.unit_id.to_string(),
            name: h.unit.clone(),
            version: h.version,
            assembled: t.msg_handover_assembled(ctx.fmt().near(h.assembled_at).as_str()),
            lines: items.iter().enumerate().map(line).collect(),
            note: Field::area("note", t.msg_handover_note(), raw.map_or(h.note.as_str(), |r| r.note.as_str()), 5)
                .hint(t.msg_handover_note_hint())
                .max(4000)
                .errors(errors),
            new_text: Field::area("new_text", t.msg_handover_new_text(), raw.map_or("", |r| r.new_text.as_str()), 2).max(1000).errors(errors),
            new_inmate: Field::select("new_inmate", t.msg_handover_new_inmate(), raw.map_or("", |r| r.new_inmate.as_str()), who.collect())
                .or_none(t.msg_handover_nobody())
                .width("w-half")
                .errors(errors),
            summary: Summary::of(t, errors),
            errors: !errors.is_empty(),
            theirs: conflict.then(|| (t.msg_handover_conflict(), h.note.clone())),
            frame: ctx.frame("board", title(ctx, h)),
        }
    }
}
