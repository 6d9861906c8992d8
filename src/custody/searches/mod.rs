//! Control of rooms and persons: inspections, searches that are due and done with what was seized, drug tests.
//!
//! Straffegjennomføringsloven §§ 28, 29 and forskrift §§ 3-25, 3-26 say when; the Mandela rules 50 to 52 and the European Prison Rules 54
//! ask that reason, who did it and result are on record. Nothing here is overwritten: a search stands, a chain of custody only grows.

pub mod demonstration;
mod due;
pub(in crate::custody) mod fields;
mod inspections;
mod log;
pub mod model;
pub(in crate::custody) mod moment;
mod person;
mod rules;
pub(in crate::custody) mod store;
mod tests;
pub(in crate::custody) mod view;

pub(in crate::custody) use rules::incident_of;

use crate::web::Routes;

/// The routes of searches, tests and inspections.
pub fn routes() -> Routes {
    inspections::routes().and(log::routes()).and(due::routes()).and(tests::routes()).and(person::routes())
}
