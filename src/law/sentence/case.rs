//! What a calculation is made from: the documents and events of one person, without a clock and without a database.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::amount::Amount;
use crate::platform::words::words;

words! {
    /// What a line of the ledger was read from.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Document {
        /// A judgment, a foreign sentence, preventive detention, a fine: a row of the legal bases.
        Basis = "basis",
        /// A stay in custody.
        Stay = "stay",
        /// A movement out of the prison.
        Movement = "movement",
        /// A lawyer's mark on a spell of isolation.
        Isolation = "isolation",
        /// An account of a release that went wrong.
        ReleaseError = "release_error",
    }

    /// Why somebody was away without the time counting (strgjfl § 35, forskrift § 3-3).
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    AbsenceKind {
        /// The sentence was interrupted by decision.
        Interruption = "interruption",
        /// Somebody escaped.
        Escape = "escape",
        /// Somebody did not come back, or left without leave.
        Unlawful = "unlawful",
        /// Remand in another case, or another sanction, came between.
        OtherSanction = "other_sanction",
        /// Let out by mistake, and at large until they were back: the law is silent, and the service chooses (`sentence.released_in_error`).
        ReleasedInError = "released_in_error",
    }
}

/// Where a figure comes from, and who recorded it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Source {
    /// The kind of document.
    pub document: Document,
    /// Which.
    pub id: Uuid,
    /// The account that recorded it.
    pub author: Option<Uuid>,
}

/// One sentence of imprisonment: its unconditional part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The judgment.
    pub source: Source,
    /// The day of the judgment.
    pub pronounced_on: NaiveDate,
    /// What is to be served.
    pub amount: Amount,
    /// The days the court deducted for custody up to the judgment (strl § 83).
    pub court_credit: u32,
    /// Somebody was held in the case before the judgment, and it says nothing of a deduction.
    pub silent: bool,
    /// Whether it was pronounced abroad (strgjfl § 42(1), last sentence).
    pub foreign: bool,
    /// Sections of the penal code of its counts in the rules' words: `274`, `276_2`, `chapter_26`. Electronic monitoring is closed to some.
    pub sections: Vec<String>,
}

/// Subsidiary imprisonment for a fine that was not paid (strl § 55), already reduced by what has been paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fine {
    /// The document.
    pub source: Source,
    /// Days to be served.
    pub days: u32,
}

impl Fine {
    /// The days left of a fine when a part of it has been paid: reduced proportionally, in whole days (strl § 55).
    pub fn days_left(days: u32, fine: u64, paid: u64) -> u32 {
        let spared = u128::from(days) * u128::from(paid) / u128::from(fine.max(1));
        days.saturating_sub(u32::try_from(spared).unwrap_or(u32::MAX))
    }
}

/// A further period of preventive detention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extension {
    /// The judgment.
    pub source: Source,
    /// By how much.
    pub amount: Amount,
}

/// Preventive detention (strl §§ 40–46).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detention {
    /// The judgment.
    pub source: Source,
    /// Its day.
    pub pronounced_on: NaiveDate,
    /// When it became final.
    pub final_on: Option<NaiveDate>,
    /// The time frame.
    pub frame: Amount,
    /// The minimum term, when one was set.
    pub minimum: Option<Amount>,
    /// By later judgments.
    pub extensions: Vec<Extension>,
    /// The days the court deducted.
    pub court_credit: u32,
    /// As of a sentence.
    pub silent: bool,
    /// Judgments that lapsed when it was imposed (strl § 42).
    pub lapsed: Vec<Source>,
}

/// When serving begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// The first day.
    pub on: NaiveDate,
    /// Whether the person has been taken in, or is only called to be.
    pub begun: bool,
}

/// Why somebody is or will be held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// Nothing to be served, and no custody.
    Nothing,
    /// Arrest or remand only: there is no term to calculate (strgjfl § 52).
    Remand,
    /// Sentences and fines, served together (forskrift § 3-2).
    Served {
        /// From when.
        start: Start,
        /// The sentences, in any order.
        sentences: Vec<Sentence>,
        /// The fines, in any order.
        fines: Vec<Fine>,
    },
    /// Youth sentences only (strl § 52 a): a time in which a plan is carried out, mostly outside prison. Nothing of chapters on leave, day release
    /// and probation hangs on it.
    Youth {
        /// From when.
        start: Start,
        /// The sentences, in any order.
        sentences: Vec<Sentence>,
    },
    /// Preventive detention.
    Detention {
        /// From when.
        start: Start,
        /// The judgment.
        detention: Box<Detention>,
    },
}

/// A stretch during which somebody was deprived of liberty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spell {
    /// The stay, or the arrest.
    pub source: Source,
    /// From the arrest.
    pub from: DateTime<Utc>,
    /// To; none while it lasts.
    pub to: Option<DateTime<Utc>>,
    /// Whether it was for the cases now served: only then it is deducted. All of them make the deprivation continuous.
    pub in_case: bool,
}

/// Who said that a spell of isolation gives a deduction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The lawyer's account.
    pub by: Uuid,
    /// When.
    pub on: NaiveDate,
}

/// Full isolation during custody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Isolation {
    /// The record.
    pub source: Source,
    /// From.
    pub from: DateTime<Utc>,
    /// To.
    pub to: DateTime<Utc>,
    /// Without it nothing is deducted: isolation that somebody's own conduct caused gives nothing (HR-2018-1261-A).
    pub mark: Option<Mark>,
}

/// Time that does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absence {
    /// The movement.
    pub source: Source,
    /// Which kind.
    pub kind: AbsenceKind,
    /// The day of leaving.
    pub from: NaiveDate,
    /// The day of return; none while away.
    pub back: Option<NaiveDate>,
}

/// Everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The day whose rules are used.
    pub on: NaiveDate,
    /// Born; none where nobody knows: then the person is taken for an adult.
    pub birth: Option<NaiveDate>,
    /// Why held.
    pub ground: Ground,
    /// Deprivation of liberty up to the start and since, in any order.
    pub held: Vec<Spell>,
    /// Isolation, in any order.
    pub isolation: Vec<Isolation>,
    /// Absences, in any order.
    pub absences: Vec<Absence>,
}
