//! What somebody masters at work, what may be said of it outside, and accidents. Skills follow the person; a reference is a paper that names no prison; an accident is told as
//! at any workplace (arbeidsmiljøloven § 5-1, Mandela rule 101).

mod form;
pub(in crate::activities) mod store;
mod view;
mod web;

use crate::platform::words::words;
use crate::web::Routes;

words! {
    /// How well a task is mastered.
    Level {
        /// Was shown.
        Shown = "shown",
        /// With help.
        WithHelp = "with_help",
        /// Alone.
        Alone = "alone",
        /// Teaches others.
        Teaches = "teaches",
    }
}

/// The routes of what is learnt at work.
pub(super) fn routes() -> Routes {
    web::routes()
}
