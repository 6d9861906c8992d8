//! What is typed about a prison.

use serde::Deserialize;

use crate::estate::words;
use crate::web::Errors;
use crate::web::form::clean;
use crate::web::lang::Text;

/// A prison's facts. The code is typed once, when the prison is new: other systems know it by that.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Edit {
    pub code: String,
    pub name: String,
    pub region: String,
    pub municipality: String,
    pub county: String,
    pub sexes: String,
    pub places_high: String,
    pub places_lower: String,
    pub places_halfway: String,
    pub capacity_basis: String,
    pub kept_after_shift: String,
    pub state: String,
    pub version: String,
    pub was: String,
}

/// The same, checked.
#[derive(Debug, PartialEq, Eq)]
pub struct Facts {
    pub name: String,
    pub region: String,
    pub municipality: Option<String>,
    pub county: Option<String>,
    pub sexes: Vec<String>,
    pub places: [i32; 3],
    pub capacity_basis: Option<String>,
    /// Minutes that tablets keep what they keep after a shift.
    pub kept_after_shift: i32,
    pub status: &'static str,
}

/// A code as the register of prisons has it: capitals, digits and hyphens.
fn is_code(code: &str) -> bool {
    (2..=12).contains(&code.len()) && code.bytes().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == b'-')
}

impl Edit {
    /// The code of a new prison with its facts.
    pub fn parse_new(&self, t: Text) -> Result<(String, Facts), Errors> {
        let code = clean(&self.code).to_uppercase();
        let mut errors = Errors::new();
        if !is_code(&code) {
            errors.add("code", t.msg_estate_prison_code_wrong());
        }
        match self.parse(t, true) {
            Ok(facts) => errors.into_result(Some((code, facts))),
            Err(others) => {
                others.iter().for_each(|(field, message)| errors.add(field, message));
                Err(errors)
            }
        }
    }

    /// `region`: whether the region may be changed; else it is not looked at.
    pub fn parse(&self, t: Text, with_region: bool) -> Result<Facts, Errors> {
        let mut errors = Errors::new();
        let name = clean(&self.name);
        if !(2..=120).contains(&name.chars().count()) {
            errors.add("name", t.msg_estate_name_wrong());
        }
        let region = clean(&self.region);
        if with_region && !(2..=40).contains(&region.chars().count()) {
            errors.add("region", t.msg_estate_region_wrong());
        }
        let optional = |field: &'static str, typed: &str, most: usize, errors: &mut Errors| {
            let text = clean(typed);
            if text.chars().count() > most {
                errors.add(field, t.msg_staff_reason_long(i64::try_from(most).unwrap_or(i64::MAX)));
            }
            (!text.is_empty()).then_some(text)
        };
        let municipality = optional("municipality", &self.municipality, 80, &mut errors);
        let county = optional("county", &self.county, 80, &mut errors);
        let capacity_basis = optional("capacity_basis", &self.capacity_basis, 200, &mut errors);
        let sexes = words::one_of(&words::SEXES, &self.sexes);
        if sexes.is_none() {
            errors.add("sexes", t.msg_estate_sexes_missing());
        }
        let mut places = |field: &'static str, typed: &str| match clean(typed).parse::<i32>() {
            Ok(n) if (0..=2000).contains(&n) => n,
            _ => {
                errors.add(field, t.msg_estate_places_wrong());
                0
            }
        };
        let places = [places("places_high", &self.places_high), places("places_lower", &self.places_lower), places("places_halfway", &self.places_halfway)];
        let kept_after_shift = clean(&self.kept_after_shift).parse::<i32>().ok().filter(|n| (0..=240).contains(n));
        if kept_after_shift.is_none() {
            errors.add("kept_after_shift", t.msg_estate_kept_wrong());
        }
        let status = words::one_of(&words::STATUSES, &self.state);
        if status.is_none() {
            errors.add("state", t.msg_estate_status_missing());
        }
        let facts = status.zip(kept_after_shift).zip(sexes);
        errors.into_result(facts.map(|((status, kept_after_shift), sexes)| Facts {
            name,
            region,
            municipality,
            county,
            sexes: sexes.split(',').map(str::to_owned).collect(),
            places,
            capacity_basis,
            kept_after_shift,
            status,
        }))
    }
}

/// Which parts of the product are in use; a box that is not ticked sends nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Features {
    pub registration: String,
    pub health: String,
    pub photographs: String,
    pub observations: String,
}

impl Features {
    pub fn parse(&self) -> [(&'static str, bool); 4] {
        [
            ("registration", self.registration == "yes"),
            ("health", self.health == "yes"),
            ("photographs", self.photographs == "yes"),
            ("observations", self.observations == "yes"),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn every_fault_beside_its_field() {
        let t = Lang::Nb.text();
        let errors = Edit { places_high: "mange".into(), capacity_basis: "x".repeat(201), ..Edit::default() }.parse(t, true).err().unwrap_or_default();
        for field in ["name", "region", "places_high", "places_lower", "places_halfway", "capacity_basis", "kept_after_shift", "state", "sexes"] {
            assert!(errors.of(field).is_some(), "{field}");
        }
        let good = Edit {
            name: "Halden fengsel".into(),
            places_high: "200".into(),
            places_lower: "20".into(),
            places_halfway: "0".into(),
            kept_after_shift: "30".into(),
            state: "active".into(),
            sexes: "M,F".into(),
            ..Edit::default()
        };
        assert!(good.parse(t, false).is_ok_and(|f| f.places == [200, 20, 0]));
        assert!(good.parse(t, true).is_err(), "a region is needed where it may be changed");
        let new = Edit { code: " hal-2 ".into(), region: "Øst".into(), ..good };
        assert!(new.parse_new(t).is_ok_and(|(code, facts)| code == "HAL-2" && facts.sexes == ["M", "F"]));
        for code in ["", "H", "HÅL", "HALDEN FENGSEL"] {
            let errors = Edit { code: code.into(), name: "x".into(), ..Edit::default() }.parse_new(t).err().unwrap_or_default();
            assert!(errors.of("code").is_some() && errors.of("name").is_some(), "{code}: all at once");
        }
    }

    #[test]
    fn features_are_the_words_of_the_database() {
        let sent = Features { health: "yes".into(), ..Features::default() };
        assert_eq!(sent.parse().map(|(f, _)| f), words::FEATURES);
        assert_eq!(sent.parse().map(|(_, on)| on), [false, true, false, false]);
    }
}
