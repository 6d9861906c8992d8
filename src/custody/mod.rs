//! Where people are held and what is seen of them day by day: the roll, stays, cells, movements out and back, observations.
//!
//! The Execution of Sentences Act (straffegjennomføringsloven) § 1-4 and the Mandela rules 6 to 10 ask for a register that answers, for any
//! day, who was held where and on what authority.

mod coded;

pub mod apart;
pub mod board;
pub mod cells;
pub mod contact_officers;
pub mod count;
pub mod demonstration;
pub mod handover;
pub mod incidents;
pub mod movements;
pub mod observations;
pub mod places;
pub mod reception;
pub mod reviews;
pub mod roll;
pub mod rota;
pub mod searches;
pub mod signs;
pub mod transfers;

use crate::access::{Act, Actor, Class};
use crate::web::Routes;
use crate::web::frame::NavItem;
use crate::web::lang::Text;

/// The routes of custody.
pub fn routes() -> Routes {
    roll::routes()
        .and(board::routes())
        .and(count::routes())
        .and(cells::routes())
        .and(apart::routes())
        .and(movements::routes())
        .and(transfers::routes())
        .and(reception::routes())
        .and(observations::routes())
        .and(reviews::routes())
        .and(contact_officers::routes())
        .and(signs::routes())
        .and(handover::routes())
        .and(rota::routes())
        .and(searches::routes())
        .and(incidents::routes())
}

/// The menu of control and incidents: whoever may only report finds the form, nothing else.
pub fn nav(actor: &Actor, t: Text) -> Vec<NavItem> {
    let item = |section, href: &str, icon, label| NavItem { section, href: href.to_owned(), icon, label, key: "" };
    let mut items = Vec::new();
    if actor.may(Class::Searches, Act::Read) {
        items.push(item("searches", if actor.units.is_empty() { "/searches" } else { "/inspections" }, "MagnifyingGlass", t.msg_control_nav()));
    }
    if actor.may(Class::Incidents, Act::Read) {
        items.push(item("incidents", "/incidents", "Megaphone", t.msg_incident_heading()));
    } else if actor.may(Class::Incidents, Act::Submit) {
        items.push(item("incidents", "/incidents/new", "Megaphone", t.msg_incident_new()));
    }
    items
}
