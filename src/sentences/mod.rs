//! Why people are held and for how long: what holds them, what follows from it, who says so.

pub mod calculation;

use crate::web::Routes;

/// The routes of the sentences.
pub fn routes() -> Routes {
    calculation::routes()
}
