//! A release: prepared, and recorded at the gate.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

use super::super::rules;
use super::super::store::{Basis, Decision, Prepared};
use super::{happened, instant, reason, snap};
use crate::law::calendar;
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// A release as the first person prepares it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReleaseForm {
    pub reason: String,
    pub to: String,
    /// The id of a recorded legal basis.
    pub basis: String,
    /// `date` or `document`.
    pub ground: String,
    pub document: String,
    pub authority: String,
    pub decided_on: String,
    pub effective_on: String,
}

impl ReleaseForm {
    /// For a new one. Release on probation is always by decision (strgjfl. § 42).
    pub fn fresh(bases: &[Basis], reason: Option<String>) -> Self {
        let ground = if reason.as_deref() == Some("REL_LICENCE") { "document" } else { "date" };
        Self {
            basis: bases.first().map(|b| b.id.to_string()).unwrap_or_default(),
            reason: reason.unwrap_or_default(),
            ground: ground.into(),
            ..Self::default()
        }
    }

    /// The release, or what is wrong with each field. `closed` is what the law keeps from the person.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, now: DateTime<Utc>, bases: &[Basis], closed: &[(String, String)]) -> Result<Prepared, Errors> {
        let mut errors = Errors::new();
        let code = rules::RELEASES.iter().copied().find(|r| *r == self.reason);
        if code.is_none() {
            errors.add("reason", t.msg_move_choose_release());
        }
        if let Some((_, said)) = closed.iter().find(|c| c.0 == self.reason) {
            errors.add("reason", said.clone());
        }
        let to = clean(&self.to);
        if to.chars().count() > 200 {
            errors.add("to", t.msg_move_place_long());
        }
        let basis = bases.iter().find(|b| b.id.to_string() == self.basis).map(|b| b.id);
        if basis.is_none() && !bases.is_empty() {
            errors.add("basis", t.msg_move_choose_basis());
        }
        let decision = match self.ground.as_str() {
            "date" if code == Some("REL_LICENCE") => {
                errors.add("ground", t.msg_release_probation_by_decision());
                None
            }
            "date" if bases.is_empty() => {
                errors.add("ground", t.msg_release_no_basis());
                None
            }
            "date" => Some(None),
            "document" => self.decision(t, now, &mut errors).map(Some),
            _ => {
                errors.add("ground", t.msg_release_choose_ground());
                None
            }
        };
        errors.into_result(code.zip(decision).map(|(code, decision)| Prepared { reason: code.to_owned(), to, basis, decision }))
    }

    fn decision(&self, t: Text, now: DateTime<Utc>, errors: &mut Errors) -> Option<Decision> {
        let (document, authority) = (clean(&self.document), clean(&self.authority));
        for (field, text, message) in [("document", &document, t.msg_move_bad_document()), ("authority", &authority, t.msg_move_bad_authority())] {
            if !(2..=120).contains(&text.chars().count()) {
                errors.add(field, message);
            }
        }
        let decided = read_day("decided_on", &self.decided_on, t, errors);
        if decided.is_some_and(|d| d > calendar::oslo_day(now)) {
            errors.add("decided_on", t.msg_move_decided_ahead());
        }
        let effective = read_day("effective_on", &self.effective_on, t, errors);
        if let (Some(decided), Some(effective)) = (decided, effective)
            && effective < decided
        {
            errors.add("effective_on", t.msg_release_effective_before());
        }
        decided.zip(effective).map(|(decided_on, effective_on)| Decision { document, authority, decided_on, effective_on })
    }
}

fn read_day(field: &'static str, text: &str, t: Text, errors: &mut Errors) -> Option<NaiveDate> {
    let found = day(text);
    if found.is_none() {
        errors.add(field, t.msg_move_bad_decided());
    }
    found
}

/// What the gate writes, or what the second person sends: which plan, what was shown.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct GateForm {
    pub plan: String,
    pub at: String,
    pub late_reason: String,
    /// Why it is taken back.
    pub why: String,
    /// What the page showed.
    pub shown: String,
}

impl GateForm {
    /// When the person left, and why it is told late; or what is wrong. `confirmed` is when the second person confirmed.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, now: DateTime<Utc>, confirmed: DateTime<Utc>) -> Result<(DateTime<Utc>, Option<String>), Errors> {
        let mut errors = Errors::new();
        let late = reason("late_reason", &self.late_reason, t, &mut errors);
        let at = instant("at", &self.at, t, &mut errors).map(|i| snap(i.at, now));
        if let Some(at) = at {
            happened(at, now, late.as_deref(), ("at", "late_reason"), t, &mut errors);
            // A time field has no seconds.
            if at < confirmed - chrono::TimeDelta::minutes(1) && late.is_none() {
                errors.add("late_reason", t.msg_release_before_confirmation());
            }
        }
        errors.into_result(at.map(|at| (if at < confirmed && late.is_none() { confirmed } else { at }, late)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;
    use uuid::Uuid;

    fn basis() -> Basis {
        Basis { id: Uuid::nil(), kind: "sentence".into(), case_number: "1".into(), court: String::new(), decided_on: NaiveDate::default(), to_day: None }
    }

    #[test]
    fn a_release_has_a_basis_and_a_ground() {
        let now: DateTime<Utc> = "2026-11-23T09:00:00Z".parse().unwrap_or_default();
        let t = Lang::Nb.text();
        let bases = [basis()];
        let right = ReleaseForm { basis: Uuid::nil().to_string(), reason: "REL_FULL".into(), ground: "date".into(), ..ReleaseForm::default() };
        assert!(right.parse(t, now, &bases, &[]).is_ok_and(|p| p.basis == Some(Uuid::nil()) && p.ground() == "date"));
        assert!(right.parse(t, now, &[], &[]).is_err_and(|e| e.of("ground").is_some()), "somebody of whom nothing is recorded goes by decision");
        assert!(ReleaseForm { basis: "x".into(), ..right.clone() }.parse(t, now, &bases, &[]).is_err_and(|e| e.of("basis").is_some()), "somebody else's");
        let probation = ReleaseForm { reason: "REL_LICENCE".into(), ..right.clone() };
        assert!(probation.parse(t, now, &bases, &[]).is_err_and(|e| e.of("ground").is_some()), "strgjfl. § 42: by decision");
        let closed = [("REL_LICENCE".to_owned(), "strgjfl § 52".to_owned())];
        let by_decision = ReleaseForm { ground: "document".into(), ..probation.clone() };
        assert!(by_decision.parse(t, now, &bases, &closed).is_err_and(|e| e.of("reason") == Some("strgjfl § 52")), "strgjfl § 52: not on remand");
        let bare = ReleaseForm { ground: "document".into(), ..right.clone() };
        let errors = bare.parse(t, now, &bases, &[]).err().unwrap_or_default();
        assert!(["document", "authority", "decided_on", "effective_on"].iter().all(|f| errors.of(f).is_some()));
        let decided = ReleaseForm {
            document: "Sak 26/117".into(),
            authority: "Halden fengsel".into(),
            decided_on: "20.11.2026".into(),
            effective_on: "23.11.2026".into(),
            ..bare
        };
        assert!(decided.parse(t, now, &bases, &[]).is_ok_and(|p| p.ground() == "document"));
        assert!(ReleaseForm { decided_on: "24.11.2026".into(), ..decided.clone() }.parse(t, now, &bases, &[]).is_err_and(|e| e.of("decided_on").is_some()));
        assert!(ReleaseForm { effective_on: "19.11.2026".into(), ..decided }.parse(t, now, &bases, &[]).is_err_and(|e| e.of("effective_on").is_some()));
        assert!(ReleaseForm { reason: "COURT".into(), ..right }.parse(t, now, &bases, &[]).is_err_and(|e| e.of("reason").is_some()));
    }

    #[test]
    fn nobody_leaves_before_it_is_confirmed_without_saying_why() {
        let now: DateTime<Utc> = "2026-11-23T09:10:00Z".parse().unwrap_or_default();
        let confirmed: DateTime<Utc> = "2026-11-23T09:05:30Z".parse().unwrap_or_default();
        let t = Lang::Nb.text();
        let at = |at: &str, late: &str| GateForm { at: at.into(), late_reason: late.into(), ..GateForm::default() }.parse(t, now, confirmed);
        assert!(at("2026-11-23T10:10", "").is_ok());
        assert_eq!(at("2026-11-23T10:05", "").ok().map(|x| x.0), Some(confirmed), "the same minute");
        assert!(at("2026-11-23T10:02", "").is_err_and(|e| e.of("late_reason").is_some()));
        assert!(at("2026-11-23T10:02", "Porten var åpen").is_ok());
    }
}
