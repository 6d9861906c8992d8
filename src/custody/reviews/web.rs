//! Handlers of reviews.

use axum::response::Response;
use chrono::TimeDelta;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::store;
use super::view::ReviewsView;
use crate::access::{Act, Action, Actor, Class, Entry};
use crate::custody::apart::store as apart;
use crate::custody::roll::store as roll;
use crate::inmates::InmateCtx;
use crate::inmates::register::{may_set_alert, set_by};
use crate::platform::id::{InmateId, PrisonId};
use crate::web::frame::NavItem;
use crate::web::lang::Text;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Form, Routes, needs, needs_for};

/// How far ahead the list looks.
const AHEAD: TimeDelta = TimeDelta::days(7);

/// The routes of reviews.
pub fn routes() -> Routes {
    Routes::new().get("/alerts/due", needs(Class::Alerts, Act::Write), list).post(
        "/inmates/{inmate}/alerts/{row}/review",
        needs_for(Class::Alerts, Act::Write),
        still,
    )
}

/// The item of the main menu.
pub fn nav(actor: &Actor, t: Text) -> Vec<NavItem> {
    if actor.may(Class::Alerts, Act::Write) {
        vec![NavItem { section: "alert-reviews", href: "/alerts/due".to_owned(), icon: "ExclamationmarkTriangle", label: t.msg_review_due_nav(), key: "" }]
    } else {
        Vec::new()
    }
}

fn prison(ctx: &Ctx) -> Result<PrisonId, Error> {
    match ctx.query("prison") {
        Some(wanted) => wanted.parse().ok().filter(|p| ctx.actor.prisons.contains(p)).ok_or(Error::NotFound),
        None => ctx.actor.prisons.first().copied().ok_or(Error::NotFound),
    }
}

async fn list(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = prison(&ctx)?;
    let (ids, today) = (ctx.actor.prisons.clone(), ctx.today);
    let until = today + AHEAD;
    let names = roll::prisons(ctx.conn(), &ids).await?;
    let place = names.iter().find(|n| n.id == prison.0).map(|n| n.name.clone()).unwrap_or_default();
    let several = (2..=8).contains(&names.len());
    let chips = names.iter().filter(|_| several).map(|n| Chip::new(format!("/alerts/due?prison={}", n.id), n.name.clone(), None, n.id == prison.0)).collect();
    let alerts = store::alerts(ctx.conn(), prison, today, until).await?;
    let due = apart::due(ctx.conn(), prison, until).await?;
    let shown = alerts.iter().map(|a| InmateId(a.inmate)).chain(due.iter().map(|d| InmateId(d.inmate))).collect();
    ctx.record(Entry::new(Action::List, Class::Alerts).showing(shown).at(prison));
    let view = ReviewsView::new(&ctx, place, chips, &alerts, &due);
    ctx.page(view).await
}

/// Nothing but the button.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Nothing {}

async fn still(mut ctx: InmateCtx, form: Form<Nothing>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let row: Uuid = ctx.param("row")?;
    let (inmate, by, now, prison) = (ctx.inmate.id, ctx.actor.account, ctx.now, ctx.inmate.prison_id);
    let kind = store::kind(ctx.conn(), row, inmate).await?.ok_or(Error::NotFound)?;
    if !ctx.actor.role().is_some_and(|r| may_set_alert(r, set_by(ctx.catalogue(), &kind), &kind)) {
        return Err(Error::Forbidden);
    }
    if !store::reviewed(ctx.conn(), row, inmate, by, now).await? {
        return Err(Error::AlreadyDone("/alerts/due".to_owned()));
    }
    ctx.record(Entry { prison, ..Entry::new(Action::Decide, Class::Alerts).of(inmate).with(json!({ "alert": row, "did": "reviewed" })) });
    let to = prison.map_or_else(|| "/alerts/due?done=1".to_owned(), |p| format!("/alerts/due?done=1&prison={p}"));
    ctx.into_ctx().save(&to).await
}
