//! Handlers of why somebody is held.

mod basis;
mod document;
mod restriction;

use axum::response::Response;
use serde_json::{Value, json};
use uuid::Uuid;

use super::documents::MOST_SENT;
use super::model::{Basis, Kind};
use super::sheet::Desk;
use super::store::{self, Hand};
use super::view::{ChooseView, Held, HeldView};
use super::words;
use crate::access::{Act, Action, Class, Entry};
use crate::deadlines;
use crate::inmates::InmateCtx;
use crate::platform::id::InmateId;
use crate::sentences::calculation;
use crate::sentences::court::hearings;
use crate::web::{Error, Routes, needs_for};

/// The routes.
pub fn routes() -> Routes {
    let (read, write) = (needs_for(Class::Sentence, Act::Read), needs_for(Class::Sentence, Act::Write));
    Routes::new()
        .get("/inmates/{inmate}/held", read, show)
        .get("/inmates/{inmate}/held/new", write, choose)
        .get("/inmates/{inmate}/held/new/{kind}", write, basis::show_new)
        .post("/inmates/{inmate}/held/new/{kind}", write, basis::create)
        .get("/inmates/{inmate}/held/{row}", read, basis::show)
        .get("/inmates/{inmate}/held/{row}/correct", write, basis::show_correct)
        .post("/inmates/{inmate}/held/{row}/correct", write, basis::correct)
        .get("/inmates/{inmate}/held/{row}/end", write, basis::show_end)
        .post("/inmates/{inmate}/held/{row}/end", write, basis::end)
        .post("/inmates/{inmate}/held/{row}/withdraw", write, basis::withdraw)
        .get("/inmates/{inmate}/held/{row}/restrictions/new", write, restriction::show_new)
        .post("/inmates/{inmate}/held/{row}/restrictions/new", write, restriction::create)
        .get("/inmates/{inmate}/restrictions/{restriction}/extend", write, restriction::show_extend)
        .post("/inmates/{inmate}/restrictions/{restriction}/extend", write, restriction::extend)
        .get("/inmates/{inmate}/restrictions/{restriction}/lift", write, restriction::show_lift)
        .post("/inmates/{inmate}/restrictions/{restriction}/lift", write, restriction::lift)
        .get("/inmates/{inmate}/restrictions/{restriction}/correct", write, restriction::show_correct)
        .post("/inmates/{inmate}/restrictions/{restriction}/correct", write, restriction::correct)
        .post("/inmates/{inmate}/restrictions/{restriction}/withdraw", write, restriction::withdraw)
        .post_upload("/inmates/{inmate}/held/{row}/documents", write, MOST_SENT, document::attach)
        .get("/inmates/{inmate}/held-documents/{document}", read, document::download)
        .post("/inmates/{inmate}/held-documents/{document}/withdraw", write, document::withdraw)
}

/// Everything of one person, the named of restrictions recorded as shown.
async fn load(ctx: &mut InmateCtx) -> Result<Held, Error> {
    let inmate = ctx.inmate.id;
    let bases = store::bases(ctx.conn(), inmate).await?;
    let restrictions = store::restrictions(ctx.conn(), inmate).await?;
    let documents = store::documents(ctx.conn(), inmate).await?;
    let stays = store::stays(ctx.conn(), inmate).await?;
    let ids: Vec<Uuid> = restrictions.iter().flat_map(|r| r.order.company_inmates.iter().copied()).collect();
    let named = if ids.is_empty() { Vec::new() } else { store::named(ctx.conn(), &ids).await? };
    if !named.is_empty() {
        let shown = named.iter().map(|n| InmateId(n.id)).collect();
        ctx.record(Entry::new(Action::List, Class::Person).showing(shown));
    }
    Ok(Held { bases, restrictions, documents, stays, named, hearings: Vec::new() })
}

/// The same with the hearings of which documents came.
async fn load_with_hearings(ctx: &mut InmateCtx) -> Result<Held, Error> {
    let held = load(ctx).await?;
    Ok(Held { hearings: hearings::that_were_held(ctx).await?, ..held })
}

/// Who writes, about whom, when.
fn hand(ctx: &InmateCtx) -> Hand {
    Hand { inmate: ctx.inmate.id, prison: ctx.inmate.prison_id, by: ctx.actor.account, now: ctx.now }
}

fn entry(ctx: &InmateCtx, action: Action, detail: Value) -> Entry {
    Entry { prison: ctx.inmate.prison_id, ..Entry::new(action, Class::Sentence).of(ctx.inmate.id).with(detail) }
}

fn told(ctx: &mut InmateCtx, action: Action, did: &str, row: Uuid) {
    let entry = entry(ctx, action, json!({ "did": did, "row": row }));
    ctx.record(entry);
}

/// What follows from a change of why somebody is held, in the same transaction: the calculation first, then the deadlines that rest on it. A
/// page that is opened after the change never shows what stood before it as if it were current.
async fn follow(ctx: &mut InmateCtx) -> Result<(), Error> {
    let (inmate, today, law) = (ctx.inmate.id, ctx.today, ctx.catalogue().law().clone());
    calculation::recompute(ctx.conn(), &law, inmate, today).await?;
    deadlines::follow_bases(ctx, inmate).await?;
    Ok(())
}

/// What the fields of a kind need: the bases that one of this kind may go on from, but not itself.
fn desk<'a>(ctx: &'a InmateCtx, held: &Held, kind: Kind, not: Option<Uuid>) -> Desk<'a> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let earlier = held
        .current()
        .filter(|b| b.facts.kind == kind && Some(b.root) != not)
        .map(|b| (b.root, t.msg_bases_earlier(words::line(t, fmt, &b.facts).as_str(), b.facts.case_number.as_str())))
        .collect();
    let hearings = held.hearings.iter().map(|h| (h.id, h.label.clone())).collect();
    Desk { t, catalogue: ctx.catalogue(), nb: ctx.lang.is_nb(), earlier, hearings }
}

fn find(held: &Held, id: Uuid) -> Result<&Basis, Error> {
    held.bases.iter().find(|b| b.id == id).ok_or(Error::NotFound)
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let held = load(&mut ctx).await?;
    let view = HeldView::new(&ctx, &held);
    ctx.into_ctx().page(view).await
}

async fn choose(ctx: InmateCtx) -> Result<Response, Error> {
    let view = ChooseView::new(&ctx);
    ctx.into_ctx().page(view).await
}
