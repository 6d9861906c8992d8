//! The weekly talk moves the plan: the form of a talk shows the person's goals, each to be ticked when it was talked about, and what is open under them,
//! one choice each. The talk shows under every goal that it was about or that it moved.

use std::collections::HashMap;

use askama::Template;
use serde_json::json;
use uuid::Uuid;

use super::store::{self, Part};
use super::view::{GoalRow, own_parts};
use super::web::occasion;
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::plan::model::{GoalState, StepState, Theme, Who};
use crate::plan::progress::{self, Kind, Noted};
use crate::plan::words;
use crate::web::lang::Text;
use crate::web::{Ctx, Error, assets};

/// An open action in the form of a talk.
struct Line {
    id: String,
    goal: String,
    what: String,
    doer: String,
    /// Value, label, chosen.
    choices: Vec<(String, String, bool)>,
}

/// A goal that may have been talked about.
struct About {
    id: String,
    value: String,
    goal: String,
    theme: String,
    chosen: bool,
}

/// How a form says that a goal was talked about.
const ABOUT: &str = "about";

/// The goals that a form says were talked about.
fn ticked(moved: &[String]) -> Vec<Uuid> {
    moved.iter().filter_map(|m| m.split_once(':')).filter(|(word, _)| *word == ABOUT).filter_map(|(_, id)| id.parse().ok()).take(60).collect()
}

/// The part of the form.
#[derive(Template)]
#[template(path = "plan/talk_piece.html")]
pub struct Piece {
    t: Text,
    about: Vec<About>,
    lines: Vec<Line>,
}

impl askama::filters::HtmlSafe for Piece {}

impl Piece {
    fn icons(&self) -> &'static str {
        assets::ICONS
    }
}

/// What is open, for the form; none where the writer of the talk does not move the plan or there is nothing to move. `typed` is what came with the form.
///
/// # Errors
/// When the database is away.
pub async fn piece(ctx: &mut InmateCtx, typed: &[String]) -> Result<Option<Piece>, Error> {
    if !ctx.may_here(Class::PlanSteps, Act::Write) {
        return Ok(None);
    }
    let (inmate, now, t) = (ctx.inmate.id, ctx.now, ctx.t);
    let parts = store::parts(ctx.conn(), Some(inmate), false, now, 60).await?;
    let lines: Vec<Line> = parts
        .iter()
        .filter(|p| p.state.open() && p.who != Who::Health)
        .map(|p| {
            let chosen = typed.iter().filter_map(|m| m.split_once(':')).find(|(id, _)| *id == p.id.to_string()).map(|(_, s)| s).unwrap_or_default();
            let choice = |state: StepState| (format!("{}:{}", p.id, state.as_str()), words::step_word(t, state), chosen == state.as_str());
            Line {
                id: p.id.to_string(),
                goal: words::goal(t, p.theme, &p.words),
                what: p.what.clone(),
                doer: words::doer(t, p.who, p.owner_name.as_deref().unwrap_or_default()),
                choices: std::iter::once((String::new(), t.msg_plan_talk_same(words::step_word(t, p.state).as_str()), chosen.is_empty()))
                    .chain([StepState::UnderWay, StepState::Done, StepState::NotNow].into_iter().filter(|s| *s != p.state).map(choice))
                    .collect(),
            }
        })
        .collect();
    let chosen = ticked(typed);
    let about: Vec<About> = goals_of(ctx, &parts)
        .await?
        .into_iter()
        .map(|(id, theme, said)| About {
            id: id.to_string(),
            value: format!("{ABOUT}:{id}"),
            goal: words::goal(t, theme, &said),
            theme: words::theme(t, theme),
            chosen: chosen.contains(&id),
        })
        .collect();
    Ok((!lines.is_empty() || !about.is_empty()).then_some(Piece { t, about, lines }))
}

/// The goals that are wanted now: of whoever reads the plan all of them, of the others those with an action of theirs.
async fn goals_of(ctx: &mut InmateCtx, parts: &[Part]) -> Result<Vec<(Uuid, Theme, String)>, Error> {
    if ctx.may_here(Class::Plan, Act::Read) {
        let inmate = ctx.inmate.id;
        let goals = store::goals(ctx.conn(), inmate).await?.into_iter().filter(|g| g.state == GoalState::Current && g.theme != Theme::Health);
        return Ok(goals.map(|g| (g.id, g.theme, g.words)).collect());
    }
    let mut out: Vec<(Uuid, Theme, String)> = parts.iter().filter(|p| p.theme != Theme::Health).map(|p| (p.goal_id, p.theme, p.words.clone())).collect();
    out.dedup_by_key(|g| g.0);
    Ok(out)
}

/// So many actions of each person stand in the list of one's people; the rest is on the plan.
const SHOWN: usize = 3;

/// What is open under the goals of one's own people, what is due first, to be moved where it stands: the weekly talk in two taps.
///
/// # Errors
/// When the database is away.
pub async fn steps_of_mine(ctx: &mut Ctx) -> Result<HashMap<Uuid, Vec<GoalRow>>, Error> {
    if !ctx.may(Class::PlanSteps, Act::Write) {
        return Ok(HashMap::new());
    }
    let (now, t, fmt) = (ctx.now, ctx.t, ctx.fmt());
    let mut parts = store::parts(ctx.conn(), None, true, now, 600).await?;
    parts.retain(|p| p.state.open() && p.who != Who::Health);
    parts.sort_by_key(|p| (p.inmate, p.by_day.is_none(), p.by_day));
    let mut of: HashMap<Uuid, Vec<Part>> = HashMap::new();
    for p in parts {
        let mine = of.entry(p.inmate).or_default();
        if mine.len() < SHOWN {
            mine.push(p);
        }
    }
    Ok(of.into_iter().map(|(inmate, parts)| (inmate, own_parts(t, fmt, &parts, true))).collect())
}

/// Moves what the talk moved, each `action:state`, and shows the talk under those goals and under every goal that it was about, each `about:goal`.
/// What is not the person's or not open is left alone.
///
/// # Errors
/// When the database is away.
pub async fn talked(ctx: &mut InmateCtx, talk: Uuid, at: chrono::DateTime<chrono::Utc>, moved: &[String]) -> Result<(), Error> {
    if !ctx.may_here(Class::PlanSteps, Act::Write) {
        return Ok(());
    }
    let (o, now) = (occasion(ctx), ctx.now);
    let wanted = moved.iter().filter_map(|m| m.split_once(':')).filter_map(|(id, state)| Some((id.parse::<Uuid>().ok()?, StepState::of(state)?)));
    let wanted: Vec<_> = wanted.filter(|(_, s)| matches!(s, StepState::UnderWay | StepState::Done | StepState::NotNow)).take(60).collect();
    let (mut goals, mut actions): (Vec<Uuid>, Vec<Uuid>) = (Vec::new(), Vec::new());
    for (id, state) in wanted {
        if let Some(goal) = store::moved(ctx.conn(), o, id, state, "").await? {
            actions.push(id);
            if !goals.contains(&goal) {
                goals.push(goal);
            }
        }
    }
    // Only what the person's own plan has, as far as the writer knows of it.
    let about = ticked(moved);
    if !about.is_empty() {
        let parts = store::parts(ctx.conn(), Some(o.inmate), false, now, 60).await?;
        let theirs = goals_of(ctx, &parts).await?;
        goals.extend(theirs.into_iter().map(|g| g.0).filter(|g| about.contains(g)).filter(|g| !goals.contains(g)).collect::<Vec<_>>());
    }
    for goal in goals {
        progress::note(ctx.conn(), Noted { goal, kind: Kind::Talk, source: talk, at, figures: None }).await?;
    }
    if !actions.is_empty() {
        let prison = o.prison;
        ctx.record(Entry { prison, ..Entry::new(Action::Alter, Class::PlanSteps).of(o.inmate).with(json!({ "actions": actions, "talk": talk })) });
    }
    Ok(())
}
