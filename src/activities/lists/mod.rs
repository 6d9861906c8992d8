//! What a unit's doors ask: whom to unlock for what, who goes through which door when, and who has not come. One statement a list, on a screen and on A4.
//!
//! They read what everybody on the unit reads of its day (`unit_day`): a place and a time, whoever's own people they are (`activities.on_unit`).

mod missing;
mod store;
mod view;
mod web;

use crate::web::Routes;

/// The routes of lists.
pub fn routes() -> Routes {
    web::routes().and(missing::routes())
}
