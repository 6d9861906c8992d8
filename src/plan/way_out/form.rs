//! Applications as typed, and what became of them.

use chrono::NaiveDate;
use serde::Deserialize;

use super::model::{Answer, Applicant, Rung};
use super::store::{Ended, New};
use crate::law::rule::Level;
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// The form of an application.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ApplyForm {
    pub rung: String,
    pub applied_on: String,
    pub applied_by: String,
    pub about: String,
}

impl ApplyForm {
    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text, today: NaiveDate, ladder: &[Rung]) -> Result<New, Errors> {
        let mut errors = Errors::new();
        let rung = Rung::of(&self.rung).filter(|r| ladder.contains(r));
        if rung.is_none() {
            errors.add("rung", t.msg_way_missing_rung());
        }
        let applied_on = day(&self.applied_on).filter(|d| *d <= today);
        if applied_on.is_none() {
            errors.add("applied_on", t.msg_way_bad_applied_on());
        }
        let applied_by = Applicant::of(&self.applied_by);
        if applied_by.is_none() {
            errors.add("applied_by", t.msg_way_missing_applicant());
        }
        let about = clean(&self.about);
        if about.chars().count() > 600 {
            errors.add("about", t.msg_plan_too_long(600));
        }
        let whole = rung.zip(applied_on).zip(applied_by);
        errors.into_result(whole.map(|((rung, applied_on), applied_by)| New { rung, applied_on, applied_by, about }))
    }
}

/// The form of what became of it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EndForm {
    pub outcome: String,
    pub decided_on: String,
    pub level: String,
    pub decided_by: String,
    pub reason: String,
    pub from_on: String,
    pub again_on: String,
}

impl EndForm {
    /// `again` says when a refusal can be tried again, where nobody wrote another day.
    ///
    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text, today: NaiveDate, applied_on: NaiveDate, again: impl Fn(NaiveDate) -> Option<NaiveDate>) -> Result<Ended, Errors> {
        let mut errors = Errors::new();
        let state = Answer::of(&self.outcome).filter(|a| Answer::ENDS.contains(a));
        if state.is_none() {
            errors.add("outcome", t.msg_way_missing_outcome());
        }
        let reason = clean(&self.reason);
        let length = reason.chars().count();
        if length > 1000 {
            errors.add("reason", t.msg_plan_too_long(1000));
        } else if state == Some(Answer::Refused) && length < 3 {
            errors.add("reason", t.msg_way_missing_reason());
        }
        let mut ended = Ended { state: Answer::Withdrawn, decided_on: None, level: None, decided_by: String::new(), reason, from_on: None, again_on: None };
        if matches!(state, Some(Answer::Granted | Answer::Refused)) {
            ended.decided_on = day(&self.decided_on).filter(|d| *d >= applied_on && *d <= today);
            if ended.decided_on.is_none() {
                errors.add("decided_on", t.msg_way_bad_decided_on());
            }
            ended.level = Level::of(&self.level).map(|l| l.as_str().to_owned());
            if ended.level.is_none() {
                errors.add("level", t.msg_way_missing_level());
            }
            ended.decided_by = clean(&self.decided_by);
            if !(2..=120).contains(&ended.decided_by.chars().count()) {
                errors.add("decided_by", t.msg_way_missing_decider());
            }
            let decided = ended.decided_on;
            let after = |text: &str| day(text).filter(|d| decided.is_none_or(|decided| *d >= decided));
            if state == Some(Answer::Granted) && !self.from_on.trim().is_empty() {
                ended.from_on = after(&self.from_on);
                if ended.from_on.is_none() {
                    errors.add("from_on", t.msg_way_bad_after());
                }
            }
            if state == Some(Answer::Refused) {
                let typed = !self.again_on.trim().is_empty();
                ended.again_on = if typed { after(&self.again_on) } else { ended.decided_on.and_then(again) };
                if typed && ended.again_on.is_none() {
                    errors.add("again_on", t.msg_way_bad_after());
                }
            }
        }
        errors.into_result(state.map(|state| Ended { state, ..ended }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn one_applies_for_a_step_of_ones_own_ladder() {
        let (t, today) = (Lang::Nb.text(), on("2026-11-23"));
        let whole = ApplyForm { rung: "leave".into(), applied_on: "2026-11-20".into(), applied_by: "inmate".into(), about: String::new() };
        assert!(whole.parse(t, today, &[Rung::Leave]).is_ok());
        for (field, form) in [
            ("rung", ApplyForm { rung: "probation".into(), ..whole.clone() }),
            ("applied_on", ApplyForm { applied_on: "2026-11-24".into(), ..whole.clone() }),
            ("applied_by", ApplyForm { applied_by: "somebody".into(), ..whole.clone() }),
            ("about", ApplyForm { about: "x".repeat(601), ..whole.clone() }),
        ] {
            assert!(form.parse(t, today, &[Rung::Leave]).is_err_and(|e| e.of(field).is_some()), "{field}");
        }
    }

    #[test]
    fn a_refusal_has_reasons_and_a_day_on_which_to_try_again() {
        let (t, today, applied) = (Lang::En.text(), on("2026-11-23"), on("2026-11-01"));
        let again = |d: NaiveDate| d.checked_add_months(chrono::Months::new(2));
        let refused = EndForm {
            outcome: "refused".into(),
            decided_on: "2026-11-20".into(),
            level: "local".into(),
            decided_by: "Governor".into(),
            reason: "Positive test".into(),
            ..EndForm::default()
        };
        assert_eq!(refused.parse(t, today, applied, again).ok().and_then(|e| e.again_on), Some(on("2027-01-20")));
        for (field, form) in [
            ("reason", EndForm { reason: " ".into(), ..refused.clone() }),
            ("decided_on", EndForm { decided_on: "2026-10-31".into(), ..refused.clone() }),
            ("decided_on", EndForm { decided_on: "2026-11-24".into(), ..refused.clone() }),
            ("level", EndForm { level: "nobody".into(), ..refused.clone() }),
            ("decided_by", EndForm { decided_by: String::new(), ..refused.clone() }),
            ("again_on", EndForm { again_on: "2026-11-19".into(), ..refused.clone() }),
            ("outcome", EndForm { outcome: "pending".into(), ..refused.clone() }),
        ] {
            assert!(form.parse(t, today, applied, again).is_err_and(|e| e.of(field).is_some()), "{field}");
        }
        let withdrawn = EndForm { outcome: "withdrawn".into(), ..refused };
        assert!(withdrawn.parse(t, today, applied, again).is_ok_and(|e| e.decided_on.is_none() && e.level.is_none()));
    }
}
