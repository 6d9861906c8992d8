//! The clock: what must have happened, by whom, until when, and by which rule.
//!
//! One engine for the whole product. A slice that records an event says so with [`raise`]; every rule of the law whose time runs from such an
//! event becomes an item, with its own day, warnings and owner. What happens later ends it: [`satisfy`] when that was what the rule asked for,
//! [`cancel`] when there was no such event. A background job warns, begins the next round of what repeats, and takes what is overdue to the
//! duty officer and the governor. Nothing is released, lifted or extended by the clock itself.

mod actions;
pub mod announced;
mod asked;
pub mod demonstration;
mod follow;
mod form;
mod item;
pub mod jobs;
pub mod memory;
pub mod model;
mod rules;
pub mod serving;
mod store;
mod view;
mod web;
mod words;

pub use actions::{cancel, ended, follow_bases, raise, raise_all, raise_reached, satisfy};
pub use model::{Event, Outcome, Raised, What};
pub use store::Told;
pub use view::{Piece, Strip};
pub use web::{Overview, nav, oldest, overview, routes};
