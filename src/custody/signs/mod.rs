//! Early signs: where more is written than usual about conflict, intoxication, sleep and the like, in words, with the entries it rests on.
//!
//! Not a score and not a secret: the rule is a count over seven days against the person's own earlier level, its parameters are dated rows
//! (`custody.sign_rule`), every sign shows its entries, what is not verified does not count, and the same words are for the inmate's insight.

mod rules;
mod store;
mod view;
mod web;

pub use web::routes;
