//! What is typed about cells.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

use crate::estate::rules::{self, Capacity, CodesFault, MOST_CELLS};
use crate::estate::words;
use crate::law::calendar;
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// Several new cells.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Add {
    pub codes: String,
    pub certified: String,
    pub working: String,
    pub maximum: String,
    pub condition: String,
    pub accessible: String,
}

/// The same, checked.
#[derive(Debug, PartialEq, Eq)]
pub struct NewCells {
    pub codes: Vec<String>,
    pub kind: Kind,
}

/// What cells made together have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    pub capacity: Capacity,
    pub condition: &'static str,
    pub accessible: bool,
}

fn kind(typed: [&str; 3], condition: &str, accessible: &str, t: Text, errors: &mut Errors) -> Option<Kind> {
    let mut places = |field: &'static str, typed: &str| {
        let n = clean(typed).parse::<i32>().ok().filter(|n| (0..=12).contains(n));
        if n.is_none() {
            errors.add(field, t.msg_estate_capacity_wrong());
        }
        n
    };
    let (certified, working, maximum) = (places("certified", typed[0]), places("working", typed[1]), places("maximum", typed[2]));
    let condition = words::one_of(&words::CONDITIONS, condition);
    if condition.is_none() {
        errors.add("condition", t.msg_estate_condition_missing());
    }
    let capacity = Capacity { certified: certified?, working: working?, maximum: maximum? };
    if !capacity.in_order() {
        errors.add("maximum", t.msg_estate_capacity_order());
    }
    Some(Kind { capacity, condition: condition?, accessible: accessible == "yes" })
}

impl Add {
    pub fn parse(&self, t: Text) -> Result<NewCells, Errors> {
        let mut errors = Errors::new();
        let codes = rules::codes(&self.codes);
        match &codes {
            Ok(_) => (),
            Err(CodesFault::Empty) => errors.add("codes", t.msg_estate_codes_missing()),
            Err(CodesFault::Part(part)) => errors.add("codes", t.msg_estate_codes_part(part.as_str())),
            Err(CodesFault::Twice(code)) => errors.add("codes", t.msg_estate_codes_twice(code.as_str())),
            Err(CodesFault::TooMany) => errors.add("codes", t.msg_estate_codes_many(i64::try_from(MOST_CELLS).unwrap_or(i64::MAX))),
        }
        let kind = kind([&self.certified, &self.working, &self.maximum], &self.condition, &self.accessible, t, &mut errors);
        errors.into_result(codes.ok().zip(kind).map(|(codes, kind)| NewCells { codes, kind }))
    }
}

/// One cell.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Edit {
    pub code: String,
    pub walking_order: String,
    pub certified: String,
    pub working: String,
    pub maximum: String,
    pub condition: String,
    pub accessible: String,
    pub version: String,
    pub was: String,
}

/// The same, checked.
#[derive(Debug, PartialEq, Eq)]
pub struct Facts {
    pub code: String,
    pub walking_order: i32,
    pub kind: Kind,
}

impl Edit {
    pub fn parse(&self, t: Text) -> Result<Facts, Errors> {
        let mut errors = Errors::new();
        let code = Some(clean(&self.code).to_uppercase()).filter(|code| rules::is_code(code));
        if code.is_none() {
            errors.add("code", t.msg_estate_cell_code_wrong());
        }
        let walking_order = clean(&self.walking_order).parse::<i32>().ok().filter(|n| (0..=99_999).contains(n));
        if walking_order.is_none() {
            errors.add("walking_order", t.msg_estate_sort_wrong());
        }
        let kind = kind([&self.certified, &self.working, &self.maximum], &self.condition, &self.accessible, t, &mut errors);
        errors.into_result(code.zip(walking_order).zip(kind).map(|((code, walking_order), kind)| Facts { code, walking_order, kind }))
    }
}

/// Out of use from a day.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct OutOfUse {
    pub from: String,
    pub expected_back: String,
    pub reason: String,
}

/// The same, checked.
#[derive(Debug, PartialEq, Eq)]
pub struct Outage {
    pub from: DateTime<Utc>,
    pub expected_back: Option<NaiveDate>,
    pub reason: String,
}

impl OutOfUse {
    pub fn parse(&self, t: Text, now: DateTime<Utc>) -> Result<Outage, Errors> {
        let mut errors = Errors::new();
        let today = calendar::oslo_day(now);
        let from = day(&self.from);
        match from {
            None => errors.add("from", t.msg_grant_day_missing()),
            Some(from) if from > today => errors.add("from", t.msg_estate_out_ahead()),
            Some(from) if from < today - chrono::TimeDelta::days(366) => errors.add("from", t.msg_estate_out_long_ago()),
            Some(_) => (),
        }
        let typed = clean(&self.expected_back);
        let expected_back = day(&typed);
        match (typed.is_empty(), expected_back) {
            (false, None) => errors.add("expected_back", t.msg_grant_day_missing()),
            (_, Some(back)) if back < today => errors.add("expected_back", t.msg_grant_until_past()),
            _ => (),
        }
        let reason = clean(&self.reason);
        match reason.chars().count() {
            0..3 => errors.add("reason", t.msg_estate_out_reason_missing()),
            401.. => errors.add("reason", t.msg_staff_reason_long(400)),
            _ => (),
        }
        // Today means from now on; an earlier day means the whole of it.
        let outage = from.map(|from| Outage { from: if from == today { now } else { calendar::start_of_day(from) }, expected_back, reason });
        errors.into_result(outage)
    }
}

/// On which landing a cell lies, from a day on, and which others lie there too.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct LandingForm {
    pub landing: String,
    pub since: String,
    pub also: String,
}

/// The same, checked. No name: on no landing of its own.
#[derive(Debug, PartialEq, Eq)]
pub struct Landing {
    pub name: Option<String>,
    pub from: NaiveDate,
    pub also: Vec<String>,
}

impl LandingForm {
    pub fn parse(&self, t: Text, today: NaiveDate) -> Result<Landing, Errors> {
        let mut errors = Errors::new();
        let name = clean(&self.landing);
        if name.chars().count() > 24 {
            errors.add("landing", t.msg_estate_landing_long());
        }
        let from = day(&self.since);
        match from {
            None => errors.add("since", t.msg_grant_day_missing()),
            Some(from) if from > today => errors.add("since", t.msg_estate_out_ahead()),
            Some(_) => (),
        }
        let also = if clean(&self.also).is_empty() { Ok(Vec::new()) } else { rules::codes(&self.also) };
        match &also {
            Ok(_) | Err(CodesFault::Empty) => (),
            Err(CodesFault::Part(part)) => errors.add("also", t.msg_estate_codes_part(part.as_str())),
            Err(CodesFault::Twice(code)) => errors.add("also", t.msg_estate_codes_twice(code.as_str())),
            Err(CodesFault::TooMany) => errors.add("also", t.msg_estate_codes_many(i64::try_from(MOST_CELLS).unwrap_or(i64::MAX))),
        }
        let name = (!name.is_empty()).then_some(name);
        errors.into_result(from.zip(also.ok()).map(|(from, also)| Landing { name, from, also }))
    }
}

/// A form with nothing but its token.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Nothing {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn new_cells_tell_every_fault() {
        let t = Lang::Nb.text();
        let typed = || Add {
            codes: "201-203".into(),
            certified: "1".into(),
            working: "1".into(),
            maximum: "2".into(),
            condition: "good".into(),
            accessible: String::new(),
        };
        assert_eq!(typed().parse(t).map(|c| c.codes.len()), Ok(3));
        type Spoil = fn(&mut Add);
        let cases: [(&str, Spoil); 6] = [
            ("codes", |a| a.codes = "203-201".into()),
            ("codes", |a| a.codes.clear()),
            ("certified", |a| a.certified = "13".into()),
            ("working", |a| a.working = "én".into()),
            ("maximum", |a| a.working = "3".into()),
            ("condition", |a| a.condition = "new".into()),
        ];
        for (field, spoil) in cases {
            let mut form = typed();
            spoil(&mut form);
            assert!(form.parse(t).is_err_and(|e| e.of(field).is_some() && e.iter().count() == 1), "{field}");
        }
    }

    #[test]
    fn a_landing_has_a_name_and_a_day() {
        let (t, today) = (Lang::Nb.text(), NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default());
        let form = |landing: &str, since: &str, also: &str| LandingForm { landing: landing.into(), since: since.into(), also: also.into() }.parse(t, today);
        assert!(form(" 2. etasje ", "23.11.2026", "202-204").is_ok_and(|l| l.name.as_deref() == Some("2. etasje") && l.also.len() == 3));
        assert!(form("", "2026-11-01", "").is_ok_and(|l| l.name.is_none() && l.also.is_empty()));
        assert!(form("Nord", "24.11.2026", "").is_err_and(|e| e.of("since").is_some()));
        assert!(form(&"x".repeat(25), "", "204-202").is_err_and(|e| e.of("landing").is_some() && e.of("since").is_some() && e.of("also").is_some()));
    }

    #[test]
    fn out_of_use_begins_now_or_on_an_earlier_day() {
        let t = Lang::Nb.text();
        let now: DateTime<Utc> = "2026-11-23T09:30:00Z".parse().unwrap_or_default();
        let out = |from: &str, back: &str, reason: &str| OutOfUse { from: from.into(), expected_back: back.into(), reason: reason.into() }.parse(t, now);
        assert_eq!(out("23.11.2026", "", "Vannskade").map(|o| o.from), Ok(now));
        assert!(out("20.11.2026", "01.12.2026", "Vannskade").is_ok_and(|o| o.from < now));
        assert!(out("24.11.2026", "", "Vannskade").is_err_and(|e| e.of("from").is_some()));
        assert!(out("23.11.2026", "22.11.2026", "Vannskade").is_err_and(|e| e.of("expected_back").is_some()));
        assert!(out("23.11.2026", "snart", "").is_err_and(|e| e.of("expected_back").is_some() && e.of("reason").is_some()));
    }
}
