//! Finding a person from anywhere: by name parts in any order, an alias, a number, a cell, a national number. Tolerant of spelling, own
//! prison first, nothing beyond the reader's scope, nothing personal in the address, and never the text in the trail.

mod rules;
mod store;
mod view;
mod web;

pub use web::routes;
