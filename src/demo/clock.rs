//! Local time, fast: the demonstration draws some hundred thousand instants, each at an hour of the Oslo day.

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use crate::law::calendar;

/// Seconds since 1970, UTC.
pub(super) type Instant = i64;
/// Days since 1970, as Oslo counts them.
pub(super) type Day = i32;

pub(super) const MINUTE: Instant = 60;
pub(super) const HOUR: Instant = 3_600;
pub(super) const DAY: Instant = 86_400;

/// How far back the past of the demonstration reaches.
pub(super) const HISTORY_DAYS: Day = 730;

const CACHED_BACK: Day = 9_000;
const CACHED_AHEAD: Day = 400;

/// The demonstration's present, and midnights around it.
#[derive(Clone, Debug)]
pub(super) struct Clock {
    pub(super) now: Instant,
    pub(super) today: Day,
    first: Day,
    midnights: Vec<Instant>,
    working: Vec<bool>,
}

impl Clock {
    pub(super) fn new(now: DateTime<Utc>) -> Self {
        let today = number(calendar::oslo_day(now));
        let first = today - CACHED_BACK;
        let days = (0..CACHED_BACK + CACHED_AHEAD).map(|step| date(first + step));
        let (midnights, working) = days.map(|day| (calendar::start_of_day(day).timestamp(), calendar::is_working_day(day))).unzip();
        Self { now: now.timestamp(), today, first, midnights, working }
    }

    /// Midnight at the start of the day.
    pub(super) fn midnight(&self, day: Day) -> Instant {
        usize::try_from(day - self.first).ok().and_then(|i| self.midnights.get(i)).copied().unwrap_or_else(|| Instant::from(day) * DAY - HOUR)
    }

    /// So many minutes after midnight.
    pub(super) fn at(&self, day: Day, minute: i64) -> Instant {
        self.midnight(day) + minute * MINUTE
    }

    pub(super) fn day_of(&self, at: Instant) -> Day {
        let index = self.midnights.partition_point(|midnight| *midnight <= at);
        match Day::try_from(index) {
            Ok(0) | Err(_) => Day::try_from((at + HOUR).div_euclid(DAY)).unwrap_or(self.today),
            Ok(index) => self.first + index - 1,
        }
    }

    /// Minutes since midnight.
    pub(super) fn minute_of(&self, at: Instant) -> i64 {
        (at - self.midnight(self.day_of(at))) / MINUTE
    }

    pub(super) fn is_working_day(&self, day: Day) -> bool {
        usize::try_from(day - self.first).ok().and_then(|i| self.working.get(i)).copied().unwrap_or(true)
    }
}

/// The day's number.
pub(super) fn number(day: NaiveDate) -> Day {
    day.to_epoch_days()
}

/// The day of a number.
pub(super) fn date(day: Day) -> NaiveDate {
    NaiveDate::from_epoch_days(day).unwrap_or_default()
}

pub(super) fn year(day: Day) -> i32 {
    date(day).year()
}
