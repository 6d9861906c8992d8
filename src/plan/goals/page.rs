//! The plan of a person on one page; for those who read no more, their part of it.

use askama::Template;
use axum::response::Response;
use uuid::Uuid;

use super::store;
use super::view::{self, Group};
use crate::access::{Act, Class, Role};
use crate::inmates::banner::Flag;
use crate::inmates::{BannerView, InmateCtx};
use crate::plan::agreement::{self, Standing};
use crate::plan::assessment;
use crate::plan::model::{GoalState, Verdict};
use crate::plan::progress;
use crate::plan::store as files;
use crate::plan::support::{self, PromiseRow};
use crate::plan::words::{self, flag};
use crate::web::field::Summary;
use crate::web::{Error, Errors, Frame, Routes, needs_for};

pub(super) fn routes() -> Routes {
    Routes::new().get("/inmates/{inmate}/plan", needs_for(Class::Plan, Act::Extract), show)
}

#[derive(Template)]
#[template(path = "plan/plan.html")]
pub(super) struct PlanView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    base: String,
    done: Option<String>,
    lead: String,
    remand: bool,
    standing: Vec<Flag>,
    /// What the reader should know first: colour and words.
    alerts: Vec<(&'static str, String)>,
    groups: Vec<Group>,
    writes: bool,
    agrees: bool,
    prints: bool,
    themes: Vec<(&'static str, String, Option<Flag>)>,
    assessed: String,
    version: Option<Standing>,
    dates: Vec<(String, String)>,
    /// What is promised and not kept yet.
    promises: Vec<PromiseRow>,
    /// The goal whose form came back, and what was typed.
    typed: Option<(String, String)>,
    fault: Option<String>,
}

impl PlanView {
    /// What was typed in the form that came back, when it is this goal's.
    fn back(&self, goal: &str) -> Option<&str> {
        self.typed.as_ref().filter(|t| t.0 == goal).map(|t| t.1.as_str())
    }
}

#[derive(Template)]
#[template(path = "plan/part.html")]
struct PartView {
    frame: Frame,
    banner: BannerView,
    base: String,
    done: Option<String>,
    lead: String,
    goals: Vec<view::GoalRow>,
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    if ctx.may_here(Class::Plan, Act::Read) {
        let view = whole(&mut ctx, None, &Errors::new()).await?;
        return ctx.into_ctx().page(view).await;
    }
    let view = part(&mut ctx).await?;
    ctx.into_ctx().page(view).await
}

async fn part(ctx: &mut InmateCtx) -> Result<PartView, Error> {
    let (inmate, now, t, fmt) = (ctx.inmate.id, ctx.now, ctx.t, ctx.fmt());
    let parts = store::parts(ctx.conn(), Some(inmate), false, now, 100).await?;
    let officer = ctx.actor.role() == Some(Role::Officer);
    let goals = if officer {
        let goals = store::daily(ctx.conn(), inmate).await?;
        goals.iter().map(|g| view::for_the_day(t, fmt, g, &parts)).collect()
    } else {
        view::own_parts(t, fmt, &parts, ctx.may_here(Class::PlanSteps, Act::Write))
    };
    Ok(PartView {
        banner: BannerView::of(ctx, "plan"),
        frame: ctx.frame("inmates", t.msg_plan_part_title()),
        base: super::web::home(ctx),
        done: ctx.query("done").map(|_| t.msg_plan_done_saved()),
        lead: if officer { t.msg_plan_part_lead_daily() } else { t.msg_plan_part_lead() },
        goals,
    })
}

pub(super) async fn whole(ctx: &mut InmateCtx, typed: Option<(Uuid, String)>, errors: &Errors) -> Result<PlanView, Error> {
    let inmate = ctx.inmate.id;
    let file = files::file(ctx.conn(), inmate).await?;
    let goals = store::goals(ctx.conn(), inmate).await?;
    let steps = store::steps(ctx.conn(), inmate).await?;
    let marks = progress::of_inmate(ctx.conn(), inmate).await?;
    let newest: Vec<Uuid> = file.iter().filter_map(|f| f.assessment_id).collect();
    let written = assessment::themes_of(ctx.conn(), inmate, &newest).await?;
    let consents = assessment::consents(ctx.conn(), inmate).await?;
    let standing = agreement::standing(ctx).await?;
    let promises = support::promises(ctx.conn(), inmate).await?;
    let (t, fmt) = (ctx.t, ctx.fmt());
    let writes = ctx.may_here(Class::Plan, Act::Write);
    let gone = steps.iter().filter(|s| s.gone).count() as i64;
    let mut alerts = Vec::new();
    if gone > 0 {
        alerts.push(("warning", t.msg_plan_alert_gone(gone)));
    }
    let ended = goals.iter().filter(|g| g.state.open() && g.activity_ended_at.is_some()).count() as i64;
    if ended > 0 {
        alerts.push(("warning", t.msg_plan_alert_activity_ended(ended)));
    }
    if let Some(at) = file.as_ref().and_then(|f| f.changed_at.filter(|_| f.version_id.is_some())) {
        alerts.push(("info", t.msg_plan_alert_changed(fmt.near(at).as_str())));
    }
    if let Some(unshared) = file.as_ref().map(|f| f.unshared).filter(|n| *n > 0) {
        alerts.push((
            "neutral",
            if ctx.actor.role() == Some(Role::CaseManager) { t.msg_plan_alert_unshared_cas(unshared) } else { t.msg_plan_alert_unshared(unshared) },
        ));
    }
    let group = |state: GoalState, key, label: String| {
        let goals: Vec<_> = goals.iter().filter(|g| g.state == state).map(|g| view::goal(ctx, g, &steps, &marks)).collect();
        (!goals.is_empty()).then_some(Group { key, label, goals })
    };
    let groups = [
        group(GoalState::Current, "current", t.msg_plan_group_current()),
        group(GoalState::Later, "later", t.msg_plan_group_later()),
        group(GoalState::Achieved, "achieved", t.msg_plan_group_achieved()),
        group(GoalState::Left, "left", t.msg_plan_group_left()),
    ];
    let lead = match &file {
        Some(f) if f.version_id.is_some() => t.msg_plan_lead(),
        _ if goals.is_empty() => t.msg_plan_lead_none(),
        _ => t.msg_plan_lead_draft(),
    };
    let mut flags = Vec::new();
    match file.as_ref().and_then(|f| f.version_outcome.as_deref()).and_then(Verdict::of) {
        Some(verdict) => flags.push(words::verdict(t, verdict)),
        None if goals.is_empty() => flags.push(flag("neutral", "Circle", t.msg_plan_state_none())),
        None => flags.push(flag("warning", "Pencil", t.msg_plan_state_draft())),
    }
    let done = ctx.query("done").map(|done| match done.as_str() {
        "goal" => t.msg_plan_done_goal(),
        "agreed" => t.msg_plan_done_agreed(),
        "review" => t.msg_plan_done_review(),
        _ => t.msg_plan_done_saved(),
    });
    let banner = BannerView::of(ctx, "plan");
    Ok(PlanView {
        frame: ctx.frame("inmates", t.msg_plan_of(banner.name.as_str())),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        base: super::web::home(ctx),
        done,
        lead,
        remand: super::web::remand(ctx),
        standing: flags,
        alerts,
        groups: groups.into_iter().flatten().collect(),
        writes,
        agrees: writes && goals.iter().any(|g| g.state.open()),
        prints: ctx.may_here(Class::Plan, Act::Read) && !goals.is_empty(),
        themes: assessment::summary(ctx, &written, &consents),
        assessed: file
            .as_ref()
            .and_then(|f| f.assessed_at)
            .map(|at| t.msg_plan_assessed_at(fmt.near(at).as_str()))
            .unwrap_or_else(|| t.msg_plan_not_assessed()),
        version: standing,
        dates: dates(ctx, file.as_ref()),
        promises: support::open_rows(ctx, &promises),
        typed: typed.map(|(id, reason)| (id.to_string(), reason)),
        fault: errors.of("reason").map(str::to_owned),
        banner,
    })
}

/// The days ahead, each with its word: too late is said.
fn dates(ctx: &InmateCtx, file: Option<&files::File>) -> Vec<(String, String)> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let Some(f) = file else { return Vec::new() };
    let day = |d: chrono::NaiveDate| if d < ctx.today { t.msg_plan_day_over(fmt.day(d).as_str(), (ctx.today - d).num_days()) } else { fmt.day(d) };
    let mut out = Vec::new();
    if let Some(d) = f.assess_by {
        out.push((t.msg_plan_assess_by(), day(d)));
    }
    if let Some(d) = f.review_by {
        out.push((if f.version_id.is_some() { t.msg_plan_review_by() } else { t.msg_plan_made_by() }, day(d)));
    }
    if let Some(at) = f.review_at {
        out.push((t.msg_plan_review_planned(), fmt.near(at)));
    }
    out
}
