//! The health service's own room, behind the wall: clinical notes, and the few facts health staff choose to share with the prison.
//!
//! Law: helsepersonelloven §§ 21 ff. (secrecy), 39 ff. (duty to keep records) and 43 (corrections are added, nothing is overwritten);
//! pasientjournalloven §§ 22 f. (security, who looked); straffegjennomføringsloven § 7 a c (what the prison may be told).
//!
//! The text of a note is sealed under a key of the person's own, itself wrapped by a key that only the health side loads. The prison sees
//! nothing but `custody.health_notice`: what to do, and until when.
//!
//! Not here: medication, and the list of isolated persons that health must see daily.

pub mod demonstration;
mod model;
mod note;
mod shared;

pub use demonstration::seed_demonstration;

use crate::web::Routes;

/// The routes of the health service.
pub fn routes() -> Routes {
    note::routes().and(shared::routes())
}
