//! The front page of every role: the first ten seconds of a shift.

mod web;

pub use web::routes;
