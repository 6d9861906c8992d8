//! What a calculation says.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::amount::Amount;
use super::case::Start;
use super::ledger::{Entry, Ledger, Line};
use super::why::{Step, Used, Why};
use crate::platform::words::words;

words! {
    /// A date that follows from a sentence.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Point {
        /// A third has been served.
        Third = "third",
        /// Half.
        Half = "half",
        /// Two thirds.
        TwoThirds = "two_thirds",
        /// Lower security is considered (strgjfl §§ 11(4), 15(2)).
        LowerSecurity = "lower_security",
        /// Short leave (forskrift § 3-30(5)).
        ShortLeave = "short_leave",
        /// Ordinary leave (forskrift § 3-30(5)).
        Leave = "leave",
        /// Day release (strgjfl § 20).
        DayRelease = "day_release",
        /// Halfway house (strgjfl §§ 11(5), 15(3)).
        HalfwayHouse = "halfway_house",
        /// Serving outside prison (strgjfl § 16).
        OutsidePrison = "outside_prison",
        /// Electronic monitoring in place of prison (strgjfl § 16 a).
        MonitoringInstead = "monitoring_instead",
        /// Electronic monitoring for the last part (forskrift § 7-2(2)).
        MonitoringLast = "monitoring_last",
        /// Probation after half, for special reasons (strgjfl § 42(3)).
        ProbationHalf = "probation_half",
        /// Probation shortly before the ordinary day, for special reasons (strgjfl § 42(4)).
        ProbationBefore = "probation_before",
        /// Two thirds of the minimum term of preventive detention.
        MinimumTwoThirds = "minimum_two_thirds",
        /// The first day on which release from preventive detention may be asked for (strl § 44(4)).
        ReleaseRequest = "release_request",
        /// Probation: after two thirds and 60 days (strgjfl § 42(1)); after the minimum term (strl § 44).
        Probation = "probation",
        /// A case for a longer frame must have been brought (strl § 43(1)).
        ExtensionCase = "extension_case",
        /// The whole sentence, or the time frame, has been served; a probation period ends too (strgjfl § 42(8)).
        End = "end",
    }

    /// What is calculated.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Basis {
        /// Nothing.
        Nothing = "nothing",
        /// Custody without a term.
        Remand = "remand",
        /// A sentence, with or without fines.
        Sentence = "sentence",
        /// Fines only.
        Fine = "fine",
        /// Preventive detention.
        Detention = "detention",
        /// A youth sentence.
        Youth = "youth",
    }
}

/// Why there is no date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Absent {
    /// Does not apply to remand (strgjfl § 52).
    Remand,
    /// A fine's days are served uncut (forskrift § 3-2(3)).
    FineUncut,
    /// Fewer days would remain than the law asks for (strgjfl § 42(1)): normally served in full.
    ServedInFull,
    /// Would be reached only when the sentence has been served.
    NotBeforeEnd {
        /// On this day.
        on: NaiveDate,
    },
    /// The law gives no date: a single assessment.
    Assessment,
    /// Serving has begun.
    Begun,
    /// The sentence is too long.
    TooLong,
    /// A count for which it is closed.
    Offence {
        /// The section of the penal code.
        section: String,
    },
    /// Not for those under 18.
    Under18,
    /// Not for preventive detention.
    Detention,
    /// No minimum term was set.
    NoMinimum,
    /// The judgment is not final.
    NotFinal,
    /// The person is away; known again at the return.
    Away {
        /// Since.
        since: NaiveDate,
    },
}

/// A date, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "when", rename_all = "snake_case")]
pub enum When {
    /// On a day.
    On {
        /// Which.
        date: NaiveDate,
    },
    /// Not.
    Not(Absent),
}

impl When {
    /// The day.
    pub fn date(&self) -> Option<NaiveDate> {
        match self {
            Self::On { date } => Some(*date),
            Self::Not(_) => None,
        }
    }
}

/// A point with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// Which.
    pub point: Point,
    /// When.
    #[serde(flatten)]
    pub when: When,
    /// The arithmetic.
    pub steps: Vec<Step>,
    /// Which of the calculation's rules.
    pub rules: Vec<usize>,
}

impl Milestone {
    /// Of a reason that has been written.
    pub fn new(point: Point, when: When, why: Why) -> Self {
        Self { point, when, steps: why.steps, rules: why.rules }
    }
}

/// What somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "note", rename_all = "snake_case")]
pub enum Note {
    /// More was deducted than there is to serve: it has been served already.
    CreditNotUsed {
        /// So many days more.
        days: i64,
    },
    /// Isolation without a lawyer's mark gives nothing.
    IsolationUnmarked {
        /// How many spells.
        spells: usize,
    },
    /// Custody after one judgment may be among what a later judgment deducted: no day may be counted twice.
    CreditTwice,
    /// A judgment says nothing of a deduction although somebody was held in its case before it: the court fixes it (strl § 83), and the
    /// correctional service asks.
    CreditSilent {
        /// How many.
        judgments: usize,
    },
    /// Serving does not run: remand in another case came between (forskrift § 3-3).
    OtherCustody {
        /// Since.
        since: NaiveDate,
    },
    /// Somebody is away without leave, and the days do not count (forskrift § 3-3).
    Unlawful {
        /// Since.
        since: NaiveDate,
    },
    /// The sentence is interrupted by decision (strgjfl § 35): serving does not run.
    Interrupted {
        /// Since.
        since: NaiveDate,
    },
    /// Somebody has escaped: serving does not run (forskrift § 3-3).
    Escaped {
        /// Since.
        since: NaiveDate,
    },
    /// Let out by mistake and not back: serving does not run, as the service has chosen.
    AtLarge {
        /// Since.
        since: NaiveDate,
    },
    /// Days at large after a release by mistake are left out; no rule says so.
    ReleasedInError,
    /// A youth sentence is recorded as well. No rule says how the two are carried out together: its dates stand by themselves.
    YouthBeside,
    /// Judgments that lapsed are not part of the sum.
    Lapsed {
        /// How many.
        judgments: usize,
    },
    /// A count for which monitoring is closed unless there are special reasons.
    MonitoringConditional {
        /// The section of the penal code.
        section: String,
    },
}

/// A stretch of time that follows from the sentence's length.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum Fact {
    /// After a refusal of probation it is considered again at least this often (forskrift § 3-41).
    Reassessment {
        /// How often.
        amount: Amount,
        /// The rule.
        rule: usize,
    },
    /// Meetings in the probation period normally last (forskrift § 3-42).
    Meetings {
        /// How long.
        amount: Amount,
        /// The rule.
        rule: usize,
    },
    /// Day release normally lasts at most (strgjfl § 20).
    DayRelease {
        /// How long.
        amount: Amount,
        /// The rule.
        rule: usize,
    },
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Of what.
    pub basis: Basis,
    /// By the rules of this day.
    pub on: NaiveDate,
    /// When serving begins; none when nothing is served.
    pub start: Option<Start>,
    /// What was pronounced, sentences added; for preventive detention the frame.
    pub amount: Amount,
    /// The days of it, without fines.
    pub days: i64,
    /// The days of fines.
    pub fine_days: i64,
    /// The days taken off.
    pub credit: i64,
    /// The days that do not count.
    pub lost: i64,
    /// The ledger.
    pub ledger: Ledger,
    /// The dates.
    pub milestones: Vec<Milestone>,
    /// What follows besides.
    pub facts: Vec<Fact>,
    /// What to look at.
    pub notes: Vec<Note>,
    /// Every rule used.
    pub rules: Vec<Used>,
    /// A youth sentence that is recorded beside it, reckoned by itself (strl § 52 b): no date of the one moves one of the other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<Box<Outcome>>,
}

impl Outcome {
    /// A point's date.
    pub fn date(&self, point: Point) -> Option<NaiveDate> {
        self.milestone(point).and_then(|m| m.when.date())
    }

    /// A point.
    pub fn milestone(&self, point: Point) -> Option<&Milestone> {
        self.milestones.iter().find(|m| m.point == point)
    }

    /// The earliest day of release: on probation, else when all has been served.
    pub fn earliest_release(&self) -> Option<NaiveDate> {
        self.date(Point::Probation).or_else(|| self.date(Point::End))
    }

    /// The day on which the person leaves unless somebody decides otherwise: on probation, else when all has been served. Preventive detention
    /// holds until its frame ends, whatever the minimum term: only a court, or the prosecutor's consent, opens it before (straffeloven § 44).
    pub fn expected_release(&self) -> Option<NaiveDate> {
        if self.basis == Basis::Detention { self.date(Point::End) } else { self.earliest_release() }
    }

    /// Since when serving has not run, when it does not run now.
    pub fn stopped_since(&self) -> Option<NaiveDate> {
        let since = |line: &Line| match line.entry {
            Entry::Away { from, .. } => Some(from),
            _ => None,
        };
        self.ledger.lines.iter().filter_map(since).min()
    }

    /// The same with what is reckoned beside it.
    pub fn with_beside(mut self, beside: Outcome) -> Self {
        self.notes.push(Note::YouthBeside);
        self.beside = Some(Box::new(beside));
        self
    }

    /// Every rule that it rests on, with those of what is reckoned beside it; each once.
    pub fn all_rules(&self) -> impl Iterator<Item = &Used> {
        self.rules.iter().chain(self.beside.iter().flat_map(move |b| b.rules.iter().filter(move |r| !self.rules.contains(r))))
    }

    /// The rules of a point on which the correctional service has yet to say yes.
    pub fn to_be_confirmed<'o>(&'o self, milestone: &'o Milestone) -> impl Iterator<Item = &'o Used> {
        milestone.rules.iter().filter_map(|i| self.rules.get(*i)).filter(|r| r.to_be_confirmed())
    }
}
