//! What is typed about a roster.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::Deserialize;

use super::rules::{self, Kind, Wrong};
use crate::law::calendar::{self, Reading};
use crate::platform::id::{AccountId, UnitId};
use crate::web::Errors;
use crate::web::form::{clean, clock, day, time};
use crate::web::lang::Text;

/// The unit of a shift that belongs to the whole house.
pub const HOUSE: &str = "house";

/// A shift.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Shift {
    pub who: String,
    pub unit: String,
    pub kind: String,
    pub day: String,
    pub from: String,
    pub to: String,
    pub version: String,
    pub was: String,
}

/// The same, checked.
#[derive(Debug, PartialEq, Eq)]
pub struct Planned {
    pub who: AccountId,
    pub unit: Option<UnitId>,
    pub kind: Kind,
    pub begins: DateTime<Utc>,
    pub ends: DateTime<Utc>,
}

/// A time that a clock shows on a day, or a message.
fn instant(field: &'static str, day: NaiveDate, time: NaiveTime, typed: &str, t: Text, errors: &mut Errors) -> Option<DateTime<Utc>> {
    match clock(day.and_time(time), typed) {
        Reading::Never => {
            errors.add(field, t.msg_roster_time_never());
            None
        }
        reading => reading.instant(),
    }
}

/// A time as typed; the usual one where nothing is.
fn hour(field: &'static str, typed: &str, usual: Option<NaiveTime>, t: Text, errors: &mut Errors) -> Option<NaiveTime> {
    if clean(typed).is_empty() && usual.is_some() {
        return usual;
    }
    let read = time(typed);
    if read.is_none() {
        errors.add(field, t.msg_roster_time_wrong());
    }
    read
}

fn told(wrong: Wrong, t: Text, errors: &mut Errors) {
    match wrong {
        Wrong::Past => errors.add("day", t.msg_roster_past()),
        Wrong::Far => errors.add("day", t.msg_roster_far()),
        Wrong::Short => errors.add("to", t.msg_roster_short()),
        Wrong::Long => errors.add("to", t.msg_roster_long()),
    }
}

impl Shift {
    /// `units`: those of the prison that are open.
    pub fn parse(&self, t: Text, units: &[UnitId], now: DateTime<Utc>) -> Result<Planned, Errors> {
        let mut errors = Errors::new();
        let who = self.who.parse().ok();
        if who.is_none() {
            errors.add("who", t.msg_roster_who_missing());
        }
        let unit = match self.unit.as_str() {
            HOUSE => Some(None),
            other => other.parse().ok().filter(|u| units.contains(u)).map(Some),
        };
        if unit.is_none() {
            errors.add("unit", t.msg_roster_unit_missing());
        }
        let kind = Kind::of(&self.kind);
        if kind.is_none() {
            errors.add("kind", t.msg_roster_kind_missing());
        }
        let date = day(&self.day);
        if date.is_none() {
            errors.add("day", t.msg_roster_day_missing());
        }
        let usual = kind.map(Kind::usual);
        let from = hour("from", &self.from, usual.map(|u| u.0), t, &mut errors);
        let to = hour("to", &self.to, usual.map(|u| u.1), t, &mut errors);
        let span = date.zip(from.zip(to)).and_then(|(day, (from, to))| {
            let begins = instant("from", day, from, &self.from, t, &mut errors)?;
            let ends = instant("to", rules::last_day(day, from, to)?, to, &self.to, t, &mut errors)?;
            if let Err(wrong) = rules::hours(begins, ends, now) {
                told(wrong, t, &mut errors);
            }
            Some((begins, ends))
        });
        let planned = who.zip(unit).zip(kind.zip(span)).map(|((who, unit), (kind, (begins, ends)))| Planned { who, unit, kind, begins, ends });
        errors.into_result(planned)
    }

    /// Another end of a shift that runs: not before now, for what was is not written anew.
    pub fn parse_end(&self, t: Text, begins: DateTime<Utc>, now: DateTime<Utc>) -> Result<DateTime<Utc>, Errors> {
        let mut errors = Errors::new();
        let local = calendar::oslo_time(begins);
        let ends = hour("to", &self.to, None, t, &mut errors)
            .and_then(|to| Some((rules::last_day(local.date(), local.time(), to)?, to)))
            .and_then(|(day, to)| instant("to", day, to, &self.to, t, &mut errors));
        if let Some(ends) = ends {
            match rules::hours(begins, ends, now) {
                Err(Wrong::Past) => errors.add("to", t.msg_roster_end_past()),
                Err(wrong) => told(wrong, t, &mut errors),
                Ok(()) => (),
            }
        }
        errors.into_result(ends)
    }
}

/// A week to be copied.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CopyWeek {
    pub prison: String,
    pub unit: String,
    pub scope: String,
    pub source: String,
    pub week: String,
}

/// The same, checked: Mondays, and whether the whole house.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub whole: bool,
}

impl CopyWeek {
    pub fn parse(&self, t: Text, today: NaiveDate) -> Result<Week, Errors> {
        let mut errors = Errors::new();
        let (from, to) = (day(&self.source).map(calendar::monday_of), day(&self.week).map(calendar::monday_of));
        match (from, to) {
            (None, _) => errors.add("source", t.msg_roster_day_missing()),
            (_, None) => errors.add("week", t.msg_roster_day_missing()),
            (Some(from), Some(to)) if from == to => errors.add("week", t.msg_roster_same_week()),
            (_, Some(to)) if to < calendar::monday_of(today) => errors.add("week", t.msg_roster_week_past()),
            (_, Some(to)) if to > today + chrono::Days::new(366) => errors.add("week", t.msg_roster_far()),
            _ => (),
        }
        let whole = match self.scope.as_str() {
            "unit" => Some(false),
            "prison" => Some(true),
            _ => None,
        };
        if whole.is_none() {
            errors.add("scope", t.msg_roster_scope_missing());
        }
        errors.into_result(from.zip(to).zip(whole).map(|((from, to), whole)| Week { from, to, whole }))
    }
}

/// A form with nothing but its token and the version it was made of.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Remove {
    pub version: String,
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::web::Lang;

    fn now() -> DateTime<Utc> {
        "2026-11-23T09:00:00Z".parse().unwrap()
    }

    fn typed() -> Shift {
        Shift { who: AccountId::fresh().to_string(), unit: HOUSE.into(), kind: "night".into(), day: "24.11.2026".into(), ..Shift::default() }
    }

    #[test]
    fn the_usual_hours_where_none_are_typed_and_the_night_ends_the_next_day() {
        let t = Lang::Nb.text();
        let night = typed().parse(t, &[], now()).unwrap();
        assert_eq!((night.begins.to_rfc3339(), night.ends.to_rfc3339()), ("2026-11-24T21:00:00+00:00".into(), "2026-11-25T06:00:00+00:00".into()));
        let late = Shift { from: "2330".into(), ..typed() }.parse(t, &[], now()).unwrap();
        assert_eq!(late.begins.to_rfc3339(), "2026-11-24T22:30:00+00:00");
    }

    #[test]
    fn what_is_wrong_is_told_beside_its_field() {
        let t = Lang::En.text();
        type Spoil = fn(&mut Shift);
        let cases: [(&str, Spoil); 9] = [
            ("who", |s| s.who.clear()),
            ("unit", |s| s.unit = UnitId::fresh().to_string()),
            ("kind", |s| s.kind = "noon".into()),
            ("day", |s| s.day = "31.02.2026".into()),
            ("day", |s| s.day = "22.11.2026".into()),
            ("day", |s| s.day = "24.12.2028".into()),
            ("from", |s| s.from = "25:00".into()),
            ("to", |s| s.to = "22:10".into()),
            ("to", |s| s.to = "soon".into()),
        ];
        for (field, spoil) in cases {
            let mut form = typed();
            spoil(&mut form);
            let errors = form.parse(t, &[], now()).unwrap_err();
            assert!(errors.of(field).is_some(), "{field}: {errors:?}");
        }
        // The hour that is skipped in March.
        let skipped = Shift { day: "2027-03-28".into(), kind: "day".into(), from: "02:30".into(), to: "08:00".into(), ..typed() };
        assert!(skipped.parse(t, &[], now()).unwrap_err().of("from").is_some());
    }

    #[test]
    fn a_shift_that_runs_ends_at_another_time_but_not_in_the_past() {
        let t = Lang::En.text();
        let begins = "2026-11-23T06:00:00Z".parse().unwrap();
        let end = |to: &str| Shift { to: to.into(), ..Shift::default() }.parse_end(t, begins, now());
        assert_eq!(end("12:30").unwrap().to_rfc3339(), "2026-11-23T11:30:00+00:00");
        for wrong in ["", "09:30", "x"] {
            assert!(end(wrong).unwrap_err().of("to").is_some(), "{wrong}");
        }
        assert!(end("06:00").unwrap_err().of("to").is_some(), "23 hours");
    }

    #[test]
    fn weeks_to_copy() {
        let (t, today) = (Lang::En.text(), NaiveDate::from_ymd_opt(2026, 11, 25).unwrap());
        let copy = |source: &str, week: &str, scope: &str| {
            CopyWeek { source: source.into(), week: week.into(), scope: scope.into(), ..CopyWeek::default() }.parse(t, today)
        };
        let week = copy("2026-11-25", "2026-12-02", "prison").unwrap();
        assert_eq!((week.from.to_string(), week.to.to_string(), week.whole), ("2026-11-23".into(), "2026-11-30".into(), true));
        for (source, to, scope, field) in [
            ("", "2026-12-02", "unit", "source"),
            ("2026-11-25", "", "unit", "week"),
            ("2026-11-25", "2026-11-29", "unit", "week"),
            ("2026-11-25", "2026-11-16", "unit", "week"),
            ("2026-11-25", "2028-01-03", "unit", "week"),
            ("2026-11-25", "2026-12-02", "", "scope"),
        ] {
            assert!(copy(source, to, scope).unwrap_err().of(field).is_some(), "{source} {to} {scope}");
        }
    }
}
