//! People who must be kept apart, two and two, across stays: opened and closed with reasons, looked at again on a day, and respected by
//! every scheduler through [`conflicts`]: cells, units, transports, classes, visits.
//!
//! Law: straffegjennomføringsloven § 2 (order and security; company as far as it is safe, § 17); the Mandela rules 11 and 12 (separation,
//! and care in choosing who shares a room). A person the reader may not see is answered for without a name, never left out.

mod form;
pub mod model;
pub mod store;
mod view;
mod web;
pub mod words;

pub use model::{Conflict, Level, Meets, Place, Question, Role, Way};
pub use store::conflicts;
pub use web::routes;
