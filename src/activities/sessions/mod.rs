//! When places meet: the weeks ahead written from patterns, and what is changed by hand.
//!
//! A session is a row. One that differs from its pattern was changed by a person, and is the pattern's exception; the job that writes ahead (`activities.put_sessions`) leaves
//! it alone, and one whose register is taken too.

pub mod rules;
