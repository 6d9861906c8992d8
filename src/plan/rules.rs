//! Which family of rules somebody belongs to, who signs besides, what differs between two versions. Pure.

use chrono::{DateTime, NaiveDate, Utc};

use crate::law::calendar;
use crate::law::rule::{Book, Value};
use crate::law::sentence::Amount;

/// Whether somebody is held without a judgment: arrested, on remand, or on a ground that is not known. Everything of the plan is then as far as they want,
/// and nothing presumes guilt.
pub fn unconvicted(legal_status: Option<&str>) -> bool {
    matches!(legal_status, Some("arrested" | "remand" | "none"))
}

/// The family by which the plan's rules are chosen: why somebody is held, else how long is left. None: everybody's rule.
pub fn family(book: &Book, legal_status: Option<&str>, release: Option<NaiveDate>, today: NaiveDate) -> Option<&'static str> {
    // How long is left, by the service's own limits; where it has none, nobody is of the family.
    let limit = |subject: &str| book.on(today).span("plan.family", subject).ok().and_then(|(span, _)| Amount::of(span)).map(|a| a.after(today));
    match (legal_status, release) {
        _ if unconvicted(legal_status) => Some("remand"),
        (Some("preventive_detention"), _) => Some("preventive_detention"),
        (_, Some(day)) if limit("under_6_months").is_some_and(|end| day < end) => Some("under_6_months"),
        (_, Some(day)) if limit("over_5_years").is_some_and(|end| day >= end) => Some("over_5_years"),
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
        let (book, today) = (crate::reference::law_of_the_files(), day("2026-11-23"));
        assert_eq!(family(&Book::default(), Some("sentenced"), Some(today), today), None, "no rule, no family");
        for (status, release, expected) in [
            (Some("remand"), Some("2026-12-01"), Some("remand")),
            (Some("arrested"), None, Some("remand")),
            (Some("preventive_detention"), None, Some("preventive_detention")),
            (Some("sentenced"), Some("2027-05-22"), Some("under_6_months")),
            (Some("sentenced"), Some("2027-05-23"), None),
            (Some("sentenced"), Some("2031-11-22"), None),
            (Some("sentenced"), Some("2031-11-23"), Some("over_5_years")),
            (Some("sentenced"), None, None),
        ] {
            assert_eq!(family(&book, status, release.map(day), today), expected, "{status:?} {release:?}");
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
