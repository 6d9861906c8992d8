//! What is typed about a place.

use serde::Deserialize;

use crate::estate::words;
use crate::web::Errors;
use crate::web::form::clean;
use crate::web::lang::Text;

/// A place.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Edit {
    pub name: String,
    pub kind: String,
    pub version: String,
    pub was: String,
}

/// The same, checked.
#[derive(Debug, PartialEq, Eq)]
pub struct Facts {
    pub name: String,
    pub kind: &'static str,
}

impl Edit {
    pub fn parse(&self, t: Text) -> Result<Facts, Errors> {
        let mut errors = Errors::new();
        let name = clean(&self.name).split_whitespace().collect::<Vec<_>>().join(" ");
        if !(2..=120).contains(&name.chars().count()) {
            errors.add("name", t.msg_estate_name_wrong());
        }
        let kind = words::one_of(&words::PLACES, &self.kind);
        if kind.is_none() {
            errors.add("kind", t.msg_estate_place_kind_missing());
        }
        errors.into_result(kind.map(|kind| Facts { name, kind }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn a_place_has_a_name_and_a_use() {
        let t = Lang::Nb.text();
        let errors = Edit { name: "x".into(), ..Edit::default() }.parse(t).err().unwrap_or_default();
        assert!(errors.of("name").is_some() && errors.of("kind").is_some());
        let good = Edit { name: "  Klasserom   2 ".into(), kind: "school".into(), ..Edit::default() };
        assert_eq!(good.parse(t), Ok(Facts { name: "Klasserom 2".into(), kind: "school" }));
    }
}
