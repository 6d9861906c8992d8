//! Accounts, entries, reversals, statements.

pub mod rules;
pub mod statement;
