//! Who sleeps where: the present cell and the history, the considered move, swaps of two, consent to sharing, free places, cells out of use,
//! and people without a cell.
//!
//! Law: straffegjennomføringsloven § 17 (alone at night unless health or space), § 47 third paragraph (remand: no shared room without consent
//! unless health or space), §§ 14 and 15 (another level is a decision of its own), the regulation § 3-4 (under 18); the Mandela rules 11 to 13;
//! requirements 26 to 28 of `design/records.md`. A move is considered before it is confirmed: what is found stops it, needs a reason, or is noted.

pub mod actions;
pub mod demonstration;
mod form;
mod house;
pub mod model;
pub mod rules;
pub mod store;
mod swap;
mod view;
mod web;
mod words;

pub use form::{Facts, MoveForm};
pub use view::Side;

use crate::access::{Act, Actor, Class, Role};
use crate::web::Routes;
use crate::web::frame::NavItem;
use crate::web::lang::Text;

/// The routes of cells.
pub fn routes() -> Routes {
    web::routes().and(swap::routes()).and(house::routes())
}

/// The item of the main menu.
pub fn nav(actor: &Actor, t: Text) -> Vec<NavItem> {
    if actor.may(Class::UnitDay, Act::Read) && actor.role() != Some(Role::Auditor) {
        vec![NavItem { section: "cells", href: "/cells".to_owned(), icon: "Bed", label: t.msg_cells_nav(), key: "c" }]
    } else {
        Vec::new()
    }
}
