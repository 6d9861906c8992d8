//! Units of a prison: add, edit, close.

mod form;
pub(super) mod store;
mod view;
mod web;

pub(super) use form::Nothing;
pub(super) use web::one;
pub use web::routes;
