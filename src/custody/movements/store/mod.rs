//! All SQL of movements.

mod board;
mod end;
mod internal;
mod one;
mod places;
mod positions;
mod release;
mod today;

pub use board::{Ahead, Away, ahead, inside_now, next_of, out_now};
pub use end::{Basis, Ended, Ending, Open, bases, end_stay, endings, last_event, level, open_about, record_escape, tell_recapture};
pub use internal::{PlannedInside, internals, plan_internal, step_internal};
pub use one::{Planned, Step, back, cancel, change, changes, closed, correct, facts, leave, lock, movements, plan, prisons, sent_to, staff};
pub use places::{Place, Ways, accept, places};
pub use positions::{Everybody, Hidden, Position, Whereabouts, everybody, position};
pub use release::{Decision, Obstacle, Prepared, ReleasePlan, confirm, due, obstacles, plan_of_release, prepare, withdraw};
pub use today::{Listed, Unit, hidden_out, today, units};
