//! A case as typed.

use serde::Deserialize;

use crate::web::Errors;
use crate::web::form::clean;
use crate::web::lang::Text;

/// Beginning a case.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CaseForm {
    /// The number in the inspectorate's own archive.
    pub number: String,
    /// What is to be found out.
    pub purpose: String,
}

impl CaseForm {
    /// Number and purpose, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text) -> Result<(String, String), Errors> {
        let mut errors = Errors::new();
        let (number, purpose) = (clean(&self.number), clean(&self.purpose));
        if !(3..=40).contains(&number.chars().count()) {
            errors.add("number", t.msg_audit_bad_number());
        }
        if !(10..=400).contains(&purpose.chars().count()) {
            errors.add("purpose", t.msg_audit_bad_purpose());
        }
        errors.into_result(Some((number, purpose)))
    }
}

/// Ending it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EndForm {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn a_case_has_a_number_and_a_purpose() {
        let t = Lang::Nb.text();
        let parse = |number: &str, purpose: &str| CaseForm { number: number.into(), purpose: purpose.into() }.parse(t);
        assert!(parse("2026/17", "Klage fra pårørende om snoking.").is_ok());
        assert!(parse("17", "kort").is_err_and(|e| e.of("number").is_some() && e.of("purpose").is_some()));
    }
}
