//! Tablets that may go on without a network: enrolled by a duty officer who holds one in hand, known by a cookie, taken off the list at once.

mod form;
mod store;
mod view;
mod web;

pub use web::routes;
