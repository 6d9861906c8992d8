//! Why somebody is held and until when: legal bases, the calculation of dates, and the courts.

pub mod court;
pub mod releases;

use crate::access::Actor;
use crate::web::Routes;
use crate::web::frame::NavItem;
use crate::web::lang::Text;

/// The routes of sentences.
pub fn routes() -> Routes {
    court::routes().and(releases::routes())
}

/// The items of the main menu.
pub fn nav(actor: &Actor, t: Text) -> Vec<NavItem> {
    let mut items = court::nav(actor, t);
    items.extend(releases::nav(actor, t));
    items
}
