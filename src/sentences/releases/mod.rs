//! Who leaves within a week, a month, a quarter, and what is missing before they may.

pub mod store;
mod view;
mod web;

pub use web::routes;

use crate::access::{Act, Actor, Class};
use crate::web::frame::NavItem;
use crate::web::lang::Text;

/// The item of the main menu.
pub(super) fn nav(actor: &Actor, t: Text) -> Option<NavItem> {
    let item = || NavItem { section: "releases", href: "/releases".to_owned(), icon: "Leave", label: t.msg_releases_nav(), key: "" };
    actor.may(Class::Sentence, Act::Read).then(item)
}
