//! Handlers of goals.

use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::form::{GoalForm, StepForm};
use super::store::{self, Goal, Occasion};
use super::view::{For, GoalView};
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::plan::model::{GoalState, Theme};
use crate::plan::rules::unconvicted;
use crate::plan::store as files;
use crate::plan::{assessment, words};
use crate::platform::db;
use crate::web::conflict::{ConflictView, Edited};
use crate::web::form::clean;
use crate::web::{Error, Errors, Form, Routes, needs_for};

pub(super) fn routes() -> Routes {
    let write = needs_for(Class::Plan, Act::Write);
    Routes::new()
        .get("/inmates/{inmate}/plan/goals/new", write, fresh)
        .post("/inmates/{inmate}/plan/goals", write, add)
        .get("/inmates/{inmate}/plan/goals/{goal}/edit", write, edit_page)
        .post("/inmates/{inmate}/plan/goals/{goal}/edit", write, edit)
        .post("/inmates/{inmate}/plan/goals/{goal}/state", write, set_state)
}

/// Who writes, about whom, when.
pub(super) fn occasion(ctx: &InmateCtx) -> Occasion {
    Occasion { inmate: ctx.inmate.id, prison: ctx.inmate.prison_id, by: ctx.actor.account, now: ctx.now }
}

/// An entry about the plan of the person on this page.
pub(super) fn entry(ctx: &InmateCtx, action: Action, detail: serde_json::Value) -> Entry {
    Entry { prison: ctx.inmate.prison_id, ..Entry::new(action, Class::Plan).of(ctx.inmate.id).with(detail) }
}

pub(super) fn home(ctx: &InmateCtx) -> String {
    format!("/inmates/{}/plan", ctx.inmate.id)
}

pub(super) fn remand(ctx: &InmateCtx) -> bool {
    unconvicted(ctx.inmate.legal_status.as_deref())
}

/// Whether what is written now makes the next version a draft.
async fn agreed(ctx: &mut InmateCtx) -> Result<bool, Error> {
    let inmate = ctx.inmate.id;
    Ok(files::file(ctx.conn(), inmate).await?.is_some_and(|f| f.version_id.is_some()))
}

/// Those who can be given an action at the person's prison.
pub(in crate::plan) async fn colleagues(ctx: &mut InmateCtx) -> Result<Vec<store::Colleague>, Error> {
    match ctx.inmate.prison_id {
        Some(prison) => Ok(store::colleagues(ctx.conn(), prison).await?),
        None => Ok(Vec::new()),
    }
}

async fn fresh(mut ctx: InmateCtx) -> Result<Response, Error> {
    let colleagues = colleagues(&mut ctx).await?;
    let agreed = agreed(&mut ctx).await?;
    let theme = ctx.query("theme").unwrap_or_default();
    let form = GoalForm { theme, state: GoalState::Current.as_str().into(), ..GoalForm::default() };
    let view = GoalView::new(&ctx, &For::New(&StepForm::default(), &colleagues), &form, agreed, &Errors::new());
    ctx.into_ctx().page(view).await
}

/// A goal and its first action, in one form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct NewForm {
    theme: String,
    words: String,
    target_on: String,
    state: String,
    daily: String,
    what: String,
    who: String,
    owner: String,
    partner: String,
    by_day: String,
}

impl NewForm {
    fn parts(self) -> (GoalForm, StepForm) {
        let goal = GoalForm { theme: self.theme, words: self.words, target_on: self.target_on, state: self.state, daily: self.daily, ..GoalForm::default() };
        (goal, StepForm { what: self.what, who: self.who, owner: self.owner, partner: self.partner, by_day: self.by_day, ..StepForm::default() })
    }
}

async fn add(mut ctx: InmateCtx, form: Form<NewForm>) -> Result<Response, Error> {
    let (typed, typed_step) = ctx.open(form).await?.parts();
    let (t, today) = (ctx.t, ctx.today);
    let colleagues = colleagues(&mut ctx).await?;
    let mut errors = Errors::new();
    let goal = typed.parse(t, today, remand(&ctx), None);
    let wanted = !(clean(&typed_step.what).is_empty() && typed_step.who.is_empty());
    let step = if wanted { Some(typed_step.parse(t, today, &colleagues, None)) } else { None };
    for found in [goal.as_ref().err(), step.as_ref().and_then(|s| s.as_ref().err())].into_iter().flatten() {
        for (field, message) in found.iter() {
            errors.add(field, message);
        }
    }
    if let (Ok(goal), true) = (&goal, errors.is_empty()) {
        let (o, id) = (occasion(&ctx), Uuid::now_v7());
        match shared(&mut ctx, goal.theme).await? {
            Ok(()) => {
                store::add(ctx.conn(), o, id, goal).await?;
                if let Some(Ok(step)) = &step {
                    store::add_step(ctx.conn(), o, Uuid::now_v7(), id, step).await?;
                }
                let entry = entry(&ctx, Action::Collect, json!({ "goal": id, "theme": goal.theme.as_str() }));
                ctx.record(entry);
                let to = format!("{}?done=goal#g-{id}", home(&ctx));
                return ctx.into_ctx().save(&to).await;
            }
            Err(found) => errors = found,
        }
    }
    let agreed = agreed(&mut ctx).await?;
    let view = GoalView::new(&ctx, &For::New(&typed_step, &colleagues), &typed, agreed, &errors);
    ctx.into_ctx().invalid(view).await
}

/// Whether the person shares a theme; else what stands beside it. The database holds it too: nothing is written without consent.
async fn shared(ctx: &mut InmateCtx, theme: Theme) -> Result<Result<(), Errors>, Error> {
    let inmate = ctx.inmate.id;
    if assessment::consents(ctx.conn(), inmate).await?.iter().any(|c| c.theme == theme && c.ended_at.is_none()) {
        return Ok(Ok(()));
    }
    let mut errors = Errors::new();
    errors.add("theme", ctx.t.msg_plan_theme_not_shared());
    Ok(Err(errors))
}

async fn one(ctx: &mut InmateCtx) -> Result<Goal, Error> {
    let (inmate, id): (_, Uuid) = (ctx.inmate.id, ctx.param("goal")?);
    let goals = store::goals(ctx.conn(), inmate).await?;
    goals.into_iter().find(|g| g.id == id).ok_or(Error::NotFound)
}

async fn edit_page(mut ctx: InmateCtx) -> Result<Response, Error> {
    let goal = one(&mut ctx).await?;
    if goal.theme == Theme::Health || !goal.state.open() {
        return Err(Error::NotFound);
    }
    let agreed = agreed(&mut ctx).await?;
    let view = GoalView::new(&ctx, &For::Edit(goal.id), &GoalForm::of(&goal), agreed, &Errors::new());
    ctx.into_ctx().page(view).await
}

async fn edit(mut ctx: InmateCtx, form: Form<GoalForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let goal = one(&mut ctx).await?;
    let seen: i32 = raw.version.parse().map_err(|_| Error::BadRequest)?;
    let errors = match raw.parse(ctx.t, ctx.today, remand(&ctx), goal.target_on) {
        Ok(text) => {
            let (o, id) = (occasion(&ctx), goal.id);
            let shared = if text.theme == goal.theme { Ok(()) } else { shared(&mut ctx, text.theme).await? };
            let done = match shared {
                Ok(()) => Ok(store::update(ctx.conn(), o, id, seen, &text).await?),
                Err(errors) => Err(errors),
            };
            match done {
                Ok(true) => {
                    let entry = entry(&ctx, Action::Alter, json!({ "goal": id, "did": "changed" }));
                    ctx.record(entry);
                    let to = format!("{}?done=goal#g-{id}", home(&ctx));
                    return ctx.into_ctx().save(&to).await;
                }
                Ok(false) => {
                    let now = one(&mut ctx).await?;
                    let view = conflict(&ctx, &now, &raw);
                    return ctx.into_ctx().conflict(view).await;
                }
                Err(errors) => errors,
            }
        }
        Err(errors) => errors,
    };
    let agreed = agreed(&mut ctx).await?;
    let view = GoalView::new(&ctx, &For::Edit(goal.id), &raw, agreed, &errors);
    ctx.into_ctx().invalid(view).await
}

fn conflict(ctx: &InmateCtx, now: &Goal, raw: &GoalForm) -> ConflictView {
    let t = ctx.t;
    let theirs = GoalForm::of(now);
    let plain = |value: &str| value.to_owned();
    let theme = move |value: &str| Theme::of(value).map(|x| words::theme(t, x)).unwrap_or_default();
    let state = move |value: &str| GoalState::of(value).map(|s| words::goal_state(t, s).label).unwrap_or_default();
    let yes = move |value: &str| if value == "yes" { t.msg_plan_daily() } else { String::new() };
    let fields: Vec<Edited<'_>> = theirs
        .pairs()
        .into_iter()
        .zip(raw.pairs())
        .map(|((name, theirs), (_, mine))| {
            let (label, read): (String, &(dyn Fn(&str) -> String + Sync)) = match name {
                "theme" => (t.msg_plan_theme(), &theme),
                "words" => (t.msg_plan_goal_words(), &plain),
                "target_on" => (t.msg_plan_target_on(), &plain),
                "state" => (t.msg_plan_when(), &state),
                _ => (t.msg_plan_daily_field(), &yes),
            };
            Edited { name, label, theirs, mine, read }
        })
        .collect();
    ConflictView::new(ctx.frame("inmates", t.msg_conflict_title()), format!("{}/goals/{}/edit", home(ctx), now.id), now.version, &raw.was, &fields)
}

/// How a goal stands from now on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct StateForm {
    state: String,
    reason: String,
}

async fn set_state(mut ctx: InmateCtx, form: Form<StateForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let state = GoalState::of(&raw.state).ok_or(Error::BadRequest)?;
    let goal = one(&mut ctx).await?;
    let reason = clean(&raw.reason);
    let length = reason.chars().count();
    if length > 400 || (state == GoalState::Left && length < 3) {
        let mut errors = Errors::new();
        errors.add("reason", if length > 400 { ctx.t.msg_plan_too_long(400) } else { ctx.t.msg_plan_missing_reason() });
        let view = super::page::whole(&mut ctx, Some((goal.id, reason)), &errors).await?;
        return ctx.into_ctx().invalid(view).await;
    }
    let o = occasion(&ctx);
    let to = format!("{}?done=state#g-{}", home(&ctx), goal.id);
    match store::set_state(ctx.conn(), o, goal.id, state, &reason).await {
        Ok(true) => {}
        Ok(false) => return Err(Error::AlreadyDone(to)),
        Err(error) if db::violated(&error) == Some("one_wish_for_health") => return Err(Error::AlreadyDone(to)),
        Err(error) => return Err(error.into()),
    }
    let entry = entry(&ctx, Action::Alter, json!({ "goal": goal.id, "state": state.as_str() }));
    ctx.record(entry);
    ctx.into_ctx().save(&to).await
}
