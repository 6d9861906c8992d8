//! What claims somebody's time, in words, and what gives way.

use chrono::{DateTime, Utc};

use super::rules::{self, Kind, State};
use super::store::Slot;
use crate::inmates::banner::Flag;
use crate::inmates::clashes;
use crate::law::calendar;
use crate::web::Fmt;
use crate::web::lang::Text;

/// A kind, with its colour and icon.
pub fn kind(t: Text, kind: Kind) -> Flag {
    let (color, icon) = match kind {
        Kind::Court => ("danger", "PersonGavel"),
        Kind::Transfer => ("danger", "Truck"),
        Kind::Leave => ("warning", "Leave"),
        Kind::Out => ("warning", "DoorOpen"),
        Kind::Visit => ("brand1", "PersonChat"),
        Kind::Hearing => ("warning", "PersonGavel"),
        Kind::Health => ("brand2", "Stethoscope"),
        Kind::Programme => ("brand1", "Chat"),
        Kind::Appointment => ("info", "Calendar"),
        Kind::Review => ("info", "Compass"),
        Kind::Exam => ("accent", "NotePencil"),
        Kind::DayRelease => ("neutral", "Leave"),
        Kind::Activity => ("success", "Wrench"),
        Kind::Leisure => ("neutral", "Star"),
    };
    Flag { color, icon, label: clashes::word(t, kind.as_str()), instruction: String::new(), solid: false }
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
    let found = rules::clashes(&entries);
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
