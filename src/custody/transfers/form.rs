//! A proposal and an answer to it, as typed.

use chrono::{Months, NaiveDate};
use serde::Deserialize;
use uuid::Uuid;

use crate::custody::movements::TRANSFERS;
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// The longest text, in characters.
pub const MOST: u32 = 1000;

/// A proposal.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ProposalForm {
    pub to: String,
    pub reason: String,
    pub ground: String,
    pub wanted: String,
}

/// The same, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub to: Uuid,
    pub reason: &'static str,
    pub ground: String,
    pub wanted: Option<NaiveDate>,
}

fn text(field: &'static str, typed: &str, least: usize, t: Text, errors: &mut Errors) -> String {
    let text = clean(typed);
    if !(least..=MOST as usize).contains(&text.chars().count()) {
        errors.add(field, t.msg_transfer_bad_text(least as i64, i64::from(MOST)));
    }
    text
}

impl ProposalForm {
    /// What is proposed, or what is wrong with each field.
    pub fn parse(&self, t: Text, prisons: &[(Uuid, String)], today: NaiveDate) -> Result<Proposal, Errors> {
        let mut errors = Errors::new();
        let to = prisons.iter().map(|p| p.0).find(|id| id.to_string() == self.to);
        if to.is_none() {
            errors.add("to", t.msg_transfer_choose_prison());
        }
        let reason = TRANSFERS.iter().copied().find(|r| *r == self.reason);
        if reason.is_none() {
            errors.add("reason", t.msg_transfer_choose_reason());
        }
        let ground = text("ground", &self.ground, 10, t, &mut errors);
        let wanted = if clean(&self.wanted).is_empty() { None } else { Some(day(&self.wanted)) };
        match wanted {
            Some(None) => errors.add("wanted", t.msg_transfer_bad_day()),
            Some(Some(d)) if d < today || today.checked_add_months(Months::new(12)).is_some_and(|last| d > last) => {
                errors.add("wanted", t.msg_transfer_bad_day());
            }
            _ => {}
        }
        errors.into_result(to.zip(reason).map(|(to, reason)| Proposal { to, reason, ground, wanted: wanted.flatten() }))
    }
}

/// An answer.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    pub decision: String,
    pub why: String,
}

impl AnswerForm {
    /// Whether it is granted, and why.
    pub fn parse(&self, t: Text) -> Result<(bool, String), Errors> {
        let mut errors = Errors::new();
        let granted = match self.decision.as_str() {
            "grant" => Some(true),
            "refuse" => Some(false),
            _ => None,
        };
        if granted.is_none() {
            errors.add("decision", t.msg_transfer_choose_decision());
        }
        let why = text("why", &self.why, 10, t, &mut errors);
        errors.into_result(granted.map(|g| (g, why)))
    }

    /// Why it is taken back.
    pub fn taken_back(&self, t: Text) -> Result<String, Errors> {
        let mut errors = Errors::new();
        let why = text("why", &self.why, 3, t, &mut errors);
        errors.into_result(Some(why))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn a_proposal_says_where_why_and_when() {
        let (t, today) = (Lang::Nb.text(), NaiveDate::from_ymd_opt(2026, 11, 23).unwrap());
        let prisons = [(Uuid::from_u128(1), "Bergen fengsel".to_owned())];
        let whole = ProposalForm {
            to: Uuid::from_u128(1).to_string(),
            reason: "TRF_LOWER".into(),
            ground: "Har fulgt planen og søker seg nærmere hjemmet.".into(),
            wanted: "2026-12-01".into(),
        };
        let proposal = whole.parse(t, &prisons, today).unwrap();
        assert_eq!((proposal.reason, proposal.wanted.map(|d| d.to_string()).as_deref()), ("TRF_LOWER", Some("2026-12-01")));
        let wrong = ProposalForm { wanted: "2026-11-22".into(), ..ProposalForm::default() }.parse(t, &prisons, today).unwrap_err();
        for field in ["to", "reason", "ground", "wanted"] {
            assert!(wrong.of(field).is_some(), "{field}");
        }
        let elsewhere = ProposalForm { to: Uuid::from_u128(2).to_string(), ..whole };
        assert!(elsewhere.parse(t, &prisons, today).is_err_and(|e| e.of("to").is_some()));
    }

    #[test]
    fn an_answer_has_grounds_whichever_it_is() {
        let t = Lang::Nb.text();
        let answer = |decision: &str, why: &str| AnswerForm { decision: decision.into(), why: why.into() };
        assert_eq!(answer("grant", "Plass er klar der.").parse(t).unwrap(), (true, "Plass er klar der.".into()));
        assert!(answer("refuse", "Nei").parse(t).is_err_and(|e| e.of("why").is_some()));
        assert!(answer("", "").parse(t).is_err_and(|e| e.of("why").is_some() && e.of("decision").is_some()));
        assert!(answer("", "Nei").taken_back(t).is_ok());
    }
}
