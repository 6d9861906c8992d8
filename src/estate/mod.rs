//! The buildings: prisons, units, cells, cells out of use, and the places people go to. Known to everybody signed in; looked after by system administrators,
//! and by a governor for the own prison.
//!
//! Three capacities a cell: certified (what the room was approved for), working (what staff use today), maximum (what an emergency may
//! use). Strgjfl. § 17: an inmate has a room alone unless health or lack of space speaks against it.

mod cells;
mod places;
mod prisons;
mod rules;
mod scope;
mod units;
pub(crate) mod words;

use crate::access::{Act, Actor, Class};
use crate::web::Routes;
use crate::web::frame::NavItem;
use crate::web::lang::Text;

/// The routes of the buildings.
pub fn routes() -> Routes {
    prisons::routes().and(units::routes()).and(cells::routes()).and(places::routes())
}

/// The item of the main menu: the editing list for those who look after buildings, for the others the plain one.
pub fn nav(actor: &Actor, t: Text) -> Option<NavItem> {
    let href = if actor.may(Class::Estate, Act::Write) { "/admin/prisons" } else { "/prisons" };
    actor.may(Class::Estate, Act::Read).then(|| NavItem { section: "prisons", href: href.to_owned(), icon: "Buildings3", label: t.msg_estate_nav(), key: "f" })
}
