//! The way in: signing in, the second factor, confirming a password again, taking another role, language, and the demonstration's one
//! click. Everything a stranger meets is here, and says the same to a stranger whether an account exists or not.

mod form;
mod view;
mod web;

pub use web::routes;
