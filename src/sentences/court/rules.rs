//! What is warned of before a hearing is planned. Nothing here is a stop: the court decides, and whoever plans says why.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::model::{Facts, Interpreter, Manner, Planned, Purpose};
use crate::custody::apart::Conflict;
use crate::law::calendar;
use crate::law::rule::{Day, Span, Unit};

/// Something that stands against a hearing as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// By video while kept apart from all others: not without consent (straffeprosessloven § 185 fourth subsection).
    VideoIsolated(String),
    /// By video, too long after the last time in person (the same): since when, how many days at most, where it stands.
    VideoTooLong(NaiveDate, u32, String),
    /// After the last day of the order in force: nobody may be held until then.
    AfterExpiry(NaiveDate),
    /// On a day on which courts do not sit.
    DayOff,
    /// An interpreter is needed, and none is asked for: the language.
    NoInterpreter(String),
    /// A way to a court is planned for that day already, and the hearing joins it: from, to.
    Joins(DateTime<Utc>, DateTime<Utc>),
    /// Something else at that time: a purpose or a reason, and when.
    Elsewhere(String, DateTime<Utc>),
    /// Somebody goes to the same place at the same time whom the person must be kept apart from (strgjfl. § 2, Mandela rule 12).
    Apart(Box<Conflict>),
}

impl Warning {
    /// A word for it, so that what was seen is known again.
    pub fn word(&self) -> Cow<'static, str> {
        let word = match self {
            // Of another pair it was not seen yet.
            Self::Apart(c) => return Cow::Owned(format!("apart:{}", c.keep_apart)),
            Self::VideoIsolated(_) => "video_isolated",
            Self::VideoTooLong(..) => "video_too_long",
            Self::AfterExpiry(_) => "after_expiry",
            Self::DayOff => "day_off",
            Self::NoInterpreter(_) => "no_interpreter",
            Self::Joins(..) => "joins",
            Self::Elsewhere(..) => "elsewhere",
        };
        Cow::Borrowed(word)
    }

    /// Whether the law or somebody's safety stands against it, so that a reason must be written.
    pub fn asks_reason(&self) -> bool {
        matches!(self, Self::VideoIsolated(_) | Self::VideoTooLong(..) | Self::AfterExpiry(_) | Self::Apart(_))
    }
}

/// The rule of hearings by video.
const REMOTE: &str = "remand.remote_maximum";

/// What to warn of. `law` is open at the day of the hearing.
pub fn warnings(planned: &Planned, facts: &Facts, law: Day<'_>) -> Vec<Warning> {
    let day = calendar::oslo_day(planned.starts_at);
    let mut found = Vec::new();
    // § 185 is about remand; a main hearing or an appeal by video follows other rules.
    let remand = matches!(planned.purpose, Purpose::FirstHearing | Purpose::RemandExtension);
    if planned.manner == Manner::Video && remand {
        let cite = law.rule(REMOTE, "").map(|r| r.cite.to_string()).unwrap_or_default();
        if facts.isolated {
            found.push(Warning::VideoIsolated(cite));
        }
        if let (Ok((span, rule)), Some(last)) = (law.span(REMOTE, ""), facts.in_person_on)
            && (day - last).num_days() > days(span)
        {
            found.push(Warning::VideoTooLong(last, span.n, rule.cite.to_string()));
        }
    }
    if let Some(last) = facts.remand_until
        && planned.purpose == Purpose::RemandExtension
        && day > last
    {
        found.push(Warning::AfterExpiry(last));
    }
    if !calendar::is_working_day(day) && planned.purpose != Purpose::FirstHearing {
        found.push(Warning::DayOff);
    }
    if let Some(language) = &facts.language
        && planned.interpreter == Interpreter::None
    {
        found.push(Warning::NoInterpreter(language.clone()));
    }
    if let Some((out, back)) = facts.way
        && planned.manner == Manner::InPerson
    {
        found.push(Warning::Joins(out, back));
    }
    if let Some((what, at)) = &facts.elsewhere {
        found.push(Warning::Elsewhere(what.clone(), *at));
    }
    found
}

fn days(span: Span) -> i64 {
    let n = i64::from(span.n);
    match span.unit {
        Unit::Weeks => n * 7,
        Unit::Months => n * 30,
        Unit::Years => n * 365,
        Unit::Hours => n / 24,
        Unit::Days => n,
    }
}

/// The pairs that come together all the same, once the hearing stands.
pub fn together(warnings: &[Warning]) -> Vec<Uuid> {
    warnings.iter().filter_map(|w| if let Warning::Apart(c) = w { Some(c.keep_apart) } else { None }).collect()
}

/// The words of all of them, as a form carries what was seen.
pub fn seen(warnings: &[Warning]) -> String {
    warnings.iter().map(Warning::word).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::rule::{Book, Citation, Clock, Confidence, Mode, Rule, Status, Value};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    fn book() -> Book {
        Book::new([Rule {
            id: REMOTE.into(),
            subject: String::new(),
            trigger: String::new(),
            value: Value::Span(Span { n: 90, unit: Unit::Days }),
            clock: Clock::DateArithmetic,
            mode: Mode::Limit,
            level: None,
            repeat: None,
            warn: Vec::new(),
            cite: Citation { act: "strpl".into(), section: "§ 185(4)".into() },
            valid_from: day("2002-03-01"),
            valid_to: None,
            status: Status::InForce,
            confidence: Confidence::Verified,
            label_nb: String::new(),
            label_en: String::new(),
            version: 1,
        }])
    }

    fn planned() -> Planned {
        Planned {
            court: "TR-3480".into(),
            case_number: String::new(),
            purpose: Purpose::RemandExtension,
            starts_at: "2026-12-01T09:00:00Z".parse().unwrap_or_default(),
            ends_at: None,
            manner: Manner::Video,
            reason: None,
            courtroom: String::new(),
            language: None,
            interpreter: Interpreter::None,
            counsel: None,
            travel_minutes: 60,
        }
    }

    fn words(planned: &Planned, facts: &Facts) -> String {
        seen(&warnings(planned, facts, book().on(day("2026-12-01"))))
    }

    #[test]
    fn another_pair_is_another_warning() {
        use crate::custody::apart::{Level, Meets};
        use crate::platform::id::InmateId;
        let pair = |n: u128| Conflict {
            keep_apart: Uuid::from_u128(n),
            inmate: InmateId(Uuid::nil()),
            other: None,
            level: Level::Prison,
            meets: Meets::Together,
            role: None,
            other_role: None,
            reason: None,
            text: None,
        };
        let one = [Warning::DayOff, Warning::Apart(Box::new(pair(1)))];
        assert!(one.iter().any(Warning::asks_reason));
        assert_eq!(together(&one), vec![Uuid::from_u128(1)]);
        assert_ne!(seen(&one), seen(&[Warning::DayOff, Warning::Apart(Box::new(pair(2)))]));
    }

    #[test]
    fn video_strpl_185_fourth_subsection() {
        let last = |text: &str| Facts { in_person_on: Some(day(text)), ..Facts::default() };
        for (case, facts, expected) in [
            ("90 days ago", last("2026-09-02"), ""),
            ("91 days ago", last("2026-09-01"), "video_too_long"),
            ("isolated", Facts { isolated: true, ..last("2026-11-01") }, "video_isolated"),
            ("never", Facts::default(), ""),
        ] {
            assert_eq!(words(&planned(), &facts), expected, "{case}");
        }
        let person = Planned { manner: Manner::InPerson, ..planned() };
        assert_eq!(words(&person, &Facts { isolated: true, ..last("2026-01-01") }), "", "in person nothing stands against it");
        let main = Planned { purpose: Purpose::MainHearing, ..planned() };
        assert_eq!(words(&main, &last("2026-01-01")), "", "§ 185 is about remand");
    }

    #[test]
    fn expiry_days_off_and_interpreters() {
        let facts = Facts { remand_until: Some(day("2026-11-30")), language: Some("pol".into()), ..Facts::default() };
        assert_eq!(words(&planned(), &facts), "after_expiry,no_interpreter");
        let sunday = Planned { starts_at: "2026-11-29T09:00:00Z".parse().unwrap_or_default(), interpreter: Interpreter::Ordered, ..planned() };
        assert_eq!(words(&sunday, &facts), "day_off");
        let first = Planned { purpose: Purpose::FirstHearing, ..sunday };
        assert_eq!(words(&first, &facts), "", "the first hearing does not wait for Monday (§ 183)");
    }
}
