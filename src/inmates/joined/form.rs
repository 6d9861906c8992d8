//! What is typed about joining two records.

use serde::Deserialize;

use crate::web::Errors;
use crate::web::form::clean;
use crate::web::lang::Text;

/// The number of the other record.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Other {
    pub number: String,
}

/// Which is kept, and why they are one.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Propose {
    pub keep: String,
    pub reason: String,
}

/// Which of the two is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The one whose page it is.
    This,
    /// The other one.
    Other,
}

fn reason(t: Text, typed: &str, least: usize, errors: &mut Errors) -> String {
    let reason = clean(typed);
    match reason.chars().count() {
        0 if least > 0 => errors.add("reason", t.msg_join_reason_missing()),
        n if n < least => errors.add("reason", t.msg_join_reason_short()),
        601.. => errors.add("reason", t.msg_staff_reason_long(600)),
        _ => (),
    }
    reason
}

impl Propose {
    pub fn parse(&self, t: Text) -> Result<(Keep, String), Errors> {
        let mut errors = Errors::new();
        let keep = match self.keep.as_str() {
            "this" => Some(Keep::This),
            "other" => Some(Keep::Other),
            _ => None,
        };
        if keep.is_none() {
            errors.add("keep", t.msg_join_keep_missing());
        }
        let reason = reason(t, &self.reason, 10, &mut errors);
        errors.into_result(keep.map(|keep| (keep, reason)))
    }
}

/// A decision.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Decide {
    pub outcome: String,
    pub reason: String,
}

impl Decide {
    /// Granted or not, and why; a refusal is always reasoned.
    pub fn parse(&self, t: Text) -> Result<(bool, String), Errors> {
        let mut errors = Errors::new();
        let granted = match self.outcome.as_str() {
            "granted" => Some(true),
            "refused" => Some(false),
            _ => None,
        };
        if granted.is_none() {
            errors.add("outcome", t.msg_join_outcome_missing());
        }
        let least = if granted == Some(true) && clean(&self.reason).is_empty() { 0 } else { 3 };
        let reason = reason(t, &self.reason, least, &mut errors);
        errors.into_result(granted.map(|granted| (granted, reason)))
    }
}

/// Taking it back.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Undo {
    pub reason: String,
}

impl Undo {
    /// `asked`: the other of the two has given the reason already.
    pub fn parse(&self, t: Text, asked: bool) -> Result<String, Errors> {
        let mut errors = Errors::new();
        let reason = reason(t, &self.reason, if asked { 0 } else { 10 }, &mut errors);
        errors.into_result(Some(reason))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn all_that_is_wrong_at_once() {
        let t = Lang::Nb.text();
        let errors = Propose { keep: "both".into(), reason: "kort".into() }.parse(t).err().unwrap_or_default();
        assert!(errors.of("keep").is_some() && errors.of("reason").is_some());
        assert!(Propose { keep: "this".into(), reason: "x".repeat(601) }.parse(t).is_err());
        assert_eq!(Propose { keep: "other".into(), reason: "Fingeravtrykk stemmer".into() }.parse(t).map(|p| p.0), Ok(Keep::Other));
    }

    #[test]
    fn a_refusal_is_reasoned_and_so_is_taking_back_the_first_time() {
        let t = Lang::En.text();
        let decide = |outcome: &str, reason: &str| Decide { outcome: outcome.into(), reason: reason.into() }.parse(t).is_ok();
        assert!(decide("granted", "") && decide("refused", "Two people") && !decide("refused", "") && !decide("", "Two people"));
        let undo = |reason: &str, asked| Undo { reason: reason.into() }.parse(t, asked).is_ok();
        assert!(undo("They are brothers", false) && !undo("no", false) && undo("", true));
    }
}
