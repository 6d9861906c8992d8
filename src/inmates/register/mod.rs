//! The register's pages: registering somebody, who they are, numbers, languages, addresses, next of kin, children, marks, photographs,
//! alerts, and the history of every field.
//!
//! Law: straffegjennomføringsloven § 4 c and d (purposes and data), FOR-2013-1099 § 2 (categories); Mandela rules 7 f and g (family,
//! children, emergency contact). All rows of one kind work alike: a [`sheet::Sheet`] is the row as a form holds it, a [`form::Part`]
//! knows its checks, a [`store::Listed`] its table. What two people change at once is merged field by field, or put to the second of them.

pub mod actions;
pub mod form;
pub mod model;
pub mod photos;
pub mod rules;
pub mod sheet;
pub mod store;
mod view;
mod web;
pub mod words;

pub use form::set_by;
pub use rules::may_set_alert;
pub use web::routes;
