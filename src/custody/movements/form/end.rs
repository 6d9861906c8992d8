//! Death, escape.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::super::store::Ending;
use super::{happened, instant, reason, snap, typed};
use crate::web::Errors;
use crate::web::form::clean;
use crate::web::lang::Text;

/// A death as typed; the second page sends it again, with what was shown.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EndForm {
    pub at: String,
    pub late_reason: String,
    pub to: String,
    /// What the second page showed.
    pub shown: String,
}

impl EndForm {
    /// For a new one.
    pub fn fresh(now: DateTime<Utc>) -> Self {
        Self { at: typed(now), ..Self::default() }
    }

    /// The end, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, now: DateTime<Utc>) -> Result<Ending, Errors> {
        let mut errors = Errors::new();
        let late = reason("late_reason", &self.late_reason, t, &mut errors);
        let at = instant("at", &self.at, t, &mut errors).map(|i| snap(i.at, now));
        if let Some(at) = at {
            happened(at, now, late.as_deref(), ("at", "late_reason"), t, &mut errors);
        }
        let to = clean(&self.to);
        if to.chars().count() > 200 {
            errors.add("to", t.msg_move_place_long());
        }
        errors.into_result(at.map(|at| Ending { death: true, at, reason: "DEATH".to_owned(), to, basis: None, document: None, late }))
    }
}

/// An escape as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EscapeForm {
    pub at: String,
    pub late_reason: String,
    pub place: String,
}

impl EscapeForm {
    /// When, from where, why so late; or what is wrong.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, now: DateTime<Utc>) -> Result<(DateTime<Utc>, String, Option<String>), Errors> {
        let mut errors = Errors::new();
        let late = reason("late_reason", &self.late_reason, t, &mut errors);
        let at = instant("at", &self.at, t, &mut errors).map(|i| snap(i.at, now));
        if let Some(at) = at {
            happened(at, now, late.as_deref(), ("at", "late_reason"), t, &mut errors);
        }
        let place = clean(&self.place);
        if !(2..=120).contains(&place.chars().count()) {
            errors.add("place", t.msg_move_escape_place_missing());
        }
        errors.into_result(at.map(|at| (at, place, late)))
    }
}
