//! Before the courts: hearings, counsel and interpreters, what came of it, and who is at which court on a day.
//!
//! Mandela rule 8 a asks for the dates of hearings and for counsel in the file. Straffeprosessloven § 185 fourth subsection bounds hearings by
//! video, § 186 first subsection keeps contact with counsel unmonitored. The way to the court is a planned movement of custody's, made and
//! moved with the hearing by the database (`sentences.keep_way`), so that whoever stands at the gate sees it.

mod actions;
pub mod demonstration;
mod form;
pub mod hearings;
mod model;
mod rules;
pub mod store;
mod view;
mod web;
mod words;

pub use view::ChooseView;
pub use web::routes;

use crate::access::{Act, Actor, Class};
use crate::web::frame::NavItem;
use crate::web::lang::Text;

/// The item of the main menu.
pub(super) fn nav(actor: &Actor, t: Text) -> Vec<NavItem> {
    let item = |section, href: &str, icon, label| NavItem { section, href: href.to_owned(), icon, label, key: "" };
    if !actor.may(Class::Sentence, Act::Read) {
        return Vec::new();
    }
    vec![item("court", "/court", "Gavel", t.msg_court_nav())]
}
