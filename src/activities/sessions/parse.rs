//! Times, sessions, closures and terms as typed.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::activities::places::store::Room;
use crate::law::calendar::{self, Reading};
use crate::reference::{Catalogue, List};
use crate::web::Errors;
use crate::web::form::{clean, clock, day, instant, time};
use crate::web::lang::Text;

/// The form of a time of the week.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct HoursForm {
    pub weekday: String,
    pub starts: String,
    pub ends: String,
    pub weeks: String,
    pub from: String,
    pub last: String,
    pub room: String,
    pub holidays: String,
    pub places: String,
}

/// A time of the week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    pub weekday: i16,
    pub starts: NaiveTime,
    pub ends: NaiveTime,
    pub weeks: &'static str,
    pub from: NaiveDate,
    pub last: Option<NaiveDate>,
    pub room: Option<Uuid>,
    pub holidays: &'static str,
    pub places: Option<i32>,
}

/// In which weeks.
pub const WEEKS: [&str; 3] = ["every", "odd", "even"];

fn one_of(all: &[&'static str], typed: &str) -> Option<&'static str> {
    all.iter().copied().find(|w| *w == typed)
}

fn room(t: Text, typed: &str, rooms: &[Room], errors: &mut Errors) -> Option<Uuid> {
    crate::activities::places::room(t, typed, rooms, errors)
}

impl HoursForm {
    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text, today: NaiveDate, rooms: &[Room]) -> Result<Hours, Errors> {
        let mut errors = Errors::new();
        let weekday = self.weekday.parse().ok().filter(|n| (1..=7).contains(n));
        if weekday.is_none() {
            errors.add("weekday", t.msg_place_missing_choice());
        }
        let (starts, ends) = (time(&self.starts), time(&self.ends));
        if starts.is_none() {
            errors.add("starts", t.msg_session_bad_time());
        }
        // What ends earlier than it begins ends on the next day; what ends as it begins is nothing.
        if ends.is_none() || ends == starts {
            errors.add("ends", t.msg_session_bad_time());
        }
        let weeks = one_of(&WEEKS, &self.weeks);
        if weeks.is_none() {
            errors.add("weeks", t.msg_place_missing_choice());
        }
        // A day that was is not written anew: registers stand on it.
        let from = day(&self.from).filter(|d| *d >= today);
        if from.is_none() {
            errors.add("from", t.msg_pattern_bad_from());
        }
        let last = day(&self.last);
        if last.is_none() && !self.last.trim().is_empty() {
            errors.add("last", t.msg_place_bad_day());
        } else if last.zip(from).is_some_and(|(l, f)| l < f) {
            errors.add("last", t.msg_place_bad_until());
        }
        let room = room(t, &self.room, rooms, &mut errors);
        let holidays = one_of(&["rests", "runs"], &self.holidays);
        if holidays.is_none() {
            errors.add("holidays", t.msg_place_missing_choice());
        }
        let places = if self.places.trim().is_empty() { Some(None) } else { self.places.trim().parse().ok().filter(|n| (1..=200).contains(n)).map(Some) };
        if places.is_none() {
            errors.add("places", t.msg_place_bad_places());
        }
        errors.into_result((|| {
            Some(Hours { weekday: weekday?, starts: starts?, ends: ends?, weeks: weeks?, from: from?, last, room, holidays: holidays?, places: places? })
        })())
    }
}

/// The form of a session's changes; each button reads what it needs.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SessionForm {
    pub starts: String,
    pub ends: String,
    pub room: String,
    pub reason: String,
    pub reason_code: String,
    pub cancel_reason: String,
    pub stand_in: String,
    pub version: String,
}

/// Another time or room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    pub starts: DateTime<Utc>,
    pub ends: DateTime<Utc>,
    pub room: Option<Uuid>,
    pub reason: String,
}

/// Called off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cancel {
    pub code: String,
    pub reason: String,
}

/// Reasons for which a session is not held.
pub fn cancels(catalogue: &Catalogue, nb: bool) -> Vec<(&str, &str)> {
    catalogue
        .options(List::AbsenceReason, nb)
        .into_iter()
        .filter(|(code, _)| catalogue.get(List::AbsenceReason, code).is_some_and(|c| c.attribute("kind") == "cancelled"))
        .collect()
}

fn reason(t: Text, field: &'static str, typed: &str, errors: &mut Errors) -> String {
    let reason = clean(typed);
    if !(3..=300).contains(&reason.chars().count()) {
        errors.add(field, t.msg_session_missing_reason());
    }
    reason
}

fn code(t: Text, typed: &str, catalogue: &Catalogue, errors: &mut Errors) -> String {
    if !cancels(catalogue, true).iter().any(|(code, _)| *code == typed) {
        errors.add("reason_code", t.msg_place_missing_choice());
    }
    typed.to_owned()
}

impl SessionForm {
    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse_move(&self, t: Text, rooms: &[Room]) -> Result<Move, Errors> {
        let mut errors = Errors::new();
        let starts = instant(&self.starts).and_then(Reading::instant);
        if starts.is_none() {
            errors.add("starts", t.msg_session_bad_moment());
        }
        // The end is a time of the same day, or of the next when it comes before the beginning.
        let ends = starts.zip(time(&self.ends)).and_then(|(from, end)| {
            let local = calendar::oslo_time(from);
            let on = if end > local.time() { local.date() } else { local.date().succ_opt()? };
            clock(on.and_time(end), &self.ends).instant().filter(|at| *at > from)
        });
        if ends.is_none() {
            errors.add("ends", t.msg_session_bad_time());
        }
        let room = room(t, &self.room, rooms, &mut errors);
        let reason = reason(t, "reason", &self.reason, &mut errors);
        errors.into_result(starts.zip(ends).map(|(starts, ends)| Move { starts, ends, room, reason }))
    }

    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse_cancel(&self, t: Text, catalogue: &Catalogue) -> Result<Cancel, Errors> {
        let mut errors = Errors::new();
        let code = code(t, &self.reason_code, catalogue, &mut errors);
        let reason = reason(t, "cancel_reason", &self.cancel_reason, &mut errors);
        errors.into_result(Some(Cancel { code, reason }))
    }
}

/// The form of a closure. `what`: nothing for the house, `p:` and a place, `r:` and a room.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ClosureForm {
    pub what: String,
    pub from: String,
    pub until: String,
    pub reason_code: String,
    pub reason: String,
}

/// A new closure.
#[derive(Clone, Debug)]
pub struct NewClosure {
    pub place: Option<Uuid>,
    pub room: Option<Uuid>,
    pub from: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
    pub code: String,
    pub reason: String,
}

impl ClosureForm {
    /// `could`: the values of `what` that this reader may choose.
    ///
    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text, catalogue: &Catalogue, today: NaiveDate, could: impl Fn(&str) -> bool) -> Result<NewClosure, Errors> {
        let mut errors = Errors::new();
        let of = |prefix: &str| self.what.strip_prefix(prefix).and_then(|id| id.parse().ok());
        if !could(&self.what) {
            errors.add("what", t.msg_place_missing_choice());
        }
        let from = instant(&self.from).and_then(Reading::instant).filter(|at| *at >= calendar::start_of_day(today));
        if from.is_none() {
            errors.add("from", t.msg_closure_bad_from());
        }
        let until = instant(&self.until).and_then(Reading::instant);
        if until.is_none() && !self.until.trim().is_empty() {
            errors.add("until", t.msg_session_bad_moment());
        } else if until.zip(from).is_some_and(|(u, f)| u <= f) {
            errors.add("until", t.msg_place_bad_until());
        }
        let code = code(t, &self.reason_code, catalogue, &mut errors);
        let reason = reason(t, "reason", &self.reason, &mut errors);
        errors.into_result(from.map(|from| NewClosure { place: of("p:"), room: of("r:"), from, until, code, reason }))
    }
}

/// The form of a term.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TermForm {
    pub id: String,
    pub name: String,
    pub from: String,
    pub last: String,
    pub version: String,
}

impl TermForm {
    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text) -> Result<(String, NaiveDate, NaiveDate), Errors> {
        let mut errors = Errors::new();
        let name = clean(&self.name);
        if !(2..=60).contains(&name.chars().count()) {
            errors.add("name", t.msg_term_missing_name());
        }
        let (from, last) = (day(&self.from), day(&self.last));
        if from.is_none() {
            errors.add("from", t.msg_place_bad_day());
        }
        if last.is_none() {
            errors.add("last", t.msg_place_bad_day());
        } else if last.zip(from).is_some_and(|(l, f)| l <= f) {
            errors.add("last", t.msg_place_bad_until());
        }
        errors.into_result(from.zip(last).map(|(from, last)| (name, from, last)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn a_time_of_the_week_may_run_past_midnight_and_not_stand_still() {
        let t = Lang::Nb.text();
        let today = "2026-11-23".parse().unwrap_or_default();
        let form = HoursForm {
            weekday: "2".into(),
            starts: "22.00".into(),
            ends: "06:00".into(),
            weeks: "every".into(),
            from: "2026-12-01".into(),
            holidays: "runs".into(),
            ..HoursForm::default()
        };
        assert!(form.parse(t, today, &[]).is_ok());
        for (field, form) in [
            ("ends", HoursForm { ends: "22:00".into(), ..form.clone() }),
            ("from", HoursForm { from: "2026-11-22".into(), ..form.clone() }),
            ("last", HoursForm { last: "2026-11-30".into(), ..form.clone() }),
            ("weekday", HoursForm { weekday: "8".into(), ..form.clone() }),
            ("room", HoursForm { room: Uuid::from_u128(1).to_string(), ..form.clone() }),
            ("places", HoursForm { places: "0".into(), ..form }),
        ] {
            assert!(form.parse(t, today, &[]).is_err_and(|e| e.of(field).is_some()), "{field}");
        }
    }

    #[test]
    fn a_session_is_moved_to_what_the_clock_shows_and_the_night_may_be_longer() {
        let t = Lang::Nb.text();
        let form = SessionForm { starts: "2026-10-25T01:00".into(), ends: "05:00".into(), reason: "Bakeren er syk".into(), ..SessionForm::default() };
        let to = form.parse_move(t, &[]).ok();
        assert_eq!(to.map(|m| (m.ends - m.starts).num_hours()), Some(5), "four on the wall, five that pass");
        let over = SessionForm { starts: "2026-11-24T22:00".into(), ends: "02:00".into(), ..form.clone() }.parse_move(t, &[]).ok();
        assert_eq!(over.map(|m| (m.ends - m.starts).num_hours()), Some(4), "past midnight");
        let skipped = SessionForm { starts: "2027-03-28T02:30".into(), ends: "04:00".into(), ..form.clone() }.parse_move(t, &[]);
        assert!(skipped.is_err_and(|e| e.of("starts").is_some()), "that hour does not come");
        assert!(SessionForm { reason: " ".into(), ..form }.parse_move(t, &[]).is_err_and(|e| e.of("reason").is_some()));
    }
}
