//! The prison's roll: what is due today, all units of one time side by side, the duty officer's agreement, and what was counted before.

mod form;
mod view;
mod web;

pub use web::routes;
