//! Reopening a record that was closed 30 days after release.

mod form;
mod store;
mod view;
mod web;

pub use web::routes;
