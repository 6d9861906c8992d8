//! A cell out of use, as typed.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// Out of use from now on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct OutForm {
    /// Why.
    pub reason: String,
    /// When it is expected back.
    pub expected_back: String,
}

impl OutForm {
    /// Why and until when, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, today: NaiveDate) -> Result<(String, Option<NaiveDate>), Errors> {
        let mut errors = Errors::new();
        let reason = clean(&self.reason);
        if !(3..=400).contains(&reason.chars().count()) {
            errors.add("reason", t.msg_cells_out_reason_missing());
        }
        let back = day(&self.expected_back);
        match back {
            None if !self.expected_back.trim().is_empty() => errors.add("expected_back", t.msg_cells_bad_day()),
            Some(d) if d < today => errors.add("expected_back", t.msg_cells_out_back_past()),
            _ => {}
        }
        errors.into_result(Some((reason, back)))
    }
}

/// Nothing but the button.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Nothing {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn a_reason_always_and_a_day_that_is_not_over() {
        let (t, today) = (Lang::Nb.text(), NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default());
        let form = |reason: &str, back: &str| OutForm { reason: reason.into(), expected_back: back.into() }.parse(t, today);
        assert!(form("Knust rute", "").is_ok_and(|(_, back)| back.is_none()));
        assert!(form("Knust rute", "2026-11-23").is_ok());
        assert!(form("", "").is_err_and(|e| e.of("reason").is_some()));
        assert!(form("Knust rute", "2026-11-22").is_err_and(|e| e.of("expected_back").is_some()));
        assert!(form("Knust rute", "snart").is_err_and(|e| e.of("expected_back").is_some()));
    }
}
