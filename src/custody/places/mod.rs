//! Where one person has been: stays, cells, and movements out and back.

pub mod store;
mod view;
mod web;

pub use view::state_flag;
pub use web::routes;
