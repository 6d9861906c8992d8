//! What is typed about a unit.

use serde::Deserialize;

use crate::estate::words;
use crate::web::Errors;
use crate::web::form::clean;
use crate::web::lang::Text;

/// A unit.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Edit {
    pub code: String,
    pub name: String,
    pub level: String,
    pub purpose: String,
    pub basis: String,
    pub sort: String,
    pub version: String,
    pub was: String,
}

/// The same, checked.
#[derive(Debug, PartialEq, Eq)]
pub struct Facts {
    pub code: String,
    pub name: String,
    pub level: &'static str,
    pub purpose: &'static str,
    pub basis: Option<String>,
    pub sort: i32,
}

impl Edit {
    pub fn parse(&self, t: Text) -> Result<Facts, Errors> {
        let mut errors = Errors::new();
        let code = clean(&self.code).to_uppercase();
        if !(1..=10).contains(&code.chars().count()) || !code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || "ÆØÅ-".contains(c)) {
            errors.add("code", t.msg_estate_unit_code_wrong());
        }
        let name = clean(&self.name);
        if !(1..=120).contains(&name.chars().count()) {
            errors.add("name", t.msg_estate_unit_name_wrong());
        }
        let level = words::one_of(&words::LEVELS, &self.level);
        if level.is_none() {
            errors.add("level", t.msg_estate_level_missing());
        }
        let purpose = words::one_of(&words::PURPOSES, &self.purpose);
        if purpose.is_none() {
            errors.add("purpose", t.msg_estate_purpose_missing());
        }
        let basis = clean(&self.basis);
        if basis.chars().count() > 200 {
            errors.add("basis", t.msg_staff_reason_long(200));
        }
        let sort = match clean(&self.sort).as_str() {
            "" => Some(0),
            typed => typed.parse::<i32>().ok().filter(|n| (0..=9999).contains(n)),
        };
        if sort.is_none() {
            errors.add("sort", t.msg_estate_sort_wrong());
        }
        let facts = level.zip(purpose).zip(sort).map(|((level, purpose), sort)| Facts {
            code,
            name,
            level,
            purpose,
            basis: (!basis.is_empty()).then_some(basis),
            sort,
        });
        errors.into_result(facts)
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
    fn a_unit_has_a_code_a_name_a_level_and_a_purpose() {
        let t = Lang::En.text();
        let errors = Edit { sort: "først".into(), ..Edit::default() }.parse(t).err().unwrap_or_default();
        for field in ["code", "name", "level", "purpose", "sort"] {
            assert!(errors.of(field).is_some(), "{field}");
        }
        let good = Edit { code: "å2".into(), name: "Avdeling Å2".into(), level: "high".into(), purpose: "remand".into(), ..Edit::default() };
        assert_eq!(good.parse(t).map(|f| f.code), Ok("Å2".to_owned()));
    }
}
