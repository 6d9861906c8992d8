//! Exams as typed.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::store::{Candidate, Could, Exam};
use crate::activities::places::store::Room;
use crate::law::calendar::{self, Reading};
use crate::learning::model::{ExamForm, Network};
use crate::learning::rules;
use crate::reference::{Catalogue, List};
use crate::web::Errors;
use crate::web::form::{clock, day, instant, text, time, typed, typed_time};
use crate::web::lang::Text;

/// Every field of an exam's forms.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Raw {
    pub course: String,
    pub subject: String,
    pub form: String,
    pub starts: String,
    pub ends: String,
    pub room: String,
    pub invigilator: String,
    pub invigilator_name: String,
    pub aids: String,
    pub network: String,
    pub registered_by: String,
    pub version: String,
    pub was: String,
    pub inmate: String,
    pub extra_aids: String,
    pub extra_minutes: String,
    pub reason: String,
    pub protocol: String,
    pub state: String,
    pub mark: String,
    pub supersedes: String,
    pub correction: String,
}

/// An exam.
#[derive(Debug)]
pub struct NewExam {
    pub course: String,
    pub subject: String,
    pub form: ExamForm,
    pub starts: DateTime<Utc>,
    pub ends: DateTime<Utc>,
    pub room: Option<Uuid>,
    pub invigilator: Option<Uuid>,
    pub invigilator_name: String,
    pub aids: String,
    pub network: Network,
    pub registered_by: Option<NaiveDate>,
}

/// Somebody who sits it.
#[derive(Debug)]
pub struct NewCandidate {
    pub inmate: Uuid,
    pub extra_aids: String,
    pub extra_minutes: i16,
}

/// A mark.
#[derive(Debug)]
pub struct NewMark {
    pub mark: String,
    pub supersedes: Option<Uuid>,
    pub correction: Option<String>,
}

impl Raw {
    pub fn of(e: &Exam) -> Self {
        Self {
            course: e.course.clone(),
            subject: e.subject.clone(),
            form: e.form.as_str().into(),
            starts: typed(e.starts_at),
            ends: typed_time(e.ends_at),
            room: e.room_id.map(|r| r.to_string()).unwrap_or_default(),
            invigilator: e.invigilator.map(|i| i.to_string()).unwrap_or_default(),
            invigilator_name: e.invigilator_name.clone(),
            aids: e.aids.clone(),
            network: e.network.as_str().into(),
            registered_by: e.registered_by.map(|d| d.to_string()).unwrap_or_default(),
            version: e.version.to_string(),
            protocol: e.protocol.clone(),
            ..Self::default()
        }
    }

    /// What may be changed, as the page of a conflict compares it.
    pub fn pairs(&self) -> [(&'static str, &str); 8] {
        [
            ("starts", &self.starts),
            ("ends", &self.ends),
            ("room", &self.room),
            ("invigilator", &self.invigilator),
            ("invigilator_name", &self.invigilator_name),
            ("aids", &self.aids),
            ("network", &self.network),
            ("registered_by", &self.registered_by),
        ]
    }

    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text, catalogue: &Catalogue, rooms: &[Room], watchers: &[(Uuid, String)]) -> Result<NewExam, Errors> {
        let mut errors = Errors::new();
        if !catalogue.contains(List::Course, &self.course) {
            errors.add("course", t.msg_learn_missing_course());
        }
        let subject = text(t, "subject", &self.subject, (2, 120), &mut errors);
        let form = ExamForm::of(&self.form);
        if form.is_none() {
            errors.add("form", t.msg_place_missing_choice());
        }
        let starts = instant(&self.starts).and_then(Reading::instant);
        if starts.is_none() {
            errors.add("starts", t.msg_session_bad_moment());
        }
        // An exam ends on its day, and lasts no longer than half of it.
        let ends = starts.zip(time(&self.ends)).and_then(|(from, end)| {
            let at = clock(calendar::oslo_day(from).and_time(end), &self.ends).instant()?;
            (at > from && (at - from).num_hours() < 12).then_some(at)
        });
        // Without a beginning, an end that is a time at all may be right.
        if ends.is_none() && (starts.is_some() || time(&self.ends).is_none()) {
            errors.add("ends", t.msg_session_bad_time());
        }
        let chosen = |field: &'static str, typed: &str, there: &dyn Fn(Uuid) -> bool, errors: &mut Errors| match typed {
            "" => None,
            id => {
                let found = id.parse().ok().filter(|id| there(*id));
                if found.is_none() {
                    errors.add(field, t.msg_place_missing_choice());
                }
                found
            }
        };
        let room = chosen("room", &self.room, &|id| rooms.iter().any(|r| r.id == id), &mut errors);
        let invigilator = chosen("invigilator", &self.invigilator, &|id| watchers.iter().any(|w| w.0 == id), &mut errors);
        let invigilator_name = text(t, "invigilator_name", &self.invigilator_name, (0, 120), &mut errors);
        let aids = text(t, "aids", &self.aids, (0, 600), &mut errors);
        let network = Network::of(&self.network);
        if network.is_none() {
            errors.add("network", t.msg_place_missing_choice());
        }
        let registered_by = day(&self.registered_by);
        if (registered_by.is_none() && !self.registered_by.trim().is_empty()) || registered_by.zip(starts).is_some_and(|(d, at)| d > calendar::oslo_day(at)) {
            errors.add("registered_by", t.msg_exam_bad_registered());
        }
        let course = self.course.clone();
        errors.into_result((|| {
            Some(NewExam {
                course,
                subject,
                form: form?,
                starts: starts?,
                ends: ends?,
                room,
                invigilator,
                invigilator_name,
                aids,
                network: network?,
                registered_by,
            })
        })())
    }

    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse_candidate(&self, t: Text, could: &[Could]) -> Result<NewCandidate, Errors> {
        let mut errors = Errors::new();
        let inmate = self.inmate.parse().ok().filter(|id| could.iter().any(|c| c.inmate == *id));
        if inmate.is_none() {
            errors.add("inmate", t.msg_exam_missing_candidate());
        }
        let extra_aids = text(t, "extra_aids", &self.extra_aids, (0, 300), &mut errors);
        let extra_minutes =
            if self.extra_minutes.trim().is_empty() { Some(0) } else { self.extra_minutes.trim().parse().ok().filter(|n| (0..=360).contains(n)) };
        if extra_minutes.is_none() {
            errors.add("extra_minutes", t.msg_exam_bad_minutes());
        }
        errors.into_result(inmate.zip(extra_minutes).map(|(inmate, extra_minutes)| NewCandidate { inmate, extra_aids, extra_minutes }))
    }

    /// # Errors
    /// The message for whoever gave no mark, or corrected one without saying why.
    pub fn parse_mark(&self, t: Text, of: &Candidate) -> Result<NewMark, Errors> {
        let mut errors = Errors::new();
        if !rules::MARKS.contains(&self.mark.as_str()) {
            errors.add("mark", t.msg_learn_missing_mark());
        }
        let correction = of.result.map(|_| text(t, "correction", &self.correction, (3, 300), &mut errors));
        errors.into_result(Some(NewMark { mark: self.mark.clone(), supersedes: self.supersedes.parse().ok(), correction }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn a_mark_is_corrected_with_a_reason() {
        let t = Lang::Nb.text();
        let of = |result: Option<Uuid>| Candidate {
            id: Uuid::nil(),
            inmate: Uuid::nil(),
            number: String::new(),
            family_name: String::new(),
            given_name: String::new(),
            lives: None,
            own: false,
            extra_aids: String::new(),
            extra_minutes: 0,
            withdrawn_reason: None,
            mark: None,
            result,
            enrolment: None,
            goal: None,
            prison: None,
            gone: false,
        };
        let raw = Raw { mark: "5".into(), ..Raw::default() };
        assert!(raw.parse_mark(t, &of(None)).is_ok());
        assert!(raw.parse_mark(t, &of(Some(Uuid::nil()))).is_err_and(|e| e.of("correction").is_some()));
        assert!(Raw { mark: "7".into(), ..raw }.parse_mark(t, &of(None)).is_err_and(|e| e.of("mark").is_some()));
    }
}
