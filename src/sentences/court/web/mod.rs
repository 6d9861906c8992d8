//! The routes of courts.

mod calendar;
mod counsel;
mod person;

use super::model::About;
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::web::{Error, Routes, needs, needs_for};

/// The routes of courts.
pub fn routes() -> Routes {
    let reads = needs_for(Class::Sentence, Act::Read);
    let writes = needs_for(Class::Sentence, Act::Write);
    Routes::new()
        .get("/court", needs(Class::Sentence, Act::Read), calendar::show)
        .get("/court/print", needs(Class::Sentence, Act::Read), calendar::print)
        .get("/inmates/{inmate}/court", reads, person::show)
        .get("/inmates/{inmate}/court/new", writes, person::fresh)
        .post("/inmates/{inmate}/court", writes, person::plan)
        .get("/inmates/{inmate}/court/{appearance}/edit", writes, person::edit)
        .post("/inmates/{inmate}/court/{appearance}/edit", writes, person::change)
        .get("/inmates/{inmate}/court/{appearance}/result", writes, person::ending)
        .post("/inmates/{inmate}/court/{appearance}/result", writes, person::end)
        .get("/inmates/{inmate}/counsel/new", writes, counsel::fresh)
        .post("/inmates/{inmate}/counsel", writes, counsel::add)
        .get("/inmates/{inmate}/counsel/{counsel}/edit", writes, counsel::edit)
        .post("/inmates/{inmate}/counsel/{counsel}/edit", writes, counsel::change)
}

/// Whether this reader writes this person's courts: the case office of the prison that holds them, or whoever has the case.
fn writes_here(ctx: &InmateCtx) -> bool {
    ctx.reach().writable && ctx.may_here(Class::Sentence, Act::Write)
}

/// Lets the request through, or answers as to somebody out of scope.
async fn demand(ctx: InmateCtx) -> Result<InmateCtx, Error> {
    if writes_here(&ctx) {
        return Ok(ctx);
    }
    let id = ctx.inmate.id;
    Err(ctx.into_ctx().deny(Entry::new(Action::Deny, Class::Sentence).of(id)).await)
}

fn about(ctx: &InmateCtx) -> About {
    About { inmate: ctx.inmate.id, prison: ctx.inmate.prison_id, by: ctx.actor.account, now: ctx.now }
}

fn base(ctx: &InmateCtx) -> String {
    format!("/inmates/{}/court", ctx.inmate.id)
}

/// An entry about this person's courts.
fn entry(ctx: &InmateCtx, action: Action, detail: serde_json::Value) -> Entry {
    Entry { prison: ctx.inmate.prison_id, ..Entry::new(action, Class::Sentence).of(ctx.inmate.id).with(detail) }
}
