//! What a shift tells the next one: put together from what happened, edited by who leaves, read by who comes.
//!
//! A point about an observation refers to it and copies nothing: what must be erased there is gone here as well.

pub mod demonstration;
mod form;
mod model;
pub mod rules;
mod store;
mod view;
mod web;

pub use view::{PointView, from_shift, point};
pub use web::routes;
