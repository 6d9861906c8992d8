//! Stays and cells in words, for the page of stays and movements.

use super::store::{Placement, Stay};
use crate::inmates::banner::Flag;
use crate::reference::{Catalogue, List};
use crate::web::lang::Text;
use crate::web::{Ctx, Fmt};

/// A stay in words.
pub struct StayRow {
    pub from: String,
    pub to: String,
    pub reason: String,
    pub place: String,
    pub end: String,
    pub open: bool,
}

/// A cell in words.
pub struct PlacementRow {
    pub from: String,
    pub to: String,
    pub place: String,
    pub cell: String,
    pub reason: String,
    pub by: String,
    pub open: bool,
}

/// What turns rows into words.
pub struct Words<'a> {
    pub t: Text,
    pub fmt: Fmt,
    pub catalogue: &'a Catalogue,
    pub nb: bool,
}

impl<'a> Words<'a> {
    /// For a reader.
    pub fn of(ctx: &'a Ctx) -> Self {
        Self { t: ctx.t, fmt: ctx.fmt(), catalogue: ctx.catalogue(), nb: ctx.lang.is_nb() }
    }

    fn reason(&self, code: &str) -> String {
        self.catalogue.label(List::MovementReason, code, self.nb).to_owned()
    }

    /// A stay.
    pub fn stay(&self, s: &Stay) -> StayRow {
        let to = s.release_reason.as_deref().map(|r| self.reason(r)).unwrap_or_default();
        let end = match s.released_to.as_deref() {
            Some(place) if !place.is_empty() => format!("{to}, {place}"),
            _ => to,
        };
        StayRow {
            from: self.fmt.at(s.admitted_at),
            to: s.released_at.map(|at| self.fmt.at(at)).unwrap_or_else(|| self.t.msg_places_still()),
            reason: self.reason(&s.admission_reason),
            place: s.first_prison.clone(),
            end,
            open: s.released_at.is_none(),
        }
    }

    /// A cell for a time.
    pub fn placement(&self, p: &Placement) -> PlacementRow {
        PlacementRow {
            from: self.fmt.at(p.since),
            to: p.until.map(|at| self.fmt.at(at)).unwrap_or_else(|| self.t.msg_places_still()),
            place: self.t.msg_places_unit_at(p.unit.as_str(), p.prison.as_str()),
            cell: p.cell.clone().unwrap_or_else(|| self.t.msg_places_no_cell()),
            reason: self.reason(&p.reason),
            by: p.decided_by.clone().unwrap_or_default(),
            open: p.until.is_none(),
        }
    }
}

/// How far a movement has come.
pub fn state_flag(t: Text, state: &str, late: bool) -> Flag {
    let (color, icon, label) = match (state, late) {
        ("out", true) => ("danger", "ExclamationmarkTriangle", t.msg_movement_overdue()),
        ("out", false) => ("info", "DoorOpen", t.msg_movement_out()),
        ("planned", _) => ("neutral", "Calendar", t.msg_movement_planned()),
        ("back", _) => ("success", "Checkmark", t.msg_movement_back()),
        _ => ("neutral", "XMark", t.msg_movement_cancelled()),
    };
    Flag { color, icon, label, instruction: String::new(), solid: false }
}
