//! A way within the prison.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;

use super::super::model::InternalKind;
use super::super::rules;
use super::super::store::PlannedInside;
use super::{MOST_PLACE, instant, typed};
use crate::web::Errors;
use crate::web::form::clean;
use crate::web::lang::Text;

/// A way within the prison as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct InsideForm {
    pub kind: String,
    pub from: String,
    pub to: String,
    pub planned_at: String,
    pub planned_until: String,
    /// `yes` when they go now.
    pub now: String,
    /// `yes` when they are kept apart all the same.
    pub apart: String,
}

impl InsideForm {
    /// For a new one, from the person's cell.
    pub fn fresh(now: DateTime<Utc>, from: String) -> Self {
        let next = now + TimeDelta::minutes(15 - now.timestamp().div_euclid(60).rem_euclid(15));
        Self { planned_at: typed(next), from, ..Self::default() }
    }

    /// The way and whether it begins now, or what is wrong with each field.
    ///
    /// # Errors
    /// The messages.
    pub fn parse(&self, t: Text, now: DateTime<Utc>) -> Result<(PlannedInside, bool), Errors> {
        let mut errors = Errors::new();
        let kind = InternalKind::from_word(&self.kind);
        if kind.is_none() {
            errors.add("kind", t.msg_move_choose_kind());
        }
        let (from, to) = (clean(&self.from), clean(&self.to));
        if from.chars().count() > MOST_PLACE as usize {
            errors.add("from", t.msg_move_place_long());
        }
        if !(2..=MOST_PLACE as usize).contains(&to.chars().count()) {
            errors.add("to", t.msg_move_bad_to());
        }
        let goes = self.now == "yes";
        let at = if goes { Some(now) } else { instant("planned_at", &self.planned_at, t, &mut errors).map(|i| i.at) };
        if at.is_some_and(|at| at < now - rules::LATE) {
            errors.add("planned_at", t.msg_move_inside_past());
        }
        if at.is_some_and(|at| at > now + TimeDelta::days(366)) {
            errors.add("planned_at", t.msg_move_plan_far());
        }
        let until = if clean(&self.planned_until).is_empty() { None } else { instant("planned_until", &self.planned_until, t, &mut errors).map(|i| i.at) };
        if at.zip(until).is_some_and(|(at, until)| until <= at) {
            errors.add("planned_until", t.msg_move_until_before());
        }
        errors.into_result(kind.zip(at).map(|(kind, at)| (PlannedInside { kind, from, to, at, until }, goes)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn a_way_inside_says_where_and_when() {
        let now: DateTime<Utc> = "2026-11-23T09:00:00Z".parse().unwrap_or_default();
        let t = Lang::Nb.text();
        let right = InsideForm { kind: "work".into(), to: "Snekkerverkstedet".into(), planned_at: "2026-11-23T12:00".into(), ..InsideForm::default() };
        assert!(right.parse(t, now).is_ok_and(|(_, goes)| !goes));
        let goes = InsideForm { now: "yes".into(), planned_at: String::new(), ..right.clone() };
        assert!(goes.parse(t, now).is_ok_and(|(p, goes)| goes && p.at == now));
        type Spoil = fn(&mut InsideForm);
        let cases: &[(&str, Spoil)] = &[
            ("kind", |f| f.kind = "holiday".into()),
            ("to", |f| f.to = String::new()),
            ("planned_at", |f| f.planned_at = "2026-11-23T09:00".into()),
            ("planned_at", |f| f.planned_at = String::new()),
            ("planned_until", |f| f.planned_until = "2026-11-23T11:00".into()),
        ];
        for (field, spoil) in cases {
            let mut form = right.clone();
            spoil(&mut form);
            assert!(form.parse(t, now).is_err_and(|e| e.of(field).is_some()), "{field}");
        }
    }
}
