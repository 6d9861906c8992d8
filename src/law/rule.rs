//! A rule of law as a dated row of data: what it says, on whom, how its time is counted, where it stands, and how sure we are.
//!
//! No figure of the law is a constant of this program. The rows come from `data/law/*.csv` into the database, where an administrator
//! may add a later one; a computation asks a [`Book`] opened at its day, and keeps which rows it used.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use chrono::{Days, Months, NaiveDate};

use crate::law::calendar;
use crate::platform::words::words;

words! {
    /// In what a span of time is told.
    Unit {
        /// Sixty minutes by the sun, not by the clock on the wall.
        Hours = "hours",
        /// Days.
        Days = "days",
        /// Weeks.
        Weeks = "weeks",
        /// Months of the calendar.
        Months = "months",
        /// Years of the calendar.
        Years = "years",
    }

    /// How the time of a rule runs.
    Clock {
        /// By hours that have passed, whatever the clocks show (a restraint bed's 24 hours, also on the night that has 23).
        Elapsed = "elapsed",
        /// By the same time of day so many calendar days later.
        CalendarDay = "calendar_day",
        /// By dates without a time of day.
        DateArithmetic = "date_arithmetic",
        /// By dates, ending on the next working day when the last is none (domstolloven § 149).
        WorkingDayEnd = "working_day_end",
        /// By dates, counted back from a day still to come: the last day on which it can be done (a case filed three months before a frame ends).
        Before = "before",
    }

    /// What must have happened when the time is out.
    Mode {
        /// The thing must have ended.
        Max = "max",
        /// The level must have decided anew.
        Decide = "decide",
        /// The level must have been told.
        Report = "report",
        /// It must have been considered again.
        Review = "review",
        /// Nothing before it: an earliest day, a floor, a share, a quota.
        Limit = "limit",
    }

    /// Who decides, is told, or reviews (strgjfl § 5).
    Level {
        /// The prison.
        Local = "local",
        /// The region.
        Region = "region",
        /// The directorate.
        Kdi = "kdi",
        /// A court.
        Court = "court",
        /// The police or the prosecutor.
        Prosecutor = "prosecutor",
    }

    /// Whether it is law today.
    Status {
        /// In force in its period.
        InForce = "in_force",
        /// Adopted; the day on which it comes into force is not set. Never computed with.
        Enacted = "enacted",
        /// How it is done, without a text.
        Practice = "practice",
    }

    /// How sure we are of the row.
    Confidence {
        /// Read in the statute or regulation.
        Verified = "verified",
        /// Told by somebody who had read it.
        Secondary = "secondary",
        /// From memory.
        Memory = "memory",
        /// Our own arithmetic on a rule that was read.
        Derived = "derived",
        /// A choice of ours where no source says; the service must confirm it.
        Assumed = "assumed",
    }
}

impl Confidence {
    /// Whether a result that rests on it must say that the correctional service has yet to confirm it.
    pub fn to_be_confirmed(self) -> bool {
        matches!(self, Self::Memory | Self::Assumed | Self::Secondary)
    }
}

/// A stretch of time as the law words it: "14 days" is not "2 weeks", and a month is not 30 days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// How many.
    pub n: u32,
    /// Of what.
    pub unit: Unit,
}

impl fmt::Display for Span {
    /// `14 days`, as it stands in the file and the database.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.n, self.unit.as_str())
    }
}

impl Span {
    /// Whether somebody is younger than this on a day. Years are those of [`calendar::age_on`], so that nobody counts as older than they are; hours are
    /// no age, and before birth there is none.
    pub fn is_older_than(self, birth: NaiveDate, day: NaiveDate) -> bool {
        let reached = match self.unit {
            Unit::Hours => return false,
            Unit::Days => birth.checked_add_days(Days::new(u64::from(self.n))),
            Unit::Weeks => birth.checked_add_days(Days::new(u64::from(self.n) * 7)),
            Unit::Months => birth.checked_add_months(Months::new(self.n)),
            Unit::Years => return calendar::age_on(birth, day).is_some_and(|age| age < self.n),
        };
        birth <= day && reached.is_none_or(|reached| day < reached)
    }
}

impl FromStr for Span {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let bad = || Malformed(format!("«{text}» is no span of time such as «14 days»"));
        let (n, unit) = text.split_once(' ').ok_or_else(bad)?;
        Ok(Self { n: n.parse().map_err(|_| bad())?, unit: Unit::of(unit).ok_or_else(bad)? })
    }
}

/// What a rule says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A stretch of time.
    Span(Span),
    /// A share of something, `2/3`.
    Share(u32, u32),
    /// A number of things: hours a week, times, kroner in øre.
    Number(i64),
    /// One of several ways, by its name (a conversion strategy).
    Way(String),
}

impl fmt::Display for Value {
    /// As it stands in the file and the database.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Span(s) => s.fmt(f),
            Self::Share(a, b) => write!(f, "{a}/{b}"),
            Self::Number(n) => n.fmt(f),
            Self::Way(way) => f.write_str(way),
        }
    }
}

impl FromStr for Value {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        if let Ok(n) = text.parse() {
            return Ok(Self::Number(n));
        }
        if let Some((a, b)) = text.split_once('/') {
            let (a, b) = (a.parse().ok(), b.parse().ok());
            return match (a, b) {
                (Some(a), Some(b)) if b > 0 => Ok(Self::Share(a, b)),
                _ => Err(Malformed(format!("«{text}» is no share such as «2/3»"))),
            };
        }
        if text.contains(' ') {
            return text.parse().map(Self::Span);
        }
        let named = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if named { Ok(Self::Way(text.to_owned())) } else { Err(Malformed(format!("«{text}» is no value of a rule"))) }
    }
}

/// Text that is none of what it should be, with what it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Malformed(pub String);

/// Where a rule stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The act's or regulation's short name: `strgjfl`, `forskrift`, `forvaringsf`, `strl`, `strpl`, `fvl`, `domstolloven`; empty for practice.
    pub act: String,
    /// The section and what of it: `§ 42(1)`.
    pub section: String,
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.act.is_empty(), self.section.is_empty()) {
            (false, false) => write!(f, "{} {}", self.act, self.section),
            (false, true) => f.write_str(&self.act),
            (true, _) => f.write_str(&self.section),
        }
    }
}

/// One dated row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What is regulated: `probation.share`. The same through all its rows.
    pub id: String,
    /// Whom it concerns: empty for everybody, else a word of the family (`under_18`, `sentence_over_12_years`).
    pub subject: String,
    /// The event from which its time runs; empty for what has no clock.
    pub trigger: String,
    /// What it says.
    pub value: Value,
    /// How its time runs.
    pub clock: Clock,
    /// What must have happened then.
    pub mode: Mode,
    /// By whom.
    pub level: Option<Level>,
    /// After that, again each.
    pub repeat: Option<Span>,
    /// How long before the end to warn, longest first.
    pub warn: Vec<Span>,
    /// Where it stands.
    pub cite: Citation,
    /// The first day of this row.
    pub valid_from: NaiveDate,
    /// The last day; none while no later row is known.
    pub valid_to: Option<NaiveDate>,
    /// Whether it is law.
    pub status: Status,
    /// How sure we are.
    pub confidence: Confidence,
    /// In Norwegian, one line.
    pub label_nb: String,
    /// In English, one line.
    pub label_en: String,
    /// Which row of this id and subject, from 1; with them it names the row for ever.
    pub version: i32,
}

impl Rule {
    /// Whether it is to be computed with on a day.
    pub fn applies_on(&self, day: NaiveDate) -> bool {
        self.status != Status::Enacted && self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }
}

/// A rule that a computation needs and that no row gives for its day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no rule «{id}» ({subject}) of the kind needed is in force on {day}")]
pub struct Missing {
    /// Which.
    pub id: String,
    /// For whom.
    pub subject: String,
    /// When.
    pub day: NaiveDate,
}

/// All rules known.
#[derive(Debug, Clone, Default)]
pub struct Book {
    rows: HashMap<String, Vec<Rule>>,
}

impl Book {
    /// From rows in any order.
    pub fn new(rows: impl IntoIterator<Item = Rule>) -> Self {
        let mut book = Self::default();
        for row in rows {
            book.rows.entry(row.id.clone()).or_default().push(row);
        }
        for versions in book.rows.values_mut() {
            versions.sort_by(|a, b| (&a.subject, a.valid_from, a.version).cmp(&(&b.subject, b.valid_from, b.version)));
        }
        book
    }

    /// Every row, by id.
    pub fn rows(&self) -> impl Iterator<Item = &Rule> {
        self.rows.values().flatten()
    }

    /// One row by its name, as what rests on it has kept it.
    pub fn version(&self, id: &str, subject: &str, version: i32) -> Option<&Rule> {
        self.rows.get(id)?.iter().find(|r| r.subject == subject && r.version == version)
    }

    /// Open at a day.
    pub fn on(&self, day: NaiveDate) -> Day<'_> {
        Day { book: self, day }
    }
}

/// The rules of one day.
#[derive(Debug, Clone, Copy)]
pub struct Day<'b> {
    book: &'b Book,
    /// Which.
    pub day: NaiveDate,
}

impl<'b> Day<'b> {
    /// The row for somebody: the subject's own, else everybody's. Of two rows in force the later one, then the later version.
    ///
    /// # Errors
    /// When there is none: the file or an administrator has left a hole, and nothing may be guessed.
    pub fn rule(self, id: &str, subject: &str) -> Result<&'b Rule, Missing> {
        let of = |subject: &str| self.book.rows.get(id).and_then(|v| v.iter().rev().find(|r| r.subject == subject && r.applies_on(self.day)));
        of(subject).or_else(|| of("")).ok_or_else(|| self.missing(id, subject))
    }

    /// A stretch of time, and the row it came from.
    ///
    /// # Errors
    /// As [`Day::rule`], or when the row says something else than time.
    pub fn span(self, id: &str, subject: &str) -> Result<(Span, &'b Rule), Missing> {
        match self.rule(id, subject)? {
            rule @ Rule { value: Value::Span(span), .. } => Ok((*span, rule)),
            _ => Err(self.missing(id, subject)),
        }
    }

    /// A share, and the row it came from.
    ///
    /// # Errors
    /// As [`Day::span`].
    pub fn share(self, id: &str, subject: &str) -> Result<((u32, u32), &'b Rule), Missing> {
        match self.rule(id, subject)? {
            rule @ Rule { value: Value::Share(a, b), .. } => Ok(((*a, *b), rule)),
            _ => Err(self.missing(id, subject)),
        }
    }

    /// A number, and the row it came from.
    ///
    /// # Errors
    /// As [`Day::span`].
    pub fn number(self, id: &str, subject: &str) -> Result<(i64, &'b Rule), Missing> {
        match self.rule(id, subject)? {
            rule @ Rule { value: Value::Number(n), .. } => Ok((*n, rule)),
            _ => Err(self.missing(id, subject)),
        }
    }

    /// Every rule whose time runs from an event, for somebody of these subjects: of each id the row of the first subject that has one, else
    /// everybody's.
    pub fn triggered_by(self, event: &str, subjects: &[&str]) -> Vec<&'b Rule> {
        let mut found: Vec<&Rule> = self
            .book
            .rows
            .keys()
            .filter_map(|id| subjects.iter().chain([&""]).find_map(|s| self.rule(id, s).ok().filter(|r| r.subject == *s)))
            .filter(|r| r.trigger == event)
            .collect();
        found.sort_by(|a, b| a.id.cmp(&b.id));
        found
    }

    fn missing(self, id: &str, subject: &str) -> Missing {
        Missing { id: id.to_owned(), subject: subject.to_owned(), day: self.day }
    }
}
