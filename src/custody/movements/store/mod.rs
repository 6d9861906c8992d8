//! All SQL of movements.

mod board;

pub use board::{Ahead, Away, ahead, inside_now, next_of, out_now};
