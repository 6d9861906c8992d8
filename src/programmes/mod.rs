//! Programmes and talks by a programme: which there are, groups with sessions and places, who waits and in which order, who came, and how it ended.
//!
//! strgjfl § 18: programmes are offered, and nobody is made to go (forskrift § 3-12). The name of a programme may tell of a case, so that those who lead a
//! group see it, and of the others only whoever works with the person. What happens in a group shows by itself under the goal that it serves
//! (`plan::progress`).
//!
//! Places are given by the database while it holds the group's row (`programmes.take_place`): two cannot have the last one.

pub mod demonstration;
mod groups;
mod inmate;
pub mod model;
mod sessions;
mod words;

use crate::access::{Act, Actor, Class};
use crate::web::Routes;
use crate::web::frame::NavItem;
use crate::web::lang::Text;

/// The routes of programmes.
pub fn routes() -> Routes {
    groups::routes().and(sessions::routes()).and(inmate::routes())
}

/// The item of the main menu.
pub fn nav(actor: &Actor, t: Text) -> Vec<NavItem> {
    let item = NavItem { section: "programmes", href: "/programmes".to_owned(), icon: "Chat", label: t.msg_prog_nav(), key: "" };
    if actor.may(Class::Programmes, Act::Read) { vec![item] } else { Vec::new() }
}
