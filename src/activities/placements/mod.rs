//! From wish to place: applications, assessments, waiting lists, placements and what interrupts them.
//!
//! Placements and seats are written by `activities.place_person` and its siblings alone; what a page may offer, and what it says when something stands in the way, is here.

mod apart;
mod application;
mod assess;
mod idle;
mod person;
mod placement;
pub mod rules;
pub mod store;
mod waiting;
pub mod words;

use crate::access::{Act, Actor, Class, Role};
use crate::web::Routes;
use crate::web::frame::NavItem;
use crate::web::lang::Text;

/// The routes from wish to place.
pub fn routes() -> Routes {
    person::routes().and(application::routes()).and(placement::routes()).and(waiting::routes()).and(idle::routes()).and(apart::routes())
}

/// The items of the main menu.
pub fn nav(actor: &Actor, t: Text) -> Vec<NavItem> {
    let item = |section, href: &str, icon, label| NavItem { section, href: href.to_owned(), icon, label, key: "" };
    let reads = actor.may(Class::Allocation, Act::Read);
    let decides = reads && !actor.prisons.is_empty() && person::decides_on(actor.role());
    let runs = matches!(actor.role(), Some(Role::Teacher | Role::WorkSupervisor));
    let every = [
        (actor.may(Class::Activities, Act::Read), item("timetable", "/timetable", "Calendar", t.msg_tt_title())),
        (reads, item("waiting", "/waiting", "Hourglass", t.msg_wish_waiting_title())),
        (reads && !runs, item("idle", "/activities/idle", "PersonCircle", t.msg_wish_idle_title())),
        (decides, item("allocation", "/allocation", "Tasklist", t.msg_alloc_title())),
        (actor.may(Class::ActivityPlaces, Act::Decide), item("activity-figures", "/activity-figures", "TrendUp", t.msg_actfig_title())),
    ];
    every.into_iter().filter(|x| x.0).map(|x| x.1).collect()
}
