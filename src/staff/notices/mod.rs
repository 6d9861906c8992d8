//! What somebody must know at once. The database keeps a kind and arguments; the words are made here, in the reader's language.

mod store;
mod view;
mod web;

pub use web::routes;
