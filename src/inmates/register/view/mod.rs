//! The register's pages, with every value ready to show.

mod alerts;
mod history;
mod new;
mod part;
mod person;
mod photos;

pub use alerts::AlertsView;
pub use history::HistoryView;
pub use new::NewView;
pub use part::{ConflictView, GoneView, PartView};
pub use person::{PersonView, Record};
pub use photos::PhotosView;

use super::form::Part;
use crate::access::Class;
use crate::platform::id::InmateId;
use crate::web::Field;

/// Fields that belong beside each other.
const PAIRS: &[(&str, &str)] = &[
    ("given_name", "family_name"),
    ("birth_date", "birth_date_basis"),
    ("alias_given_name", "alias_family_name"),
    ("citizenship", "citizenship_2"),
    ("postcode", "town"),
    ("municipality", "country"),
    ("from_day", "to_day"),
];

/// Fields in lines, most of them alone.
pub fn lines(fields: Vec<Field>) -> Vec<Vec<Field>> {
    let mut lines: Vec<Vec<Field>> = Vec::new();
    for field in fields {
        match lines.last_mut() {
            Some(line) if line.len() == 1 && PAIRS.contains(&(line[0].name(), field.name())) => line.push(field),
            _ => lines.push(vec![field]),
        }
    }
    lines
}

/// A small coloured word beside a row.
pub struct Mark {
    /// The colour family.
    pub color: &'static str,
    /// The icon.
    pub icon: &'static str,
    /// The word.
    pub label: String,
}

impl Mark {
    fn new(color: &'static str, icon: &'static str, label: String) -> Self {
        Self { color, icon, label }
    }
}

/// The page a part's rows are shown on, at their place.
pub fn home<P: Part>(inmate: InmateId, merged: bool) -> String {
    let note = if merged { "?merged=1" } else { "" };
    if P::CLASS == Class::Alerts { format!("/inmates/{inmate}/alerts{note}") } else { format!("/inmates/{inmate}/person{note}#{}", P::AREA.as_str()) }
}

/// Where rows of a part are added (`new`) or changed (their id).
pub fn address<P: Part>(inmate: InmateId, which: &str) -> String {
    if P::CLASS == Class::Alerts {
        format!("/inmates/{inmate}/alerts/{which}")
    } else if P::ENDS {
        format!("/inmates/{inmate}/person/{}/{which}", P::PATH)
    } else {
        format!("/inmates/{inmate}/person/{}", P::PATH)
    }
}

/// The tab a part's pages stand under.
fn tab<P: Part>() -> &'static str {
    if P::CLASS == Class::Alerts { "alerts" } else { "person" }
}
