//! What staff saw and said, day by day: dynamic security. Append-only; a correction is a new entry that shows the earlier text.

pub mod store;
mod view;
mod web;

pub use view::{day_label, event, look};
pub use web::routes;
