//! Whose books are open: a clerk of several houses looks at one at a time.

use super::store;
use crate::platform::id::PrisonId;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error};

/// The house that the address or the form names, when it is the reader's; else the reader's first.
pub(super) fn chosen(ctx: &Ctx, named: &str) -> Result<PrisonId, Error> {
    let named = named.parse().ok().filter(|p| ctx.actor.prisons.contains(p));
    named.or_else(|| ctx.actor.prisons.first().copied()).ok_or(Error::NotFound)
}

/// As [`chosen`], from `?prison=`.
pub(super) fn asked(ctx: &Ctx) -> Result<PrisonId, Error> {
    chosen(ctx, &ctx.query("prison").unwrap_or_default())
}

/// A way to each of the reader's houses at a page; none for who has one.
pub(super) async fn chips(ctx: &mut Ctx, path: &str, now: PrisonId) -> Result<Vec<Chip>, sqlx::Error> {
    if ctx.actor.prisons.len() < 2 {
        return Ok(Vec::new());
    }
    let ids = ctx.actor.prisons.clone();
    let named = store::houses(ctx.conn(), &ids).await?;
    Ok(named.into_iter().map(|(id, name)| Chip::new(format!("{path}?prison={id}"), name, None, id == now)).collect())
}
