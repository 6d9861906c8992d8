//! Handlers of transfer cases.

use axum::response::Response;
use chrono::{Days, TimeDelta};
use serde_json::json;
use uuid::Uuid;

use super::form::{AnswerForm, ProposalForm};
use super::store::{self, Case};
use super::view::{ListView, PersonView, Typed};
use crate::access::{Act, Action, Class, Entry};
use crate::custody::movements;
use crate::inmates::InmateCtx;
use crate::platform::id::InmateId;
use crate::web::{Ctx, Error, Errors, Form, Routes, needs, needs_for};

/// How long a decision stands before it must be weighed anew.
const STANDS: Days = Days::new(30);
/// How long the queue shows what was answered.
const SHOWN: TimeDelta = TimeDelta::days(14);

/// The routes of transfer cases.
pub fn routes() -> Routes {
    let (propose, decide) = (needs_for(Class::Transfers, Act::Propose), needs_for(Class::Transfers, Act::Decide));
    Routes::new()
        .get("/transfers", needs(Class::Transfers, Act::Read), list)
        .get("/inmates/{inmate}/transfers", needs_for(Class::Transfers, Act::Read), show)
        .post("/inmates/{inmate}/transfers", propose, suggest)
        .post("/inmates/{inmate}/transfers/{case}/decide", decide, answer)
        .post("/inmates/{inmate}/transfers/{case}/withdraw", propose, withdraw)
}

async fn list(mut ctx: Ctx) -> Result<Response, Error> {
    let since = ctx.now - SHOWN;
    let cases = store::cases(ctx.conn(), None, since).await?;
    let mut shown: Vec<InmateId> = cases.iter().map(|c| InmateId(c.inmate)).collect();
    shown.sort_unstable();
    shown.dedup();
    ctx.record(Entry::new(Action::List, Class::Transfers).showing(shown));
    let view = ListView::new(&ctx, &cases);
    ctx.page(view).await
}

fn base(ctx: &InmateCtx) -> String {
    format!("/inmates/{}/transfers", ctx.inmate.id)
}

fn entry(ctx: &InmateCtx, action: Action, detail: serde_json::Value) -> Entry {
    Entry { prison: ctx.inmate.prison_id, ..Entry::new(action, Class::Transfers).of(ctx.inmate.id).with(detail) }
}

/// Whoever only still reads (14 days after a transfer) proposes nothing and takes nothing back.
pub(super) fn ours(ctx: &InmateCtx) -> bool {
    ctx.inmate.prison_id.is_some_and(|p| ctx.actor.prisons.contains(&p))
}

async fn all(ctx: &mut InmateCtx) -> Result<Vec<Case>, Error> {
    let (inmate, now) = (ctx.inmate.id, ctx.now);
    Ok(store::cases(ctx.conn(), Some(inmate), now).await?)
}

/// Where somebody can go: every prison but their own.
async fn prisons(ctx: &mut InmateCtx) -> Result<Vec<(Uuid, String)>, Error> {
    let own = ctx.inmate.prison_id;
    Ok(movements::prisons(ctx.conn(), own).await?)
}

async fn page(ctx: &mut InmateCtx, typed: Typed<'_>, errors: &Errors) -> Result<PersonView, Error> {
    let cases = all(ctx).await?;
    let prisons = prisons(ctx).await?;
    Ok(PersonView::new(ctx, &cases, &prisons, &typed, errors))
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let view = page(&mut ctx, Typed::Nothing, &Errors::new()).await?;
    ctx.into_ctx().page(view).await
}

async fn suggest(mut ctx: InmateCtx, form: Form<ProposalForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    if !ours(&ctx) {
        return Err(Error::NotFound);
    }
    let prisons = prisons(&mut ctx).await?;
    let errors = match raw.parse(ctx.t, &prisons, ctx.today) {
        Err(errors) => errors,
        Ok(proposal) => {
            let inmate = ctx.inmate.id;
            let (id, answer) = store::propose(ctx.conn(), inmate, &proposal).await?;
            match answer.as_str() {
                "proposed" => {
                    let entry = entry(&ctx, Action::Collect, json!({ "transfer": id, "reason": proposal.reason, "did": "proposed" }));
                    ctx.record(entry);
                    let to = base(&ctx);
                    return ctx.into_ctx().save(&to).await;
                }
                // A colleague was first, or one was granted meanwhile: the page shows it.
                "waiting" | "granted" | "not_held" => return Err(Error::AlreadyDone(base(&ctx))),
                _ => {
                    let mut errors = Errors::new();
                    errors.add("to", ctx.t.msg_transfer_choose_prison());
                    errors
                }
            }
        }
    };
    let view = page(&mut ctx, Typed::Proposal(&raw), &errors).await?;
    ctx.into_ctx().invalid(view).await
}

async fn the_case(ctx: &mut InmateCtx) -> Result<Case, Error> {
    let id: Uuid = ctx.param("case")?;
    all(ctx).await?.into_iter().find(|c| c.id == id).ok_or(Error::NotFound)
}

async fn answer(mut ctx: InmateCtx, form: Form<AnswerForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let case = the_case(&mut ctx).await?;
    let (granted, why) = match raw.parse(ctx.t) {
        Ok(answer) => answer,
        Err(errors) => {
            let view = page(&mut ctx, Typed::Answer(&raw), &errors).await?;
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let (inmate, until) = (ctx.inmate.id, ctx.today + STANDS);
    match store::decide(ctx.conn(), case.id, inmate, granted, &why, until).await?.as_str() {
        "ok" => {
            let entry = entry(&ctx, Action::Decide, json!({ "transfer": case.id, "granted": granted }));
            ctx.record(entry);
            let to = base(&ctx);
            ctx.into_ctx().save(&to).await
        }
        // Four eyes: no page of ours offers it to whoever proposed it.
        "own" => Err(ctx.into_ctx().deny(Entry::new(Action::Deny, Class::Transfers).of(inmate)).await),
        _ => Err(Error::AlreadyDone(base(&ctx))),
    }
}

async fn withdraw(mut ctx: InmateCtx, form: Form<AnswerForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    if !ours(&ctx) {
        return Err(Error::NotFound);
    }
    let case = the_case(&mut ctx).await?;
    let inmate = ctx.inmate.id;
    // What was granted is taken back by those who decide.
    if case.decided_at.is_some() && !ctx.may_here(Class::Transfers, Act::Decide) {
        return Err(ctx.into_ctx().deny(Entry::new(Action::Deny, Class::Transfers).of(inmate)).await);
    }
    let why = match raw.taken_back(ctx.t) {
        Ok(why) => why,
        Err(errors) => {
            let view = page(&mut ctx, Typed::Back(&raw), &errors).await?;
            return ctx.into_ctx().invalid(view).await;
        }
    };
    if store::withdraw(ctx.conn(), case.id, inmate, &why).await? != "ok" {
        return Err(Error::AlreadyDone(base(&ctx)));
    }
    let entry = entry(&ctx, Action::Alter, json!({ "transfer": case.id, "did": "withdrawn" }));
    ctx.record(entry);
    let to = base(&ctx);
    ctx.into_ctx().save(&to).await
}
