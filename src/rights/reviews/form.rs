//! A review as typed.

use serde::Deserialize;

use super::rules::Verdict;
use crate::web::Errors;
use crate::web::form::clean;
use crate::web::lang::Text;

/// The form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReviewForm {
    /// A word of [`Verdict`].
    pub verdict: String,
    /// Why.
    pub reason: String,
}

impl ReviewForm {
    /// Verdict and reason, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text) -> Result<(Verdict, String), Errors> {
        let mut errors = Errors::new();
        let verdict = Verdict::from_word(&self.verdict);
        if verdict.is_none() {
            errors.add("verdict", t.msg_review_choose());
        }
        let reason = clean(&self.reason);
        let least = verdict.map_or(3, Verdict::least);
        if !(least..=600).contains(&reason.chars().count()) {
            errors.add("reason", t.msg_review_bad_reason(i64::try_from(least).unwrap_or(3)));
        }
        errors.into_result(verdict.map(|v| (v, reason)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn a_verdict_has_its_reason() {
        let t = Lang::Nb.text();
        let parse = |verdict: &str, reason: &str| ReviewForm { verdict: verdict.into(), reason: reason.into() }.parse(t);
        assert!(parse("justified", "Akutt.").is_ok());
        assert!(parse("misuse", "Ikke bra.").is_err_and(|e| e.of("reason").is_some()));
        assert!(parse("", "").is_err_and(|e| e.of("verdict").is_some() && e.of("reason").is_some()));
    }
}
