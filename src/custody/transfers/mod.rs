//! That somebody shall go to another prison: proposed with grounds, and decided by another than who proposed it. Without a decision in force nobody is
//! planned or sent there; the way itself is a movement, and ends when the other prison receives the person.
//!
//! Law: straffegjennomføringsloven §§ 14 and 15 (a transfer is a decision, with grounds); the Mandela rules 7 c and 68.

pub mod demonstration;
mod form;
pub mod store;
mod view;
mod web;

use crate::access::{Act, Actor, Class};
use crate::web::frame::NavItem;
use crate::web::lang::Text;

pub use web::routes;

/// The queue, in the menu of those who read transfers.
pub fn nav(actor: &Actor, t: Text) -> Option<NavItem> {
    let item = NavItem { section: "transfers", href: "/transfers".to_owned(), icon: "ArrowRightLeft", label: t.msg_transfer_nav(), key: "" };
    actor.may(Class::Transfers, Act::Read).then_some(item)
}
