//! Handlers of rights to persons.

use axum::response::Response;
use chrono::Timelike;
use serde::Deserialize;
use serde_json::json;

use super::actions;
use super::form::{self, Find, Give};
use super::rules::Kind;
use super::store::{self, Right, Wanted};
use super::view::{GiveView, ListView, Listed, OneView};
use crate::access::{Act, Action, Class, Entry};
use crate::law::calendar;
use crate::platform::id::{GrantId, InmateId};
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

/// On one page.
const PAGE: usize = 50;

pub fn routes() -> Routes {
    let rule = needs(Class::Protection, Act::Propose);
    Routes::new()
        .get("/admin/grants", rule, show)
        .post("/admin/grants/find", rule, find)
        .get("/admin/grants/new/{kind}", rule, show_new)
        .post("/admin/grants/new/{kind}", rule, give)
        .get("/admin/grants/{grant}", rule, show_one)
        .post("/admin/grants/{grant}/decide", rule, decide)
        .post("/admin/grants/{grant}/end", rule, end)
}

/// Everybody a page shows, for the trail.
fn shown(ctx: &mut Ctx, lists: &[&[Right]]) {
    let mut inmates: Vec<InmateId> = lists.iter().flat_map(|l| l.iter()).map(|g| InmateId(g.inmate_id)).collect();
    inmates.sort_unstable();
    inmates.dedup();
    let entry = Entry::new(Action::List, Class::Protection).showing(inmates);
    let prison = ctx.actor.prisons.first().copied();
    ctx.record(Entry { prison, ..entry });
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let (prisons, now) = (ctx.actor.prisons.clone(), ctx.now);
    let after: Option<GrantId> = ctx.query("after").and_then(|a| a.parse().ok());
    let waiting = store::list(ctx.conn(), &prisons, Wanted { waiting: true, ..Wanted::default() }, now, 100).await?;
    let mut rights = store::list(ctx.conn(), &prisons, Wanted { after, ..Wanted::default() }, now, PAGE as i64 + 1).await?;
    let more = rights.len() > PAGE;
    rights.truncate(PAGE);
    let next = rights.last().filter(|_| more).map(|g| g.id.to_string());
    shown(&mut ctx, &[&waiting, &rights]);
    let done = ctx.query("done").and_then(|d| match d.as_str() {
        "given" => Some(ctx.t.msg_grant_done_given()),
        "proposed" => Some(ctx.t.msg_assignment_done_proposed()),
        "decided" => Some(ctx.t.msg_assignment_done_decided()),
        "ended" => Some(ctx.t.msg_assignment_done_ended()),
        _ => None,
    });
    let listed = Listed { waiting: &waiting, rights: &rights, found: None, typed: "", paged: after.is_some(), next };
    let view = ListView::new(&ctx, done, listed, &Errors::new());
    ctx.page(view).await
}

async fn find(mut ctx: Ctx, form: Form<Find>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (prisons, now) = (ctx.actor.prisons.clone(), ctx.now);
    let number = form::number(&raw.number).unwrap_or_default();
    let found = store::person(ctx.conn(), &number, &prisons).await?;
    ctx.record(Entry::new(Action::Search, Class::Protection).with(json!({ "by": "number", "found": found.is_some() })));
    let Some((inmate, _)) = found else {
        let mut errors = Errors::new();
        errors.add("number", if raw.number.trim().is_empty() { ctx.t.msg_grant_number_missing() } else { ctx.t.msg_grant_number_unknown() });
        let listed = Listed { waiting: &[], rights: &[], found: None, typed: &raw.number, paged: true, next: None };
        let view = ListView::new(&ctx, None, listed, &errors);
        return ctx.invalid(view).await;
    };
    let rights = store::list(ctx.conn(), &prisons, Wanted { inmate: Some(inmate), ..Wanted::default() }, now, 200).await?;
    ctx.record(Entry::new(Action::Look, Class::Protection).of(inmate));
    let listed = Listed { waiting: &[], rights: &rights, found: Some(number), typed: &raw.number, paged: true, next: None };
    let view = ListView::new(&ctx, None, listed, &Errors::new());
    ctx.page(view).await
}

async fn new_page(ctx: &mut Ctx, kind: Kind, typed: &Give, errors: &Errors) -> Result<GiveView, Error> {
    let (me, prisons, now) = (ctx.actor.account, ctx.actor.prisons.clone(), ctx.now);
    let staff = store::staff(ctx.conn(), me, kind.roles(), &prisons, now).await?;
    Ok(GiveView::new(ctx, kind, typed, &staff, errors))
}

async fn show_new(mut ctx: Ctx) -> Result<Response, Error> {
    let kind: Kind = ctx.param("kind")?;
    // Asked for before the form, so that nothing typed is lost on the way.
    ctx.confirmed(&format!("/admin/grants/new/{}", kind.as_str()))?;
    let local = calendar::oslo_time(ctx.now);
    let until = match kind {
        Kind::Clearance => ctx.today.checked_add_months(chrono::Months::new(3)).unwrap_or(ctx.today),
        _ => kind.latest_end(ctx.today),
    };
    let typed = Give { until: until.to_string(), day: ctx.today.to_string(), time: format!("{:02}:00", local.hour()), hours: "8".into(), ..Give::default() };
    let view = new_page(&mut ctx, kind, &typed, &Errors::new()).await?;
    ctx.page(view).await
}

async fn give(mut ctx: Ctx, form: Form<Give>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let kind: Kind = ctx.param("kind")?;
    ctx.confirmed(&format!("/admin/grants/new/{}", kind.as_str()))?;
    let outcome = match raw.parse(kind, ctx.t, ctx.now) {
        Ok(gift) => actions::give(&mut ctx, &gift).await?.map(drop),
        Err(errors) => Err(errors),
    };
    match outcome {
        Ok(()) => ctx.save(if kind == Kind::Clearance { "/admin/grants?done=proposed" } else { "/admin/grants?done=given" }).await,
        Err(errors) => {
            let view = new_page(&mut ctx, kind, &raw, &errors).await?;
            ctx.invalid(view).await
        }
    }
}

async fn one(ctx: &mut Ctx) -> Result<Right, Error> {
    let id: GrantId = ctx.param("grant")?;
    let (prisons, now) = (ctx.actor.prisons.clone(), ctx.now);
    store::list(ctx.conn(), &prisons, Wanted { one: Some(id), ..Wanted::default() }, now, 1).await?.pop().ok_or(Error::NotFound)
}

async fn show_one(mut ctx: Ctx) -> Result<Response, Error> {
    let right = one(&mut ctx).await?;
    ctx.record(Entry::new(Action::Look, Class::Protection).of(InmateId(right.inmate_id)));
    let view = OneView::new(&ctx, &right, None);
    ctx.page(view).await
}

/// A decision about a clearance.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Decide {
    outcome: String,
}

/// A form with nothing but its token.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Nothing {}

async fn decide(mut ctx: Ctx, form: Form<Decide>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let right = one(&mut ctx).await?;
    ctx.confirmed(&format!("/admin/grants/{}", right.id))?;
    let granted = match raw.outcome.as_str() {
        "granted" => true,
        "refused" => false,
        _ => return Err(Error::BadRequest),
    };
    match actions::decide(&mut ctx, &right, granted).await? {
        Ok(()) => ctx.save("/admin/grants?done=decided").await,
        Err(fault) => {
            let right = one(&mut ctx).await?;
            let view = OneView::new(&ctx, &right, Some(fault));
            ctx.invalid(view).await
        }
    }
}

async fn end(mut ctx: Ctx, form: Form<Nothing>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let right = one(&mut ctx).await?;
    match actions::end(&mut ctx, &right).await? {
        Ok(()) => ctx.save("/admin/grants?done=ended").await,
        Err(fault) => {
            let right = one(&mut ctx).await?;
            let view = OneView::new(&ctx, &right, Some(fault));
            ctx.invalid(view).await
        }
    }
}
