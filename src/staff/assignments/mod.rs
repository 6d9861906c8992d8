//! A role at some prisons for a period: proposed by one person, decided by another. A prison's roles are decided by its governor,
//! health roles by the doctor who serves it, roles that reach across prisons by a system administrator.
//!
//! The rules stand in [`rules`] and once more in the database (`access.may_propose`, `access.may_decide`, a trigger for what is final).

mod actions;
mod form;
pub(super) mod rules;
pub(super) mod store;
pub(super) mod view;
mod web;

pub use form::reason;
pub use web::routes;

use crate::access::{Act, Actor, Class};

/// Whether the acting role sees the roles of others. (Nurses and psychologists propose clearances, which are pages of their own.)
pub fn may_see(actor: &Actor) -> bool {
    actor.may(Class::Roles, Act::Read) || actor.may(Class::HealthAccounts, Act::Decide)
}

/// Whether the acting role proposes any role.
pub fn may_propose(actor: &Actor) -> bool {
    actor.role().is_some_and(|by| crate::access::Role::ALL.iter().any(|role| rules::proposes(by, *role)))
}
