//! A search that is decided on, one that is left out, and the prison's rule, as typed.

use chrono::{NaiveDate, TimeDelta};
use serde::Deserialize;
use uuid::Uuid;

use crate::custody::searches::log::{Target, text_of};
use crate::custody::searches::model::{Ground, SearchKind};
use crate::custody::searches::store::{Room, Subject};
use crate::platform::id::InmateId;
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// As far ahead as a search is decided on.
const FAR: TimeDelta = TimeDelta::days(90);

/// A search that is decided on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PlanForm {
    /// The prison.
    pub prison: String,
    /// Whom.
    pub who: String,
    /// What and how.
    pub kind: String,
    /// The cell.
    pub cell: String,
    /// Or another place.
    pub place: String,
    /// Why.
    pub ground: String,
    /// In words.
    pub ground_text: String,
    /// When.
    pub due: String,
}

/// A search that is decided on, checked.
#[derive(Debug)]
pub struct PlanCommand {
    /// Whom.
    pub inmate: Option<InmateId>,
    /// The unit.
    pub unit: Option<Uuid>,
    /// The cell.
    pub cell: Option<Uuid>,
    /// Another place.
    pub place: String,
    /// What and how.
    pub kind: SearchKind,
    /// Why.
    pub ground: Ground,
    /// In words.
    pub ground_text: String,
    /// When.
    pub due_on: NaiveDate,
}

/// What is decided on ahead: a stay in the room with a special toilet is not, it begins when it must.
pub fn kinds() -> impl Iterator<Item = SearchKind> {
    SearchKind::ALL.iter().copied().filter(|k| *k != SearchKind::ToiletRoom)
}

impl PlanForm {
    /// The plan, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, subject: Option<&Subject>, rooms: &[Room], today: NaiveDate) -> Result<PlanCommand, Errors> {
        let mut errors = Errors::new();
        let kind = SearchKind::from_word(&self.kind).filter(|k| kinds().any(|x| x == *k));
        if kind.is_none() {
            errors.add("kind", t.msg_control_choose_kind());
        }
        Target { who: &self.who, known: subject.is_some(), cell: &self.cell, place: &self.place, rooms }.check(t, kind, &mut errors);
        let ground = Ground::from_word(&self.ground);
        if ground.is_none() {
            errors.add("ground", t.msg_control_choose_ground());
        }
        let least = if matches!(ground, Some(Ground::Suspicion | Ground::Concealment)) { 10 } else { 0 };
        let ground_text = text_of(t, "ground_text", &self.ground_text, least, 1000, &mut errors);
        let due_on = day(&self.due).filter(|d| *d >= today && *d <= today + FAR);
        if due_on.is_none() {
            errors.add("due", t.msg_drugtest_bad_due());
        }
        let room = rooms.iter().find(|r| r.id.to_string() == self.cell);
        let command = kind.zip(ground).zip(due_on).map(|((kind, ground), due_on)| PlanCommand {
            inmate: subject.map(|s| InmateId(s.id)),
            unit: room.map(|r| r.unit_id),
            cell: room.map(|r| r.id),
            place: clean(&self.place),
            kind,
            ground,
            ground_text,
            due_on,
        });
        errors.into_result(command)
    }
}

/// Why a search is called off or left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReasonForm {
    /// For editing.
    pub version: String,
    /// The reason.
    pub why: String,
    /// Whom, and after what: of one that is left out.
    pub inmate: String,
    /// `arrival`, `absence` or `departure`.
    pub source: String,
    /// The prison.
    pub prison: String,
}

impl ReasonForm {
    /// The reason, or what is wrong with it.
    ///
    /// # Errors
    /// The message.
    pub fn parse(&self, t: Text) -> Result<String, Errors> {
        let mut errors = Errors::new();
        let why = text_of(t, "why", &self.why, 3, 400, &mut errors);
        errors.into_result(Some(why))
    }
}

/// How often cells are searched, and how soon after an arrival or a return somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Days between searches of a cell in a closed unit; none: no rule.
    pub cell_days_high: Option<i32>,
    /// The same in units of lower security.
    pub cell_days_lower: Option<i32>,
    /// Hours after an arrival or a return.
    pub after_hours: i32,
    /// Hours before a way out; none: no search is asked for before it.
    pub before_hours: Option<i32>,
}

/// The rule as typed. Empty days: no rule.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RuleForm {
    /// The prison.
    pub prison: String,
    /// Days, closed units.
    pub cell_days_high: String,
    /// Days, lower security.
    pub cell_days_lower: String,
    /// Hours.
    pub after_hours: String,
    /// Hours before a way out.
    pub before_hours: String,
}

impl RuleForm {
    /// As it stands.
    pub fn of(prison: String, rule: Rule) -> Self {
        let text = |n: Option<i32>| n.map(|n| n.to_string()).unwrap_or_default();
        Self {
            prison,
            cell_days_high: text(rule.cell_days_high),
            cell_days_lower: text(rule.cell_days_lower),
            after_hours: rule.after_hours.to_string(),
            before_hours: text(rule.before_hours),
        }
    }

    /// The rule, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text) -> Result<Rule, Errors> {
        let mut errors = Errors::new();
        let mut number = |field: &'static str, typed: &str, most: i32, optional: bool| {
            let typed = clean(typed);
            let found = typed.parse::<i32>().ok().filter(|n| (1..=most).contains(n));
            if found.is_none() && !(optional && typed.is_empty()) {
                errors.add(field, t.msg_searchdue_rule_bad(i64::from(most)));
            }
            found
        };
        let cell_days_high = number("cell_days_high", &self.cell_days_high, 365, true);
        let cell_days_lower = number("cell_days_lower", &self.cell_days_lower, 365, true);
        let after_hours = number("after_hours", &self.after_hours, 168, false);
        let before_hours = number("before_hours", &self.before_hours, 72, true);
        errors.into_result(after_hours.map(|after_hours| Rule { cell_days_high, cell_days_lower, after_hours, before_hours }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn what_is_decided_says_of_what_why_and_when() {
        let (t, today) = (Lang::Nb.text(), NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default());
        let room = Room { id: Uuid::from_u128(1), unit_id: Uuid::from_u128(2), code: "101".into() };
        let rooms = std::slice::from_ref(&room);
        let form = PlanForm { kind: "cell".into(), cell: room.id.to_string(), ground: "routine".into(), due: "2026-11-25".into(), ..PlanForm::default() };
        assert!(form.parse(t, None, rooms, today).is_ok_and(|c| c.unit == Some(room.unit_id)));
        for (field, wrong) in [
            ("kind", PlanForm { kind: "toilet_room".into(), ..form.clone() }),
            ("who", PlanForm { kind: "frisk".into(), ..form.clone() }),
            ("cell", PlanForm { cell: String::new(), ..form.clone() }),
            ("cell", PlanForm { cell: Uuid::from_u128(9).to_string(), ..form.clone() }),
            ("ground", PlanForm { ground: String::new(), ..form.clone() }),
            ("ground_text", PlanForm { ground: "suspicion".into(), ..form.clone() }),
            ("due", PlanForm { due: "2026-11-22".into(), ..form.clone() }),
            ("due", PlanForm { due: "2027-11-22".into(), ..form.clone() }),
        ] {
            assert!(wrong.parse(t, None, rooms, today).err().unwrap_or_default().of(field).is_some(), "{field}");
        }
    }

    #[test]
    fn a_rule_may_be_none_for_cells_and_never_for_arrivals() {
        let t = Lang::Nb.text();
        let form = RuleForm { after_hours: "12".into(), ..RuleForm::default() };
        assert_eq!(form.parse(t), Ok(Rule { cell_days_high: None, cell_days_lower: None, after_hours: 12, before_hours: None }));
        let days = RuleForm { cell_days_high: "14".into(), ..form.clone() };
        assert_eq!(days.parse(t).map(|r| r.cell_days_high), Ok(Some(14)));
        for (field, wrong) in [
            ("after_hours", RuleForm::default()),
            ("after_hours", RuleForm { after_hours: "200".into(), ..form.clone() }),
            ("before_hours", RuleForm { before_hours: "73".into(), ..form.clone() }),
            ("cell_days_high", RuleForm { cell_days_high: "ofte".into(), ..form.clone() }),
            ("cell_days_lower", RuleForm { cell_days_lower: "0".into(), ..form }),
        ] {
            assert!(wrong.parse(t).err().unwrap_or_default().of(field).is_some(), "{field}");
        }
    }
}
