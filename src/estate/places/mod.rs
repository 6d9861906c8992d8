//! Places of a prison that people go to: add, rename, close. Ways about the house lead to them by their id, so that two who must be kept apart
//! are known to go to one place.

mod form;
mod store;
mod view;
mod web;

pub use web::routes;
