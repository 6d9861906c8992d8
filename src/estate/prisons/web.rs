//! Handlers of prisons.

use axum::response::Response;
use serde_json::json;

use super::form::{Edit, Features};
use super::store::{self, Known};
use super::view::{self, EditView, ListView, OneView};
use crate::access::{Act, Action, Class, Entry, Role};
use crate::estate::{scope, units, words};
use crate::platform::db;
use crate::platform::id::PrisonId;
use crate::web::conflict::{ConflictView, Edited};
use crate::web::lang::Text;
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

pub fn routes() -> Routes {
    let (read, write) = (needs(Class::Estate, Act::Read), needs(Class::Estate, Act::Write));
    Routes::new()
        .get("/prisons", read, show_all)
        .get("/admin/prisons", write, show_own)
        .get("/admin/prisons/new", write, show_new)
        .post("/admin/prisons/new", write, add)
        .get("/admin/prisons/{prison}", write, show_one)
        .get("/admin/prisons/{prison}/edit", write, show_edit)
        .post("/admin/prisons/{prison}/edit", write, edit)
        .post("/admin/prisons/{prison}/features", write, set_features)
}

async fn show_all(mut ctx: Ctx) -> Result<Response, Error> {
    let now = ctx.now;
    let prisons = store::list(ctx.conn(), None, now).await?;
    let view = ListView::new(&ctx, prisons, None);
    ctx.page(view).await
}

async fn show_own(mut ctx: Ctx) -> Result<Response, Error> {
    let (own, now) = (scope::own(&ctx), ctx.now);
    let prisons = store::list(ctx.conn(), own.as_deref(), now).await?;
    let view = ListView::new(&ctx, prisons, Some("/admin/prisons"));
    ctx.page(view).await
}

async fn one(ctx: &mut Ctx) -> Result<Known, Error> {
    let id: PrisonId = ctx.param("prison")?;
    scope::look_after(ctx, id)?;
    store::find(ctx.conn(), id).await?.ok_or(Error::NotFound)
}

async fn show_one(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = one(&mut ctx).await?;
    let (id, now, t) = (PrisonId(prison.id), ctx.now, ctx.t);
    let units = units::store::of_prison(ctx.conn(), id, now).await?;
    let done = ctx.query("done").and_then(|d| match d.as_str() {
        "saved" => Some(t.msg_estate_done_saved()),
        "added" => Some(t.msg_estate_done_added()),
        "unit" => Some(t.msg_estate_done_unit()),
        _ => None,
    });
    let view = OneView::new(&ctx, done, prison, units);
    ctx.page(view).await
}

/// The region decides who reaches a prison across prisons: for system administrators alone.
fn with_region(ctx: &Ctx) -> bool {
    ctx.actor.role() == Some(Role::System)
}

/// A prison is made by the service's own administrators; a governor looks after the one there is.
pub(super) fn adds(ctx: &Ctx) -> bool {
    ctx.actor.role() == Some(Role::System)
}

async fn administrator(ctx: Ctx) -> Result<Ctx, Error> {
    if adds(&ctx) { Ok(ctx) } else { Err(ctx.deny(Entry::new(Action::Deny, Class::Estate)).await) }
}

async fn show_new(ctx: Ctx) -> Result<Response, Error> {
    let ctx = administrator(ctx).await?;
    let typed = Edit { state: "active".to_owned(), kept_after_shift: "30".to_owned(), ..Edit::default() };
    let view = EditView::new(&ctx, None, &typed, true, &Errors::new());
    ctx.page(view).await
}

async fn add(ctx: Ctx, form: Form<Edit>) -> Result<Response, Error> {
    let mut ctx = administrator(ctx).await?;
    let raw = ctx.open(form).await?;
    let id = PrisonId::fresh();
    let errors = match raw.parse_new(ctx.t) {
        Ok((code, facts)) => match store::add(ctx.conn(), id, &code, &facts).await {
            Ok(()) => {
                ctx.record(Entry::new(Action::Administer, Class::Estate).at(id).with(json!({ "did": "prison added", "code": code })));
                return ctx.save(&format!("/admin/prisons/{id}?done=added")).await;
            }
            Err(error) if db::violated(&error) == Some("prison_code_taken") => one_error("code", ctx.t.msg_estate_prison_code_taken()),
            Err(error) => return Err(error.into()),
        },
        Err(errors) => errors,
    };
    let view = EditView::new(&ctx, None, &raw, true, &errors);
    ctx.invalid(view).await
}

fn one_error(field: &'static str, message: String) -> Errors {
    let mut errors = Errors::new();
    errors.add(field, message);
    errors
}

async fn show_edit(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = one(&mut ctx).await?;
    let view = EditView::new(&ctx, Some(&prison), &view::filled(&prison), with_region(&ctx), &Errors::new());
    ctx.page(view).await
}

async fn edit(mut ctx: Ctx, form: Form<Edit>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let prison = one(&mut ctx).await?;
    let (id, with_region) = (PrisonId(prison.id), with_region(&ctx));
    let facts = match raw.parse(ctx.t, with_region) {
        Ok(facts) => facts,
        Err(errors) => {
            let view = EditView::new(&ctx, Some(&prison), &raw, with_region, &errors);
            return ctx.invalid(view).await;
        }
    };
    let version = raw.version.parse().map_err(|_| Error::BadRequest)?;
    let people = if facts.status == "active" { 0 } else { store::people_of(ctx.conn(), id).await? };
    // Counted before, so that the page can say how many; and once more by the database, against whoever comes in between.
    let errors = match store::update(ctx.conn(), id, &facts, with_region, version).await {
        Ok(true) => None,
        Ok(false) => {
            let now = one(&mut ctx).await?;
            let view = conflict(&ctx, &now, &raw, with_region);
            return ctx.conflict(view).await;
        }
        Err(error) if db::violated(&error) == Some("prison_has_people") => Some(one_error("state", ctx.t.msg_estate_prison_occupied(people.max(1)))),
        Err(error) => return Err(error.into()),
    };
    if let Some(errors) = errors {
        let view = EditView::new(&ctx, Some(&prison), &raw, with_region, &errors);
        return ctx.invalid(view).await;
    }
    ctx.record(Entry::new(Action::Administer, Class::Estate).at(id).with(json!({ "did": "prison edited" })));
    ctx.save(&format!("/admin/prisons/{id}?done=saved")).await
}

fn conflict(ctx: &Ctx, now: &Known, raw: &Edit, with_region: bool) -> ConflictView {
    let t: Text = ctx.t;
    let theirs = view::filled(now);
    let plain = |value: &str| value.to_owned();
    let status = move |value: &str| words::status(t, value);
    let sexes = move |value: &str| words::sexes(t, value);
    let label = |name: &str| match name {
        "name" => t.msg_estate_name(),
        "region" => t.msg_estate_region(),
        "municipality" => t.msg_estate_municipality(),
        "county" => t.msg_estate_county(),
        "sexes" => t.msg_estate_sexes(),
        "places_high" => t.msg_estate_places_high(),
        "places_lower" => t.msg_estate_places_lower(),
        "places_halfway" => t.msg_estate_places_halfway(),
        "capacity_basis" => t.msg_estate_capacity_basis(),
        "kept_after_shift" => t.msg_estate_kept_field(),
        _ => t.msg_account_state(),
    };
    let fields: Vec<Edited<'_>> = view::pairs(&theirs)
        .into_iter()
        .zip(view::pairs(raw))
        .filter(|((name, _), _)| with_region || *name != "region")
        .map(|((name, theirs), (_, mine))| {
            let read: &(dyn Fn(&str) -> String + Sync) = match name {
                "state" => &status,
                "sexes" => &sexes,
                _ => &plain,
            };
            Edited { name, label: label(name), theirs, mine, read }
        })
        .collect();
    ConflictView::new(ctx.frame("prisons", t.msg_conflict_title()), format!("/admin/prisons/{}/edit", now.id), now.version, &raw.was, &fields)
}

async fn set_features(mut ctx: Ctx, form: Form<Features>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let prison = one(&mut ctx).await?;
    let (id, me, now) = (PrisonId(prison.id), ctx.actor.account, ctx.now);
    let features = raw.parse();
    store::set_features(ctx.conn(), id, &features, me, now).await?;
    let on: Vec<&str> = features.iter().filter(|(_, on)| *on).map(|(f, _)| *f).collect();
    ctx.record(Entry::new(Action::Administer, Class::Estate).at(id).with(json!({ "did": "features set", "on": on })));
    ctx.save(&format!("/admin/prisons/{id}?done=saved")).await
}
