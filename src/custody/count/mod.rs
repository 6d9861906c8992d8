//! The signed roll: units counted by the hour, cell by cell, with or without a network; differences explained or counted again; the whole
//! agreed by the duty officer (Mandela rules 6 to 8: who is held is known at any time; retningslinjene til strgjfl. § 3-1 on control).
//!
//! What is due is planned ahead ([`plan_ahead`]), so that a roll nobody began is late all the same and every page says so. All that touches
//! people goes through functions of the database (`custody.count_*`, `custody.roll_*`): a person whom the reader may not see is a number there,
//! and numbers add up.

pub mod demonstration;
pub mod devices;
pub mod model;
mod planning;
pub mod roll;
pub mod rules;
pub mod store;
pub mod walk;

pub use planning::{plan_ahead, plan_all};

use crate::access::{Act, Actor, Class};
use crate::web::Routes;
use crate::web::frame::NavItem;
use crate::web::lang::Text;

/// The routes of counting.
pub fn routes() -> Routes {
    roll::routes().and(walk::routes()).and(devices::routes())
}

/// Counting in the main menu.
pub fn nav(actor: &Actor, t: Text) -> Vec<NavItem> {
    if !actor.may(Class::UnitDay, Act::Read) {
        return Vec::new();
    }
    vec![NavItem { section: "counts", href: "/counts".to_owned(), icon: "ClipboardCheckmark", label: t.msg_count_nav(), key: "t" }]
}
