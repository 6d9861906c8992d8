//! One timetable of a person, a place, a unit: activities, visits, health, court, leave; and what gives way to what.
//!
//! The rows come from one question, `activities.timetable`, which says a kind and a time and never what it is about. What they mean together is worked out here.

pub mod person;
pub mod rules;
pub mod store;
mod web;
pub mod words;

pub use rules::{Claim, Clash, Entry, Expected, Kind, State, clashes, expected};
pub use web::routes;
