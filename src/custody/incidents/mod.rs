//! Incidents: what happened, who was in it, which force was used, who follows up, and who had to be told.
//!
//! The Mandela rules 57.3, 71, 72 and 82 and the European Prison Rules 64 to 70 ask for the record; straffegjennomføringsloven §§ 37 and 38
//! for the grounds, the means and the lesser means tried. An account that was submitted stands; what comes later is an addendum.

pub mod demonstration;
mod force;
mod form;
mod list;
pub mod model;
pub mod opening;
mod people;
mod report;
mod rules;
mod show;
mod steps;
mod store;
mod view;

pub use opening::{Grave, grave};
pub use rules::escape_kind;

use crate::web::Routes;

/// The routes of incidents.
pub fn routes() -> Routes {
    list::routes().and(report::routes()).and(show::routes()).and(steps::routes()).and(people::routes()).and(force::routes())
}
