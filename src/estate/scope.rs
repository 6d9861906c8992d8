//! Which prisons the acting role looks after.

use crate::access::Role;
use crate::platform::id::PrisonId;
use crate::web::{Ctx, Error};

/// All of them for a system administrator, the own for the others.
pub fn own(ctx: &Ctx) -> Option<Vec<PrisonId>> {
    (ctx.actor.role() != Some(Role::System)).then(|| ctx.actor.prisons.clone())
}

/// Lets the request through to a prison that is the reader's to look after.
///
/// # Errors
/// The 404 of an unknown prison for any other.
pub fn look_after(ctx: &Ctx, prison: PrisonId) -> Result<(), Error> {
    if own(ctx).is_none_or(|own| own.contains(&prison)) { Ok(()) } else { Err(Error::NotFound) }
}
