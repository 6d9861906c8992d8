//! The weekly talk moves the plan: the form of a talk shows what is open under the person's goals, one choice each, and the talk shows under every goal
//! it moved.

use std::collections::HashMap;

use askama::Template;
use serde_json::json;
use uuid::Uuid;

use super::store::{self, Part};
use super::view::{GoalRow, own_parts};
use super::web::occasion;
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::plan::model::{StepState, Who};
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

/// The part of the form.
#[derive(Template)]
#[template(path = "plan/talk_piece.html")]
pub struct Piece {
    t: Text,
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
    let parts = store::parts(ctx.conn(), Some(inmate), false, None, now, 60).await?;
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
    Ok((!lines.is_empty()).then_some(Piece { t, lines }))
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
    let mut parts = store::parts(ctx.conn(), None, true, None, now, 600).await?;
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

/// Moves what the talk moved, each `action:state`, and shows the talk under those goals. What is not the person's or not open is left alone.
///
/// # Errors
/// When the database is away.
pub async fn talked(ctx: &mut InmateCtx, talk: Uuid, at: chrono::DateTime<chrono::Utc>, moved: &[String]) -> Result<(), Error> {
    if !ctx.may_here(Class::PlanSteps, Act::Write) {
        return Ok(());
    }
    let o = occasion(ctx);
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
    for goal in goals {
        progress::note(ctx.conn(), Noted { goal, kind: Kind::Talk, source: talk, at, figures: None }).await?;
    }
    if !actions.is_empty() {
        let prison = o.prison;
        ctx.record(Entry { prison, ..Entry::new(Action::Alter, Class::PlanSteps).of(o.inmate).with(json!({ "actions": actions, "talk": talk })) });
    }
    Ok(())
}
