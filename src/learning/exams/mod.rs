//! Exams held inside, under the rules of whoever holds them: registered, a room, somebody who watches, aids, a network that is opened for it, a protocol, results. The house
//! knows the day; who sits it is known to those who answer for them.

mod form;
mod list;
mod one;
mod store;

use crate::activities::places;
use crate::platform::id::PrisonId;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Routes};

/// The routes of exams.
pub(super) fn routes() -> Routes {
    list::routes().and(one::routes())
}

/// The prison of the address among the reader's, else the first.
fn prison(ctx: &Ctx) -> Result<PrisonId, Error> {
    places::prison(ctx)
}

/// Chips of the reader's prisons, when there are several.
async fn prisons(ctx: &mut Ctx, here: PrisonId) -> Result<Vec<Chip>, Error> {
    places::prisons(ctx, "/exams", here).await
}
