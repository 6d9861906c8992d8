//! A notice as typed.

use std::ops::Range;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

use super::super::model::{Basis, SharedKind};
use super::rules::{self, BadPeriod};
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// A new notice.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NoticeForm {
    /// What it is about.
    pub kind: String,
    /// What to do.
    pub instruction: String,
    /// Why it may be told.
    pub basis: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
}

/// A notice that can be shared.
pub struct NoticeCommand {
    /// What it is about.
    pub kind: SharedKind,
    /// What to do.
    pub instruction: String,
    /// Why it may be told.
    pub basis: Basis,
    /// When it is in force.
    pub valid: Range<DateTime<Utc>>,
}

impl NoticeForm {
    /// A form that begins today.
    pub fn fresh(today: NaiveDate) -> Self {
        Self { from: today.to_string(), ..Self::default() }
    }

    /// The notice, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, now: DateTime<Utc>) -> Result<NoticeCommand, Errors> {
        let mut errors = Errors::new();
        let kind = SharedKind::from_word(&self.kind);
        if kind.is_none() {
            errors.add("kind", t.msg_shared_choose_kind());
        }
        let instruction = clean(&self.instruction);
        match instruction.chars().count() {
            0..3 => errors.add("instruction", t.msg_shared_missing_instruction()),
            n if n > rules::MOST_CHARACTERS => {
                errors.add("instruction", t.msg_shared_long_instruction(i64::try_from(n).unwrap_or(i64::MAX), rules::MOST_CHARACTERS as i64))
            }
            _ => {}
        }
        let basis = Basis::from_word(&self.basis);
        if basis.is_none() {
            errors.add("basis", t.msg_shared_choose_basis());
        }
        let (from, to) = (day(&self.from), day(&self.to));
        if from.is_none() {
            errors.add("from", t.msg_shared_bad_from());
        }
        if to.is_none() {
            errors.add("to", t.msg_shared_bad_to());
        }
        let valid = from.zip(to).and_then(|(from, to)| {
            rules::period(from, to, now)
                .map_err(|bad| match bad {
                    BadPeriod::Past => errors.add("from", t.msg_shared_past()),
                    BadPeriod::Backwards => errors.add("to", t.msg_shared_backwards()),
                    BadPeriod::TooLong => errors.add("to", t.msg_shared_too_long()),
                })
                .ok()
        });
        let command = match (kind, basis, valid) {
            (Some(kind), Some(basis), Some(valid)) => Some(NoticeCommand { kind, instruction, basis, valid }),
            _ => None,
        };
        errors.into_result(command)
    }
}

/// Why a notice is ended.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EndForm {
    /// The reason.
    pub reason: String,
}

impl EndForm {
    /// The reason, or what is wrong with it.
    ///
    /// # Errors
    /// The message.
    pub fn parse(&self, t: Text) -> Result<String, Errors> {
        let reason = clean(&self.reason);
        let mut errors = Errors::new();
        if !(3..=300).contains(&reason.chars().count()) {
            errors.add("reason", t.msg_shared_bad_reason());
        }
        errors.into_result(Some(reason))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn a_notice_says_what_why_and_until() {
        let now = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default().and_hms_opt(9, 0, 0).unwrap_or_default().and_utc();
        let t = Lang::Nb.text();
        let errors = NoticeForm::default().parse(t, now).err().unwrap_or_default();
        for field in ["kind", "instruction", "basis", "from", "to"] {
            assert!(errors.of(field).is_some(), "{field}");
        }
        let right = NoticeForm {
            kind: "diet".into(),
            instruction: "Skal ha mat uten nøtter.".into(),
            basis: "consent".into(),
            from: "2026-11-22".into(),
            to: "2027-01-31".into(),
        };
        assert!(right.parse(t, now).is_ok());
        let long = NoticeForm { instruction: "x".repeat(301), kind: "diagnosis".into(), ..right };
        let errors = long.parse(t, now).err().unwrap_or_default();
        assert!(errors.of("instruction").is_some() && errors.of("kind").is_some() && errors.of("to").is_none());
    }
}
