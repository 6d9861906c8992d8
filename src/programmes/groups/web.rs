//! Handlers of groups: set up, changed, ended, led.

use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::form::GroupForm;
use super::store::{self, Group};
use super::view::{Back, FormView, GroupView, Known};
use crate::access::{Act, Action, Class, Entry, Role};
use crate::platform::db;
use crate::platform::id::{InmateId, PrisonId};
use crate::programmes::model::GroupState;
use crate::programmes::sessions;
use crate::web::conflict::{ConflictView, Edited};
use crate::web::form::clean;
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

pub(super) fn routes() -> Routes {
    let (read, write, decide) = (needs(Class::Programmes, Act::Read), needs(Class::Programmes, Act::Write), needs(Class::Programmes, Act::Decide));
    Routes::new()
        .get("/programmes/groups/new", decide, fresh)
        .post("/programmes/groups", decide, add)
        .get("/programmes/groups/{group}", read, show)
        .get("/programmes/groups/{group}/edit", write, edit_page)
        .post("/programmes/groups/{group}/edit", write, edit)
        .post("/programmes/groups/{group}/end", write, end)
        .post("/programmes/groups/{group}/leaders", decide, lead)
}

/// An entry about a group.
pub(in crate::programmes) fn entry(group: &Group, action: Action, detail: serde_json::Value) -> Entry {
    Entry::new(action, Class::Programmes).at(PrisonId(group.prison_id)).with(detail)
}

/// The group of the path, when the reader may know who is in it.
pub(super) async fn one(ctx: &mut Ctx) -> Result<Group, Error> {
    let id: Uuid = ctx.param("group")?;
    store::group(ctx.conn(), id).await?.ok_or(Error::NotFound)
}

/// The group of the path, when the reader runs it and it goes on.
pub(in crate::programmes) async fn run(ctx: &mut Ctx) -> Result<Group, Error> {
    let group = one(ctx).await?;
    match (group.runs, group.state) {
        (true, GroupState::Open) => Ok(group),
        (true, _) => Err(Error::AlreadyDone(format!("/programmes/groups/{}", group.id))),
        (false, _) => Err(Error::NotFound),
    }
}

/// Everything the page of a group shows; whose names it shows is written down.
pub(in crate::programmes) async fn known(ctx: &mut Ctx, group: Group) -> Result<Known, Error> {
    let people = store::people(ctx.conn(), group.id).await?;
    let queue = if group.state == GroupState::Open { store::queue(ctx.conn(), group.prison_id, &group.programme).await? } else { Vec::new() };
    let sessions = sessions::store::of_group(ctx.conn(), group.id).await?;
    let leaders = store::leaders(ctx.conn(), group.id, group.prison_id).await?;
    let shown: Vec<InmateId> = people.iter().filter_map(|p| p.inmate).chain(queue.iter().filter_map(|w| w.inmate)).map(InmateId).collect();
    ctx.record(entry(&group, Action::List, json!({ "group": group.id })).showing(shown));
    Ok(Known { group, people, queue, sessions, leaders })
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let group = one(&mut ctx).await?;
    let known = known(&mut ctx, group).await?;
    let view = GroupView::new(&ctx, &known, Back::default());
    ctx.page(view).await
}

/// The prison of a new group: the one that was chosen, else the reader's first.
fn prison(ctx: &Ctx, typed: &str) -> Option<PrisonId> {
    let chosen = typed.parse().ok().map(PrisonId).filter(|p| ctx.actor.prisons.contains(p));
    chosen.or_else(|| ctx.actor.prisons.first().copied())
}

async fn fresh(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = prison(&ctx, &ctx.query("prison").unwrap_or_default()).ok_or(Error::NotFound)?;
    let candidates = store::candidates(ctx.conn(), prison).await?;
    let me = ctx.actor.account.to_string();
    let form = GroupForm {
        programme: ctx.query("programme").unwrap_or_default(),
        prison: prison.to_string(),
        places: "8".into(),
        leader: vec![me],
        ..GroupForm::default()
    };
    let view = FormView::new(&ctx, None, &form, &candidates, &Errors::new());
    ctx.page(view).await
}

async fn add(mut ctx: Ctx, form: Form<GroupForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let prison = prison(&ctx, &raw.prison).ok_or(Error::NotFound)?;
    let candidates = store::candidates(ctx.conn(), prison).await?;
    let (catalogue, today, t, id, by) = (ctx.catalogue().clone(), ctx.today, ctx.t, Uuid::now_v7(), (ctx.actor.account, ctx.now));
    let errors = match raw.parse_new(t, &catalogue, today, &candidates) {
        Ok(new) => match store::add(ctx.conn(), id, (prison, &new.programme), &new.text, &new.leaders, by).await {
            Ok(()) => {
                ctx.record(Entry::new(Action::Collect, Class::Programmes).at(prison).with(json!({ "group": id, "programme": new.programme })));
                // Whoever reaches persons one by one sees the people of a group only while leading it.
                let sees = ctx.actor.role() != Some(Role::Reintegration) || new.leaders.contains(&ctx.actor.account.0);
                let to = if sees { format!("/programmes/groups/{id}?done=1") } else { "/programmes?done=1".to_owned() };
                return ctx.save(&to).await;
            }
            Err(error) if db::violated(&error) == Some("group_name") => same_name(t),
            Err(error) => return Err(error.into()),
        },
        Err(errors) => errors,
    };
    let view = FormView::new(&ctx, None, &raw, &candidates, &errors);
    ctx.invalid(view).await
}

fn same_name(t: crate::web::lang::Text) -> Errors {
    let mut errors = Errors::new();
    errors.add("name", t.msg_prog_name_taken());
    errors
}

async fn edit_page(mut ctx: Ctx) -> Result<Response, Error> {
    let group = run(&mut ctx).await?;
    let view = FormView::new(&ctx, Some(&group), &GroupForm::of(&group), &[], &Errors::new());
    ctx.page(view).await
}

async fn edit(mut ctx: Ctx, form: Form<GroupForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let group = run(&mut ctx).await?;
    let (seen, t): (i32, _) = (raw.version.parse().map_err(|_| Error::BadRequest)?, ctx.t);
    let errors = match raw.parse(t) {
        Ok(text) => match store::update(ctx.conn(), group.id, seen, &text).await {
            Ok(true) => {
                ctx.record(entry(&group, Action::Alter, json!({ "group": group.id, "did": "changed" })));
                return ctx.save(&format!("/programmes/groups/{}?done=1", group.id)).await;
            }
            Ok(false) => {
                let view = conflict(&ctx, &group, &raw);
                return ctx.conflict(view).await;
            }
            Err(error) => match db::violated(&error) {
                Some("group_name") => same_name(t),
                Some("group_too_small") => {
                    let mut errors = Errors::new();
                    errors.add("places", t.msg_prog_too_small());
                    errors
                }
                _ => return Err(error.into()),
            },
        },
        Err(errors) => errors,
    };
    let view = FormView::new(&ctx, Some(&group), &raw, &[], &errors);
    ctx.invalid(view).await
}

fn conflict(ctx: &Ctx, now: &Group, raw: &GroupForm) -> ConflictView {
    let t = ctx.t;
    let theirs = GroupForm::of(now);
    let plain = |value: &str| value.to_owned();
    let fields: Vec<Edited<'_>> = theirs
        .pairs()
        .into_iter()
        .zip(raw.pairs())
        .map(|((name, theirs), (_, mine))| {
            let label = match name {
                "name" => t.msg_prog_name(),
                "place" => t.msg_prog_place(),
                "places" => t.msg_prog_places(),
                _ => t.msg_prog_starts_on(),
            };
            Edited { name, label, theirs, mine, read: &plain }
        })
        .collect();
    ConflictView::new(ctx.frame("programmes", t.msg_conflict_title()), format!("/programmes/groups/{}/edit", now.id), now.version, &raw.was, &fields)
}

/// How it ends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct EndGroup {
    state: String,
    reason: String,
    version: String,
}

async fn end(mut ctx: Ctx, form: Form<EndGroup>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let group = run(&mut ctx).await?;
    let (seen, t): (i32, _) = (raw.version.parse().map_err(|_| Error::BadRequest)?, ctx.t);
    let state = GroupState::of(&raw.state).filter(|s| *s != GroupState::Open).ok_or(Error::BadRequest)?;
    let reason = clean(&raw.reason);
    let length = reason.chars().count();
    if length > 400 || (state == GroupState::Cancelled && length < 3) {
        let mut errors = Errors::new();
        errors.add("reason", if length > 400 { t.msg_plan_too_long(400) } else { t.msg_prog_missing_cancel() });
        let known = known(&mut ctx, group).await?;
        let back = Back { form: "end".into(), fault: errors.of("reason").map(str::to_owned), typed: vec![("reason", raw.reason)], errors, stale: None };
        let view = GroupView::new(&ctx, &known, back);
        return ctx.invalid(view).await;
    }
    let Some(people) = store::end(ctx.conn(), group.id, seen, state, &reason).await? else {
        let group = one(&mut ctx).await?;
        let known = known(&mut ctx, group).await?;
        let back = Back { form: "end".into(), typed: vec![("reason", raw.reason)], stale: Some(t.msg_prog_group_stale()), ..Back::default() };
        let view = GroupView::new(&ctx, &known, back);
        return ctx.conflict(view).await;
    };
    ctx.record(entry(&group, Action::Decide, json!({ "group": group.id, "did": state.as_str(), "people": people })));
    ctx.save(&format!("/programmes/groups/{}?done=1", group.id)).await
}

/// Who leads it from now on, or no longer.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct LeadForm {
    add: String,
    remove: String,
}

async fn lead(mut ctx: Ctx, form: Form<LeadForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let group = one(&mut ctx).await?;
    let (me, now) = (ctx.actor.account, ctx.now);
    let to = format!("/programmes/groups/{}?done=1", group.id);
    let leaders = store::leaders(ctx.conn(), group.id, group.prison_id).await?;
    let did = if let Ok(row) = raw.remove.parse::<Uuid>() {
        // A group is never without somebody who leads it.
        if leaders.iter().filter(|l| l.row.is_some()).count() < 2 || !store::step_down(ctx.conn(), group.id, row, me, now).await? {
            return Err(Error::AlreadyDone(to));
        }
        "leads_no_longer"
    } else {
        let account: Uuid = raw.add.parse().map_err(|_| Error::BadRequest)?;
        if !leaders.iter().any(|l| l.account == account) {
            return Err(Error::NotFound);
        }
        if !store::lead(ctx.conn(), group.id, group.prison_id, account, me, now).await? {
            return Err(Error::AlreadyDone(to));
        }
        "leads"
    };
    ctx.record(entry(&group, Action::Alter, json!({ "group": group.id, "did": did })));
    ctx.save(&to).await
}
