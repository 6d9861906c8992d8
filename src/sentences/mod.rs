//! Sentences and the legal clock: why somebody is held, for how long, and what must be decided when.
//!
//! Above `inmates`, beside `custody`: what custody needs of it goes through database functions.

pub mod bases;
pub mod calculation;

use crate::web::Routes;

/// The routes of sentences.
pub fn routes() -> Routes {
    bases::routes().and(calculation::routes())
}
