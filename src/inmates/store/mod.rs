//! All SQL of the register.

mod known;

pub use known::{AlertFlag, Known, Notice, full_name, known};
