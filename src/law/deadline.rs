//! When a deadline is due, when to warn of it, when it comes again, and how it is said how near it is.
//!
//! Four ways of counting (law.md § 8.2), and one that counts back. Hours are always hours that have passed: on the night when the clocks go
//! forward a restraint bed's 24 hours end at 13:00 if they began at 12:00 (strgjfl § 38). "Days" in strgjfl § 37 keep the time of day. What is
//! counted by dates lasts to the end of its last day (domstolloven § 148): of a month without that number its last day, and where § 149 applies
//! the next working day. Statutory limits on what is done to somebody are never lengthened by a holiday.

use chrono::{DateTime, Days, Months, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::calendar;
use super::rule::{Clock, Malformed, Rule, Span, Unit, Value};

/// When on a day something is told that is due on another day.
const MORNING: NaiveTime = match NaiveTime::from_hms_opt(7, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// The end of a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The first instant at which it is too late.
    pub at: DateTime<Utc>,
    /// The last day on which it is not.
    pub on: NaiveDate,
    /// By the clock; else the whole of that day.
    pub timed: bool,
}

impl Due {
    /// By the clock.
    pub fn at(at: DateTime<Utc>) -> Self {
        Self { at, on: calendar::oslo_day(at), timed: true }
    }

    /// The whole of a day.
    pub fn day(on: NaiveDate) -> Self {
        Self { at: calendar::day_span(on).end, on, timed: false }
    }

    /// Whether it is too late.
    pub fn over(self, now: DateTime<Utc>) -> bool {
        now >= self.at
    }

    /// How near it is.
    pub fn standing(self, now: DateTime<Utc>) -> Standing {
        let today = calendar::oslo_day(now);
        let days = (self.on - today).num_days();
        match (self.over(now), days) {
            (true, _) if self.timed && now - self.at < TimeDelta::hours(24) => Standing::HoursOver((now - self.at).num_hours()),
            // By the clock and past it since more than a day, or past the end of a day: yesterday at the least.
            (true, _) => Standing::DaysOver((-days).max(1)),
            (false, ..=0) => Standing::Today,
            (false, 1) => Standing::Tomorrow,
            (false, 2..=WEEK) => Standing::ThisWeek,
            (false, _) => Standing::In(days),
        }
    }
}

/// The last of the days that are called by their weekday: this one and six more are a week.
const WEEK: i64 = 6;

/// How near the end of a deadline is: what a chip says, and under which heading it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Past it by less than a day; whole hours, none within the first.
    HoursOver(i64),
    /// Past it by so many days.
    DaysOver(i64),
    /// Today, and not past it.
    Today,
    /// Tomorrow.
    Tomorrow,
    /// On a day of the coming week, which its weekday names.
    ThisWeek,
    /// After so many days.
    In(i64),
}

/// How the items of a list are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// Over the limit.
    Over,
    /// Today.
    Today,
    /// Within the week.
    Week,
    /// Later.
    Later,
}

impl Standing {
    /// Its group.
    pub fn band(self) -> Band {
        match self {
            Self::HoursOver(_) | Self::DaysOver(_) => Band::Over,
            Self::Today => Band::Today,
            Self::Tomorrow | Self::ThisWeek => Band::Week,
            Self::In(_) => Band::Later,
        }
    }
}

impl Band {
    /// The instants of the group's ends as seen from now: what is due before the first is over, before the second today, before the third
    /// within the week.
    pub fn ends(now: DateTime<Utc>) -> [DateTime<Utc>; 3] {
        let today = calendar::oslo_day(now);
        let last = today.checked_add_days(Days::new(WEEK.unsigned_abs())).unwrap_or(today);
        // What lasts to the end of a day is due at the first instant of the next.
        [now, calendar::day_span(today).end, calendar::day_span(last).end]
    }
}

/// A day so many spans later, or earlier. Of a month without that number its last day (domstolloven § 148).
fn shift(day: NaiveDate, span: Span, times: u32, forward: bool) -> Option<NaiveDate> {
    let n = span.n.checked_mul(times)?;
    match (span.unit, forward) {
        (Unit::Hours, _) => None,
        (Unit::Days, true) => day.checked_add_days(Days::new(u64::from(n))),
        (Unit::Days, false) => day.checked_sub_days(Days::new(u64::from(n))),
        (Unit::Weeks, true) => day.checked_add_days(Days::new(u64::from(n) * 7)),
        (Unit::Weeks, false) => day.checked_sub_days(Days::new(u64::from(n) * 7)),
        (Unit::Months, true) => day.checked_add_months(Months::new(n)),
        (Unit::Months, false) => day.checked_sub_months(Months::new(n)),
        (Unit::Years, true) => day.checked_add_months(Months::new(n.checked_mul(12)?)),
        (Unit::Years, false) => day.checked_sub_months(Months::new(n.checked_mul(12)?)),
    }
}

/// The hours of a span that runs by hours: of a day 24, whatever the clocks show.
fn hours(span: Span, times: u32) -> Option<TimeDelta> {
    let n = i64::from(span.n.checked_mul(times)?);
    match span.unit {
        Unit::Hours => TimeDelta::try_hours(n),
        Unit::Days => TimeDelta::try_hours(n.checked_mul(24)?),
        Unit::Weeks => TimeDelta::try_hours(n.checked_mul(168)?),
        // A month has no number of hours.
        Unit::Months | Unit::Years => None,
    }
}

/// A day and time of day so many spans later. Of a time that comes twice the first, of one that is skipped the moment after.
fn same_time(from: DateTime<Utc>, span: Span, times: u32) -> Option<DateTime<Utc>> {
    let local = calendar::oslo_time(from);
    let day = shift(local.date(), span, times, true)?;
    // No days later is the very instant, also in the hour that comes twice.
    if day == local.date() { Some(from) } else { Some(calendar::scheduled(day, local.time()).max(from)) }
}

/// An end that is still to be moved to a working day, where that applies.
fn nominal(clock: Clock, span: Span, times: u32, from: Due) -> Option<Due> {
    match clock {
        Clock::Before => shift(from.on, span, times, false).map(Due::day),
        _ if span.unit == Unit::Hours => hours(span, times).and_then(|h| from.at.checked_add_signed(h)).map(Due::at),
        Clock::Elapsed => hours(span, times).and_then(|h| from.at.checked_add_signed(h)).or_else(|| same_time(from.at, span, times)).map(Due::at),
        Clock::CalendarDay => same_time(from.at, span, times).map(Due::at),
        Clock::DateArithmetic | Clock::WorkingDayEnd => shift(from.on, span, times, true).map(Due::day),
    }
}

/// Where it ends in fact: domstolloven § 149 for what ends on working days, also for what is counted in hours (to the end of the next one;
/// to be confirmed, law.md § 9).
fn settled(clock: Clock, due: Due) -> Due {
    if clock == Clock::WorkingDayEnd && !calendar::is_working_day(due.on) { Due::day(calendar::working_day_from(due.on)) } else { due }
}

/// How a rule runs: what of it is needed for counting. Kept with every item, so that it counts on as it began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// By which clock.
    pub clock: Clock,
    /// How long; none where the document says the day itself.
    pub span: Option<Span>,
    /// After that, again each.
    pub repeat: Option<Span>,
    /// How long before to warn.
    pub warn: Vec<Span>,
}

impl From<&Rule> for Course {
    fn from(rule: &Rule) -> Self {
        let span = match rule.value {
            Value::Span(span) => Some(span),
            _ => None,
        };
        Self { clock: rule.clock, span, repeat: rule.repeat, warn: rule.warn.clone() }
    }
}

impl Course {
    /// The end of a round, the first being 1. `stated` is the day that the document gives; what counts back counts from it.
    /// None where the rule has no time of its own and no day is stated, where a round is asked for that there is not, or beyond the calendar.
    pub fn due(&self, from: DateTime<Utc>, stated: Option<Due>, round: u32) -> Option<Due> {
        let begins = Due::at(from);
        let first = match (self.clock, stated, self.span) {
            (Clock::Before, _, Some(span)) => nominal(Clock::Before, span, 1, stated.unwrap_or(begins))?,
            (_, Some(stated), _) => stated,
            (clock, None, Some(span)) => nominal(clock, span, 1, begins)?,
            (_, None, None) => return None,
        };
        match (round, self.repeat) {
            (0, _) => None,
            (1, _) if stated.is_some() && self.clock != Clock::Before => Some(first),
            (1, _) => Some(settled(self.clock, first)),
            // Counted from the first end, not from round to round: the 31st stays the 31st after a February.
            (n, Some(repeat)) => nominal(forward(self.clock), repeat, n - 1, first).map(|due| settled(self.clock, due)),
            (_, None) => None,
        }
    }

    /// When to warn of an end: in order, after the event, before the end. Of what is due on a day, in the morning.
    pub fn warnings(&self, from: DateTime<Utc>, due: Due) -> Vec<DateTime<Utc>> {
        let mut at: Vec<DateTime<Utc>> = self.warn.iter().filter_map(|span| warning(due, *span)).filter(|w| *w > from && *w < due.at).collect();
        at.sort_unstable();
        at.dedup();
        at
    }
}

/// Spans as a kept row has them: `7 days;3 days`.
///
/// # Errors
/// When one is none.
pub fn spans(text: &str) -> Result<Vec<Span>, Malformed> {
    text.split(';').map(str::trim).filter(|s| !s.is_empty()).map(str::parse).collect()
}

/// What counts back the first time goes forward by dates from there.
fn forward(clock: Clock) -> Clock {
    if clock == Clock::Before { Clock::DateArithmetic } else { clock }
}

fn warning(due: Due, span: Span) -> Option<DateTime<Utc>> {
    if span.unit == Unit::Hours {
        return due.at.checked_sub_signed(hours(span, 1)?);
    }
    let day = shift(due.on, span, 1, false)?;
    Some(if due.timed { calendar::scheduled(day, calendar::oslo_time(due.at).time()) } else { calendar::scheduled(day, MORNING) })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use chrono::TimeZone as _;
    use chrono_tz::Europe::Oslo;
    use proptest::prelude::*;

    use super::*;

    fn span(text: &str) -> Span {
        text.parse().unwrap()
    }

    /// A time on the clock in Oslo.
    fn oslo(text: &str) -> DateTime<Utc> {
        let local = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        Oslo.from_local_datetime(&local).earliest().unwrap().with_timezone(&Utc)
    }

    fn course(clock: Clock, value: &str, repeat: &str, warn: &[&str]) -> Course {
        Course { clock, span: value.parse().ok(), repeat: repeat.parse().ok(), warn: warn.iter().map(|w| span(w)).collect() }
    }

    /// As a clock and a calendar in Oslo show it: with the time, or the day alone.
    fn shown(due: Due) -> String {
        let at = calendar::oslo_time(due.at);
        if due.timed { at.format("%Y-%m-%d %H:%M").to_string() } else { due.on.to_string() }
    }

    #[test]
    fn each_clock_as_its_section_says() {
        use Clock::{Before, CalendarDay, DateArithmetic, Elapsed, WorkingDayEnd};
        for (case, clock, value, from, expected) in [
            ("T12 strgjfl § 37(5): 14 days across the DST night keep the time of day", CalendarDay, "14 days", "2026-03-20 10:00", "2026-04-03 10:00"),
            ("T12 strgjfl § 37(5): pure hours would be an hour later", Elapsed, "336 hours", "2026-03-20 10:00", "2026-04-03 11:00"),
            ("T12 strgjfl § 37(5): 42 days, 1 May is no reason to wait", CalendarDay, "42 days", "2026-03-20 10:00", "2026-05-01 10:00"),
            ("T13 strgjfl § 38(5): 24 hours over the night of 23", Elapsed, "24 hours", "2026-03-28 12:00", "2026-03-29 13:00"),
            ("strgjfl § 38(5): 24 hours over the night of 25", Elapsed, "24 hours", "2026-10-24 12:00", "2026-10-25 11:00"),
            ("strgjfl § 38(6): three døgn by hours, whatever the clocks", Elapsed, "3 days", "2026-03-28 12:00", "2026-03-31 13:00"),
            ("strgjfl § 39: 24 hours on an ordinary day", Elapsed, "24 hours", "2026-11-23 09:15", "2026-11-24 09:15"),
            ("strpl § 183(1): 48 hours, not lengthened by Easter", Elapsed, "48 hours", "2026-04-01 18:00", "2026-04-03 18:00"),
            ("strpl § 183(1): the third day after, a Good Friday", DateArithmetic, "3 days", "2026-03-31 23:59", "2026-04-03"),
            ("strpl § 183(2): the day after, whatever the time of the arrest", DateArithmetic, "1 days", "2026-11-22 00:05", "2026-11-23"),
            ("strl § 43(1): three months before the frame ends", Before, "3 months", "2027-05-31 12:00", "2027-02-28"),
            ("strl § 43(1): three months before, in a leap year", Before, "3 months", "2028-05-31 12:00", "2028-02-29"),
            ("strgjfl § 7 e, fvl § 28: seven days end on a Sunday, so on Monday", WorkingDayEnd, "7 days", "2026-11-22 14:00", "2026-11-30"),
            ("strgjfl § 7 e: seven days end on Christmas Day, a Friday, so on Monday", WorkingDayEnd, "7 days", "2026-12-18 09:00", "2026-12-28"),
            ("strgjfl § 7 e: Christmas Eve is a working day", WorkingDayEnd, "7 days", "2026-12-17 09:00", "2026-12-24"),
            ("strgjfl § 7 e: seven days end on Maundy Thursday, so after Easter", WorkingDayEnd, "7 days", "2026-03-26 09:00", "2026-04-07"),
            ("strgjfl § 7 e: 48 hours within the week end by the clock", WorkingDayEnd, "48 hours", "2026-11-23 15:30", "2026-11-25 15:30"),
            ("strgjfl § 7 e: 48 hours that end on a Saturday last to the end of Monday", WorkingDayEnd, "48 hours", "2026-11-26 15:30", "2026-11-30"),
            ("strgjfl § 7 e: 48 hours into 17 May, which is Whit Monday too", WorkingDayEnd, "48 hours", "2027-05-15 10:00", "2027-05-18"),
            ("strgjfl § 7 e: seven days end on Easter Monday, so on Tuesday", WorkingDayEnd, "7 days", "2027-03-22 09:00", "2027-03-30"),
            ("strgjfl § 7 e: seven days end on Good Friday, so after Easter", WorkingDayEnd, "7 days", "2027-03-19 09:00", "2027-03-30"),
            ("strgjfl § 7 e: 48 hours that end on Easter Eve", WorkingDayEnd, "48 hours", "2027-03-25 10:00", "2027-03-30"),
            ("strgjfl § 7 e: seven days end on 17 May, a Wednesday", WorkingDayEnd, "7 days", "2028-05-10 09:00", "2028-05-18"),
            ("strgjfl § 7 e: seven days end on 17 May, a Sunday: the Monday is no holiday", WorkingDayEnd, "7 days", "2026-05-10 09:00", "2026-05-18"),
            ("strgjfl § 7 e: seven days end on Ascension Day", WorkingDayEnd, "7 days", "2027-04-29 09:00", "2027-05-07"),
            ("strgjfl § 7 e: three weeks end on 1 May, a Saturday", WorkingDayEnd, "3 weeks", "2027-04-10 09:00", "2027-05-03"),
            ("strpl § 183(1): 48 hours are not lengthened by 17 May", Elapsed, "48 hours", "2028-05-15 18:00", "2028-05-17 18:00"),
            ("strpl § 183(1): 48 hours over the night of 23 hours", Elapsed, "48 hours", "2027-03-27 18:00", "2027-03-29 19:00"),
            ("strpl § 183(1): 48 hours over the night of 25 hours", Elapsed, "48 hours", "2026-10-24 18:00", "2026-10-26 17:00"),
            ("forskrift § 3-41: three months from 30 November end with February", DateArithmetic, "3 months", "2026-11-30 10:00", "2027-02-28"),
            ("forskrift § 3-41: one year from a leap day", DateArithmetic, "1 years", "2028-02-29 10:00", "2029-02-28"),
            ("strgjfl § 37(5): one year from a leap day, by the clock", CalendarDay, "1 years", "2028-02-29 10:00", "2029-02-28 10:00"),
            ("FOR-2013-1099 § 6: four months from the last of October", DateArithmetic, "4 months", "2026-10-31 10:00", "2027-02-28"),
            ("strpl § 455: a week is seven days", DateArithmetic, "1 weeks", "2026-11-22 10:00", "2026-11-29"),
            ("strgjfl § 37(8): a time that is skipped comes when the clocks have gone forward", CalendarDay, "3 days", "2026-03-26 02:30", "2026-03-29 03:00"),
            ("strgjfl § 37(8): of a time that comes twice the first", CalendarDay, "3 days", "2026-10-22 02:30", "2026-10-25 02:30"),
        ] {
            let due = course(clock, value, "", &[]).due(oslo(from), None, 1).unwrap();
            assert_eq!(shown(due), expected, "{case}");
        }
        let twice = course(CalendarDay, "3 days", "", &[]).due(oslo("2026-10-22 02:30"), None, 1).unwrap();
        assert_eq!(twice.at, Utc.with_ymd_and_hms(2026, 10, 25, 0, 30, 0).unwrap(), "the first of the two");
    }

    #[test]
    fn a_day_ends_when_the_next_begins_whatever_the_clocks_do() {
        for (case, day, end) in [
            ("strpl § 187 a: an order to the day of 23 hours", "2027-03-28", "2027-03-28T22:00:00Z"),
            ("strpl § 187 a: to the day before it", "2027-03-27", "2027-03-27T23:00:00Z"),
            ("strpl § 187 a: to the day of 25 hours", "2026-10-25", "2026-10-25T23:00:00Z"),
            ("strpl § 187 a: to the day before it", "2026-10-24", "2026-10-24T22:00:00Z"),
            ("strpl § 187 a: 17 May is a day like others to be released on", "2028-05-17", "2028-05-17T22:00:00Z"),
        ] {
            assert_eq!(Due::day(day.parse().unwrap()).at, end.parse::<DateTime<Utc>>().unwrap(), "{case}");
        }
    }

    #[test]
    fn rounds_count_from_the_first_end() {
        for (case, course, from, expected) in [
            (
                "T12 strgjfl § 37(5): the reports to KDI after 42 days",
                course(Clock::CalendarDay, "42 days", "14 days", &[]),
                "2026-03-20 10:00",
                vec!["2026-05-01 10:00", "2026-05-15 10:00", "2026-05-29 10:00"],
            ),
            (
                "strgjfl § 38(5): a restraint bed each 24 hours, also over the DST night",
                course(Clock::Elapsed, "24 hours", "24 hours", &[]),
                "2026-03-27 12:00",
                vec!["2026-03-28 12:00", "2026-03-29 13:00", "2026-03-30 13:00"],
            ),
            (
                "forskrift § 3-41: month ends do not drift",
                course(Clock::DateArithmetic, "3 months", "3 months", &[]),
                "2026-08-31 10:00",
                vec!["2026-11-30", "2027-02-28", "2027-05-30"],
            ),
            ("forskrift § 3-41: never again without a repetition", course(Clock::DateArithmetic, "3 months", "", &[]), "2026-08-31 10:00", vec!["2026-11-30"]),
        ] {
            let rounds: Vec<String> = (1..).map_while(|n| course.due(oslo(from), None, n)).take(expected.len() + 1).map(shown).collect();
            assert!(rounds.starts_with(&expected.iter().map(|e| (*e).to_owned()).collect::<Vec<_>>()), "{case}: {rounds:?}");
            assert_eq!(rounds.len() > expected.len(), course.repeat.is_some(), "{case}");
        }
    }

    #[test]
    fn a_document_may_say_the_day_itself() {
        let expiry = course(Clock::DateArithmetic, "stated", "", &["7 days", "3 days", "1 days"]);
        let ordered = oslo("2026-11-20 13:00");
        assert_eq!(expiry.due(ordered, None, 1), None, "strpl § 187 a: no order without its expiry");
        let sunday = Due::day("2026-12-06".parse().unwrap());
        assert_eq!(expiry.due(ordered, Some(sunday), 1), Some(sunday), "strpl § 187 a: a Sunday is no reason to hold anybody longer");
        let warnings: Vec<String> = expiry.warnings(ordered, sunday).into_iter().map(|w| calendar::oslo_time(w).to_string()).collect();
        assert_eq!(warnings, ["2026-11-29 07:00:00", "2026-12-03 07:00:00", "2026-12-05 07:00:00"], "7, 3 and 1 days before");
        let asked = course(Clock::Before, "1 days", "", &[]);
        assert_eq!(asked.due(ordered, Some(sunday), 1).map(shown).as_deref(), Some("2026-12-05"), "strpl § 185(5): the day before");
        let late = oslo("2026-12-04 10:00");
        assert_eq!(expiry.warnings(late, sunday).len(), 1, "no warning before the order was made");
    }

    #[test]
    fn how_near_it_is_said_to_be() {
        let now = oslo("2026-11-23 10:00");
        let on = |text: &str| Due::day(text.parse().unwrap());
        for (case, due, expected, band) in [
            ("by the clock, 40 minutes ago", Due::at(oslo("2026-11-23 09:20")), Standing::HoursOver(0), Band::Over),
            ("at this very instant", Due::at(now), Standing::HoursOver(0), Band::Over),
            ("by the clock, yesterday evening", Due::at(oslo("2026-11-22 22:00")), Standing::HoursOver(12), Band::Over),
            ("by the clock, the day before yesterday", Due::at(oslo("2026-11-21 22:00")), Standing::DaysOver(2), Band::Over),
            ("a day, yesterday", on("2026-11-22"), Standing::DaysOver(1), Band::Over),
            ("a day, two days ago", on("2026-11-21"), Standing::DaysOver(2), Band::Over),
            ("the whole of today", on("2026-11-23"), Standing::Today, Band::Today),
            ("today at 14:00", Due::at(oslo("2026-11-23 14:00")), Standing::Today, Band::Today),
            ("tomorrow", on("2026-11-24"), Standing::Tomorrow, Band::Week),
            ("Thursday", on("2026-11-26"), Standing::ThisWeek, Band::Week),
            ("the last weekday named", on("2026-11-29"), Standing::ThisWeek, Band::Week),
            ("a week from today", on("2026-11-30"), Standing::In(7), Band::Later),
            ("in 19 days", on("2026-12-12"), Standing::In(19), Band::Later),
        ] {
            assert_eq!(due.standing(now), expected, "{case}");
            assert_eq!(due.standing(now).band(), band, "{case}");
            let [over, today, week] = Band::ends(now);
            let by_instant = match due.at {
                at if at <= over => Band::Over,
                at if at <= today => Band::Today,
                at if at <= week => Band::Week,
                _ => Band::Later,
            };
            assert_eq!(by_instant, band, "{case}: the list's question agrees");
        }
    }

    fn any_unit() -> impl Strategy<Value = Unit> {
        prop_oneof![Just(Unit::Hours), Just(Unit::Days), Just(Unit::Weeks), Just(Unit::Months), Just(Unit::Years)]
    }

    fn any_clock() -> impl Strategy<Value = Clock> {
        prop_oneof![Just(Clock::Elapsed), Just(Clock::CalendarDay), Just(Clock::DateArithmetic), Just(Clock::WorkingDayEnd)]
    }

    fn instant() -> impl Strategy<Value = DateTime<Utc>> {
        // 2000 to 2060, by the minute.
        (0_i64..31_536_000).prop_map(|m| Utc.timestamp_opt(946_684_800 + m * 60, 0).unwrap())
    }

    proptest! {
        #[test]
        fn never_due_before_the_event(clock in any_clock(), unit in any_unit(), n in 0_u32..60, from in instant()) {
            let due = Course { clock, span: Some(Span { n, unit }), repeat: None, warn: Vec::new() }.due(from, None, 1).unwrap();
            prop_assert!(due.at >= from, "{due:?}");
            prop_assert!(due.on >= calendar::oslo_day(from));
            prop_assert_eq!(calendar::oslo_day(due.at - TimeDelta::microseconds(i64::from(!due.timed))), due.on);
        }

        #[test]
        fn counted_back_it_lies_before(n in 1_u32..24, unit in prop_oneof![Just(Unit::Days), Just(Unit::Weeks), Just(Unit::Months)], from in instant()) {
            let due = Course { clock: Clock::Before, span: Some(Span { n, unit }), repeat: None, warn: Vec::new() }.due(from, None, 1).unwrap();
            prop_assert!(due.at <= from);
            // From there the whole span still fits before the day.
            let span = Span { n, unit };
            prop_assert!(shift(due.on, span, 1, true).unwrap() <= calendar::oslo_day(from));
        }

        #[test]
        fn warnings_come_in_order_between_event_and_end(clock in any_clock(), n in 1_u32..40, unit in any_unit(), warn in prop::collection::vec((0_u32..40, any_unit()), 0..5), from in instant()) {
            let course = Course { clock, span: Some(Span { n, unit }), repeat: None, warn: warn.into_iter().map(|(n, unit)| Span { n, unit }).collect() };
            let due = course.due(from, None, 1).unwrap();
            let warnings = course.warnings(from, due);
            prop_assert!(warnings.windows(2).all(|w| w[0] < w[1]));
            prop_assert!(warnings.iter().all(|w| *w > from && *w < due.at));
        }

        #[test]
        fn a_working_day_end_is_a_working_day(n in 0_u32..80, unit in any_unit(), from in instant()) {
            let due = Course { clock: Clock::WorkingDayEnd, span: Some(Span { n, unit }), repeat: None, warn: Vec::new() }.due(from, None, 1).unwrap();
            prop_assert!(calendar::is_working_day(due.on), "{due:?}");
        }

        #[test]
        fn rounds_strictly_increase(clock in any_clock(), n in 1_u32..40, unit in any_unit(), every in 7_u32..40, each in any_unit(), from in instant()) {
            // Where the end moves to a working day, rounds a week apart are the closest that cannot meet.
            let each = if clock == Clock::WorkingDayEnd && each == Unit::Hours { Unit::Days } else { each };
            let course = Course { clock, span: Some(Span { n, unit }), repeat: Some(Span { n: every, unit: each }), warn: Vec::new() };
            let rounds: Vec<Due> = (1..7).map(|round| course.due(from, None, round).unwrap()).collect();
            prop_assert!(rounds.windows(2).all(|w| w[0].at < w[1].at && w[0].on <= w[1].on), "{rounds:?}");
        }

        #[test]
        fn over_is_over(seconds in -3_000_000_i64..3_000_000, timed: bool) {
            let now = oslo("2026-11-23 10:00");
            let at = now + TimeDelta::seconds(seconds);
            let due = if timed { Due::at(at) } else { Due::day(calendar::oslo_day(at)) };
            prop_assert_eq!(due.standing(now).band() == Band::Over, due.over(now));
        }
    }
}
