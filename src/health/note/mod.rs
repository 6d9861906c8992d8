//! Clinical notes: a thread is one note with its corrections; each version is a row of its own and is never overwritten.

mod actions;
pub(super) mod cipher;
mod form;
mod rules;
mod store;
mod view;
mod web;

pub use web::routes;
