//! A time of day as typed: read as Oslo time, never in the future, with a reason when it is more than a quarter of an hour ago.

use chrono::{DateTime, TimeDelta, Utc};

use crate::web::Errors;
use crate::web::form;
pub use crate::web::form::typed;
use crate::web::lang::Text;

/// From here on a late entry says why.
const LATE: TimeDelta = TimeDelta::minutes(15);

/// What was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// Nothing.
    Empty,
    /// An instant.
    At(DateTime<Utc>),
    /// The clock shows this twice that night: the earlier one.
    First(DateTime<Utc>),
    /// The clock never shows this: it goes from two to three.
    Skipped,
    /// No time.
    Unreadable,
}

/// `2026-11-23T10:00` of a browser's own control, `23.11.2026 10:00` by hand.
pub fn read(text: &str) -> Read {
    if text.trim().is_empty() {
        return Read::Empty;
    }
    let Some(reading) = form::instant(text) else { return Read::Unreadable };
    match reading.instant() {
        None => Read::Skipped,
        Some(first) if reading.took_the_earlier() => Read::First(first),
        Some(at) => Read::At(at),
    }
}

/// An instant that must be there and not be ahead; what is wrong goes beside `field`.
pub fn past(t: Text, field: &'static str, text: &str, now: DateTime<Utc>, errors: &mut Errors) -> Option<DateTime<Utc>> {
    if read(text) == Read::Empty {
        errors.add(field, t.msg_control_when_missing());
        return None;
    }
    optional(t, field, text, now, errors)
}

/// The same, when it may be left out.
pub fn optional(t: Text, field: &'static str, text: &str, now: DateTime<Utc>, errors: &mut Errors) -> Option<DateTime<Utc>> {
    match read(text) {
        Read::Empty => None,
        Read::Unreadable => {
            errors.add(field, t.msg_control_when_unreadable());
            None
        }
        Read::Skipped => {
            errors.add(field, t.msg_control_when_skipped());
            None
        }
        // The control shows minutes: the running one is not ahead.
        Read::At(at) | Read::First(at) if at > now + TimeDelta::minutes(1) => {
            errors.add(field, t.msg_control_when_future());
            None
        }
        Read::At(at) | Read::First(at) => Some(at.min(now)),
    }
}

/// The reason of a late entry: demanded when `at` is more than a quarter of an hour ago.
pub fn late_reason(t: Text, field: &'static str, text: &str, at: Option<DateTime<Utc>>, now: DateTime<Utc>, errors: &mut Errors) -> Option<String> {
    let reason = crate::web::form::clean(text);
    let late = at.is_some_and(|at| now - at > LATE);
    let length = reason.chars().count();
    if length > 400 || (late && length < 3) {
        errors.add(field, t.msg_control_when_late_reason());
    }
    (late && !reason.is_empty()).then_some(reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    fn utc(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).map(|d| d.with_timezone(&Utc)).unwrap_or_default()
    }

    #[test]
    fn times_are_oslo_times_and_the_nights_of_the_clock_are_told() {
        assert_eq!(read("2026-11-23T10:00"), Read::At(utc("2026-11-23T09:00:00Z")));
        assert_eq!(read("23.11.2026 10:00"), Read::At(utc("2026-11-23T09:00:00Z")));
        assert_eq!(read("2026-10-25T02:30"), Read::First(utc("2026-10-25T00:30:00Z")), "the earlier of two");
        assert_eq!(read("2026-10-25T02:30+01:00"), Read::At(utc("2026-10-25T01:30:00Z")), "the later, when it was chosen");
        assert_eq!(read("2026-03-29T02:30"), Read::Skipped);
        assert_eq!(read(" "), Read::Empty);
        assert_eq!(read("i går"), Read::Unreadable);
        assert_eq!(typed(utc("2026-07-01T22:30:00Z")), "2026-07-02T00:30");
    }

    #[test]
    fn never_ahead_and_late_with_a_reason() {
        let (t, now) = (Lang::Nb.text(), utc("2026-11-23T09:00:30Z"));
        let mut errors = Errors::new();
        assert_eq!(past(t, "at", "2026-11-23T10:00", now, &mut errors), Some(utc("2026-11-23T09:00:00Z")));
        assert!(errors.is_empty());
        assert!(past(t, "at", "2026-11-23T10:30", now, &mut errors).is_none() && errors.of("at").is_some());
        let mut errors = Errors::new();
        let hour_ago = Some(utc("2026-11-23T08:00:00Z"));
        assert!(late_reason(t, "late", "", hour_ago, now, &mut errors).is_none() && errors.of("late").is_some());
        let mut errors = Errors::new();
        assert!(late_reason(t, "late", "Alarm på avdelingen.", hour_ago, now, &mut errors).is_some());
        assert!(late_reason(t, "late", "", Some(now), now, &mut errors).is_none() && errors.is_empty());
    }
}
