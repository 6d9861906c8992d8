//! Releases that went wrong: held after the day, or let out before it. Told as it was, with the days, and who has been told of it.
//!
//! Law: nobody is held without a ground (Grunnloven § 94, straffeprosessloven § 187 a), and whoever disputes the computation may ask a court for an
//! order (straffeprosessloven § 462). What is recorded puts the sentence up to be worked out anew, and the governor is told.

mod form;
pub mod store;
mod view;
mod web;

pub use view::{ErrorRow, rows};
pub use web::routes;
