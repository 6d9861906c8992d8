//! Which shift it is.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::law::calendar;

/// A shift of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 07:00 to 14:45.
    Day,
    /// 14:45 to 22:00.
    Evening,
    /// 22:00 to 07:00 on the next day.
    Night,
}

impl Kind {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Evening => "evening",
            Self::Night => "night",
        }
    }

    fn begins(self) -> NaiveTime {
        let (hour, minute) = match self {
            Self::Day => (7, 0),
            Self::Evening => (14, 45),
            Self::Night => (22, 0),
        };
        NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN)
    }
}

/// A shift on a day: the night belongs to the day on which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    /// The day.
    pub day: NaiveDate,
    /// Which of its shifts.
    pub kind: Kind,
}

impl Shift {
    /// The one that runs at an instant.
    pub fn at(now: DateTime<Utc>) -> Self {
        let (day, time) = (calendar::oslo_day(now), calendar::oslo_time(now).time());
        if time >= Kind::Night.begins() {
            Self { day, kind: Kind::Night }
        } else if time >= Kind::Evening.begins() {
            Self { day, kind: Kind::Evening }
        } else if time >= Kind::Day.begins() {
            Self { day, kind: Kind::Day }
        } else {
            Self { day: day.pred_opt().unwrap_or(day), kind: Kind::Night }
        }
    }

    /// The one before.
    #[must_use]
    pub fn before(self) -> Self {
        match self.kind {
            Kind::Day => Self { day: self.day.pred_opt().unwrap_or(self.day), kind: Kind::Night },
            Kind::Evening => Self { kind: Kind::Day, ..self },
            Kind::Night => Self { kind: Kind::Evening, ..self },
        }
    }

    /// When it begins.
    pub fn from(self) -> DateTime<Utc> {
        calendar::scheduled(self.day, self.kind.begins())
    }

    /// When it ends.
    pub fn to(self) -> DateTime<Utc> {
        let next = match self.kind {
            Kind::Day => Self { kind: Kind::Evening, ..self },
            Kind::Evening => Self { kind: Kind::Night, ..self },
            Kind::Night => Self { day: self.day.succ_opt().unwrap_or(self.day), kind: Kind::Day },
        };
        next.from()
    }

    /// The shift that somebody hands over at an instant: who is an hour late still writes for the one that has ended.
    pub fn handed_over_at(now: DateTime<Utc>) -> Self {
        let running = Self::at(now);
        if now - running.from() < TimeDelta::hours(1) { running.before() } else { running }
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
    fn shifts_follow_each_other() {
        for (now, day, kind) in [
            ("2026-11-23T05:59:00Z", "2026-11-22", Kind::Night),
            ("2026-11-23T06:00:00Z", "2026-11-23", Kind::Day),
            ("2026-11-23T13:44:00Z", "2026-11-23", Kind::Day),
            ("2026-11-23T13:45:00Z", "2026-11-23", Kind::Evening),
            ("2026-11-23T21:00:00Z", "2026-11-23", Kind::Night),
            ("2026-11-23T23:30:00Z", "2026-11-23", Kind::Night),
        ] {
            let shift = Shift::at(at(now));
            assert_eq!(shift, Shift { day: day.parse().unwrap(), kind }, "{now}");
            assert!(shift.from() <= at(now) && at(now) < shift.to());
            assert_eq!(shift.before().to(), shift.from());
        }
    }

    #[test]
    fn the_nights_of_the_clock() {
        let hours = |day: &str| {
            let night = Shift { day: day.parse().unwrap(), kind: Kind::Night };
            (night.to() - night.from()).num_hours()
        };
        assert_eq!((hours("2026-10-24"), hours("2026-03-28"), hours("2026-11-23")), (10, 8, 9));
    }

    #[test]
    fn who_is_late_writes_for_the_shift_that_has_ended() {
        assert_eq!(Shift::handed_over_at(at("2026-11-23T14:30:00Z")).kind, Kind::Day);
        assert_eq!(Shift::handed_over_at(at("2026-11-23T14:50:00Z")).kind, Kind::Evening);
        assert_eq!(Shift::handed_over_at(at("2026-11-23T13:40:00Z")).kind, Kind::Day);
    }
}
