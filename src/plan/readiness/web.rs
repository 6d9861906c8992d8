//! Handlers of readiness.

use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::clock;
use super::form::{self, PointForm};
use super::model::{Item, Standing};
use super::store::{self, Point};
use super::view::{self, PointView, ReadinessView};
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::plan::goals::{Colleague, colleagues};
use crate::plan::model::Who;
use crate::plan::rules::unconvicted;
use crate::plan::words;
use crate::web::conflict::{ConflictView, Edited};
use crate::web::{Error, Errors, Form, Routes, needs_for};

pub(super) fn routes() -> Routes {
    let (read, write) = (needs_for(Class::Release, Act::Read), needs_for(Class::Release, Act::Write));
    Routes::new()
        .get("/inmates/{inmate}/readiness", read, show)
        .post("/inmates/{inmate}/readiness", write, open)
        .get("/inmates/{inmate}/readiness/{item}", write, edit_page)
        .post("/inmates/{inmate}/readiness/{item}", write, edit)
}

fn home(ctx: &InmateCtx) -> String {
    format!("/inmates/{}/readiness", ctx.inmate.id)
}

fn entry(ctx: &InmateCtx, action: Action, detail: Value) -> Entry {
    Entry { prison: ctx.inmate.prison_id, ..Entry::new(action, Class::Release).of(ctx.inmate.id).with(detail) }
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let inmate = ctx.inmate.id;
    let points = store::points(ctx.conn(), inmate).await?;
    let history = if points.iter().any(|p| p.moved_at.is_some()) { store::history(ctx.conn(), inmate).await? } else { Vec::new() };
    let view = ReadinessView::new(&ctx, &points, &history);
    ctx.into_ctx().page(view).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct OpenForm {}

/// By hand: on remand, and for whoever may leave sooner than is expected. Open already: nothing happens.
async fn open(mut ctx: InmateCtx, form: Form<OpenForm>) -> Result<Response, Error> {
    ctx.open(form).await?;
    if !ctx.inmate.in_custody() {
        return Err(Error::NotFound);
    }
    let (inmate, now, book) = (ctx.inmate.id, ctx.now, ctx.catalogue().law().clone());
    let remand = unconvicted(ctx.inmate.legal_status.as_deref());
    let release = ctx.inmate.expected_release.filter(|_| !remand);
    // The clock itself is set when the day is near enough: the list is open before, without its warnings.
    let mut row = clock::row(&book, now, inmate.0, release, Uuid::now_v7());
    if let Some(row) = row.as_object_mut() {
        row.insert("release_on".into(), Value::Null);
    }
    store::open(ctx.conn(), &json!([row])).await?;
    let entry = entry(&ctx, Action::Collect, json!({ "did": "opened" }));
    ctx.record(entry);
    let to = home(&ctx);
    ctx.into_ctx().save(&to).await
}

async fn one(ctx: &mut InmateCtx) -> Result<(Item, Point, Vec<Colleague>), Error> {
    let word: String = ctx.param("item")?;
    let (inmate, item) = (ctx.inmate.id, form::item(&word).ok_or(Error::NotFound)?);
    let point = store::points(ctx.conn(), inmate).await?.into_iter().find(|p| p.item == item).filter(|_| ctx.inmate.in_custody()).ok_or(Error::NotFound)?;
    let colleagues = colleagues(ctx).await?;
    Ok((item, point, colleagues))
}

async fn edit_page(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (item, point, colleagues) = one(&mut ctx).await?;
    let view = PointView::new(&ctx, item, &PointForm::of(&point), &colleagues, &Errors::new());
    ctx.into_ctx().page(view).await
}

async fn edit(mut ctx: InmateCtx, form: Form<PointForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (item, point, colleagues) = one(&mut ctx).await?;
    let seen: i32 = raw.version.parse().map_err(|_| Error::BadRequest)?;
    let said = match raw.parse(ctx.t, ctx.today, &colleagues, point.due_on) {
        Ok(said) => said,
        Err(errors) => {
            let view = PointView::new(&ctx, item, &raw, &colleagues, &errors);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let (inmate, who) = (ctx.inmate.id, (ctx.actor.account, ctx.now));
    if !store::save(ctx.conn(), inmate, item, seen, &said, who).await? {
        let (_, now, _) = one(&mut ctx).await?;
        let view = conflict(&ctx, item, &now, &raw, &colleagues);
        return ctx.into_ctx().conflict(view).await;
    }
    let entry = entry(&ctx, Action::Alter, json!({ "item": item.as_str(), "state": said.state.as_str() }));
    ctx.record(entry);
    let to = format!("{}?done=saved#{}", home(&ctx), item.as_str());
    ctx.into_ctx().save(&to).await
}

fn conflict(ctx: &InmateCtx, item: Item, now: &Point, raw: &PointForm, colleagues: &[Colleague]) -> ConflictView {
    let t = ctx.t;
    let theirs = PointForm::of(now);
    let plain = |value: &str| value.to_owned();
    let state = move |value: &str| Standing::of(value).map(|s| view::standing(t, item, s).label).unwrap_or_default();
    let who = move |value: &str| Who::of(value).map(|w| words::who(t, w)).unwrap_or_default();
    let name = |value: &str| {
        let known = colleagues.iter().find(|c| c.id.to_string() == value).map(|c| c.name.clone());
        known.or_else(|| now.owner_name.clone().filter(|_| !value.is_empty())).unwrap_or_default()
    };
    let fields: Vec<Edited<'_>> = theirs
        .pairs()
        .into_iter()
        .zip(raw.pairs())
        .map(|((field, theirs), (_, mine))| {
            let (label, read): (String, &(dyn Fn(&str) -> String + Sync)) = match field {
                "state" => (t.msg_ready_state(), &state),
                "who" => (t.msg_plan_who(), &who),
                "owner" => (t.msg_plan_owner(), &name),
                "partner" => (t.msg_plan_partner(), &plain),
                "due_on" => (t.msg_ready_due_on(), &plain),
                _ => (t.msg_ready_evidence(), &plain),
            };
            Edited { name: field, label, theirs, mine, read }
        })
        .collect();
    ConflictView::new(ctx.frame("inmates", t.msg_conflict_title()), format!("{}/{}", home(ctx), item.as_str()), now.version, &raw.was, &fields)
}
