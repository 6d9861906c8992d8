//! The register: everybody who is expected stands as present, what differs is marked, and it is saved once.
//!
//! forskrift § 3-13: nothing is given for a day of refusal or unlawful absence, so that what a register says is money, and who says otherwise later says why. What
//! each reason gives stands in `data/absence_reasons.csv`; the mark keeps what it gave. Whoever runs a place takes its register, also of a session whose people have
//! been moved since (`activities.register`); it can be corrected for as many days as the rule `activity.correction_window` says, after that by the governor alone.

mod actions;
mod day;
mod form;
pub mod jobs;
mod marking;
pub mod model;
mod page;
pub mod rules;
pub mod store;
mod view;
mod web;
pub mod words;

use crate::access::{Act, Actor, Class};
use crate::web::Routes;
use crate::web::frame::NavItem;
use crate::web::lang::Text;

/// The routes of registers.
pub fn routes() -> Routes {
    day::routes().and(web::routes()).and(marking::routes())
}

/// The item of the main menu, of everybody who takes or corrects registers.
pub fn nav(actor: &Actor, t: Text) -> Vec<NavItem> {
    let item = NavItem { section: "attendance", href: "/register".to_owned(), icon: "ClipboardCheckmark", label: t.msg_att_nav(), key: "" };
    if actor.may(Class::Activities, Act::Write) { vec![item] } else { Vec::new() }
}
