//! Accounts: made and looked after by system administrators, read by auditors. No secret ever comes out: a first password is shown
//! on the page that made it and is kept nowhere.

mod form;
pub(super) mod store;
mod view;
mod web;

pub(super) use form::of_command_line;
pub use web::routes;

use crate::access::{Act, Actor, Class};

/// Whether the acting role sees accounts at all.
pub fn may_see(actor: &Actor) -> bool {
    actor.may(Class::Accounts, Act::Read)
}
