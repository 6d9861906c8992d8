//! One unit counted: the walk from cell to cell, the signature, the explanation, the second count, and the same on paper.

mod form;
mod view;
mod web;

pub(super) use view::{how_word, state_word, what};
pub use web::routes;
