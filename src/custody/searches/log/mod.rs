//! The log of searches, and the chain of custody of what was seized.

mod form;
mod items;
mod view;
mod web;

pub use form::{ItemCommand, SearchCommand, StepCommand, ToiletCommand};
pub use view::Row;
pub use web::routes;
