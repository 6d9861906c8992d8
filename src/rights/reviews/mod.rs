//! The review of break-glass: by somebody else, within seven days.

mod form;
mod rules;
mod store;
mod view;
mod web;

pub use web::routes;
