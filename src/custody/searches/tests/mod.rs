//! Drug tests: due, taken, at the laboratory, answered.

mod form;
mod view;
mod web;

pub use form::{LabCommand, TakeCommand, TestCommand};
pub use view::TestRow;
pub use web::routes;
