//! Goals and actions as pages show them.

use askama::Template;
use uuid::Uuid;

use super::form::{GoalForm, StepForm};
use super::store::{Colleague, Goal, Part, Step};
use crate::access::{Act, Class};
use crate::inmates::banner::Flag;
use crate::inmates::{BannerView, InmateCtx};
use crate::plan::model::{GoalState, StepState, Theme, Who};
use crate::plan::progress::Mark;
use crate::plan::rules::unconvicted;
use crate::plan::support::partner_names;
use crate::plan::words::{self, flag};
use crate::web::conflict::was;
use crate::web::field::{Choice, Summary};
use crate::web::fmt::Fmt;
use crate::web::lang::Text;
use crate::web::{Errors, Field, Frame};

/// An action, ready to be read and moved.
pub struct StepRow {
    pub id: String,
    pub what: String,
    pub doer: String,
    pub by: String,
    pub state: Flag,
    pub evidence: String,
    pub gone: Option<String>,
    /// Word sent, and the button.
    pub moves: Vec<(&'static str, String)>,
    /// Whether a word may be said with it.
    pub says: bool,
    pub edit: Option<String>,
}

/// A goal with what is under it.
pub struct GoalRow {
    pub id: String,
    pub icon: &'static str,
    pub theme: String,
    pub words: String,
    pub flags: Vec<Flag>,
    pub reason: String,
    pub steps: Vec<StepRow>,
    pub progress: Vec<(&'static str, String)>,
    pub writes: bool,
    pub editable: bool,
    /// What it can become: the word sent, and the button; to leave it takes a reason.
    pub states: Vec<(&'static str, String)>,
    pub leaves: bool,
    /// Where a programme is asked for that serves it.
    pub programme: Option<String>,
    /// Where work or a course is applied for that serves it.
    pub activity: Option<String>,
}

/// Goals that stand alike.
pub struct Group {
    pub key: &'static str,
    pub label: String,
    pub goals: Vec<GoalRow>,
}

fn moves(t: Text, state: StepState) -> Vec<(&'static str, String)> {
    match state {
        StepState::Planned | StepState::NotNow => vec![("under_way", t.msg_plan_move_under_way()), ("done", t.msg_plan_move_done())],
        StepState::UnderWay => vec![("done", t.msg_plan_move_done())],
        StepState::Done | StepState::Dropped => vec![("planned", t.msg_plan_move_again())],
    }
}

fn step(ctx: &InmateCtx, s: &Step, open: bool, base: &str) -> StepRow {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let writes = ctx.may_here(Class::Plan, Act::Write);
    let name = s.owner_name.clone().unwrap_or_else(|| s.partner.clone());
    StepRow {
        id: s.id.to_string(),
        what: words::what(t, s.who, &s.what),
        doer: words::doer(t, s.who, &name),
        by: s
            .by_day
            .filter(|_| s.state.open())
            .map(|d| t.msg_plan_by_day(fmt.day(d).as_str()))
            .unwrap_or_else(|| if s.state == StepState::Done { fmt.near(s.moved_at) } else { String::new() }),
        state: words::step_state(t, s.state, s.by_day, ctx.today),
        evidence: s.evidence.clone(),
        gone: s.gone.then(|| t.msg_plan_owner_gone(s.owner_name.as_deref().unwrap_or_default())),
        moves: if open && ctx.may_here(Class::PlanSteps, Act::Write) { moves(t, s.state) } else { Vec::new() },
        says: s.who != Who::Health,
        edit: (open && writes).then(|| format!("{base}/actions/{}/edit", s.id)),
    }
}

fn becomes(t: Text, g: &Goal) -> Vec<(&'static str, String)> {
    match g.state {
        GoalState::Current => vec![("achieved", t.msg_plan_goal_to_achieved()), ("later", t.msg_plan_goal_to_later())],
        GoalState::Later | GoalState::Achieved | GoalState::Left => vec![("current", t.msg_plan_goal_to_current())],
    }
}

/// A goal as a row.
pub fn goal(ctx: &InmateCtx, g: &Goal, steps: &[Step], marks: &[Mark]) -> GoalRow {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let writes = ctx.may_here(Class::Plan, Act::Write);
    let base = format!("/inmates/{}/plan", ctx.inmate.id);
    let mut flags = Vec::new();
    if !g.shared {
        flags.push(flag("warning", "PadlockLocked", t.msg_plan_only_you_see()));
    }
    if let Some(day) = g.target_on {
        let late = g.state == GoalState::Current && day < ctx.today;
        flags.push(flag(if late { "danger" } else { "neutral" }, "Calendar", t.msg_plan_target(fmt.day(day).as_str())));
    }
    if g.activity_ended_at.is_some() && g.state.open() {
        flags.push(flag("warning", "Stop", t.msg_plan_activity_ended()));
    }
    if g.daily {
        flags.push(flag("brand1", "Sun", t.msg_plan_daily()));
    }
    GoalRow {
        id: g.id.to_string(),
        icon: words::theme_icon(g.theme),
        theme: words::theme(t, g.theme),
        words: words::goal(t, g.theme, &g.words),
        flags,
        reason: match (g.state.open(), g.state_reason.is_empty()) {
            (true, _) => String::new(),
            (false, true) => fmt.near(g.state_at),
            (false, false) => t.msg_plan_ended(fmt.near(g.state_at).as_str(), g.state_reason.as_str()),
        },
        steps: steps.iter().filter(|s| s.goal_id == g.id).map(|s| step(ctx, s, g.state.open(), &base)).collect(),
        progress: marks.iter().filter(|m| m.goal_id == g.id).map(|m| words::progress(t, fmt, m)).collect(),
        writes,
        editable: writes && g.state.open() && g.theme != Theme::Health,
        states: if writes { becomes(t, g) } else { Vec::new() },
        leaves: writes && g.state.open(),
        programme: (g.state.open() && g.theme != Theme::Health && ctx.may_here(Class::Programmes, Act::Write))
            .then(|| format!("/inmates/{}/programmes?goal={}", ctx.inmate.id, g.id)),
        activity: (g.state.open()
            && matches!(g.theme, Theme::Work | Theme::Education)
            && ctx.inmate.in_custody()
            && ctx.may_here(Class::Allocation, Act::Submit))
        .then(|| format!("/inmates/{}/applications/new?goal={}", ctx.inmate.id, g.id)),
    }
}

/// An action of one's own part.
pub fn part_row(t: Text, fmt: Fmt, p: &Part, moves_it: bool) -> StepRow {
    StepRow {
        id: p.id.to_string(),
        what: words::what(t, p.who, &p.what),
        doer: words::doer(t, p.who, p.owner_name.as_deref().unwrap_or_default()),
        by: p.by_day.filter(|_| p.state.open()).map(|d| t.msg_plan_by_day(fmt.day(d).as_str())).unwrap_or_default(),
        state: words::step_state(t, p.state, p.by_day, fmt.today()),
        evidence: p.evidence.clone(),
        gone: None,
        moves: if moves_it { moves(t, p.state) } else { Vec::new() },
        says: p.who != Who::Health,
        edit: None,
    }
}

/// The form of a goal.
#[derive(Template)]
#[template(path = "plan/goal_form.html")]
pub struct GoalView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    action: String,
    back: String,
    lead: String,
    fields: Vec<Field>,
    /// The first action, of a new goal.
    first: Option<Vec<Field>>,
    version: String,
    was: String,
    draft: String,
}

fn step_fields(ctx: &InmateCtx, form: &StepForm, colleagues: &[Colleague], errors: &Errors, required: bool) -> Vec<Field> {
    let t = ctx.t;
    let role = |code: &str| Who::ALL.iter().copied().find(|w| w.role() == Some(code)).map(|w| words::who(t, w)).unwrap_or_default();
    let people = colleagues.iter().map(|c| Choice::new(c.id.to_string(), t.msg_plan_who_named(role(&c.role).as_str(), c.name.as_str()))).collect();
    let what = Field::text("what", t.msg_plan_what(), &form.what).hint(t.msg_plan_what_hint()).max(300).errors(errors);
    let who = Field::select("who", t.msg_plan_who(), &form.who, words::choices(Who::ALL.iter().copied(), Who::as_str, |w| words::who(t, w)))
        .or_none(t.msg_plan_choose())
        .errors(errors);
    vec![
        if required { what.required(t) } else { what },
        if required { who.required(t) } else { who },
        Field::select("owner", t.msg_plan_owner(), &form.owner, people).or_none(t.msg_plan_owner_none()).hint(t.msg_plan_owner_hint()).errors(errors),
        Field::text("partner", t.msg_plan_partner(), &form.partner)
            .hint(t.msg_plan_partner_hint())
            .suggest(partner_names(ctx.catalogue(), ctx.fmt().is_nb()))
            .max(120)
            .errors(errors),
        Field::day("by_day", t.msg_plan_by(), &form.by_day).errors(errors),
    ]
}

/// What the form of a goal is for.
pub enum For<'a> {
    /// A new one, with its first action.
    New(&'a StepForm, &'a [Colleague]),
    /// One that is there.
    Edit(Uuid),
}

impl GoalView {
    pub fn new(ctx: &InmateCtx, of: &For<'_>, form: &GoalForm, agreed: bool, errors: &Errors) -> Self {
        let t = ctx.t;
        let remand = unconvicted(ctx.inmate.legal_status.as_deref());
        let back = format!("/inmates/{}/plan", ctx.inmate.id);
        let (action, title) = match of {
            For::New(..) => (format!("{back}/goals"), t.msg_plan_goal_new()),
            For::Edit(id) => (format!("{back}/goals/{id}/edit"), t.msg_plan_goal_edit()),
        };
        let states = [GoalState::Current, GoalState::Later];
        let when = |s: GoalState| if s == GoalState::Current { t.msg_plan_when_current() } else { t.msg_plan_when_later() };
        Self {
            frame: ctx.frame("inmates", title),
            banner: BannerView::of(ctx, "plan"),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            draft: format!("{}:goal:{}:{}", ctx.actor.account, ctx.inmate.id, action.len()),
            action,
            lead: if agreed { t.msg_plan_goal_lead_agreed() } else { t.msg_plan_goal_lead() },
            fields: vec![
                Field::select(
                    "theme",
                    t.msg_plan_theme(),
                    &form.theme,
                    words::choices(Theme::offered(remand).filter(|x| *x != Theme::Health), Theme::as_str, |x| words::theme(t, x)),
                )
                .or_none(t.msg_plan_choose())
                .hint(t.msg_plan_theme_hint())
                .required(t)
                .errors(errors),
                Field::area("words", t.msg_plan_goal_words(), &form.words, 2).hint(t.msg_plan_goal_words_hint()).max(300).required(t).errors(errors),
                Field::radio("state", t.msg_plan_when(), &form.state, words::choices(states, GoalState::as_str, when)).required(t).errors(errors),
                Field::day("target_on", t.msg_plan_target_on(), &form.target_on).errors(errors),
                Field::checkbox("daily", t.msg_plan_daily_field(), &form.daily).hint(t.msg_plan_daily_hint()).errors(errors),
            ],
            first: match of {
                For::New(step, colleagues) => Some(step_fields(ctx, step, colleagues, errors, false)),
                For::Edit(_) => None,
            },
            version: form.version.clone(),
            was: if form.was.is_empty() { was(&form.pairs()) } else { form.was.clone() },
            back,
        }
    }
}

/// The form of an action.
#[derive(Template)]
#[template(path = "plan/step_form.html")]
pub struct StepView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    action: String,
    back: String,
    goal: String,
    gone: Option<String>,
    fields: Vec<Field>,
    version: String,
    was: String,
    drop: Option<String>,
}

impl StepView {
    pub fn new(ctx: &InmateCtx, goal: &Goal, id: Option<&Step>, form: &StepForm, colleagues: &[Colleague], errors: &Errors) -> Self {
        let t = ctx.t;
        let back = format!("/inmates/{}/plan", ctx.inmate.id);
        let action = match id {
            Some(s) => format!("{back}/actions/{}/edit", s.id),
            None => format!("{back}/goals/{}/actions", goal.id),
        };
        Self {
            frame: ctx.frame("inmates", if id.is_some() { t.msg_plan_step_edit() } else { t.msg_plan_step_new() }),
            banner: BannerView::of(ctx, "plan"),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            action,
            goal: words::goal(t, goal.theme, &goal.words),
            gone: id.filter(|s| s.gone).map(|s| t.msg_plan_owner_gone(s.owner_name.as_deref().unwrap_or_default())),
            fields: step_fields(ctx, form, colleagues, errors, true),
            version: form.version.clone(),
            was: if form.was.is_empty() { was(&form.pairs()) } else { form.was.clone() },
            drop: id.filter(|s| s.state.open()).map(|s| format!("{back}/actions/{}/move", s.id)),
            back,
        }
    }
}

/// A goal for the unit: its words, and who does what.
pub fn for_the_day(t: Text, fmt: Fmt, g: &Goal, parts: &[Part]) -> GoalRow {
    GoalRow {
        id: g.id.to_string(),
        icon: words::theme_icon(g.theme),
        theme: words::theme(t, g.theme),
        words: words::goal(t, g.theme, &g.words),
        flags: Vec::new(),
        reason: String::new(),
        steps: parts.iter().filter(|p| p.goal_id == g.id).map(|p| part_row(t, fmt, p, false)).collect(),
        progress: Vec::new(),
        writes: false,
        editable: false,
        states: Vec::new(),
        leaves: false,
        programme: None,
        activity: None,
    }
}

/// One's own part, goal by goal.
pub fn own_parts(t: Text, fmt: Fmt, parts: &[Part], moves_them: bool) -> Vec<GoalRow> {
    let mut out: Vec<GoalRow> = Vec::new();
    for p in parts {
        let id = p.goal_id.to_string();
        let row = part_row(t, fmt, p, moves_them);
        match out.last_mut() {
            Some(g) if g.id == id => g.steps.push(row),
            _ => out.push(GoalRow {
                id,
                icon: words::theme_icon(p.theme),
                theme: words::theme(t, p.theme),
                words: words::goal(t, p.theme, &p.words),
                flags: Vec::new(),
                reason: String::new(),
                steps: vec![row],
                progress: Vec::new(),
                writes: false,
                editable: false,
                states: Vec::new(),
                leaves: false,
                programme: None,
                activity: None,
            }),
        }
    }
    out
}
