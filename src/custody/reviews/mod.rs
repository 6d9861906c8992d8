//! What must be looked at again in a prison: alerts whose review or last day has come near, and people who are kept apart.
//!
//! After how many days an alert is looked at again stands in the list `alert_type`, type by type. One that was looked at and is still
//! needed stands until the next time; one that is not is ended on the person's page.

mod store;
mod view;
mod web;

pub use web::{nav, routes};
