//! Tests, as typed.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::custody::searches::model::{Outcome, TestKind, TestReason};
use crate::custody::searches::moment;
use crate::custody::searches::store::{Colleague, Somebody};
use crate::platform::id::InmateId;
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// A test that is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TestForm {
    /// The prison.
    pub prison: String,
    /// Whom.
    pub who: String,
    /// Of what.
    pub kind: String,
    /// What for.
    pub reason: String,
    /// In words.
    pub reason_text: String,
    /// When.
    pub due: String,
}

/// A test to be recorded.
#[derive(Debug)]
pub struct TestCommand {
    /// Whom.
    pub inmate: InmateId,
    /// Of what.
    pub kind: TestKind,
    /// What for.
    pub reason: TestReason,
    /// In words.
    pub reason_text: String,
    /// When.
    pub due_on: NaiveDate,
}

impl TestForm {
    /// The test, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, who: Option<&Somebody>, today: NaiveDate) -> Result<TestCommand, Errors> {
        let mut errors = Errors::new();
        if who.is_none() {
            errors.add("who", if self.who.trim().is_empty() { t.msg_control_whom() } else { t.msg_control_nobody() });
        }
        let (kind, reason) = (TestKind::from_word(&self.kind), TestReason::from_word(&self.reason));
        if kind.is_none() {
            errors.add("kind", t.msg_drugtest_choose_kind());
        }
        if reason.is_none() {
            errors.add("reason", t.msg_drugtest_choose_reason());
        }
        let reason_text = clean(&self.reason_text);
        let n = reason_text.chars().count();
        if n > 600 || (reason == Some(TestReason::Suspicion) && n < 10) {
            errors.add("reason_text", t.msg_drugtest_what_points());
        }
        let due_on = day(&self.due).filter(|d| *d >= today && *d <= today + TimeDelta::days(90));
        if due_on.is_none() {
            errors.add("due", t.msg_drugtest_bad_due());
        }
        let command = match (who, kind, reason, due_on) {
            (Some(who), Some(kind), Some(reason), Some(due_on)) => Some(TestCommand { inmate: InmateId(who.id), kind, reason, reason_text, due_on }),
            _ => None,
        };
        errors.into_result(command)
    }
}

/// What a test said.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TakeForm {
    /// For editing.
    pub version: String,
    /// When.
    pub at: String,
    /// By whom.
    pub by: String,
    /// Who was there.
    pub witness: String,
    /// A word of [`Outcome`].
    pub outcome: String,
    /// Of which substances.
    pub substances: String,
    /// Sent to the laboratory under this reference.
    pub lab: String,
    /// In words.
    pub note: String,
}

/// A result to be recorded.
#[derive(Debug)]
pub struct TakeCommand {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub taken_by: Uuid,
    /// Who was there.
    pub witness: Option<Uuid>,
    /// What it said.
    pub outcome: Outcome,
    /// Of which substances.
    pub substances: String,
    /// Sent to the laboratory under this reference.
    pub lab_reference: Option<String>,
    /// In words.
    pub note: String,
}

impl TakeForm {
    /// The result, or what is wrong with each field. Blood is taken by health staff only (§ 29).
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, kind: Option<TestKind>, staff: &[Colleague], now: DateTime<Utc>) -> Result<TakeCommand, Errors> {
        let mut errors = Errors::new();
        let at = moment::past(t, "at", &self.at, now, &mut errors);
        let outcome = Outcome::from_word(&self.outcome);
        if outcome.is_none() {
            errors.add("outcome", t.msg_drugtest_choose_outcome());
        }
        let taker = staff.iter().find(|c| c.id.to_string() == self.by);
        match taker {
            None => errors.add("by", t.msg_drugtest_choose_taker()),
            Some(c) if kind == Some(TestKind::Blood) && outcome != Some(Outcome::Refused) && !matches!(c.role.as_str(), "NUR" | "DOC") => {
                errors.add("by", t.msg_drugtest_blood_by_health());
            }
            Some(_) => {}
        }
        let witness = staff.iter().find(|c| c.id.to_string() == self.witness).map(|c| c.id);
        if witness.is_some() && witness == taker.map(|c| c.id) {
            errors.add("witness", t.msg_control_witness_is_another());
        }
        let (substances, note, lab) = (clean(&self.substances), clean(&self.note), clean(&self.lab));
        if substances.chars().count() > 200 || (outcome == Some(Outcome::Positive) && substances.is_empty()) {
            errors.add("substances", t.msg_drugtest_which_substances());
        }
        if note.chars().count() > 1000 {
            errors.add("note", t.msg_control_bad_text(0, 1000));
        }
        if !lab.is_empty() && !matches!(outcome, Some(Outcome::Positive | Outcome::Unclear)) {
            errors.add("lab", t.msg_drugtest_lab_confirms());
        }
        if lab.chars().count() == 1 || lab.chars().count() > 60 {
            errors.add("lab", t.msg_control_bad_text(2, 60));
        }
        let command = match (at, outcome, taker) {
            (Some(at), Some(outcome), Some(taker)) => {
                Some(TakeCommand { at, taken_by: taker.id, witness, outcome, substances, lab_reference: Some(lab).filter(|l| !l.is_empty()), note })
            }
            _ => None,
        };
        errors.into_result(command)
    }
}

/// The laboratory's answer.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LabForm {
    /// For editing.
    pub version: String,
    /// `confirmed` or `disproved`.
    pub answer: String,
    /// When it came.
    pub answered: String,
}

/// An answer to be recorded.
#[derive(Debug)]
pub struct LabCommand {
    /// Whether it confirms.
    pub confirmed: bool,
    /// When it came.
    pub at: DateTime<Utc>,
}

impl LabForm {
    /// The answer, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, taken_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<LabCommand, Errors> {
        let mut errors = Errors::new();
        if self.answer != "confirmed" && self.answer != "disproved" {
            errors.add("answer", t.msg_drugtest_choose_answer());
        }
        let at = moment::past(t, "answered", &self.answered, now, &mut errors);
        if at.zip(taken_at).is_some_and(|(at, taken)| at < taken) {
            errors.add("answered", t.msg_drugtest_answer_before());
        }
        errors.into_result(at.map(|at| LabCommand { confirmed: self.answer == "confirmed", at }))
    }
}

/// Why a test is called off.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CancelForm {
    /// For editing.
    pub version: String,
    /// The reason.
    pub cancel_reason: String,
}

impl CancelForm {
    /// The reason, or what is wrong with it.
    ///
    /// # Errors
    /// The message.
    pub fn parse(&self, t: Text) -> Result<String, Errors> {
        let mut errors = Errors::new();
        let reason = clean(&self.cancel_reason);
        if !(3..=400).contains(&reason.chars().count()) {
            errors.add("cancel_reason", t.msg_control_bad_text(3, 400));
        }
        errors.into_result(Some(reason))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn blood_is_taken_by_health_staff() {
        let now = DateTime::parse_from_rfc3339("2026-11-23T09:00:00Z").map(|d| d.with_timezone(&Utc)).unwrap_or_default();
        let staff = [(1, "OFF"), (2, "NUR")].map(|(id, role)| Colleague { id: Uuid::from_u128(id), name: String::new(), role: role.into() });
        let t = Lang::Nb.text();
        let by = |id: u128, outcome: &str| TakeForm {
            at: "2026-11-23T09:55".into(),
            by: Uuid::from_u128(id).to_string(),
            outcome: outcome.into(),
            ..TakeForm::default()
        };
        let read = |form: TakeForm, kind| form.parse(t, Some(kind), &staff, now).map(|_| ()).map_err(|e| e.of("by").is_some());
        assert_eq!(read(by(1, "negative"), TestKind::Blood), Err(true));
        assert_eq!(read(by(2, "negative"), TestKind::Blood), Ok(()));
        assert_eq!(read(by(1, "refused"), TestKind::Blood), Ok(()), "a refusal takes no needle");
        assert_eq!(read(by(1, "negative"), TestKind::Urine), Ok(()));
        let bare = by(1, "positive").parse(t, Some(TestKind::Urine), &staff, now).err().unwrap_or_default();
        assert!(bare.of("substances").is_some());
    }

    #[test]
    fn a_test_is_due_from_today_on() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        let who = Somebody { id: Uuid::from_u128(1), number: String::new(), family_name: String::new(), given_name: String::new() };
        let form = TestForm { kind: "urine".into(), reason: "random".into(), due: "2026-11-23".into(), ..TestForm::default() };
        let t = Lang::Nb.text();
        assert!(form.parse(t, Some(&who), today).is_ok());
        for (field, wrong) in [
            ("due", TestForm { due: "2026-11-22".into(), ..form.clone() }),
            ("reason_text", TestForm { reason: "suspicion".into(), ..form.clone() }),
            ("kind", TestForm { kind: "hair".into(), ..form.clone() }),
        ] {
            assert!(wrong.parse(t, Some(&who), today).err().unwrap_or_default().of(field).is_some(), "{field}");
        }
        assert!(form.parse(t, None, today).err().unwrap_or_default().of("who").is_some());
    }
}
