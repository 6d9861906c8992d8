//! Cells that must be looked into: every occupied cell of a closed unit each day (law.md § 5), every room each week.

mod form;
mod view;
mod web;

pub use web::routes;
