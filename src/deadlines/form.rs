//! The forms of an item: what became of it, whose it is, for whom it waits.

use serde::Deserialize;
use uuid::Uuid;

use super::model::{Outcome, Party};
use crate::web::Errors;
use crate::web::form::clean;
use crate::web::lang::Text;

/// What became of it, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CloseForm {
    /// The version that was seen.
    pub version: String,
    /// One of the list.
    pub outcome: String,
    /// In words.
    pub note: String,
}

impl CloseForm {
    /// The outcome and its words. Nothing is dismissed without both.
    pub fn parse(&self, t: Text, offered: &[Outcome]) -> Result<(Outcome, String), Errors> {
        let mut errors = Errors::new();
        let outcome = Outcome::of(&self.outcome).filter(|o| offered.contains(o));
        if outcome.is_none() {
            errors.add("outcome", t.msg_deadline_choose_outcome());
        }
        let note = clean(&self.note);
        match note.chars().count() {
            0..3 => errors.add("note", t.msg_deadline_note_missing()),
            2001.. => errors.add("note", t.msg_deadline_note_long()),
            _ => {}
        }
        errors.into_result(outcome.map(|o| (o, note)))
    }
}

/// Whose it is, as chosen.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AssignForm {
    /// The version that was seen.
    pub version: String,
    /// An account, or nobody in particular.
    pub owner: String,
}

impl AssignForm {
    /// The account; none: whoever holds the role.
    pub fn parse(&self, t: Text, offered: &[Uuid]) -> Result<Option<Uuid>, Errors> {
        if self.owner.is_empty() {
            return Ok(None);
        }
        let found = self.owner.parse().ok().filter(|id| offered.contains(id));
        let mut errors = Errors::new();
        if found.is_none() {
            errors.add("owner", t.msg_deadline_choose_owner());
        }
        errors.into_result(Some(found))
    }
}

/// For whom it waits, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct WaitForm {
    /// The version that was seen.
    pub version: String,
    /// One of the list; empty: it waits no longer.
    pub party: String,
    /// What was sent, when.
    pub sent: String,
}

impl WaitForm {
    /// The party and the words; none: it waits no longer.
    pub fn parse(&self, t: Text) -> Result<Option<(Party, String)>, Errors> {
        if self.party.is_empty() {
            return Ok(None);
        }
        let mut errors = Errors::new();
        let party = Party::of(&self.party);
        if party.is_none() {
            errors.add("party", t.msg_deadline_choose_party());
        }
        let sent = clean(&self.sent);
        if !(3..=400).contains(&sent.chars().count()) {
            errors.add("sent", t.msg_deadline_sent_missing());
        }
        errors.into_result(party.map(|p| Some((p, sent))))
    }
}

/// A version as sent; anything else is none that was ever seen.
pub fn seen(version: &str) -> i32 {
    version.parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn nothing_is_dismissed_without_an_outcome_and_words() {
        let t = Lang::Nb.text();
        let offered = [Outcome::NewOrder, Outcome::Released];
        let form = |outcome: &str, note: &str| CloseForm { version: "1".to_owned(), outcome: outcome.to_owned(), note: note.to_owned() };
        assert_eq!(form("released", " Løslatt 14:10. ").parse(t, &offered).ok(), Some((Outcome::Released, "Løslatt 14:10.".to_owned())));
        for (outcome, note, wrong) in [("", "Løslatt", "outcome"), ("granted", "Løslatt", "outcome"), ("released", " ", "note"), ("released", "ok", "note")] {
            let errors = form(outcome, note).parse(t, &offered).err().unwrap_or_default();
            assert!(errors.of(wrong).is_some(), "{outcome} {note}");
        }
        assert_eq!(WaitForm::default().parse(t), Ok(None));
        assert!(WaitForm { party: "court".to_owned(), ..WaitForm::default() }.parse(t).is_err());
        assert!(AssignForm { owner: Uuid::nil().to_string(), ..AssignForm::default() }.parse(t, &[]).is_err());
    }
}
