//! Breaking the glass.

mod form;
mod store;
mod view;
mod web;

pub use form::Reason;
pub use web::routes;
