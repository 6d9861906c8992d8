//! Handlers of placements.

use axum::response::Response;
use chrono::TimeDelta;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::form::{HoldForm, StepForm};
use super::view::{Back, HeldView, PageView};
use crate::access::{Act, Action, Class, Entry};
use crate::activities::placements::person;
use crate::activities::placements::store::{self, Ahead, Placement, Rest};
use crate::inmates::{InmateCtx, clashes};
use crate::platform::db;
use crate::web::{Ctx, Error, Errors, Form, Routes, needs, needs_for};

/// The routes of placements.
pub fn routes() -> Routes {
    let (read, write, decide) = (needs_for(Class::Allocation, Act::Read), needs_for(Class::Allocation, Act::Write), needs_for(Class::Allocation, Act::Decide));
    Routes::new()
        .get("/placements/{placement}", needs(Class::Activities, Act::Read), by_itself)
        .get("/inmates/{inmate}/placements/{placement}", read, show)
        .post("/inmates/{inmate}/placements/{placement}/suspend", write, suspend)
        .post("/inmates/{inmate}/placements/{placement}/resume", write, resume)
        .post("/inmates/{inmate}/placements/{placement}/end", decide, end)
        .get("/inmates/{inmate}/held-back", write, held)
        .post("/inmates/{inmate}/held-back", write, hold)
        .post("/inmates/{inmate}/held-back/{held}/lift", write, lift)
}

fn entry(ctx: &InmateCtx, detail: serde_json::Value) -> Entry {
    Entry { prison: ctx.inmate.prison_id, ..Entry::new(Action::Decide, Class::Allocation).of(ctx.inmate.id).with(detail) }
}

/// An address that names the placement alone leads to the person's page of it; those who read when somebody is where, and not why, to the person's week.
async fn by_itself(mut ctx: Ctx) -> Result<Response, Error> {
    let id: Uuid = ctx.param("placement")?;
    let inmate = store::whose_placement(ctx.conn(), id).await?.ok_or(Error::NotFound)?;
    let to = if person::decides_on(ctx.actor.role()) { format!("/inmates/{inmate}/placements/{id}") } else { format!("/inmates/{inmate}/activities") };
    Err(Error::AlreadyDone(to))
}

async fn known(ctx: &mut InmateCtx) -> Result<(Placement, Vec<Rest>), Error> {
    if !person::opens(ctx) {
        return Err(Error::Forbidden);
    }
    let (id, inmate): (Uuid, _) = (ctx.param("placement")?, ctx.inmate.id);
    let placement = store::placement(ctx.conn(), inmate, id).await?.ok_or(Error::NotFound)?;
    Ok((placement, store::rests(ctx.conn(), id).await?))
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (placement, rests) = known(&mut ctx).await?;
    let clashes = if placement.ended_at.is_none() { clashes::lines(&mut ctx).await? } else { Vec::new() };
    let view = PageView::new(&ctx, &placement, &rests, Back::default()).beside(clashes);
    ctx.into_ctx().page(view).await
}

async fn invalid(ctx: InmateCtx, known: &(Placement, Vec<Rest>), raw: StepForm, errors: Errors) -> Result<Response, Error> {
    let view = PageView::new(&ctx, &known.0, &known.1, Back { form: Some(raw), errors, stale: None });
    ctx.into_ctx().invalid(view).await
}

async fn stale(mut ctx: InmateCtx, raw: StepForm, said: String) -> Result<Response, Error> {
    let (placement, rests) = known(&mut ctx).await?;
    let view = PageView::new(&ctx, &placement, &rests, Back { form: Some(raw), errors: Errors::new(), stale: Some(said) });
    ctx.into_ctx().conflict(view).await
}

async fn saved(mut ctx: InmateCtx, id: Uuid, detail: serde_json::Value) -> Result<Response, Error> {
    let entry = entry(&ctx, detail);
    ctx.record(entry);
    let to = format!("/inmates/{}/placements/{id}?done=1", ctx.inmate.id);
    ctx.into_ctx().save(&to).await
}

/// Only those who hold back and let rest.
fn allowed(ctx: &InmateCtx) -> Result<(), Error> {
    if person::interrupts(ctx) { Ok(()) } else { Err(Error::Forbidden) }
}

/// Who rested or ended it first, and when.
fn first(ctx: &InmateCtx, by: Option<&str>, at: chrono::DateTime<chrono::Utc>) -> String {
    ctx.t.msg_wish_changed_since(by.unwrap_or_default(), ctx.fmt().near(at).as_str())
}

async fn suspend(mut ctx: InmateCtx, form: Form<StepForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    allowed(&ctx)?;
    let (known, me, now) = (known(&mut ctx).await?, ctx.actor.account, ctx.now);
    let rest = match raw.rest(ctx.t, &known.0, now) {
        Ok(rest) => rest,
        Err(errors) => return invalid(ctx, &known, raw, errors).await,
    };
    let id = known.0.id;
    let mut point = db::savepoint(ctx.conn()).await?;
    match store::suspend(&mut point, id, &rest, me, now).await {
        Ok(true) => {
            point.commit().await?;
            saved(ctx, id, json!({ "placement": id, "did": "suspended", "gives": rest.gives.as_str(), "code": rest.code.as_str() })).await
        }
        Ok(false) => {
            point.rollback().await?;
            let said = first(&ctx, known.0.ended_by.as_deref(), known.0.ended_at.unwrap_or(now));
            stale(ctx, raw, said).await
        }
        Err(error) if db::violated(&error) == Some("suspended_once") => {
            point.rollback().await?;
            // What the page showed did not have it, or it lies on other days: either way the rest that is there is shown.
            let rests = store::rests(ctx.conn(), id).await?;
            let there = rests.iter().find(|r| rest.until.is_none_or(|until| r.from < until) && r.until.is_none_or(|until| until > rest.from));
            let said = there.map_or_else(|| ctx.t.msg_wish_rests_already(), |r| first(&ctx, r.made_by.as_deref(), r.made_at));
            stale(ctx, raw, said).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn resume(mut ctx: InmateCtx, form: Form<StepForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    allowed(&ctx)?;
    let (known, me, now) = (known(&mut ctx).await?, ctx.actor.account, ctx.now);
    let (rest, seen): (Uuid, i32) = (raw.rest.parse().map_err(|_| Error::BadRequest)?, raw.version.parse().map_err(|_| Error::BadRequest)?);
    let there = known.1.iter().find(|r| r.id == rest).ok_or(Error::NotFound)?;
    if !store::resume(ctx.conn(), known.0.id, rest, seen, me, now).await? {
        let said = first(&ctx, there.ended_by.as_deref().or(there.made_by.as_deref()), there.until.unwrap_or(there.made_at).min(now));
        return stale(ctx, raw, said).await;
    }
    saved(ctx, known.0.id, json!({ "placement": known.0.id, "did": "resumed", "rest": rest })).await
}

async fn end(mut ctx: InmateCtx, form: Form<StepForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (known, now) = (known(&mut ctx).await?, ctx.now);
    let seen: i32 = raw.version.parse().map_err(|_| Error::BadRequest)?;
    let (at, code, reason) = match raw.end(ctx.t, &known.0, now) {
        Ok(end) => end,
        Err(errors) => return invalid(ctx, &known, raw, errors).await,
    };
    let id = known.0.id;
    match store::end(ctx.conn(), id, seen, at, code, &reason).await?.as_str() {
        "ended_now" => saved(ctx, id, json!({ "placement": id, "did": "ended", "code": code.as_str() })).await,
        "attended" => {
            let mut errors = Errors::new();
            errors.add("on", ctx.t.msg_wish_end_attended());
            invalid(ctx, &known, raw, errors).await
        }
        _ => {
            let inmate = ctx.inmate.id;
            let p = store::placement(ctx.conn(), inmate, id).await?.ok_or(Error::NotFound)?;
            let said = first(&ctx, p.ended_by.as_deref().or(p.decided_by.as_deref()), p.ended_at.unwrap_or(p.decided_at));
            stale(ctx, raw, said).await
        }
    }
}

/// So far ahead somebody is held back from a session.
const AHEAD: TimeDelta = TimeDelta::days(14);

async fn ahead(ctx: &mut InmateCtx) -> Result<Vec<Ahead>, Error> {
    allowed(ctx)?;
    let (inmate, now) = (ctx.inmate.id, ctx.now);
    Ok(store::ahead(ctx.conn(), inmate, now - TimeDelta::hours(2), now + AHEAD).await?)
}

async fn held(mut ctx: InmateCtx) -> Result<Response, Error> {
    let ahead = ahead(&mut ctx).await?;
    let form = HoldForm { session: ctx.query("session").unwrap_or_default(), code: ctx.query("code").unwrap_or_default(), ..HoldForm::default() };
    let view = HeldView::new(&ctx, &ahead, &form, &Errors::new(), None);
    ctx.into_ctx().page(view).await
}

async fn hold(mut ctx: InmateCtx, form: Form<HoldForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let there = ahead(&mut ctx).await?;
    let (t, catalogue, by) = (ctx.t, ctx.catalogue().clone(), (ctx.actor.account, ctx.now));
    let (session, code, reason) = match raw.parse(t, &catalogue, &there) {
        Ok(all) => all,
        Err(errors) => {
            let view = HeldView::new(&ctx, &there, &raw, &errors, None);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let whose = (ctx.inmate.id, ctx.inmate.prison_id);
    let mut point = db::savepoint(ctx.conn()).await?;
    match store::hold_back(&mut point, whose, session, &code, &reason, by).await {
        Ok(()) => point.commit().await?,
        Err(error) if db::violated(&error) == Some("held_back_once") => {
            point.rollback().await?;
            let there = ahead(&mut ctx).await?;
            let view = HeldView::new(&ctx, &there, &raw, &Errors::new(), Some(t.msg_wish_held_already()));
            return ctx.into_ctx().conflict(view).await;
        }
        Err(error) => return Err(error.into()),
    }
    let entry = entry(&ctx, json!({ "session": session.0, "did": "held_back", "code": code }));
    ctx.record(entry);
    let to = format!("/inmates/{}/held-back?done=1", whose.0);
    ctx.into_ctx().save(&to).await
}

/// Nothing but the token.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct LiftForm {}

async fn lift(mut ctx: InmateCtx, form: Form<LiftForm>) -> Result<Response, Error> {
    ctx.open(form).await?;
    allowed(&ctx)?;
    let (id, inmate, me, now): (Uuid, _, _, _) = (ctx.param("held")?, ctx.inmate.id, ctx.actor.account, ctx.now);
    let to = format!("/inmates/{inmate}/held-back?done=1");
    if !store::lift(ctx.conn(), inmate, id, me, now).await? {
        return Err(Error::AlreadyDone(to));
    }
    let entry = entry(&ctx, json!({ "held_back": id, "did": "lifted" }));
    ctx.record(entry);
    ctx.into_ctx().save(&to).await
}
