//! The cells of a prison: free places, cells out of use and back, people without a cell.

mod form;
pub mod store;
pub mod view;
mod web;

pub use web::routes;
