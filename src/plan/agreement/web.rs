//! Handlers of versions.

use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::form::AgreeForm;
use super::store::{self, Version};
use super::view::{AgreeView, Standing, VersionView};
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::plan::{clock, goals, rules, store as files};
use crate::platform::db;
use crate::reference::List;
use crate::web::{Error, Errors, Form, Routes, needs_for};

pub(super) fn routes() -> Routes {
    let write = needs_for(Class::Plan, Act::Write);
    Routes::new()
        .get("/inmates/{inmate}/plan/agree", write, agree_page)
        .post("/inmates/{inmate}/plan/agree", write, agree)
        .get("/inmates/{inmate}/plan/versions/{number}", needs_for(Class::Plan, Act::Read), show)
        .post("/inmates/{inmate}/plan/versions/{number}/countersign", needs_for(Class::PlanSign, Act::Decide), countersign)
}

/// The newest version, for the page of the plan.
pub async fn standing(ctx: &mut InmateCtx) -> Result<Option<Standing>, Error> {
    let inmate = ctx.inmate.id;
    let all = store::all(ctx.conn(), inmate).await?;
    Ok(Standing::new(ctx, &all))
}

/// What the form shows: the goals, the number that comes next, when they were last changed, who signs besides.
async fn form_page(ctx: &mut InmateCtx, typed: Option<&AgreeForm>, stale: bool, errors: &Errors) -> Result<Option<AgreeView>, Error> {
    let inmate = ctx.inmate.id;
    let goals = goals::goals(ctx.conn(), inmate).await?;
    if !goals.iter().any(|g| g.state.open()) {
        return Ok(None);
    }
    let steps = goals::steps(ctx.conn(), inmate).await?;
    let next = store::all(ctx.conn(), inmate).await?.first().map_or(1, |v| v.number + 1);
    let changed = changed(ctx).await?;
    let signer = signer(ctx);
    let fresh = AgreeForm {
        agreed_on: ctx.today.to_string(),
        explained_by: ctx.actor.name.clone(),
        explained_in: ctx.inmate.interpreter_language.clone().unwrap_or_else(|| "nb".to_owned()),
        interpreter: if ctx.inmate.interpreter_language.is_some() { "yes".into() } else { String::new() },
        ..AgreeForm::default()
    };
    Ok(Some(AgreeView::new(ctx, &goals, &steps, next, &changed, signer, stale, typed.unwrap_or(&fresh), errors)))
}

/// When the goals were last changed, as a word that a form can carry.
async fn changed(ctx: &mut InmateCtx) -> Result<String, Error> {
    let inmate = ctx.inmate.id;
    Ok(files::file(ctx.conn(), inmate).await?.and_then(|f| f.changed_at).map(|at| at.timestamp_micros().to_string()).unwrap_or_default())
}

/// Whether the governor signs besides.
fn signer(ctx: &InmateCtx) -> bool {
    rules::countersigned(ctx.catalogue().law(), ctx.today, clock::family(ctx))
}

async fn agree_page(mut ctx: InmateCtx) -> Result<Response, Error> {
    let home = format!("/inmates/{}/plan", ctx.inmate.id);
    // Nothing to agree on yet: back to where goals are written.
    let Some(view) = form_page(&mut ctx, None, false, &Errors::new()).await? else { return Err(Error::AlreadyDone(home)) };
    ctx.into_ctx().page(view).await
}

async fn agree(mut ctx: InmateCtx, form: Form<AgreeForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let catalogue = ctx.catalogue().clone();
    let known = |code: &str| catalogue.contains(List::Language, code);
    let (inmate, prison, me, now) = (ctx.inmate.id, ctx.inmate.prison_id, ctx.actor.account, ctx.now);
    let home = format!("/inmates/{inmate}/plan");
    let new = match raw.parse(ctx.t, ctx.today, known) {
        Ok(new) => new,
        Err(errors) => {
            let Some(view) = form_page(&mut ctx, Some(&raw), false, &errors).await? else { return Err(Error::AlreadyDone(home)) };
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let seen: i32 = raw.seen.parse().map_err(|_| Error::BadRequest)?;
    let newest = store::all(ctx.conn(), inmate).await?.first().map_or(0, |v| v.number);
    // What the person was shown is what is agreed: goals that somebody changed meanwhile are shown again, and what was typed is kept.
    if newest != seen || changed(&mut ctx).await? != raw.changed {
        let Some(view) = form_page(&mut ctx, Some(&raw), true, &Errors::new()).await? else { return Err(Error::AlreadyDone(home)) };
        return ctx.into_ctx().conflict(view).await;
    }
    let (id, sign) = (Uuid::now_v7(), signer(&ctx));
    match store::add(ctx.conn(), id, (inmate, prison), seen, &new, sign, (me, now)).await {
        Ok(()) => {}
        Err(error) if db::violated(&error) == Some("version_number") => return Err(Error::AlreadyDone(home)),
        Err(error) => return Err(error.into()),
    }
    clock::settled(&mut ctx, id).await?;
    if sign {
        let (number, link) = (ctx.inmate.number.clone(), format!("{home}/versions/{}", seen + 1));
        store::tell_governors(ctx.conn(), prison, &number, &link).await?;
    }
    let detail = json!({ "version": id, "number": seen + 1, "outcome": new.outcome.as_str(), "countersign": sign });
    ctx.record(Entry { prison, ..Entry::new(Action::Decide, Class::Plan).of(inmate).with(detail) });
    ctx.into_ctx().save(&format!("{home}?done=agreed")).await
}

/// The version of the path, with all of them.
async fn one(ctx: &mut InmateCtx) -> Result<(Version, Vec<Version>), Error> {
    let (inmate, number): (_, i32) = (ctx.inmate.id, ctx.param("number")?);
    let all = store::all(ctx.conn(), inmate).await?;
    let v = all.iter().find(|v| v.number == number).cloned().ok_or(Error::NotFound)?;
    Ok((v, all))
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (v, all) = one(&mut ctx).await?;
    let before = all.iter().filter(|b| b.number < v.number).max_by_key(|b| b.number).cloned();
    let ids: Vec<Uuid> = std::iter::once(v.id).chain(before.iter().map(|b| b.id)).collect();
    let inmate = ctx.inmate.id;
    let frozen = store::frozen(ctx.conn(), inmate, &ids).await?;
    let view = VersionView::new(&ctx, &all, &v, before.as_ref(), &frozen);
    ctx.into_ctx().page(view).await
}

/// Nothing but the button.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Nothing {}

async fn countersign(mut ctx: InmateCtx, form: Form<Nothing>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let (v, _) = one(&mut ctx).await?;
    let (inmate, prison) = (ctx.inmate.id, ctx.inmate.prison_id);
    let to = format!("/inmates/{inmate}/plan/versions/{}", v.number);
    // Nobody signs besides themselves.
    if v.recorded == ctx.actor.account.0 {
        return Err(Error::Forbidden);
    }
    if !store::countersign(ctx.conn(), v.id).await? {
        return Err(Error::AlreadyDone(to));
    }
    ctx.record(Entry { prison, ..Entry::new(Action::Decide, Class::PlanSign).of(inmate).with(json!({ "version": v.id, "did": "countersigned" })) });
    ctx.into_ctx().save(&format!("{to}?done=signed")).await
}
