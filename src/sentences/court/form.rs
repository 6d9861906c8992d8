//! What is typed about courts and counsel.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::model::{Appearance, Appointed, Counsel, Ending, GoesOn, Interpreter, Manner, Outcome, Planned, Purpose};
use super::store::NewCounsel;
use crate::law::calendar::{self, Reading};
use crate::reference::{Catalogue, List};
use crate::sentences::drafts::Fields;
use crate::web::Errors;
use crate::web::form::{clean, day, moment};
use crate::web::lang::Text;

/// The longest reason, in characters.
pub const MOST_REASON: u32 = 300;

fn typed(at: DateTime<Utc>) -> String {
    calendar::oslo_time(at).format("%Y-%m-%dT%H:%M").to_string()
}

/// A day and a time as a clock in Oslo shows it; of two that night, the first.
fn instant(field: &'static str, text: &str, t: Text, errors: &mut Errors) -> Option<DateTime<Utc>> {
    match moment(text).map(calendar::read_clock) {
        Some(Reading::Once(at) | Reading::Twice { taken: at, .. }) => Some(at),
        Some(Reading::Never) => {
            errors.add(field, t.msg_move_skipped_time());
            None
        }
        None => {
            errors.add(field, t.msg_move_bad_time());
            None
        }
    }
}

fn reason(field: &'static str, text: &str, needed: bool, t: Text, errors: &mut Errors) -> Option<String> {
    let text = clean(text);
    match text.chars().count() {
        0 if !needed => None,
        3..=300 => Some(text),
        _ => {
            errors.add(field, t.msg_move_bad_reason());
            None
        }
    }
}

/// A hearing as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AppearanceForm {
    pub court: String,
    pub case_number: String,
    pub purpose: String,
    pub starts_at: String,
    pub ends_at: String,
    pub manner: String,
    pub reason: String,
    pub courtroom: String,
    pub language: String,
    pub interpreter: String,
    pub counsel: String,
    pub travel: String,
    /// Which postponed hearing goes on here: its row, [`SEPARATE`], or nothing where none is open.
    pub after: String,
    /// The warnings that were shown, when the form is sent in spite of them.
    pub seen: String,
    pub version: String,
    pub was: String,
}

/// A hearing by itself, although another was postponed to a day not known.
pub const SEPARATE: &str = "separate";

/// A hearing that a form offers to go on from or in, by its row.
fn picked(rows: &[&Appearance], typed: &str) -> Option<Uuid> {
    rows.iter().map(|a| a.id).find(|id| id.to_string() == typed)
}

impl AppearanceForm {
    /// The postponed hearing that goes on here; nothing when it is one by itself. `open`: those of which nobody has said where they go on.
    ///
    /// # Errors
    /// Where one is open, it must be said.
    pub fn goes_on_from(&self, t: Text, open: &[&Appearance]) -> Result<Option<Uuid>, Errors> {
        let mut errors = Errors::new();
        let after = picked(open, &self.after);
        let said = !self.after.is_empty() && self.after != SEPARATE;
        if after.is_none() && said {
            // Somebody has said where it goes on while this was written; where nothing else is open, no such field is left.
            errors.add(if open.is_empty() { "starts_at" } else { "after" }, t.msg_court_after_gone());
        } else if after.is_none() && !open.is_empty() && self.after != SEPARATE {
            errors.add("after", t.msg_court_choose_after());
        }
        errors.into_result(Some(after))
    }

    /// For a new one: tomorrow's first free hour is nobody's guess, so the day is left open.
    pub fn fresh(language: Option<&str>, counsel: &[Counsel], today: NaiveDate, last: Option<&Appearance>) -> Self {
        let current = counsel.iter().find(|c| c.on(today));
        Self {
            court: last.map(|a| a.court.clone()).unwrap_or_default(),
            case_number: current.map(|c| c.case_number.clone()).filter(|c| !c.is_empty()).or_else(|| last.map(|a| a.case_number.clone())).unwrap_or_default(),
            manner: Manner::InPerson.as_str().into(),
            language: language.unwrap_or_default().to_owned(),
            interpreter: if language.is_some() { Interpreter::Needed } else { Interpreter::None }.as_str().into(),
            counsel: current.map(|c| c.id.to_string()).unwrap_or_default(),
            travel: last.map_or_else(|| "60".to_owned(), |a| a.travel_minutes.to_string()),
            ..Self::default()
        }
    }

    /// As it stands.
    pub fn of(a: &Appearance) -> Self {
        Self {
            court: a.court.clone(),
            case_number: a.case_number.clone(),
            purpose: a.purpose.as_str().into(),
            starts_at: typed(a.starts_at),
            ends_at: a.ends_at.map(typed).unwrap_or_default(),
            manner: a.manner.as_str().into(),
            reason: a.manner_reason.clone().unwrap_or_default(),
            courtroom: a.courtroom.clone(),
            language: a.language.clone().unwrap_or_default(),
            interpreter: a.interpreter.as_str().into(),
            counsel: a.counsel_id.map(|c| c.to_string()).unwrap_or_default(),
            travel: a.travel_minutes.to_string(),
            version: a.version.to_string(),
            ..Self::default()
        }
    }

    /// For the hearing in which a postponed one goes on: as that one was, on a day to be typed.
    pub fn again(a: &Appearance) -> Self {
        let interpreter = if a.interpreter == Interpreter::None { Interpreter::None } else { Interpreter::Needed };
        let interpreter = interpreter.as_str().into();
        Self {
            after: a.id.to_string(),
            starts_at: String::new(),
            ends_at: String::new(),
            courtroom: String::new(),
            version: String::new(),
            interpreter,
            ..Self::of(a)
        }
    }

    /// Names and values, for the conflict page.
    pub fn pairs(&self) -> [(&'static str, &str); 12] {
        [
            ("court", &self.court),
            ("case_number", &self.case_number),
            ("purpose", &self.purpose),
            ("starts_at", &self.starts_at),
            ("ends_at", &self.ends_at),
            ("manner", &self.manner),
            ("reason", &self.reason),
            ("courtroom", &self.courtroom),
            ("language", &self.language),
            ("interpreter", &self.interpreter),
            ("counsel", &self.counsel),
            ("travel", &self.travel),
        ]
    }

    /// The hearing, or what is wrong with each field. `stood` is when it was planned for before it is changed.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, now: DateTime<Utc>, catalogue: &Catalogue, counsel: &[Counsel], stood: Option<DateTime<Utc>>) -> Result<Planned, Errors> {
        let mut errors = Errors::new();
        if !catalogue.contains(List::Court, &self.court) {
            errors.add("court", t.msg_court_choose_court());
        }
        let case_number = short("case_number", &self.case_number, 60, t, &mut errors);
        let courtroom = short("courtroom", &self.courtroom, 60, t, &mut errors);
        let purpose = Purpose::of(&self.purpose);
        if purpose.is_none() {
            errors.add("purpose", t.msg_court_choose_purpose());
        }
        let manner = Manner::of(&self.manner);
        if manner.is_none() {
            errors.add("manner", t.msg_court_choose_manner());
        }
        let starts = instant("starts_at", &self.starts_at, t, &mut errors);
        if let Some(at) = starts.filter(|at| stood.map(typed) != Some(typed(*at))) {
            if at < now {
                errors.add("starts_at", t.msg_court_past());
            } else if at > now + TimeDelta::days(731) {
                errors.add("starts_at", t.msg_move_plan_far());
            }
        }
        let ends = if clean(&self.ends_at).is_empty() { None } else { instant("ends_at", &self.ends_at, t, &mut errors) };
        if let (Some(starts), Some(ends)) = (starts, ends) {
            if ends <= starts {
                errors.add("ends_at", t.msg_court_ends_before());
            } else if ends > starts + TimeDelta::days(120) {
                errors.add("ends_at", t.msg_move_plan_far());
            }
        }
        let interpreter = Interpreter::of(&self.interpreter);
        let language = Some(self.language.clone()).filter(|l| !l.is_empty());
        match interpreter {
            None => errors.add("interpreter", t.msg_court_choose_interpreter()),
            Some(i) if i != Interpreter::None && !language.as_deref().is_some_and(|l| catalogue.contains(List::Language, l)) => {
                errors.add("language", t.msg_court_choose_language());
            }
            _ => {}
        }
        let picked = counsel.iter().find(|c| c.id.to_string() == self.counsel).map(|c| c.id);
        if picked.is_none() && !self.counsel.is_empty() {
            errors.add("counsel", t.msg_court_choose_counsel());
        }
        let travel = clean(&self.travel).parse::<i16>().ok().filter(|n| (0..=720).contains(n));
        if travel.is_none() {
            errors.add("travel", t.msg_court_bad_travel());
        }
        let reason = reason("reason", &self.reason, false, t, &mut errors);
        let planned = match (purpose, starts, manner, interpreter, travel) {
            (Some(purpose), Some(starts_at), Some(manner), Some(interpreter), Some(travel_minutes)) => Some(Planned {
                court: self.court.clone(),
                case_number,
                purpose,
                starts_at,
                ends_at: ends,
                manner,
                reason,
                courtroom,
                language: language.filter(|_| interpreter != Interpreter::None),
                interpreter,
                counsel: picked,
                travel_minutes,
            }),
            _ => None,
        };
        errors.into_result(planned)
    }
}

fn short(field: &'static str, text: &str, most: usize, t: Text, errors: &mut Errors) -> String {
    let text = clean(text);
    if text.chars().count() > most {
        errors.add(field, t.msg_court_too_long(most as i64));
    }
    text
}

/// What became of a hearing, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EndingForm {
    /// The button.
    #[serde(rename = "do")]
    pub wish: String,
    /// An [`Outcome`], `postponed` or `cancelled`.
    pub ending: String,
    pub text: String,
    pub why: String,
    /// Where it goes on: a planned hearing's row, [`NEW`] or [`UNKNOWN`].
    pub to: String,
    pub new_start: String,
    /// The warnings that were shown of the new hearing.
    pub seen: String,
    pub version: String,
}

/// In a new hearing, at the time that is typed.
pub const NEW: &str = "new";
/// The court has not said when.
pub const UNKNOWN: &str = "unknown";

impl EndingForm {
    /// What was typed, to be kept as a draft.
    pub fn fields(&self) -> Fields {
        let pairs =
            [("ending", &self.ending), ("text", &self.text), ("why", &self.why), ("to", &self.to), ("new_start", &self.new_start), ("version", &self.version)];
        pairs.into_iter().filter(|(_, v)| !v.is_empty()).map(|(name, v)| (name.to_owned(), v.clone())).collect()
    }

    /// From a draft.
    pub fn of_fields(fields: &Fields) -> Self {
        let get = |name: &str| fields.get(name).cloned().unwrap_or_default();
        Self {
            wish: String::new(),
            ending: get("ending"),
            text: get("text"),
            why: get("why"),
            to: get("to"),
            new_start: get("new_start"),
            seen: String::new(),
            version: get("version"),
        }
    }

    /// What became of it, or what is wrong. `ahead`: the person's other hearings, in which it may go on.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, now: DateTime<Utc>, starts_at: DateTime<Utc>, ahead: &[&Appearance]) -> Result<Ending, Errors> {
        let mut errors = Errors::new();
        let text = clean(&self.text);
        if text.chars().count() > 2000 {
            errors.add("text", t.msg_court_too_long(2000));
        }
        let ending = match self.ending.as_str() {
            "postponed" => {
                let why = reason("why", &self.why, true, t, &mut errors);
                let to = match self.to.as_str() {
                    UNKNOWN => Some(GoesOn::Unknown),
                    // Where there is nothing to choose from, a time that was typed is the choice.
                    NEW => self.new_start(t, now, &mut errors),
                    "" if ahead.is_empty() && !clean(&self.new_start).is_empty() => self.new_start(t, now, &mut errors),
                    row => {
                        let next = picked(ahead, row);
                        if next.is_none() {
                            errors.add("to", t.msg_court_choose_to());
                        }
                        next.map(GoesOn::In)
                    }
                };
                to.zip(why).map(|(to, why)| Ending::Postponed(to, why))
            }
            "cancelled" => reason("why", &self.why, true, t, &mut errors).map(Ending::Cancelled),
            word => {
                let outcome = Outcome::of(word);
                if outcome.is_none() {
                    errors.add("ending", t.msg_court_choose_ending());
                } else if starts_at > now {
                    errors.add("ending", t.msg_court_not_begun());
                }
                if outcome == Some(Outcome::Other) && text.is_empty() {
                    errors.add("text", t.msg_court_say_what());
                }
                outcome.map(|o| Ending::Held(o, text))
            }
        };
        errors.into_result(ending)
    }
}

impl EndingForm {
    fn new_start(&self, t: Text, now: DateTime<Utc>, errors: &mut Errors) -> Option<GoesOn> {
        let at = instant("new_start", &self.new_start, t, errors)?;
        if at < now {
            errors.add("new_start", t.msg_court_past());
        } else if at > now + TimeDelta::days(731) {
            errors.add("new_start", t.msg_move_plan_far());
        }
        Some(GoesOn::At(at))
    }
}

/// Counsel as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CounselForm {
    pub name: String,
    pub firm: String,
    pub phone: String,
    pub appointed: String,
    pub case_number: String,
    pub from_day: String,
    pub to_day: String,
    pub version: String,
    pub was: String,
}

impl CounselForm {
    /// As it stands.
    pub fn of(c: &Counsel) -> Self {
        Self {
            name: c.name.clone(),
            firm: c.firm.clone(),
            phone: c.phone.clone(),
            appointed: c.appointed.as_str().into(),
            case_number: c.case_number.clone(),
            from_day: c.from_day.to_string(),
            to_day: c.to_day.map(|d| d.to_string()).unwrap_or_default(),
            version: c.version.to_string(),
            was: String::new(),
        }
    }

    /// Names and values, for the conflict page.
    pub fn pairs(&self) -> [(&'static str, &str); 7] {
        [
            ("name", &self.name),
            ("firm", &self.firm),
            ("phone", &self.phone),
            ("appointed", &self.appointed),
            ("case_number", &self.case_number),
            ("from_day", &self.from_day),
            ("to_day", &self.to_day),
        ]
    }

    /// Counsel, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, today: NaiveDate) -> Result<NewCounsel, Errors> {
        let mut errors = Errors::new();
        let name = clean(&self.name);
        if !(2..=120).contains(&name.chars().count()) {
            errors.add("name", t.msg_court_counsel_name_missing());
        }
        let firm = short("firm", &self.firm, 120, t, &mut errors);
        let phone = clean(&self.phone);
        if phone.chars().count() > 40 || phone.chars().any(|c| !(c.is_ascii_digit() || " +()-".contains(c))) {
            errors.add("phone", t.msg_court_bad_phone());
        }
        let appointed = Appointed::of(&self.appointed);
        if appointed.is_none() {
            errors.add("appointed", t.msg_court_choose_appointed());
        }
        let case_number = short("case_number", &self.case_number, 60, t, &mut errors);
        let from_day = day(&self.from_day);
        match from_day {
            None => errors.add("from_day", t.msg_move_bad_decided()),
            Some(from) if from > today + TimeDelta::days(366) => errors.add("from_day", t.msg_move_plan_far()),
            _ => {}
        }
        let to_day = if clean(&self.to_day).is_empty() { None } else { day(&self.to_day) };
        if !clean(&self.to_day).is_empty() && to_day.is_none() {
            errors.add("to_day", t.msg_move_bad_decided());
        }
        if let (Some(from), Some(to)) = (from_day, to_day)
            && to < from
        {
            errors.add("to_day", t.msg_court_counsel_to_before());
        }
        errors.into_result(from_day.zip(appointed).map(|(from_day, appointed)| NewCounsel { name, firm, phone, appointed, case_number, from_day, to_day }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    fn now() -> DateTime<Utc> {
        "2026-11-23T09:00:00Z".parse().unwrap_or_default()
    }

    #[test]
    fn what_became_of_a_hearing() {
        let t = Lang::Nb.text();
        let before = now() - TimeDelta::hours(1);
        let form = |ending: &str| EndingForm { ending: ending.into(), ..EndingForm::default() };
        assert_eq!(form("remanded").parse(t, now(), before, &[]).ok(), Some(Ending::Held(Outcome::Remanded, String::new())));
        let faults = |form: EndingForm, starts| form.parse(t, now(), starts, &[]).err().unwrap_or_default();
        assert!(faults(form("remanded"), now() + TimeDelta::hours(1)).of("ending").is_some(), "not begun");
        assert!(faults(form(""), before).of("ending").is_some());
        assert!(faults(form("other"), before).of("text").is_some(), "say what");
        let errors = faults(form("postponed"), before);
        assert!(errors.of("why").is_some() && errors.of("to").is_some());
        let unknown = EndingForm { why: "Vitne syk".into(), to: UNKNOWN.into(), ..form("postponed") };
        assert_eq!(unknown.parse(t, now(), before, &[]).ok(), Some(Ending::Postponed(GoesOn::Unknown, "Vitne syk".into())));
        assert!(faults(EndingForm { why: "Vitne syk".into(), to: NEW.into(), ..form("postponed") }, before).of("new_start").is_some());
        assert!(
            faults(EndingForm { why: "Vitne syk".into(), to: Uuid::from_u128(7).to_string(), ..form("postponed") }, before).of("to").is_some(),
            "somebody else's"
        );
        let past = EndingForm { why: "Vitne syk".into(), new_start: "2026-11-22T09:00".into(), ..form("postponed") };
        assert!(faults(past, before).of("new_start").is_some());
        assert!(faults(form("cancelled"), before).of("why").is_some());
    }

    #[test]
    fn counsel_field_by_field() {
        let t = Lang::Nb.text();
        let today = calendar::oslo_day(now());
        let right = CounselForm {
            name: "Ada Berg".into(),
            phone: "+47 22 33 44 55".into(),
            appointed: "public".into(),
            from_day: "01.11.2026".into(),
            ..CounselForm::default()
        };
        assert!(right.parse(t, today).is_ok());
        type Spoil = fn(&mut CounselForm);
        let cases: &[(&str, Spoil)] = &[
            ("name", |f| f.name = " ".into()),
            ("phone", |f| f.phone = "ring meg".into()),
            ("appointed", |f| f.appointed = "friend".into()),
            ("from_day", |f| f.from_day = "31.02.2026".into()),
            ("to_day", |f| f.to_day = "31.10.2026".into()),
            ("case_number", |f| f.case_number = "9".repeat(61)),
        ];
        for (field, spoil) in cases {
            let mut form = right.clone();
            spoil(&mut form);
            assert!(form.parse(t, today).err().unwrap_or_default().of(field).is_some(), "{field}");
        }
    }
}
