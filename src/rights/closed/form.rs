//! Reopening, as typed.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::rights::number;
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// The form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReopenForm {
    /// The exact number.
    pub number: String,
    /// The birth date; empty when the record knows none.
    pub birth: String,
    /// Why.
    pub reason: String,
}

/// A request to reopen one record.
pub struct ReopenCommand {
    /// The exact number.
    pub number: String,
    /// The birth date; none when the record knows none.
    pub birth: Option<NaiveDate>,
    /// Why.
    pub reason: String,
}

impl ReopenForm {
    /// The request, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text) -> Result<ReopenCommand, Errors> {
        let mut errors = Errors::new();
        let number = number(&self.number);
        if number.is_empty() {
            errors.add("number", t.msg_glass_missing_number());
        }
        let birth = day(&self.birth);
        if birth.is_none() && !self.birth.trim().is_empty() {
            errors.add("birth", t.msg_glass_bad_birth());
        }
        let reason = clean(&self.reason);
        if !(10..=600).contains(&reason.chars().count()) {
            errors.add("reason", t.msg_closed_bad_reason());
        }
        errors.into_result(Some(ReopenCommand { number, birth, reason }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn a_record_is_reopened_by_number_and_with_a_reason() {
        let t = Lang::En.text();
        let errors = ReopenForm::default().parse(t).err().unwrap_or_default();
        assert!(errors.of("number").is_some() && errors.of("reason").is_some() && errors.of("birth").is_none());
        let right = ReopenForm { number: "2019-00012".into(), birth: "01.02.1980".into(), reason: "Ny dom, skal inn på mandag.".into() };
        assert!(right.parse(t).is_ok_and(|c| c.birth.is_some()));
    }
}
