//! Skills, references and accidents as typed.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::Level;
use super::store::Placement;
use crate::activities::paper;
use crate::law::calendar::Reading;
use crate::web::Errors;
use crate::web::form::{day, instant, text};
use crate::web::lang::Text;

/// The forms of the page; each reads what is its own.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct WorkForm {
    pub place: String,
    pub what: String,
    pub level: String,
    pub on_day: String,
    pub placement: String,
    pub words: String,
    pub accident_place: String,
    pub at: String,
    pub happened: String,
    pub health_called: String,
    pub reported_to: String,
    pub measures: String,
    pub version: String,
    pub was: String,
}

/// A task mastered.
#[derive(Debug)]
pub struct NewSkill {
    pub place: Uuid,
    pub what: String,
    pub level: Level,
    pub on_day: NaiveDate,
}

/// A reference.
#[derive(Debug)]
pub struct NewReference {
    pub placement: Uuid,
    pub words: String,
    pub given_on: NaiveDate,
}

/// An accident.
#[derive(Debug)]
pub struct NewAccident {
    pub place: Uuid,
    pub at: DateTime<Utc>,
    pub what: String,
    pub health_called: bool,
    pub reported_to: String,
    pub measures: String,
}

impl WorkForm {
    fn place(&self, t: Text, field: &'static str, typed: &str, of: &[Placement], errors: &mut Errors) -> Option<Uuid> {
        let found = typed.parse().ok().filter(|id| of.iter().any(|p| p.place_id == *id));
        if found.is_none() {
            errors.add(field, t.msg_work_missing_place());
        }
        found
    }

    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse_skill(&self, t: Text, of: &[Placement], today: NaiveDate) -> Result<NewSkill, Errors> {
        let mut errors = Errors::new();
        let place = self.place(t, "place", &self.place, of, &mut errors);
        let what = text(t, "what", &self.what, (2, 160), &mut errors);
        let level = Level::of(&self.level);
        if level.is_none() {
            errors.add("level", t.msg_place_missing_choice());
        }
        let on_day = day(&self.on_day).filter(|d| *d <= today);
        if on_day.is_none() {
            errors.add("on_day", t.msg_work_bad_past_day());
        }
        errors.into_result((|| Some(NewSkill { place: place?, what, level: level?, on_day: on_day? }))())
    }

    /// # Errors
    /// A message beside each field that cannot be taken: also where the words tell of a prison.
    pub fn parse_reference(&self, t: Text, of: &[Placement], prison: &str, today: NaiveDate) -> Result<NewReference, Errors> {
        let mut errors = Errors::new();
        let placement = self.placement.parse().ok().filter(|id| of.iter().any(|p| p.id == *id));
        if placement.is_none() {
            errors.add("placement", t.msg_work_missing_place());
        }
        let words = text(t, "words", &self.words, (10, 2000), &mut errors);
        if paper::names_a_prison(&words, prison) {
            errors.add("words", t.msg_paper_names_prison());
        }
        errors.into_result(placement.map(|placement| NewReference { placement, words, given_on: today }))
    }

    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse_accident(&self, t: Text, of: &[Placement], now: DateTime<Utc>) -> Result<NewAccident, Errors> {
        let mut errors = Errors::new();
        let place = self.place(t, "accident_place", &self.accident_place, of, &mut errors);
        let at = instant(&self.at).and_then(Reading::instant).filter(|at| *at <= now && now - *at < TimeDelta::days(400));
        if at.is_none() {
            errors.add("at", t.msg_work_bad_at());
        }
        let what = text(t, "happened", &self.happened, (3, 1500), &mut errors);
        let reported_to = text(t, "reported_to", &self.reported_to, (0, 160), &mut errors);
        let measures = text(t, "measures", &self.measures, (0, 1000), &mut errors);
        errors.into_result((|| Some(NewAccident { place: place?, at: at?, what, health_called: self.health_called == "yes", reported_to, measures }))())
    }

    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse_follow_up(&self, t: Text) -> Result<(String, String), Errors> {
        let mut errors = Errors::new();
        let reported_to = text(t, "reported_to", &self.reported_to, (0, 160), &mut errors);
        let measures = text(t, "measures", &self.measures, (0, 1000), &mut errors);
        errors.into_result(Some((reported_to, measures)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn a_reference_is_of_a_place_that_was_theirs_and_names_no_prison() {
        let (t, today) = (Lang::Nb.text(), "2026-11-23".parse().unwrap_or_default());
        let of = [Placement { id: Uuid::from_u128(1), place_id: Uuid::from_u128(2), place: "Snekkeri".into(), from: None, until: None }];
        let form = WorkForm { placement: Uuid::from_u128(1).to_string(), words: "Har bygget hagebenker med stø hånd".into(), ..WorkForm::default() };
        assert!(form.parse_reference(t, &of, "Halden fengsel", today).is_ok());
        assert!(form.parse_reference(t, &[], "", today).is_err_and(|e| e.of("placement").is_some()));
        let marked = WorkForm { words: "Arbeidet i fengselets snekkeri".into(), ..form };
        assert!(marked.parse_reference(t, &of, "Halden fengsel", today).is_err_and(|e| e.of("words").is_some()));
    }
}
