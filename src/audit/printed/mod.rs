//! Paper. When a page is printed the browser says so, and the trail takes an entry: what leaves on paper is out of every other control
//! (Law Enforcement Directive article 25). The browser names nothing but the page; who was on it stands in the reader's own entries of it.
//!
//! It is a help to the honest: somebody without script, or with a camera, leaves the entry of the look alone.

mod store;
mod web;

pub use web::routes;
