//! Handlers of the law.

use std::sync::Arc;

use axum::response::Response;
use uuid::Uuid;

use super::form::{Answer, Offers, Outcome, Propose};
use super::store::{self, Proposal, Wanted};
use super::view::{Filter, ListView, ProposalView, ProposeView, RuleView};
use super::{actions, rules};
use crate::access::{Act, Class};
use crate::law::rule::{Book, Rule};
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

pub fn routes() -> Routes {
    let (read, write) = (needs(Class::Law, Act::Read), needs(Class::Law, Act::Write));
    Routes::new()
        .get("/law", read, show)
        .get("/law/{rule}", read, show_rule)
        .get("/law/{rule}/propose", write, show_propose)
        .post("/law/{rule}/propose", write, propose)
        .get("/law/proposals/{proposal}", read, show_proposal)
        .post("/law/proposals/{proposal}/answer", write, answer)
}

fn book(ctx: &Ctx) -> Arc<Book> {
    Arc::clone(ctx.catalogue().law())
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let waiting = store::proposals(ctx.conn(), Wanted::default()).await?;
    let book = book(&ctx);
    let view = ListView::new(&ctx, &book, &Filter::of(&ctx), &waiting);
    ctx.page(view).await
}

/// Every row of the rule in the path.
fn rows<'b>(ctx: &Ctx, book: &'b Book) -> Result<Vec<&'b Rule>, Error> {
    let id: String = ctx.param("rule")?;
    let rows: Vec<&Rule> = book.rows().filter(|r| r.id == id).collect();
    if rows.is_empty() { Err(Error::NotFound) } else { Ok(rows) }
}

async fn show_rule(mut ctx: Ctx) -> Result<Response, Error> {
    let book = book(&ctx);
    let rows = rows(&ctx, &book)?;
    let id = rows.first().map(|r| r.id.as_str());
    let origins = store::origins(ctx.conn(), id.unwrap_or_default()).await?;
    let proposals = store::proposals(ctx.conn(), Wanted { rule: id, one: None }).await?;
    let results = store::results(ctx.conn(), id.unwrap_or_default()).await?;
    let done = ctx.query("done").and_then(|d| match d.as_str() {
        "proposed" => Some(ctx.t.msg_law_done_proposed()),
        "approved" => Some(ctx.t.msg_law_done_approved()),
        "rejected" => Some(ctx.t.msg_law_done_rejected()),
        "withdrawn" => Some(ctx.t.msg_law_done_withdrawn()),
        _ => None,
    });
    let view = RuleView::new(&ctx, done, &rows, &origins, &proposals, &results);
    ctx.page(view).await
}

/// The row of today for a rule and subject, and what may be chosen.
fn base(ctx: &Ctx, book: &Book, subject: &str) -> Result<(Rule, Offers), Error> {
    let rows: Vec<&Rule> = rows(ctx, book)?.into_iter().filter(|r| r.subject == subject).collect();
    let base = rules::spokesman(&rows, ctx.today).ok_or(Error::NotFound)?.clone();
    let mut acts: Vec<String> = book.rows().map(|r| r.cite.act.clone()).filter(|a| !a.is_empty()).collect();
    acts.sort_unstable();
    acts.dedup();
    Ok((base.clone(), Offers { ways: rules::ways(book, &base.id), acts }))
}

async fn show_propose(ctx: Ctx) -> Result<Response, Error> {
    let subject = ctx.query("subject").unwrap_or_default();
    let book = book(&ctx);
    let (base, offers) = base(&ctx, &book, &subject)?;
    // Asked for before the form, so that nothing typed is lost on the way.
    ctx.confirmed(&format!("/law/{}/propose?subject={subject}", base.id))?;
    let mut typed = Propose::of(&base);
    typed.value = ctx.query("value").filter(|v| offers.ways.contains(v)).unwrap_or(typed.value);
    let view = ProposeView::new(&ctx, &base, &offers, &typed, &Errors::new());
    ctx.page(view).await
}

async fn propose(mut ctx: Ctx, form: Form<Propose>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let book = book(&ctx);
    let (base, offers) = base(&ctx, &book, &raw.subject)?;
    ctx.confirmed(&format!("/law/{}/propose?subject={}", base.id, raw.subject))?;
    let errors = match raw.parse(ctx.t, &base, &offers, ctx.today) {
        Ok(proposed) => match actions::propose(&mut ctx, &proposed).await? {
            Some(_) => return ctx.save(&format!("/law/{}?done=proposed", base.id)).await,
            None => {
                let mut errors = Errors::new();
                errors.add("value", ctx.t.msg_law_another_waits());
                let view = ProposeView::new(&ctx, &base, &offers, &raw, &errors);
                return ctx.conflict(view).await;
            }
        },
        Err(errors) => errors,
    };
    let view = ProposeView::new(&ctx, &base, &offers, &raw, &errors);
    ctx.invalid(view).await
}

async fn one(ctx: &mut Ctx) -> Result<Proposal, Error> {
    let id: Uuid = ctx.param("proposal")?;
    store::proposals(ctx.conn(), Wanted { rule: None, one: Some(id) }).await?.pop().ok_or(Error::NotFound)
}

async fn show_proposal(mut ctx: Ctx) -> Result<Response, Error> {
    let proposal = one(&mut ctx).await?;
    let book = book(&ctx);
    let view = ProposalView::new(&ctx, &book, &proposal, None, "", &Errors::new());
    ctx.page(view).await
}

async fn answer(mut ctx: Ctx, form: Form<Answer>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let proposal = one(&mut ctx).await?;
    ctx.confirmed(&format!("/law/proposals/{}", proposal.id))?;
    let (fault, errors) = match raw.parse(ctx.t).ok_or(Error::BadRequest)? {
        Ok((outcome, reason)) => match actions::answer(&mut ctx, &proposal, outcome, &reason).await? {
            Ok(()) => return answered(ctx, &proposal, outcome).await,
            Err(fault) => (Some(fault), Errors::new()),
        },
        Err(errors) => (None, errors),
    };
    let (proposal, book, refused) = (one(&mut ctx).await?, book(&ctx), fault.is_some());
    let view = ProposalView::new(&ctx, &book, &proposal, fault, &raw.reason, &errors);
    if refused { ctx.conflict(view).await } else { ctx.invalid(view).await }
}

/// The other programs hear of it from the database; this one reads it before the answer leaves, so that the next page knows.
async fn answered(ctx: Ctx, proposal: &Proposal, outcome: Outcome) -> Result<Response, Error> {
    let app = ctx.app.clone();
    let response = ctx.save(&format!("/law/{}?done={}", proposal.rule_id, outcome.as_str())).await?;
    if outcome == Outcome::Approved
        && let Err(error) = app.catalogue.reload(&app.db).await
    {
        tracing::warn!(cause = %error, "the law could not be read anew at once; the database's news will do it");
    }
    Ok(response)
}
