//! Handlers of movements.

mod correct;
mod end;
mod inside;
mod list;
mod person;
mod positions;
mod release;
mod steps;
mod together;

use axum::response::Response;

use super::actions::{About, Outcome};
use super::rules;
use super::view::{MovedView, Words};
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::{BannerView, InmateCtx};
use crate::web::ctx::local_path;
use crate::web::{Error, Errors, Routes, needs, needs_for};

/// The routes of movements.
pub fn routes() -> Routes {
    let (reads, writes) = (needs_for(Class::Movements, Act::Read), needs_for(Class::Movements, Act::Write));
    Routes::new()
        .get("/movements", needs(Class::Movements, Act::Read), list::show)
        .get("/movements/print", needs(Class::Movements, Act::Read), list::print)
        .get("/positions", needs(Class::Movements, Act::Read), positions::show)
        .get("/inmates/{inmate}/movements", reads, person::show)
        .get("/inmates/{inmate}/movements/new", writes, person::fresh)
        .post("/inmates/{inmate}/movements", writes, person::plan)
        .get("/inmates/{inmate}/movements/{movement}/edit", writes, person::edit)
        .post("/inmates/{inmate}/movements/{movement}/edit", writes, person::change)
        .get("/inmates/{inmate}/movements/{movement}/leave", writes, steps::leaving)
        .post("/inmates/{inmate}/movements/{movement}/leave", writes, steps::leave)
        .get("/inmates/{inmate}/movements/{movement}/back", writes, steps::returning)
        .post("/inmates/{inmate}/movements/{movement}/back", writes, steps::back)
        .get("/inmates/{inmate}/movements/{movement}/cancel", writes, steps::cancelling)
        .post("/inmates/{inmate}/movements/{movement}/cancel", writes, steps::cancel)
        .get("/inmates/{inmate}/movements/{movement}/correct", writes, correct::ask)
        .post("/inmates/{inmate}/movements/{movement}/correct", writes, correct::correct)
        .get("/inmates/{inmate}/internal/new", writes, inside::fresh)
        .post("/inmates/{inmate}/internal", writes, inside::plan)
        .get("/inmates/{inmate}/internal/{movement}/{verb}", writes, inside::ask)
        .post("/inmates/{inmate}/internal/{movement}/{verb}", writes, inside::step)
        // Who may end a stay is no matter of the class alone: rules.rs and the database decide.
        .get("/inmates/{inmate}/release", reads, release::show)
        .post("/inmates/{inmate}/release", reads, release::prepare)
        .post("/inmates/{inmate}/release/confirm", reads, release::confirm)
        .post("/inmates/{inmate}/release/record", reads, release::record)
        .post("/inmates/{inmate}/release/withdraw", reads, release::withdraw)
        .get("/inmates/{inmate}/death", reads, end::death_page)
        .post("/inmates/{inmate}/death", reads, end::death_review)
        .post("/inmates/{inmate}/death/confirm", reads, end::death)
        .get("/inmates/{inmate}/escape", reads, end::escape_page)
        .post("/inmates/{inmate}/escape", reads, end::escape)
}

/// A prison's own movements are its own to write: someone who only still reads (14 days after a transfer) does not.
fn writes_here(ctx: &InmateCtx) -> bool {
    let ours = ctx.inmate.prison_id.is_some_and(|p| ctx.actor.prisons.contains(&p)) || ctx.reach().assigned || ctx.reach().writable;
    ours && ctx.may_here(Class::Movements, Act::Write)
}

/// Whether the reader may release this person, or record an escape or a death.
fn ends_here(ctx: &InmateCtx) -> bool {
    ctx.reach().deep && ctx.actor.role().is_some_and(|role| rules::may_end_stay(role, ctx.reach().assigned))
}

/// Lets the request through, or answers as to somebody out of scope.
async fn demand(ctx: InmateCtx, allowed: bool) -> Result<InmateCtx, Error> {
    if allowed {
        return Ok(ctx);
    }
    let id = ctx.inmate.id;
    Err(ctx.into_ctx().deny(Entry::new(Action::Deny, Class::Movements).of(id)).await)
}

fn about(ctx: &InmateCtx) -> About {
    About { inmate: ctx.inmate.id, prison: ctx.inmate.prison_id, by: ctx.actor.account, now: ctx.now }
}

fn base(ctx: &InmateCtx) -> String {
    format!("/inmates/{}/movements", ctx.inmate.id)
}

/// Where a form leads back to: the list it came from, or the person's page.
fn back_to(ctx: &InmateCtx, back: &str, twice: bool) -> String {
    if back.starts_with("/movements") && !twice {
        return local_path(back).to_owned();
    }
    if twice { format!("{}?note=twice", base(ctx)) } else { base(ctx) }
}

/// An entry about this person's movements.
fn entry(ctx: &InmateCtx, action: Action, detail: serde_json::Value) -> Entry {
    Entry { prison: ctx.inmate.prison_id, ..Entry::new(action, Class::Movements).of(ctx.inmate.id).with(detail) }
}

/// What stands against a step: beside a field, or on a page of its own.
#[expect(clippy::large_enum_variant, reason = "one at a time, and soon a page")]
enum Refusal {
    Field(Errors),
    Page(MovedView),
}

/// Where a refused step is told: the field of its time, or the page that says how things are.
fn refuse<T>(ctx: &InmateCtx, field: &'static str, outcome: &Outcome<T>, list: &str) -> Option<Refusal> {
    let words = Words::of(ctx);
    let page = |what: String, text: String| {
        Refusal::Page(MovedView {
            frame: ctx.frame("inmates", ctx.t.msg_move_moved_heading()),
            banner: BannerView::of(ctx, "movements"),
            base: base(ctx),
            what,
            text,
            list: list.starts_with("/movements").then(|| local_path(list).to_owned()),
        })
    };
    match outcome {
        Outcome::Done(_) | Outcome::Unknown => None,
        Outcome::Fault(fault) if fault.is_about_time() => {
            let mut errors = Errors::new();
            errors.add(field, words.fault(fault));
            Some(Refusal::Field(errors))
        }
        Outcome::Fault(fault) => Some(page(String::new(), words.fault(fault))),
        Outcome::Moved(m) => Some(page(words.what(true, &m.reason, &m.destination), words.moved(m))),
        Outcome::MovedInside(v) => Some(page(words.what(false, &v.kind, &v.to_place), words.moved_inside(v))),
    }
}

/// Answers with the page that says how things are.
async fn moved(ctx: InmateCtx, view: MovedView) -> Result<Response, Error> {
    ctx.into_ctx().conflict(view).await
}
