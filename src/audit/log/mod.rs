//! Searching the trail under a case. Criteria may name a person, so they travel in the body of a form and never in an address; every search
//! leaves an entry of its own.

mod export;
mod form;
mod store;
mod view;
mod web;

pub use web::routes;
