//! What courses aim at, in the words of the curriculum. Every teacher reads it; those who lead a school write it. Other words are another version: what a learner has reached keeps the
//! words under which it was reached, and so does a course that ended under them.

mod store;

use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::words;
use crate::access::{Act, Action, Class, Entry};
use crate::platform::db;
use crate::reference::List;
use crate::web::field::Summary;
use crate::web::form::clean;
use crate::web::{Ctx, Error, Errors, Field, Form, Frame, Routes, needs};
use store::Goal;

pub(super) fn routes() -> Routes {
    let write = needs(Class::Education, Act::Write);
    Routes::new()
        .get("/learning/goals", write, list)
        .get("/learning/goals/{course}", write, show)
        .post("/learning/goals/{course}", write, add)
        .post("/learning/goals/{course}/{goal}", write, reword)
        .post("/learning/goals/{course}/{goal}/close", write, close)
}

#[derive(Template)]
#[template(path = "learning/goal_courses.html")]
struct ListView {
    frame: Frame,
    /// Where to, what it is called, how many goals, how many learners.
    rows: Vec<(String, String, String, String, bool)>,
}

/// A goal as it is now, with the words it had before.
struct Row {
    id: String,
    words: String,
    text: String,
    /// As it is, to write other words over.
    now: String,
    before: Vec<(String, String)>,
    /// The field that came back with its fault.
    field: Option<Field>,
}

#[derive(Template)]
#[template(path = "learning/goals.html")]
struct CourseView {
    frame: Frame,
    errors: bool,
    summary: Summary,
    done: Option<String>,
    stale: Option<String>,
    base: String,
    leads: bool,
    rows: Vec<Row>,
    retired: Vec<(String, String)>,
    /// None: the field that came back is a goal's.
    add: Option<Field>,
}

async fn list(mut ctx: Ctx) -> Result<Response, Error> {
    let all = store::courses(ctx.conn()).await?;
    let (t, fmt, catalogue) = (ctx.t, ctx.fmt(), ctx.catalogue().clone());
    let mut rows: Vec<_> = all
        .iter()
        .map(|c| {
            let goals = if c.goals > 0 { t.msg_goal_n(c.goals) } else { t.msg_goal_none_yet() };
            (format!("/learning/goals/{}", c.code), words::course(&catalogue, fmt.is_nb(), &c.code), goals, t.msg_goal_learners(c.learners), c.goals == 0)
        })
        .collect();
    rows.sort_by(|a, b| a.1.cmp(&b.1));
    ctx.record(Entry::new(Action::List, Class::Education).with(json!({ "courses": rows.len() })));
    let view = ListView { frame: ctx.frame("learners", t.msg_goal_title()), rows };
    ctx.page(view).await
}

/// The course of the path.
fn course(ctx: &Ctx) -> Result<String, Error> {
    let code: String = ctx.param("course")?;
    if ctx.catalogue().contains(List::Course, &code) { Ok(code) } else { Err(Error::NotFound) }
}

/// As typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Raw {
    words: String,
}

/// What came back with the page: of which goal, none for a new one.
#[derive(Default)]
struct Back {
    goal: Option<Uuid>,
    typed: Option<String>,
    errors: Errors,
    stale: Option<String>,
}

fn row(ctx: &Ctx, g: &Goal, all: &[Goal], back: &Back) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let typed = back.typed.as_deref().filter(|_| back.goal == Some(g.id));
    let parts = [g.added_on.map(|d| t.msg_goal_since(fmt.day(d).as_str())), (g.reached > 0).then(|| t.msg_goal_reached(g.reached))];
    Row {
        id: g.id.to_string(),
        words: t.msg_learn_aim(i64::from(g.number), g.words.as_str()),
        text: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        before: all.iter().filter(|o| o.number == g.number && o.id != g.id).map(|o| former(ctx, o)).collect(),
        now: g.words.clone(),
        field: typed.map(|typed| Field::area("words", t.msg_goal_words(), typed, 2).max(400).required(t).errors(&back.errors)),
    }
}

/// A wording that holds no more, and for how many it stands.
fn former(ctx: &Ctx, g: &Goal) -> (String, String) {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let parts = [g.closed_on.map(|d| t.msg_goal_until(fmt.day(d).as_str())), (g.reached > 0).then(|| t.msg_goal_reached(g.reached))];
    (g.words.clone(), parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

async fn view(ctx: &mut Ctx, code: &str, back: Back) -> Result<CourseView, Error> {
    let all = store::of_course(ctx.conn(), code).await?;
    let leads = store::leads(ctx.conn()).await?;
    let t = ctx.t;
    ctx.record(Entry::new(Action::List, Class::Education).with(json!({ "course": code })));
    let nb = ctx.fmt().is_nb();
    let typed = back.typed.as_deref().unwrap_or_default();
    let add = || Field::area("words", t.msg_goal_words(), typed, 2).hint(t.msg_goal_words_hint()).max(400).required(t).errors(&back.errors);
    let current = |g: &&Goal| g.closed_on.is_none();
    // A number whose last wording is closed is a goal no more.
    let last = |g: &&Goal| g.closed_on.is_some() && !g.replaced;
    Ok(CourseView {
        frame: ctx.frame("learners", words::course(ctx.catalogue(), nb, code)),
        errors: !back.errors.is_empty(),
        summary: Summary::of(t, &back.errors),
        done: ctx.query("done").map(|_| t.msg_place_done()),
        base: format!("/learning/goals/{code}"),
        leads,
        rows: all.iter().filter(current).map(|g| row(ctx, g, &all, &back)).collect(),
        retired: all.iter().filter(last).map(|g| former(ctx, g)).collect(),
        add: back.goal.is_none().then(add),
        stale: back.stale,
    })
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let code = course(&ctx)?;
    let view = view(&mut ctx, &code, Back::default()).await?;
    ctx.page(view).await
}

/// Those who lead a school alone.
async fn lead(ctx: &mut Ctx) -> Result<(), Error> {
    if store::leads(ctx.conn()).await? { Ok(()) } else { Err(Error::Forbidden) }
}

fn parse(ctx: &Ctx, typed: &str) -> Result<String, Errors> {
    let mut errors = Errors::new();
    let words = clean(typed);
    let length = words.chars().count();
    if length < 3 {
        errors.add("words", ctx.t.msg_goal_missing());
    } else if length > 400 {
        errors.add("words", ctx.t.msg_place_too_long(400));
    }
    errors.into_result(Some(words))
}

async fn saved(mut ctx: Ctx, code: &str, action: Action, detail: serde_json::Value) -> Result<Response, Error> {
    ctx.record(Entry::new(action, Class::Education).with(detail));
    ctx.save(&format!("/learning/goals/{code}?done=1")).await
}

/// Somebody was first: what they wrote is on the page, and what was typed stands where it is written anew, so that nothing is lost.
async fn late(mut ctx: Ctx, code: &str, number: Option<i32>, typed: String) -> Result<Response, Error> {
    let stale = Some(ctx.t.msg_goal_changed());
    let all = store::of_course(ctx.conn(), code).await?;
    let goal = all.iter().find(|g| Some(g.number) == number && g.closed_on.is_none()).map(|g| g.id);
    let view = view(&mut ctx, code, Back { goal, typed: Some(typed), errors: Errors::new(), stale }).await?;
    ctx.conflict(view).await
}

async fn add(mut ctx: Ctx, form: Form<Raw>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let code = course(&ctx)?;
    lead(&mut ctx).await?;
    let (id, today, me) = (Uuid::now_v7(), ctx.today, ctx.actor.account);
    let words = match parse(&ctx, &raw.words) {
        Ok(words) => words,
        Err(errors) => {
            let view = view(&mut ctx, &code, Back { typed: Some(raw.words), errors, ..Back::default() }).await?;
            return ctx.invalid(view).await;
        }
    };
    match store::add(ctx.conn(), id, &code, &words, today, me).await {
        Ok(()) => saved(ctx, &code, Action::Collect, json!({ "course": code, "competence": id })).await,
        Err(error) if matches!(db::violated(&error), Some("competence_version" | "competence_current")) => late(ctx, &code, None, raw.words).await,
        Err(error) => Err(error.into()),
    }
}

async fn reword(mut ctx: Ctx, form: Form<Raw>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (code, goal) = (course(&ctx)?, ctx.param::<Uuid>("goal")?);
    lead(&mut ctx).await?;
    let (id, today, me) = (Uuid::now_v7(), ctx.today, ctx.actor.account);
    let words = match parse(&ctx, &raw.words) {
        Ok(words) => words,
        Err(errors) => {
            let view = view(&mut ctx, &code, Back { goal: Some(goal), typed: Some(raw.words), errors, stale: None }).await?;
            return ctx.invalid(view).await;
        }
    };
    let all = store::of_course(ctx.conn(), &code).await?;
    let known = all.iter().find(|g| g.id == goal).ok_or(Error::NotFound)?;
    if known.words == words && known.closed_on.is_none() {
        return Err(Error::AlreadyDone(format!("/learning/goals/{code}")));
    }
    if !store::reword(ctx.conn(), id, (&code, goal), &words, today, me).await? {
        let number = known.number;
        return late(ctx, &code, Some(number), raw.words).await;
    }
    saved(ctx, &code, Action::Alter, json!({ "course": code, "competence": id, "instead_of": goal })).await
}

async fn close(mut ctx: Ctx, form: Form<Raw>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let (code, goal) = (course(&ctx)?, ctx.param::<Uuid>("goal")?);
    lead(&mut ctx).await?;
    let (today, me) = (ctx.today, ctx.actor.account);
    if store::close(ctx.conn(), &code, goal, today, me).await?.is_none() {
        return Err(Error::AlreadyDone(format!("/learning/goals/{code}")));
    }
    saved(ctx, &code, Action::Alter, json!({ "course": code, "competence": goal, "did": "closed" })).await
}
