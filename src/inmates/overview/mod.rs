//! The first page about a person: who, where now, what to mind, whom to turn to, why held, and what happened lately, each as far as the
//! reader's role goes. Every card asks for itself, so that one that fails leaves the others standing.

mod events;
mod store;
mod view;
mod web;

pub use web::routes;
