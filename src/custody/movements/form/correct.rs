//! A recorded time is set right.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::super::model::Movement;
use super::{instant, reason, snap, typed};
use crate::web::Errors;
use crate::web::form::clean;
use crate::web::lang::Text;

/// The times as they should have been recorded, and why.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CorrectForm {
    pub out_at: String,
    pub back_at: String,
    pub why: String,
    pub version: String,
}

/// A correction, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// When the person left.
    pub out: DateTime<Utc>,
    /// When the person came back, of somebody who has.
    pub back: Option<DateTime<Utc>>,
    /// Why.
    pub why: String,
    /// The version the writer saw.
    pub version: i32,
    /// The clock showed one of the times twice.
    pub twice: bool,
}

impl CorrectForm {
    /// As it is recorded.
    pub fn of(m: &Movement) -> Self {
        let time = |at: Option<DateTime<Utc>>| at.map(typed).unwrap_or_default();
        Self { out_at: time(m.out_at), back_at: time(m.back_at), why: String::new(), version: m.version.to_string() }
    }

    /// The correction, or what is wrong.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, now: DateTime<Utc>, m: &Movement) -> Result<Correction, Errors> {
        let mut errors = Errors::new();
        let mut twice = false;
        let mut read = |field: &'static str, text: &str, recorded: Option<DateTime<Utc>>, errors: &mut Errors| {
            // A field has no seconds: what was not touched stays as it was.
            if let Some(at) = recorded.filter(|at| typed(*at) == clean(text)) {
                return Some(at);
            }
            let read = instant(field, text, t, errors)?;
            twice |= read.twice;
            let at = snap(read.at, now);
            if at > now {
                errors.add(field, t.msg_move_future());
                return None;
            }
            Some(at)
        };
        let out = read("out_at", &self.out_at, m.out_at, &mut errors);
        let back = m.back_at.and_then(|_| read("back_at", &self.back_at, m.back_at, &mut errors));
        let why = reason("why", &self.why, t, &mut errors);
        if why.is_none() {
            errors.add("why", t.msg_move_correct_why_missing());
        }
        if let (Some(out), Some(back)) = (out, back)
            && back < out
        {
            errors.add("back_at", t.msg_move_correct_order());
        }
        if errors.is_empty() && out == m.out_at && back == m.back_at {
            errors.add("out_at", t.msg_move_correct_nothing());
        }
        let version = self.version.parse().unwrap_or_default();
        errors.into_result(out.zip(why).map(|(out, why)| Correction { out, back, why, version, twice }))
    }
}
