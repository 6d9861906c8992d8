//! A learner's record as typed.

use chrono::{Days, NaiveDate};
use serde::Deserialize;
use uuid::Uuid;

use super::store::{Learner, Outcome};
use crate::activities::paper;
use crate::learning::model::{Highest, Manner, ResultKind, Standing, Subject};
use crate::learning::rules;
use crate::reference::{Catalogue, List};
use crate::web::Errors;
use crate::web::form::{day, text};
use crate::web::lang::Text;

/// Every field of the page's forms; each form sends its own.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RecordForm {
    pub shares: String,
    pub highest: String,
    pub schooling: String,
    pub country: String,
    pub wishes: String,
    pub version: String,
    pub was: String,
    pub subject: String,
    pub test: String,
    pub test_result: String,
    pub test_day: String,
    pub measures: String,
    pub agreed_on: String,
    pub review_on: String,
    pub agreed: String,
    pub course: String,
    pub manner: String,
    pub from_day: String,
    pub state: String,
    pub state_reason: String,
    pub body: String,
    pub result_course: String,
    pub result_kind: String,
    pub mark: String,
    pub result_day: String,
    pub result: String,
    pub title: String,
    pub issuer: String,
    pub town: String,
    pub number: String,
    pub issued_on: String,
    pub valid_to: String,
    pub reason: String,
}

/// What somebody shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    pub shares: bool,
    pub highest: Option<Highest>,
    pub schooling: String,
    pub country: Option<String>,
    pub wishes: String,
}

/// A test of level.
#[derive(Debug)]
pub struct NewTest {
    pub subject: Subject,
    pub test: String,
    pub result: String,
    pub on_day: NaiveDate,
}

/// What was agreed to help.
#[derive(Debug)]
pub struct NewAdapted {
    pub measures: String,
    pub agreed_on: NaiveDate,
    pub review_on: NaiveDate,
}

/// An enrolment.
#[derive(Debug)]
pub struct NewEnrolment {
    pub course: String,
    pub manner: Manner,
    pub from: NaiveDate,
}

/// A result without an exam here.
#[derive(Debug)]
pub struct NewResult {
    pub course: String,
    pub kind: ResultKind,
    pub mark: String,
    pub on_day: NaiveDate,
}

/// A certificate.
#[derive(Debug)]
pub struct NewCertificate {
    pub result: Option<Uuid>,
    pub title: String,
    pub issuer: String,
    pub town: String,
    pub number: String,
    pub issued_on: NaiveDate,
    pub valid_to: Option<NaiveDate>,
}

fn past(t: Text, field: &'static str, typed: &str, today: NaiveDate, errors: &mut Errors) -> Option<NaiveDate> {
    let found = day(typed).filter(|d| *d <= today);
    if found.is_none() {
        errors.add(field, t.msg_work_bad_past_day());
    }
    found
}

fn course(t: Text, field: &'static str, typed: &str, catalogue: &Catalogue, errors: &mut Errors) -> String {
    if !catalogue.contains(List::Course, typed) {
        errors.add(field, t.msg_learn_missing_course());
    }
    typed.to_owned()
}

impl RecordForm {
    pub fn of(l: &Learner) -> Self {
        Self {
            shares: if l.shares { "yes" } else { "no" }.into(),
            highest: l.highest.map(|h| h.as_str().to_owned()).unwrap_or_default(),
            schooling: l.schooling.clone(),
            country: l.country.clone().unwrap_or_default(),
            wishes: l.wishes.clone(),
            version: l.version.to_string(),
            ..Self::default()
        }
    }

    pub fn pairs(&self) -> [(&'static str, &str); 5] {
        [("shares", &self.shares), ("highest", &self.highest), ("schooling", &self.schooling), ("country", &self.country), ("wishes", &self.wishes)]
    }

    /// # Errors
    /// A message beside each field that cannot be taken. Of what is not shared nothing is kept, whatever stands in the other fields.
    pub fn parse_shared(&self, t: Text, catalogue: &Catalogue) -> Result<Shared, Errors> {
        let mut errors = Errors::new();
        if !["yes", "no"].contains(&self.shares.as_str()) {
            errors.add("shares", t.msg_learn_missing_shares());
        }
        let wishes = text(t, "wishes", &self.wishes, (0, 1000), &mut errors);
        if self.shares != "yes" {
            return errors.into_result(Some(Shared { shares: false, highest: None, schooling: String::new(), country: None, wishes }));
        }
        let highest = Highest::of(&self.highest);
        if highest.is_none() && !self.highest.is_empty() {
            errors.add("highest", t.msg_place_missing_choice());
        }
        let schooling = text(t, "schooling", &self.schooling, (0, 1500), &mut errors);
        let country = Some(self.country.clone()).filter(|c| !c.is_empty());
        if country.as_ref().is_some_and(|c| !catalogue.contains(List::Country, c)) {
            errors.add("country", t.msg_place_missing_choice());
        }
        errors.into_result(Some(Shared { shares: true, highest, schooling, country, wishes }))
    }

    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse_test(&self, t: Text, today: NaiveDate) -> Result<NewTest, Errors> {
        let mut errors = Errors::new();
        let subject = Subject::of(&self.subject);
        if subject.is_none() {
            errors.add("subject", t.msg_place_missing_choice());
        }
        let test = text(t, "test", &self.test, (2, 120), &mut errors);
        let result = text(t, "test_result", &self.test_result, (1, 200), &mut errors);
        let on_day = past(t, "test_day", &self.test_day, today, &mut errors);
        errors.into_result(subject.zip(on_day).map(|(subject, on_day)| NewTest { subject, test, result, on_day }))
    }

    /// # Errors
    /// A message beside each field that cannot be taken: also where it was not agreed with the learner.
    pub fn parse_adapted(&self, t: Text, today: NaiveDate) -> Result<NewAdapted, Errors> {
        let mut errors = Errors::new();
        let measures = text(t, "measures", &self.measures, (3, 1500), &mut errors);
        let agreed_on = past(t, "agreed_on", &self.agreed_on, today, &mut errors);
        let review_on = day(&self.review_on).filter(|d| agreed_on.is_none_or(|a| *d > a) && *d <= today.checked_add_days(Days::new(731)).unwrap_or(today));
        if review_on.is_none() {
            errors.add("review_on", t.msg_learn_bad_review());
        }
        if self.agreed != "yes" {
            errors.add("agreed", t.msg_learn_missing_agreed());
        }
        errors.into_result(agreed_on.zip(review_on).map(|(agreed_on, review_on)| NewAdapted { measures, agreed_on, review_on }))
    }

    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse_enrolment(&self, t: Text, catalogue: &Catalogue, today: NaiveDate) -> Result<NewEnrolment, Errors> {
        let mut errors = Errors::new();
        let course = course(t, "course", &self.course, catalogue, &mut errors);
        let manner = Manner::of(&self.manner);
        if manner.is_none() {
            errors.add("manner", t.msg_place_missing_choice());
        }
        let from = past(t, "from_day", &self.from_day, today, &mut errors);
        errors.into_result(manner.zip(from).map(|(manner, from)| NewEnrolment { course, manner, from }))
    }

    /// # Errors
    /// The message for whoever did not say why.
    pub fn parse_end(&self, t: Text) -> Result<(Standing, Option<String>), Errors> {
        let mut errors = Errors::new();
        let state = Standing::of(&self.state).filter(|s| *s != Standing::UnderWay);
        if state.is_none() {
            errors.add("state_reason", t.msg_place_missing_choice());
        }
        let least = if state == Some(Standing::Completed) { 0 } else { 3 };
        let reason = text(t, "state_reason", &self.state_reason, (least, 400), &mut errors);
        // The database takes no reason of two letters, also where none is asked for.
        let reason = Some(reason).filter(|r| r.chars().count() >= 3);
        errors.into_result(state.map(|state| (state, reason)))
    }

    /// # Errors
    /// The message for an empty note or one that is too long.
    pub fn parse_note(&self, t: Text) -> Result<String, Errors> {
        let mut errors = Errors::new();
        let body = text(t, "body", &self.body, (1, 4000), &mut errors);
        errors.into_result(Some(body))
    }

    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse_result(&self, t: Text, catalogue: &Catalogue, today: NaiveDate) -> Result<NewResult, Errors> {
        let mut errors = Errors::new();
        let course = course(t, "result_course", &self.result_course, catalogue, &mut errors);
        // What was sat here is entered at the exam.
        let kind = ResultKind::of(&self.result_kind);
        if kind.is_none() {
            errors.add("result_kind", t.msg_place_missing_choice());
        }
        if !rules::MARKS.contains(&self.mark.as_str()) {
            errors.add("mark", t.msg_learn_missing_mark());
        }
        let on_day = past(t, "result_day", &self.result_day, today, &mut errors);
        let mark = self.mark.clone();
        errors.into_result(kind.zip(on_day).map(|(kind, on_day)| NewResult { course, kind, mark, on_day }))
    }

    /// # Errors
    /// A message beside each field that cannot be taken: also where it tells of a prison, or of what was not passed.
    pub fn parse_certificate(&self, t: Text, results: &[Outcome], prison: &str, today: NaiveDate) -> Result<NewCertificate, Errors> {
        let mut errors = Errors::new();
        let result = match self.result.as_str() {
            "" => Ok(None),
            id => id.parse().ok().filter(|id| results.iter().any(|r| r.id == *id && rules::passed(&r.mark))).map(Some).ok_or(()),
        };
        if result.is_err() {
            errors.add("result", t.msg_learn_result_not_passed());
        }
        let title = text(t, "title", &self.title, (2, 160), &mut errors);
        let issuer = text(t, "issuer", &self.issuer, (2, 160), &mut errors);
        for (field, printed) in [("title", &title), ("issuer", &issuer)] {
            if paper::names_a_prison(printed, prison) {
                errors.add(field, t.msg_paper_names_prison());
            }
        }
        let town = text(t, "town", &self.town, (2, 80), &mut errors);
        if paper::names_a_prison(&town, prison) {
            errors.add("town", t.msg_paper_names_prison());
        }
        let number = text(t, "number", &self.number, (0, 60), &mut errors);
        let issued_on = past(t, "issued_on", &self.issued_on, today, &mut errors);
        let valid_to = day(&self.valid_to);
        if (valid_to.is_none() && !self.valid_to.trim().is_empty()) || valid_to.zip(issued_on).is_some_and(|(v, i)| v <= i) {
            errors.add("valid_to", t.msg_place_bad_until());
        }
        errors.into_result(issued_on.map(|issued_on| NewCertificate { result: result.unwrap_or_default(), title, issuer, town, number, issued_on, valid_to }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn what_is_not_shared_is_not_kept() {
        let (t, catalogue) = (Lang::Nb.text(), Catalogue::default());
        let form = RecordForm { shares: "no".into(), highest: "trade".into(), schooling: "Fagbrev".into(), wishes: "Norsk".into(), ..RecordForm::default() };
        let kept = form.parse_shared(t, &catalogue).ok();
        assert_eq!(kept, Some(Shared { shares: false, highest: None, schooling: String::new(), country: None, wishes: "Norsk".into() }));
        assert!(RecordForm { shares: String::new(), ..form }.parse_shared(t, &catalogue).is_err_and(|e| e.of("shares").is_some()));
    }

    #[test]
    fn a_certificate_names_no_prison_and_tells_of_what_was_passed() {
        let (t, today) = (Lang::Nb.text(), "2026-11-23".parse().unwrap_or_default());
        let result = |mark: &str| Outcome {
            id: Uuid::from_u128(1),
            course: "K_HMS".into(),
            kind: ResultKind::Exam,
            mark: mark.into(),
            on_day: today,
            correction: None,
            certified: false,
        };
        let form = RecordForm {
            result: Uuid::from_u128(1).to_string(),
            title: "Kursbevis i HMS".into(),
            issuer: "Fylkeskommunens kurssenter".into(),
            town: "Halden".into(),
            issued_on: "2026-11-20".into(),
            ..RecordForm::default()
        };
        assert!(form.parse_certificate(t, &[result("passed")], "Halden fengsel", today).is_ok());
        for (field, marks, form) in [
            ("result", "1", form.clone()),
            ("title", "4", RecordForm { title: "Kurs i fengsel".into(), ..form.clone() }),
            ("issuer", "4", RecordForm { issuer: "Halden fengsel, skolen".into(), ..form.clone() }),
            ("valid_to", "4", RecordForm { valid_to: "2026-11-20".into(), ..form.clone() }),
            ("issued_on", "4", RecordForm { issued_on: "2026-11-24".into(), ..form }),
        ] {
            assert!(form.parse_certificate(t, &[result(marks)], "Halden fengsel", today).is_err_and(|e| e.of(field).is_some()), "{field}");
        }
    }

    #[test]
    fn help_is_agreed_with_the_learner_and_looked_at_again() {
        let (t, today) = (Lang::En.text(), "2026-11-23".parse().unwrap_or_default());
        let form = RecordForm {
            measures: "Audio books".into(),
            agreed_on: "2026-11-20".into(),
            review_on: "2027-01-20".into(),
            agreed: "yes".into(),
            ..RecordForm::default()
        };
        assert!(form.parse_adapted(t, today).is_ok());
        assert!(RecordForm { agreed: String::new(), ..form.clone() }.parse_adapted(t, today).is_err_and(|e| e.of("agreed").is_some()));
        assert!(RecordForm { review_on: "2026-11-20".into(), ..form }.parse_adapted(t, today).is_err_and(|e| e.of("review_on").is_some()));
    }
}
