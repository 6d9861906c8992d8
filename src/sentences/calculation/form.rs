//! What is typed about a calculation.

use chrono::NaiveDate;
use serde::Deserialize;
use uuid::Uuid;

use super::model::Calculation;
use crate::law::sentence::Point;
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

const LONGEST: usize = 1000;

/// A second person's yes.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ConfirmForm {
    /// Which version was looked at.
    pub calculation: String,
    /// A remark.
    pub note: String,
}

impl ConfirmForm {
    /// The version and the remark.
    pub fn parse(&self, t: Text) -> Result<(Uuid, String), Errors> {
        let mut errors = Errors::new();
        let note = clean(&self.note);
        if note.chars().count() > LONGEST {
            errors.add("note", t.msg_calc_error_note());
        }
        let id = self.calculation.parse().ok();
        if id.is_none() {
            errors.add("note", t.msg_calc_refused_stale());
        }
        errors.into_result(id.map(|id| (id, note)))
    }
}

/// Another date.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct OverrideForm {
    /// The version in force when the form was opened.
    pub calculation: String,
    /// Which date.
    pub point: String,
    /// The new one.
    pub on: String,
    /// Why.
    pub reason: String,
}

/// A proposal, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// Which date.
    pub point: Point,
    /// The new one.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
}

impl OverrideForm {
    /// Only a date that the calculation has can be set otherwise, and not to a day before serving began.
    pub fn parse(&self, t: Text, calculation: &Calculation) -> Result<Override, Errors> {
        let mut errors = Errors::new();
        let point = Point::of(&self.point).filter(|p| calculation.date(*p).is_some());
        if point.is_none() {
            errors.add("point", t.msg_calc_error_point());
        }
        let on = day(&self.on);
        match (on, calculation.outcome.start) {
            (None, _) => errors.add("on", t.msg_calc_error_day()),
            (Some(on), Some(start)) if on < start.on => errors.add("on", t.msg_calc_error_before_start()),
            _ => {}
        }
        let reason = reason(t, &self.reason, &mut errors);
        errors.into_result(point.zip(on).map(|(point, on)| Override { point, on, reason }))
    }
}

fn reason(t: Text, text: &str, errors: &mut Errors) -> String {
    let reason = clean(text);
    if !(10..=LONGEST).contains(&reason.chars().count()) {
        errors.add("reason", t.msg_calc_error_reason());
    }
    reason
}

/// An answer to a proposal.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    /// `accepted`, `refused` or `withdrawn`.
    pub outcome: String,
}

impl AnswerForm {
    /// The outcome's word.
    pub fn parse(&self) -> Option<&'static str> {
        ["accepted", "refused", "withdrawn"].into_iter().find(|o| *o == self.outcome)
    }
}

/// What is proposed about a spell of isolation.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MarkForm {
    /// `yes` or `no`.
    pub credit: String,
    /// Why.
    pub reason: String,
}

/// The same, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Whether it gives a deduction.
    pub credit: bool,
    /// Why.
    pub reason: String,
}

impl MarkForm {
    /// Both are needed.
    pub fn parse(&self, t: Text) -> Result<Marked, Errors> {
        let mut errors = Errors::new();
        let credit = match self.credit.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        if credit.is_none() {
            errors.add("credit", t.msg_calc_error_credit());
        }
        let reason = reason(t, &self.reason, &mut errors);
        errors.into_result(credit.map(|credit| Marked { credit, reason }))
    }
}

/// A lawyer's yes or no to what was proposed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DecideForm {
    /// The proposal that was read.
    pub word: String,
    /// `accepted` or `refused`.
    pub outcome: String,
    /// Why.
    pub note: String,
}

/// The same, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The proposal.
    pub word: Uuid,
    /// The word for it.
    pub outcome: &'static str,
    /// Why.
    pub note: String,
}

impl DecideForm {
    /// A decision has its reason, also a yes: it is what the deduction rests on.
    pub fn parse(&self, t: Text) -> Result<Decided, Errors> {
        let mut errors = Errors::new();
        let outcome = ["accepted", "refused"].into_iter().find(|o| *o == self.outcome);
        if outcome.is_none() {
            errors.add("outcome", t.msg_calc_error_outcome());
        }
        let note = clean(&self.note);
        if !(10..=LONGEST).contains(&note.chars().count()) {
            errors.add("note", t.msg_calc_error_reason());
        }
        let word = self.word.parse().ok();
        if word.is_none() {
            errors.add("outcome", t.msg_calc_refused_stale());
        }
        errors.into_result(word.zip(outcome).map(|(word, outcome)| Decided { word, outcome, note }))
    }
}
