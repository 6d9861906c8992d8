//! Who has looked: the list the inmate can have, on paper, in plain words (GDPR article 15; straffegjennomføringsloven § 4 c ff.).

mod store;
mod view;
mod web;

pub use web::routes;
