//! Shared notices: what the prison must do, never why. Each has a legal basis and an end; nothing is shared for ever.

mod form;
mod rules;
mod store;
mod view;
mod web;

pub use web::routes;
