//! The law as everybody reads it and some change it: every rule the program computes with, its value, source, period and history.
//!
//! A change is a new row with its own first day. One proposes it with a reason and a source, another approves or rejects it; the row before
//! ends the day before, and nothing is overwritten. Everybody who is signed in may read, because nobody may be held by a rule that cannot be
//! looked up (Grunnloven § 96, § 113; forvaltningsloven § 25: the rules a decision rests on are stated).

mod actions;
mod form;
mod rules;
mod store;
mod view;
mod web;

pub use web::routes;

use crate::access::{Act, Actor, Class};
use crate::web::frame::NavItem;
use crate::web::lang::Text;

/// The item of the main menu.
pub fn nav(actor: &Actor, t: Text) -> Option<NavItem> {
    actor.may(Class::Law, Act::Read).then(|| NavItem { section: "law", href: "/law".to_owned(), icon: "Book", label: t.msg_law_nav(), key: "" })
}
