//! Movements in words.

use chrono::{DateTime, Utc};

use super::super::model::{Elsewhere, Internal, InternalKind, Movement, Restraint, Transport};
use super::super::rules::Fault;
use super::super::store::Position;
use crate::custody::places::state_flag;
use crate::inmates::banner::Flag;
use crate::reference::{Catalogue, List};
use crate::web::lang::Text;
use crate::web::{Ctx, Fmt};

/// What turns movements into words.
pub struct Words<'a> {
    /// The words.
    pub t: Text,
    /// The formats.
    pub fmt: Fmt,
    /// The code lists.
    pub catalogue: &'a Catalogue,
    /// Bokmål.
    pub nb: bool,
    /// The present.
    pub now: DateTime<Utc>,
}

impl<'a> Words<'a> {
    /// For the request's reader.
    pub fn of(ctx: &'a Ctx) -> Self {
        Self { t: ctx.t, fmt: ctx.fmt(), catalogue: ctx.catalogue(), nb: ctx.lang.is_nb(), now: ctx.now }
    }

    /// A reason for a way out.
    pub fn reason(&self, code: &str) -> String {
        self.catalogue.label(List::MovementReason, code, self.nb).to_owned()
    }

    /// A court by its code; any other authority is what was written.
    pub fn court(&self, code: &str) -> String {
        self.catalogue.label(List::Court, code, self.nb).to_owned()
    }

    /// A kind of way within the house.
    pub fn kind(&self, word: &str) -> String {
        InternalKind::name_of(self.t, word)
    }

    /// "Fremstilling for retten: Halden tingrett".
    pub fn what(&self, out: bool, reason: &str, place: &str) -> String {
        let what = if out { self.reason(reason) } else { self.kind(reason) };
        if place.is_empty() { what } else { self.t.msg_overview_movement_to(what.as_str(), place) }
    }

    /// How far a way out has come.
    pub fn state(&self, m: &Movement) -> Flag {
        match m.ended_as.as_deref() {
            Some(ended) => plain("neutral", "XMark", self.ended(ended)),
            None => state_flag(self.t, &m.state, m.overdue(self.now)),
        }
    }

    /// How far a way within the house has come.
    pub fn state_inside(&self, state: &str, ended: Option<&str>, late: bool) -> Flag {
        let t = self.t;
        if let Some(ended) = ended {
            return plain("neutral", "XMark", self.ended(ended));
        }
        match (state, late) {
            ("left", _) => plain("info", "Footprint", t.msg_move_state_on_the_way()),
            ("arrived", true) => plain("warning", "Clock", t.msg_move_state_over_time()),
            ("arrived", false) => plain("info", "LocationPin", t.msg_move_state_there()),
            ("back", _) => plain("success", "Checkmark", t.msg_movement_back()),
            ("planned", _) => plain("neutral", "Calendar", t.msg_movement_planned()),
            _ => plain("neutral", "XMark", t.msg_movement_cancelled()),
        }
    }

    fn ended(&self, ended: &str) -> String {
        let t = self.t;
        match ended {
            "release" => t.msg_move_ended_release(),
            "death" => t.msg_move_ended_death(),
            "escape" => t.msg_move_ended_escape(),
            "transfer" => t.msg_move_ended_transfer(),
            _ => t.msg_move_ended_out(),
        }
    }

    /// "2: Kari Moen, politiet"; empty when nobody goes along or nobody knows.
    pub fn escort(&self, number: Option<i16>, names: &str) -> String {
        match (number, names.is_empty()) {
            (Some(n), true) => self.t.msg_move_escort_number_only(i64::from(n)),
            (Some(n), false) => self.t.msg_move_escort_line(i64::from(n), names),
            (None, _) => names.to_owned(),
        }
    }

    /// What holds the person; empty for nothing.
    pub fn restraint(&self, word: &str) -> String {
        Restraint::from_word(word).filter(|r| *r != Restraint::None).map(|r| r.label(self.t)).unwrap_or_default()
    }

    /// How they travel; empty when not known.
    pub fn transport(&self, word: &str) -> String {
        Transport::name_of(self.t, word)
    }

    /// Where else somebody was.
    fn elsewhere(&self, e: &Elsewhere) -> (String, String) {
        let what = self.what(e.out, &e.reason, &e.place);
        let when = match e.to {
            Some(to) => self.t.msg_move_from_to(self.fmt.at(e.from).as_str(), self.fmt.at(to).as_str()),
            None => self.t.msg_move_since(self.fmt.at(e.from).as_str()),
        };
        (what, when)
    }

    /// What a rule says.
    pub fn fault(&self, fault: &Fault) -> String {
        let (t, at) = (self.t, |at: DateTime<Utc>| self.fmt.at(at));
        match fault {
            Fault::Future => t.msg_move_future(),
            Fault::NeedsReason => t.msg_move_late_missing(),
            Fault::NotHeld => t.msg_move_not_held(),
            Fault::NotDecided => t.msg_move_not_decided_transfer(),
            Fault::BeforeStay(since) => t.msg_move_before_stay(at(*since).as_str()),
            Fault::BeforeFirst(first) => t.msg_move_before_first(at(*first).as_str()),
            Fault::BeforeLast(last) => t.msg_move_before_last(at(*last).as_str()),
            Fault::OutAlready(e) => {
                let (what, when) = self.elsewhere(e);
                match &e.by {
                    Some(by) => t.msg_move_out_already_by(what.as_str(), when.as_str(), by.as_str()),
                    None => t.msg_move_out_already(what.as_str(), when.as_str()),
                }
            }
            Fault::Contradicts(e) => {
                let (what, when) = self.elsewhere(e);
                t.msg_move_contradicts(what.as_str(), when.as_str())
            }
        }
    }

    /// Why a step cannot be taken: where the movement is by now, and who brought it there.
    pub fn moved(&self, m: &Movement) -> String {
        let (t, fmt) = (self.t, self.fmt);
        let by = |name: &Option<String>| name.clone().unwrap_or_else(|| t.msg_not_known());
        let at = |at: Option<DateTime<Utc>>| at.map(|at| fmt.at(at)).unwrap_or_default();
        match m.state.as_str() {
            "planned" => t.msg_move_never_left(fmt.at(m.planned_out).as_str()),
            "out" => t.msg_move_left_already(at(m.out_at).as_str(), by(&m.out_by).as_str()),
            "back" => t.msg_move_back_already(at(m.back_at).as_str(), by(&m.back_by).as_str()),
            _ if m.ended_as.is_some() => m.ended_as.as_deref().map(|e| self.ended(e)).unwrap_or_default(),
            _ => t.msg_move_cancelled_already(at(m.cancelled_at).as_str(), by(&m.cancelled_by).as_str()),
        }
    }

    /// The same, of a way within the house.
    pub fn moved_inside(&self, v: &Internal) -> String {
        let (t, fmt) = (self.t, self.fmt);
        let by = v.by.clone().unwrap_or_else(|| t.msg_not_known());
        let at = |at: Option<DateTime<Utc>>| at.map(|at| fmt.at(at)).unwrap_or_default();
        match v.state.as_str() {
            "planned" => t.msg_move_never_left(fmt.at(v.planned_at).as_str()),
            "left" => t.msg_move_left_already(at(v.left_at).as_str(), by.as_str()),
            "arrived" => t.msg_move_arrived_already(at(v.arrived_at).as_str(), by.as_str()),
            "back" => t.msg_move_back_already(at(v.back_at).as_str(), by.as_str()),
            _ => t.msg_move_inside_cancelled_already(by.as_str()),
        }
    }

    /// Where a person was at an instant.
    pub fn position(&self, p: &Position) -> String {
        let t = self.t;
        let home = match (p.unit.as_deref(), p.cell.as_deref()) {
            (Some(unit), Some(cell)) => t.msg_unit_and_cell(unit, cell),
            (Some(unit), None) => t.msg_unit_no_cell(unit),
            _ => String::new(),
        };
        let what = || {
            let out = p.state == "out";
            self.what(out, p.reason.as_deref().unwrap_or_default(), p.place.as_deref().unwrap_or_default())
        };
        let line = match p.state.as_str() {
            "none" => return t.msg_move_at_none(),
            "out" => t.msg_move_at_out(what().as_str()),
            "inside" => t.msg_move_at_inside(what().as_str()),
            "on_the_way" => t.msg_move_at_on_the_way(what().as_str()),
            "reception" => t.msg_move_at_reception(),
            _ => home,
        };
        match &p.prison {
            Some(prison) => t.msg_places_unit_at(line.as_str(), prison.as_str()),
            None => line,
        }
    }
}

/// A flag of icon and words.
pub fn plain(color: &'static str, icon: &'static str, label: String) -> Flag {
    Flag { color, icon, label, instruction: String::new(), solid: false }
}
