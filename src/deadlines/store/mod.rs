//! All SQL of the clock, by what each part knows.

mod item;
mod lists;
mod work;
mod write;

pub use item::{About, Colleague, Step, about, alarm_obstacle, colleagues, kept, rounds, steps};
pub use lists::{Counts, Filter, Line, Place, Shown, counts, days, list, of_inmate, prisons, units};
pub use work::{Told, bases_changed, bases_of, bases_of_many, series, tell_all};
pub use write::{Said, assign, close, put, raise, settle, settle_many, tell, wait};
