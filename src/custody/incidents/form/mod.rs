//! Incidents, as typed. Force and the duty to report are in `grave`.

mod grave;

pub use grave::{DutyCommand, DutyForm, ForceCommand, ForceForm, ForceNote, ForceNoteForm};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::model::{Injury, PersonRole, StaffRole, Step};
use crate::custody::searches::moment;
use crate::platform::id::InmateId;
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// Lines for people on a new report.
pub const LINES: usize = 4;

/// A report.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReportForm {
    /// The prison.
    pub prison: String,
    /// For editing a draft.
    pub version: String,
    /// A search it comes from.
    pub search: String,
    /// A test it comes from.
    pub test: String,
    /// A code of the list `incident_type`.
    pub kind: String,
    /// The unit.
    pub unit: String,
    /// The place.
    pub place: String,
    /// When.
    pub at: String,
    /// Why so late.
    pub late: String,
    /// What happened.
    pub description: String,
    /// What was done.
    pub measures: String,
    /// `yes`: force was used.
    pub force: String,
    /// `yes`: somebody says to have been ill-treated.
    pub allegation: String,
    /// `submit`, or else a draft.
    pub then: String,
    /// People: number, or number and name.
    pub who: Vec<String>,
    /// Their roles.
    pub role: Vec<String>,
    /// Their injuries.
    pub injury: Vec<String>,
}

/// A person in a report.
#[derive(Clone, Copy, Debug)]
pub struct PersonCommand {
    /// Who.
    pub inmate: InmateId,
    /// As what.
    pub role: PersonRole,
    /// How badly hurt.
    pub injury: Injury,
}

/// A report to be recorded.
#[derive(Debug)]
pub struct ReportCommand {
    /// Of what.
    pub kind: String,
    /// The unit.
    pub unit: Option<Uuid>,
    /// The place.
    pub place: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Why so late.
    pub late_reason: Option<String>,
    /// What happened.
    pub description: String,
    /// What was done.
    pub measures: String,
    /// Force was used.
    pub force: bool,
    /// Somebody says to have been ill-treated.
    pub allegation: bool,
    /// Hand it in at once.
    pub submit: bool,
    /// Who was in it.
    pub people: Vec<PersonCommand>,
}

/// What the page knows when it reads a report.
pub struct Known<'a> {
    /// Types that may be chosen.
    pub kind_known: bool,
    /// Units of the prison.
    pub units: &'a [(Uuid, String)],
    /// For each line with something typed, the person with that number.
    pub people: &'a [Option<InmateId>],
    /// The instant.
    pub now: DateTime<Utc>,
}

impl ReportForm {
    /// Lines in which somebody is named.
    pub fn lines(&self) -> Vec<(usize, &str)> {
        self.who.iter().enumerate().take(12).filter(|(_, w)| !w.trim().is_empty()).map(|(i, w)| (i, w.as_str())).collect()
    }

    /// The report, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, known: &Known<'_>) -> Result<ReportCommand, Errors> {
        let mut errors = Errors::new();
        if !known.kind_known {
            errors.add("kind", t.msg_incident_choose_kind());
        }
        let unit = self.unit.parse().ok().filter(|u| known.units.iter().any(|(id, _)| id == u));
        if unit.is_none() && (!self.unit.is_empty() || self.place.trim().is_empty()) {
            errors.add("unit", t.msg_incident_where());
        }
        let place = bounded(t, "place", &self.place, 0, 120, &mut errors);
        let at = moment::past(t, "at", &self.at, known.now, &mut errors);
        let late_reason = moment::late_reason(t, "late", &self.late, at, known.now, &mut errors);
        let submit = self.then == "submit";
        let description = bounded(t, "description", &self.description, if submit { 20 } else { 1 }, 8000, &mut errors);
        let measures = bounded(t, "measures", &self.measures, 0, 4000, &mut errors);
        let people = self.people(t, known.people, &mut errors);
        let command = at.map(|at| ReportCommand {
            kind: self.kind.clone(),
            unit,
            place,
            at,
            late_reason,
            description,
            measures,
            force: self.force == "yes",
            allegation: self.allegation == "yes",
            submit,
            people,
        });
        errors.into_result(command)
    }

    fn people(&self, t: Text, found: &[Option<InmateId>], errors: &mut Errors) -> Vec<PersonCommand> {
        let mut people: Vec<PersonCommand> = Vec::new();
        for ((line, _), found) in self.lines().into_iter().zip(found) {
            let number = line as i64 + 1;
            let role = self.role.get(line).and_then(|r| PersonRole::from_word(r));
            let injury = self.injury.get(line).and_then(|i| Injury::from_word(i)).unwrap_or(Injury::None);
            match (found, role) {
                (None, _) => errors.add("people", t.msg_incident_nobody_on_line(number)),
                (_, None) => errors.add("people", t.msg_incident_role_on_line(number)),
                (Some(inmate), Some(_)) if people.iter().any(|p| p.inmate == *inmate) => errors.add("people", t.msg_incident_twice_on_line(number)),
                (Some(inmate), Some(role)) => people.push(PersonCommand { inmate: *inmate, role, injury }),
            }
        }
        people
    }
}

/// Text within bounds; what is wrong goes beside the field.
pub fn bounded(t: Text, field: &'static str, text: &str, least: usize, most: usize, errors: &mut Errors) -> String {
    let text = clean(text);
    let n = text.chars().count();
    if n < least || n > most {
        errors.add(field, t.msg_control_bad_text(least as i64, most as i64));
    }
    text
}

/// A step on the way.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct StepForm {
    /// For editing.
    pub version: String,
    /// Why, or what was found.
    pub note: String,
    /// Who follows up.
    pub owner: String,
    /// By when.
    pub due: String,
    /// Another type.
    pub kind: String,
}

/// A step to be taken.
#[derive(Debug)]
pub struct StepCommand {
    /// Why, or what was found.
    pub note: String,
    /// Who follows up.
    pub owner: Option<Uuid>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Another type.
    pub kind: Option<String>,
}

/// Which fields a step has: a note (with its least length), an owner with a day, a type.
pub fn fields_of(step: Step, again: bool) -> (Option<usize>, bool, bool) {
    match step {
        Step::Submit => (Some(if again { 3 } else { 0 }), true, false),
        Step::Return | Step::Reopen => (Some(10), step == Step::Reopen, false),
        Step::Review => (Some(10), true, false),
        Step::Close => (Some(10), false, false),
        Step::Owner => (Some(0), true, false),
        Step::Kind => (Some(3), false, true),
    }
}

impl StepForm {
    /// The step, or what is wrong with each field. What stays open has an owner and a day.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, step: Step, again: bool, owners: &[Uuid], kind_known: bool, today: NaiveDate) -> Result<StepCommand, Errors> {
        let mut errors = Errors::new();
        let (note, owned, typed) = fields_of(step, again);
        let note = note.map(|least| bounded(t, "note", &self.note, least, 2000, &mut errors)).unwrap_or_default();
        let owner = self.owner.parse().ok().filter(|o| owned && owners.contains(o));
        let due = day(&self.due).filter(|d| owned && *d >= today && *d <= today + TimeDelta::days(180));
        if owned && owner.is_none() {
            errors.add("owner", t.msg_incident_needs_owner());
        }
        if owned && due.is_none() {
            errors.add("due", t.msg_incident_needs_due());
        }
        if typed && !kind_known {
            errors.add("kind", t.msg_incident_choose_kind());
        }
        errors.into_result(Some(StepCommand { note, owner, due, kind: typed.then(|| self.kind.clone()) }))
    }
}

/// An addendum.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AddendumForm {
    /// The text.
    pub body: String,
}

impl AddendumForm {
    /// The text, or what is wrong with it.
    ///
    /// # Errors
    /// The message.
    pub fn parse(&self, t: Text) -> Result<String, Errors> {
        let mut errors = Errors::new();
        let body = bounded(t, "body", &self.body, 3, 8000, &mut errors);
        errors.into_result(Some(body))
    }
}

/// A further person, or a colleague.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct InvolvedForm {
    /// `person` or `staff`.
    pub what: String,
    /// Number, or number and name.
    pub who: String,
    /// As what.
    pub role: String,
    /// How badly hurt.
    pub injury: String,
    /// The colleague.
    pub account: String,
    /// As what.
    pub staff_role: String,
    /// How badly hurt.
    pub staff_injury: String,
}

impl InvolvedForm {
    /// The person, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn person(&self, t: Text, found: Option<InmateId>) -> Result<PersonCommand, Errors> {
        let mut errors = Errors::new();
        if found.is_none() {
            errors.add("who", if self.who.trim().is_empty() { t.msg_control_whom() } else { t.msg_control_nobody() });
        }
        let role = PersonRole::from_word(&self.role);
        if role.is_none() {
            errors.add("role", t.msg_incident_choose_role());
        }
        let injury = Injury::from_word(&self.injury).unwrap_or(Injury::None);
        errors.into_result(found.zip(role).map(|(inmate, role)| PersonCommand { inmate, role, injury }))
    }

    /// The colleague, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn colleague(&self, t: Text, staff: &[Uuid]) -> Result<(Uuid, StaffRole, Injury), Errors> {
        let mut errors = Errors::new();
        let account = self.account.parse().ok().filter(|a| staff.contains(a));
        if account.is_none() {
            errors.add("account", t.msg_incident_choose_colleague());
        }
        let role = StaffRole::from_word(&self.staff_role);
        if role.is_none() {
            errors.add("staff_role", t.msg_incident_choose_role());
        }
        let injury = Injury::from_word(&self.staff_injury).unwrap_or(Injury::None);
        errors.into_result(account.zip(role).map(|(account, role)| (account, role, injury)))
    }
}

/// Why a person was named by mistake.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RemoveForm {
    /// The reason.
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    fn now() -> DateTime<Utc> {
        DateTime::parse_from_rfc3339("2026-11-23T09:00:00Z").map(|d| d.with_timezone(&Utc)).unwrap_or_default()
    }

    #[test]
    fn a_report_says_what_where_and_when() {
        let t = Lang::Nb.text();
        let known = Known { kind_known: false, units: &[], people: &[], now: now() };
        let errors = ReportForm { then: "submit".into(), ..ReportForm::default() }.parse(t, &known).err().unwrap_or_default();
        for field in ["kind", "unit", "at", "description"] {
            assert!(errors.of(field).is_some(), "{field}");
        }
        let form = ReportForm {
            kind: "DISTURB".into(),
            place: "Luftegården".into(),
            at: "2026-11-23T09:55".into(),
            description: "Kort.".into(),
            who: vec!["2026-00001".into(), String::new(), "2026-00002".into()],
            role: vec!["aggressor".into(), String::new(), "hero".into()],
            ..ReportForm::default()
        };
        let people = [Some(InmateId(Uuid::from_u128(1))), Some(InmateId(Uuid::from_u128(2)))];
        let known = Known { kind_known: true, units: &[], people: &people, now: now() };
        assert!(form.parse(t, &known).err().unwrap_or_default().of("people").is_some(), "no such role");
        let right = ReportForm { role: vec!["aggressor".into(), String::new(), "victim".into()], ..form.clone() };
        assert!(right.parse(t, &known).is_ok_and(|c| c.people.len() == 2 && !c.submit), "a draft may be short");
        assert!(ReportForm { then: "submit".into(), ..right.clone() }.parse(t, &known).is_err_and(|e| e.of("description").is_some()));
        let twice = [people[0], people[0]];
        assert!(right.parse(t, &Known { people: &twice, ..known }).is_err_and(|e| e.of("people").is_some()));
    }

    #[test]
    fn what_stays_open_has_an_owner_and_a_day() {
        let (t, today) = (Lang::Nb.text(), NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default());
        let owners = [Uuid::from_u128(1)];
        let parse = |form: &StepForm, step| form.parse(t, step, false, &owners, true, today);
        let bare = StepForm { note: "Gjennomgått med de involverte.".into(), ..StepForm::default() };
        let errors = parse(&bare, Step::Review).err().unwrap_or_default();
        assert!(errors.of("owner").is_some() && errors.of("due").is_some());
        assert!(parse(&bare, Step::Close).is_ok());
        let whole = StepForm { owner: owners[0].to_string(), due: "2026-12-01".into(), ..bare };
        assert!(parse(&whole, Step::Review).is_ok());
        for due in ["2026-11-22", "2028-01-01", ""] {
            assert!(parse(&StepForm { due: due.into(), ..whole.clone() }, Step::Owner).is_err(), "{due}");
        }
    }
}
