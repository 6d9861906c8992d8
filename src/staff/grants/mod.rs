//! Rights to single persons: contact officers, case managers, teachers and work supervisors ("assigned"), cover for one shift, and
//! clearance to a protected record, which one proposes and a governor decides. Strgjfl. § 7; the duty of confidentiality reaches
//! as far as the work needs and no further.
//!
//! Health staff are cleared on their own side of the wall, by the same rules: a doctor, nurse or psychologist proposes, another doctor decides.
//! Breaking the glass does not reach there, so it is their only way to a protected patient (pasientjournalloven § 15).
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

use crate::access::{Act, Actor};
use crate::platform::id::PrisonId;
use crate::web::frame::NavItem;
use crate::web::lang::Text;
use rules::Office;

/// The office in which the acting role gives such rights; none for most.
fn office(actor: &Actor) -> Option<Office> {
    actor.role().map(Office::of).filter(|office| actor.may(office.class(), Act::Propose))
}

/// The item of the main menu.
pub(super) fn nav(actor: &Actor, t: Text) -> Option<NavItem> {
    let office = office(actor)?;
    Some(NavItem { section: office.section(), href: office.path().to_owned(), icon: "KeyHorizontal", label: view::name(t, office), key: "a" })
}

/// Where the reader answers for rights: the prisons of the acting role; for health every prison they hold that role at, in whichever
/// assignment (`access.served` in the database).
fn served(actor: &Actor) -> Vec<PrisonId> {
    match office(actor) {
        Some(Office::Health) => {
            let mut all: Vec<PrisonId> = actor.hats.iter().filter(|h| Some(h.role) == actor.role()).flat_map(|h| h.prisons.iter().copied()).collect();
            all.sort_unstable();
            all.dedup();
            all
        }
        _ => actor.prisons.clone(),
    }
}
