//! What a door's state is, when it was last locked, and whom a filter shows.

use chrono::{DateTime, TimeDelta, Utc};

use crate::custody::roll::Resident;
use crate::law::calendar;
use crate::reference::schedule::{Doors, Plan, UnitType};

use super::model::{Known, Tap};

/// Alerts that ask staff to look to somebody again and again.
pub const WATCHED: [&str; 4] = ["SUICIDE", "SELFHARM", "WITHDRAWAL", "ISOLATION_COURT"];
/// A tap from a tablet that was without a connection is taken for so long.
pub const LATEST_TAP_HOURS: i64 = 24;

/// When the doors of a kind of unit were last locked before an instant: the start of the last run of hours in which they are not open. A
/// house without such hours is locked at midnight, so that every day begins anew.
pub fn round(plan: &Plan, kind: UnitType, at: DateTime<Utc>) -> DateTime<Utc> {
    let today = calendar::oslo_day(at);
    let days = [today.pred_opt().and_then(|d| d.pred_opt()), today.pred_opt(), Some(today)];
    let mut open = true;
    let mut locked = None;
    for slot in days.into_iter().flatten().flat_map(|day| plan.day(kind, day)).take_while(|slot| slot.from <= at) {
        let opens = slot.row.doors == Doors::Open;
        if open && !opens {
            locked = Some(slot.from);
        }
        open = opens;
    }
    locked.unwrap_or_else(|| calendar::start_of_day(today))
}

/// When the doors of each kind of unit were last locked before an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounds {
    /// Of closed units.
    pub high: DateTime<Utc>,
    /// Of units of lower security.
    pub lower: DateTime<Utc>,
    /// Of halfway houses.
    pub halfway: DateTime<Utc>,
}

impl Rounds {
    /// Before this instant.
    pub fn before(plan: &Plan, at: DateTime<Utc>) -> Self {
        let of = |kind| round(plan, kind, at);
        Self { high: of(UnitType::High), lower: of(UnitType::Lower), halfway: of(UnitType::Halfway) }
    }
}

/// When something was done, by what a tablet says it was. Clocks differ a little: what lies ahead is now.
pub fn made_at(told: Option<&str>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let Some(told) = told.map(str::trim).filter(|t| !t.is_empty()) else { return Some(now) };
    let at = DateTime::parse_from_rfc3339(told).ok()?.with_timezone(&Utc);
    (at > now - TimeDelta::hours(LATEST_TAP_HOURS) && at <= now + TimeDelta::minutes(10)).then(|| at.min(now))
}

/// Where somebody is behind or before the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Locked in, nothing said yet.
    In,
    /// Unlocked.
    Unlocked,
    /// Stays in the cell.
    Stays,
    /// Refused to come out.
    Refused,
    /// Out of the prison.
    Out,
}

impl Door {
    /// From the word of a tap.
    pub fn of_word(word: &str) -> Option<Self> {
        match word {
            "in" => Some(Self::In),
            "unlocked" => Some(Self::Unlocked),
            "stays" => Some(Self::Stays),
            "refused" => Some(Self::Refused),
            _ => None,
        }
    }

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Unlocked => "unlocked",
            Self::Stays => "stays",
            Self::Refused => "refused",
            Self::Out => "out",
        }
    }

    /// Somebody's, from where they are and the last tap.
    pub fn of(is_out: bool, tap: Option<&Tap>) -> Self {
        if is_out { Self::Out } else { tap.and_then(|t| Self::of_word(&t.state)).unwrap_or(Self::In) }
    }
}

/// A choice among the people of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Show {
    /// Everybody, and the empty cells.
    #[default]
    All,
    /// Who has not been unlocked and has not said why.
    Remaining,
    /// Who must be looked to.
    Watch,
    /// Who is out.
    Out,
}

impl Show {
    /// Every choice, in the order of the chips.
    pub const ALL: [Self; 4] = [Self::All, Self::Remaining, Self::Watch, Self::Out];

    /// From the word in an address.
    pub fn of(word: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|s| Some(s.as_str()) == word).unwrap_or_default()
    }

    /// The word in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Remaining => "remaining",
            Self::Watch => "watch",
            Self::Out => "out",
        }
    }

    /// Whether the choice keeps a person.
    pub fn keeps(self, person: &Resident, known: &Known) -> bool {
        match self {
            Self::All => true,
            Self::Remaining => Door::of(person.is_out(), known.taps.get(&person.id)) == Door::In,
            Self::Watch => watched(person, known),
            Self::Out => person.is_out(),
        }
    }

    /// Whether the choice keeps somebody the reader may not see.
    pub fn keeps_hidden(self, is_out: bool) -> bool {
        self == Self::All || (self == Self::Out && is_out)
    }
}

/// Whether somebody must be looked to again and again.
pub fn watched(person: &Resident, known: &Known) -> bool {
    known.marks.alerts(person.id).iter().any(|a| WATCHED.contains(&a.kind.as_str()))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use chrono::NaiveTime;

    use super::*;
    use crate::reference::schedule::{DayType, Row};

    fn plan() -> Plan {
        let row = |starts: (u32, u32), ends: (u32, u32), doors| Row {
            unit_type: UnitType::High,
            day_type: DayType::Weekday,
            starts: NaiveTime::from_hms_opt(starts.0, starts.1, 0).unwrap(),
            ends: NaiveTime::from_hms_opt(ends.0, ends.1, 0).unwrap(),
            code: "X".to_owned(),
            label_nb: String::new(),
            label_en: String::new(),
            doors,
            counts: false,
            basis: String::new(),
        };
        Plan::of(vec![
            row((7, 30), (15, 30), Doors::Open),
            row((15, 30), (16, 30), Doors::Locked),
            row((16, 30), (20, 40), Doors::Open),
            row((20, 40), (21, 0), Doors::Locked),
            row((21, 0), (7, 30), Doors::Locked),
        ])
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_board_begins_anew_when_the_doors_are_locked() {
        // Oslo is an hour ahead in November. The lock-up of the evening goes on into the night.
        for (now, locked) in [
            ("2026-11-24T06:31:00Z", "2026-11-23T19:40:00Z"),
            ("2026-11-24T14:29:00Z", "2026-11-23T19:40:00Z"),
            ("2026-11-24T14:30:00Z", "2026-11-24T14:30:00Z"),
            ("2026-11-24T19:00:00Z", "2026-11-24T14:30:00Z"),
            ("2026-11-24T22:30:00Z", "2026-11-24T19:40:00Z"),
            ("2026-11-25T02:00:00Z", "2026-11-24T19:40:00Z"),
        ] {
            assert_eq!(round(&plan(), UnitType::High, at(now)), at(locked), "{now}");
        }
        // Without hours: midnight in Oslo.
        assert_eq!(round(&Plan::default(), UnitType::Lower, at("2026-11-24T10:00:00Z")), at("2026-11-23T23:00:00Z"));
    }

    #[test]
    fn the_night_of_twenty_five_hours_is_one_round() {
        for now in ["2026-10-26T00:30:00Z", "2026-10-26T01:30:00Z"] {
            assert!(round(&plan(), UnitType::High, at(now)) < at(now));
        }
    }

    #[test]
    fn when_it_was_done() {
        let now = at("2026-11-24T07:00:00Z");
        assert_eq!(made_at(None, now), Some(now));
        assert_eq!(made_at(Some(" "), now), Some(now));
        assert_eq!(made_at(Some("2026-11-24T06:40:00Z"), now), Some(at("2026-11-24T06:40:00Z")));
        assert_eq!(made_at(Some("2026-11-24T07:40:00+01:00"), now), Some(at("2026-11-24T06:40:00Z")));
        // A clock that is fast is not a lie; a day ahead or behind is.
        assert_eq!(made_at(Some("2026-11-24T07:03:00Z"), now), Some(now));
        for wrong in ["2026-11-24T08:00:00Z", "2026-11-22T07:00:00Z", "07:12", "x"] {
            assert_eq!(made_at(Some(wrong), now), None, "{wrong}");
        }
    }

    #[test]
    fn out_is_out_whatever_was_tapped() {
        let tap = Tap { id: uuid::Uuid::nil(), state: "unlocked".into(), reason: String::new(), at: at("2026-11-24T07:00:00Z"), by: String::new() };
        assert_eq!(Door::of(true, Some(&tap)), Door::Out);
        assert_eq!(Door::of(false, Some(&tap)), Door::Unlocked);
        assert_eq!(Door::of(false, None), Door::In);
    }
}
