//! The unit on a tablet: cells in walking order, who is unlocked, stays or refuses, what comes next. Ten seconds at a glance, one tap a door.
//!
//! What was done at a door is a dated row that a later one supersedes. Locking up is no deed here: the hours of the unit say when the doors
//! were last locked, and what was unlocked before then is locked again (strgjfl. §§ 17 and 37: who is locked in, when and why, must be known).

pub mod demonstration;
mod form;
mod house;
mod model;
mod now;
mod rows;
pub mod rules;
mod store;
mod store_look;
mod view;
mod walls;
mod web;

pub use model::Unit;
pub use web::{look_at, routes};

use crate::access::{Act, Actor, Class};
use crate::web::frame::NavItem;
use crate::web::lang::Text;

/// The item of the main menu.
pub fn nav(actor: &Actor, t: Text) -> Option<NavItem> {
    actor.may(Class::UnitDay, Act::Read).then(|| NavItem {
        section: "board",
        href: "/board".to_owned(),
        icon: "PadlockUnlocked",
        label: t.msg_board_nav(),
        key: "b",
    })
}
