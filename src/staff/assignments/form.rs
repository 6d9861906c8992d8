//! What is typed about a role.

use chrono::NaiveDate;
use serde::Deserialize;

use super::rules::{self, Place};
use crate::access::Role;
use crate::web::Errors;
use crate::web::form::{clean, day};
use crate::web::lang::Text;

/// A role proposed for somebody.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Propose {
    pub who: String,
    pub role: String,
    pub place: String,
    pub from: String,
    pub until: String,
    pub reason: String,
}

/// The same, checked, but for who it is.
#[derive(Debug, PartialEq, Eq)]
pub struct Proposal {
    pub who: String,
    pub role: Role,
    pub place: Place,
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub reason: String,
}

impl Propose {
    pub fn parse(&self, t: Text, today: NaiveDate) -> Result<Proposal, Errors> {
        let mut errors = Errors::new();
        let who = clean(&self.who);
        if who.is_empty() {
            errors.add("who", t.msg_assignment_who_missing());
        }
        let role: Option<Role> = self.role.parse().ok();
        if role.is_none() {
            errors.add("role", t.msg_assignment_role_missing());
        }
        let place = match self.place.strip_prefix("region:") {
            Some("") => None,
            Some(region) => Some(Place::Region(region.to_owned())),
            None => self.place.parse().ok().map(Place::Prison),
        };
        match (&place, role) {
            (None, _) => errors.add("place", t.msg_assignment_place_missing()),
            (Some(place), Some(role)) if !rules::fits(role, place) => errors.add("place", t.msg_assignment_place_wrong()),
            _ => (),
        }
        let from = day(&self.from);
        let until = day(&self.until);
        match from {
            None => errors.add("from", t.msg_assignment_day_missing()),
            Some(from) if from < today => errors.add("from", t.msg_assignment_from_past()),
            Some(_) => (),
        }
        // An end is measured against a beginning that holds.
        match (from.filter(|from| *from >= today), until) {
            (_, None) => errors.add("until", t.msg_assignment_day_missing()),
            (Some(from), Some(until)) if until < from => errors.add("until", t.msg_assignment_until_before()),
            (Some(from), Some(until)) if until > rules::latest_end(from) => errors.add("until", t.msg_assignment_until_late()),
            _ => (),
        }
        let reason = reason(&self.reason, true, t, &mut errors);
        let command = role.zip(place).zip(from.zip(until)).map(|((role, place), (from, until))| Proposal { who, role, place, from, until, reason });
        errors.into_result(command)
    }
}

/// A reason of ten to four hundred characters, or none where none is needed.
pub fn reason(typed: &str, needed: bool, t: Text, errors: &mut Errors) -> String {
    let reason = clean(typed);
    match reason.chars().count() {
        0 if needed => errors.add("reason", t.msg_staff_reason_missing()),
        1..10 => errors.add("reason", t.msg_staff_reason_short()),
        401.. => errors.add("reason", t.msg_staff_reason_long(400)),
        _ => (),
    }
    reason
}

/// A decision.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Decide {
    pub outcome: String,
    pub reason: String,
}

impl Decide {
    /// Granted or not, and why. A refusal is always reasoned.
    pub fn parse(&self, t: Text) -> Result<(bool, String), Errors> {
        let mut errors = Errors::new();
        let granted = match self.outcome.as_str() {
            "granted" => Some(true),
            "refused" => Some(false),
            _ => None,
        };
        if granted.is_none() {
            errors.add("outcome", t.msg_assignment_outcome_missing());
        }
        let reason = reason(&self.reason, granted == Some(false), t, &mut errors);
        errors.into_result(granted.map(|g| (g, reason)))
    }
}

/// An end.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct End {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
    }

    fn typed() -> Propose {
        Propose {
            who: "kari.moen".into(),
            role: "OFF".into(),
            place: "01a00000-0000-7000-8000-000000000001".into(),
            from: "2026-11-23".into(),
            until: "22.11.2027".into(),
            reason: "Ny i turnusen på A2".into(),
        }
    }

    #[test]
    fn what_is_wrong_is_told_beside_its_field() {
        let t = Lang::Nb.text();
        assert!(typed().parse(t, today()).is_ok());
        type Spoil = fn(&mut Propose);
        let cases: [(&str, Spoil); 10] = [
            ("who", |p| p.who.clear()),
            ("role", |p| p.role = "NIL".into()),
            ("place", |p| p.place.clear()),
            ("place", |p| p.place = "region:øst".into()),
            ("from", |p| p.from = "22.11.2026".into()),
            ("from", |p| p.from = "i dag".into()),
            ("until", |p| p.until = "22.11.2026".into()),
            ("until", |p| p.until = "23.11.2027".into()),
            ("reason", |p| p.reason = "kort".into()),
            ("reason", |p| p.reason = "x".repeat(401)),
        ];
        for (field, spoil) in cases {
            let mut form = typed();
            spoil(&mut form);
            assert!(form.parse(t, today()).is_err_and(|e| e.of(field).is_some() && e.iter().count() == 1), "{field}");
        }
        assert_eq!(Propose::default().parse(t, today()).err().map(|e| e.iter().count()), Some(6), "all at once");
    }

    #[test]
    fn a_refusal_is_reasoned_and_a_grant_need_not_be() {
        let t = Lang::En.text();
        let decide = |outcome: &str, reason: &str| Decide { outcome: outcome.into(), reason: reason.into() }.parse(t);
        assert_eq!(decide("granted", ""), Ok((true, String::new())));
        assert!(decide("refused", "").is_err());
        assert!(decide("refused", "Not needed on this unit").is_ok());
        assert!(decide("", "Not needed on this unit").is_err());
    }
}
