//! A note as typed.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::super::model::NoteKind;
use super::rules::{self, BadTime};
use crate::web::form::{clean, day};
use crate::web::lang::Text;
use crate::web::{Errors, Fmt};

/// A new note, or a correction of one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NoteForm {
    /// Its kind.
    pub kind: String,
    /// The day of the consultation.
    pub day: String,
    /// The time of it.
    pub time: String,
    /// The text.
    pub text: String,
    /// The version that was read, for a correction.
    pub version: String,
}

/// A note that can be written.
pub struct NoteCommand {
    /// Its kind.
    pub kind: NoteKind,
    /// When the person was seen.
    pub at: DateTime<Utc>,
    /// The text.
    pub text: String,
}

impl NoteForm {
    /// An empty form for a consultation that has just been.
    pub fn fresh(fmt: Fmt, now: DateTime<Utc>) -> Self {
        Self { kind: NoteKind::Consultation.as_str().to_owned(), ..Self::at(fmt, now) }
    }

    /// A form with only the time filled in.
    pub fn at(fmt: Fmt, at: DateTime<Utc>) -> Self {
        Self { day: crate::law::calendar::oslo_day(at).to_string(), time: fmt.time(at), ..Self::default() }
    }

    /// The note, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, now: DateTime<Utc>) -> Result<NoteCommand, Errors> {
        let mut errors = Errors::new();
        let kind = NoteKind::from_word(&self.kind);
        if kind.is_none() {
            errors.add("kind", t.msg_health_choose_kind());
        }
        let (day, time) = (day(&self.day), rules::time(&self.time));
        if day.is_none() {
            errors.add("day", t.msg_health_bad_day());
        }
        if time.is_none() {
            errors.add("time", t.msg_health_bad_time());
        }
        let at = day.zip(time).and_then(|(day, time)| {
            rules::consultation(day, time, now)
                .map_err(|bad| match bad {
                    BadTime::NeverWas => errors.add("time", t.msg_health_time_never_was()),
                    BadTime::Ahead => errors.add("day", t.msg_health_time_ahead()),
                    BadTime::LongAgo => errors.add("day", t.msg_health_time_long_ago()),
                })
                .ok()
        });
        let text = clean(&self.text);
        let length = text.chars().count();
        if length == 0 {
            errors.add("text", t.msg_health_missing_text());
        } else if length > rules::MOST_CHARACTERS {
            errors.add("text", t.msg_health_long_text(i64::try_from(length).unwrap_or(i64::MAX), i64::try_from(rules::MOST_CHARACTERS).unwrap_or(i64::MAX)));
        }
        errors.into_result(kind.zip(at).map(|(kind, at)| NoteCommand { kind, at, text }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;
    use chrono::NaiveDate;

    #[test]
    fn every_mistake_is_told_at_once() {
        let now = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default().and_hms_opt(12, 0, 0).unwrap_or_default().and_utc();
        let t = Lang::Nb.text();
        let empty = NoteForm::default().parse(t, now).err().unwrap_or_default();
        for field in ["kind", "day", "time", "text"] {
            assert!(empty.of(field).is_some(), "{field}");
        }
        let typed = NoteForm { kind: "plan".into(), day: "23.11.2026".into(), time: "0800".into(), text: "x".repeat(20_001), version: String::new() };
        let errors = typed.parse(t, now).err().unwrap_or_default();
        assert!(errors.of("day").is_some() && errors.of("text").is_some() && errors.of("time").is_none());
        let right = NoteForm { day: "2026-11-22".into(), text: format!("  {}\r\n", "å".repeat(20_000)), ..typed };
        assert!(right.parse(t, now).is_ok_and(|n| n.text.chars().count() == 20_000));
    }
}
