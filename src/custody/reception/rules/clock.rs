//! Instants of a reception: as they are typed, how they lie to the present, and how long somebody was with the police.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::web::form;

/// What is written down later than this after it happened takes a reason.
const LATE: TimeDelta = TimeDelta::minutes(15);

/// How long somebody was with the police before the prison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WithPolice {
    /// From the arrest to the gate.
    pub spent: TimeDelta,
    /// When the limit was reached.
    pub ends_at: DateTime<Utc>,
    /// By how much it was passed.
    pub over: Option<TimeDelta>,
}

/// The limit for moving somebody from police custody to a prison, as hours that have passed (forskrift § 4-1): two nights with a change of
/// clocks between them make it neither longer nor shorter.
pub fn with_police(arrested: DateTime<Utc>, arrived: DateTime<Utc>, limit: TimeDelta) -> WithPolice {
    let spent = arrived - arrested;
    WithPolice { spent, ends_at: arrested + limit, over: Some(spent - limit).filter(|over| *over > TimeDelta::zero()) }
}

/// Whole hours and minutes.
pub fn hours_minutes(span: TimeDelta) -> (i64, i64) {
    (span.num_hours(), span.num_minutes() - span.num_hours() * 60)
}

/// A time as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The instant; of two the earlier.
    pub at: DateTime<Utc>,
    /// The clock shows this time twice that night.
    pub twice: bool,
}

/// Why a typed time is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhenFault {
    /// No day.
    Day,
    /// No time.
    Time,
    /// The hour that the clock skips in March.
    NeverWas,
}

/// `08:30`, `0830`, `8.30`, `8`.
pub fn time(typed: &str) -> Option<NaiveTime> {
    let typed = form::shown_time(typed).0;
    let digits: String = typed.trim().chars().filter(char::is_ascii_digit).collect();
    let plain = typed.trim().chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | ' '));
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.parse().ok()?, 0),
        3 | 4 => (digits[..digits.len() - 2].parse().ok()?, digits[digits.len() - 2..].parse().ok()?),
        _ => return None,
    };
    plain.then(|| NaiveTime::from_hms_opt(hours, minutes, 0)).flatten()
}

/// A day and a time in Oslo.
pub fn instant(typed_day: &str, typed_time: &str) -> Result<When, WhenFault> {
    let day: NaiveDate = form::day(typed_day).ok_or(WhenFault::Day)?;
    let time = time(typed_time).ok_or(WhenFault::Time)?;
    let reading = form::clock(day.and_time(time), typed_time);
    reading.instant().map(|at| When { at, twice: reading.took_the_earlier() }).ok_or(WhenFault::NeverWas)
}

/// How an instant lies to the present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// It has not come yet.
    Ahead,
    /// Just now.
    Now,
    /// So long ago that the entry takes a reason.
    Late,
}

/// How an instant lies to the present. What is typed has no seconds: the running minute is now.
pub fn timing(at: DateTime<Utc>, now: DateTime<Utc>) -> Timing {
    if at > now + TimeDelta::minutes(1) {
        Timing::Ahead
    } else if now - at > LATE {
        Timing::Late
    } else {
        Timing::Now
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn two_days_with_the_police_are_48_hours() {
        let limit = TimeDelta::hours(48);
        let cases = [
            ("well within", "2026-11-21T20:00:00Z", "2026-11-23T09:00:00Z", 37, None),
            ("to the minute", "2026-11-21T09:00:00Z", "2026-11-23T09:00:00Z", 48, None),
            ("a minute over", "2026-11-21T08:59:00Z", "2026-11-23T09:00:00Z", 48, Some(TimeDelta::minutes(1))),
            // 24 October 03:30 to 26 October 03:00 on the clock is 47 h 30; with the hour that came twice 48 h 30.
            ("over the night with two 02:30", "2026-10-24T01:30:00Z", "2026-10-26T02:00:00Z", 48, Some(TimeDelta::minutes(30))),
        ];
        for (case, arrested, arrived, hours, over) in cases {
            let found = with_police(at(arrested), at(arrived), limit);
            assert_eq!((found.spent.num_hours(), found.over), (hours, over), "{case}");
            assert_eq!(found.ends_at, at(arrested) + limit);
        }
    }

    #[test]
    fn times_as_typed() {
        for (typed, expected) in [("08:30", Some((8, 30))), ("0830", Some((8, 30))), ("8.30", Some((8, 30))), ("8", Some((8, 0))), (" 23:59 ", Some((23, 59)))]
        {
            assert_eq!(time(typed), expected.and_then(|(h, m)| NaiveTime::from_hms_opt(h, m, 0)), "{typed}");
        }
        for bad in ["", "24:00", "8:61", "kl 8", "12345", "-8"] {
            assert_eq!(time(bad), None, "{bad}");
        }
        assert_eq!(instant("2026-10-25", "02:30"), Ok(When { at: at("2026-10-25T00:30:00Z"), twice: true }), "of two the earlier");
        assert_eq!(instant("2026-03-29", "02:30"), Err(WhenFault::NeverWas));
        assert_eq!(instant("", "02:30"), Err(WhenFault::Day));
        assert_eq!(instant("2026-11-23", "25"), Err(WhenFault::Time));
        let now = at("2026-11-23T09:00:30Z");
        for (typed, expected) in [
            ("2026-11-23T09:01:00Z", Timing::Now),
            ("2026-11-23T09:02:00Z", Timing::Ahead),
            ("2026-11-23T08:46:00Z", Timing::Now),
            ("2026-11-23T08:45:00Z", Timing::Late),
        ] {
            assert_eq!(timing(at(typed), now), expected, "{typed}");
        }
    }
}
