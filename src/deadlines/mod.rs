//! The clock: what must have happened, by whom, until when, and by which rule.
//!
//! One engine for the whole product. A slice that records an event says so with [`raise`]; every rule of the law whose time runs from such an
//! event becomes an item, with its own day, warnings and owner. What happens later ends it: [`satisfy`] when that was what the rule asked for,
//! [`cancel`] when there was no such event. A background job warns, begins the next round of what repeats, and takes what is overdue to the
//! duty officer and the governor. Nothing is released, lifted or extended by the clock itself.

mod actions;
pub mod book;
pub mod model;
mod rules;
mod store;

pub use actions::{cancel, raise, raise_all, satisfy};
pub use model::{Event, Outcome, Raised, What};
