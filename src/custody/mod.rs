//! Where people are held and what is seen of them day by day: the roll, stays, cells, movements out and back, observations.
//!
//! The Execution of Sentences Act (straffegjennomføringsloven) § 1-4 and the Mandela rules 6 to 10 ask for a register that answers, for any
//! day, who was held where and on what authority.

pub mod count;
pub mod observations;
pub mod places;
pub mod roll;
pub mod schedule;

use crate::web::Routes;

/// The routes of custody.
pub fn routes() -> Routes {
    count::routes().and(roll::routes()).and(observations::routes()).and(places::routes())
}
