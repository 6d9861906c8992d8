//! A point as typed.

use chrono::NaiveDate;
use serde::Deserialize;
use uuid::Uuid;

use super::model::{Item, Standing};
use super::store::{Point, Said};
use crate::plan::goals::Colleague;
use crate::plan::model::Who;
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// The longest word of evidence.
const MOST: usize = 400;

/// The form of a point.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PointForm {
    pub state: String,
    pub who: String,
    pub owner: String,
    pub partner: String,
    pub due_on: String,
    pub evidence: String,
    pub version: String,
    pub was: String,
}

impl PointForm {
    pub fn of(p: &Point) -> Self {
        Self {
            state: p.state.as_str().into(),
            who: p.who.as_str().into(),
            owner: p.owner.map(|o| o.to_string()).unwrap_or_default(),
            partner: p.partner.clone(),
            due_on: p.due_on.map(|d| d.to_string()).unwrap_or_default(),
            evidence: p.evidence.clone(),
            version: p.version.to_string(),
            was: String::new(),
        }
    }

    pub fn pairs(&self) -> [(&'static str, &str); 6] {
        [("state", &self.state), ("who", &self.who), ("owner", &self.owner), ("partner", &self.partner), ("due_on", &self.due_on), ("evidence", &self.evidence)]
    }

    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text, today: NaiveDate, colleagues: &[Colleague], before: Option<NaiveDate>) -> Result<Said, Errors> {
        let mut errors = Errors::new();
        let state = Standing::of(&self.state).filter(|s| Standing::SET.contains(s));
        if state.is_none() {
            errors.add("state", t.msg_ready_missing_state());
        }
        let evidence = clean(&self.evidence);
        let length = evidence.chars().count();
        match state {
            Some(Standing::Done) if length < 3 => errors.add("evidence", t.msg_ready_missing_evidence()),
            Some(Standing::NotNeeded) if length < 3 => errors.add("evidence", t.msg_ready_missing_why()),
            _ if length > MOST => errors.add("evidence", t.msg_plan_too_long(MOST as i64)),
            _ => {}
        }
        let who = Who::of(&self.who).filter(|w| *w != Who::Health);
        if who.is_none() {
            errors.add("who", t.msg_plan_missing_who());
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
        let due_on = day(&self.due_on);
        // A day that has passed may stand; a new one lies ahead.
        if (due_on.is_none() && !self.due_on.trim().is_empty()) || due_on.is_some_and(|d| d < today && Some(d) != before) {
            errors.add("due_on", t.msg_plan_bad_day());
        }
        errors.into_result(state.zip(who).map(|(state, who)| Said { state, who, owner, partner, due_on, evidence }))
    }
}

/// Which point a path means; health's own is not written here.
pub fn item(word: &str) -> Option<Item> {
    Item::of(word).filter(|i| !i.is_healths())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn done_is_shown_by_something_and_health_answers_for_itself() {
        let (t, today) = (Lang::En.text(), NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default());
        let whole = PointForm { state: "done".into(), who: "municipality".into(), evidence: "Contract seen".into(), ..PointForm::default() };
        assert!(whole.parse(t, today, &[], None).is_ok());
        for (field, form) in [
            ("evidence", PointForm { evidence: " ".into(), ..whole.clone() }),
            ("evidence", PointForm { state: "not_needed".into(), evidence: String::new(), ..whole.clone() }),
            ("evidence", PointForm { evidence: "x".repeat(401), ..whole.clone() }),
            ("state", PointForm { state: "no".into(), ..whole.clone() }),
            ("who", PointForm { who: "health".into(), ..whole.clone() }),
            ("owner", PointForm { owner: "nobody".into(), ..whole.clone() }),
            ("due_on", PointForm { due_on: "2026-11-22".into(), ..whole.clone() }),
        ] {
            assert!(form.parse(t, today, &[], None).is_err_and(|e| e.of(field).is_some()), "{field}");
        }
        let passed = PointForm { due_on: "2026-11-22".into(), ..whole };
        assert!(passed.parse(t, today, &[], today.pred_opt()).is_ok());
        assert_eq!((item("treatment"), item("housing")), (None, Some(Item::Housing)));
    }
}
