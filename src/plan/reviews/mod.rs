//! Looking at the plan again: a meeting on a day, who was asked and who came, what was said and what came of it.
//!
//! When it must be is a rule, by how long is left; a missed one goes to duty officer and governor by the clock. A transfer interrupts what was planned:
//! its row and its notes stay, the receiving prison sees it, and the clock gives it three weeks to hold another.

mod form;
mod store;
mod view;
mod web;

pub(super) use web::routes;
