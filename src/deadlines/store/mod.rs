//! All SQL of the clock, by what each part knows.

mod item;
mod lists;
mod serving;
mod work;
mod write;

pub use item::{About, Colleague, Step, about, alarm_obstacle, colleagues, kept, rounds, steps};
pub use lists::{Counts, Filter, House, Line, Owner, Place, Shown, counts, days, list, of_inmate, owners, prisons, units};
pub use serving::{Day, days_over, days_unset};
pub use work::{Told, bases_changed, bases_of, bases_of_many, series, tell_all};
pub use write::{Said, assign, close, put, raise, settle, settle_many, tell, wait};
