//! Which row of a rule is shown today, under which heading, which pass a filter, and who answers a proposal. Pure.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::law::rule::{Book, Rule, Status, Value};
use crate::platform::id::AccountId;
use crate::reference::rules::has_days;

/// The headings, in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Sentences and what the courts may set.
    Sentences,
    /// How time is computed.
    Calculation,
    /// Preventive detention.
    Preventive,
    /// Arrest and remand.
    Remand,
    /// Who decides, and appeals.
    Levels,
    /// Where and how somebody serves.
    Placement,
    /// Leave, day release, interruption.
    Leave,
    /// Release on probation.
    Release,
    /// The day, work, money.
    Day,
    /// Visits, telephone, mail.
    Contact,
    /// Exclusion, coercion, discipline, control.
    Measures,
    /// Personal data.
    Data,
    /// Everything that a newer file has brought.
    Other,
}

impl Topic {
    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sentences => "sentences",
            Self::Calculation => "calculation",
            Self::Preventive => "preventive",
            Self::Remand => "remand",
            Self::Levels => "levels",
            Self::Placement => "placement",
            Self::Leave => "leave",
            Self::Release => "release",
            Self::Day => "day",
            Self::Contact => "contact",
            Self::Measures => "measures",
            Self::Data => "data",
            Self::Other => "other",
        }
    }

    /// The heading of a rule. How a sentence is computed stands with the calculation, whatever its family.
    pub fn of(id: &str) -> Self {
        let (family, what) = id.split_once('.').unwrap_or((id, ""));
        match family {
            "sentence" if COMPUTED.contains(&what) => Self::Calculation,
            "remand" if matches!(what, "court" | "threshold" | "counting" | "judgment_day") => Self::Calculation,
            "isolation" if matches!(what, "threshold" | "period" | "spells" | "ground") => Self::Calculation,
            "person" | "sentence" | "suspended" | "community" | "fine" | "youth" | "limitation" | "judgment" => Self::Sentences,
            "calculation" | "credit" | "fraction" | "ledger" | "eligibility" | "serving" => Self::Calculation,
            "preventive" | "preventive_detention" | "detention" => Self::Preventive,
            "arrest" | "remand" | "restriction" | "isolation_order" => Self::Remand,
            "level" | "appeal" | "decision" | "application" | "oversight" => Self::Levels,
            "placement" | "lower_security" | "halfway_house" | "special_high" | "shs" | "institution" | "hospital" | "outside_prison" | "monitoring"
            | "fine_service" => Self::Placement,
            "leave" | "day_release" | "interruption" => Self::Leave,
            "probation" | "release" => Self::Release,
            "day" | "activity" | "shop" | "allowance" | "outdoor" | "out_of_cell" => Self::Day,
            "visit" | "visitor" | "phone" | "contact" | "mail" => Self::Contact,
            "discipline" | "exclusion" | "isolation" | "security_cell" | "restraint_bed" | "toilet_room" | "search" => Self::Measures,
            "personal_data" | "information" => Self::Data,
            _ => Self::Other,
        }
    }
}

/// What of the sentences is a matter of arithmetic.
const COMPUTED: &[&str] = &[
    "conversion",
    "month_days",
    "year_days",
    "rounding",
    "first_day",
    "several",
    "absence",
    "absence_days",
    "released_in_error",
    "third",
    "half",
    "two_thirds",
];

/// Where a row stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is computed with.
    Now,
    /// It will be.
    Ahead,
    /// It was.
    Past,
    /// It has never been: it was replaced from its own first day.
    Never,
    /// Adopted; when it comes into force is not known.
    Enacted,
}

/// Where a row stands on a day.
pub fn standing(rule: &Rule, today: NaiveDate) -> Standing {
    match rule {
        r if r.status == Status::Enacted => Standing::Enacted,
        r if !has_days(r) => Standing::Never,
        r if r.applies_on(today) => Standing::Now,
        r if r.valid_from > today => Standing::Ahead,
        _ => Standing::Past,
    }
}

/// The row that speaks for a rule and subject today: the one in force, else the next, else what is enacted, else the last.
pub fn spokesman<'b>(rows: &[&'b Rule], today: NaiveDate) -> Option<&'b Rule> {
    let of = |wanted| rows.iter().copied().filter(move |r| standing(r, today) == wanted);
    of(Standing::Now)
        .max_by_key(|r| r.version)
        .or_else(|| of(Standing::Ahead).min_by_key(|r| r.valid_from))
        .or_else(|| of(Standing::Enacted).max_by_key(|r| r.version))
        .or_else(|| of(Standing::Past).max_by_key(|r| r.valid_from))
}

/// The rows of one rule and subject: the one that speaks today, and how many there are.
#[derive(Debug)]
pub struct Told<'b> {
    pub rule: &'b Rule,
    pub rows: usize,
}

/// Every rule and subject, by heading, id and subject.
pub fn table(book: &Book, today: NaiveDate) -> BTreeMap<Topic, Vec<Told<'_>>> {
    let mut kept: BTreeMap<(Topic, &str, &str), Vec<&Rule>> = BTreeMap::new();
    for r in book.rows() {
        kept.entry((Topic::of(&r.id), &r.id, &r.subject)).or_default().push(r);
    }
    let mut table: BTreeMap<Topic, Vec<Told<'_>>> = BTreeMap::new();
    for ((topic, ..), rows) in kept {
        if let Some(rule) = spokesman(&rows, today) {
            table.entry(topic).or_default().push(Told { rule, rows: rows.len() });
        }
    }
    table
}

/// The ways in which a rule may be answered: those the program knows.
pub fn ways(book: &Book, id: &str) -> Vec<String> {
    let known = KNOWN.iter().find(|(of, _)| *of == id).map_or(&[][..], |(_, ways)| ways);
    let mut ways: Vec<String> = known.iter().map(|w| (*w).to_owned()).collect();
    let mut kept: Vec<&Rule> = book.rows().filter(|r| r.id == id).collect();
    kept.sort_by_key(|r| (&r.subject, r.version));
    for r in kept {
        if let Value::Way(way) = &r.value
            && !ways.contains(way)
        {
            ways.push(way.clone());
        }
    }
    ways
}

/// The ways that the calculation knows where no source says how something is counted; another way would leave it without a rule.
const KNOWN: &[(&str, &[&str])] = &[
    (STRATEGY, &["calendar_arithmetic", "days_30_365"]),
    ("sentence.rounding", &["up", "down", "nearest"]),
    ("sentence.first_day", &["counts"]),
    ("sentence.absence_days", &["from_day_to_return", "whole_days_only"]),
    ("sentence.released_in_error", &["not_counted", "counted"]),
    ("remand.counting", &["rolling", "calendar_days"]),
    ("remand.judgment_day", &["by_court", "by_service"]),
    ("isolation.spells", &["separately", "together"]),
    ("fine.order", &["after_prison", "before_prison"]),
    ("leave.continuity", &["broken_by_absence", "paused_by_absence"]),
];

/// How months and years become days: the service's own choice (law.md 2.3).
pub const STRATEGY: &str = "sentence.conversion";

/// Who may say what to a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// Approve or reject: it was another's, or the file's.
    Answers,
    /// Take it back: it is one's own.
    Withdraws,
    /// Nothing: it is answered, or the role is another.
    Reads,
}

/// What an account may say to a proposal that waits or does not.
pub fn voice(me: AccountId, may_write: bool, proposed_by: Option<AccountId>, waits: bool) -> Voice {
    match (may_write && waits, proposed_by == Some(me)) {
        (false, _) => Voice::Reads,
        (true, true) => Voice::Withdraws,
        (true, false) => Voice::Answers,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::rule::{Citation, Clock, Confidence, Mode};
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    fn row(version: i32, from: &str, to: &str, status: Status) -> Rule {
        Rule {
            id: "leave.days_a_year".into(),
            subject: String::new(),
            trigger: String::new(),
            value: Value::Number(i64::from(version)),
            clock: Clock::DateArithmetic,
            mode: Mode::Limit,
            level: None,
            repeat: None,
            warn: Vec::new(),
            cite: Citation { act: "forskrift".into(), section: "§ 3-30(2)".into() },
            valid_from: day(from),
            valid_to: (!to.is_empty()).then(|| day(to)),
            status,
            confidence: Confidence::Verified,
            label_nb: "Kvote".into(),
            label_en: "Quota".into(),
            version,
        }
    }

    #[test]
    fn the_row_of_today_speaks() {
        use Status::{Enacted, InForce};
        let today = day("2026-11-23");
        let cases: [(&str, Vec<Rule>, Option<i32>); 6] = [
            ("in force", vec![row(1, "2002-03-01", "2020-12-31", InForce), row(2, "2021-01-01", "", InForce)], Some(2)),
            ("its last day", vec![row(1, "2002-03-01", "2026-11-23", InForce), row(2, "2026-11-24", "", InForce)], Some(1)),
            ("replaced from its own first day", vec![row(1, "2002-03-01", "2002-02-28", InForce), row(2, "2002-03-01", "", InForce)], Some(2)),
            ("only ahead", vec![row(1, "2027-01-01", "", InForce), row(2, "2028-01-01", "", InForce)], Some(1)),
            ("enacted beside one in force", vec![row(1, "2002-03-01", "", InForce), row(2, "2026-05-12", "", Enacted)], Some(1)),
            ("enacted alone", vec![row(1, "2026-05-12", "", Enacted)], Some(1)),
        ];
        for (case, rows, expected) in cases {
            let rows: Vec<&Rule> = rows.iter().collect();
            assert_eq!(spokesman(&rows, today).map(|r| r.version), expected, "{case}");
        }
    }

    #[test]
    fn nobody_answers_what_they_proposed() {
        let id = |n| AccountId(Uuid::from_u128(n));
        let cases = [
            ("another's", true, Some(id(2)), true, Voice::Answers),
            ("the file's", true, None, true, Voice::Answers),
            ("one's own", true, Some(id(1)), true, Voice::Withdraws),
            ("answered", true, Some(id(2)), false, Voice::Reads),
            ("another role", false, Some(id(2)), true, Voice::Reads),
        ];
        for (case, may, by, waits, expected) in cases {
            assert_eq!(voice(id(1), may, by, waits), expected, "{case}");
        }
    }

    #[test]
    fn the_two_ways_to_count_months_are_always_offered() {
        let book = Book::new([Rule { id: STRATEGY.into(), value: Value::Way("calendar_arithmetic".into()), ..row(1, "2002-03-01", "", Status::Practice) }]);
        assert_eq!(ways(&book, STRATEGY), ["calendar_arithmetic", "days_30_365"]);
        assert_eq!(Topic::of(STRATEGY), Topic::Calculation);
        assert_eq!(Topic::of("unheard.of"), Topic::Other);
    }
}
