//! Days as Norway counts them: public holidays, working days, the day in Oslo, ages.
//!
//! Instants are stored in UTC; a day is a calendar day in Europe/Oslo, 23, 24 or 25 hours long.

use chrono::{DateTime, Datelike as _, Duration, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _, Utc, Weekday};
use chrono_tz::Europe::Oslo;

/// The public holidays: lov 24 February 1995 no. 12 § 2 (ordinary Sundays apart), and 1 and 17 May by lov
/// 26 April 1947 no. 1. Christmas Eve, New Year's Eve, Easter Eve and Whitsun Eve are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Holiday {
    /// 1 January.
    NewYearsDay,
    /// Thursday before Easter.
    MaundyThursday,
    /// Friday before Easter.
    GoodFriday,
    /// Easter Sunday.
    EasterSunday,
    /// The day after Easter.
    EasterMonday,
    /// 1 May.
    LabourDay,
    /// 17 May.
    ConstitutionDay,
    /// The 40th day of Easter, a Thursday.
    AscensionDay,
    /// The 50th day of Easter.
    WhitSunday,
    /// The day after Whit Sunday.
    WhitMonday,
    /// 25 December.
    ChristmasDay,
    /// 26 December.
    SecondChristmasDay,
}

impl Holiday {
    /// All of them, in the order of the enum.
    pub const ALL: [Self; 12] = [
        Self::NewYearsDay,
        Self::MaundyThursday,
        Self::GoodFriday,
        Self::EasterSunday,
        Self::EasterMonday,
        Self::LabourDay,
        Self::ConstitutionDay,
        Self::AscensionDay,
        Self::WhitSunday,
        Self::WhitMonday,
        Self::ChristmasDay,
        Self::SecondChristmasDay,
    ];

    /// A name for messages and tables, in lower case with underscores.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NewYearsDay => "new_years_day",
            Self::MaundyThursday => "maundy_thursday",
            Self::GoodFriday => "good_friday",
            Self::EasterSunday => "easter_sunday",
            Self::EasterMonday => "easter_monday",
            Self::LabourDay => "labour_day",
            Self::ConstitutionDay => "constitution_day",
            Self::AscensionDay => "ascension_day",
            Self::WhitSunday => "whit_sunday",
            Self::WhitMonday => "whit_monday",
            Self::ChristmasDay => "christmas_day",
            Self::SecondChristmasDay => "second_christmas_day",
        }
    }

    /// Its day in a year; `None` only for years outside the calendar.
    #[must_use]
    pub fn in_year(self, year: i32) -> Option<NaiveDate> {
        let fixed = |month, day| NaiveDate::from_ymd_opt(year, month, day);
        let moving = |days| easter_sunday(year)?.checked_add_signed(Duration::days(days));
        match self {
            Self::NewYearsDay => fixed(1, 1),
            Self::MaundyThursday => moving(-3),
            Self::GoodFriday => moving(-2),
            Self::EasterSunday => moving(0),
            Self::EasterMonday => moving(1),
            Self::LabourDay => fixed(5, 1),
            Self::ConstitutionDay => fixed(5, 17),
            Self::AscensionDay => moving(39),
            Self::WhitSunday => moving(49),
            Self::WhitMonday => moving(50),
            Self::ChristmasDay => fixed(12, 25),
            Self::SecondChristmasDay => fixed(12, 26),
        }
    }
}

/// Easter Sunday by the Gregorian computus (Meeus, Jones, Butcher).
#[must_use]
pub fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let h = (19 * a + b - b.div_euclid(4) - (b - (b + 8).div_euclid(25) + 1).div_euclid(3) + 15).rem_euclid(30);
    let l = (32 + 2 * b.rem_euclid(4) + 2 * (c / 4) - h - c % 4).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let days = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(days / 31).ok()?, u32::try_from(days % 31 + 1).ok()?)
}

/// A year's holidays by date. Two may share a day (Whit Monday and Constitution Day in 2027): then both
/// are listed.
#[must_use]
pub fn holidays(year: i32) -> Vec<(NaiveDate, Holiday)> {
    let mut days: Vec<_> = Holiday::ALL.into_iter().filter_map(|holiday| Some((holiday.in_year(year)?, holiday))).collect();
    days.sort_unstable();
    days
}

/// The holiday on a day; of two on one day the one with a fixed date.
#[must_use]
pub fn holiday(day: NaiveDate) -> Option<Holiday> {
    let on = |holiday: &Holiday| holiday.in_year(day.year()) == Some(day);
    let fixed = [Holiday::LabourDay, Holiday::ConstitutionDay];
    fixed.into_iter().find(on).or_else(|| Holiday::ALL.into_iter().find(on))
}

/// Whether a day is neither Saturday, Sunday nor a public holiday.
#[must_use]
pub fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && holiday(day).is_none()
}

/// The day itself or the next working day: where a deadline ends that falls on a Saturday, Sunday or
/// holiday (domstolloven § 149).
#[must_use]
pub fn working_day_from(day: NaiveDate) -> NaiveDate {
    // At most six days off in a row occur; the end of the calendar stops the search too.
    day.iter_days().find(|day| is_working_day(*day)).unwrap_or(day)
}

/// The day in Oslo at an instant.
#[must_use]
pub fn oslo_day(at: DateTime<Utc>) -> NaiveDate {
    oslo_time(at).date()
}

/// What a clock in Oslo shows at an instant, for showing only: in October the same hour comes twice.
#[must_use]
pub fn oslo_time(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&Oslo).naive_local()
}

/// The instant or instants at which a clock in Oslo shows a time: none in the hour skipped in March, two
/// in the hour repeated in October. For reading what people type.
#[must_use]
pub fn oslo_instant(local: NaiveDateTime) -> MappedLocalTime<DateTime<Utc>> {
    Oslo.from_local_datetime(&local).map(|at| at.with_timezone(&Utc))
}

/// The instant at which something set for a time of day happens: of a time that comes twice the first, of one that does not come the
/// moment the clocks have gone forward. For hours set once for all days; what a person types is read with [`oslo_instant`].
#[must_use]
pub fn scheduled(day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    let local = day.and_time(time);
    // Clocks go forward by an hour at most.
    (0..=60)
        .filter_map(|minutes| local.checked_add_signed(Duration::minutes(minutes)))
        .find_map(|later| oslo_instant(later).earliest())
        .unwrap_or_else(|| start_of_day(day))
}

/// What a time means that somebody typed as a clock in Oslo shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// One instant.
    Once(DateTime<Utc>),
    /// The hour that comes twice in October: the instant that is taken, the earlier one unless the later was chosen.
    Twice {
        /// The instant that is taken.
        taken: DateTime<Utc>,
        /// The earlier one.
        first: DateTime<Utc>,
    },
    /// The hour that is skipped in March.
    Never,
}

impl Reading {
    /// The instant, when there is one: of two the one that is taken.
    #[must_use]
    pub fn instant(self) -> Option<DateTime<Utc>> {
        match self {
            Self::Once(at) | Self::Twice { taken: at, .. } => Some(at),
            Self::Never => None,
        }
    }

    /// Of two instants the later one, when that was chosen.
    #[must_use]
    pub fn chosen(self, later: bool) -> Self {
        match self {
            // Clocks go back by an hour.
            Self::Twice { first, .. } if later => Self::Twice { taken: first + Duration::hours(1), first },
            other => other,
        }
    }

    /// Whether the time came twice and nobody said that the later was meant: worth a word beside what was read.
    #[must_use]
    pub fn took_the_earlier(self) -> bool {
        matches!(self, Self::Twice { taken, first } if taken == first)
    }
}

/// Reads a time as typed.
#[must_use]
pub fn read_clock(local: NaiveDateTime) -> Reading {
    match oslo_instant(local) {
        MappedLocalTime::Single(at) => Reading::Once(at),
        MappedLocalTime::Ambiguous(a, b) => Reading::Twice { taken: a.min(b), first: a.min(b) },
        MappedLocalTime::None => Reading::Never,
    }
}

/// The first instant of a day in Oslo.
#[must_use]
pub fn start_of_day(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    // Clocks have gone forward at midnight in earlier years; then the day begins when they have.
    (0..=4)
        .filter_map(|half_hours| midnight.checked_add_signed(Duration::minutes(30 * half_hours)))
        .find_map(|time| oslo_instant(time).earliest())
        .unwrap_or_else(|| midnight.and_utc())
}

/// The instants of a day in Oslo: from its start up to, not including, the next day's.
#[must_use]
pub fn day_span(day: NaiveDate) -> std::ops::Range<DateTime<Utc>> {
    start_of_day(day)..start_of_day(day.succ_opt().unwrap_or(day))
}

/// ISO 8601 week: the year it belongs to (not always the date's) and its number, Monday first.
#[must_use]
pub fn iso_week(day: NaiveDate) -> (i32, u32) {
    let week = day.iso_week();
    (week.year(), week.week())
}

/// The Monday of a day's week.
#[must_use]
pub fn monday_of(day: NaiveDate) -> NaiveDate {
    let since = i64::from(day.weekday().num_days_from_monday());
    day.checked_sub_signed(Duration::days(since)).unwrap_or(day)
}

/// Age in whole years on a day; `None` before birth.
///
/// Born on 29 February: a year older on 1 March in common years, since only then the whole of the last
/// day of February has passed. No statute says so; we chose the reading that never counts somebody as
/// older than they are.
#[must_use]
pub fn age_on(birth: NaiveDate, day: NaiveDate) -> Option<u32> {
    day.years_since(birth)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    const REFERENCE: &str = include_str!("../../tests/data/public_holidays.csv");

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn local(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn holidays_are_those_of_the_reference_table() {
        let mut years: BTreeMap<i32, BTreeSet<NaiveDate>> = BTreeMap::new();
        let mut rows = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(REFERENCE.as_bytes());
        for row in rows.records() {
            let date = day(&row.unwrap()[0]);
            years.entry(date.year()).or_default().insert(date);
        }
        assert_eq!(years.len(), 16);
        for (year, expected) in years {
            assert_eq!(holidays(year).into_iter().map(|(date, _)| date).collect::<BTreeSet<_>>(), expected, "{year}");
            let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            let found: BTreeSet<_> = first.iter_days().take_while(|d| d.year() == year).filter(|d| holiday(*d).is_some()).collect();
            assert_eq!(found, expected, "{year}");
        }
    }

    #[test]
    fn names_follow_the_days() {
        for (date, expected) in [
            ("2026-04-02", Some(Holiday::MaundyThursday)),
            ("2026-04-05", Some(Holiday::EasterSunday)),
            ("2026-05-14", Some(Holiday::AscensionDay)),
            ("2026-05-24", Some(Holiday::WhitSunday)),
            ("2027-05-17", Some(Holiday::ConstitutionDay)),
            ("2008-05-01", Some(Holiday::LabourDay)),
            ("2026-12-24", None),
            ("2026-12-31", None),
            ("2026-04-04", None),
            ("2026-05-23", None),
        ] {
            assert_eq!(holiday(day(date)), expected, "{date}");
        }
        let both: Vec<_> = holidays(2027).into_iter().filter(|(date, _)| *date == day("2027-05-17")).collect();
        assert_eq!(both.len(), 2);
        assert_eq!(Holiday::ALL.map(Holiday::key).into_iter().collect::<BTreeSet<_>>().len(), 12);
    }

    #[test]
    fn easter_over_the_centuries() {
        for date in ["1818-03-22", "1943-04-25", "2000-04-23", "2008-03-23", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2038-04-25"] {
            assert_eq!(easter_sunday(day(date).year()), Some(day(date)));
        }
    }

    #[test]
    fn deadlines_move_to_a_working_day() {
        for (case, date, expected) in [
            ("a Wednesday", "2026-03-18", "2026-03-18"),
            ("a Saturday", "2026-03-21", "2026-03-23"),
            ("a Sunday", "2026-03-22", "2026-03-23"),
            ("Maundy Thursday", "2026-04-02", "2026-04-07"),
            ("17 May, a Sunday", "2026-05-17", "2026-05-18"),
            ("Whit Monday on 17 May", "2027-05-17", "2027-05-18"),
            ("Christmas over a weekend", "2026-12-25", "2026-12-28"),
            ("Christmas Eve", "2026-12-24", "2026-12-24"),
        ] {
            assert_eq!(working_day_from(day(date)), day(expected), "{case}");
        }
    }

    #[test]
    fn the_day_in_oslo() {
        for (instant, date, time) in [
            ("2026-01-15T22:59:59Z", "2026-01-15", "2026-01-15T23:59:59"),
            ("2026-01-15T23:00:00Z", "2026-01-16", "2026-01-16T00:00:00"),
            ("2026-07-15T21:59:59Z", "2026-07-15", "2026-07-15T23:59:59"),
            ("2026-07-15T22:00:00Z", "2026-07-16", "2026-07-16T00:00:00"),
            ("2026-03-29T00:59:59Z", "2026-03-29", "2026-03-29T01:59:59"),
            ("2026-03-29T01:00:00Z", "2026-03-29", "2026-03-29T03:00:00"),
            ("2026-10-25T00:30:00Z", "2026-10-25", "2026-10-25T02:30:00"),
            ("2026-10-25T01:30:00Z", "2026-10-25", "2026-10-25T02:30:00"),
        ] {
            assert_eq!(oslo_day(at(instant)), day(date), "{instant}");
            assert_eq!(oslo_time(at(instant)), local(time), "{instant}");
        }
    }

    #[test]
    fn days_have_23_24_or_25_hours() {
        for (date, start, hours) in [
            ("2026-01-15", "2026-01-14T23:00:00Z", 24),
            ("2026-07-15", "2026-07-14T22:00:00Z", 24),
            ("2026-03-29", "2026-03-28T23:00:00Z", 23),
            ("2026-10-25", "2026-10-24T22:00:00Z", 25),
            ("2027-03-28", "2027-03-27T23:00:00Z", 23),
        ] {
            assert_eq!(start_of_day(day(date)), at(start), "{date}");
            let span = day_span(day(date));
            assert_eq!((span.end - span.start).num_hours(), hours, "{date}");
        }
    }

    #[test]
    fn typed_times_may_be_none_or_two() {
        assert_eq!(oslo_instant(local("2026-03-29T02:30:00")), MappedLocalTime::None);
        assert_eq!(oslo_instant(local("2026-10-25T02:30:00")), MappedLocalTime::Ambiguous(at("2026-10-25T00:30:00Z"), at("2026-10-25T01:30:00Z")));
        assert_eq!(oslo_instant(local("2026-06-01T08:00:00")), MappedLocalTime::Single(at("2026-06-01T06:00:00Z")));
    }

    #[test]
    fn of_two_readings_the_earlier_is_taken() {
        assert_eq!(read_clock(local("2026-03-29T02:30:00")), Reading::Never);
        assert_eq!(read_clock(local("2026-03-29T02:30:00")).instant(), None);
        assert_eq!(read_clock(local("2026-10-25T02:30:00")), Reading::Twice { taken: at("2026-10-25T00:30:00Z"), first: at("2026-10-25T00:30:00Z") });
        let second = read_clock(local("2026-10-25T02:30:00")).chosen(true);
        assert_eq!((second.instant(), second.took_the_earlier()), (Some(at("2026-10-25T01:30:00Z")), false));
        assert_eq!(read_clock(local("2026-06-01T08:00:00")).chosen(true), Reading::Once(at("2026-06-01T06:00:00Z")));
        assert_eq!(read_clock(local("2026-10-25T02:30:00")).instant(), Some(at("2026-10-25T00:30:00Z")));
        assert_eq!(read_clock(local("2026-06-01T08:00:00")), Reading::Once(at("2026-06-01T06:00:00Z")));
    }

    #[test]
    fn weeks_are_iso_weeks() {
        for (date, week, monday) in [
            ("2026-01-01", (2026, 1), "2025-12-29"),
            ("2027-01-01", (2026, 53), "2026-12-28"),
            ("2026-11-22", (2026, 47), "2026-11-16"),
            ("2024-12-30", (2025, 1), "2024-12-30"),
        ] {
            assert_eq!(iso_week(day(date)), week, "{date}");
            assert_eq!(monday_of(day(date)), day(monday), "{date}");
        }
    }

    #[test]
    fn ages_are_whole_years() {
        for (case, born, date, age) in [
            ("the day before", "2008-11-23", "2026-11-22", Some(17)),
            ("the birthday", "2008-11-22", "2026-11-22", Some(18)),
            ("29 February, common year, 28 February", "2008-02-29", "2026-02-28", Some(17)),
            ("29 February, common year, 1 March", "2008-02-29", "2026-03-01", Some(18)),
            ("29 February, leap year", "2008-02-29", "2028-02-29", Some(20)),
            ("the day of birth", "2026-11-22", "2026-11-22", Some(0)),
            ("before birth", "2026-11-23", "2026-11-22", None),
        ] {
            assert_eq!(age_on(day(born), day(date)), age, "{case}");
        }
    }

    proptest! {
        #[test]
        fn a_day_starts_in_itself(days in -25_000_i64..60_000) {
            let date = day("1970-01-01") + Duration::days(days);
            let span = day_span(date);
            prop_assert_eq!(oslo_day(span.start), date);
            prop_assert_eq!(oslo_day(span.start - Duration::microseconds(1)), date.pred_opt().unwrap());
            prop_assert_eq!(oslo_day(span.end - Duration::microseconds(1)), date);
        }

        #[test]
        fn easter_is_a_sunday_in_spring(year in 1583..4000) {
            let easter = easter_sunday(year).unwrap();
            prop_assert_eq!(easter.weekday(), Weekday::Sun);
            prop_assert!((81..=116).contains(&easter.ordinal()), "{}", easter);
        }
    }
}
