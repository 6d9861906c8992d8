//! Wishes and talks as typed.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::store::{New, NewTalk, Offer};
use crate::programmes::model::{self, Source, Waits};
use crate::reference::{Catalogue, List};
use crate::web::Errors;
use crate::web::form::{clean, day, instant};
use crate::web::lang::Text;

/// The form of a wish. `what`: `g:` and a group, or `w:` and a programme to wait for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AskForm {
    pub what: String,
    pub source: String,
    pub goal: String,
    pub note: String,
    pub accepted: String,
}

/// What programmes may be chosen, and what the person's goals are.
pub struct Choices<'a> {
    pub catalogue: &'a Catalogue,
    pub offers: &'a [Offer],
    pub remand: bool,
}

impl Choices<'_> {
    /// Whether a programme is offered to this person.
    pub fn programme(&self, code: &str) -> bool {
        self.catalogue.contains(List::Programme, code)
            && model::offered(self.remand, self.catalogue.get(List::Programme, code).map(|c| c.attribute("theme")).unwrap_or_default())
    }

    fn goal(&self, typed: &str) -> Result<Option<Uuid>, ()> {
        match typed.trim() {
            "" => Ok(None),
            id => id.parse().ok().filter(|id| self.offers.iter().any(|o| o.what == "goal" && o.id == *id)).map(Some).ok_or(()),
        }
    }
}

impl AskForm {
    /// The group, when a place in one is asked for.
    pub fn group(&self) -> Option<Uuid> {
        self.what.strip_prefix("g:")?.parse().ok()
    }

    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text, of: &Choices<'_>) -> Result<New, Errors> {
        let mut errors = Errors::new();
        let programme = match (self.group(), self.what.strip_prefix("w:")) {
            (Some(id), _) => of.offers.iter().find(|o| o.what == "group" && o.id == id).map(|o| o.text.clone()),
            (None, Some(code)) => Some(code.to_owned()),
            (None, None) => None,
        };
        let programme = programme.filter(|code| of.programme(code));
        if programme.is_none() {
            errors.add("what", t.msg_prog_missing_programme());
        }
        let source = Source::of(&self.source);
        if source.is_none() {
            errors.add("source", t.msg_prog_missing_source());
        }
        let goal = of.goal(&self.goal);
        if goal.is_err() || (source == Some(Source::Goal) && goal == Ok(None)) {
            errors.add("goal", t.msg_prog_missing_goal());
        }
        let note = clean(&self.note);
        if note.chars().count() > 300 {
            errors.add("note", t.msg_plan_too_long(300));
        }
        let accepted = clean(&self.accepted);
        if !accepted.is_empty() && !(3..=400).contains(&accepted.chars().count()) {
            errors.add("accepted", t.msg_prog_missing_accepted());
        }
        errors.into_result(programme.zip(source).map(|(programme, source)| New { programme, source, goal: goal.unwrap_or_default(), note, why: Waits::Asked }))
    }
}

/// The form of a talk.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TalkForm {
    pub programme: String,
    pub at: String,
    pub minutes: String,
    pub came: String,
    pub talk_goal: String,
    pub next_on: String,
}

impl TalkForm {
    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text, of: &Choices<'_>, now: DateTime<Utc>, today: NaiveDate) -> Result<NewTalk, Errors> {
        let mut errors = Errors::new();
        if !of.programme(&self.programme) {
            errors.add("programme", t.msg_prog_missing_programme());
        }
        let at = instant(&self.at).and_then(crate::law::calendar::Reading::instant).filter(|at| *at <= now && now - *at < TimeDelta::days(92));
        if at.is_none() {
            errors.add("at", t.msg_prog_bad_talk_at());
        }
        let minutes = self.minutes.trim().parse().ok().filter(|n| (5..=480).contains(n));
        if minutes.is_none() {
            errors.add("minutes", t.msg_prog_bad_minutes());
        }
        let goal = of.goal(&self.talk_goal);
        if goal.is_err() {
            errors.add("talk_goal", t.msg_prog_missing_goal());
        }
        let next_on = day(&self.next_on);
        if (next_on.is_none() && !self.next_on.trim().is_empty()) || next_on.is_some_and(|d| d < today) {
            errors.add("next_on", t.msg_plan_bad_day());
        }
        errors.into_result(at.zip(minutes).map(|(at, minutes)| NewTalk {
            programme: self.programme.clone(),
            goal: goal.unwrap_or_default(),
            at,
            minutes,
            came: self.came != "no",
            next_on,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn a_wish_that_serves_a_goal_says_which() {
        let t = Lang::Nb.text();
        let goal = Offer { what: "goal".into(), id: Uuid::from_u128(1), text: "Jobb".into(), name: "work".into(), left: 0 };
        let group = Offer { what: "group".into(), id: Uuid::from_u128(2), text: "NONE".into(), name: "Høst".into(), left: 2 };
        let offers = [goal, group];
        let catalogue = Catalogue::default();
        let of = Choices { catalogue: &catalogue, offers: &offers, remand: false };
        let form = AskForm { what: format!("g:{}", Uuid::from_u128(2)), source: "goal".into(), ..AskForm::default() };
        let errors = form.parse(t, &of).err().unwrap_or_default();
        assert!(errors.of("goal").is_some() && errors.of("what").is_some(), "no goal, and a programme that is not in the list");
        let chosen = AskForm { goal: Uuid::from_u128(1).to_string(), ..form };
        assert!(chosen.parse(t, &of).err().is_some_and(|e| e.of("goal").is_none()));
    }
}
