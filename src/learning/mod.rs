//! What somebody learns: schooling they share, tests, what was agreed to help, enrolments, competence reached, teachers' notes, exams, results, certificates.
//!
//! The school is the county's (strgjfl § 18, opplæringslova): what it keeps of a learner is read by the school where the learner is and by nobody of custody, and it goes on
//! to the next school with them. Nothing here knows of an offence, a sentence or an observation, and no certificate carries a mark of a prison (Mandela rule 104).

mod certificate;
pub mod demonstration;
mod exams;
mod goals;
mod inmate;
mod learners;
mod model;
pub mod rules;
mod words;

use crate::access::{Act, Actor, Class};
use crate::web::Routes;
use crate::web::frame::NavItem;
use crate::web::lang::Text;

/// The routes of learning.
pub fn routes() -> Routes {
    learners::routes().and(inmate::routes()).and(exams::routes()).and(goals::routes()).and(certificate::routes())
}

/// The items of the main menu.
pub fn nav(actor: &Actor, t: Text) -> Vec<NavItem> {
    let item = |section, href: &str, icon, label| NavItem { section, href: href.to_owned(), icon, label, key: "" };
    let mut items = Vec::new();
    if actor.may(Class::Learning, Act::Write) {
        items.push(item("learners", "/learners", "HatSchool", t.msg_learn_nav()));
    }
    if actor.may(Class::Exams, Act::Read) && !actor.prisons.is_empty() {
        items.push(item("exams", "/exams", "ClipboardCheckmark", t.msg_exam_nav()));
    }
    items
}
