//! What is typed about rights to persons.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::Deserialize;

use super::rules::{self, Kind, ShiftFault};
use crate::law::calendar;
use crate::platform::id::AssignmentId;
use crate::staff::assignments::reason;
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// An inmate number as people type it: `2026-01482`, with or without the hyphen.
pub fn number(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–')).collect();
    (digits.len() == 9 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| format!("{}-{}", &digits[..4], &digits[4..]))
}

/// Whose rights are asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Find {
    pub number: String,
}

/// A right for somebody.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Give {
    pub number: String,
    pub staff: String,
    pub until: String,
    pub day: String,
    pub time: String,
    pub hours: String,
    pub reason: String,
}

/// The same, checked, but for the person and whether the role is held. A number that is none is kept as typed: it finds nobody.
#[derive(Debug, PartialEq, Eq)]
pub struct Gift {
    pub kind: Kind,
    pub number: String,
    pub staff: AssignmentId,
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
    pub reason: String,
}

impl Give {
    pub fn parse(&self, kind: Kind, t: Text, now: DateTime<Utc>) -> Result<Gift, Errors> {
        let mut errors = Errors::new();
        let typed = clean(&self.number);
        if typed.is_empty() {
            errors.add("number", t.msg_grant_number_missing());
        }
        let staff = self.staff.parse().ok();
        if staff.is_none() {
            errors.add("staff", t.msg_grant_staff_missing());
        }
        let period = if kind == Kind::Cover { self.shift(t, now, &mut errors) } else { self.period(kind, t, now, &mut errors) };
        let reason = reason(&self.reason, true, t, &mut errors);
        let gift = staff.zip(period).map(|(staff, (from, until))| Gift { kind, number: number(&typed).unwrap_or(typed), staff, from, until, reason });
        errors.into_result(gift)
    }

    fn period(&self, kind: Kind, t: Text, now: DateTime<Utc>, errors: &mut Errors) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let today = calendar::oslo_day(now);
        match day(&self.until) {
            None => errors.add("until", t.msg_grant_day_missing()),
            Some(until) if until < today => errors.add("until", t.msg_grant_until_past()),
            Some(until) if until > kind.latest_end(today) => {
                errors.add("until", if kind == Kind::Clearance { t.msg_grant_until_six_months() } else { t.msg_grant_until_year() });
            }
            Some(until) => return Some((now, calendar::start_of_day(until.succ_opt().unwrap_or(until)))),
        }
        None
    }

    fn shift(&self, t: Text, now: DateTime<Utc>, errors: &mut Errors) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let (day, time, hours) = (day(&self.day), time(&self.time), self.hours.parse::<i64>().ok());
        if day.is_none() {
            errors.add("day", t.msg_grant_day_missing());
        }
        if time.is_none() {
            errors.add("time", t.msg_grant_time_wrong());
        }
        if hours.is_none() {
            errors.add("hours", t.msg_grant_hours_wrong());
        }
        let (start, hours) = (instant(day?, time?)?, hours?);
        match rules::shift(start, hours, now) {
            Ok(()) => return Some((start, start + TimeDelta::hours(hours))),
            Err(ShiftFault::Length) => errors.add("hours", t.msg_grant_hours_wrong()),
            Err(ShiftFault::Past) => errors.add("time", t.msg_grant_shift_past()),
            Err(ShiftFault::FarAhead) => errors.add("day", t.msg_grant_shift_far()),
        }
        None
    }
}

/// A time as typed: `14:30`, `14.30` or `1430`.
fn time(text: &str) -> Option<NaiveTime> {
    let text = text.trim();
    ["%H:%M", "%H.%M", "%H%M"].iter().find_map(|f| NaiveTime::parse_from_str(text, f).ok())
}

/// The earlier of two when the clock goes back; the hour that the spring leaves out begins when it would have.
fn instant(day: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
    let local = day.and_time(time);
    calendar::oslo_instant(local).earliest().or_else(|| calendar::oslo_instant(local + TimeDelta::hours(1)).earliest())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    fn now() -> DateTime<Utc> {
        "2026-11-23T09:30:00Z".parse().unwrap_or_default()
    }

    fn typed() -> Give {
        Give {
            number: "202601482".into(),
            staff: "01a00000-0000-7000-8000-000000000001".into(),
            until: "2026-12-31".into(),
            day: "23.11.2026".into(),
            time: "14.00".into(),
            hours: "8".into(),
            reason: "Kari er borte i dag".into(),
        }
    }

    #[test]
    fn numbers_as_people_type_them() {
        for text in ["2026-01482", "202601482", " 2026–01482 ", "2026 01482"] {
            assert_eq!(number(text).as_deref(), Some("2026-01482"), "{text}");
        }
        for text in ["", "2026-1482", "A2-214", "2026-014821", "२०२६-०१४८२"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_beside_its_field() {
        let t = Lang::Nb.text();
        for kind in Kind::ALL {
            assert!(typed().parse(kind, t, now()).is_ok(), "{kind:?}");
        }
        type Spoil = fn(&mut Give);
        let cases: [(&str, Kind, Spoil); 10] = [
            ("number", Kind::Assigned, |g| g.number.clear()),
            ("staff", Kind::Assigned, |g| g.staff = "kari".into()),
            ("until", Kind::Assigned, |g| g.until = "2026-11-22".into()),
            ("until", Kind::Assigned, |g| g.until = "2027-11-24".into()),
            ("until", Kind::Clearance, |g| g.until = "2027-05-24".into()),
            ("reason", Kind::Clearance, |g| g.reason.clear()),
            ("day", Kind::Cover, |g| g.day = "24.12.2026".into()),
            ("time", Kind::Cover, |g| g.time = "25:00".into()),
            ("time", Kind::Cover, |g| g.time = "00:10".into()),
            ("hours", Kind::Cover, |g| g.hours = "24".into()),
        ];
        for (field, kind, spoil) in cases {
            let mut form = typed();
            spoil(&mut form);
            assert!(form.parse(kind, t, now()).is_err_and(|e| e.of(field).is_some() && e.iter().count() == 1), "{kind:?} {field}");
        }
    }

    #[test]
    fn a_shift_in_the_hour_that_spring_leaves_out_still_begins() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 29).unwrap_or_default();
        assert!(time("02:30").and_then(|t| instant(day, t)).is_some());
    }
}
