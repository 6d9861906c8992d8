//! All SQL of applications, placements and what interrupts them.

mod applications;
mod lists;
mod placements;

pub use applications::*;
pub use lists::*;
pub use placements::*;
