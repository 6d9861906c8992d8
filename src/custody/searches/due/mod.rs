//! Searches that are due: decided on by somebody, cells by the prison's own rule, people who arrived or came back and were not searched since
//! (strgjfl. § 28, forskrift §§ 3-25, 6-8: at arrival and after an absence, unless it is clearly unnecessary). A search that is recorded is what
//! became of the plan: the database finds it.

mod form;
mod view;
mod web;

pub use form::{PlanCommand, Rule};
pub use view::{DueRow, PlanRow};
pub use web::{first, routes};
