//! Which family of rules somebody belongs to, who signs besides, what differs between two versions. Pure.

use chrono::{DateTime, Months, NaiveDate, Utc};

use crate::law::calendar;
use crate::law::rule::{Book, Value};

/// The family by which the plan's rules are chosen: why somebody is held, else how long is left. None: everybody's rule.
pub fn family(legal_status: Option<&str>, release: Option<NaiveDate>, today: NaiveDate) -> Option<&'static str> {
    let within = |months: u32| release.zip(today.checked_add_months(Months::new(months))).is_some_and(|(day, end)| day < end);
    match legal_status {
        Some("remand" | "none") => Some("remand"),
        Some("preventive_detention") => Some("preventive_detention"),
        _ if release.is_none() => None,
        _ if within(6) => Some("under_6_months"),
        _ if !within(60) => Some("over_5_years"),
        _ => None,
    }
}

/// Whether the governor signs besides whoever made the plan, by the rule of the day. No rule: nobody does.
pub fn countersigned(book: &Book, day: NaiveDate, family: Option<&str>) -> bool {
    matches!(book.on(day).rule("plan.countersign", family.unwrap_or_default()).map(|r| &r.value), Ok(Value::Way(way)) if way == "governor")
}

/// From when the days of a stay are counted: its beginning, and for whoever was in custody before, when the plan came into use there. That is the first
/// day of the rule as the service has it, or the day on which the database learnt of plans: nobody is late from the first day.
pub fn counted_from(book: &Book, today: NaiveDate, admitted: DateTime<Utc>, in_use: Option<DateTime<Utc>>) -> DateTime<Utc> {
    let rule = book.on(today).rule("plan.assessment", "").ok().map(|r| calendar::start_of_day(r.valid_from));
    [rule, in_use].into_iter().flatten().fold(admitted, DateTime::max)
}

/// A goal as a version has it: its id, and what it says.
pub type Said<'a> = (uuid::Uuid, &'a str);

/// What became of a goal between two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    New,
    /// It says something else.
    Changed,
    /// It is as it was.
    Same,
    /// It is no longer there.
    Gone,
}

/// The goals of the later version in its order, then those that only the earlier one has.
pub fn changes(before: &[Said<'_>], after: &[Said<'_>]) -> Vec<(uuid::Uuid, Change)> {
    let said = |list: &[Said<'_>], id| list.iter().find(|g| g.0 == id).map(|g| g.1.to_owned());
    let mut out: Vec<_> = after
        .iter()
        .map(|(id, text)| {
            let change = match said(before, *id) {
                None => Change::New,
                Some(was) if was == *text => Change::Same,
                Some(_) => Change::Changed,
            };
            (*id, change)
        })
        .collect();
    out.extend(before.iter().filter(|(id, _)| said(after, *id).is_none()).map(|(id, _)| (*id, Change::Gone)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn families() {
        let today = day("2026-11-23");
        for (status, release, expected) in [
            (Some("remand"), Some("2026-12-01"), Some("remand")),
            (Some("preventive_detention"), None, Some("preventive_detention")),
            (Some("sentenced"), Some("2027-05-22"), Some("under_6_months")),
            (Some("sentenced"), Some("2027-05-23"), None),
            (Some("sentenced"), Some("2031-11-22"), None),
            (Some("sentenced"), Some("2031-11-23"), Some("over_5_years")),
            (Some("sentenced"), None, None),
        ] {
            assert_eq!(family(status, release.map(day), today), expected, "{status:?} {release:?}");
        }
    }

    #[test]
    fn nobody_is_late_from_the_first_day() {
        let (book, today) = (crate::reference::law_of_the_files(), day("2026-11-23"));
        let at = |text: &str| calendar::start_of_day(day(text));
        assert_eq!(counted_from(&book, today, at("2026-11-01"), None), at("2026-11-01"));
        assert_eq!(counted_from(&book, today, at("2026-11-01"), Some(at("2026-11-20"))), at("2026-11-20"));
        assert_eq!(counted_from(&book, today, at("2026-11-21"), Some(at("2026-11-20"))), at("2026-11-21"));
        let rows: Vec<_> = book
            .rows()
            .cloned()
            .map(|mut r| {
                if r.id == "plan.assessment" && r.subject.is_empty() {
                    r.valid_from = day("2026-11-15");
                }
                r
            })
            .collect();
        assert_eq!(counted_from(&Book::new(rows), today, at("2019-01-01"), None), at("2026-11-15"), "the service's own first day");
    }

    #[test]
    fn versions_are_compared_goal_by_goal() {
        let id = |n: u128| Uuid::from_u128(n);
        let (before, after) = ([(id(1), "a"), (id(2), "b"), (id(3), "c")], [(id(4), "d"), (id(1), "a"), (id(2), "B")]);
        assert_eq!(changes(&before, &after), [(id(4), Change::New), (id(1), Change::Same), (id(2), Change::Changed), (id(3), Change::Gone)]);
        assert!(changes(&[], &[]).is_empty());
    }
}
