//! Weekly duties of a unit: laundry, cleaning, kitchen, inspection of rooms. Who has which when is planned in turn, so that nobody is
//! forgotten and nobody has it twice (strgjfl. § 3: the inmates' duty to be active, and to take part in the common tasks of the house).

pub mod demonstration;
mod form;
mod rules;
mod store;
mod together;
mod view;
mod web;

pub use view::duty_name;
pub use web::routes;
