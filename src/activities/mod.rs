//! Work, school and leisure: where one can be placed, when it meets, who has a place, who came, and what one thing of the day gives way to another.
//!
//! strgjfl § 3(3): whoever serves a sentence has a duty of activity; forskrift § 1-4: on remand it is an offer. § 18: education, work and programmes; § 3-12: work
//! can be ordered, education cannot. Three things are kept by the database and not by care: nobody is in two places at once, no place has more people than
//! seats, nobody stands in one place twice (`activities.slot`).

pub mod allocation;
pub mod attendance;
pub mod demonstration;
mod facilities;
pub mod figures;
mod lists;
pub mod paper;
pub mod placements;
pub mod places;
pub mod sessions;
pub mod timetable;
mod work;

use crate::access::{Act, Actor, Class};
use crate::web::Routes;
use crate::web::frame::NavItem;
use crate::web::lang::Text;

/// The routes of work, school and leisure.
pub fn routes() -> Routes {
    places::routes().and(sessions::routes()).and(facilities::routes()).and(work::routes()).and(attendance::routes()).and(lists::routes())
}

/// The items of the main menu.
pub fn nav(actor: &Actor, t: Text) -> Vec<NavItem> {
    let item = |section, href: &str, icon, label| NavItem { section, href: href.to_owned(), icon, label, key: "" };
    let mut items = attendance::nav(actor, t);
    if actor.may(Class::ActivityPlaces, Act::Read) && !actor.prisons.is_empty() {
        items.push(item("activities", "/activities", "Briefcase", t.msg_place_nav()));
    }
    if actor.may(Class::Activities, Act::Read) && !actor.prisons.is_empty() {
        items.push(item("facilities", "/facilities", "Calendar", t.msg_facility_nav()));
    }
    items.extend(placements::nav(actor, t));
    items
}
