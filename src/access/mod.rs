//! Who may do what: roles, the permission matrix, the acting person, the door and the audit trail.
//!
//! The matrix (`matrix.csv`) is the one reviewed file. The application decides from it ([`matrix::decide`]), and `db migrate` installs it
//! in the database, whose row policies read it. See `docs/security.md`.

pub mod actor;
pub mod audit;
pub mod door;
pub mod matrix;
pub mod names;
pub mod role;

pub use actor::{Actor, BrokenGlass, Feature, Hat};
pub use audit::{Action, Entry};
pub use matrix::{Act, Class, Reach};
pub use names::{Named, Names};
pub use role::Role;
