//! The ledger: every line with its document, its days, its sign and its author. Dates are its sums and nothing else.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::amount::Amount;
use super::case::{AbsenceKind, Mark, Source};
use crate::platform::words::words;

words! {
    /// Which sum a line is part of.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Account {
        /// What is served: the sentence, or the time frame of preventive detention.
        Serving = "serving",
        /// The minimum term of preventive detention.
        Minimum = "minimum",
        /// Both: custody is deducted from the frame and the minimum term (strl § 83(5)).
        Both = "both",
    }
}

/// What a line is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "snake_case")]
pub enum Entry {
    /// A sentence.
    Sentence {
        /// As pronounced.
        amount: Amount,
    },
    /// A youth sentence.
    Youth {
        /// As pronounced.
        amount: Amount,
    },
    /// Subsidiary imprisonment for a fine.
    Fine,
    /// The time frame.
    Frame {
        /// As pronounced.
        amount: Amount,
    },
    /// More of it.
    Extension {
        /// As pronounced.
        amount: Amount,
    },
    /// The minimum term.
    Minimum {
        /// As pronounced.
        amount: Amount,
    },
    /// A judgment that lapsed (strl § 42).
    Lapsed,
    /// Custody up to the judgment, fixed by the court.
    CourtCredit,
    /// Custody after the judgment, counted by the service.
    ServiceCredit {
        /// First day.
        from: NaiveDate,
        /// The day after the last.
        until: NaiveDate,
    },
    /// Custody that did not last beyond the threshold.
    BelowThreshold {
        /// Its day.
        on: NaiveDate,
    },
    /// Full isolation that a lawyer marked.
    Isolation {
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
        /// Who marked it.
        mark: Mark,
    },
    /// Full isolation without a mark.
    IsolationUnmarked {
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
    },
    /// More was deducted than there is to serve.
    CreditNotUsed,
    /// Serving does not run: away, and not back. The days are known at the return.
    Away {
        /// Why.
        kind: AbsenceKind,
        /// The first day that does not count.
        from: NaiveDate,
    },
    /// Days that do not count.
    Absence {
        /// Why.
        kind: AbsenceKind,
        /// The first day that does not.
        from: NaiveDate,
        /// The first that does again.
        until: NaiveDate,
    },
}

impl Entry {
    /// Its kind, for storing, wording and comparing.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Sentence { .. } => "sentence",
            Self::Youth { .. } => "youth",
            Self::Fine => "fine",
            Self::Frame { .. } => "frame",
            Self::Extension { .. } => "extension",
            Self::Minimum { .. } => "minimum",
            Self::Lapsed => "lapsed",
            Self::CourtCredit => "court_credit",
            Self::ServiceCredit { .. } => "service_credit",
            Self::BelowThreshold { .. } => "below_threshold",
            Self::Isolation { .. } => "isolation",
            Self::IsolationUnmarked { .. } => "isolation_unmarked",
            Self::CreditNotUsed => "credit_not_used",
            // What is open becomes the closed one at the return: one and the same line.
            Self::Away { .. } | Self::Absence { .. } => "absence",
        }
    }

    /// Whether it takes days off.
    pub fn is_credit(&self) -> bool {
        matches!(self, Self::CourtCredit | Self::ServiceCredit { .. } | Self::BelowThreshold { .. } | Self::Isolation { .. } | Self::IsolationUnmarked { .. })
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Which sum.
    pub account: Account,
    /// What.
    #[serde(flatten)]
    pub entry: Entry,
    /// Days with their sign: what is to be served and what prolongs it is positive, what is taken off negative.
    pub days: i64,
    /// From which document; none for what the arithmetic itself adds.
    pub source: Option<Source>,
    /// Which of the calculation's rules.
    pub rules: Vec<usize>,
}

/// All lines.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ledger {
    /// In the order in which they are read.
    pub lines: Vec<Line>,
}

impl Ledger {
    /// The days from the first counted day to the date an account ends on.
    pub fn sum(&self, account: Account) -> i64 {
        self.lines.iter().filter(|l| l.account == account || l.account == Account::Both).map(|l| l.days).sum()
    }

    /// All deductions, as a positive number of days.
    pub fn credit(&self) -> i64 {
        -self.lines.iter().filter(|l| l.entry.is_credit()).map(|l| l.days).sum::<i64>()
    }
}
