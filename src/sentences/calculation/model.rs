//! What is kept of a calculation.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::law::sentence::{Outcome, Point};
use crate::platform::words::words;

words! {
    /// How a version stands.
    State {
        /// Waits for a second person.
        Preliminary = "preliminary",
        /// In force.
        Confirmed = "confirmed",
        /// In force, with dates set by hand.
        Overridden = "overridden",
        /// Another one has taken its place.
        Superseded = "superseded",
    }

    /// Why a version was made.
    Cause {
        /// It is the first.
        First = "first",
        /// A document was recorded or corrected.
        Basis = "basis",
        /// A stay, an interruption or an escape.
        Custody = "custody",
        /// Isolation, or a lawyer's mark.
        Isolation = "isolation",
        /// A rule has another row.
        Law = "law",
        /// The date.
        Day = "day",
        /// Somebody asked for it.
        Asked = "asked",
        /// A date was set by hand.
        Override = "override",
        /// The birth date was corrected.
        Person = "person",
    }
}

/// A date set by hand.
#[derive(Clone, Debug, Deserialize)]
pub struct ByHand {
    /// The date.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
    /// Who proposed it.
    pub by: Uuid,
    /// Who said yes.
    pub decided_by: Uuid,
}

/// One version with its answer.
#[derive(Clone, Debug)]
pub struct Calculation {
    /// Its id.
    pub id: Uuid,
    /// Its number.
    pub version: i32,
    /// How it stands.
    pub state: State,
    /// Why it was made.
    pub causes: Vec<Cause>,
    /// Whose changes it rests on.
    pub authors: Vec<Uuid>,
    /// When.
    pub made_at: DateTime<Utc>,
    /// What came out.
    pub outcome: Outcome,
    /// Dates set by hand.
    pub overrides: HashMap<String, ByHand>,
    /// When and by whom it was confirmed.
    pub confirmed: Option<(DateTime<Utc>, Uuid)>,
    /// What they wrote.
    pub confirm_note: Option<String>,
}

impl Calculation {
    /// A point's date, one set by hand before the calculated one.
    pub fn date(&self, point: Point) -> Option<NaiveDate> {
        self.overrides.get(point.as_str()).map(|o| o.on).or_else(|| self.outcome.date(point))
    }

    /// Whether it is in force.
    pub fn in_force(&self) -> bool {
        matches!(self.state, State::Confirmed | State::Overridden)
    }
}

/// A version in the list of versions.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its number.
    pub version: i32,
    /// How it stands.
    pub state: State,
    /// Why it was made.
    pub causes: Vec<Cause>,
    /// When.
    pub made_at: DateTime<Utc>,
    /// Who confirmed it.
    pub confirmed_by: Option<String>,
    /// Expected release.
    pub release_on: Option<NaiveDate>,
    /// The end.
    pub end_on: Option<NaiveDate>,
}

/// A proposed date.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Its id.
    pub id: Uuid,
    /// Which point.
    pub point: Point,
    /// The date as calculated.
    pub was_on: Option<NaiveDate>,
    /// The proposed date.
    pub on_date: NaiveDate,
    /// Why.
    pub reason: String,
    /// By whom.
    pub proposed_by: Uuid,
    /// Their name.
    pub proposer: String,
    /// When.
    pub proposed_at: DateTime<Utc>,
}

/// What a ledger's line was read from, as people name it.
#[derive(Clone, Debug)]
pub struct Named {
    /// Case number, or none.
    pub case_number: Option<String>,
    /// The court, or none.
    pub court: Option<String>,
    /// The day of it.
    pub on: Option<NaiveDate>,
}

/// A spell of full isolation, and the last word on it.
#[derive(Clone, Debug)]
pub struct Spell {
    /// The restriction's row.
    pub id: Uuid,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Whether it gives a deduction, as last decided; none: nobody has.
    pub credit: Option<bool>,
    /// Who decided.
    pub lawyer: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Whether a proposal waits for a decision.
    pub waits: bool,
}

/// What was proposed about a spell of isolation, and what became of it.
#[derive(Clone, Debug)]
pub struct Word {
    /// The row.
    pub id: Uuid,
    /// Whether it gives a deduction.
    pub credit: bool,
    /// Why, as proposed.
    pub reason: String,
    /// Who proposed.
    pub proposed_by: Uuid,
    /// Their name.
    pub proposer: String,
    /// When.
    pub proposed_at: DateTime<Utc>,
    /// `accepted` or `refused`; none while it waits.
    pub outcome: Option<String>,
    /// Who decided; a name alone is one that was typed before deciding became an act of its own.
    pub decider: Option<String>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// Why.
    pub note: Option<String>,
}

/// Somebody whose calculation waits for a second person.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Who.
    pub inmate: crate::platform::id::InmateId,
    /// Their number.
    pub number: String,
    /// Their name.
    pub name: String,
    /// Why it was made.
    pub causes: Vec<Cause>,
    /// When.
    pub made_at: DateTime<Utc>,
    /// Whether it rests on the reader's own changes.
    pub own: bool,
    /// Expected release: in force, and now.
    pub release: (Option<NaiveDate>, Option<NaiveDate>),
    /// The end: in force, and now.
    pub end: (Option<NaiveDate>, Option<NaiveDate>),
    /// Whether a date has come to lie in the past.
    pub alarm: bool,
}

/// Somebody whose calculation rests on a rule.
#[derive(Clone, Debug)]
pub struct Resting {
    /// Who.
    pub inmate: crate::platform::id::InmateId,
    /// Their number.
    pub number: String,
    /// Their name.
    pub name: String,
    /// How the calculation stands.
    pub state: State,
    /// Expected release.
    pub release_on: Option<NaiveDate>,
    /// The end.
    pub end_on: Option<NaiveDate>,
    /// By the rules of which day.
    pub rules_on: NaiveDate,
    /// Waits to be calculated anew.
    pub pending: bool,
}
