//! The plan for the person it is about: plain words, bokmål or English, on paper.

use askama::Template;
use axum::response::Response;
use serde_json::json;

use super::store;
use super::view::line;
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::plan::goals::{self, Step};
use crate::plan::model::{GoalState, StepState, Verdict, Who};
use crate::plan::store as files;
use crate::plan::words;
use crate::web::lang::Text;
use crate::web::{Error, Fmt, Frame, Routes, needs_for};

pub(super) fn routes() -> Routes {
    Routes::new().get("/inmates/{inmate}/plan/print", needs_for(Class::Plan, Act::Read), sheet)
}

/// A goal on paper.
struct Goal {
    theme: String,
    words: String,
    target: Option<String>,
    /// Done or not, and the line.
    actions: Vec<(bool, String)>,
}

#[derive(Template)]
#[template(path = "plan/print.html")]
struct SheetView {
    frame: Frame,
    t: Text,
    tag: &'static str,
    languages: Vec<(&'static str, &'static str, bool)>,
    base: String,
    who: String,
    standing: String,
    now: Vec<Goal>,
    later: Vec<Goal>,
    achieved: Vec<Goal>,
    review: Option<String>,
}

/// An action in a line; what the person does is theirs to do.
fn said(t: Text, fmt: Fmt, s: &Step) -> String {
    if s.who == Who::Inmate {
        return match s.by_day {
            Some(day) => t.msg_plan_action_by(s.what.as_str(), t.msg_plan_print_me().as_str(), fmt.day(day).as_str()),
            None => t.msg_plan_action(s.what.as_str(), t.msg_plan_print_me().as_str()),
        };
    }
    line(t, fmt, s.who, &s.what, s.owner_name.as_deref().unwrap_or(&s.partner), s.by_day)
}

async fn sheet(mut ctx: InmateCtx) -> Result<Response, Error> {
    let lang = ctx.paper_lang();
    let inmate = ctx.inmate.id;
    let (t, fmt) = (lang.text(), Fmt::new(lang, ctx.today));
    let file = files::file(ctx.conn(), inmate).await?;
    let goals = goals::goals(ctx.conn(), inmate).await?;
    let steps = goals::steps(ctx.conn(), inmate).await?;
    let all = store::all(ctx.conn(), inmate).await?;
    let of = |state: GoalState| {
        goals
            .iter()
            .filter(|g| g.state == state)
            .map(|g| Goal {
                theme: words::theme(t, g.theme),
                words: words::goal(t, g.theme, &g.words),
                target: g.target_on.map(|d| t.msg_plan_target(fmt.long_day(d).as_str())),
                actions: steps
                    .iter()
                    .filter(|s| s.goal_id == g.id && s.state != StepState::Dropped)
                    .map(|s| (s.state == StepState::Done, said(t, fmt, s)))
                    .collect(),
            })
            .collect::<Vec<_>>()
    };
    let changed = file.as_ref().is_some_and(|f| f.changed_at.is_some());
    let standing = match all.first() {
        Some(v) if !changed => {
            let day = fmt.long_day(v.agreed_on);
            match v.outcome {
                Verdict::Agreed => t.msg_plan_print_agreed(day.as_str()),
                Verdict::NotAgreed => t.msg_plan_print_not_agreed(day.as_str()),
                Verdict::NotAnswered => t.msg_plan_print_not_answered(day.as_str()),
            }
        }
        _ => t.msg_plan_print_draft(),
    };
    let review = file.as_ref().and_then(|f| f.review_at.map(|at| fmt.at(at)).or_else(|| f.review_by.map(|d| fmt.long_day(d))));
    let view = SheetView {
        frame: ctx.frame("inmates", t.msg_plan_print_title()),
        tag: lang.tag(),
        languages: vec![("nb", "Bokmål", lang.is_nb()), ("en", "English", !lang.is_nb())],
        base: format!("/inmates/{inmate}/plan"),
        who: t.msg_plan_print_who(ctx.inmate.name().as_str(), ctx.inmate.number.as_str()),
        standing,
        now: of(GoalState::Current),
        later: of(GoalState::Later),
        achieved: of(GoalState::Achieved),
        review: review.map(|when| t.msg_plan_print_review(when.as_str())),
        t,
    };
    let prison = ctx.inmate.prison_id;
    ctx.record(Entry { prison, ..Entry::new(Action::Print, Class::Plan).of(inmate).with(json!({ "page": "plan", "lang": lang.tag() })) });
    ctx.into_ctx().page(view).await
}
