//! Release, death, escape.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

use super::super::rules;
use super::super::store::{Basis, Ending};
use super::{happened, instant, reason, snap, typed};
use crate::law::calendar;
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// A release or a death as typed; the second page sends it again, with what was shown.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EndForm {
    pub reason: String,
    pub at: String,
    pub late_reason: String,
    pub to: String,
    /// `document`, or the id of a recorded legal basis.
    pub basis: String,
    pub document: String,
    pub authority: String,
    pub decided_on: String,
    /// What the second page showed.
    pub shown: String,
}

impl EndForm {
    /// For a new one.
    pub fn fresh(now: DateTime<Utc>, bases: &[Basis], reason: Option<String>) -> Self {
        Self { at: typed(now), basis: bases.first().map(|b| b.id.to_string()).unwrap_or_default(), reason: reason.unwrap_or_default(), ..Self::default() }
    }

    /// The end, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, now: DateTime<Utc>, death: bool, bases: &[Basis]) -> Result<Ending, Errors> {
        let mut errors = Errors::new();
        let code = if death { Some("DEATH") } else { rules::RELEASES.iter().copied().find(|r| *r == self.reason) };
        if code.is_none() {
            errors.add("reason", t.msg_move_choose_release());
        }
        let late = reason("late_reason", &self.late_reason, t, &mut errors);
        let at = instant("at", &self.at, t, &mut errors).map(|i| snap(i.at, now));
        if let Some(at) = at {
            happened(at, now, late.as_deref(), ("at", "late_reason"), t, &mut errors);
        }
        let to = clean(&self.to);
        if to.chars().count() > 200 {
            errors.add("to", t.msg_move_place_long());
        }
        let mut basis = None;
        let mut document = None;
        if !death {
            if self.basis == "document" {
                document = self.document(t, now, &mut errors);
            } else {
                basis = bases.iter().find(|b| b.id.to_string() == self.basis).map(|b| b.id);
                if basis.is_none() {
                    errors.add("basis", t.msg_move_choose_basis());
                }
            }
        }
        errors.into_result(code.zip(at).map(|(code, at)| Ending { death, at, reason: code.to_owned(), to, basis, document, late }))
    }

    fn document(&self, t: Text, now: DateTime<Utc>, errors: &mut Errors) -> Option<(String, String, NaiveDate)> {
        let (document, authority) = (clean(&self.document), clean(&self.authority));
        for (field, text, message) in [("document", &document, t.msg_move_bad_document()), ("authority", &authority, t.msg_move_bad_authority())] {
            if !(2..=120).contains(&text.chars().count()) {
                errors.add(field, message);
            }
        }
        let decided = day(&self.decided_on);
        match decided {
            None => errors.add("decided_on", t.msg_move_bad_decided()),
            Some(decided) if decided > calendar::oslo_day(now) => errors.add("decided_on", t.msg_move_decided_ahead()),
            _ => {}
        }
        decided.map(|decided| (document, authority, decided))
    }
}

/// An escape as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EscapeForm {
    pub at: String,
    pub late_reason: String,
    pub place: String,
}

impl EscapeForm {
    /// When, from where, why so late; or what is wrong.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, now: DateTime<Utc>) -> Result<(DateTime<Utc>, String, Option<String>), Errors> {
        let mut errors = Errors::new();
        let late = reason("late_reason", &self.late_reason, t, &mut errors);
        let at = instant("at", &self.at, t, &mut errors).map(|i| snap(i.at, now));
        if let Some(at) = at {
            happened(at, now, late.as_deref(), ("at", "late_reason"), t, &mut errors);
        }
        let place = clean(&self.place);
        if !(2..=120).contains(&place.chars().count()) {
            errors.add("place", t.msg_move_escape_place_missing());
        }
        errors.into_result(at.map(|at| (at, place, late)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;
    use uuid::Uuid;

    #[test]
    fn a_release_has_a_basis() {
        let now: DateTime<Utc> = "2026-11-23T09:00:00Z".parse().unwrap_or_default();
        let t = Lang::Nb.text();
        let bases =
            [Basis { id: Uuid::nil(), kind: "sentence".into(), case_number: "1".into(), court: String::new(), decided_on: NaiveDate::default(), to_day: None }];
        let right = EndForm { basis: Uuid::nil().to_string(), reason: "REL_FULL".into(), at: "2026-11-23T10:00".into(), ..EndForm::default() };
        assert!(right.parse(t, now, false, &bases).is_ok_and(|e| e.basis == Some(Uuid::nil())));
        assert!(right.parse(t, now, false, &[]).is_err_and(|e| e.of("basis").is_some()), "somebody else's");
        let document = EndForm { basis: "document".into(), ..right.clone() };
        let errors = document.parse(t, now, false, &bases).err().unwrap_or_default();
        assert!(["document", "authority", "decided_on"].iter().all(|f| errors.of(f).is_some()));
        let document = EndForm {
            document: "Sak 26/117".into(),
            authority: "Halden tingrett".into(),
            decided_on: "23.11.2026".into(),
            basis: "document".into(),
            ..right.clone()
        };
        assert!(document.parse(t, now, false, &bases).is_ok());
        assert!(EndForm { reason: "COURT".into(), ..right.clone() }.parse(t, now, false, &bases).is_err_and(|e| e.of("reason").is_some()));
        assert!(right.parse(t, now, true, &[]).is_ok_and(|e| e.reason == "DEATH"), "a death needs none");
    }
}
