//! Whether somebody is ready to leave: point by point, whose it is, by when, what shows that it is done; and a figure that says what it is made of.
//!
//! strgjfl § 41: release is prepared in good time; the Mandela rules 87, 107 and 108: papers, a home, work, clothing and the means to get home. The list
//! opens by itself before the expected release, by the rules `plan.readiness_*`, and each point's day follows the release when that moves. Whether care
//! goes on is health's to answer, with yes or no; nobody else writes it, and nobody reads more.

mod care;
pub mod clock;
pub mod demonstration;
mod form;
pub mod model;
mod rules;
mod store;
mod view;
mod web;

pub use store::{Ready, of as ready};
pub use view::{figure, item_name};

use crate::web::Routes;

/// The routes of readiness.
pub(super) fn routes() -> Routes {
    web::routes().and(care::routes())
}
