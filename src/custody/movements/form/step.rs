//! A step of a way out: leaves, is back, is cancelled.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::super::model::{Escort, Movement, Restraint};
use super::super::rules;
use super::plan::{escort, restraint, transport};
use super::{happened, instant, reason, snap};
use crate::web::Errors;
use crate::web::form::clean;
use crate::web::lang::Text;

/// A step as typed. Without a time it is now.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct StepForm {
    pub at: String,
    pub late_reason: String,
    /// The list to go back to.
    pub back: String,
    /// `yes` when they are kept apart all the same.
    pub apart: String,
    /// Why that is right.
    pub apart_why: String,
}

/// A step, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenStep {
    /// When.
    pub at: DateTime<Utc>,
    /// Why it is told late.
    pub late: Option<String>,
    /// The clock showed the time twice.
    pub twice: bool,
}

impl StepForm {
    /// The step, or what is wrong.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, now: DateTime<Utc>) -> Result<TakenStep, Errors> {
        let mut errors = Errors::new();
        let late = reason("late_reason", &self.late_reason, t, &mut errors);
        if clean(&self.at).is_empty() {
            return errors.into_result(Some(TakenStep { at: now, late: None, twice: false }));
        }
        let at = instant("at", &self.at, t, &mut errors);
        if let Some(at) = at {
            happened(at.at, now, late.as_deref(), ("at", "late_reason"), t, &mut errors);
        }
        errors.into_result(at.map(|at| TakenStep { at: snap(at.at, now), late, twice: at.twice }))
    }
}

/// Leaving: when, and with whom it was in the end. The one-tap button sends neither; then what was planned stands.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LeaveForm {
    pub at: String,
    pub late_reason: String,
    pub back: String,
    /// `yes` from the page that asks for everything.
    pub whole: String,
    pub escort_number: String,
    pub staff1: String,
    pub staff2: String,
    pub escort_others: String,
    pub restraint: String,
    pub restraint_reason: String,
    pub transport: String,
    /// `yes` when they are kept apart all the same.
    pub apart: String,
    /// Why that is right.
    pub apart_why: String,
}

/// With whom and how somebody leaves.
pub struct Manner {
    /// Who goes along.
    pub escort: Escort,
    /// What holds the person.
    pub restraint: Restraint,
    /// Why.
    pub restraint_reason: Option<String>,
    /// How they travel.
    pub transport: String,
}

impl LeaveForm {
    /// Filled with what was planned.
    pub fn of(m: &Movement) -> Self {
        let escort = m.escort();
        let mut staff = escort.staff.iter().map(Uuid::to_string);
        Self {
            whole: "yes".into(),
            escort_number: escort.number.map(|n| n.to_string()).unwrap_or_default(),
            staff1: staff.next().unwrap_or_default(),
            staff2: staff.next().unwrap_or_default(),
            escort_others: escort.others,
            restraint: m.restraint.clone(),
            restraint_reason: m.restraint_reason.clone().unwrap_or_default(),
            transport: m.transport.clone(),
            ..Self::default()
        }
    }

    /// The step and the manner, or what is wrong.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, now: DateTime<Utc>, m: &Movement, staff: &[(Uuid, String)]) -> Result<(TakenStep, Option<Manner>), Errors> {
        let step = StepForm { at: self.at.clone(), late_reason: self.late_reason.clone(), ..StepForm::default() }.parse(t, now);
        let mut errors = step.as_ref().err().cloned().unwrap_or_default();
        let mut manner = None;
        let planned = m.escort();
        if self.whole == "yes" {
            let escort = escort([&self.escort_number, &self.staff1, &self.staff2, &self.escort_others], staff, t, &mut errors);
            let (restraint, restraint_reason) = restraint(&self.restraint, &self.restraint_reason, t, &mut errors);
            let transport = transport(&self.transport, t, &mut errors);
            manner = restraint.zip(transport).map(|(restraint, transport)| Manner { escort, restraint, restraint_reason, transport });
        }
        let escort = manner.as_ref().map_or(&planned, |m| &m.escort);
        if rules::is_escorted(&m.reason) && escort.is_unknown() {
            errors.add("escort_others", t.msg_move_escort_missing());
        }
        errors.into_result(step.ok().map(|step| (step, manner)))
    }
}

/// Why something planned does not happen.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CancelForm {
    pub reason: String,
    pub back: String,
}

impl CancelForm {
    /// The reason, or what is wrong.
    ///
    /// # Errors
    /// The message.
    pub fn parse(&self, t: Text) -> Result<String, Errors> {
        let mut errors = Errors::new();
        let why = reason("reason", &self.reason, t, &mut errors);
        if why.is_none() {
            errors.add("reason", t.msg_move_bad_reason());
        }
        errors.into_result(why)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn without_a_time_it_is_now_and_a_late_one_says_why() {
        let now: DateTime<Utc> = "2026-11-23T09:00:00Z".parse().unwrap_or_default();
        let t = Lang::Nb.text();
        let step = |at: &str, late: &str| StepForm { at: at.into(), late_reason: late.into(), ..StepForm::default() }.parse(t, now);
        assert_eq!(step("", "").map(|s| s.at), Ok(now));
        assert!(step("2026-11-23T09:50", "").is_ok(), "ten minutes ago, in Oslo");
        assert!(step("2026-11-23T09:30", "").is_err_and(|e| e.of("late_reason").is_some()));
        assert!(step("2026-11-23T09:30", "Nettet var nede").is_ok());
        assert!(step("2026-11-23T10:05", "Før tiden").is_err_and(|e| e.of("at").is_some()));
        assert!(step("2026-10-25T02:30", "Ført i etterkant").is_ok_and(|s| s.twice));
        assert!(step("2026-03-29T02:30", "Ført i etterkant").is_err_and(|e| e.of("at").is_some()));
    }
}
