//! What is typed about a release that went wrong.

use chrono::NaiveDate;
use serde::Deserialize;

use super::store::{Kind, ReleaseError, Told};
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// Fewest and most letters of what happened.
const WHAT: std::ops::RangeInclusive<usize> = 10..=4000;

/// As typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ErrorForm {
    pub kind: String,
    pub from_day: String,
    pub to_day: String,
    pub what: String,
    pub prosecutor_on: String,
    pub directorate_on: String,
    pub person_on: String,
}

impl ErrorForm {
    /// As an earlier account has it.
    pub fn of(e: &ReleaseError) -> Self {
        let day = |d: Option<NaiveDate>| d.map(|d| d.to_string()).unwrap_or_default();
        Self {
            kind: e.told.kind.as_str().to_owned(),
            from_day: e.told.from_day.to_string(),
            to_day: day(e.told.to_day),
            what: e.told.what.clone(),
            prosecutor_on: day(e.told.prosecutor_on),
            directorate_on: day(e.told.directorate_on),
            person_on: day(e.told.person_on),
        }
    }

    /// What is told, or what is wrong with which field. `here`: the person is in custody now, so a release cannot lie behind them without a return.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, today: NaiveDate, here: bool) -> Result<Told, Errors> {
        let mut errors = Errors::new();
        let kind = Kind::of(&self.kind);
        if kind.is_none() {
            errors.add("kind", t.msg_relerr_choose_kind());
        }
        let from_day = day(&self.from_day);
        match from_day {
            None => errors.add("from_day", t.msg_bases_bad_day()),
            Some(from) if from > today => errors.add("from_day", t.msg_bases_end_future()),
            Some(_) => {}
        }
        let to_day = self.optional("to_day", &self.to_day, t, today, &mut errors);
        if let (Some(from), Some(to)) = (from_day, to_day)
            && to < from
        {
            errors.add("to_day", t.msg_bases_ends_before());
        }
        // Who is not here has left, and who is here has come back: the day of it is known.
        match kind {
            Some(Kind::HeldTooLong) if !here && to_day.is_none() => errors.add("to_day", t.msg_relerr_left_missing()),
            Some(Kind::ReleasedTooEarly) if here && to_day.is_none() => errors.add("to_day", t.msg_relerr_back_missing()),
            _ => {}
        }
        let what = clean(&self.what);
        if !WHAT.contains(&what.chars().count()) {
            errors.add("what", t.msg_relerr_what_missing());
        }
        let prosecutor_on = self.optional("prosecutor_on", &self.prosecutor_on, t, today, &mut errors);
        let directorate_on = self.optional("directorate_on", &self.directorate_on, t, today, &mut errors);
        let person_on = self.optional("person_on", &self.person_on, t, today, &mut errors);
        if let Some(first) = from_day {
            for (field, told) in [("prosecutor_on", prosecutor_on), ("directorate_on", directorate_on), ("person_on", person_on)] {
                if told.is_some_and(|d| d < first) {
                    errors.add(field, t.msg_relerr_told_before());
                }
            }
        }
        let told = kind.zip(from_day).map(|(kind, from_day)| Told { kind, from_day, to_day, what, prosecutor_on, directorate_on, person_on });
        errors.into_result(told)
    }

    fn optional(&self, field: &'static str, typed: &str, t: Text, today: NaiveDate, errors: &mut Errors) -> Option<NaiveDate> {
        if typed.trim().is_empty() {
            return None;
        }
        let read = day(typed);
        match read {
            None => errors.add(field, t.msg_bases_bad_day()),
            Some(d) if d > today => errors.add(field, t.msg_bases_end_future()),
            Some(_) => {}
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn told_field_by_field() {
        let (t, today) = (Lang::Nb.text(), "2026-11-23".parse::<NaiveDate>().unwrap_or_default());
        let form = |change: fn(&mut ErrorForm)| {
            let mut f = ErrorForm {
                kind: "held_too_long".into(),
                from_day: "2026-11-10".into(),
                to_day: "2026-11-14".into(),
                what: "Fradraget var ikke ført.".into(),
                ..ErrorForm::default()
            };
            change(&mut f);
            f
        };
        let right = form(|_| {}).parse(t, today, false).ok();
        assert_eq!(right.map(|told| told.days(today)), Some(4), "Grunnloven § 94: four days too many");
        let open = form(|f| f.to_day.clear()).parse(t, today, true).ok();
        assert_eq!(open.map(|told| told.days(today)), Some(13), "while it lasts, to today");
        type Change = fn(&mut ErrorForm);
        let cases: [(&str, bool, Change); 8] = [
            ("kind", false, |f| f.kind.clear()),
            ("from_day", false, |f| f.from_day = "2026-11-24".into()),
            ("to_day", false, |f| f.to_day = "2026-11-09".into()),
            ("to_day", false, |f| f.to_day.clear()),
            ("to_day", true, |f| {
                f.kind = "released_too_early".into();
                f.to_day.clear();
            }),
            ("what", false, |f| f.what = "feil".into()),
            ("prosecutor_on", false, |f| f.prosecutor_on = "2026-11-01".into()),
            ("directorate_on", false, |f| f.directorate_on = "i går".into()),
        ];
        for (field, here, change) in cases {
            let errors = form(change).parse(t, today, here).err().unwrap_or_default();
            assert!(errors.of(field).is_some(), "{field}");
        }
    }
}
