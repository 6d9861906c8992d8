//! SQL of what places meet by: times of the week, single sessions, closures, terms, and the weeks ahead that are written from them.

mod ahead;
mod closures;
mod meetings;
mod patterns;
mod terms;

pub use ahead::{Sources, put, sources};
pub use closures::{Closure, closure_prison, closures, open, shut};
pub use meetings::{Change, Session, State, cancel, changes, coming, could_run, find, holder, move_to, restore, stand_in};
pub use patterns::{Pattern, add_pattern, end_pattern, patterns, replace_pattern};
pub use terms::{Term, add_term, edit_term, terms};
