//! Shifts as times. Pure; the database holds once more what may no longer be changed.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

/// The shifts of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Day,
    Evening,
    Night,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Day, Self::Evening, Self::Night];

    /// The word of the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Evening => "evening",
            Self::Night => "night",
        }
    }

    /// From that word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// When such a shift begins and ends where nobody says otherwise.
    pub fn usual(self) -> (NaiveTime, NaiveTime) {
        let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        match self {
            Self::Day => (at(7, 0), at(14, 45)),
            Self::Evening => (at(14, 45), at(22, 0)),
            Self::Night => (at(22, 0), at(7, 0)),
        }
    }
}

/// Where a shift stands in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Ahead,
    /// Only its end can still be another.
    Running,
    Ended,
}

/// Where a shift stands now.
pub fn stage(begins: DateTime<Utc>, ends: DateTime<Utc>, now: DateTime<Utc>) -> Stage {
    if ends <= now {
        Stage::Ended
    } else if begins <= now {
        Stage::Running
    } else {
        Stage::Ahead
    }
}

/// The day on which a shift ends that begins on `day`: the next one, when the clock has gone round.
pub fn last_day(day: NaiveDate, from: NaiveTime, to: NaiveTime) -> Option<NaiveDate> {
    if to > from { Some(day) } else { day.succ_opt() }
}

/// What is wrong with the hours of a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It would be over before it is written.
    Past,
    /// Shorter than half an hour.
    Short,
    /// Longer than anybody may be asked to work: sixteen hours, with what is agreed by the unions (arbeidsmiljøloven §§ 10-5, 10-6).
    Long,
    /// More than a year ahead.
    Far,
}

/// Whether somebody can be put on duty so.
pub fn hours(begins: DateTime<Utc>, ends: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Wrong> {
    let length = ends - begins;
    if ends <= now {
        Err(Wrong::Past)
    } else if length < TimeDelta::minutes(30) {
        Err(Wrong::Short)
    } else if length > TimeDelta::hours(16) {
        Err(Wrong::Long)
    } else if begins > now + TimeDelta::days(366) {
        Err(Wrong::Far)
    } else {
        Ok(())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn hours_of_a_shift() {
        let now = at("2026-11-23T09:00:00Z");
        let cases = [
            ("2026-11-23T06:00:00Z", "2026-11-23T13:45:00Z", Ok(())),
            ("2026-11-23T06:00:00Z", "2026-11-23T09:00:00Z", Err(Wrong::Past)),
            ("2026-11-24T06:00:00Z", "2026-11-24T06:20:00Z", Err(Wrong::Short)),
            ("2026-11-24T06:00:00Z", "2026-11-24T22:00:00Z", Ok(())),
            ("2026-11-24T06:00:00Z", "2026-11-24T22:01:00Z", Err(Wrong::Long)),
            ("2027-11-23T06:00:00Z", "2027-11-23T13:45:00Z", Ok(())),
            ("2027-11-25T06:00:00Z", "2027-11-25T13:45:00Z", Err(Wrong::Far)),
        ];
        for (from, to, expected) in cases {
            assert_eq!(hours(at(from), at(to), now), expected, "{from} to {to}");
        }
    }

    #[test]
    fn stages_and_the_night() {
        let (from, to) = (at("2026-11-23T06:00:00Z"), at("2026-11-23T13:45:00Z"));
        assert_eq!(stage(from, to, at("2026-11-23T05:59:59Z")), Stage::Ahead);
        assert_eq!(stage(from, to, from), Stage::Running);
        assert_eq!(stage(from, to, to), Stage::Ended);
        let day = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
        for kind in Kind::ALL {
            let (from, to) = kind.usual();
            assert_eq!(last_day(day, from, to) == Some(day), kind != Kind::Night, "{kind:?}");
            assert_eq!(Kind::of(kind.as_str()), Some(kind));
        }
        assert_eq!(Kind::of("noon"), None);
    }
}
