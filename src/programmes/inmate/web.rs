//! Handlers of a person's programmes.

use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::form::{AskForm, Choices, TalkForm};
use super::store::{self, New};
use super::view::{Back, Known, PageView};
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::plan::unconvicted;
use crate::platform::db;
use crate::programmes::groups::{self, store::Ended};
use crate::programmes::model::{Place, Standing};
use crate::web::form::clean;
use crate::web::{Error, Errors, Form, Routes, needs_for};

/// The routes of a person's programmes.
pub fn routes() -> Routes {
    let (read, write) = (needs_for(Class::Programmes, Act::Read), needs_for(Class::Programmes, Act::Write));
    Routes::new()
        .get("/inmates/{inmate}/programmes", read, show)
        .post("/inmates/{inmate}/programmes", write, ask)
        .post("/inmates/{inmate}/programmes/{enrolment}/end", write, end)
        .post("/inmates/{inmate}/programme-talks", write, talk)
        .post("/inmates/{inmate}/programme-talks/{talk}/withdraw", write, withdraw)
}

fn entry(ctx: &InmateCtx, action: Action, detail: serde_json::Value) -> Entry {
    Entry { prison: ctx.inmate.prison_id, ..Entry::new(action, Class::Programmes).of(ctx.inmate.id).with(detail) }
}

fn home(ctx: &InmateCtx) -> String {
    format!("/inmates/{}/programmes", ctx.inmate.id)
}

async fn known(ctx: &mut InmateCtx) -> Result<Known, Error> {
    let (inmate, prison) = (ctx.inmate.id, ctx.inmate.prison_id);
    let all = store::of(ctx.conn(), inmate).await?;
    let talks = store::talks(ctx.conn(), inmate).await?;
    let offers = if ctx.may_here(Class::Programmes, Act::Write) { store::offers(ctx.conn(), inmate, prison).await? } else { Vec::new() };
    let remand = unconvicted(ctx.inmate.legal_status.as_deref());
    Ok(Known { all, talks, offers, remand })
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let known = known(&mut ctx).await?;
    let view = PageView::new(&ctx, &known, Back::default(), &Errors::new());
    ctx.into_ctx().page(view).await
}

/// What became of a wish.
enum Asked {
    Written,
    /// The person waits for it or is in it.
    Already,
    Answered(Place),
}

/// Writes the wish down, and gives a place where one is asked for. In a savepoint: what is refused leaves nothing, and the page is still made.
async fn put(ctx: &mut InmateCtx, id: Uuid, new: &New, group: Option<Uuid>, accepted: &str) -> Result<Asked, Error> {
    let (of, me, now) = ((ctx.inmate.id, ctx.inmate.prison_id), ctx.actor.account, ctx.now);
    let mut point = db::savepoint(ctx.conn()).await?;
    match store::ask(&mut point, id, of, new, me, now).await {
        Ok(()) => {}
        Err(error) if db::violated(&error) == Some("one_of_a_programme") => {
            point.rollback().await?;
            return Ok(Asked::Already);
        }
        Err(error) => return Err(error.into()),
    }
    let Some(group) = group else {
        point.commit().await?;
        return Ok(Asked::Written);
    };
    let place = groups::store::take_place(&mut point, id, group, accepted).await?;
    if place == Place::Given {
        point.commit().await?
    } else {
        point.rollback().await?
    }
    Ok(Asked::Answered(place))
}

async fn ask(mut ctx: InmateCtx, form: Form<AskForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let found = known(&mut ctx).await?;
    let (t, catalogue) = (ctx.t, ctx.catalogue().clone());
    let parsed = raw.parse(t, &Choices { catalogue: &catalogue, offers: &found.offers, remand: found.remand });
    let mut back = Back { ask: Some(&raw), ..Back::default() };
    let new = match parsed {
        Ok(new) => new,
        Err(errors) => {
            let view = PageView::new(&ctx, &found, back, &errors);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let (id, group, accepted) = (Uuid::now_v7(), raw.group(), clean(&raw.accepted));
    let mut errors = Errors::new();
    match put(&mut ctx, id, &new, group, &accepted).await? {
        Asked::Written | Asked::Answered(Place::Given) => {
            let detail = json!({ "enrolment": id, "programme": new.programme, "group": group, "apart": !accepted.is_empty() });
            let entry = entry(&ctx, if group.is_some() { Action::Decide } else { Action::Collect }, detail);
            ctx.record(entry);
            let to = format!("{}?done=1", home(&ctx));
            return ctx.into_ctx().save(&to).await;
        }
        Asked::Already => errors.add("what", t.msg_prog_already()),
        Asked::Answered(Place::Apart) => {
            let (group, inmate) = (group.unwrap_or_default(), ctx.inmate.id);
            back.findings = groups::findings(&mut ctx, group, inmate).await?;
        }
        // Somebody took the last place, or the group has ended: what was typed stays, and the list can be chosen instead.
        Asked::Answered(place) => {
            let found = known(&mut ctx).await?;
            back.stale = Some(if place == Place::Full { t.msg_prog_full_choose() } else { t.msg_prog_group_gone() });
            let view = PageView::new(&ctx, &found, back, &errors);
            return ctx.into_ctx().conflict(view).await;
        }
    }
    let view = PageView::new(&ctx, &found, back, &errors);
    ctx.into_ctx().invalid(view).await
}

async fn end(mut ctx: InmateCtx, form: Form<groups::EndForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (id, seen): (Uuid, i32) = (ctx.param("enrolment")?, raw.version.parse().map_err(|_| Error::BadRequest)?);
    let found = known(&mut ctx).await?;
    if !found.all.iter().any(|e| e.id == id) {
        return Err(Error::NotFound);
    }
    let (state, reason) = match raw.parse(ctx.t) {
        Ok(end) => end,
        Err(fault) => {
            let mut errors = Errors::new();
            errors.add("reason", fault.clone());
            let back = Back { row: Some((id.to_string(), raw.reason, fault)), ..Back::default() };
            let view = PageView::new(&ctx, &found, back, &errors);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    // Completed and excluded are said by those who lead the group.
    if !matches!(state, Standing::Withdrawn | Standing::Left) {
        return Err(Error::BadRequest);
    }
    match groups::store::end_place(ctx.conn(), id, seen, state, &reason).await? {
        Ended::Yes => {
            let entry = entry(&ctx, Action::Decide, json!({ "enrolment": id, "did": state.as_str() }));
            ctx.record(entry);
            let to = format!("{}?done=1", home(&ctx));
            ctx.into_ctx().save(&to).await
        }
        Ended::Stale => {
            let found = known(&mut ctx).await?;
            let back = Back { stale: Some(ctx.t.msg_prog_place_stale()), row: Some((id.to_string(), raw.reason, String::new())), ..Back::default() };
            let view = PageView::new(&ctx, &found, back, &Errors::new());
            ctx.into_ctx().conflict(view).await
        }
        Ended::Nobody => Err(Error::NotFound),
    }
}

async fn talk(mut ctx: InmateCtx, form: Form<TalkForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let found = known(&mut ctx).await?;
    let (t, catalogue) = (ctx.t, ctx.catalogue().clone());
    let of = Choices { catalogue: &catalogue, offers: &found.offers, remand: found.remand };
    let new = match raw.parse(t, &of, ctx.now, ctx.today) {
        Ok(new) => new,
        Err(errors) => {
            let view = PageView::new(&ctx, &found, Back { talk: Some(&raw), ..Back::default() }, &errors);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let (id, whose, me, now) = (Uuid::now_v7(), (ctx.inmate.id, ctx.inmate.prison_id), ctx.actor.account, ctx.now);
    store::talk(ctx.conn(), id, whose, &new, me, now).await?;
    let entry = entry(&ctx, Action::Collect, json!({ "talk": id, "programme": new.programme }));
    ctx.record(entry);
    let to = format!("{}?done=1", home(&ctx));
    ctx.into_ctx().save(&to).await
}

/// Why a talk that was written down was none.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct WithdrawForm {
    reason: String,
}

async fn withdraw(mut ctx: InmateCtx, form: Form<WithdrawForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let id: Uuid = ctx.param("talk")?;
    let reason = clean(&raw.reason);
    if !(3..=300).contains(&reason.chars().count()) {
        let found = known(&mut ctx).await?;
        let fault = ctx.t.msg_prog_missing_reason();
        let mut errors = Errors::new();
        errors.add("reason", fault.clone());
        let view = PageView::new(&ctx, &found, Back { row: Some((id.to_string(), raw.reason, fault)), ..Back::default() }, &errors);
        return ctx.into_ctx().invalid(view).await;
    }
    let (inmate, me, now) = (ctx.inmate.id, ctx.actor.account, ctx.now);
    let to = format!("{}?done=1", home(&ctx));
    if !store::withdraw(ctx.conn(), inmate, id, &reason, me, now).await? {
        return Err(Error::AlreadyDone(to));
    }
    let entry = entry(&ctx, Action::Alter, json!({ "talk": id, "did": "withdrawn" }));
    ctx.record(entry);
    ctx.into_ctx().save(&to).await
}
