//! Handlers of actions: what they say, and how they go.

use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::form::StepForm;
use super::store::{self, Colleague, Goal, Step};
use super::view::StepView;
use super::web::{colleagues, entry, home, occasion};
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::plan::lists::selection;
use crate::plan::model::{StepState, Who};
use crate::plan::words;
use crate::web::conflict::{ConflictView, Edited};
use crate::web::form::clean;
use crate::web::{Error, Errors, Form, Routes, needs_for};

pub(super) fn routes() -> Routes {
    let write = needs_for(Class::Plan, Act::Write);
    Routes::new()
        .get("/inmates/{inmate}/plan/goals/{goal}/actions/new", write, fresh)
        .post("/inmates/{inmate}/plan/goals/{goal}/actions", write, add)
        .get("/inmates/{inmate}/plan/actions/{action}/edit", write, edit_page)
        .post("/inmates/{inmate}/plan/actions/{action}/edit", write, edit)
        .post("/inmates/{inmate}/plan/actions/{action}/move", needs_for(Class::PlanSteps, Act::Write), step_moved)
}

async fn goal(ctx: &mut InmateCtx, id: Uuid) -> Result<Goal, Error> {
    let inmate = ctx.inmate.id;
    let goals = store::goals(ctx.conn(), inmate).await?;
    goals.into_iter().find(|g| g.id == id && g.state.open()).ok_or(Error::NotFound)
}

async fn one(ctx: &mut InmateCtx) -> Result<(Step, Goal), Error> {
    let (inmate, id): (_, Uuid) = (ctx.inmate.id, ctx.param("action")?);
    let step = store::steps(ctx.conn(), inmate).await?.into_iter().find(|s| s.id == id).ok_or(Error::NotFound)?;
    let goal = goal(ctx, step.goal_id).await?;
    Ok((step, goal))
}

async fn fresh(mut ctx: InmateCtx) -> Result<Response, Error> {
    let id = ctx.param("goal")?;
    let goal = goal(&mut ctx, id).await?;
    let colleagues = colleagues(&mut ctx).await?;
    let view = StepView::new(&ctx, &goal, None, &StepForm::default(), &colleagues, &Errors::new());
    ctx.into_ctx().page(view).await
}

async fn add(mut ctx: InmateCtx, form: Form<StepForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let id = ctx.param("goal")?;
    let goal = goal(&mut ctx, id).await?;
    let colleagues = colleagues(&mut ctx).await?;
    let text = match raw.parse(ctx.t, ctx.today, &colleagues, None) {
        Ok(text) => text,
        Err(errors) => {
            let view = StepView::new(&ctx, &goal, None, &raw, &colleagues, &errors);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let (o, id) = (occasion(&ctx), Uuid::now_v7());
    store::add_step(ctx.conn(), o, id, goal.id, &text).await?;
    let entry = entry(&ctx, Action::Collect, json!({ "goal": goal.id, "action": id, "who": text.who.as_str() }));
    ctx.record(entry);
    let to = format!("{}?done=step#g-{}", home(&ctx), goal.id);
    ctx.into_ctx().save(&to).await
}

async fn edit_page(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (step, goal) = one(&mut ctx).await?;
    let colleagues = colleagues(&mut ctx).await?;
    let mut form = StepForm::of(&step);
    if step.gone {
        // Whoever left is not offered again.
        form.owner.clear();
    }
    let view = StepView::new(&ctx, &goal, Some(&step), &form, &colleagues, &Errors::new());
    ctx.into_ctx().page(view).await
}

async fn edit(mut ctx: InmateCtx, form: Form<StepForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (step, goal) = one(&mut ctx).await?;
    let colleagues = colleagues(&mut ctx).await?;
    let seen: i32 = raw.version.parse().map_err(|_| Error::BadRequest)?;
    let text = match raw.parse(ctx.t, ctx.today, &colleagues, step.by_day) {
        Ok(text) => text,
        Err(errors) => {
            let view = StepView::new(&ctx, &goal, Some(&step), &raw, &colleagues, &errors);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    let o = occasion(&ctx);
    if !store::update_step(ctx.conn(), o, step.id, seen, &text).await? {
        let (now, _) = one(&mut ctx).await?;
        let view = conflict(&ctx, &now, &raw, &colleagues);
        return ctx.into_ctx().conflict(view).await;
    }
    let entry = entry(&ctx, Action::Alter, json!({ "action": step.id, "did": if step.owner == text.owner { "changed" } else { "reassigned" } }));
    ctx.record(entry);
    let to = format!("{}?done=step#g-{}", home(&ctx), goal.id);
    ctx.into_ctx().save(&to).await
}

fn conflict(ctx: &InmateCtx, now: &Step, raw: &StepForm, colleagues: &[Colleague]) -> ConflictView {
    let t = ctx.t;
    let theirs = StepForm::of(now);
    let plain = |value: &str| value.to_owned();
    let who = move |value: &str| Who::of(value).map(|w| words::who(t, w)).unwrap_or_default();
    let name = |value: &str| {
        colleagues
            .iter()
            .find(|c| c.id.to_string() == value)
            .map(|c| c.name.clone())
            .or_else(|| now.owner_name.clone().filter(|_| !value.is_empty()))
            .unwrap_or_default()
    };
    let fields: Vec<Edited<'_>> = theirs
        .pairs()
        .into_iter()
        .zip(raw.pairs())
        .map(|((field, theirs), (_, mine))| {
            let (label, read): (String, &(dyn Fn(&str) -> String + Sync)) = match field {
                "what" => (t.msg_plan_what(), &plain),
                "who" => (t.msg_plan_who(), &who),
                "owner" => (t.msg_plan_owner(), &name),
                "partner" => (t.msg_plan_partner(), &plain),
                _ => (t.msg_plan_by(), &plain),
            };
            Edited { name: field, label, theirs, mine, read }
        })
        .collect();
    ConflictView::new(ctx.frame("inmates", t.msg_conflict_title()), format!("{}/actions/{}/edit", home(ctx), now.id), now.version, &raw.was, &fields)
}

/// How it goes, in one tap; a word with it in two.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct MoveForm {
    state: String,
    evidence: String,
    /// `steps`, with its selection: back to the list of steps; `people`: to one's own people.
    back: String,
}

async fn step_moved(mut ctx: InmateCtx, form: Form<MoveForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let state = StepState::of(&raw.state).ok_or(Error::BadRequest)?;
    // To drop an action changes what was agreed: that is for those who write the plan.
    if state == StepState::Dropped && !ctx.may_here(Class::Plan, Act::Write) {
        return Err(Error::Forbidden);
    }
    let (inmate, id): (_, Uuid) = (ctx.inmate.id, ctx.param("action")?);
    let healths = store::is_healths(ctx.conn(), inmate, id).await?.ok_or(Error::NotFound)?;
    let said = clean(&raw.evidence);
    let said = if healths { String::new() } else { said };
    if said.chars().count() > 400 {
        return Err(Error::BadRequest);
    }
    let o = occasion(&ctx);
    let goal = store::moved(ctx.conn(), o, id, state, &said).await?.ok_or(Error::NotFound)?;
    let entry = Entry { class: Class::PlanSteps, ..entry(&ctx, Action::Alter, json!({ "action": id, "state": state.as_str() })) };
    ctx.record(entry);
    let to = match raw.back.as_str() {
        back if back.starts_with("steps") => {
            let here = selection(back.trim_start_matches("steps"));
            format!("/plan-steps?{here}{}done=step#p-{inmate}", if here.is_empty() { "" } else { "&" })
        }
        "people" => format!("/my-people?done=step#p-{inmate}"),
        _ => format!("{}?done=step#g-{goal}", home(&ctx)),
    };
    ctx.into_ctx().save(&to).await
}
