//! Who has looked: the list the inmate can have, on paper, in plain words (GDPR article 15; straffegjennomføringsloven § 4 c ff.). Of the prison's
//! records it is asked of the prison; of the clinical record the patient asks the health service (pasientjournalloven § 18), whose page it is.

mod store;
mod view;
mod web;

pub use web::routes;
