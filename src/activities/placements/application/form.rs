//! Applications as typed.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::activities::allocation::model::{Priority, Suited};
use crate::activities::placements::assess::{self, Fault, Finding};
use crate::activities::placements::rules::{Application as State, Source};
use crate::activities::placements::store::{Application, Assessment, New, Offer, Seat};
use crate::law::calendar;
use crate::platform::id::InmateId;
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// A wish or an offer.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ApplyForm {
    pub place: String,
    pub source: String,
    pub goal: String,
    pub rank: String,
    pub words: String,
}

impl ApplyForm {
    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text, offers: &[Offer]) -> Result<New, Errors> {
        let mut errors = Errors::new();
        let among = |what: &str, typed: &str| typed.trim().parse::<Uuid>().ok().filter(|id| offers.iter().any(|o| o.what == what && o.id == *id));
        let place = among("place", &self.place);
        if place.is_none() {
            errors.add("place", t.msg_wish_missing_place());
        }
        let source = Source::of(&self.source);
        if source.is_none() {
            errors.add("source", t.msg_wish_missing_source());
        }
        let goal = among("goal", &self.goal);
        if goal.is_none() && (source == Some(Source::Plan) || !self.goal.trim().is_empty()) {
            errors.add("goal", t.msg_wish_missing_goal());
        }
        let rank = self.rank.trim().parse().ok().filter(|n| (1..=9).contains(n));
        if rank.is_none() {
            errors.add("rank", t.msg_wish_bad_rank());
        }
        let words = text(t, &mut errors, "words", &self.words, 600);
        errors.into_result(place.zip(source).zip(rank).map(|((place, source), rank)| New { place, source, goal, rank, words }))
    }
}

/// Words that are not too many.
fn text(t: Text, errors: &mut Errors, field: &'static str, typed: &str, most: u32) -> String {
    let words = clean(typed);
    if words.chars().count() > most as usize {
        errors.add(field, t.msg_plan_too_long(i64::from(most)));
    }
    words
}

/// Everything that can be done with an application; which of it a form is for is in its address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct StepForm {
    pub version: String,
    pub suited: String,
    pub conditions: String,
    pub assessment: String,
    pub priority: String,
    pub reason: String,
    pub pattern: Vec<String>,
    pub from: String,
    pub addition: String,
}

/// Whole kroner a day, in øre.
fn addition(typed: &str) -> Option<i32> {
    match typed.trim() {
        "" => Some(0),
        kroner => kroner.parse::<i32>().ok().filter(|n| (0..=1000).contains(n)).map(|n| n * 100),
    }
}

impl StepForm {
    /// What an application says now.
    pub fn of(a: &Application, from: NaiveDate) -> Self {
        Self {
            version: a.version.to_string(),
            suited: a.suited.map(|s| s.as_str().to_owned()).unwrap_or_default(),
            conditions: a.conditions.clone(),
            assessment: a.assessment.clone(),
            priority: a.priority.as_str().to_owned(),
            from: from.to_string(),
            ..Self::default()
        }
    }

    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn assessment(&self, t: Text, findings: &[Finding]) -> Result<Assessment, Errors> {
        let mut errors = Errors::new();
        let (suited, priority) = (Suited::of(&self.suited), Priority::of(&self.priority));
        if suited.is_none() {
            errors.add("suited", t.msg_wish_missing_suited());
        }
        if priority.is_none() {
            errors.add("priority", t.msg_wish_missing_priority());
        }
        let conditions = text(t, &mut errors, "conditions", &self.conditions, 400);
        if suited == Some(Suited::WithConditions) && conditions.chars().count() < 3 {
            errors.add("conditions", t.msg_wish_missing_conditions());
        }
        let words = text(t, &mut errors, "assessment", &self.assessment, 1500);
        match suited.map(|s| assess::may_be(findings, s, &words)) {
            Some(Err(Fault::Stopped)) => errors.add("suited", t.msg_wish_stopped()),
            Some(Err(Fault::SayWhy)) => errors.add("assessment", t.msg_wish_say_why()),
            _ => {}
        }
        errors.into_result(suited.zip(priority).map(|(suited, priority)| Assessment { suited, conditions, words, priority }))
    }

    /// How it ends without a place. A wish that is taken back needs no reason; what the house says no to does.
    ///
    /// # Errors
    /// A message beside the reason.
    pub fn reason(&self, t: Text, to: State) -> Result<String, Errors> {
        let mut errors = Errors::new();
        let reason = text(t, &mut errors, "reason", &self.reason, 400);
        let length = reason.chars().count();
        if length < 3 && (to == State::Declined || length > 0) {
            errors.add("reason", t.msg_wish_missing_reason());
        }
        errors.into_result(Some(reason))
    }

    /// A seat from a day on: at midnight, or at once when it is today.
    ///
    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn seat(&self, t: Text, inmate: InmateId, a: &Application, now: DateTime<Utc>) -> Result<Seat, Errors> {
        let mut errors = Errors::new();
        let typed: Vec<&String> = self.pattern.iter().filter(|p| !p.trim().is_empty()).collect();
        let patterns: Vec<Uuid> = typed.iter().filter_map(|p| p.trim().parse().ok()).collect();
        if patterns.is_empty() || patterns.len() < typed.len() {
            errors.add("pattern", t.msg_wish_no_times());
        }
        let today = calendar::oslo_day(now);
        let from = day(&self.from).filter(|d| *d >= today && (*d - today).num_days() <= 366);
        if from.is_none() {
            errors.add("from", t.msg_wish_bad_from());
        }
        let addition = addition(&self.addition);
        if addition.is_none() {
            errors.add("addition", t.msg_wish_bad_addition());
        }
        errors.into_result(from.zip(addition).map(|(from, addition_ore)| Seat {
            inmate,
            place: a.place_id,
            patterns,
            from: calendar::start_of_day(from).max(now),
            application: Some(a.id),
            goal: a.goal_id,
            addition_ore,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn a_wish_names_a_place_and_a_plan_its_goal() {
        let t = Lang::Nb.text();
        let offer =
            |what: &str, n| Offer { what: what.into(), id: Uuid::from_u128(n), words: "Snekkeri".into(), kind: "work".into(), levels: vec!["high".into()] };
        let offers = [offer("place", 1), offer("goal", 2)];
        let whole = ApplyForm { place: Uuid::from_u128(1).to_string(), source: "wish".into(), rank: "1".into(), ..ApplyForm::default() };
        assert!(whole.parse(t, &offers).is_ok());
        for (field, form) in [
            ("place", ApplyForm { place: Uuid::from_u128(2).to_string(), ..whole.clone() }),
            ("source", ApplyForm { source: "whim".into(), ..whole.clone() }),
            ("goal", ApplyForm { source: "plan".into(), ..whole.clone() }),
            ("rank", ApplyForm { rank: "0".into(), ..whole.clone() }),
            ("words", ApplyForm { words: "å".repeat(601), ..whole.clone() }),
        ] {
            assert!(form.parse(t, &offers).is_err_and(|e| e.of(field).is_some()), "{field}");
        }
    }
}
