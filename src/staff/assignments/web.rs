//! Handlers of roles.

use axum::response::Response;

use super::form::{Decide, End, Propose};
use super::store::{self, Assignment, Wanted};
use super::view::{ListView, OneView, ProposeView};
use super::{actions, may_propose, may_see, rules};
use crate::access::{Action, Class, Entry, Role};
use crate::platform::id::AssignmentId;
use crate::web::{Access, Ctx, Error, Errors, Form, Routes};

/// On one page.
const PAGE: usize = 50;

pub fn routes() -> Routes {
    // Two classes of the matrix meet here (accounts, and those of health staff), so the gate asks for either.
    Routes::new()
        .get("/admin/assignments", Access::SignedIn, show)
        .post("/admin/assignments", Access::SignedIn, propose)
        .get("/admin/assignments/new", Access::SignedIn, show_new)
        .get("/admin/assignments/{assignment}", Access::SignedIn, show_one)
        .post("/admin/assignments/{assignment}/decide", Access::SignedIn, decide)
        .post("/admin/assignments/{assignment}/end", Access::SignedIn, end)
}

async fn sees(ctx: Ctx) -> Result<Ctx, Error> {
    if may_see(&ctx.actor) { Ok(ctx) } else { Err(ctx.deny(Entry::new(Action::Deny, Class::Roles)).await) }
}

async fn proposer(ctx: Ctx) -> Result<Ctx, Error> {
    if may_propose(&ctx.actor) { Ok(ctx) } else { Err(ctx.deny(Entry::new(Action::Deny, Class::Roles)).await) }
}

async fn show(ctx: Ctx) -> Result<Response, Error> {
    let mut ctx = sees(ctx).await?;
    let now = ctx.now;
    let searched = ctx.query("q").map(|q| q.trim().to_owned()).unwrap_or_default();
    let after = ctx.query("after").and_then(|a| a.parse().ok());
    let waiting = store::list(ctx.conn(), Wanted { state: "waiting", ..Wanted::default() }, now, 100).await?;
    let wanted = Wanted { state: "current", name: &searched, after, ..Wanted::default() };
    let mut current = store::list(ctx.conn(), wanted, now, PAGE as i64 + 1).await?;
    let more = current.len() > PAGE;
    current.truncate(PAGE);
    let next = current.last().filter(|_| more).map(|a| a.id.to_string());
    let done = ctx.query("done").and_then(|d| match d.as_str() {
        "proposed" => Some(ctx.t.msg_assignment_done_proposed()),
        "decided" => Some(ctx.t.msg_assignment_done_decided()),
        "ended" => Some(ctx.t.msg_assignment_done_ended()),
        _ => None,
    });
    let view = ListView::new(&ctx, done, &waiting, &current, searched, after.is_some(), next);
    ctx.page(view).await
}

async fn new_page(ctx: &mut Ctx, typed: &Propose, errors: &Errors) -> Result<ProposeView, Error> {
    let own = ctx.actor.prisons.clone();
    let only = (ctx.actor.role() != Some(Role::System)).then_some(own.as_slice());
    let prisons = store::prisons(ctx.conn(), only).await?;
    Ok(ProposeView::new(ctx, typed, &prisons, errors))
}

async fn show_new(ctx: Ctx) -> Result<Response, Error> {
    let mut ctx = proposer(ctx).await?;
    // Asked for before the form, so that nothing typed is lost on the way.
    ctx.confirmed("/admin/assignments/new")?;
    let who = match ctx.query("account") {
        Some(account) => store::person(ctx.conn(), &account).await?.map(|p| p.username).unwrap_or_default(),
        None => String::new(),
    };
    let place = match ctx.actor.prisons.as_slice() {
        [only] => only.to_string(),
        _ => String::new(),
    };
    let today = ctx.today;
    let typed = Propose { who, place, from: today.to_string(), until: rules::latest_end(today).to_string(), ..Propose::default() };
    let view = new_page(&mut ctx, &typed, &Errors::new()).await?;
    ctx.page(view).await
}

async fn propose(ctx: Ctx, form: Form<Propose>) -> Result<Response, Error> {
    let mut ctx = proposer(ctx).await?;
    let raw = ctx.open(form).await?;
    ctx.confirmed("/admin/assignments/new")?;
    let outcome = match raw.parse(ctx.t, ctx.today) {
        Ok(proposal) => actions::propose(&mut ctx, &proposal).await?.map(drop),
        Err(errors) => Err(errors),
    };
    match outcome {
        Ok(()) => ctx.save("/admin/assignments?done=proposed").await,
        Err(errors) => {
            let view = new_page(&mut ctx, &raw, &errors).await?;
            ctx.invalid(view).await
        }
    }
}

async fn one(ctx: &mut Ctx) -> Result<Assignment, Error> {
    let id: AssignmentId = ctx.param("assignment")?;
    let now = ctx.now;
    store::list(ctx.conn(), Wanted { one: Some(id), ..Wanted::default() }, now, 1).await?.pop().ok_or(Error::NotFound)
}

async fn show_one(ctx: Ctx) -> Result<Response, Error> {
    let mut ctx = sees(ctx).await?;
    let assignment = one(&mut ctx).await?;
    let view = OneView::new(&ctx, &assignment, &Decide::default(), None, &Errors::new());
    ctx.page(view).await
}

async fn decide(ctx: Ctx, form: Form<Decide>) -> Result<Response, Error> {
    let mut ctx = sees(ctx).await?;
    let raw = ctx.open(form).await?;
    let assignment = one(&mut ctx).await?;
    ctx.confirmed(&format!("/admin/assignments/{}", assignment.id))?;
    let (fault, errors) = match raw.parse(ctx.t) {
        Ok((granted, reason)) => match actions::decide(&mut ctx, &assignment, granted, &reason).await? {
            Ok(()) => return ctx.save("/admin/assignments?done=decided").await,
            Err(fault) => (Some(fault), Errors::new()),
        },
        Err(errors) => (None, errors),
    };
    let assignment = one(&mut ctx).await?;
    let view = OneView::new(&ctx, &assignment, &raw, fault, &errors);
    ctx.invalid(view).await
}

async fn end(ctx: Ctx, form: Form<End>) -> Result<Response, Error> {
    let mut ctx = sees(ctx).await?;
    ctx.open(form).await?;
    let assignment = one(&mut ctx).await?;
    ctx.confirmed(&format!("/admin/assignments/{}", assignment.id))?;
    match actions::end(&mut ctx, &assignment).await? {
        Ok(()) => ctx.save("/admin/assignments?done=ended").await,
        Err(fault) => {
            let assignment = one(&mut ctx).await?;
            let view = OneView::new(&ctx, &assignment, &Decide::default(), Some(fault), &Errors::new());
            ctx.invalid(view).await
        }
    }
}
