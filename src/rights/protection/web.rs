//! Handlers of protection.

use axum::response::Response;
use serde_json::json;

use super::form::{Decision, DecisionForm, LiftForm, ProposalForm};
use super::store::{self, Protection};
use super::view::{ProtectedView, ProtectionView, Typed};
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::platform::db;
use crate::platform::id::RowId;
use crate::web::{Ctx, Error, Errors, Form, Routes, needs, needs_for};

/// The routes of protection.
pub fn routes() -> Routes {
    Routes::new()
        .get("/protected", needs(Class::Protection, Act::Propose), list)
        .get("/inmates/{inmate}/protection", needs_for(Class::Protection, Act::Propose), show)
        .post("/inmates/{inmate}/protection", needs_for(Class::Protection, Act::Propose), propose)
        .post("/inmates/{inmate}/protection/{protection}/decide", needs_for(Class::Protection, Act::Decide), decide)
        .post("/inmates/{inmate}/protection/{protection}/lift", needs_for(Class::Protection, Act::Decide), lift)
}

async fn list(mut ctx: Ctx) -> Result<Response, Error> {
    let all = store::protections(ctx.conn(), None).await?;
    let shown = all.iter().filter(|p| p.person.is_some()).map(|p| p.inmate).collect();
    ctx.record(Entry::new(Action::List, Class::Protection).showing(shown));
    let view = ProtectedView::new(&ctx, &all);
    ctx.page(view).await
}

fn path(ctx: &InmateCtx) -> String {
    format!("/inmates/{}/protection", ctx.inmate.id)
}

async fn all(ctx: &mut InmateCtx) -> Result<Vec<Protection>, Error> {
    let inmate = ctx.inmate.id;
    Ok(store::protections(ctx.conn(), Some(inmate)).await?)
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let all = all(&mut ctx).await?;
    let view = ProtectionView::new(&ctx, &all, &Typed::Nothing, &Errors::new());
    ctx.into_ctx().page(view).await
}

async fn again(mut ctx: InmateCtx, typed: Typed<'_>, errors: Errors) -> Result<Response, Error> {
    let all = all(&mut ctx).await?;
    let view = ProtectionView::new(&ctx, &all, &typed, &errors);
    ctx.into_ctx().invalid(view).await
}

async fn propose(mut ctx: InmateCtx, form: Form<ProposalForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let path = path(&ctx);
    let proposal = match raw.parse(ctx.t, ctx.today, ctx.now) {
        Ok(proposal) => proposal,
        Err(errors) => return again(ctx, Typed::Proposal(&raw), errors).await,
    };
    // A record without a prison is closed: nobody has it by default, and there is no governor to decide.
    let prison = ctx.inmate.prison_id.ok_or(Error::NotFound)?;
    let (inmate, by, now) = (ctx.inmate.id, ctx.actor.account, ctx.now);
    if all(&mut ctx).await?.iter().any(|p| p.waits || p.in_force) {
        return Err(Error::AlreadyDone(path));
    }
    let id = match store::propose(ctx.conn(), inmate, prison, by, &proposal, now).await {
        Ok(id) => id,
        // A colleague proposed at the same moment: theirs is the one to be decided.
        Err(e) if db::violated(&e) == Some("protection_waiting") => return Err(Error::AlreadyDone(path)),
        Err(e) => return Err(e.into()),
    };
    store::tell_governors(ctx.conn(), prison).await?;
    ctx.record(Entry::new(Action::Grant, Class::Protection).of(inmate).at(prison).with(json!({ "protection": id, "proposed": proposal.kind })));
    ctx.into_ctx().save(&path).await
}

async fn the_protection(ctx: &mut InmateCtx) -> Result<Protection, Error> {
    let id: RowId = ctx.param("protection")?;
    all(ctx).await?.into_iter().find(|p| p.id == id).ok_or(Error::NotFound)
}

async fn decide(mut ctx: InmateCtx, form: Form<DecisionForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let path = path(&ctx);
    ctx.confirmed(&path)?;
    let protection = the_protection(&mut ctx).await?;
    let decision = match raw.parse(ctx.t) {
        Ok(decision) => decision,
        Err(errors) => return again(ctx, Typed::Decision(&raw), errors).await,
    };
    let (inmate, prison, by, now) = (ctx.inmate.id, ctx.inmate.prison_id, ctx.actor.account, ctx.now);
    let refused = match &decision {
        Decision::Grant => None,
        Decision::Refuse(reason) => Some(reason.as_str()),
    };
    if !store::decide(ctx.conn(), protection.id, inmate, by, refused, now).await? {
        return Err(Error::AlreadyDone("/protected".to_owned()));
    }
    let protected = store::apply(ctx.conn(), inmate).await?;
    store::tell_proposer(ctx.conn(), protection.proposed_by, refused.is_none()).await?;
    ctx.record(Entry {
        prison,
        ..Entry::new(Action::Decide, Class::Protection).of(inmate).with(json!({ "protection": protection.id, "granted": refused.is_none() }))
    });
    // From now on the person is absent for whoever is not cleared, the one who decided it included.
    ctx.into_ctx().save(if protected { "/protected" } else { &path }).await
}

async fn lift(mut ctx: InmateCtx, form: Form<LiftForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let path = path(&ctx);
    ctx.confirmed(&path)?;
    let protection = the_protection(&mut ctx).await?;
    let reason = match raw.parse(ctx.t) {
        Ok(reason) => reason,
        Err(errors) => return again(ctx, Typed::Lift(&raw), errors).await,
    };
    let (inmate, prison, by, now) = (ctx.inmate.id, ctx.inmate.prison_id, ctx.actor.account, ctx.now);
    if !store::lift(ctx.conn(), protection.id, inmate, by, &reason, now).await? {
        return Err(Error::AlreadyDone(path));
    }
    store::apply(ctx.conn(), inmate).await?;
    ctx.record(Entry { prison, ..Entry::new(Action::Decide, Class::Protection).of(inmate).with(json!({ "protection": protection.id, "lifted": true })) });
    ctx.into_ctx().save(&path).await
}
