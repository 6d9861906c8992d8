//! Handlers of receptions.

mod finish;
pub mod identity;
mod list;
pub mod property;
mod step;
mod undo;

use super::model::Reception;
use super::store;
use super::{actions, desk};
use crate::access::{Act, Class};
use crate::platform::id::{PrisonId, RowId};
use crate::web::{Access, Ctx, Error, Routes, needs, needs_for};

const READ: Access = Access::Needs(Class::Reception, Act::Read);
const WRITE: Access = Access::Needs(Class::Reception, Act::Write);

/// The routes of receptions.
pub fn routes() -> Routes {
    Routes::new()
        .get("/receptions", needs(Class::Reception, Act::Extract), list::show)
        .get("/receptions/expected/new", READ, list::new_expected)
        .post("/receptions/expected/new", READ, list::announce)
        .get("/receptions/expected/{arrival}/cancel", READ, list::ask_cancel)
        .post("/receptions/expected/{arrival}/cancel", READ, list::cancel)
        .get("/receptions/new", WRITE, list::new_arrival)
        .post("/receptions/new", WRITE, list::begin)
        .get("/receptions/{reception}", READ, step::overview)
        .get("/receptions/{reception}/health", needs(Class::Reception, Act::Extract), list::health)
        .get("/receptions/{reception}/sheet", READ, finish::sheet)
        .get("/receptions/{reception}/identity", READ, identity::show)
        .post("/receptions/{reception}/identity/search", WRITE, identity::search)
        .post("/receptions/{reception}/identity", WRITE, identity::decide)
        .get("/receptions/{reception}/identity/undo", WRITE, undo::ask)
        .post("/receptions/{reception}/identity/undo", WRITE, undo::undo)
        .get("/receptions/{reception}/property", needs(Class::Property, Act::Read), property::show)
        .post("/receptions/{reception}/property", WRITE, property::add)
        .post("/receptions/{reception}/property/sign", WRITE, property::sign)
        .get("/receptions/{reception}/property/receipt", needs(Class::Property, Act::Read), property::receipt)
        .get("/receptions/{reception}/property/{item}/remove", WRITE, property::ask_remove)
        .post("/receptions/{reception}/property/{item}/remove", WRITE, property::remove)
        .get("/receptions/{reception}/family/contact", WRITE, step::new_contact)
        .post("/receptions/{reception}/family/contact", WRITE, step::add_contact)
        .get("/receptions/{reception}/family/child", WRITE, step::new_child)
        .post("/receptions/{reception}/family/child", WRITE, step::add_child)
        .post("/receptions/{reception}/exception", WRITE, finish::except)
        .get("/receptions/{reception}/cell", READ, finish::place)
        .post("/receptions/{reception}/admit", WRITE, finish::admit)
        .get("/receptions/{reception}/contact-officer", READ, finish::officer)
        .post("/receptions/{reception}/contact-officer", READ, finish::give_officer)
        .get("/receptions/{reception}/end", WRITE, finish::ask_end)
        .post("/receptions/{reception}/end", WRITE, finish::end)
        .post("/receptions/{reception}/complete", WRITE, finish::complete)
        .get("/receptions/{reception}/{step}", READ, step::show)
        .post("/receptions/{reception}/{step}", WRITE, step::save)
        .get("/inmates/{inmate}/property", needs_for(Class::Property, Act::Read), property::of_inmate)
}

/// The reception of the path: of the reader's prisons, about nobody whom they may not know.
async fn reception(ctx: &mut Ctx) -> Result<Reception, Error> {
    let id: RowId = ctx.param("reception")?;
    // Property and its receipt go by a class of their own, which some have who know of no reception.
    if !ctx.may(Class::Reception, Act::Extract) {
        return Err(Error::NotFound);
    }
    store::one(ctx.conn(), id).await?.ok_or(Error::NotFound)
}

/// The same, to write in it.
async fn writable(ctx: &mut Ctx) -> Result<Reception, Error> {
    let r = reception(ctx).await?;
    // Ended or complete: nothing more is written, and the page of it says so.
    if r.writable() { Ok(r) } else { Err(Error::AlreadyDone(format!("/receptions/{}", r.id))) }
}

/// The prison asked about: one of the role's own, the first when none is named.
fn prison(ctx: &Ctx) -> Result<PrisonId, Error> {
    match ctx.query("prison") {
        Some(wanted) => wanted.parse().ok().filter(|p| ctx.actor.prisons.contains(p)).ok_or(Error::NotFound),
        None => ctx.actor.prisons.first().copied().ok_or(Error::Forbidden),
    }
}

/// Records the look of whoever reads a reception.
fn looked(ctx: &mut Ctx, r: &Reception) {
    ctx.record(actions::look(r));
}
