//! What follows from why somebody is held: the ledger and the dates, in versions, each confirmed by a second person.
//!
//! The arithmetic is [`crate::law::sentence`]; here its input is read, its answers are kept, compared, confirmed, overridden and shown. A change of
//! anything it rests on puts the person into a queue (triggers of the database); [`jobs`] works it off within seconds, [`recompute`] at once. What came
//! out differently waits for a second person in a list, and nothing that was in force is changed in silence.
//!
//! Law: straffegjennomføringsloven §§ 42 to 45; forskrift §§ 3-2, 3-3; straffeloven § 83; straffeprosessloven §§ 460, 462 (a dispute about the
//! computation goes to the court: therefore every line names its document).

mod dates;
mod demonstration;
mod form;
mod input;
mod isolation;
pub mod jobs;
pub mod model;
mod run;
mod store;
mod view;
mod web;

pub use dates::{Dated, Dates, dates};
pub use demonstration::confirm_all;
pub use run::{Done, cases, last_day_of_frame, recompute, recompute_some};
pub use view::{DateLine, RuleLine};
pub use web::{nav, routes};
