//! Groups as typed.

use chrono::NaiveDate;
use serde::Deserialize;
use uuid::Uuid;

use super::store::{Group, Leader, Text as Said};
use crate::programmes::model::Standing;
use crate::reference::{Catalogue, List};
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// The form of a group.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct GroupForm {
    pub programme: String,
    pub prison: String,
    pub name: String,
    pub place: String,
    pub places: String,
    pub starts_on: String,
    pub leader: Vec<String>,
    pub version: String,
    pub was: String,
}

/// A new group.
#[derive(Clone, Debug)]
pub struct New {
    pub programme: String,
    pub text: Said,
    pub leaders: Vec<Uuid>,
}

impl GroupForm {
    pub fn of(g: &Group) -> Self {
        Self {
            name: g.name.clone(),
            place: g.place.clone(),
            places: g.places.to_string(),
            starts_on: g.starts_on.to_string(),
            version: g.version.to_string(),
            ..Self::default()
        }
    }

    pub fn pairs(&self) -> [(&'static str, &str); 4] {
        [("name", &self.name), ("place", &self.place), ("places", &self.places), ("starts_on", &self.starts_on)]
    }

    fn text(&self, t: Text, errors: &mut Errors) -> Option<Said> {
        let name = clean(&self.name);
        if !(2..=80).contains(&name.chars().count()) {
            errors.add("name", t.msg_prog_missing_name());
        }
        let place = clean(&self.place);
        if place.chars().count() > 120 {
            errors.add("place", t.msg_plan_too_long(120));
        }
        let places = self.places.trim().parse().ok().filter(|n| (1..=40).contains(n));
        if places.is_none() {
            errors.add("places", t.msg_prog_bad_places());
        }
        let starts_on = day(&self.starts_on);
        if starts_on.is_none() {
            errors.add("starts_on", t.msg_prog_bad_day());
        }
        places.zip(starts_on).map(|(places, starts_on)| Said { name, place, places, starts_on })
    }

    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse(&self, t: Text) -> Result<Said, Errors> {
        let mut errors = Errors::new();
        let text = self.text(t, &mut errors);
        errors.into_result(text)
    }

    /// # Errors
    /// A message beside each field that cannot be taken.
    pub fn parse_new(&self, t: Text, catalogue: &Catalogue, today: NaiveDate, candidates: &[Leader]) -> Result<New, Errors> {
        let mut errors = Errors::new();
        if !catalogue.contains(List::Programme, &self.programme) {
            errors.add("programme", t.msg_prog_missing_programme());
        }
        let text = self.text(t, &mut errors);
        if text.as_ref().is_some_and(|x| (today - x.starts_on).num_days() > 366) {
            errors.add("starts_on", t.msg_prog_bad_day());
        }
        let typed: Vec<&str> = self.leader.iter().map(|l| l.trim()).filter(|l| !l.is_empty()).collect();
        let leaders: Vec<Uuid> = typed.iter().filter_map(|l| l.parse().ok()).filter(|id| candidates.iter().any(|c| c.account == *id)).collect();
        if leaders.is_empty() || leaders.len() < typed.len() {
            errors.add("leader", t.msg_prog_missing_leader());
        }
        errors.into_result(text.map(|text| New { programme: self.programme.clone(), text, leaders }))
    }
}

/// How a place or a wait ends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EndForm {
    pub state: String,
    pub reason: String,
    pub version: String,
}

impl EndForm {
    /// # Errors
    /// The message for whoever gave no reason where one is asked for.
    pub fn parse(&self, t: Text) -> Result<(Standing, String), String> {
        let state = Standing::of(&self.state).filter(|s| matches!(s, Standing::Completed | Standing::Left | Standing::Excluded | Standing::Withdrawn));
        let reason = clean(&self.reason);
        let length = reason.chars().count();
        match state {
            None => Err(t.msg_prog_missing_end()),
            Some(s) if s != Standing::Completed && length < 3 => Err(t.msg_prog_missing_reason()),
            Some(_) if length > 400 => Err(t.msg_plan_too_long(400)),
            Some(s) => Ok((s, reason)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn a_group_has_a_name_places_and_a_day() {
        let t = Lang::Nb.text();
        let whole = GroupForm { name: "Høst 2026".into(), places: "8".into(), starts_on: "2026-12-01".into(), ..GroupForm::default() };
        assert!(whole.parse(t).is_ok());
        for (field, form) in [
            ("name", GroupForm { name: "x".into(), ..whole.clone() }),
            ("places", GroupForm { places: "0".into(), ..whole.clone() }),
            ("places", GroupForm { places: "mange".into(), ..whole.clone() }),
            ("starts_on", GroupForm { starts_on: "i morgen".into(), ..whole.clone() }),
        ] {
            assert!(form.parse(t).is_err_and(|e| e.of(field).is_some()), "{field}");
        }
    }

    #[test]
    fn who_leaves_or_is_excluded_is_told_why() {
        let t = Lang::En.text();
        let form = |state: &str, reason: &str| EndForm { state: state.into(), reason: reason.into(), ..EndForm::default() };
        assert!(form("completed", "").parse(t).is_ok());
        assert!(form("left", "").parse(t).is_err() && form("excluded", "Threatened another").parse(t).is_ok());
        assert!(form("transferred", "x").parse(t).is_err(), "not by hand");
    }
}
