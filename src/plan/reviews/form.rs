//! Reviews as typed.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::store::{Held, New};
use crate::plan::model::{Outcome, TookPart, Who};
use crate::web::Errors;
use crate::web::form::{clean, instant};
use crate::web::lang::Text;

/// Lines for those who are asked.
pub const LINES: usize = 6;

/// The form of a new review.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewForm {
    pub at: String,
    pub place: String,
    pub who: Vec<String>,
    pub name: Vec<String>,
}

impl NewForm {
    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text, now: DateTime<Utc>) -> Result<New, Errors> {
        let mut errors = Errors::new();
        let at = instant(&self.at).and_then(crate::law::calendar::Reading::instant).filter(|at| *at > now && *at - now < TimeDelta::days(366));
        if at.is_none() {
            errors.add("at", t.msg_plan_bad_review_at());
        }
        let place = clean(&self.place);
        if place.chars().count() > 120 {
            errors.add("place", t.msg_plan_too_long(120));
        }
        let mut invited = Vec::new();
        for (i, word) in self.who.iter().enumerate().take(LINES) {
            let name = self.name.get(i).map(|n| clean(n)).unwrap_or_default();
            if name.chars().count() > 120 {
                errors.add("who", t.msg_plan_too_long(120));
            }
            match Who::of(word) {
                Some(who) => invited.push((who, name)),
                None if !name.is_empty() => errors.add("who", t.msg_plan_invited_who()),
                None => {}
            }
        }
        if !invited.iter().any(|(who, _)| *who == Who::Inmate) {
            // The plan is the person's.
            errors.add("who", t.msg_plan_invite_inmate());
        }
        errors.into_result(at.map(|at| New { at, place, invited }))
    }
}

/// What came of a review.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct HoldForm {
    pub took_part: String,
    pub inmate_words: String,
    pub notes: String,
    pub outcome: String,
    pub came: Vec<String>,
    pub version: String,
}

impl HoldForm {
    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text) -> Result<Held, Errors> {
        let mut errors = Errors::new();
        let took_part = TookPart::of(&self.took_part);
        if took_part.is_none() {
            errors.add("took_part", t.msg_plan_missing_part());
        }
        let outcome = Outcome::of(&self.outcome);
        if outcome.is_none() {
            errors.add("outcome", t.msg_plan_missing_outcome());
        }
        let (inmate_words, notes) = (clean(&self.inmate_words), clean(&self.notes));
        if inmate_words.chars().count() > 1000 {
            errors.add("inmate_words", t.msg_plan_too_long(1000));
        }
        let length = notes.chars().count();
        if length < 3 {
            errors.add("notes", t.msg_plan_missing_notes());
        } else if length > 4000 {
            errors.add("notes", t.msg_plan_too_long(4000));
        }
        let came: Vec<Uuid> = self.came.iter().filter_map(|c| c.parse().ok()).collect();
        errors.into_result(took_part.zip(outcome).map(|(took_part, outcome)| Held { took_part, inmate_words, notes, outcome, came }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn a_review_lies_ahead_and_the_person_is_asked() {
        let t = Lang::Nb.text();
        let now = "2026-11-23T09:00:00Z".parse().unwrap_or_default();
        let whole = NewForm {
            at: "2026-11-30T10:00".into(),
            who: vec!["inmate".into(), "nav".into(), String::new()],
            name: vec![String::new(), "Nav Halden".into()],
            ..NewForm::default()
        };
        assert_eq!(whole.parse(t, now).map(|n| n.invited.len()), Ok(2));
        for (field, form) in [
            ("at", NewForm { at: "2026-11-23T09:00".into(), ..whole.clone() }),
            ("who", NewForm { who: vec!["nav".into()], ..whole.clone() }),
            ("who", NewForm { who: vec!["inmate".into(), String::new()], ..whole.clone() }),
        ] {
            assert!(form.parse(t, now).is_err_and(|e| e.of(field).is_some()), "{field}");
        }
        assert!(HoldForm::default().parse(t).is_err_and(|e| ["took_part", "outcome", "notes"].iter().all(|f| e.of(f).is_some())));
    }
}
