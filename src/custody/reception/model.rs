//! What a reception is made of.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::platform::id::{InmateId, PrisonId, RowId};
use crate::platform::words::words;

words! {
    /// A step of the task, in the order in which most people take them.
    Step {
        /// The order that commits the person.
        Document = "document",
        /// Who it is.
        Identity = "identity",
        /// Where and when arrested.
        Arrest = "arrest",
        /// Injuries and complaints of ill-treatment.
        Injuries = "injuries",
        /// First questions.
        Questions = "questions",
        /// What was brought.
        Property = "property",
        /// What the person was told.
        Information = "information",
        /// Family, consul, children.
        Family = "family",
        /// The photograph.
        Photo = "photo",
        /// The place.
        Cell = "cell",
        /// The contact officer.
        Officer = "contact-officer",
    }
}

impl std::str::FromStr for Step {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        Self::of(word).ok_or(())
    }
}

words! {
    /// How far a reception has come.
    State {
        /// Under way, not admitted.
        Open = "open",
        /// On the roll.
        Admitted = "admitted",
        /// Ended without admission.
        Ended = "ended",
    }
}

/// Named texts: what a step was answered, each value in one written form (days as `2026-11-23`, ticks as `yes`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub BTreeMap<String, String>);

impl Answers {
    /// The answer, or the empty text.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Whether the answer is this word.
    pub fn is(&self, name: &str, word: &str) -> bool {
        self.get(name) == word
    }

    /// Keeps an answer; an empty one is none.
    pub fn put(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        if value.is_empty() {
            self.0.remove(name);
        } else {
            self.0.insert(name.to_owned(), value);
        }
    }

    /// Whether anything was answered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A step as it was last answered.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Answered {
    /// The answers.
    pub answers: Answers,
    /// Which version they are.
    pub version: i32,
    /// Who wrote them.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Somebody who is announced.
#[derive(Clone, Debug)]
pub struct Expected {
    /// The row.
    pub id: RowId,
    /// When.
    pub due_at: DateTime<Utc>,
    /// Since when the police have them.
    pub arrested_at: Option<DateTime<Utc>>,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// A code of the list `movement_reason`.
    pub reason: String,
    /// From where.
    pub brought_from: String,
    /// By which authority.
    pub authority: String,
    /// On what basis.
    pub basis: String,
    /// The language an interpreter is needed for.
    pub interpreter_language: Option<String>,
    /// A remark.
    pub note: String,
    /// Who announced.
    pub by: String,
}

/// A reception, with everything its pages need.
#[derive(Clone, Debug)]
pub struct Reception {
    /// The row.
    pub id: RowId,
    /// The prison that answers for it.
    pub prison: PrisonId,
    /// Its name.
    pub prison_name: String,
    /// Who, once decided.
    pub inmate: Option<InmateId>,
    /// The announcement, of somebody who was expected.
    pub announced: Option<Uuid>,
    /// Since when the police had them, as that says.
    pub announced_arrest: Option<DateTime<Utc>>,
    /// When the person stood at the gate.
    pub arrived_at: DateTime<Utc>,
    /// Why that was written down late.
    pub late_reason: Option<String>,
    /// A code of the list `movement_reason`.
    pub reason: String,
    /// From where.
    pub brought_from: String,
    /// Family name as told at the gate.
    pub family_name: String,
    /// Given names as told at the gate.
    pub given_name: String,
    /// Birth date as told at the gate.
    pub birth_date: Option<NaiveDate>,
    /// How far.
    pub state: State,
    /// `new` or `known`, once decided.
    pub matched: Option<String>,
    /// Why it is this person, or none of those alike.
    pub match_reason: Option<String>,
    /// Who decided who it is.
    pub matched_by: Option<String>,
    /// When.
    pub matched_at: Option<DateTime<Utc>>,
    /// Who began.
    pub begun_by: String,
    /// When.
    pub begun_at: DateTime<Utc>,
    /// When the person came on the roll.
    pub admitted_at: Option<DateTime<Utc>>,
    /// By whom.
    pub admitted_by: Option<String>,
    /// Why it ended without admission.
    pub end_reason: Option<String>,
    /// When everything was there.
    pub completed_at: Option<DateTime<Utc>>,
    /// What was answered, by step.
    pub steps: BTreeMap<String, Answered>,
    /// What the register and the house know.
    pub facts: Facts,
}

/// What is known besides the answers.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The number people use.
    pub number: Option<String>,
    /// The name in the register.
    pub family_name: Option<String>,
    /// The name in the register.
    pub given_name: Option<String>,
    /// The birth date in the register.
    pub birth_date: Option<NaiveDate>,
    /// `verified`, `stated`, `unknown`.
    pub identity: Option<String>,
    /// The language an interpreter is needed for.
    pub interpreter_language: Option<String>,
    /// Whether the record is within the prison's scope.
    pub reachable: bool,
    /// Whether the person is on the roll.
    pub held: bool,
    /// The unit.
    pub unit: Option<String>,
    /// The cell.
    pub cell: Option<String>,
    /// Contact persons.
    pub kin: i64,
    /// Those to be called in an emergency.
    pub emergency: i64,
    /// Children in the register.
    pub children: i64,
    /// Citizenships.
    pub nationalities: Vec<String>,
    /// Whether there is a photograph.
    pub photographed: bool,
    /// The contact officer.
    pub officer: Option<String>,
    /// Things on the list.
    pub items: i64,
    /// Whether the list as it is has been gone through and signed or not.
    pub receipt: bool,
    /// The prison that somebody is transferred from.
    pub transfer_from: Option<String>,
    /// Whether what holds somebody who is transferred is recorded: then no new document commits them.
    pub based: bool,
    /// Whether the register has the gender that the person states.
    pub gender: bool,
}

impl Facts {
    /// Citizen of another state, or of none.
    pub fn foreign(&self) -> bool {
        !self.nationalities.is_empty() && !self.nationalities.iter().any(|n| n == "NO")
    }
}

impl Reception {
    /// The answers of a step, when there are any.
    pub fn answered(&self, step: &str) -> Option<&Answered> {
        self.steps.get(step)
    }

    /// "Hansen, Jonas": as the register has it, else as told at the gate; none when nothing is known.
    pub fn name(&self) -> Option<String> {
        let facts = &self.facts;
        let (family, given) = match (&facts.family_name, &facts.given_name) {
            (Some(family), Some(given)) => (family, given),
            _ => (&self.family_name, &self.given_name),
        };
        Some(crate::inmates::store::full_name(family, given)).filter(|n| !n.is_empty())
    }

    /// The birth date, from the register or as told.
    pub fn born(&self) -> Option<NaiveDate> {
        self.facts.birth_date.or(self.birth_date)
    }

    /// Whether something can still be written.
    pub fn writable(&self) -> bool {
        self.state != State::Ended && self.completed_at.is_none()
    }
}

/// A thing that was brought.
#[derive(Clone, Debug)]
pub struct Item {
    /// The row.
    pub id: Uuid,
    /// A code of the list `property_category`.
    pub category: String,
    /// What it looks like.
    pub description: String,
    /// How many.
    pub quantity: i32,
    /// A number on it.
    pub serial: String,
    /// `good`, `worn`, `damaged`.
    pub condition: String,
    /// Where it goes.
    pub handling: String,
    /// What it is worth, when that was said.
    pub value_nok: Option<i32>,
    /// Who wrote it down.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// The list, gone through with the person.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The things it covers.
    pub covers: Vec<Uuid>,
    /// Whether the person was there.
    pub together: bool,
    /// The name it was signed by.
    pub signed_name: Option<String>,
    /// Why it was not signed.
    pub refused_reason: Option<String>,
    /// Who went through it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}
