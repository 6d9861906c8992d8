//! Who is in a prison now: the list that every shift begins with. One row a person, read in one statement however large the house is.

mod model;
pub mod rules;
pub mod store;
pub mod view;
mod web;

pub use model::{Mark, Marks, Place, Resident};
pub use rules::{Moment, Show};
pub use web::{by_assignment, routes};
