//! Keeping apart, as typed.

use chrono::{Months, NaiveDate};
use serde::Deserialize;
use uuid::Uuid;

use super::model::{Level, Reason, Role};
use super::store::Opening;
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// How long at most before somebody looks at it again.
const MOST_MONTHS: u32 = 12;
/// The proposal of the form.
const USUAL_MONTHS: u32 = 3;

/// The day a form proposes for looking at it again.
pub fn usual_review(today: NaiveDate) -> NaiveDate {
    today.checked_add_months(Months::new(USUAL_MONTHS)).unwrap_or(today)
}

/// A number as typed, or none when it is a name.
pub fn number(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if text.is_empty() || !text.chars().all(|c| c.is_ascii_digit() || c == '-') {
        return None;
    }
    Some(if text.len() == 9 && !text.contains('-') { format!("{}-{}", &text[..4], &text[4..]) } else { text })
}

/// Opening one, or opening an earlier one again.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct OpenForm {
    /// The other's number or name.
    pub other: String,
    /// The number chosen among those found by name.
    pub pick: String,
    /// How far apart.
    pub level: String,
    /// Why.
    pub reason: String,
    /// Why, in words.
    pub text: String,
    /// The person's role.
    pub role: String,
    /// The other's role.
    pub other_role: String,
    /// When it is looked at again.
    pub review_on: String,
}

fn review_day(t: Text, text: &str, today: NaiveDate, field: &'static str, errors: &mut Errors) -> Option<NaiveDate> {
    let review = day(text);
    match review {
        None => errors.add(field, t.msg_apart_bad_review()),
        Some(d) if d <= today => errors.add(field, t.msg_apart_past_review()),
        Some(d) if today.checked_add_months(Months::new(MOST_MONTHS)).is_some_and(|last| d > last) => errors.add(field, t.msg_apart_far_review()),
        Some(_) => {}
    }
    review
}

fn words(t: Text, text: &str, field: &'static str, errors: &mut Errors) -> String {
    let text = clean(text);
    if !(10..=600).contains(&text.chars().count()) {
        errors.add(field, t.msg_apart_bad_text());
    }
    text
}

impl OpenForm {
    /// What to open, or what is wrong with each field. A name that must be looked up first leaves `other` empty.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, today: NaiveDate, from: Option<Uuid>) -> Result<Opening, Errors> {
        let mut errors = Errors::new();
        let other = number(&self.pick).or_else(|| number(&self.other)).unwrap_or_default();
        if from.is_none() && self.other.trim().is_empty() && other.is_empty() {
            errors.add("other", t.msg_apart_missing_other());
        }
        let level = Level::of(&self.level);
        if level.is_none() {
            errors.add("level", t.msg_apart_choose());
        }
        let reason = Reason::of(&self.reason);
        if reason.is_none() {
            errors.add("reason", t.msg_apart_choose());
        }
        let role = Role::of(&self.role);
        if role.is_none() {
            errors.add("role", t.msg_apart_choose());
        }
        let other_role = Role::of(&self.other_role);
        if other_role.is_none() {
            errors.add("other_role", t.msg_apart_choose());
        }
        if (role == Some(Role::Mutual)) != (other_role == Some(Role::Mutual)) && role.is_some() && other_role.is_some() {
            errors.add("other_role", t.msg_apart_mutual_is_both());
        }
        let text = words(t, &self.text, "text", &mut errors);
        let review_on = review_day(t, &self.review_on, today, "review_on", &mut errors);
        let command = level.zip(reason).zip(role.zip(other_role)).zip(review_on).map(|(((level, reason), (role, other_role)), review_on)| Opening {
            other,
            from,
            level,
            reason,
            text,
            role,
            other_role,
            review_on,
        });
        errors.into_result(command)
    }
}

/// Closing one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CloseForm {
    /// Why it is not needed any more.
    pub closed_reason: String,
}

impl CloseForm {
    /// The reason, or what is wrong with it.
    ///
    /// # Errors
    /// The message.
    pub fn parse(&self, t: Text) -> Result<String, Errors> {
        let mut errors = Errors::new();
        let reason = words(t, &self.closed_reason, "closed_reason", &mut errors);
        errors.into_result(Some(reason))
    }
}

/// Looked at again, and still needed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReviewForm {
    /// When next.
    pub next: String,
}

impl ReviewForm {
    /// The day, or what is wrong with it.
    ///
    /// # Errors
    /// The message.
    pub fn parse(&self, t: Text, today: NaiveDate) -> Result<NaiveDate, Errors> {
        let mut errors = Errors::new();
        let next = review_day(t, &self.next, today, "next", &mut errors);
        errors.into_result(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    fn whole() -> OpenForm {
        OpenForm {
            other: "202601482".into(),
            level: "unit".into(),
            reason: "threats".into(),
            text: "Truet på tunet lørdag kveld.".into(),
            role: "victim".into(),
            other_role: "perpetrator".into(),
            review_on: "2027-02-22".into(),
            ..OpenForm::default()
        }
    }

    #[test]
    fn everything_missing_is_said_beside_its_field() {
        let (t, today) = (Lang::Nb.text(), NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default());
        let errors = OpenForm::default().parse(t, today, None).err().unwrap_or_default();
        for field in ["other", "level", "reason", "role", "other_role", "text", "review_on"] {
            assert!(errors.of(field).is_some(), "{field}");
        }
        assert!(OpenForm::default().parse(t, today, Some(Uuid::nil())).is_err_and(|e| e.of("other").is_none()), "an earlier one knows the other");
        assert!(whole().parse(t, today, None).is_ok_and(|o| o.other == "2026-01482"));
        for review in ["2026-11-22", "2027-11-23", "snart"] {
            assert!(OpenForm { review_on: review.into(), ..whole() }.parse(t, today, None).is_err_and(|e| e.of("review_on").is_some()), "{review}");
        }
        assert!(OpenForm { role: "mutual".into(), ..whole() }.parse(t, today, None).is_err_and(|e| e.of("other_role").is_some()), "mutual is both");
    }

    #[test]
    fn numbers_and_names() {
        for (typed, read) in [("2026-01482", Some("2026-01482")), ("2026 01482", Some("2026-01482")), ("hansen", None), ("", None), ("12", Some("12"))] {
            assert_eq!(number(typed).as_deref(), read, "{typed}");
        }
    }
}
