//! What interrupts a placement, as typed.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::activities::placements::rules::{EndCode, Gives, RestCode};
use crate::activities::placements::store::{Ahead, NewRest, Placement};
use crate::law::calendar;
use crate::reference::{Catalogue, List};
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// Why somebody is held back, or a session is not theirs: reasons that ask nothing of the person.
pub const HELD_BACK: &str = "not_required";

/// Everything that can be done with a placement; which of it a form is for is in its address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct StepForm {
    pub version: String,
    pub rest: String,
    pub code: String,
    pub gives: String,
    pub from: String,
    pub until: String,
    pub on: String,
    pub end_code: String,
    pub reason: String,
    pub end_reason: String,
}

/// A reason of some letters.
fn reason(t: Text, errors: &mut Errors, field: &'static str, typed: &str, required: bool) -> String {
    let words = clean(typed);
    let length = words.chars().count();
    if length > 400 {
        errors.add(field, t.msg_plan_too_long(400));
    } else if length < 3 && (required || length > 0) {
        errors.add(field, t.msg_wish_missing_reason());
    }
    words
}

impl StepForm {
    /// A rest from a day on; the last day is part of it.
    ///
    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn rest(&self, t: Text, p: &Placement, now: DateTime<Utc>) -> Result<NewRest, Errors> {
        let mut errors = Errors::new();
        let (code, gives) = (RestCode::of(&self.code), Gives::of(&self.gives));
        if code.is_none() {
            errors.add("code", t.msg_wish_missing_rest());
        }
        if gives.is_none() {
            errors.add("gives", t.msg_wish_missing_gives());
        }
        let today = calendar::oslo_day(now);
        let begins = calendar::oslo_day(p.from);
        let from = day(&self.from).filter(|d| *d >= begins && (today - *d).num_days() <= 31 && (*d - today).num_days() <= 366);
        if from.is_none() {
            errors.add("from", t.msg_wish_bad_rest_from());
        }
        let until = last_day(&self.until);
        if until.is_err() || until.is_ok_and(|u| u.zip(from).is_some_and(|(u, f)| u <= f)) {
            errors.add("until", t.msg_wish_bad_until());
        }
        let words = reason(t, &mut errors, "reason", &self.reason, true);
        let starts = |d: NaiveDate| if d == today { now } else { calendar::start_of_day(d).max(p.from) };
        errors.into_result(code.zip(gives).zip(from).map(|((code, gives), from)| NewRest {
            from: starts(from),
            until: until.ok().flatten().map(calendar::start_of_day),
            gives,
            code,
            reason: words,
        }))
    }

    /// The end: now when it is today, else at the end of a day.
    ///
    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn end(&self, t: Text, p: &Placement, now: DateTime<Utc>) -> Result<(DateTime<Utc>, EndCode, String), Errors> {
        let mut errors = Errors::new();
        let code = EndCode::of(&self.end_code).filter(|c| EndCode::BY_HAND.contains(c));
        if code.is_none() {
            errors.add("end_code", t.msg_wish_missing_end());
        }
        let today = calendar::oslo_day(now);
        let on = day(&self.on).filter(|d| *d >= calendar::oslo_day(p.from).min(today) && (today - *d).num_days() <= 31 && (*d - today).num_days() <= 366);
        if on.is_none() {
            errors.add("on", t.msg_wish_bad_end_day());
        }
        let words = reason(t, &mut errors, "end_reason", &self.end_reason, code.is_some_and(EndCode::asks_why));
        let at = |d: NaiveDate| if d == today { now } else { calendar::day_span(d).end };
        errors.into_result(code.zip(on).map(|(code, on)| (at(on), code, words)))
    }
}

/// The instant after a day that was typed, as a day; none was typed; or it is none.
fn last_day(typed: &str) -> Result<Option<NaiveDate>, ()> {
    match typed.trim() {
        "" => Ok(None),
        some => day(some).and_then(|d| d.checked_add_days(Days::new(1))).map(Some).ok_or(()),
    }
}

/// Not to one session.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct HoldForm {
    pub session: String,
    pub code: String,
    pub reason: String,
}

impl HoldForm {
    /// The session, the code, and why.
    ///
    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text, catalogue: &Catalogue, ahead: &[Ahead]) -> Result<((Uuid, Uuid), String, String), Errors> {
        let mut errors = Errors::new();
        let session = self.session.parse::<Uuid>().ok().and_then(|id| ahead.iter().find(|a| a.session == id)).map(|a| (a.session, a.place_id));
        if session.is_none() {
            errors.add("session", t.msg_wish_missing_session());
        }
        if catalogue.get(List::AbsenceReason, &self.code).is_none_or(|c| c.attribute("kind") != HELD_BACK) {
            errors.add("code", t.msg_wish_missing_rest());
        }
        let mut words = reason(t, &mut errors, "reason", &self.reason, true);
        if words.chars().count() > 300 {
            errors.add("reason", t.msg_plan_too_long(300));
            words.clear();
        }
        errors.into_result(session.map(|session| (session, self.code.clone(), words)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    fn placement() -> Placement {
        let at = |d: &str| calendar::start_of_day(d.parse().unwrap_or_default());
        Placement {
            id: Uuid::nil(),
            place_id: Uuid::nil(),
            place: "Snekkeri".into(),
            from: at("2026-10-01"),
            until: None,
            addition_ore: 0,
            goal: None,
            goal_id: None,
            decided_by: None,
            decided_at: at("2026-09-30"),
            ended_by: None,
            ended_at: None,
            end_code: None,
            end_reason: None,
            application: None,
            came: 0,
            of_n: 0,
            version: 1,
        }
    }

    #[test]
    fn a_rest_has_days_and_the_last_is_part_of_it() {
        let (t, p) = (Lang::Nb.text(), placement());
        let now = calendar::start_of_day("2026-11-23".parse().unwrap_or_default()) + chrono::TimeDelta::hours(10);
        let whole = StepForm {
            code: "health".into(),
            gives: "support".into(),
            from: "2026-11-23".into(),
            until: "2026-11-27".into(),
            reason: "Sykmeldt".into(),
            ..StepForm::default()
        };
        let rest = whole.rest(t, &p, now).ok();
        assert_eq!(rest.map(|r| (r.from, r.until)), Some((now, Some(calendar::start_of_day("2026-11-28".parse().unwrap_or_default())))));
        for (field, form) in [
            ("code", StepForm { code: "whim".into(), ..whole.clone() }),
            ("gives", StepForm { gives: String::new(), ..whole.clone() }),
            ("from", StepForm { from: "2026-09-01".into(), ..whole.clone() }),
            ("until", StepForm { until: "2026-11-20".into(), ..whole.clone() }),
            ("until", StepForm { until: "snart".into(), ..whole.clone() }),
            ("reason", StepForm { reason: "x".into(), ..whole.clone() }),
        ] {
            assert!(form.rest(t, &p, now).is_err_and(|e| e.of(field).is_some()), "{field}");
        }
    }

    #[test]
    fn an_end_has_a_reason_where_one_is_asked_for() {
        let (t, p) = (Lang::En.text(), placement());
        let now = calendar::start_of_day("2026-11-23".parse().unwrap_or_default());
        let form = |code: &str, why: &str| StepForm { end_code: code.into(), end_reason: why.into(), on: "2026-11-24".into(), ..StepForm::default() };
        assert_eq!(form("own_wish", "").end(t, &p, now).map(|e| e.0), Ok(calendar::start_of_day("2026-11-25".parse().unwrap_or_default())));
        assert!(form("misconduct", "").end(t, &p, now).is_err() && form("misconduct", "Left twice").end(t, &p, now).is_ok());
        assert!(form("released", "Home").end(t, &p, now).is_err(), "not by hand");
    }
}
