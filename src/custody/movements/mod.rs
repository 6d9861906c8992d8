//! Out and in, and about the house: court, hospital, leave, work outside, release, escape, death; to work, school and appointments.
//!
//! A movement is planned, then out, then back (or overdue), or cancelled with a reason. A release ends the stay and needs a recorded basis
//! (Mandela rule 7 c; straffegjennomføringsloven §§ 33 to 36 on leave, escort and interruption, §§ 42 to 44 on release). Where somebody was at
//! any instant is worked out from these rows, stays and cells (`custody.position_at`), never kept a second time.

mod actions;
pub mod demonstration;
mod form;
mod model;
mod rules;
pub mod store;
mod view;
mod web;

pub use rules::TRANSFERS;
pub use store::prisons;
pub use web::routes;

use crate::access::{Act, Actor, Class};
use crate::web::frame::NavItem;
use crate::web::lang::Text;

/// The item of the main menu.
pub fn nav(actor: &Actor, t: Text) -> Option<NavItem> {
    actor.may(Class::Movements, Act::Read).then(|| NavItem {
        section: "movements",
        href: "/movements".to_owned(),
        icon: "ArrowRightLeft",
        label: t.msg_move_nav(),
        key: "m",
    })
}

/// What holds somebody on the way, in words.
pub fn restraint_name(t: Text, word: &str) -> String {
    model::Restraint::name_of(t, word)
}

/// How somebody travels, in words.
pub fn transport_name(t: Text, word: &str) -> String {
    model::Transport::name_of(t, word)
}
