//! When a notice is in force.

use std::ops::Range;

use chrono::{DateTime, Months, NaiveDate, Utc};

use crate::law::calendar;

/// The longest instruction, in characters.
pub const MOST_CHARACTERS: usize = 300;

/// Where a notice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Seen by the prison now.
    InForce,
    /// Seen from its first day.
    Coming,
    /// Its time has run out.
    RunOut,
    /// Ended by somebody before its time.
    Ended,
}

/// Where a notice stands at an instant.
pub fn state(valid: &Range<DateTime<Utc>>, ended: bool, now: DateTime<Utc>) -> State {
    match () {
        () if ended => State::Ended,
        () if now < valid.start => State::Coming,
        () if now >= valid.end => State::RunOut,
        () => State::InForce,
    }
}

/// Why days cannot be those of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadPeriod {
    /// It would begin before today.
    Past,
    /// It would end before it begins.
    Backwards,
    /// It would last longer than a year: by then somebody must look at it again.
    TooLong,
}

/// The instants of a notice from one day to another, both included. From today means from now on.
///
/// # Errors
/// Why it cannot be.
pub fn period(from: NaiveDate, to: NaiveDate, now: DateTime<Utc>) -> Result<Range<DateTime<Utc>>, BadPeriod> {
    let today = calendar::oslo_day(now);
    if from < today {
        return Err(BadPeriod::Past);
    }
    if to < from {
        return Err(BadPeriod::Backwards);
    }
    if from.checked_add_months(Months::new(12)).is_some_and(|last| to > last) {
        return Err(BadPeriod::TooLong);
    }
    let start = if from == today { now } else { calendar::start_of_day(from) };
    Ok(start..calendar::day_span(to).end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default()
    }

    fn now() -> DateTime<Utc> {
        day(2026, 11, 22).and_hms_opt(9, 0, 0).unwrap_or_default().and_utc()
    }

    #[test]
    fn days_become_instants() {
        let today = day(2026, 11, 22);
        let one_day = period(today, today, now());
        assert_eq!(one_day.clone().map(|p| p.start), Ok(now()), "in force at once");
        assert_eq!(one_day.map(|p| p.end), Ok(day(2026, 11, 22).and_hms_opt(23, 0, 0).unwrap_or_default().and_utc()), "to midnight in Oslo");
        assert_eq!(period(day(2026, 11, 21), today, now()), Err(BadPeriod::Past));
        assert_eq!(period(day(2026, 11, 25), day(2026, 11, 24), now()), Err(BadPeriod::Backwards));
        assert!(period(today, day(2027, 11, 22), now()).is_ok(), "a year");
        assert_eq!(period(today, day(2027, 11, 23), now()), Err(BadPeriod::TooLong));
    }

    #[test]
    fn states() {
        let valid = now()..now() + chrono::TimeDelta::days(2);
        for (case, at, ended, expected) in [
            ("its first instant", 0, false, State::InForce),
            ("before", -1, false, State::Coming),
            ("its last instant has passed", 172_800, false, State::RunOut),
            ("ended early", 10, true, State::Ended),
        ] {
            assert_eq!(state(&valid, ended, now() + chrono::TimeDelta::seconds(at)), expected, "{case}");
        }
    }
}
