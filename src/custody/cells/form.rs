//! Moves, as typed.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;

use super::model::{Asked, Target};
use crate::law::calendar;
use crate::reference::{Catalogue, List};
use crate::web::Errors;
use crate::web::form::{self, clean, day};
use crate::web::lang::Text;

/// How far in the past a move may lie without a reason for writing it down late.
const LATE: TimeDelta = TimeDelta::minutes(15);

/// The confirmation of a move or a swap.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    /// The cell.
    pub cell: String,
    /// The unit, when there is no cell.
    pub unit: String,
    /// Why, a code.
    pub reason: String,
    /// Something to be remembered, in words.
    pub note: String,
    /// Which findings are accepted: their keys.
    pub finding: Vec<String>,
    /// Why each of them, in the same order.
    pub why: Vec<String>,
    /// The day, when it was not now.
    pub on: String,
    /// The time of day.
    pub clock: String,
    /// Why it is written down late.
    pub late_reason: String,
    /// What was shown.
    pub seen: String,
    /// The time whose occupants were shown.
    pub weighed: String,
}

/// What was decided.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Why, a code of the list `movement_reason`.
    pub reason: String,
    /// Something to be remembered, in words.
    pub note: Option<String>,
    /// Why each finding that needs a reason was accepted, by its key.
    pub whys: Vec<(String, String)>,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Whether the clock showed this time twice that night; the first is meant.
    pub twice: bool,
    /// Why it is written down late.
    pub late_reason: Option<String>,
}

impl Decision {
    /// Why a finding was accepted.
    pub fn why(&self, key: &str) -> String {
        self.whys.iter().find(|(k, _)| k == key).map(|(_, why)| why.clone()).unwrap_or_default()
    }
}

/// What a form is read against.
pub struct Facts<'a> {
    /// The words.
    pub t: Text,
    /// The code lists.
    pub catalogue: &'a Catalogue,
    /// Now.
    pub now: DateTime<Utc>,
    /// What was found that needs a reason, each one its own.
    pub asked: &'a [Asked],
    /// The move must be after this: the last one, in words, and when.
    pub after: Option<(DateTime<Utc>, String)>,
}

/// An instant from a day and a time of day in Oslo. `None` beside `errors` when it cannot be read, does not exist or lies ahead.
pub fn instant(t: Text, on: &str, time: &str, now: DateTime<Utc>, errors: &mut Errors) -> Option<(DateTime<Utc>, bool)> {
    let (day, typed, time) = (day(on), time, form::time(time));
    if day.is_none() {
        errors.add("on", t.msg_cells_bad_day());
    }
    if time.is_none() {
        errors.add("clock", t.msg_cells_bad_clock());
    }
    let reading = form::clock(day?.and_time(time?), typed);
    let Some(at) = reading.instant() else {
        errors.add("clock", t.msg_cells_no_such_clock());
        return None;
    };
    if at > now {
        errors.add(if calendar::oslo_day(at) > calendar::oslo_day(now) { "on" } else { "clock" }, t.msg_cells_future());
        return None;
    }
    Some((at, reading.took_the_earlier()))
}

/// The fields of the reasons, by their place on the page. A cell holds twelve at most, and each one there is found with four at most.
const WHY: [&str; 48] = [
    "why-1", "why-2", "why-3", "why-4", "why-5", "why-6", "why-7", "why-8", "why-9", "why-10", "why-11", "why-12", "why-13", "why-14", "why-15", "why-16",
    "why-17", "why-18", "why-19", "why-20", "why-21", "why-22", "why-23", "why-24", "why-25", "why-26", "why-27", "why-28", "why-29", "why-30", "why-31",
    "why-32", "why-33", "why-34", "why-35", "why-36", "why-37", "why-38", "why-39", "why-40", "why-41", "why-42", "why-43", "why-44", "why-45", "why-46",
    "why-47", "why-48",
];

/// The field of the reason at a place on the page, counted from 0.
pub fn why_field(place: usize) -> &'static str {
    WHY.get(place).or(WHY.last()).copied().unwrap_or("why-1")
}

impl MoveForm {
    /// What was typed about a finding.
    pub fn why(&self, key: &str) -> &str {
        self.finding.iter().zip(&self.why).find(|(k, _)| *k == key).map(|(_, why)| why.as_str()).unwrap_or_default()
    }

    /// Whether what is wrong is the time.
    pub fn is_about_time(errors: &Errors) -> bool {
        ["on", "clock", "late_reason"].iter().any(|field| errors.of(field).is_some())
    }

    /// The time typed, in one word: empty for now.
    pub fn time(&self) -> String {
        [self.on.trim(), self.clock.trim()].join(" ").trim().to_owned()
    }

    /// The earlier instant that the move is told for, when one is typed that can be read: what is wrong with it is said by [`Self::parse`].
    pub fn then(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let (day, time) = (day(&self.on)?, form::time(&self.clock)?);
        form::clock(day.and_time(time), &self.clock).instant().filter(|at| now - *at > LATE)
    }

    /// Where to.
    pub fn target(&self) -> Option<Target> {
        self.cell.parse().ok().map(Target::Cell).or_else(|| self.unit.parse().ok().map(Target::Unit))
    }

    /// The decision, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, facts: &Facts<'_>) -> Result<Decision, Errors> {
        let (t, now) = (facts.t, facts.now);
        let mut errors = Errors::new();
        let known = facts.catalogue.get(List::MovementReason, &self.reason).filter(|c| c.attribute("direction") == "internal");
        if known.is_none() {
            errors.add("reason", t.msg_cells_choose_reason());
        }
        let note = clean(&self.note);
        let length = note.chars().count();
        if length > 600 || (1..10).contains(&length) {
            errors.add("note", t.msg_cells_note_length());
        }
        let whys: Vec<(String, String)> = facts.asked.iter().map(|a| (a.key.clone(), clean(self.why(&a.key)))).collect();
        for (place, (_, why)) in whys.iter().enumerate() {
            match why.chars().count() {
                0..10 => errors.add(why_field(place), t.msg_cells_note_missing()),
                601.. => errors.add(why_field(place), t.msg_cells_note_length()),
                _ => {}
            }
        }
        let when =
            if self.on.trim().is_empty() && self.clock.trim().is_empty() { Some((now, false)) } else { instant(t, &self.on, &self.clock, now, &mut errors) };
        let late_reason = clean(&self.late_reason);
        if let Some((at, _)) = when {
            if now - at > LATE && !(10..=600).contains(&late_reason.chars().count()) {
                errors.add("late_reason", t.msg_cells_late_missing());
            }
            if let Some((_, last)) = facts.after.as_ref().filter(|(after, _)| at <= *after) {
                errors.add("clock", last.clone());
            }
        }
        let late_reason = when.is_some_and(|(at, _)| now - at > LATE).then_some(late_reason);
        errors.into_result(when.map(|(at, twice)| Decision { reason: self.reason.clone(), note: (length > 0).then_some(note), whys, at, twice, late_reason }))
    }
}

/// What a person says about sharing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ConsentForm {
    /// `yes` or `no`.
    pub given: String,
    /// When.
    pub on_day: String,
    /// What was said besides.
    pub consent_note: String,
}

impl ConsentForm {
    /// Yes or no, the day and the note, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, today: NaiveDate) -> Result<(bool, NaiveDate, String), Errors> {
        let mut errors = Errors::new();
        let given = match self.given.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => {
                errors.add("given", t.msg_cells_consent_missing());
                None
            }
        };
        let on = day(&self.on_day);
        match on {
            None => errors.add("on_day", t.msg_cells_bad_day()),
            Some(d) if d > today => errors.add("on_day", t.msg_cells_future()),
            Some(_) => {}
        }
        let note = clean(&self.consent_note);
        if note.chars().count() > 400 {
            errors.add("consent_note", t.msg_cells_note_length());
        }
        errors.into_result(given.zip(on).map(|(given, on)| (given, on, note)))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::web::Lang;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn times_as_people_type_them() {
        for (typed, read) in [("07:15", "07:15"), ("7.15", "07:15"), ("0715", "07:15"), (" 23:59 ", "23:59")] {
            assert_eq!(form::time(typed).map(|t| t.format("%H:%M").to_string()).as_deref(), Some(read), "{typed}");
        }
        for typed in ["", "25:00", "halv åtte", "7"] {
            assert_eq!(form::time(typed), None, "{typed}");
        }
    }

    #[test]
    fn the_nights_when_the_clock_is_changed() {
        let t = Lang::Nb.text();
        let read = |on: &str, time: &str, now: &str| {
            let mut errors = Errors::new();
            (instant(t, on, time, utc(now), &mut errors), errors)
        };
        let (at, errors) = read("2026-10-25", "02:30", "2026-10-26T09:00:00Z");
        assert_eq!(at, Some((utc("2026-10-25T00:30:00Z"), true)), "02:30 came twice; the first is meant");
        assert!(errors.is_empty());
        let (at, _) = read("2026-10-25", "02:30+01:00", "2026-10-26T09:00:00Z");
        assert_eq!(at, Some((utc("2026-10-25T01:30:00Z"), false)), "unless the second was chosen");
        let (at, errors) = read("2026-03-29", "02:30", "2026-03-30T09:00:00Z");
        assert!(at.is_none() && errors.of("clock").is_some(), "02:30 never was");
        let (at, errors) = read("2026-11-23", "10:01", "2026-11-23T09:00:00Z");
        assert!(at.is_none() && errors.of("clock").is_some(), "in the future");
        let (at, errors) = read("2026-11-24", "08:00", "2026-11-23T09:00:00Z");
        assert!(at.is_none() && errors.of("on").is_some(), "tomorrow");
    }

    #[test]
    fn late_and_contradicting_moves() {
        let catalogue = Catalogue::default();
        let now = utc("2026-11-23T09:00:00Z");
        let asked = ["a", "b"].map(|key| Asked { key: key.to_owned(), code: "no_consent" });
        let facts =
            |asked, after: Option<&str>| Facts { t: Lang::Nb.text(), catalogue: &catalogue, now, asked, after: after.map(|a| (utc(a), "flyttet".to_owned())) };
        let form = MoveForm { on: "2026-11-23".into(), clock: "09:00".into(), ..MoveForm::default() };
        let errors = form.parse(&facts(&asked, Some("2026-11-23T08:30:00Z"))).err().unwrap_or_default();
        for field in ["reason", "why-1", "why-2", "late_reason", "clock"] {
            assert!(errors.of(field).is_some(), "{field}");
        }
        let errors = MoveForm::default().parse(&facts(&[], Some("2026-11-23T08:30:00Z"))).err().unwrap_or_default();
        assert_eq!(errors.iter().map(|(f, _)| f).collect::<Vec<_>>(), ["reason"], "now needs neither time nor reason");
    }

    #[test]
    fn a_reason_belongs_to_its_finding() {
        let form = MoveForm { finding: vec!["b".into(), "a".into()], why: vec!["om b".into(), "om a".into()], ..MoveForm::default() };
        assert_eq!((form.why("a"), form.why("b"), form.why("c")), ("om a", "om b", ""));
        assert_eq!((why_field(0), why_field(47), why_field(99)), ("why-1", "why-48", "why-48"));
    }

    #[test]
    fn consent_is_yes_or_no_on_a_day() {
        let (t, today) = (Lang::En.text(), NaiveDate::from_ymd_opt(2026, 11, 23).unwrap());
        let form = |given: &str, on: &str| ConsentForm { given: given.into(), on_day: on.into(), ..ConsentForm::default() }.parse(t, today);
        assert!(form("no", "2026-11-23").is_ok_and(|(given, ..)| !given));
        assert!(form("", "2026-11-23").is_err_and(|e| e.of("given").is_some()));
        assert!(form("yes", "2026-11-24").is_err_and(|e| e.of("on_day").is_some()));
    }
}
