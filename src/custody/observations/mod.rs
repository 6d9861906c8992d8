//! What staff saw and said, day by day: dynamic security. Append-only; a correction is a new entry that shows the earlier text.
//!
//! What is not verified is marked as such with its source, listed, and verified or deleted within four months, unless a decision builds
//! on it (FOR-2013-1099 §§ 4 and 6; `law.md` § 8.4): [`jobs`] does that every day.

mod actions;
mod demonstration;
mod entry;
mod form;
pub mod jobs;
mod rules;
pub mod store;
mod store_write;
mod unverified;
mod view;
mod web;
mod write;

pub use demonstration::seed_demonstration;
pub use form::{body, local, when};
pub use rules::{State, verify_by};
pub use store_write::{Common, Line, add};
pub use view::{day_label, event, heading, look, person_chips, section_chips, text};

use crate::access::{Act, Actor, Class, Role};
use crate::web::Routes;
use crate::web::frame::NavItem;
use crate::web::lang::Text;

/// The routes of observations.
pub fn routes() -> Routes {
    web::routes().and(write::routes()).and(entry::routes()).and(unverified::routes())
}

/// The items of the main menu about dynamic security.
pub fn nav(actor: &Actor, t: Text) -> Vec<NavItem> {
    let item = |section, href: &str, icon, label, key| NavItem { section, href: href.to_owned(), icon, label, key };
    let mut items = Vec::new();
    if actor.role() == Some(Role::ContactOfficer) {
        items.push(item("my-people", "/my-people", "PersonChat", t.msg_people_title(), "p"));
    }
    if actor.may(Class::Observations, Act::Read) {
        items.push(item("security", "/signs", "Eye", t.msg_note_nav(), "s"));
    }
    items
}
