//! What a note must be.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::law::calendar;

/// The longest note, in characters.
pub const MOST_CHARACTERS: usize = 20_000;

/// Why a time cannot be that of a consultation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadTime {
    /// The clock never showed it (the hour skipped in March).
    NeverWas,
    /// It has not been yet.
    Ahead,
    /// So long ago that it must be a slip of the finger.
    LongAgo,
}

/// The instant of a consultation that was written down as a day and a time in Oslo. Notes are often written after the round, so any past
/// time will do; watches differ, so a few minutes ahead will too.
///
/// # Errors
/// Why it cannot be.
pub fn consultation(day: NaiveDate, time: NaiveTime, now: DateTime<Utc>) -> Result<DateTime<Utc>, BadTime> {
    // The hour that comes twice in October: the earlier one, as the other reading could lie ahead.
    let at = calendar::oslo_instant(day.and_time(time)).earliest().ok_or(BadTime::NeverWas)?;
    if at > now + TimeDelta::minutes(5) {
        Err(BadTime::Ahead)
    } else if at < now - TimeDelta::days(366 * 10) {
        Err(BadTime::LongAgo)
    } else {
        Ok(at)
    }
}

/// A time as typed: `14:30`, `14.30`, `1430`, `9:05`, `9`.
pub fn time(text: &str) -> Option<NaiveTime> {
    let digits: String = text.trim().chars().filter(|c| !matches!(c, ':' | '.' | ' ')).collect();
    let number: u32 = digits.parse().ok().filter(|_| digits.chars().all(|c| c.is_ascii_digit()))?;
    match digits.len() {
        1 | 2 => NaiveTime::from_hms_opt(number, 0, 0),
        3 | 4 => NaiveTime::from_hms_opt(number / 100, number % 100, 0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default()
    }

    #[test]
    fn times_as_people_type_them() {
        for (text, expected) in [
            ("14:30", Some((14, 30))),
            ("14.30", Some((14, 30))),
            (" 1430 ", Some((14, 30))),
            ("905", Some((9, 5))),
            ("9", Some((9, 0))),
            ("24:00", None),
            ("12:60", None),
            ("", None),
            ("kl 9", None),
            ("123456", None),
        ] {
            assert_eq!(time(text), expected.and_then(|(h, m)| NaiveTime::from_hms_opt(h, m, 0)), "{text:?}");
        }
    }

    #[test]
    fn a_consultation_has_been() {
        let now = day(2026, 11, 22).and_hms_opt(12, 0, 0).unwrap_or_default().and_utc();
        let at = |d, h, m| consultation(d, NaiveTime::from_hms_opt(h, m, 0).unwrap_or_default(), now);
        assert_eq!(at(day(2026, 11, 22), 13, 0), Ok(now), "noon UTC is 13 in Oslo");
        assert!(at(day(2026, 11, 22), 13, 4).is_ok(), "a watch that is fast");
        assert_eq!(at(day(2026, 11, 22), 13, 6), Err(BadTime::Ahead));
        assert!(at(day(2024, 2, 29), 8, 0).is_ok(), "written down late");
        assert_eq!(at(day(2006, 1, 1), 8, 0), Err(BadTime::LongAgo));
        assert_eq!(at(day(2026, 3, 29), 2, 30), Err(BadTime::NeverWas), "the hour skipped in March");
        assert!(at(day(2026, 10, 25), 2, 30).is_ok(), "the hour that came twice");
    }
}
