//! One person's movements.

use askama::Template;

use super::super::actions::Verb;
use super::super::model::{Change, Internal, Movement};
use super::super::rules;
use super::super::store::Ended;
use super::words::Words;
use crate::custody::places::{PlacementRow, StayRow};
use crate::inmates::banner::Flag;
use crate::inmates::{BannerView, InmateCtx};
use crate::web::{Field, Frame};

/// A button or link: where to, one word, whether one tap records it.
pub struct Button {
    pub action: String,
    pub label: String,
    pub tap: bool,
}

/// A movement with everything known of it.
pub struct Card {
    pub state: Flag,
    pub late: bool,
    pub what: String,
    pub when: String,
    /// Label and value.
    pub facts: Vec<(String, String)>,
    /// What was changed, in words.
    pub history: Vec<String>,
    pub buttons: Vec<Button>,
}

/// A way within the house.
pub struct InsideRow {
    pub state: Flag,
    pub what: String,
    pub from: String,
    /// Why they may go though they must be kept apart.
    pub apart: String,
    pub when: String,
    pub buttons: Vec<Button>,
}

/// How a stay ended.
pub struct EndedRow {
    pub reason: String,
    pub at: String,
    pub basis: String,
    pub by: String,
    /// Who confirmed it; empty when nobody had to.
    pub confirmed: String,
    /// How long too late.
    pub over: Option<String>,
}

/// The answer to "where was the person".
pub struct Asked {
    /// When.
    pub at: String,
    /// Where.
    pub place: String,
    /// Since when.
    pub since: String,
}

#[derive(Template)]
#[template(path = "custody/movements/person.html")]
pub struct PersonView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    /// Something to say after saving.
    pub note: Option<String>,
    /// What meets what in the days ahead.
    pub clashes: Vec<String>,
    pub may_write: bool,
    pub may_end: bool,
    /// Some roles see movements alone.
    pub whole: bool,
    pub now: Option<Asked>,
    pub asked: Option<Asked>,
    pub at: Field,
    pub open: Vec<Card>,
    pub past: Vec<Card>,
    pub inside: Vec<InsideRow>,
    pub inside_past: Vec<InsideRow>,
    pub ended: Vec<EndedRow>,
    /// From admission to release; none for roles that see movements alone.
    pub stays: Vec<StayRow>,
    /// Where the person slept, for those who have no page of the cell.
    pub placements: Vec<PlacementRow>,
    /// The page of the cell, for those who have it.
    pub cells: Option<String>,
}

/// Whether the reader may write movements of this person, and end the stay.
#[derive(Clone, Copy, Debug)]
pub struct Rights {
    /// Plan, record, cancel.
    pub write: bool,
    /// Release, escape, death.
    pub end: bool,
}

/// A movement out, with its buttons.
pub fn card(words: &Words<'_>, ctx: &InmateCtx, m: &Movement, changes: &[Change], rights: Rights) -> Card {
    let (t, fmt) = (words.t, words.fmt);
    let mut facts = Vec::new();
    let mut fact = |label: String, value: String| {
        if !value.is_empty() {
            facts.push((label, value));
        }
    };
    let by_at = |by: &Option<String>, at: Option<chrono::DateTime<chrono::Utc>>| match (by, at) {
        (Some(by), Some(at)) => t.msg_timeline_by_when(by.as_str(), fmt.at(at).as_str()),
        (Some(by), None) => by.clone(),
        _ => String::new(),
    };
    if let Some(at) = m.out_at {
        fact(t.msg_move_fact_left(), fmt.at(at));
    }
    if let Some(at) = m.back_at.filter(|_| m.ended_as.is_none()) {
        fact(t.msg_move_fact_back(), fmt.at(at));
    }
    if let Some(at) = m.expected_back {
        fact(t.msg_move_fact_expected(), fmt.at(at));
    }
    fact(t.msg_places_col_escort(), words.escort(m.escort_number, &m.escort));
    let restraint = match (words.restraint(&m.restraint), &m.restraint_reason) {
        (held, Some(why)) if !held.is_empty() => t.msg_move_restraint_because(held.as_str(), why.as_str()),
        (held, _) if !held.is_empty() => held,
        _ if rules::is_escorted(&m.reason) => t.msg_move_restraint_none(),
        _ => String::new(),
    };
    fact(t.msg_move_field_restraint(), restraint);
    fact(t.msg_move_field_transport(), words.transport(&m.transport));
    fact(t.msg_move_fact_apart(), apart_whys(&m.apart_why));
    fact(t.msg_move_fact_out_by(), by_at(&m.out_by, m.out_recorded_at));
    fact(t.msg_move_fact_out_late(), m.out_late_reason.clone().unwrap_or_default());
    fact(t.msg_move_fact_back_by(), by_at(&m.back_by, m.back_recorded_at));
    fact(t.msg_move_fact_back_late(), m.back_late_reason.clone().unwrap_or_default());
    fact(t.msg_move_fact_cancelled_by(), by_at(&m.cancelled_by, m.cancelled_at));
    fact(t.msg_move_fact_cancelled_why(), m.cancel_reason.clone().unwrap_or_default());
    fact(t.msg_move_fact_planned_by(), m.recorded_by.clone().unwrap_or_default());
    Card {
        state: words.state(m),
        late: m.overdue(words.now),
        what: words.what(true, &m.reason, &m.destination),
        when: fmt.at(m.out_at.unwrap_or(m.planned_out)),
        facts,
        history: changes.iter().filter(|c| c.movement == m.id).map(|c| changed(words, c)).collect(),
        buttons: buttons(words, ctx, m, rights),
    }
}

fn buttons(words: &Words<'_>, ctx: &InmateCtx, m: &Movement, rights: Rights) -> Vec<Button> {
    let t = words.t;
    let base = format!("/inmates/{}/movements/{}", ctx.inmate.id, m.id);
    let link = |path: &str, label: String| Button { action: format!("{base}/{path}"), label, tap: false };
    let release = rules::is_release(&m.reason);
    if release && m.state == "planned" && rights.end {
        let page = format!("/inmates/{}/release?reason={}", ctx.inmate.id, m.reason);
        let mut buttons = vec![Button { action: page, label: t.msg_move_verb_release(), tap: false }];
        if rights.write {
            buttons.extend([link("edit", t.msg_move_change()), link("cancel", t.msg_move_cancel())]);
        }
        return buttons;
    }
    if !rights.write || release {
        return Vec::new();
    }
    match m.state.as_str() {
        "planned" => {
            let known = !rules::is_escorted(&m.reason) || !m.escort().is_unknown();
            let leave = Button { tap: known, ..link("leave", t.msg_move_verb_leave()) };
            let mut buttons = vec![leave, link("edit", t.msg_move_change()), link("cancel", t.msg_move_cancel())];
            if known {
                buttons.insert(1, link("leave", t.msg_move_leave_details()));
            }
            buttons
        }
        "out" => {
            let mut buttons =
                vec![Button { tap: true, ..link("back", t.msg_move_verb_back()) }, link("back", t.msg_move_back_details()), link("edit", t.msg_move_change())];
            if rules::may_be_corrected(m) {
                buttons.push(link("correct", t.msg_move_correct()));
            }
            buttons
        }
        _ if rules::may_be_corrected(m) => vec![link("correct", t.msg_move_correct())],
        _ => Vec::new(),
    }
}

/// "Ventet tilbake: 14:00 → 16:00 (forsinket i retten), Kari Moen 12:40".
fn changed(words: &Words<'_>, c: &Change) -> String {
    let (t, fmt) = (words.t, words.fmt);
    let (label, time) = match c.field.as_str() {
        "expected_back" => (t.msg_move_fact_expected(), true),
        "planned_out" => (t.msg_move_field_out(), true),
        "out_at" => (t.msg_move_fact_left(), true),
        "back_at" => (t.msg_move_fact_back(), true),
        "destination" => (t.msg_move_field_destination(), false),
        "reason" => (t.msg_move_field_reason(), false),
        "escort" => (t.msg_places_col_escort(), false),
        "restraint" => (t.msg_move_field_restraint(), false),
        _ => (t.msg_move_field_transport(), false),
    };
    let value = |v: &Option<String>| match v.as_deref().filter(|v| !v.is_empty()) {
        None => "–".to_owned(),
        Some(v) if time => v.parse().map(|at| fmt.at(at)).unwrap_or_else(|_| v.to_owned()),
        Some(v) if c.field == "reason" => words.reason(v),
        Some(v) if c.field == "restraint" => super::super::model::Restraint::from_word(v).map(|r| r.label(t)).unwrap_or_default(),
        Some(v) if c.field == "transport" => words.transport(v),
        Some(v) => v.to_owned(),
    };
    let (old, new, by, at) = (value(&c.old), value(&c.new), c.by.clone().unwrap_or_default(), fmt.at(c.at));
    match &c.reason {
        Some(why) => t.msg_move_changed_because(label.as_str(), old.as_str(), new.as_str(), by.as_str(), at.as_str(), why.as_str()),
        None => t.msg_move_changed(label.as_str(), old.as_str(), new.as_str(), by.as_str(), at.as_str()),
    }
}

/// A way within the house, with its buttons.
pub fn inside(words: &Words<'_>, ctx: &InmateCtx, v: &Internal, write: bool) -> InsideRow {
    let (t, fmt) = (words.t, words.fmt);
    let base = format!("/inmates/{}/internal/{}", ctx.inmate.id, v.id);
    let tap = |path: &str, label: String| Button { action: format!("{base}/{path}"), label, tap: true };
    let late = v.state == "arrived" && v.planned_until.is_some_and(|at| at < words.now);
    let from = v.left_at.unwrap_or(v.planned_at);
    let when = match v.back_at.or(v.planned_until) {
        Some(to) => t.msg_move_from_to(fmt.near(from).as_str(), fmt.near(to).as_str()),
        None => fmt.near(from),
    };
    let mut buttons = Vec::new();
    if write {
        for (verb, path, label) in
            [(Verb::Leave, "leave", t.msg_move_verb_go()), (Verb::Arrive, "arrive", t.msg_move_verb_arrive()), (Verb::Back, "back", t.msg_move_verb_back())]
        {
            // From the plan straight to being there is a step as well, and one button is enough.
            if verb.follows(&v.state) && !(verb == Verb::Arrive && v.state == "planned") && !(verb == Verb::Back && v.state == "left") {
                buttons.push(tap(path, label));
            }
        }
        if Verb::Cancel.follows(&v.state) {
            buttons.push(Button { tap: false, ..tap("cancel", t.msg_move_cancel()) });
        }
    }
    InsideRow {
        state: words.state_inside(&v.state, v.ended_as.as_deref(), late),
        what: words.what(false, &v.kind, &v.to_place),
        from: v.from_place.clone(),
        apart: apart_whys(&v.apart_why),
        when,
        buttons,
    }
}

/// Why they may go though they must be kept apart; the same reason is said once.
fn apart_whys(whys: &[String]) -> String {
    let mut said: Vec<&str> = whys.iter().map(String::as_str).collect();
    said.dedup();
    said.join(" ")
}

/// How a stay ended.
pub fn ended(words: &Words<'_>, e: &Ended) -> EndedRow {
    let (t, fmt) = (words.t, words.fmt);
    let reason = words.reason(&e.reason);
    let basis = match (&e.basis, &e.authority, e.decided_on) {
        (Some(basis), Some(authority), Some(day)) => t.msg_move_basis_line(basis.as_str(), words.court(authority).as_str(), fmt.day(day).as_str()),
        _ => String::new(),
    };
    EndedRow {
        reason: if e.to.is_empty() { reason } else { t.msg_overview_movement_to(reason.as_str(), e.to.as_str()) },
        at: fmt.at(e.at),
        basis,
        by: t.msg_timeline_by_when(e.by.as_deref().unwrap_or_default(), fmt.at(e.recorded_at).as_str()),
        confirmed: e.confirmed_by.as_deref().map(|name| t.msg_release_confirmed_by(name)).unwrap_or_default(),
        over: match (e.over_since, e.over_hours) {
            (Some(day), Some(hours)) => Some(if hours < 48 {
                t.msg_release_over_hours(hours.max(1), fmt.day(day).as_str())
            } else {
                t.msg_release_over_days(hours / 24, fmt.day(day).as_str())
            }),
            _ => None,
        },
    }
}

/// A step that cannot be taken, because things are otherwise than the page showed.
#[derive(Template)]
#[template(path = "custody/movements/moved.html")]
pub struct MovedView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub what: String,
    pub text: String,
    pub list: Option<String>,
}
