//! One's own part of the trail: what I looked at and did.

mod store;
mod view;
mod web;

pub use web::routes;
