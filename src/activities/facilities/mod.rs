//! Leisure (strgjfl § 21): library, gym, music, chapel. A seat at one session at a time, booked for somebody by whoever may; leisure yields to everything else of the day.

mod book;
mod grid;
mod store;

use crate::web::Routes;

/// The routes of facilities.
pub(super) fn routes() -> Routes {
    grid::routes().and(book::routes())
}
