//! Prisons: the list, one prison, its facts and the parts of the product it uses.

mod form;
pub(super) mod store;
mod view;
mod web;

pub use web::routes;
