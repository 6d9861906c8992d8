//! The auditor's front page: the case under which everything is read, and whether the trail agrees with its seals.

mod form;
mod store;
mod view;
mod web;

pub use web::{case, routes};
