//! Pages of versions.

use askama::Template;
use serde::Deserialize;

use super::form::AgreeForm;
use super::store::{Frozen, Version};
use crate::access::{Act, Class};
use crate::inmates::banner::Flag;
use crate::inmates::{BannerView, InmateCtx};
use crate::plan::goals::{Goal, Step};
use crate::plan::model::{Verdict, Who};
use crate::plan::rules::{self, Change};
use crate::plan::words::{self, flag};
use crate::reference::List;
use crate::web::field::{Choice, Summary};
use crate::web::fmt::Fmt;
use crate::web::lang::Text;
use crate::web::{Errors, Field, Frame};

/// The newest version, in the margin of the plan.
pub struct Standing {
    pub href: String,
    pub label: String,
    pub verdict: Flag,
    pub facts: Vec<(String, String)>,
    pub words: String,
    pub sign: Option<Flag>,
    pub earlier: Vec<(String, String)>,
}

/// Facts of a version, label and value.
pub fn facts(ctx: &InmateCtx, v: &Version) -> Vec<(String, String)> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let language = ctx.catalogue().label(List::Language, &v.explained_in, ctx.lang.is_nb()).to_owned();
    let language = if v.interpreter { t.msg_plan_with_interpreter(language.as_str()) } else { language };
    let mut out =
        vec![(t.msg_plan_agreed_on(), fmt.day(v.agreed_on)), (t.msg_plan_explained(), t.msg_plan_explained_by_in(v.explained_by.as_str(), language.as_str()))];
    if !v.participants.is_empty() {
        out.push((t.msg_plan_participants(), v.participants.clone()));
    }
    out.push((t.msg_plan_recorded(), t.msg_plan_written_by(v.recorded_by.as_deref().unwrap_or_default(), fmt.near(v.recorded_at).as_str())));
    out
}

fn sign(ctx: &InmateCtx, v: &Version) -> Option<Flag> {
    let t = ctx.t;
    v.countersign.then(|| match (&v.countersigned_by, v.countersigned_at) {
        (by, Some(at)) => flag("success", "PersonCheckmark", t.msg_plan_countersigned(by.as_deref().unwrap_or_default(), ctx.fmt().near(at).as_str())),
        _ => flag("warning", "Hourglass", t.msg_plan_countersign_waits()),
    })
}

impl Standing {
    pub fn new(ctx: &InmateCtx, all: &[Version]) -> Option<Self> {
        let v = all.first()?;
        let t = ctx.t;
        let href = |v: &Version| format!("/inmates/{}/plan/versions/{}", ctx.inmate.id, v.number);
        let label = |v: &Version| t.msg_plan_version(i64::from(v.number));
        Some(Self {
            href: href(v),
            label: label(v),
            verdict: words::verdict(t, v.outcome),
            facts: facts(ctx, v),
            words: v.inmate_words.clone(),
            sign: sign(ctx, v),
            earlier: all.iter().skip(1).map(|v| (href(v), t.msg_plan_version_on(i64::from(v.number), ctx.fmt().day(v.agreed_on).as_str()))).collect(),
        })
    }
}

/// An action as a version has it.
#[derive(Deserialize)]
struct Said {
    what: String,
    who: String,
    partner: String,
    by_day: Option<chrono::NaiveDate>,
}

/// Lines of the actions of a frozen goal.
pub fn actions(t: Text, fmt: Fmt, frozen: &Frozen) -> Vec<String> {
    let said: Vec<Said> = serde_json::from_value(frozen.actions.clone()).unwrap_or_default();
    said.iter()
        .map(|s| {
            let who = Who::of(&s.who).unwrap_or(Who::Other);
            line(t, fmt, who, &s.what, &s.partner, s.by_day)
        })
        .collect()
}

/// What, who and until when, in a line.
pub fn line(t: Text, fmt: Fmt, who: Who, what: &str, name: &str, by_day: Option<chrono::NaiveDate>) -> String {
    let (what, doer) = (words::what(t, who, what), words::doer(t, who, name));
    match by_day {
        Some(day) => t.msg_plan_action_by(what.as_str(), doer.as_str(), fmt.day(day).as_str()),
        None => t.msg_plan_action(what.as_str(), doer.as_str()),
    }
}

/// A goal of a version beside the one before.
struct Beside {
    icon: &'static str,
    theme: String,
    words: String,
    change: Option<Flag>,
    actions: Vec<String>,
    was: Option<String>,
    gone: bool,
}

/// A version.
#[derive(Template)]
#[template(path = "plan/version.html")]
pub struct VersionView {
    frame: Frame,
    banner: BannerView,
    base: String,
    done: Option<String>,
    verdict: Flag,
    facts: Vec<(String, String)>,
    words: String,
    sign: Option<Flag>,
    /// Where the reader signs.
    signs: Option<String>,
    goals: Vec<Beside>,
    compared: Option<String>,
    versions: Vec<(String, String, bool)>,
}

fn text(t: Text, fmt: Fmt, f: &Frozen) -> String {
    let mut lines = vec![
        words::theme(t, f.theme),
        words::goal(t, f.theme, &f.words),
        words::goal_state(t, f.state).label,
        f.target_on.map(|d| fmt.day(d)).unwrap_or_default(),
    ];
    lines.extend(actions(t, fmt, f));
    lines.join("\n")
}

impl VersionView {
    pub fn new(ctx: &InmateCtx, all: &[Version], v: &Version, before: Option<&Version>, frozen: &[Frozen]) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let of = |id: uuid::Uuid| frozen.iter().filter(move |f| f.version_id == id);
        let texts = |id: uuid::Uuid| of(id).map(|f| (f.goal_id, text(t, fmt, f))).collect::<Vec<_>>();
        let (was, is) = (before.map(|b| texts(b.id)).unwrap_or_default(), texts(v.id));
        let said = |list: &[(uuid::Uuid, String)]| list.iter().map(|(id, s)| (*id, s.clone())).collect::<Vec<_>>();
        let (was, is) = (said(&was), said(&is));
        let pairs = |list: &'_ [(uuid::Uuid, String)]| -> Vec<(uuid::Uuid, String)> { list.to_vec() };
        let (a, b) = (pairs(&was), pairs(&is));
        let a: Vec<(uuid::Uuid, &str)> = a.iter().map(|(id, s)| (*id, s.as_str())).collect();
        let b: Vec<(uuid::Uuid, &str)> = b.iter().map(|(id, s)| (*id, s.as_str())).collect();
        let goals = rules::changes(&a, &b).into_iter().filter_map(|(id, change)| {
            let now = of(v.id).find(|f| f.goal_id == id);
            let old = before.and_then(|x| of(x.id).find(|f| f.goal_id == id));
            let f = now.or(old)?;
            let change = before.map(|_| change);
            Some(Beside {
                icon: words::theme_icon(f.theme),
                theme: words::theme(t, f.theme),
                words: words::goal(t, f.theme, &f.words),
                change: match change {
                    Some(Change::New) => Some(flag("success", "Plus", t.msg_plan_change_new())),
                    Some(Change::Changed) => Some(flag("warning", "Pencil", t.msg_plan_change_changed())),
                    Some(Change::Gone) => Some(flag("neutral", "XMark", t.msg_plan_change_gone())),
                    _ => None,
                },
                actions: actions(t, fmt, f),
                was: match change {
                    Some(Change::Changed) => old.map(|o| text(t, fmt, o)),
                    _ => None,
                },
                gone: change == Some(Change::Gone),
            })
        });
        let base = format!("/inmates/{}/plan", ctx.inmate.id);
        let may = ctx.may_here(Class::PlanSign, Act::Decide) && v.countersign && v.countersigned_at.is_none() && v.recorded != ctx.actor.account.0;
        let title = t.msg_plan_version(i64::from(v.number));
        Self {
            frame: ctx.frame("inmates", title),
            banner: BannerView::of(ctx, "plan"),
            done: ctx.query("done").map(|_| t.msg_plan_done_signed()),
            verdict: words::verdict(t, v.outcome),
            facts: facts(ctx, v),
            words: v.inmate_words.clone(),
            sign: sign(ctx, v),
            signs: may.then(|| format!("{base}/versions/{}/countersign", v.number)),
            goals: goals.collect(),
            compared: before.map(|b| t.msg_plan_compared_with(i64::from(b.number))),
            versions: all
                .iter()
                .map(|x| {
                    (format!("{base}/versions/{}", x.number), t.msg_plan_version_on(i64::from(x.number), fmt.day(x.agreed_on).as_str()), x.number == v.number)
                })
                .collect(),
            base,
        }
    }
}

/// The form of an agreement, with what is agreed.
#[derive(Template)]
#[template(path = "plan/agree.html")]
pub struct AgreeView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    base: String,
    lead: String,
    goals: Vec<(&'static str, String, String, Vec<String>)>,
    fields: Vec<Field>,
    seen: String,
    changed: String,
    stale: bool,
    signer: bool,
    draft: String,
}

impl AgreeView {
    #[expect(clippy::too_many_arguments, reason = "what the form shows and what was typed")]
    pub fn new(
        ctx: &InmateCtx,
        goals: &[Goal],
        steps: &[Step],
        next: i32,
        changed: &str,
        signer: bool,
        stale: bool,
        form: &AgreeForm,
        errors: &Errors,
    ) -> Self {
        let (t, fmt, nb) = (ctx.t, ctx.fmt(), ctx.lang.is_nb());
        let languages = ctx.catalogue().options(List::Language, nb).into_iter().map(|(code, label)| Choice::new(code, label)).collect();
        let shown = goals.iter().filter(|g| g.state.open()).map(|g| {
            let lines = steps
                .iter()
                .filter(|s| s.goal_id == g.id && s.state != crate::plan::model::StepState::Dropped)
                .map(|s| line(t, fmt, s.who, &s.what, s.owner_name.as_deref().unwrap_or(&s.partner), s.by_day))
                .collect();
            (words::theme_icon(g.theme), words::theme(t, g.theme), words::goal(t, g.theme, &g.words), lines)
        });
        let verdict = |v: Verdict| words::verdict(t, v).label;
        Self {
            frame: ctx.frame("inmates", t.msg_plan_agree()),
            banner: BannerView::of(ctx, "plan"),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            base: format!("/inmates/{}/plan", ctx.inmate.id),
            lead: t.msg_plan_agree_lead(i64::from(next)),
            goals: shown.collect(),
            fields: vec![
                Field::radio("outcome", t.msg_plan_verdict(), &form.outcome, words::choices(Verdict::ALL.iter().copied(), Verdict::as_str, verdict))
                    .required(t)
                    .errors(errors),
                Field::area("inmate_words", t.msg_plan_inmate_words(), &form.inmate_words, 3).hint(t.msg_plan_inmate_words_hint()).max(1000).errors(errors),
                Field::day("agreed_on", t.msg_plan_agreed_on(), &form.agreed_on).required(t).errors(errors),
                Field::text("participants", t.msg_plan_participants(), &form.participants).hint(t.msg_plan_participants_hint()).max(400).errors(errors),
                Field::text("explained_by", t.msg_plan_explained_by(), &form.explained_by).max(120).required(t).errors(errors),
                Field::select("explained_in", t.msg_plan_explained_in(), &form.explained_in, languages).or_none(t.msg_plan_choose()).required(t).errors(errors),
                Field::checkbox("interpreter", t.msg_plan_interpreter(), &form.interpreter).errors(errors),
            ],
            seen: (next - 1).to_string(),
            changed: changed.to_owned(),
            stale,
            signer,
            draft: format!("{}:agree:{}", ctx.actor.account, ctx.inmate.id),
        }
    }
}
