//! Rights to single persons: contact officers, case managers, teachers and work supervisors ("assigned"), cover for one shift, and
//! clearance to a protected record, which one proposes and a governor decides. Strgjfl. § 7; the duty of confidentiality reaches
//! as far as the work needs and no further.
//!
//! The person is named by the exact number. Unknown, elsewhere and out of reach are one answer.

mod actions;
mod form;
mod rules;
mod store;
mod view;
mod web;

pub use form::number;
pub use web::routes;

use crate::access::{Act, Actor, Class};

/// Whether the acting role gives such rights.
pub fn may_use(actor: &Actor) -> bool {
    actor.may(Class::Protection, Act::Propose)
}
