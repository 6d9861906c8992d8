//! Applications as typed, and what became of them.

use chrono::NaiveDate;
use serde::Deserialize;

use super::model::{Answer, Appeal, Applicant, Rung};
use super::store::{After, Application, Ended, New};
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
    pub notified_on: String,
    /// Why it was decided otherwise than the rules say.
    pub all_the_same: String,
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
        let all_the_same = clean(&self.all_the_same);
        if all_the_same.chars().count() > 1000 {
            errors.add("all_the_same", t.msg_plan_too_long(1000));
        }
        let mut ended = Ended {
            state: Answer::Withdrawn,
            decided_on: None,
            level: None,
            decided_by: String::new(),
            reason,
            from_on: None,
            again_on: None,
            notified_on: None,
            all_the_same,
        };
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
            if !self.notified_on.trim().is_empty() {
                ended.notified_on = after(&self.notified_on).filter(|d| *d <= today);
                if ended.notified_on.is_none() {
                    errors.add("notified_on", t.msg_way_bad_notified());
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

/// The form of what came after a refusal: notice, an appeal, its answer. What is recorded already is not asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AfterForm {
    pub notified_on: String,
    pub appealed_on: String,
    pub appeal_answer: String,
    pub appeal_answered_on: String,
    pub version: String,
}

impl AfterForm {
    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text, today: NaiveDate, a: &Application) -> Result<After, Errors> {
        let mut errors = Errors::new();
        // A day that is not before another, and has come.
        let mut read = |field: &'static str, typed: &str, not_before: Option<NaiveDate>, message: String| {
            if typed.trim().is_empty() {
                return None;
            }
            let found = day(typed).filter(|d| *d <= today && not_before.is_some_and(|first| *d >= first));
            if found.is_none() {
                errors.add(field, message);
            }
            found
        };
        let fresh = |recorded: Option<NaiveDate>, typed: &str| if recorded.is_some() { String::new() } else { typed.to_owned() };
        let notified_on = read("notified_on", &fresh(a.notified_on, &self.notified_on), a.decided_on, t.msg_way_bad_notified());
        let told = a.notified_on.or(notified_on);
        let appealed_on = read("appealed_on", &fresh(a.appealed_on, &self.appealed_on), told.and(a.decided_on), t.msg_way_bad_appealed());
        let appealed = a.appealed_on.or(appealed_on);
        let answered_on = read("appeal_answered_on", &self.appeal_answered_on, appealed, t.msg_way_bad_appeal_answered());
        let answer = Appeal::of(&self.appeal_answer);
        if answered_on.is_some() && answer.is_none() {
            errors.add("appeal_answer", t.msg_way_missing_appeal_answer());
        }
        if answer.is_some() && answered_on.is_none() && errors.of("appeal_answered_on").is_none() {
            errors.add("appeal_answered_on", t.msg_way_bad_appeal_answered());
        }
        let after = After { notified_on, appealed_on, appeal: answer.zip(answered_on) };
        if errors.is_empty() && after == After::default() {
            errors.add(
                if a.notified_on.is_none() {
                    "notified_on"
                } else if a.appealed_on.is_none() {
                    "appealed_on"
                } else {
                    "appeal_answer"
                },
                t.msg_way_after_nothing(),
            );
        }
        errors.into_result(Some(after))
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
            ("notified_on", EndForm { notified_on: "2026-11-19".into(), ..refused.clone() }),
            ("notified_on", EndForm { notified_on: "2026-11-24".into(), ..refused.clone() }),
            ("outcome", EndForm { outcome: "pending".into(), ..refused.clone() }),
        ] {
            assert!(form.parse(t, today, applied, again).is_err_and(|e| e.of(field).is_some()), "{field}");
        }
        let withdrawn = EndForm { outcome: "withdrawn".into(), ..refused };
        assert!(withdrawn.parse(t, today, applied, again).is_ok_and(|e| e.decided_on.is_none() && e.level.is_none()));
    }

    #[test]
    fn what_came_after_is_told_in_order_and_once() {
        let (t, today) = (Lang::Nb.text(), on("2026-11-23"));
        let refused = Application {
            id: uuid::Uuid::nil(),
            rung: Rung::Leave,
            applied_on: on("2026-11-01"),
            applied_by: Applicant::Inmate,
            about: String::new(),
            state: Answer::Refused,
            decided_on: Some(on("2026-11-10")),
            level: Some("local".into()),
            decided_by: "Governor".into(),
            reason: "Positive test".into(),
            from_on: None,
            again_on: None,
            all_the_same: String::new(),
            notified_on: None,
            appealed_on: None,
            appeal_answer: None,
            appeal_answered_on: None,
            recorded_by: None,
            ended_by: None,
            ended_at: None,
            version: 2,
        };
        let told = Application { notified_on: Some(on("2026-11-12")), ..refused.clone() };
        let appealed = Application { appealed_on: Some(on("2026-11-16")), ..told.clone() };
        let form = |notified: &str, appealed: &str, answer: &str, answered: &str| AfterForm {
            notified_on: notified.into(),
            appealed_on: appealed.into(),
            appeal_answer: answer.into(),
            appeal_answered_on: answered.into(),
            version: "2".into(),
        };
        let all = form("2026-11-12", "2026-11-16", "changed", "2026-11-20").parse(t, today, &refused).ok();
        let expected = After { notified_on: Some(on("2026-11-12")), appealed_on: Some(on("2026-11-16")), appeal: Some((Appeal::Changed, on("2026-11-20"))) };
        assert_eq!(all, Some(expected));
        assert_eq!(
            form("2026-11-20", "", "", "").parse(t, today, &told).err().and_then(|e| e.of("appealed_on").map(str::to_owned)),
            Some(t.msg_way_after_nothing())
        );
        for (case, of, form, field) in [
            ("before the decision", &refused, form("2026-11-09", "", "", ""), "notified_on"),
            ("not yet", &refused, form("2026-11-24", "", "", ""), "notified_on"),
            ("an appeal of what nobody was told", &refused, form("", "2026-11-16", "", ""), "appealed_on"),
            ("an answer without an appeal", &told, form("", "", "upheld", "2026-11-20"), "appeal_answered_on"),
            ("an answer before the appeal", &appealed, form("", "", "upheld", "2026-11-15"), "appeal_answered_on"),
            ("a day and no answer", &appealed, form("", "", "", "2026-11-20"), "appeal_answer"),
            ("an answer and no day", &appealed, form("", "", "upheld", ""), "appeal_answered_on"),
            ("nothing", &refused, form("", "", "", ""), "notified_on"),
        ] {
            assert!(form.parse(t, today, of).is_err_and(|e| e.of(field).is_some()), "{case}");
        }
    }
}
