//! Protected records: relatives of staff, high profile, address codes 6 and 7, witnesses. Proposed by one, decided by a governor who did not
//! propose it. From then on the record is absent for everyone who is not cleared, the governor included.

mod form;
mod store;
mod view;
mod web;

pub use web::routes;
