//! Cells of a unit in walking order: several added at once, edited, closed, out of use for a time.

mod form;
mod store;
mod view;
mod web;

pub use web::routes;
