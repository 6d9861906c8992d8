//! What the duty officer types about a roll.

use serde::Deserialize;

use crate::web::Errors;
use crate::web::form::clean;
use crate::web::lang::Text;

/// Agreeing, with a note when something was out of the ordinary.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AgreeForm {
    pub note: String,
}

impl AgreeForm {
    /// The note, if there is one, or what is wrong with it.
    pub fn parse(&self, t: Text) -> Result<Option<String>, Errors> {
        let note = clean(&self.note);
        let mut errors = Errors::new();
        if !note.is_empty() && !(3..=1000).contains(&note.chars().count()) {
            errors.add("note", t.msg_count_bad_note());
        }
        errors.into_result(Some(Some(note).filter(|n| !n.is_empty())))
    }
}

/// Why a roll was not held, or why an extra one is called.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct WhyForm {
    pub why: String,
    pub extra_why: String,
}

impl WhyForm {
    /// Why it was not held.
    pub fn missed(&self, t: Text) -> Result<String, Errors> {
        reason(&self.why, "why", 10..=1000, t.msg_count_bad_missed())
    }

    /// Why an extra one is called.
    pub fn called(&self, t: Text) -> Result<String, Errors> {
        reason(&self.extra_why, "extra_why", 3..=400, t.msg_count_bad_called())
    }
}

fn reason(text: &str, field: &'static str, length: std::ops::RangeInclusive<usize>, message: String) -> Result<String, Errors> {
    let why = clean(text);
    let mut errors = Errors::new();
    if !length.contains(&why.chars().count()) {
        errors.add(field, message);
    }
    errors.into_result(Some(why))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn reasons_are_reasons() {
        let t = Lang::Nb.text();
        assert_eq!(AgreeForm { note: "  ".into() }.parse(t), Ok(None));
        assert!(AgreeForm { note: "ok".into() }.parse(t).is_err());
        let why = |text: &str| WhyForm { why: text.into(), extra_why: text.into() };
        assert!(why("Brann").missed(t).is_err() && why("Brann").called(t).is_ok());
        assert!(why("Strømbrudd i hele huset").missed(t).is_ok());
    }
}
