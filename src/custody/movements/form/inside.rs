//! A way within the prison.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::super::model::InternalKind;
use super::super::rules;
use super::super::store::{Place, PlannedInside};
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
    /// A place of the prison.
    pub place: String,
    /// Or another, in words.
    pub to: String,
    pub planned_at: String,
    pub planned_until: String,
    /// `yes` when they go now.
    pub now: String,
    /// `yes` when they are kept apart all the same.
    pub apart: String,
    /// Why that is right.
    pub apart_why: String,
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
    pub fn parse(&self, t: Text, now: DateTime<Utc>, places: &[Place]) -> Result<(PlannedInside, bool), Errors> {
        let mut errors = Errors::new();
        let kind = InternalKind::from_word(&self.kind);
        if kind.is_none() {
            errors.add("kind", t.msg_move_choose_kind());
        }
        let from = clean(&self.from);
        if from.chars().count() > MOST_PLACE as usize {
            errors.add("from", t.msg_move_place_long());
        }
        let (to_place, to) = self.place(t, places, &mut errors);
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
        errors.into_result(kind.zip(at).map(|(kind, at)| (PlannedInside { kind, from, to, to_place, at, until }, goes)))
    }

    /// The place and its name: one of the prison's, chosen or named as it is named; or another, in words alone.
    fn place(&self, t: Text, places: &[Place], errors: &mut Errors) -> (Option<Uuid>, String) {
        let typed = clean(&self.to);
        if !self.place.is_empty() {
            if !typed.is_empty() {
                errors.add("to", t.msg_move_place_or_words());
            }
            let chosen = places.iter().find(|p| p.id.to_string() == self.place);
            if chosen.is_none() {
                errors.add("place", t.msg_move_no_such_place());
            }
            return (chosen.map(|p| p.id), chosen.map(|p| p.name.clone()).unwrap_or_default());
        }
        if !(2..=MOST_PLACE as usize).contains(&typed.chars().count()) {
            // Beside the list, where the prison has one and nothing is said at all.
            errors.add(if typed.is_empty() && !places.is_empty() { "place" } else { "to" }, t.msg_move_bad_to());
        }
        match places.iter().find(|p| p.name.to_lowercase() == typed.to_lowercase()) {
            Some(p) => (Some(p.id), p.name.clone()),
            None => (None, typed),
        }
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
        let shop = Place { id: Uuid::from_u128(1), name: "Snekkerverkstedet".into(), kind: "work".into() };
        let places = std::slice::from_ref(&shop);
        assert!(right.parse(t, now, &[]).is_ok_and(|(p, goes)| !goes && p.to_place.is_none()));
        let named = InsideForm { to: " snekkerVerkstedet".into(), ..right.clone() };
        assert!(named.parse(t, now, places).is_ok_and(|(p, _)| p.to_place == Some(shop.id) && p.to == shop.name), "however it is typed");
        let chosen = InsideForm { place: shop.id.to_string(), to: String::new(), ..right.clone() };
        assert!(chosen.parse(t, now, places).is_ok_and(|(p, _)| p.to_place == Some(shop.id)));
        assert!(chosen.parse(t, now, &[]).is_err_and(|e| e.of("place").is_some()), "of another prison, or closed");
        let goes = InsideForm { now: "yes".into(), planned_at: String::new(), ..right.clone() };
        assert!(goes.parse(t, now, &[]).is_ok_and(|(p, goes)| goes && p.at == now));
        type Spoil = fn(&mut InsideForm);
        let cases: &[(&str, Spoil)] = &[
            ("kind", |f| f.kind = "holiday".into()),
            ("place", |f| f.to = String::new()),
            ("to", |f| f.to = "x".into()),
            ("to", |f| f.place = Uuid::from_u128(1).to_string()),
            ("planned_at", |f| f.planned_at = "2026-11-23T09:00".into()),
            ("planned_at", |f| f.planned_at = String::new()),
            ("planned_until", |f| f.planned_until = "2026-11-23T11:00".into()),
        ];
        for (field, spoil) in cases {
            let mut form = right.clone();
            spoil(&mut form);
            assert!(form.parse(t, now, places).is_err_and(|e| e.of(field).is_some()), "{field}");
        }
    }
}
