//! A learner's record. What was taken, passed and certified is read by those who answer for the person as well; what is shared of earlier schooling, tests, what was agreed to
//! help, aims reached and notes are the school's alone.

mod extract;
mod form;
pub(super) mod store;
mod view;
mod web;

pub(super) use web::routes;
