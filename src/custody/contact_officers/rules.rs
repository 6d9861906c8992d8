//! Whom to recommend, how steady it has been, when the next talk is due. Pure.

use std::cmp::Reverse;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use crate::law::calendar;

/// The longest shift that can be covered, in hours.
pub const LONGEST_SHIFT: i64 = 16;

/// A contact officer, seen from one inmate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The account.
    pub account: Uuid,
    /// The name.
    pub name: String,
    /// How many people they have.
    pub load: i64,
    /// Whether they had this person before.
    pub previous: bool,
    /// Whether they are on duty where the person lives.
    pub same_unit: bool,
    /// A language both speak, where Norwegian is not enough.
    pub language: Option<String>,
    /// Whether they are on duty within two weeks.
    pub on_duty: bool,
}

/// Why somebody stands where they stand in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// They had this person before.
    Previous,
    /// They speak it.
    Language(String),
    /// They work where the person lives.
    SameUnit,
    /// So many of so many.
    Load(i64, i64),
    /// At the cap or above it.
    Full(i64, i64),
    /// Not on duty within two weeks.
    Away,
}

/// A candidate in the order of recommendation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommended {
    /// The account.
    pub account: Uuid,
    /// The name.
    pub name: String,
    /// Every reason that counted.
    pub reasons: Vec<Reason>,
    /// Below the cap and on duty.
    pub fits: bool,
}

/// Everybody, best first: below the cap and on duty before the others, then who knows the person, who shares a language, who works on the unit, and
/// of those alike whoever has fewest. The order is a proposal; whoever assigns chooses.
pub fn recommend(candidates: &[Candidate], cap: i64) -> Vec<Recommended> {
    let mut sorted: Vec<&Candidate> = candidates.iter().collect();
    let fits = |c: &Candidate| c.load < cap && c.on_duty;
    sorted.sort_by_key(|c| {
        (Reverse(fits(c)), c.load >= cap, Reverse(c.previous), Reverse(c.language.is_some()), Reverse(c.same_unit), c.load, c.name.clone(), c.account)
    });
    sorted
        .into_iter()
        .map(|c| {
            let mut reasons = Vec::new();
            if c.previous {
                reasons.push(Reason::Previous);
            }
            if let Some(language) = &c.language {
                reasons.push(Reason::Language(language.clone()));
            }
            if c.same_unit {
                reasons.push(Reason::SameUnit);
            }
            reasons.push(if c.load < cap { Reason::Load(c.load, cap) } else { Reason::Full(c.load, cap) });
            if !c.on_duty {
                reasons.push(Reason::Away);
            }
            Recommended { account: c.account, name: c.name.clone(), reasons, fits: fits(c) }
        })
        .collect()
}

/// Somebody's time as contact officer of a person.
#[derive(Clone, Debug)]
pub struct Period {
    /// The account.
    pub account: Uuid,
    /// The name.
    pub name: String,
    /// From.
    pub from: DateTime<Utc>,
    /// Until; still, when there is none.
    pub until: Option<DateTime<Utc>>,
}

/// How steady it has been in a stay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Continuity {
    /// Each officer once, in order of the first day, with whole days begun.
    pub officers: Vec<(String, i64)>,
    /// Days without any.
    pub without: i64,
}

/// Counts the officers of a stay that began at `start`, and the days each had.
pub fn continuity(periods: &[Period], start: DateTime<Utc>, now: DateTime<Utc>) -> Continuity {
    let day = calendar::oslo_day;
    let mut sorted: Vec<&Period> = periods.iter().filter(|p| p.until.is_none_or(|u| u > start && u > p.from) && p.from <= now).collect();
    sorted.sort_by_key(|p| p.from);
    let mut officers: Vec<(Uuid, String, i64)> = Vec::new();
    let (mut covered_to, mut with) = (day(start), 0);
    for p in sorted {
        let from = p.from.max(start);
        let until = p.until.map_or(now, |u| u.min(now)).max(from);
        let days = (day(until) - day(from)).num_days() + i64::from(p.until.is_none_or(|u| u > now));
        let days = days.max(1);
        match officers.iter_mut().find(|o| o.0 == p.account) {
            Some(o) => o.2 += days,
            None => officers.push((p.account, p.name.clone(), days)),
        }
        let begin = day(from).max(covered_to);
        if day(until) > begin {
            with += (day(until) - begin).num_days();
            covered_to = day(until);
        }
    }
    let all = (day(now) - day(start)).num_days();
    Continuity { officers: officers.into_iter().map(|(_, name, days)| (name, days)).collect(), without: (all - with).max(0) }
}

/// When a talk is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// So many days ago.
    Overdue(i64),
    /// Today.
    Today,
    /// In so many days.
    In(i64),
}

/// A talk is owed every `every` days from the last one, or from when the officer got the person; earlier when they agreed so.
pub fn due(last: Option<NaiveDate>, since: NaiveDate, agreed: Option<NaiveDate>, every: i64, today: NaiveDate) -> Due {
    let by_rule = last.unwrap_or(since) + TimeDelta::days(every);
    // What was agreed in a talk before the last one has been kept or passed.
    let day = agreed.filter(|a| last.is_none_or(|l| *a > l)).map_or(by_rule, |a| a.min(by_rule));
    match (day - today).num_days() {
        0 => Due::Today,
        n if n < 0 => Due::Overdue(-n),
        n => Due::In(n),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap_or_default()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    fn officer(n: u128, load: i64) -> Candidate {
        Candidate { account: Uuid::from_u128(n), name: format!("Officer {n}"), load, previous: false, same_unit: false, language: None, on_duty: true }
    }

    #[test]
    fn the_order_and_its_reasons() {
        let full_but_known = Candidate { previous: true, ..officer(1, 8) };
        let known = Candidate { previous: true, ..officer(2, 7) };
        let speaks = Candidate { language: Some("pl".into()), ..officer(3, 5) };
        let there = Candidate { same_unit: true, ..officer(4, 6) };
        let idle = officer(5, 0);
        let away = Candidate { on_duty: false, previous: true, ..officer(6, 1) };
        let list = recommend(&[idle.clone(), full_but_known, there, away, speaks, known], 8);
        assert_eq!(list.iter().map(|r| r.account.as_u128()).collect::<Vec<_>>(), [2, 3, 4, 5, 6, 1]);
        assert_eq!(list.iter().filter(|r| r.fits).count(), 4);
        assert_eq!(list.first().map(|r| r.reasons.clone()), Some(vec![Reason::Previous, Reason::Load(7, 8)]));
        assert_eq!(list.get(4).map(|r| r.reasons.clone()), Some(vec![Reason::Previous, Reason::Load(1, 8), Reason::Away]));
        assert_eq!(list.get(5).map(|r| r.reasons.clone()), Some(vec![Reason::Previous, Reason::Full(8, 8)]));
        assert!(recommend(&[officer(1, 8), officer(2, 9)], 8).iter().all(|r| !r.fits), "not enough capacity");
        assert_eq!(recommend(&[officer(2, 3), officer(1, 3), idle], 8).first().map(|r| r.account.as_u128()), Some(5), "fewest first");
    }

    #[test]
    fn how_steady_it_has_been() {
        let (start, now) = (at("2026-11-01T08:00:00Z"), at("2026-11-21T12:00:00Z"));
        let p = |n: u128, from: &str, until: Option<&str>| Period { account: Uuid::from_u128(n), name: n.to_string(), from: at(from), until: until.map(at) };
        let periods = [
            p(9, "2026-01-01T08:00:00Z", Some("2026-02-01T08:00:00Z")),
            p(1, "2026-11-03T08:00:00Z", Some("2026-11-08T08:00:00Z")),
            p(2, "2026-11-08T08:00:00Z", Some("2026-11-15T08:00:00Z")),
            p(1, "2026-11-15T08:00:00Z", None),
        ];
        let c = continuity(&periods, start, now);
        assert_eq!(c.officers, [("1".to_owned(), 12), ("2".to_owned(), 7)], "an earlier stay does not count, the same officer counts once");
        assert_eq!(c.without, 2);
        assert_eq!(continuity(&[], start, now), Continuity { officers: Vec::new(), without: 20 });
    }

    #[test]
    fn talks_are_due() {
        let today = day("2026-11-23");
        for (case, last, since, agreed, expected) in [
            ("yesterday", Some("2026-11-22"), "2026-10-01", None, Due::In(6)),
            ("a week ago", Some("2026-11-16"), "2026-10-01", None, Due::Today),
            ("ten days ago", Some("2026-11-13"), "2026-10-01", None, Due::Overdue(3)),
            ("never, new", None, "2026-11-20", None, Due::In(4)),
            ("agreed sooner", Some("2026-11-22"), "2026-10-01", Some("2026-11-24"), Due::In(1)),
            ("agreed later does not put it off", Some("2026-11-16"), "2026-10-01", Some("2026-12-24"), Due::Today),
            ("agreed before the last talk", Some("2026-11-22"), "2026-10-01", Some("2026-11-10"), Due::In(6)),
        ] {
            assert_eq!(due(last.map(day), day(since), agreed.map(day), 7, today), expected, "{case}");
        }
    }
}
