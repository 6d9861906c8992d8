//! Days of allowance: from what happened to what the day gives, the batch that a clerk approves, and what is worked out anew.

pub mod day;
mod days;
pub mod facts;
pub mod job;
mod store;
mod view;
mod web;
mod words;

use crate::web::Routes;

pub(in crate::money) use days::month_chips;
pub use store::{Desk, desk};

pub(super) fn routes() -> Routes {
    web::routes().and(days::routes())
}
