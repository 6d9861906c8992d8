//! One's own account: settings, sessions, password, second factor, and the people one knows.

mod form;
mod rules;
mod store;
mod view;
mod web;

pub use web::routes;
