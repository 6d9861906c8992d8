//! Breaking the glass, as typed.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::rights::number;
use crate::web::form::{clean, day};
use crate::web::lang::Text;
use crate::web::{Choice, Errors};

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $word:literal => $message:ident;)+) => {
        /// Why the glass is broken.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Reason { $($(#[$doc])* $name,)+ }

        impl Reason {
            /// Every reason, in the order of the form.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The word in the database.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }

            /// In words.
            pub fn label(self, t: Text) -> String {
                match self { $(Self::$name => t.$message(),)+ }
            }
        }
    };
}

reasons! {
    /// Danger to life or health.
    LifeAndHealth = "life_and_health" => msg_glass_reason_life;
    /// Escape, or danger to the safety of the prison.
    EscapeOrSecurity = "escape_or_security" => msg_glass_reason_security;
    /// The person must be in court or is on the way.
    CourtOrTransport = "court_or_transport" => msg_glass_reason_court;
    /// Something happened to their family.
    FamilyEmergency = "family_emergency" => msg_glass_reason_family;
    /// Anything else, told in the text.
    Other = "other" => msg_glass_reason_other;
}

impl Reason {
    /// From the word; none for any other.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|r| r.as_str() == word)
    }
}

/// Shortest and longest explanation.
pub const EXPLANATION: std::ops::RangeInclusive<usize> = 20..=600;

/// The form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct GlassForm {
    /// The exact number.
    pub number: String,
    /// The birth date, when it is known.
    pub birth: String,
    /// `identity` or `record`.
    pub depth: String,
    /// A word of [`Reason`].
    pub code: String,
    /// The explanation.
    pub reason: String,
}

/// A request to open one record.
pub struct GlassCommand {
    /// The exact number.
    pub number: String,
    /// The birth date, when it is known.
    pub birth: Option<NaiveDate>,
    /// `identity` or `record`.
    pub depth: &'static str,
    /// Why.
    pub code: Reason,
    /// Why, in words.
    pub reason: String,
}

impl GlassForm {
    /// How deep one can look.
    pub fn depths(t: Text) -> Vec<Choice> {
        vec![Choice::new("identity", t.msg_glass_depth_identity()), Choice::new("record", t.msg_glass_depth_record())]
    }

    /// The request, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text) -> Result<GlassCommand, Errors> {
        let mut errors = Errors::new();
        let number = number(&self.number);
        if number.is_empty() {
            errors.add("number", t.msg_glass_missing_number());
        }
        let birth = day(&self.birth);
        if birth.is_none() && !self.birth.trim().is_empty() {
            errors.add("birth", t.msg_glass_bad_birth());
        }
        let depth = match self.depth.as_str() {
            "identity" => Some("identity"),
            "record" => Some("record"),
            _ => {
                errors.add("depth", t.msg_glass_choose_depth());
                None
            }
        };
        let code = Reason::from_word(&self.code);
        if code.is_none() {
            errors.add("code", t.msg_glass_choose_reason());
        }
        let reason = clean(&self.reason);
        if !EXPLANATION.contains(&reason.chars().count()) {
            errors.add("reason", t.msg_glass_bad_reason());
        }
        errors.into_result(depth.zip(code).map(|(depth, code)| GlassCommand { number, birth, depth, code, reason }))
    }
}

/// Giving a record back.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EndForm {
    /// The person.
    pub inmate: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn nothing_is_opened_without_a_reason() {
        let t = Lang::Nb.text();
        let errors = GlassForm::default().parse(t).err().unwrap_or_default();
        for field in ["number", "depth", "code", "reason"] {
            assert!(errors.of(field).is_some(), "{field}");
        }
        let right = GlassForm {
            number: "202601482".into(),
            birth: String::new(),
            depth: "record".into(),
            code: "life_and_health".into(),
            reason: "Bevisstløs på gangen, må vite hvem.".into(),
        };
        assert!(right.parse(t).is_ok_and(|c| c.number == "2026-01482"));
        for (field, wrong) in [
            ("reason", GlassForm { reason: "                    x".into(), ..right.clone() }),
            ("code", GlassForm { code: "curious".into(), ..right.clone() }),
            ("depth", GlassForm { depth: "clinical".into(), ..right.clone() }),
            ("birth", GlassForm { birth: "i fjor".into(), ..right.clone() }),
        ] {
            assert!(wrong.parse(t).err().unwrap_or_default().of(field).is_some(), "{field}");
        }
    }
}
