//! Accounts: made and looked after by system administrators, read by auditors. No secret ever comes out: a first password is shown
//! on the page that made it and is kept nowhere.

mod form;
pub(super) mod store;
mod view;
mod web;

pub(super) use form::of_command_line;
pub use web::routes;

use crate::access::{Actor, Role};

/// Whether the acting role sees accounts at all.
pub fn may_see(actor: &Actor) -> bool {
    actor.role().is_some_and(reads)
}

/// Those who answer for accounts, and those who watch them.
fn reads(role: Role) -> bool {
    matches!(role, Role::System | Role::Auditor)
}

/// The matrix lets a governor decide about accounts; that is about their roles (`assignments`), not about the accounts themselves.
fn administers(role: Role) -> bool {
    role == Role::System
}
