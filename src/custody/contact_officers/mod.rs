//! The contact officer: who it is and was, the talks and what was agreed in them.
//!
//! Every inmate has an officer to turn to, and a talk with that officer at regular intervals. Who holds whom is a dated right to one
//! person (`access.person_grant`, kinds `assigned` and `cover`, role `CON`): this slice gives and ends such rights, with a recommendation
//! whose reasons are shown, and keeps count of how often it has changed.

mod actions;
mod demonstration;
mod inmate;
mod officers;
mod people;
mod rules;
mod store;
mod store_talk;
mod talks;

pub use demonstration::seed_demonstration;
pub use rules::{Due as Talk, due};
pub use talks::{Agreed, agreed_of};

use crate::web::Routes;

/// The routes of contact officers.
pub fn routes() -> Routes {
    officers::routes().and(inmate::routes()).and(people::routes()).and(talks::routes())
}
