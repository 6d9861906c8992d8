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
