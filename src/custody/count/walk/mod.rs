//! One unit counted: the walk from cell to cell, the signature, the explanation, the second count, and the same on paper.

mod form;
mod view;
mod web;

pub(in crate::custody) use view::state_word;
pub(super) use view::{how_word, what};
pub use web::routes;
