//! What the governor counts: how many have a plan, what is late, which goals were reached, whether people talk with the same officer, and by which
//! steps they left.
//!
//! Every number is a count of rows, one a person, and the page behind it lists those rows: nothing is counted twice in two ways. Goals that somebody
//! does not share are not counted, and records that are closed are counted and not named.

pub mod plot;
mod rules;
mod store;
mod view;
mod web;

pub use rules::Share;
pub(super) use web::routes;
