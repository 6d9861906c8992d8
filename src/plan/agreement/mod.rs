//! What was agreed, and what was not: versions that never change, explained to the person in a language they understand, signed by a second where
//! the rule says so; compared with each other, and printed for the person.

mod form;
mod print;
mod store;
mod view;
mod web;

pub(super) use view::Standing;
pub(super) use web::standing;

use crate::web::Routes;

/// The routes of versions.
pub(super) fn routes() -> Routes {
    web::routes().and(print::routes())
}
