//! Who should have which place: a suggestion over everybody who waits and every seat that is free, under rules that are never broken, with a reason for every no.
//!
//! [`rules::judge`] says of every person and place whether it may be at all; [`suggest`] chooses among what may, by what weighs most (`rules::weigh`), as well as it can
//! be done. It decides nothing: a case manager or the governor takes a line or leaves it, and taking it asks the database again (`activities.place_person`).

mod choices;
pub mod model;
mod program;
mod question;
pub mod rules;
mod solver;
pub mod store;
mod view;
mod web;

pub use model::{Answer, Block, Line, Need, Person, Place, Refusal, Seats, Standing, WhyNot, Wish};
pub use solver::suggest;
pub use web::routes;

#[cfg(test)]
mod tests;
