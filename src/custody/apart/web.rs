//! Handlers of keeping apart.

use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::form::{CloseForm, OpenForm, ReviewForm, number, usual_review};
use super::model::KeepApart;
use super::store::{self, Opened};
use super::view::{FormView, ListView, OneView, Typed};
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::{InmateCtx, fold};
use crate::web::{Error, Errors, Form, Routes, needs_for};

/// The routes of keeping apart.
pub fn routes() -> Routes {
    let (read, write) = (needs_for(Class::Alerts, Act::Read), needs_for(Class::Alerts, Act::Write));
    Routes::new()
        .get("/inmates/{inmate}/keep-apart", read, show)
        .get("/inmates/{inmate}/keep-apart/new", write, show_new)
        .post("/inmates/{inmate}/keep-apart/new", write, open)
        .get("/inmates/{inmate}/keep-apart/{row}", read, show_one)
        .post("/inmates/{inmate}/keep-apart/{row}/review", write, review)
        .post("/inmates/{inmate}/keep-apart/{row}/close", write, close)
        .post("/inmates/{inmate}/keep-apart/{row}/again", write, again)
}

fn home(ctx: &InmateCtx) -> String {
    format!("/inmates/{}/keep-apart", ctx.inmate.id)
}

/// Whether the reader decides about keeping apart: the duty officer and the governor. Health writes alerts of its own, not these.
pub(super) fn decides(ctx: &InmateCtx) -> bool {
    ctx.may_here(Class::Alerts, Act::Write) && ctx.actor.role().is_some_and(|r| r.db_group() == "og_custody")
}

fn only_deciders(ctx: &InmateCtx) -> Result<(), Error> {
    if decides(ctx) { Ok(()) } else { Err(Error::Forbidden) }
}

async fn rows(ctx: &mut InmateCtx) -> Result<Vec<KeepApart>, Error> {
    let inmate = ctx.inmate.id;
    let rows = store::of_inmate(ctx.conn(), inmate).await?;
    let others = rows.iter().filter_map(|r| r.other.as_ref().map(|o| o.id)).collect();
    ctx.record(Entry::new(Action::List, Class::Alerts).showing(others));
    Ok(rows)
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let rows = rows(&mut ctx).await?;
    let view = ListView::new(&ctx, &rows);
    ctx.into_ctx().page(view).await
}

async fn show_new(ctx: InmateCtx) -> Result<Response, Error> {
    only_deciders(&ctx)?;
    let form = OpenForm { review_on: usual_review(ctx.today).to_string(), level: "unit".to_owned(), ..OpenForm::default() };
    let view = FormView::new(&ctx, &form, &[], &Errors::new());
    ctx.into_ctx().page(view).await
}

async fn open(mut ctx: InmateCtx, form: Form<OpenForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    only_deciders(&ctx)?;
    let mut errors = Errors::new();
    let mut found = Vec::new();
    // A name is looked up first: the people it may mean are offered, and one is chosen.
    if number(&raw.pick).is_none() && number(&raw.other).is_none() && !raw.other.trim().is_empty() {
        let (inmate, terms) = (ctx.inmate.id, fold::terms(&raw.other));
        found = store::by_name(ctx.conn(), inmate, &terms).await?;
        let shown = found.iter().map(|o| o.id).collect();
        ctx.record(Entry::new(Action::Search, Class::Person).showing(shown));
        if found.is_empty() {
            errors.add("other", ctx.t.msg_apart_nobody_named());
        } else {
            errors.add("pick", ctx.t.msg_apart_pick());
        }
    }
    match raw.parse(ctx.t, ctx.today, None) {
        Ok(new) if errors.is_empty() => {
            let (id, inmate) = (Uuid::now_v7(), ctx.inmate.id);
            let opened = store::open(ctx.conn(), id, inmate, &new).await?;
            if opened == Opened::Yes {
                let (prison, home) = (ctx.inmate.prison_id, home(&ctx));
                ctx.record(Entry {
                    prison,
                    ..Entry::new(Action::Collect, Class::Alerts).of(inmate).with(json!({ "keep_apart": id, "level": new.level.as_str() }))
                });
                return ctx.into_ctx().save(&home).await;
            }
            errors.add("other", refused(&ctx, opened));
        }
        Ok(_) => {}
        Err(more) => more.iter().for_each(|(field, message)| errors.add(field, message)),
    }
    let view = FormView::new(&ctx, &raw, &found, &errors);
    ctx.into_ctx().invalid(view).await
}

fn refused(ctx: &InmateCtx, opened: Opened) -> String {
    match opened {
        Opened::Same => ctx.t.msg_apart_same(),
        Opened::Already => ctx.t.msg_apart_already(),
        Opened::NotClosed => ctx.t.msg_apart_not_closed(),
        Opened::Nobody | Opened::Yes => ctx.t.msg_apart_nobody(),
    }
}

async fn one(ctx: &mut InmateCtx) -> Result<KeepApart, Error> {
    let id: Uuid = ctx.param("row")?;
    rows(ctx).await?.into_iter().find(|r| r.id == id).ok_or(Error::NotFound)
}

async fn show_one(mut ctx: InmateCtx) -> Result<Response, Error> {
    let row = one(&mut ctx).await?;
    let view = OneView::new(&ctx, &row, &Typed::Nothing, &Errors::new());
    ctx.into_ctx().page(view).await
}

fn entry(ctx: &InmateCtx, action: Action, row: Uuid, did: &str) -> Entry {
    Entry { prison: ctx.inmate.prison_id, ..Entry::new(action, Class::Alerts).of(ctx.inmate.id).with(json!({ "keep_apart": row, "did": did })) }
}

async fn review(mut ctx: InmateCtx, form: Form<ReviewForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    only_deciders(&ctx)?;
    let row = one(&mut ctx).await?;
    let next = match raw.parse(ctx.t, ctx.today) {
        Ok(next) => next,
        Err(errors) => {
            let view = OneView::new(&ctx, &row, &Typed::Review(&raw), &errors);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let (inmate, by, now) = (ctx.inmate.id, ctx.actor.account, ctx.now);
    let home = home(&ctx);
    if !store::review(ctx.conn(), row.id, inmate, by, next, now).await? {
        return Err(Error::AlreadyDone(home));
    }
    let entry = entry(&ctx, Action::Decide, row.id, "reviewed");
    ctx.record(entry);
    ctx.into_ctx().save(&home).await
}

async fn close(mut ctx: InmateCtx, form: Form<CloseForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    only_deciders(&ctx)?;
    let row = one(&mut ctx).await?;
    let reason = match raw.parse(ctx.t) {
        Ok(reason) => reason,
        Err(errors) => {
            let view = OneView::new(&ctx, &row, &Typed::Close(&raw), &errors);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let (inmate, by, now) = (ctx.inmate.id, ctx.actor.account, ctx.now);
    let home = home(&ctx);
    if !store::close(ctx.conn(), row.id, inmate, by, &reason, now).await? {
        return Err(Error::AlreadyDone(home));
    }
    let entry = entry(&ctx, Action::Decide, row.id, "closed");
    ctx.record(entry);
    ctx.into_ctx().save(&home).await
}

async fn again(mut ctx: InmateCtx, form: Form<OpenForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    only_deciders(&ctx)?;
    let row = one(&mut ctx).await?;
    let mut errors = match raw.parse(ctx.t, ctx.today, Some(row.id)) {
        Ok(new) => {
            let (id, inmate, home) = (Uuid::now_v7(), ctx.inmate.id, home(&ctx));
            match store::open(ctx.conn(), id, inmate, &new).await? {
                Opened::Yes => {
                    let entry = entry(&ctx, Action::Collect, id, "opened again");
                    ctx.record(entry);
                    return ctx.into_ctx().save(&home).await;
                }
                // Somebody else was faster: what they opened is there to be seen.
                Opened::Already | Opened::NotClosed => return Err(Error::AlreadyDone(home)),
                Opened::Nobody | Opened::Same => Errors::new(),
            }
        }
        Err(errors) => errors,
    };
    if errors.is_empty() {
        errors.add("text", ctx.t.msg_apart_nobody());
    }
    let view = OneView::new(&ctx, &row, &Typed::Again(&raw), &errors);
    ctx.into_ctx().invalid(view).await
}
