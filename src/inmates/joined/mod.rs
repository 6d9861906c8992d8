//! Two records of one person joined: somebody unknown who is identified later, or somebody registered twice (Mandela rule 6: one system, one file a
//! person; police and correctional data must be right and be put right, Directive (EU) 2016/680 article 4 d and 16).
//!
//! Nothing is moved and nothing is rewritten: what was written under a number stays there, signed and sealed. The joined record follows the kept one:
//! the same readers, its number leads there, nothing new is written in it. One person proposes, a governor decides; for ninety days the same two can
//! take it back. The database asks every question once more (`inmates.join_obstacle`, `decide_join`, `undo_join`).

pub mod demonstration;
mod form;
mod store;
mod view;
mod web;

pub use web::{nav, routes};
