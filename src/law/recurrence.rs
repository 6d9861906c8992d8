//! When something that comes again each week takes place: from a pattern of the week to the instants of its days, over holidays, closures and the nights on which the
//! clocks change.
//!
//! A pattern says what a clock in Oslo shows ("Tuesdays 08.00 to 11.40"), so an instant is worked out for each day by itself: eight o'clock stays eight o'clock on both
//! sides of the change, and a night watch in the bakery from 01.00 to 05.00 lasts three hours in March and five in October.

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, Utc};

use super::calendar::{self, Holiday};

/// In which weeks a pattern holds, by ISO number. Of a year with 53 weeks the last is odd and the next one too: what alternates then meets twice in a row, or rests twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weeks {
    /// In all.
    Every,
    /// In weeks with an odd number.
    Odd,
    /// In weeks with an even number.
    Even,
}

impl Weeks {
    /// Whether it holds in the week of a day.
    #[must_use]
    pub fn hold(self, day: NaiveDate) -> bool {
        let odd = calendar::iso_week(day).1 % 2 == 1;
        match self {
            Self::Every => true,
            Self::Odd => odd,
            Self::Even => !odd,
        }
    }
}

/// A time of the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// Monday is 1, as in ISO 8601 and in the database.
    pub weekday: u32,
    /// When it begins, by the clock.
    pub starts: NaiveTime,
    /// When it ends; not later than the beginning means on the next day.
    pub ends: NaiveTime,
    /// In which weeks.
    pub weeks: Weeks,
    /// Its first day.
    pub from: NaiveDate,
    /// The day from which it holds no more.
    pub until: Option<NaiveDate>,
    /// Whether it runs on public holidays: a kitchen does, a school does not.
    pub runs_on_holidays: bool,
}

/// A time in which a house, a place or a room is shut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure<T> {
    /// What it is known by.
    pub id: T,
    /// From this instant.
    pub from: DateTime<Utc>,
    /// Up to, not including, this one; none: until it is opened again.
    pub until: Option<DateTime<Utc>>,
}

impl<T> Closure<T> {
    fn meets(&self, starts: DateTime<Utc>, ends: DateTime<Utc>) -> bool {
        self.from < ends && self.until.is_none_or(|until| until > starts)
    }
}

/// Why a day of a pattern does not take place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rests<T> {
    /// A public holiday; the one with a fixed date when two fall together.
    Holiday(Holiday),
    /// Shut.
    Closed(T),
}

/// One day of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting<T> {
    /// The day on which it begins: with the pattern, its name.
    pub day: NaiveDate,
    /// When it begins.
    pub starts: DateTime<Utc>,
    /// When it ends.
    pub ends: DateTime<Utc>,
    /// Why it does not take place, if it does not.
    pub rests: Option<Rests<T>>,
    /// The clocks change while it lasts, so that it is not as long as the clock on the wall says.
    pub clocks_change: bool,
}

impl Pattern {
    /// Whether the pattern holds on a day, whatever else that day is.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        day.weekday().number_from_monday() == self.weekday && day >= self.from && self.until.is_none_or(|until| day < until) && self.weeks.hold(day)
    }

    /// Its days from the first up to, not including, the last; those that rest too, with why. On a holiday nobody asks whether the workshop was shut besides. What
    /// would begin and end in the hour that is skipped in March is no meeting at all.
    #[must_use]
    pub fn meetings<T: Clone>(&self, first: NaiveDate, end: NaiveDate, closures: &[Closure<T>]) -> Vec<Meeting<T>> {
        let first = first.max(self.from);
        let ahead = (7 + self.weekday - first.weekday().number_from_monday()) % 7;
        let Some(first) = first.checked_add_days(chrono::Days::new(u64::from(ahead))) else { return Vec::new() };
        first
            .iter_days()
            .step_by(7)
            .take_while(|day| *day < end)
            .filter(|day| self.holds_on(*day))
            .map(|day| self.meeting(day, closures))
            .filter(|meeting| meeting.ends > meeting.starts)
            .collect()
    }

    fn meeting<T: Clone>(&self, day: NaiveDate, closures: &[Closure<T>]) -> Meeting<T> {
        let last = if self.ends > self.starts { day } else { day.succ_opt().unwrap_or(day) };
        let starts = calendar::scheduled(day, self.starts);
        // What ends in the hour that does not come ends when that hour would have begun and the next does; and never before it began.
        let ends = calendar::scheduled(last, self.ends).max(starts);
        let on_the_wall = last.and_time(self.ends) - day.and_time(self.starts);
        let holiday = if self.runs_on_holidays { None } else { calendar::holiday(day).map(Rests::Holiday) };
        let rests = holiday.or_else(|| closures.iter().find(|closure| closure.meets(starts, ends)).map(|closure| Rests::Closed(closure.id.clone())));
        Meeting { day, starts, ends, rests, clocks_change: ends - starts != on_the_wall }
    }
}

/// Whether two patterns ever fill the same minute of the same week, for a warning while somebody types; the database holds it by a constraint.
#[must_use]
pub fn clash(a: &Pattern, b: &Pattern) -> bool {
    let together = match (a.weeks, b.weeks) {
        (Weeks::Every, _) | (_, Weeks::Every) => true,
        (a, b) => a == b,
    };
    let while_both = a.until.is_none_or(|until| b.from < until) && b.until.is_none_or(|until| a.from < until);
    let (first, second) = (minutes(a), minutes(b));
    // A week later it is Monday again: a night from Sunday runs into it.
    let meet = |shift: u32| first.0 + shift < second.1 && second.0 < first.1 + shift;
    let meet_back = |shift: u32| second.0 + shift < first.1 && first.0 < second.1 + shift;
    together && while_both && (meet(0) || meet(WEEK) || meet_back(WEEK))
}

const DAY: u32 = 24 * 60;
const WEEK: u32 = 7 * DAY;

/// The minutes of the week a pattern fills, from Monday midnight.
fn minutes(pattern: &Pattern) -> (u32, u32) {
    use chrono::Timelike as _;
    let of = |time: NaiveTime| time.hour() * 60 + time.minute();
    let start = (pattern.weekday.max(1) - 1) * DAY + of(pattern.starts);
    let lasts = if pattern.ends > pattern.starts { of(pattern.ends) - of(pattern.starts) } else { DAY + of(pattern.ends) - of(pattern.starts) };
    (start, start + lasts)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use chrono::{Duration, Weekday};
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn pattern(weekday: u32, starts: &str, ends: &str) -> Pattern {
        let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").unwrap();
        Pattern { weekday, starts: time(starts), ends: time(ends), weeks: Weeks::Every, from: day("2026-01-01"), until: None, runs_on_holidays: false }
    }

    fn spans(found: &[Meeting<u8>]) -> Vec<(String, String, String)> {
        found.iter().map(|m| (m.day.to_string(), m.starts.format("%H:%M").to_string(), m.ends.format("%H:%M").to_string())).collect()
    }

    #[test]
    fn eight_o_clock_stays_eight_o_clock_over_the_change() {
        let found = pattern(2, "08:00", "11:40").meetings::<u8>(day("2026-03-20"), day("2026-04-01"), &[]);
        assert_eq!(spans(&found), [("2026-03-24".into(), "07:00".into(), "10:40".into()), ("2026-03-31".into(), "06:00".into(), "09:40".into())]);
        assert!(found.iter().all(|m| m.rests.is_none() && !m.clocks_change));
    }

    #[test]
    fn what_lies_in_the_skipped_hour_does_not_take_place() {
        let skipped = pattern(7, "02:00", "03:00");
        let days: Vec<_> = skipped.meetings::<u8>(day("2026-03-22"), day("2026-04-06"), &[]).into_iter().map(|m| m.day.to_string()).collect();
        assert_eq!(days, ["2026-03-22", "2026-04-05"]);
    }

    #[test]
    fn on_the_night_of_the_change_the_length_is_the_elapsed_one() {
        for (case, starts, ends, first, hours, changes) in [
            ("bakery in March: 02 to 03 does not come", "01:00", "05:00", "2026-03-29", 3, true),
            ("bakery in October: 02 to 03 comes twice", "01:00", "05:00", "2026-10-25", 5, true),
            ("the week after", "01:00", "05:00", "2026-11-01", 4, false),
            ("from Saturday over midnight into the change", "22:00", "06:00", "2026-03-28", 7, true),
            ("from Saturday over midnight in October", "22:00", "06:00", "2026-10-24", 9, true),
            ("begins in the hour that is skipped", "02:30", "06:00", "2026-03-29", 3, true),
            ("after it", "08:00", "12:00", "2026-03-29", 4, false),
        ] {
            let first = day(first);
            let found = pattern(first.weekday().number_from_monday(), starts, ends).meetings::<u8>(first, first + Duration::days(1), &[]);
            assert_eq!(found.len(), 1, "{case}");
            assert_eq!(((found[0].ends - found[0].starts).num_hours(), found[0].clocks_change), (hours, changes), "{case}");
        }
    }

    #[test]
    fn holidays_rest_unless_the_place_runs() {
        let school = pattern(4, "08:00", "11:00");
        let found = school.meetings::<u8>(day("2026-03-26"), day("2026-05-21"), &[]);
        let rests: Vec<_> = found.iter().filter_map(|m| m.rests.clone().map(|r| (m.day.to_string(), r))).collect();
        assert_eq!(
            rests,
            [("2026-04-02".to_owned(), Rests::Holiday(Holiday::MaundyThursday)), ("2026-05-14".to_owned(), Rests::Holiday(Holiday::AscensionDay))]
        );
        let kitchen = Pattern { runs_on_holidays: true, ..school };
        assert!(kitchen.meetings::<u8>(day("2026-03-26"), day("2026-05-21"), &[]).iter().all(|m| m.rests.is_none()));
        // 17 May 2027 is Whit Monday too: one rest, with the name of the fixed day.
        let monday = pattern(1, "08:00", "11:00").meetings::<u8>(day("2027-05-17"), day("2027-05-18"), &[]);
        assert_eq!(monday[0].rests, Some(Rests::Holiday(Holiday::ConstitutionDay)));
    }

    #[test]
    fn closures_touch_what_they_meet_and_nothing_else() {
        let morning = pattern(1, "08:00", "11:00");
        // 08.00 in Oslo is 07.00 in winter.
        for (case, from, until, closed) in [
            ("ends as it begins", "2026-01-12T05:00:00Z", Some("2026-01-12T07:00:00Z"), false),
            ("ends a minute in", "2026-01-12T05:00:00Z", Some("2026-01-12T07:01:00Z"), true),
            ("begins as it ends", "2026-01-12T10:00:00Z", None, false),
            ("all week", "2026-01-11T23:00:00Z", Some("2026-01-18T23:00:00Z"), true),
            ("until further notice", "2026-01-12T09:59:00Z", None, true),
        ] {
            let closure = Closure { id: 7_u8, from: at(from), until: until.map(at) };
            let found = morning.meetings(day("2026-01-12"), day("2026-01-13"), &[closure]);
            assert_eq!(found[0].rests, closed.then_some(Rests::Closed(7)), "{case}");
        }
    }

    #[test]
    fn every_second_week_by_its_number_also_over_a_year_of_53() {
        // 2026 has 53 weeks: the last begins on 28 December.
        let odd = Pattern { weeks: Weeks::Odd, ..pattern(3, "12:00", "14:00") };
        let days: Vec<_> = odd.meetings::<u8>(day("2026-12-10"), day("2027-01-25"), &[]).into_iter().map(|m| m.day.to_string()).collect();
        assert_eq!(days, ["2026-12-16", "2026-12-30", "2027-01-06", "2027-01-20"]);
        let even = Pattern { weeks: Weeks::Even, ..odd };
        let days: Vec<_> = even.meetings::<u8>(day("2026-12-10"), day("2027-01-25"), &[]).into_iter().map(|m| m.day.to_string()).collect();
        assert_eq!(days, ["2026-12-23", "2027-01-13"]);
    }

    #[test]
    fn the_first_and_the_last_day_are_the_patterns_own() {
        let term = Pattern { from: day("2026-08-17"), until: Some(day("2026-08-31")), ..pattern(1, "08:00", "10:00") };
        let days = |first, end| term.meetings::<u8>(day(first), day(end), &[]).into_iter().map(|m| m.day.to_string()).collect::<Vec<_>>();
        assert_eq!(days("2026-01-01", "2027-01-01"), ["2026-08-17", "2026-08-24"]);
        assert_eq!(days("2026-08-18", "2026-08-24"), Vec::<String>::new());
        assert_eq!(days("2026-08-24", "2026-08-25"), ["2026-08-24"]);
    }

    #[test]
    fn patterns_that_meet() {
        let a = pattern(1, "08:00", "11:00");
        for (case, b, meets) in [
            ("the same", a.clone(), true),
            ("right after", pattern(1, "11:00", "12:00"), false),
            ("a minute into it", pattern(1, "10:59", "12:00"), true),
            ("another day", pattern(2, "08:00", "11:00"), false),
            ("a night from Sunday", pattern(7, "22:00", "08:01"), true),
            ("a night from Sunday that ends before", pattern(7, "22:00", "08:00"), false),
            ("before it begins to hold", Pattern { until: Some(day("2026-01-01")), from: day("2025-01-01"), ..a.clone() }, false),
        ] {
            assert_eq!(clash(&a, &b), meets, "{case}");
            assert_eq!(clash(&b, &a), meets, "{case}, the other way");
        }
        let (odd, even) = (Pattern { weeks: Weeks::Odd, ..a.clone() }, Pattern { weeks: Weeks::Even, ..a.clone() });
        assert!(!clash(&odd, &even) && clash(&odd, &a) && clash(&even, &even));
    }

    proptest! {
        #[test]
        fn days_come_in_order_on_their_weekday_and_once(weekday in 1_u32..=7, start in 0_u32..1440, length in 1_u32..1440, first in 0_i64..3000, span in 0_i64..200, odd in any::<bool>()) {
            let time = |minute: u32| NaiveTime::from_hms_opt(minute / 60 % 24, minute % 60, 0).unwrap();
            let p = Pattern { weekday, starts: time(start), ends: time(start + length), weeks: if odd { Weeks::Odd } else { Weeks::Every }, from: day("2024-02-01"), until: Some(day("2031-06-01")), runs_on_holidays: true };
            let first = day("2024-01-01") + Duration::days(first);
            let found = p.meetings::<u8>(first, first + Duration::days(span), &[]);
            prop_assert!(found.windows(2).all(|w| w[0].day < w[1].day));
            for m in &found {
                prop_assert!(m.day >= first && m.day < first + Duration::days(span) && p.holds_on(m.day));
                prop_assert_eq!(m.day.weekday(), Weekday::try_from(u8::try_from(weekday - 1).unwrap()).unwrap());
                prop_assert_eq!(calendar::oslo_day(m.starts), m.day);
                let wall = Duration::minutes(i64::from(length));
                let off = (m.ends - m.starts) - wall;
                prop_assert!(m.ends >= m.starts && off.abs() <= Duration::hours(1), "{off}");
                prop_assert_eq!(m.clocks_change, off != Duration::zero());
            }
            // Two halves are the whole.
            let middle = first + Duration::days(span / 2);
            let mut halves = p.meetings::<u8>(first, middle, &[]);
            halves.extend(p.meetings(middle, first + Duration::days(span), &[]));
            prop_assert_eq!(halves, found);
        }
    }
}
