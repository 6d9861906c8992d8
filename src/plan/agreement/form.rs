//! An agreement as typed.

use chrono::NaiveDate;
use serde::Deserialize;

use super::store::New;
use crate::plan::model::Verdict;
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// The form of an agreement.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AgreeForm {
    pub outcome: String,
    pub inmate_words: String,
    pub agreed_on: String,
    pub participants: String,
    pub explained_by: String,
    pub explained_in: String,
    pub interpreter: String,
    /// The newest version that the writer knew.
    pub seen: String,
    /// When the goals were last changed, as the writer knew it.
    pub changed: String,
}

impl AgreeForm {
    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text, today: NaiveDate, language: impl Fn(&str) -> bool) -> Result<New, Errors> {
        let mut errors = Errors::new();
        let outcome = Verdict::of(&self.outcome);
        if outcome.is_none() {
            errors.add("outcome", t.msg_plan_missing_verdict());
        }
        let inmate_words = clean(&self.inmate_words);
        let length = inmate_words.chars().count();
        if length > 1000 {
            errors.add("inmate_words", t.msg_plan_too_long(1000));
        } else if outcome == Some(Verdict::NotAgreed) && length < 3 {
            errors.add("inmate_words", t.msg_plan_missing_disagreement());
        }
        let agreed_on = day(&self.agreed_on).filter(|d| *d <= today && (today - *d).num_days() <= 31);
        if agreed_on.is_none() {
            errors.add("agreed_on", t.msg_plan_bad_agreed_on());
        }
        let explained_by = clean(&self.explained_by);
        if !(2..=120).contains(&explained_by.chars().count()) {
            errors.add("explained_by", t.msg_plan_missing_explained_by());
        }
        let explained_in = self.explained_in.trim().to_owned();
        if !language(&explained_in) {
            errors.add("explained_in", t.msg_plan_missing_language());
        }
        let participants = clean(&self.participants);
        if participants.chars().count() > 400 {
            errors.add("participants", t.msg_plan_too_long(400));
        }
        let interpreter = self.interpreter == "yes";
        errors.into_result(outcome.zip(agreed_on).map(|(outcome, agreed_on)| New {
            outcome,
            inmate_words,
            agreed_on,
            participants,
            explained_by,
            explained_in,
            interpreter,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn who_does_not_agree_says_so_in_their_own_words() {
        let t = Lang::Nb.text();
        let today: NaiveDate = "2026-11-23".parse().unwrap_or_default();
        let whole = AgreeForm {
            outcome: "agreed".into(),
            agreed_on: "2026-11-23".into(),
            explained_by: "Kari".into(),
            explained_in: "nb".into(),
            ..AgreeForm::default()
        };
        assert!(whole.parse(t, today, |l| l == "nb").is_ok());
        for (field, form) in [
            ("inmate_words", AgreeForm { outcome: "not_agreed".into(), ..whole.clone() }),
            ("agreed_on", AgreeForm { agreed_on: "2026-11-24".into(), ..whole.clone() }),
            ("agreed_on", AgreeForm { agreed_on: "2026-10-01".into(), ..whole.clone() }),
            ("explained_in", AgreeForm { explained_in: "xx".into(), ..whole.clone() }),
            ("explained_by", AgreeForm { explained_by: " ".into(), ..whole.clone() }),
            ("outcome", AgreeForm { outcome: String::new(), ..whole.clone() }),
        ] {
            assert!(form.parse(t, today, |l| l == "nb").is_err_and(|e| e.of(field).is_some()), "{field}");
        }
    }
}
