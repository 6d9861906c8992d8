//! Goals and actions as typed.

use chrono::NaiveDate;
use serde::Deserialize;
use uuid::Uuid;

use super::store::{Colleague, Goal, Step, StepText, Text as Said};
use crate::plan::model::{GoalState, Theme, Who};
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// The longest that a goal or an action says.
pub const MOST: usize = 300;

/// The form of a goal.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct GoalForm {
    pub theme: String,
    pub words: String,
    pub target_on: String,
    pub state: String,
    pub daily: String,
    pub version: String,
    pub was: String,
}

impl GoalForm {
    pub fn of(g: &Goal) -> Self {
        Self {
            theme: g.theme.as_str().into(),
            words: g.words.clone(),
            target_on: g.target_on.map(|d| d.to_string()).unwrap_or_default(),
            state: g.state.as_str().into(),
            daily: if g.daily { "yes".into() } else { String::new() },
            version: g.version.to_string(),
            was: String::new(),
        }
    }

    pub fn pairs(&self) -> [(&'static str, &str); 5] {
        [("theme", &self.theme), ("words", &self.words), ("target_on", &self.target_on), ("state", &self.state), ("daily", &self.daily)]
    }

    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text, today: NaiveDate, remand: bool, before: Option<NaiveDate>) -> Result<Said, Errors> {
        let mut errors = Errors::new();
        let theme = Theme::offered(remand).find(|x| x.as_str() == self.theme && *x != Theme::Health);
        if theme.is_none() {
            errors.add("theme", t.msg_plan_missing_theme());
        }
        let words = clean(&self.words);
        if !(3..=MOST).contains(&words.chars().count()) {
            errors.add("words", t.msg_plan_missing_goal());
        }
        let target_on = day(&self.target_on);
        let typed = !self.target_on.trim().is_empty();
        // A day that has passed stays as it was; a new one lies ahead.
        if (typed && target_on.is_none()) || target_on.is_some_and(|d| d < today && Some(d) != before) {
            errors.add("target_on", t.msg_plan_bad_day());
        }
        let state = GoalState::of(&self.state).filter(|s| s.open());
        if state.is_none() {
            errors.add("state", t.msg_plan_missing_when());
        }
        errors.into_result(theme.zip(state).map(|(theme, state)| Said { theme, words, target_on, state, daily: self.daily == "yes" }))
    }
}

/// The form of an action.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct StepForm {
    pub what: String,
    pub who: String,
    pub owner: String,
    pub partner: String,
    pub by_day: String,
    pub version: String,
    pub was: String,
}

impl StepForm {
    pub fn of(s: &Step) -> Self {
        Self {
            what: s.what.clone(),
            who: s.who.as_str().into(),
            owner: s.owner.map(|o| o.to_string()).unwrap_or_default(),
            partner: s.partner.clone(),
            by_day: s.by_day.map(|d| d.to_string()).unwrap_or_default(),
            version: s.version.to_string(),
            was: String::new(),
        }
    }

    pub fn pairs(&self) -> [(&'static str, &str); 5] {
        [("what", &self.what), ("who", &self.who), ("owner", &self.owner), ("partner", &self.partner), ("by_day", &self.by_day)]
    }

    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text, today: NaiveDate, colleagues: &[Colleague], before: Option<NaiveDate>) -> Result<StepText, Errors> {
        let mut errors = Errors::new();
        let who = Who::of(&self.who);
        if who.is_none() {
            errors.add("who", t.msg_plan_missing_who());
        }
        let mut what = clean(&self.what);
        if who == Some(Who::Health) {
            // Of what health does, nothing stands here but that it is asked for.
            what.clear();
        } else if !(3..=MOST).contains(&what.chars().count()) {
            errors.add("what", t.msg_plan_missing_what());
        }
        let owner: Option<Uuid> = self.owner.trim().parse().ok();
        let fits = |id: Uuid| colleagues.iter().any(|c| c.id == id && who.and_then(Who::role) == Some(c.role.as_str()));
        if (owner.is_none() && !self.owner.trim().is_empty()) || owner.is_some_and(|id| !fits(id)) {
            errors.add("owner", t.msg_plan_bad_owner());
        }
        let partner = if who.is_some_and(Who::outside) { clean(&self.partner) } else { String::new() };
        if partner.chars().count() > 120 {
            errors.add("partner", t.msg_plan_too_long(120));
        }
        let by_day = day(&self.by_day);
        if (by_day.is_none() && !self.by_day.trim().is_empty()) || by_day.is_some_and(|d| d < today && Some(d) != before) {
            errors.add("by_day", t.msg_plan_bad_day());
        }
        errors.into_result(who.map(|who| StepText { what, who, owner, partner, by_day }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    fn today() -> NaiveDate {
        "2026-11-23".parse().unwrap_or_default()
    }

    #[test]
    fn goals_are_of_a_theme_and_remand_has_no_attitudes() {
        let t = Lang::Nb.text();
        let whole = GoalForm { theme: "work".into(), words: "Ta truckførerbevis".into(), state: "current".into(), ..GoalForm::default() };
        assert!(whole.parse(t, today(), true, None).is_ok());
        for (field, form, remand) in [
            ("theme", GoalForm { theme: "attitudes".into(), ..whole.clone() }, true),
            ("theme", GoalForm { theme: "health".into(), ..whole.clone() }, false),
            ("words", GoalForm { words: "x".repeat(301), ..whole.clone() }, false),
            ("target_on", GoalForm { target_on: "2026-11-22".into(), ..whole.clone() }, false),
            ("state", GoalForm { state: "achieved".into(), ..whole.clone() }, false),
        ] {
            assert!(form.parse(t, today(), remand, None).is_err_and(|e| e.of(field).is_some()), "{field}");
        }
        let passed = GoalForm { target_on: "2026-11-22".into(), ..whole };
        assert!(passed.parse(t, today(), false, "2026-11-22".parse().ok()).is_ok(), "a day that was set and has passed may stand");
    }

    #[test]
    fn an_action_is_somebodys_and_healths_has_no_words() {
        let t = Lang::En.text();
        let teacher = Colleague { id: Uuid::from_u128(1), role: "EDU".into(), name: "A".into() };
        let of = std::slice::from_ref(&teacher);
        let whole = StepForm { what: "Enrol".into(), who: "teacher".into(), owner: teacher.id.to_string(), ..StepForm::default() };
        assert_eq!(whole.parse(t, today(), of, None).ok().and_then(|s| s.owner), Some(teacher.id));
        assert!(StepForm { who: "supervisor".into(), ..whole.clone() }.parse(t, today(), of, None).is_err_and(|e| e.of("owner").is_some()), "not of that role");
        let health = StepForm { who: "health".into(), owner: String::new(), what: "Something clinical".into(), ..whole };
        assert_eq!(health.parse(t, today(), of, None).ok().map(|s| s.what), Some(String::new()));
    }
}
