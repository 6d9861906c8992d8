//! Why somebody is held: arrests, orders of remand with their restrictions, judgments of every kind, fines, foreign sentences; for which
//! acts, with the documents themselves; what the law says of each, and the legal status of any day that follows from them.
//!
//! Law: straffeloven §§ 31 to 55 and 79 to 83, straffeprosessloven §§ 171 to 187 a (design/law.md 1.9, 2.1, 2.2, 3). Nothing is overwritten:
//! a correction is a new row with its reason, and every earlier one stays to be read.

mod actions;
mod documents;
mod jobs;
#[cfg(test)]
mod law;
pub mod model;
pub mod rules;
mod sheet;
pub mod status;
pub mod store;
mod term;
mod view;
mod web;
pub mod words;

pub use actions::{follow, released_by_court};
pub use jobs::run as follow_the_day;
pub use web::routes;
