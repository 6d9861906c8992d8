//! Protection as typed.

use std::ops::Range;

use chrono::{DateTime, Months, NaiveDate, Utc};
use serde::Deserialize;

use crate::law::calendar;
use crate::web::form::{clean, day};
use crate::web::lang::Text;
use crate::web::{Choice, Errors};

/// Why a person is protected: words of the database.
pub const KINDS: &[&str] = &["staff_relative", "high_profile", "address_6", "address_7", "witness"];

/// A kind in words.
pub fn kind(t: Text, word: &str) -> String {
    match word {
        "staff_relative" => t.msg_protection_staff_relative(),
        "high_profile" => t.msg_protection_high_profile(),
        "address_6" => t.msg_protection_address_6(),
        "address_7" => t.msg_protection_address_7(),
        _ => t.msg_protection_witness(),
    }
}

/// Every kind to choose from.
pub fn kinds(t: Text) -> Vec<Choice> {
    KINDS.iter().map(|k| Choice::new(*k, kind(t, k))).collect()
}

/// A proposal.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ProposalForm {
    /// A word of [`KINDS`].
    pub kind: String,
    /// Why.
    pub reason: String,
    /// The last day.
    pub until: String,
}

/// A proposal that can be made.
pub struct Proposal {
    /// A word of [`KINDS`].
    pub kind: &'static str,
    /// Why.
    pub reason: String,
    /// From now to the end of the last day.
    pub during: Range<DateTime<Utc>>,
}

/// How long protection can last before somebody must look at it again.
const MOST_MONTHS: u32 = 60;

fn reason(t: Text, text: &str, errors: &mut Errors) -> String {
    let reason = clean(text);
    if !(10..=400).contains(&reason.chars().count()) {
        errors.add("reason", t.msg_protection_bad_reason());
    }
    reason
}

impl ProposalForm {
    /// The proposal, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, today: NaiveDate, now: DateTime<Utc>) -> Result<Proposal, Errors> {
        let mut errors = Errors::new();
        let kind = KINDS.iter().copied().find(|k| *k == self.kind);
        if kind.is_none() {
            errors.add("kind", t.msg_protection_choose());
        }
        let reason = reason(t, &self.reason, &mut errors);
        let until = day(&self.until);
        match until {
            None => errors.add("until", t.msg_protection_bad_until()),
            Some(d) if d < today => errors.add("until", t.msg_protection_past_until()),
            Some(d) if today.checked_add_months(Months::new(MOST_MONTHS)).is_some_and(|last| d > last) => errors.add("until", t.msg_protection_far_until()),
            Some(_) => {}
        }
        errors.into_result(kind.zip(until).map(|(kind, until)| Proposal { kind, reason, during: now..calendar::day_span(until).end }))
    }
}

/// A decision.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    /// `grant` or `refuse`.
    pub decision: String,
    /// Why, when it is refused.
    pub reason: String,
}

/// What was decided.
pub enum Decision {
    /// The person is protected.
    Grant,
    /// Not, and why.
    Refuse(String),
}

impl DecisionForm {
    /// The decision, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text) -> Result<Decision, Errors> {
        let mut errors = Errors::new();
        match self.decision.as_str() {
            "grant" => Ok(Decision::Grant),
            "refuse" => {
                let reason = reason(t, &self.reason, &mut errors);
                errors.into_result(Some(Decision::Refuse(reason)))
            }
            _ => {
                errors.add("decision", t.msg_protection_choose_decision());
                Err(errors)
            }
        }
    }
}

/// Lifting.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LiftForm {
    /// Why.
    pub reason: String,
}

impl LiftForm {
    /// The reason, or what is wrong with it.
    ///
    /// # Errors
    /// The message.
    pub fn parse(&self, t: Text) -> Result<String, Errors> {
        let mut errors = Errors::new();
        let reason = reason(t, &self.reason, &mut errors);
        errors.into_result(Some(reason))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn protection_has_a_kind_a_reason_and_an_end() {
        let t = Lang::Nb.text();
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default();
        let now = today.and_hms_opt(9, 0, 0).unwrap_or_default().and_utc();
        let errors = ProposalForm::default().parse(t, today, now).err().unwrap_or_default();
        for field in ["kind", "reason", "until"] {
            assert!(errors.of(field).is_some(), "{field}");
        }
        let right = ProposalForm { kind: "witness".into(), reason: "Vitner i sak mot gjeng.".into(), until: "22.11.2026".into() };
        assert!(right.parse(t, today, now).is_ok_and(|p| p.during.end > now), "today is still to come");
        for until in ["21.11.2026", "23.11.2031", "alltid"] {
            assert!(ProposalForm { until: until.into(), ..right.clone() }.parse(t, today, now).is_err(), "{until}");
        }
    }

    #[test]
    fn a_refusal_has_a_reason() {
        let t = Lang::En.text();
        let parse = |decision: &str, reason: &str| DecisionForm { decision: decision.into(), reason: reason.into() }.parse(t);
        assert!(parse("grant", "").is_ok());
        assert!(parse("refuse", "").is_err_and(|e| e.of("reason").is_some()));
        assert!(parse("", "").is_err_and(|e| e.of("decision").is_some()));
    }
}
