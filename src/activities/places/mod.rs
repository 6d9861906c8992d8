//! Places: what one can be placed in, what it asks for, who runs it, when it closes. A place is of a house and of nobody in it: who is there is read as what it is, the
//! placements of people.
//!
//! Case managers and governors make and close places; whoever runs one says what it is about, what it asks for, and who stands in (strgjfl § 18, forskrift § 3-12).

mod close;
mod edit;
mod form;
mod list;
mod page;
mod parts;
mod people;
pub mod store;
pub mod words;

pub(super) use edit::room_choices;
pub(super) use form::room;
pub(crate) use list::{prison, prisons};

use crate::access::Role;
use crate::web::{Ctx, Error, Routes};
use store::Place;

/// The routes of places.
pub(super) fn routes() -> Routes {
    list::routes().and(edit::routes()).and(page::routes()).and(parts::routes()).and(close::routes())
}

/// Whether the acting role decides which places a house has.
pub(super) fn decides(ctx: &Ctx) -> bool {
    matches!(ctx.actor.role(), Some(Role::CaseManager | Role::Governor))
}

/// Whether the reader may change this place at all: decides in the house, or runs it.
pub(super) fn runs(ctx: &Ctx, place: &Place) -> bool {
    decides(ctx) || place.mine
}

/// The place of the path.
pub(super) async fn one(ctx: &mut Ctx) -> Result<Place, Error> {
    let id = ctx.param("place")?;
    store::find(ctx.conn(), id).await?.ok_or(Error::NotFound)
}

/// The place of the path, when the reader may change it; it goes on.
pub(super) async fn run(ctx: &mut Ctx) -> Result<Place, Error> {
    let place = one(ctx).await?;
    match (runs(ctx, &place), place.closed_on) {
        (false, _) => Err(Error::Forbidden),
        (true, Some(_)) => Err(Error::AlreadyDone(format!("/activities/{}", place.id))),
        (true, None) => Ok(place),
    }
}
