//! What claims somebody's time, in words, and what gives way.

use chrono::{DateTime, Utc};

use super::rules::{Kind, State, clashes};
use super::store::Slot;
use crate::inmates::banner::Flag;
use crate::law::calendar;
use crate::web::Fmt;
use crate::web::lang::Text;

/// A kind, with its colour and icon.
pub fn kind(t: Text, kind: Kind) -> Flag {
    let (color, icon, label) = match kind {
        Kind::Court => ("danger", "PersonGavel", t.msg_tt_court()),
        Kind::Transfer => ("danger", "Truck", t.msg_tt_transfer()),
        Kind::Leave => ("warning", "Leave", t.msg_tt_leave()),
        Kind::Out => ("warning", "DoorOpen", t.msg_tt_out()),
        Kind::Visit => ("brand1", "PersonChat", t.msg_tt_visit()),
        Kind::Hearing => ("warning", "PersonGavel", t.msg_tt_hearing()),
        Kind::Health => ("brand2", "Stethoscope", t.msg_tt_health()),
        Kind::Programme => ("brand1", "Chat", t.msg_tt_programme()),
        Kind::Appointment => ("info", "Calendar", t.msg_tt_appointment()),
        Kind::Review => ("info", "Compass", t.msg_tt_review()),
        Kind::Exam => ("accent", "NotePencil", t.msg_tt_exam()),
        Kind::DayRelease => ("neutral", "Leave", t.msg_tt_day_release()),
        Kind::Activity => ("success", "Wrench", t.msg_tt_activity()),
        Kind::Leisure => ("neutral", "Star", t.msg_tt_leisure()),
    };
    Flag { color, icon, label, instruction: String::new(), solid: false }
}

/// What is said of how it stands, when that is more than that it is to be.
pub fn state(t: Text, state: State) -> Option<String> {
    match state {
        State::Planned | State::Arrived => None,
        State::Out | State::Left => Some(t.msg_tt_under_way()),
        State::Back => Some(t.msg_tt_over()),
        State::Cancelled => Some(t.msg_tt_cancelled()),
        State::HeldBack => Some(t.msg_tt_held_back()),
        State::Suspended => Some(t.msg_tt_suspended()),
    }
}

/// Something of a day, ready to be shown.
pub struct Shown {
    pub flag: Flag,
    pub time: String,
    /// The place, where it is named.
    pub place: String,
    pub place_href: Option<String>,
    /// "Avlyst", "Holdes igjen".
    pub state: Option<String>,
    /// It takes no time of the person's.
    pub gone: bool,
    /// What it gives way to, or is at the same time as.
    pub clash: Option<String>,
    pub at: DateTime<Utc>,
}

/// One person's things in the order of time, each with what it gives way to.
pub fn shown(t: Text, fmt: Fmt, slots: &[&Slot], opens: bool) -> Vec<Shown> {
    let entries: Vec<_> = slots.iter().map(|s| s.entry()).collect();
    let found = clashes(&entries);
    let by = |id| slots.iter().find(|s| s.id == id);
    slots
        .iter()
        .map(|s| {
            let until = s.until.map(|u| if calendar::oslo_day(u) == calendar::oslo_day(s.from) { fmt.time(u) } else { fmt.near(u) }).unwrap_or_default();
            let clash = found.iter().find(|c| c.gives_way == s.id).and_then(|c| {
                let (other, hours) = (by(c.stays)?, format!("{}–{}", fmt.time(c.from), fmt.time(c.until)));
                let what = kind(t, other.kind).label;
                Some(if c.undecided { t.msg_tt_same_time(what.as_str(), hours.as_str()) } else { t.msg_tt_gives_way(what.as_str(), hours.as_str()) })
            });
            Shown {
                flag: kind(t, s.kind),
                time: format!(
                    "{}–{until}",
                    if calendar::oslo_day(s.from) == fmt.today() || s.until.is_some_and(|u| calendar::oslo_day(u) == calendar::oslo_day(s.from)) {
                        fmt.time(s.from)
                    } else {
                        fmt.near(s.from)
                    }
                ),
                place: s.place.clone().unwrap_or_default(),
                place_href: s.place_id.filter(|_| opens).map(|id| format!("/activities/{id}")),
                state: state(t, s.state),
                gone: !s.state.claims(),
                clash,
                at: s.from,
            }
        })
        .collect()
}
