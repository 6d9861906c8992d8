//! What is due when, and what a difference can be explained by.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::reference::schedule::{Plan, UnitType};

/// A count may begin this long before its hour.
pub const EARLY: TimeDelta = TimeDelta::minutes(30);

/// A roll that is due at a prison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// When.
    pub at: DateTime<Utc>,
    /// The code of the schedule's row.
    pub code: String,
    /// The kinds of unit counted then.
    pub types: Vec<UnitType>,
}

/// The rolls of a day at a prison with these kinds of units: kinds that are counted at the same instant share a roll.
pub fn due(plan: &Plan, types: &[UnitType], day: NaiveDate) -> Vec<Due> {
    let mut found: Vec<Due> = Vec::new();
    for &unit in types {
        for slot in plan.counts(unit, day) {
            match found.iter_mut().find(|d| d.at == slot.from) {
                Some(due) => due.types.push(unit),
                None => found.push(Due { at: slot.from, code: slot.row.code.clone(), types: vec![unit] }),
            }
        }
    }
    found.sort_by_key(|d| d.at);
    found
}

/// Whether a roll may be counted yet.
pub fn may_begin(due_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now >= due_at - EARLY
}

/// Why a count and the books differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Explanation {
    /// A movement was not recorded yet.
    Books,
    /// The person was elsewhere in the prison and has been seen there.
    Elsewhere,
    /// The person has not been found: escape or failure to return, reported.
    NotFound,
    /// Something else.
    Other,
}

impl Explanation {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Books, Self::Elsewhere, Self::NotFound, Self::Other];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Books => "books",
            Self::Elsewhere => "elsewhere",
            Self::NotFound => "not_found",
            Self::Other => "other",
        }
    }

    /// From the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|e| e.as_str() == word)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use chrono::NaiveTime;

    use super::*;
    use crate::reference::schedule::{DayType, Doors, Row};

    fn plan() -> Plan {
        let row = |unit_type, starts: &str, ends: &str, counts| Row {
            unit_type,
            day_type: DayType::Weekday,
            starts: NaiveTime::parse_from_str(starts, "%H:%M").unwrap(),
            ends: NaiveTime::parse_from_str(ends, "%H:%M").unwrap(),
            code: format!("AT{}", starts.replace(':', "")),
            label_nb: String::new(),
            label_en: String::new(),
            doors: Doors::Open,
            counts,
            basis: String::new(),
        };
        Plan::of(vec![
            row(UnitType::High, "07:30", "11:40", true),
            row(UnitType::High, "11:40", "07:30", true),
            row(UnitType::Lower, "07:00", "11:40", false),
            row(UnitType::Lower, "11:40", "22:30", true),
            row(UnitType::Lower, "22:30", "07:00", true),
        ])
    }

    #[test]
    fn kinds_counted_at_the_same_time_share_a_roll() {
        let day = "2026-11-23".parse().unwrap();
        let found = due(&plan(), &[UnitType::High, UnitType::Lower, UnitType::Halfway], day);
        let seen: Vec<_> = found.iter().map(|d| (d.code.as_str(), d.types.len())).collect();
        assert_eq!(seen, [("AT0730", 1), ("AT1140", 3), ("AT2230", 2)]);
        assert!(due(&plan(), &[], day).is_empty());
    }

    #[test]
    fn not_hours_before() {
        let at: DateTime<Utc> = "2026-11-23T06:30:00Z".parse().unwrap();
        assert!(may_begin(at, at) && may_begin(at, at - EARLY));
        assert!(!may_begin(at, at - EARLY - TimeDelta::seconds(1)));
    }
}
