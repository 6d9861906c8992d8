//! Rosters: who works where and when, a unit and a week at a time.
//!
//! A roster is more than a plan: an officer reaches the records of the units on today's roster (access.md § 1), so whoever writes it gives and takes
//! access for a day. The duty officer and the governor do, for those who hold a role of the house (`staff.may_serve`); what has begun or ended stands
//! (`staff.guard_shift`), for the audit trail is read against it.

mod actions;
mod form;
mod rules;
mod store;
mod view;
mod web;

pub use view::nav;
pub use web::routes;
