//! The page of stays, cells and movements.

use askama::Template;
use chrono::{DateTime, Utc};

use super::store::{Movement, Placement, Stay};
use crate::inmates::BannerView;
use crate::inmates::banner::Flag;
use crate::reference::{Catalogue, List};
use crate::web::lang::Text;
use crate::web::{Ctx, Fmt, Frame};

/// A stay in words.
pub(super) struct StayRow {
    pub from: String,
    pub to: String,
    pub reason: String,
    pub place: String,
    pub end: String,
    pub open: bool,
}

/// A cell in words.
pub(super) struct PlacementRow {
    pub from: String,
    pub to: String,
    pub place: String,
    pub cell: String,
    pub reason: String,
    pub by: String,
    pub open: bool,
}

/// A movement in words.
pub(super) struct MovementRow {
    pub state: Flag,
    pub reason: String,
    pub destination: String,
    pub out: String,
    pub back: String,
    pub escort: String,
    pub late: bool,
}

/// What turns rows into words.
pub(super) struct Words<'a> {
    pub t: Text,
    pub fmt: Fmt,
    pub catalogue: &'a Catalogue,
    pub nb: bool,
    pub now: DateTime<Utc>,
}

impl<'a> Words<'a> {
    pub fn of(ctx: &'a Ctx) -> Self {
        Self { t: ctx.t, fmt: ctx.fmt(), catalogue: ctx.catalogue(), nb: ctx.lang.is_nb(), now: ctx.now }
    }

    fn reason(&self, code: &str) -> String {
        self.catalogue.label(List::MovementReason, code, self.nb).to_owned()
    }

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

    pub fn movement(&self, m: &Movement) -> MovementRow {
        let late = m.state == "out" && m.expected_back.is_some_and(|back| back < self.now);
        MovementRow {
            state: state_flag(self.t, &m.state, late),
            reason: self.reason(&m.reason),
            destination: m.destination.clone(),
            out: self.fmt.at(m.out_at.unwrap_or(m.planned_out)),
            back: match (m.back_at, m.expected_back) {
                (Some(at), _) => self.fmt.at(at),
                (None, Some(at)) => self.t.msg_places_expected(self.fmt.at(at).as_str()),
                _ => String::new(),
            },
            escort: m.escort.clone(),
            late,
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

#[derive(Template)]
#[template(path = "custody/places.html")]
pub(super) struct PlacesView {
    pub frame: Frame,
    pub banner: BannerView,
    /// Some roles see movements alone.
    pub whole: bool,
    pub stays: Option<Vec<StayRow>>,
    pub placements: Option<Vec<PlacementRow>>,
    pub movements: Option<Vec<MovementRow>>,
}
