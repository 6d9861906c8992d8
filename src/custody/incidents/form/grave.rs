//! Force that was used and the duty to report, as typed.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::bounded;
use crate::custody::incidents::model::{DutyItem, ForceGround, Means};
use crate::custody::searches::moment;
use crate::web::Errors;
use crate::web::form::clean;
use crate::web::lang::Text;

/// Force that was used.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ForceForm {
    /// On whom.
    pub inmate: String,
    /// Words of [`ForceGround`].
    pub grounds: Vec<String>,
    /// Words of [`Means`].
    pub means: Vec<String>,
    /// From.
    pub started: String,
    /// To.
    pub ended: String,
    /// What was tried before.
    pub lesser: String,
    /// Who ordered it.
    pub ordered: String,
    /// Injuries of the inmate.
    pub hurt_inmate: String,
    /// Injuries of staff.
    pub hurt_staff: String,
    /// When health was called.
    pub health: String,
    /// When a doctor saw the person.
    pub doctor: String,
    /// Why health was not called.
    pub no_health: String,
}

/// Force to be recorded.
#[derive(Debug)]
pub struct ForceCommand {
    /// On whom.
    pub inmate: Uuid,
    /// Why.
    pub grounds: Vec<String>,
    /// With what.
    pub means: Vec<String>,
    /// From.
    pub started_at: DateTime<Utc>,
    /// To.
    pub ended_at: Option<DateTime<Utc>>,
    /// What was tried before.
    pub lesser: String,
    /// Who ordered it.
    pub ordered_by: String,
    /// Injuries of the inmate.
    pub injuries_inmate: String,
    /// Injuries of staff.
    pub injuries_staff: String,
    /// When health was called.
    pub health_called_at: Option<DateTime<Utc>>,
    /// When a doctor saw the person.
    pub doctor_seen_at: Option<DateTime<Utc>>,
    /// Why health was not called.
    pub no_health_reason: Option<String>,
}

impl ForceForm {
    /// The force, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, people: &[Uuid], now: DateTime<Utc>) -> Result<ForceCommand, Errors> {
        let mut errors = Errors::new();
        let inmate = self.inmate.parse().ok().filter(|i| people.contains(i));
        if inmate.is_none() {
            errors.add("inmate", t.msg_force_on_whom());
        }
        let grounds: Vec<String> = self.grounds.iter().filter(|g| ForceGround::from_word(g).is_some()).cloned().collect();
        let means: Vec<String> = self.means.iter().filter(|m| Means::from_word(m).is_some()).cloned().collect();
        if grounds.is_empty() {
            errors.add("grounds", t.msg_force_choose_ground());
        }
        if means.is_empty() {
            errors.add("means", t.msg_force_choose_means());
        }
        let started_at = moment::past(t, "started", &self.started, now, &mut errors);
        let ended_at = moment::optional(t, "ended", &self.ended, now, &mut errors);
        if started_at.zip(ended_at).is_some_and(|(from, to)| to < from) {
            errors.add("ended", t.msg_force_order());
        }
        // Only what lasts may still go on: the security cell and the bed (§ 38).
        if ended_at.is_none() && !means.iter().any(|m| m == Means::SecurityCell.as_str() || m == Means::RestraintBed.as_str()) {
            errors.add("ended", t.msg_force_needs_end());
        }
        let lesser = bounded(t, "lesser", &self.lesser, 10, 2000, &mut errors);
        let ordered_by = bounded(t, "ordered", &self.ordered, 2, 120, &mut errors);
        let injuries_inmate = bounded(t, "hurt_inmate", &self.hurt_inmate, 0, 1000, &mut errors);
        let injuries_staff = bounded(t, "hurt_staff", &self.hurt_staff, 0, 1000, &mut errors);
        let health_called_at = moment::optional(t, "health", &self.health, now, &mut errors);
        let doctor_seen_at = moment::optional(t, "doctor", &self.doctor, now, &mut errors);
        let no_health = clean(&self.no_health);
        if health_called_at.is_none() && !(10..=600).contains(&no_health.chars().count()) {
            errors.add("no_health", t.msg_force_why_no_health());
        }
        let command = inmate.zip(started_at).map(|(inmate, started_at)| ForceCommand {
            inmate,
            grounds,
            means,
            started_at,
            ended_at,
            lesser,
            ordered_by,
            injuries_inmate,
            injuries_staff,
            health_called_at,
            doctor_seen_at,
            no_health_reason: Some(no_health).filter(|r| health_called_at.is_none() && !r.is_empty()),
        });
        errors.into_result(command)
    }
}

/// What is noted of force afterwards.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ForceNoteForm {
    /// When it ended.
    pub ended: String,
    /// When a doctor saw the person.
    pub doctor: String,
}

/// The end of force that lasted, the doctor who came afterwards, or both.
#[derive(Debug)]
pub struct ForceNote {
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// When a doctor saw the person.
    pub doctor_seen_at: Option<DateTime<Utc>>,
}

impl ForceNoteForm {
    /// What is noted, or what is wrong with each field. `open`: whether the end, and whether the doctor, is not noted yet.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, began: DateTime<Utc>, open: (bool, bool), now: DateTime<Utc>) -> Result<ForceNote, Errors> {
        let mut errors = Errors::new();
        let ended_at = if open.0 { moment::optional(t, "ended", &self.ended, now, &mut errors) } else { None };
        let doctor_seen_at = if open.1 { moment::optional(t, "doctor", &self.doctor, now, &mut errors) } else { None };
        if ended_at.is_some_and(|at| at < began) {
            errors.add("ended", t.msg_force_order());
        }
        if doctor_seen_at.is_some_and(|at| at < began) {
            errors.add("doctor", t.msg_force_order());
        }
        if errors.is_empty() && ended_at.is_none() && doctor_seen_at.is_none() {
            errors.add(if open.0 { "ended" } else { "doctor" }, t.msg_control_when_missing());
        }
        errors.into_result(Some(ForceNote { ended_at, doctor_seen_at }))
    }
}

/// An item of the duty to report.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DutyForm {
    /// `done` or `left`.
    pub how: String,
    /// When it was done.
    pub at: String,
    /// Who was told, under which reference.
    pub told: String,
    /// Why it is left.
    pub left_reason: String,
}

/// An item settled.
#[derive(Debug)]
pub struct DutyCommand {
    /// When it was done.
    pub done_at: Option<DateTime<Utc>>,
    /// Who was told.
    pub told: String,
    /// Why it is left.
    pub left_reason: Option<String>,
}

impl DutyForm {
    /// The item, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, item: DutyItem, now: DateTime<Utc>) -> Result<DutyCommand, Errors> {
        let mut errors = Errors::new();
        let command = match self.how.as_str() {
            "done" => {
                // Whom one spoke with is part of having told them; a place that was secured has nobody.
                let least = if matches!(item, DutyItem::Scene | DutyItem::KeptAway | DutyItem::Protection) { 0 } else { 2 };
                let told = bounded(t, "told", &self.told, least, 200, &mut errors);
                moment::past(t, "at", &self.at, now, &mut errors).map(|at| DutyCommand { done_at: Some(at), told, left_reason: None })
            }
            "left" => {
                let reason = bounded(t, "left_reason", &self.left_reason, 10, 600, &mut errors);
                Some(DutyCommand { done_at: None, told: String::new(), left_reason: Some(reason) })
            }
            _ => {
                errors.add("how", t.msg_incident_duty_choose());
                None
            }
        };
        errors.into_result(command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    fn now() -> DateTime<Utc> {
        DateTime::parse_from_rfc3339("2026-11-23T09:00:00Z").map(|d| d.with_timezone(&Utc)).unwrap_or_default()
    }

    #[test]
    fn force_has_grounds_means_a_duration_and_lesser_means() {
        let t = Lang::Nb.text();
        let errors = ForceForm::default().parse(t, &[], now()).err().unwrap_or_default();
        for field in ["inmate", "grounds", "means", "started", "ended", "lesser", "ordered", "no_health"] {
            assert!(errors.of(field).is_some(), "{field}");
        }
        let whole = ForceForm {
            inmate: Uuid::from_u128(1).to_string(),
            grounds: vec!["attack".into()],
            means: vec!["hold".into()],
            started: "2026-11-23T09:00".into(),
            ended: "2026-11-23T09:04".into(),
            lesser: "Snakket rolig med ham i ti minutter.".into(),
            ordered: "Førstebetjent Moen".into(),
            health: "2026-11-23T09:10".into(),
            ..ForceForm::default()
        };
        let people = [Uuid::from_u128(1)];
        assert!(whole.parse(t, &people, now()).is_ok());
        assert!(ForceForm { ended: "2026-11-23T08:00".into(), ..whole.clone() }.parse(t, &people, now()).is_err_and(|e| e.of("ended").is_some()));
        assert!(ForceForm { ended: String::new(), means: vec!["security_cell".into()], ..whole }.parse(t, &people, now()).is_ok(), "goes on");
    }

    #[test]
    fn the_end_and_the_doctor_are_noted_afterwards() {
        let (t, began) = (Lang::Nb.text(), now() - chrono::TimeDelta::hours(5));
        let parse = |ended: &str, doctor: &str, open| ForceNoteForm { ended: ended.into(), doctor: doctor.into() }.parse(t, began, open, now());
        assert!(parse("2026-11-23T09:30", "", (true, true)).is_ok_and(|n| n.ended_at.is_some() && n.doctor_seen_at.is_none()));
        assert!(parse("", "2026-11-23T09:30", (true, true)).is_ok_and(|n| n.doctor_seen_at.is_some()));
        assert!(parse("", "", (true, true)).is_err_and(|e| e.of("ended").is_some()));
        assert!(parse("", "", (false, true)).is_err_and(|e| e.of("doctor").is_some()));
        assert!(
            parse("2026-11-23T04:00", "2026-11-23T04:00", (true, true)).is_err_and(|e| e.of("ended").is_some() && e.of("doctor").is_some()),
            "before it began"
        );
        assert!(parse("2026-11-23T11:00", "", (true, true)).is_err_and(|e| e.of("ended").is_some()), "ahead");
        assert!(parse("2026-11-23T09:30", "2026-11-23T09:40", (false, true)).is_ok_and(|n| n.ended_at.is_none()), "noted before");
    }

    #[test]
    fn an_item_is_done_or_left_with_a_reason() {
        let t = Lang::Nb.text();
        let parse = |form: DutyForm| form.parse(t, DutyItem::Police, now());
        assert!(parse(DutyForm::default()).is_err_and(|e| e.of("how").is_some()));
        assert!(parse(DutyForm { how: "left".into(), left_reason: "Nei.".into(), ..DutyForm::default() }).is_err_and(|e| e.of("left_reason").is_some()));
        let done = DutyForm { how: "done".into(), at: "2026-11-23T09:30".into(), told: "Operasjonssentralen".into(), ..DutyForm::default() };
        assert!(parse(done).is_ok());
    }
}
