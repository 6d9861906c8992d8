//! Handlers of rights to persons.

use axum::response::Response;
use chrono::Timelike;
use serde::Deserialize;
use serde_json::json;

use super::actions;
use super::form::{self, Find, Give};
use super::rules::{Kind, Office};
use super::store::{self, Right, Wanted};
use super::view::{GiveView, ListView, Listed, OneView};
use super::{actions::office, served};
use crate::access::{Act, Action, Class, Entry};
use crate::law::calendar;
use crate::platform::id::{GrantId, InmateId};
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

/// On one page.
const PAGE: usize = 50;

pub fn routes() -> Routes {
    let (rule, health) = (needs(Class::Protection, Act::Propose), needs(Class::HealthAccounts, Act::Propose));
    Routes::new()
        .get("/admin/grants", rule, show)
        .post("/admin/grants/find", rule, find)
        .get("/admin/grants/new/{kind}", rule, show_new)
        .post("/admin/grants/new/{kind}", rule, give)
        .get("/admin/grants/{grant}", rule, show_one)
        .post("/admin/grants/{grant}/decide", rule, decide)
        .post("/admin/grants/{grant}/end", rule, end)
        .get("/admin/health-clearances", health, show)
        .post("/admin/health-clearances/find", health, find)
        .get("/admin/health-clearances/new", health, show_new)
        .post("/admin/health-clearances/new", health, give)
        .get("/admin/health-clearances/{grant}", health, show_one)
        .post("/admin/health-clearances/{grant}/decide", health, decide)
        .post("/admin/health-clearances/{grant}/end", health, end)
}

/// Everybody a page shows, for the trail.
fn shown(ctx: &mut Ctx, office: Office, lists: &[&[Right]]) {
    let mut inmates: Vec<InmateId> = lists.iter().flat_map(|l| l.iter()).map(|g| InmateId(g.inmate_id)).collect();
    inmates.sort_unstable();
    inmates.dedup();
    let entry = Entry::new(Action::List, office.class()).showing(inmates);
    let prison = ctx.actor.prisons.first().copied();
    ctx.record(Entry { prison, ..entry });
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let (prisons, now, office) = (served(&ctx.actor), ctx.now, office(&ctx)?);
    let after: Option<GrantId> = ctx.query("after").and_then(|a| a.parse().ok());
    let waiting = store::list(ctx.conn(), &prisons, Wanted { waiting: true, ..Wanted::default() }, now, 100).await?;
    let mut rights = store::list(ctx.conn(), &prisons, Wanted { after, ..Wanted::default() }, now, PAGE as i64 + 1).await?;
    let more = rights.len() > PAGE;
    rights.truncate(PAGE);
    let next = rights.last().filter(|_| more).map(|g| g.id.to_string());
    shown(&mut ctx, office, &[&waiting, &rights]);
    let done = ctx.query("done").and_then(|d| match d.as_str() {
        "given" => Some(ctx.t.msg_grant_done_given()),
        "proposed" => Some(ctx.t.msg_assignment_done_proposed()),
        "decided" => Some(ctx.t.msg_assignment_done_decided()),
        "ended" => Some(ctx.t.msg_assignment_done_ended()),
        _ => None,
    });
    let listed = Listed { waiting: &waiting, rights: &rights, found: None, typed: "", paged: after.is_some(), next };
    let view = ListView::new(&ctx, office, done, listed, &Errors::new());
    ctx.page(view).await
}

async fn find(mut ctx: Ctx, form: Form<Find>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (prisons, now, office) = (served(&ctx.actor), ctx.now, office(&ctx)?);
    let number = form::number(&raw.number).unwrap_or_default();
    // Health looks for nobody but the protected, whom most of its staff may not see; the prison finds those it sees.
    let kind = if office == Office::Health { Kind::Clearance } else { Kind::Assigned };
    let found = actions::person(&mut ctx, kind, &number).await?;
    ctx.record(Entry::new(Action::Search, office.class()).with(json!({ "by": "number", "found": found.is_some() })));
    let Some((inmate, _)) = found else {
        let mut errors = Errors::new();
        errors.add("number", if raw.number.trim().is_empty() { ctx.t.msg_grant_number_missing() } else { ctx.t.msg_grant_number_unknown() });
        let listed = Listed { waiting: &[], rights: &[], found: None, typed: &raw.number, paged: true, next: None };
        let view = ListView::new(&ctx, office, None, listed, &errors);
        return ctx.invalid(view).await;
    };
    let rights = store::list(ctx.conn(), &prisons, Wanted { inmate: Some(inmate), ..Wanted::default() }, now, 200).await?;
    ctx.record(Entry::new(Action::Look, office.class()).of(inmate));
    let listed = Listed { waiting: &[], rights: &rights, found: Some(number), typed: &raw.number, paged: true, next: None };
    let view = ListView::new(&ctx, office, None, listed, &Errors::new());
    ctx.page(view).await
}

/// What is given, by the path: the office of health gives one thing alone.
fn kind(ctx: &Ctx, office: Office) -> Result<Kind, Error> {
    match office {
        Office::Prison => ctx.param("kind"),
        Office::Health => Ok(Kind::Clearance),
    }
}

/// The page where this is given.
fn new_path(office: Office, kind: Kind) -> String {
    match office {
        Office::Prison => format!("{}/new/{}", office.path(), kind.as_str()),
        Office::Health => format!("{}/new", office.path()),
    }
}

async fn new_page(ctx: &mut Ctx, kind: Kind, typed: &Give, errors: &Errors) -> Result<GiveView, Error> {
    let (prisons, now, office) = (ctx.actor.prisons.clone(), ctx.now, office(ctx)?);
    let but = (!office.proposes_for_oneself()).then_some(ctx.actor.account);
    let staff = store::staff(ctx.conn(), but, kind.roles(office), &prisons, now).await?;
    Ok(GiveView::new(ctx, (office, kind, new_path(office, kind)), typed, &staff, errors))
}

async fn show_new(mut ctx: Ctx) -> Result<Response, Error> {
    let office = office(&ctx)?;
    let kind = kind(&ctx, office)?;
    // Asked for before the form, so that nothing typed is lost on the way.
    ctx.confirmed(&new_path(office, kind))?;
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
    let office = office(&ctx)?;
    let kind = kind(&ctx, office)?;
    ctx.confirmed(&new_path(office, kind))?;
    let outcome = match raw.parse(kind, ctx.t, ctx.now) {
        Ok(gift) => actions::give(&mut ctx, &gift).await?.map(drop),
        Err(errors) => Err(errors),
    };
    match outcome {
        Ok(()) => ctx.save(&format!("{}?done={}", office.path(), if kind == Kind::Clearance { "proposed" } else { "given" })).await,
        Err(errors) => {
            let view = new_page(&mut ctx, kind, &raw, &errors).await?;
            ctx.invalid(view).await
        }
    }
}

async fn one(ctx: &mut Ctx) -> Result<Right, Error> {
    let id: GrantId = ctx.param("grant")?;
    let (prisons, now) = (served(&ctx.actor), ctx.now);
    store::list(ctx.conn(), &prisons, Wanted { one: Some(id), ..Wanted::default() }, now, 1).await?.pop().ok_or(Error::NotFound)
}

async fn show_one(mut ctx: Ctx) -> Result<Response, Error> {
    let right = one(&mut ctx).await?;
    let entry = Entry::new(Action::Look, office(&ctx)?.class()).of(InmateId(right.inmate_id));
    ctx.record(entry);
    let view = one_page(&mut ctx, &right, None).await?;
    ctx.page(view).await
}

async fn one_page(ctx: &mut Ctx, right: &Right, fault: Option<String>) -> Result<OneView, Error> {
    let office = office(ctx)?;
    let stuck = actions::waits(ctx, right) && store::deciders(ctx.conn(), GrantId(right.id)).await? == 0;
    Ok(OneView::new(ctx, office, right, stuck, fault))
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
    let home = office(&ctx)?.path();
    ctx.confirmed(&format!("{home}/{}", right.id))?;
    let granted = match raw.outcome.as_str() {
        "granted" => true,
        "refused" => false,
        _ => return Err(Error::BadRequest),
    };
    match actions::decide(&mut ctx, &right, granted).await? {
        Ok(()) => ctx.save(&format!("{home}?done=decided")).await,
        Err(fault) => {
            let right = one(&mut ctx).await?;
            let view = one_page(&mut ctx, &right, Some(fault)).await?;
            ctx.invalid(view).await
        }
    }
}

async fn end(mut ctx: Ctx, form: Form<Nothing>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let right = one(&mut ctx).await?;
    let home = office(&ctx)?.path();
    match actions::end(&mut ctx, &right).await? {
        Ok(()) => ctx.save(&format!("{home}?done=ended")).await,
        Err(fault) => {
            let right = one(&mut ctx).await?;
            let view = one_page(&mut ctx, &right, Some(fault)).await?;
            ctx.invalid(view).await
        }
    }
}
