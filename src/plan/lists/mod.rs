//! Plans and steps across people: who lacks an assessment or a plan, whose review is late, whose action has lost its owner; and what is to be done.

mod people;
mod steps;
mod store;

pub use store::Standing;

use crate::web::Routes;

/// The routes of lists.
pub(super) fn routes() -> Routes {
    people::routes().and(steps::routes())
}

/// The selection of a list as a form brings it back, so that whoever does something in a list stands where they stood. What lists know and nothing else,
/// for the answer leads there.
pub(super) fn selection(typed: &str) -> String {
    const NAMES: [&str; 5] = ["whose", "show", "theme", "partner", "from"];
    let mut kept = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(typed.trim_start_matches('?').as_bytes()) {
        if NAMES.contains(&name.as_ref()) && value.len() <= 40 && value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '_')) {
            kept.append_pair(&name, &value);
        }
    }
    kept.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_form_brings_back_is_a_selection_and_nothing_else() {
        assert_eq!(selection("?show=week&partner=p%3ANAV_KOM&from=40"), "show=week&partner=p%3ANAV_KOM&from=40");
        assert_eq!(selection("?next=%2F%2Felsewhere&theme=%2F%2Felsewhere&show=a%0D%0Ab"), "");
    }
}
