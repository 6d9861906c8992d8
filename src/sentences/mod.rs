//! Sentences and the legal clock: why somebody is held, for how long, and what must be decided when.
//!
//! Above `inmates`, beside `custody`: what custody needs of it goes through database functions.

pub mod bases;
pub mod calculation;
pub mod court;
pub mod demonstration;
pub mod drafts;
pub mod release_errors;
pub mod releases;

use crate::access::Actor;
use crate::web::Routes;
use crate::web::frame::NavItem;
use crate::web::lang::Text;

/// The routes of sentences.
pub fn routes() -> Routes {
    bases::routes().and(calculation::routes()).and(court::routes()).and(releases::routes()).and(release_errors::routes())
}

/// The items of the main menu.
pub fn nav(actor: &Actor, t: Text) -> Vec<NavItem> {
    let mut items = court::nav(actor, t);
    items.extend(releases::nav(actor, t));
    items
}
