//! The register of break-glass: every use in the whole service, reviewed or not.

mod store;
mod view;
mod web;

pub use web::routes;
