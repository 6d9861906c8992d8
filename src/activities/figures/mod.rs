//! The governor's figures: how many have something to do, what a weekday holds for each, and empty seats beside waiting people. Each number leads to the list behind it.

mod behind;
mod store;
mod view;
mod web;

pub use web::routes;
