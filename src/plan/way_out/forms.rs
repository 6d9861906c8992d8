//! The forms of applications: asked for, answered, and what came after.

use askama::Template;
use chrono::NaiveDate;

use super::form::{AfterForm, ApplyForm, EndForm};
use super::model::{Answer, Appeal, Applicant, Rung};
use super::store::Application;
use super::view::{answer, appeal, applicant, level, rung, told};
use crate::inmates::{BannerView, InmateCtx};
use crate::law::rule::Level;
use crate::plan::words::choices;
use crate::sentences::calculation::DateLine;
use crate::web::field::Summary;
use crate::web::law;
use crate::web::{Errors, Field, Frame};

#[derive(Template)]
#[template(path = "plan/application_form.html")]
pub struct FormView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    lead: String,
    /// Somebody was first, and what they recorded.
    stale: Option<String>,
    action: String,
    back: String,
    fields: Vec<Field>,
    /// The fields of a decision, below.
    decided: Vec<Field>,
    /// What somebody must have meant, and why.
    doubts: Vec<String>,
    why: Option<Field>,
    /// The calculated day of the step.
    line: Option<DateLine>,
    submit: bool,
}

/// What the form of an answer is shown with.
pub struct Ending {
    /// When a refusal today could be tried again.
    pub again: Option<NaiveDate>,
    /// What somebody must have meant.
    pub doubts: Vec<String>,
    /// The calculated day of the step.
    pub line: Option<DateLine>,
}

impl FormView {
    /// A new application.
    pub fn apply(ctx: &InmateCtx, ladder: &[Rung], form: &ApplyForm, errors: &Errors) -> Self {
        let t = ctx.t;
        let back = format!("/inmates/{}/way-out", ctx.inmate.id);
        Self {
            frame: ctx.frame("inmates", t.msg_way_apply()),
            banner: BannerView::of(ctx, "way-out"),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            lead: t.msg_way_apply_lead(),
            stale: None,
            action: format!("{back}/applications"),
            fields: vec![
                Field::select("rung", t.msg_way_rung(), &form.rung, choices(ladder.iter().copied(), Rung::as_str, |r| rung(t, r)))
                    .or_none(t.msg_plan_choose())
                    .required(t)
                    .errors(errors),
                Field::day("applied_on", t.msg_way_applied_on(), &form.applied_on).required(t).errors(errors),
                Field::radio(
                    "applied_by",
                    t.msg_way_applied_by(),
                    &form.applied_by,
                    choices(Applicant::ALL.iter().copied(), Applicant::as_str, |a| applicant(t, a)),
                )
                .required(t)
                .errors(errors),
                Field::area("about", t.msg_way_about(), &form.about, 3).hint(t.msg_way_about_hint()).max(600).errors(errors),
            ],
            decided: Vec::new(),
            doubts: Vec::new(),
            why: None,
            line: None,
            submit: true,
            back,
        }
    }

    /// What became of one.
    pub fn end(ctx: &InmateCtx, a: &Application, form: &EndForm, ending: Ending, errors: &Errors) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let back = format!("/inmates/{}/way-out", ctx.inmate.id);
        let waits = a.state == Answer::Pending;
        let stale = (!waits).then(|| {
            let by = a.ended_by.as_deref().unwrap_or_default();
            let at = a.ended_at.map(|at| fmt.near(at)).unwrap_or_default();
            t.msg_way_stale(answer(t, a.state).label.as_str(), by, at.as_str(), a.reason.as_str())
        });
        let hint = ending.again.map(|d| t.msg_way_again_hint(fmt.day(d).as_str())).unwrap_or_default();
        Self {
            frame: ctx.frame("inmates", t.msg_way_end(rung(t, a.rung).as_str())),
            banner: BannerView::of(ctx, "way-out"),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            lead: t.msg_way_applied(fmt.day(a.applied_on).as_str(), applicant(t, a.applied_by).as_str()),
            stale,
            action: format!("{back}/applications/{}", a.id),
            fields: vec![
                Field::radio("outcome", t.msg_way_outcome(), &form.outcome, choices(Answer::ENDS, Answer::as_str, |x| answer(t, x).label))
                    .required(t)
                    .errors(errors),
                Field::area("reason", t.msg_way_reason(), &form.reason, 3).hint(t.msg_way_reason_hint()).max(1000).errors(errors),
            ],
            decided: vec![
                Field::day("decided_on", t.msg_way_decided_on(), &form.decided_on).errors(errors),
                Field::select("level", t.msg_way_decided_level(), &form.level, choices(Level::ALL.iter().copied(), Level::as_str, |l| law::level(t, l)))
                    .or_none(t.msg_plan_choose())
                    .errors(errors),
                Field::text("decided_by", t.msg_way_decided_by(), &form.decided_by).max(120).errors(errors),
                Field::day("notified_on", t.msg_way_notified_on(), &form.notified_on).hint(t.msg_way_notified_on_hint()).errors(errors),
                Field::day("from_on", t.msg_way_from_on(), &form.from_on).errors(errors),
                Field::day("again_on", t.msg_way_again_on(), &form.again_on).hint(hint).errors(errors),
            ],
            why: (!ending.doubts.is_empty() || !form.all_the_same.is_empty()).then(|| {
                Field::area("all_the_same", t.msg_way_all_the_same(), &form.all_the_same, 2)
                    .hint(t.msg_way_all_the_same_hint())
                    .max(1000)
                    .required(t)
                    .errors(errors)
            }),
            doubts: ending.doubts,
            line: ending.line,
            submit: waits,
            back,
        }
    }
}

/// Notice of a refusal, an appeal, its answer: what is recorded, and the fields of what is not.
#[derive(Template)]
#[template(path = "plan/application_after.html")]
pub struct AfterView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    lead: String,
    /// A colleague has recorded something meanwhile.
    stale: bool,
    told: Vec<String>,
    action: String,
    back: String,
    version: i32,
    fields: Vec<Field>,
}

impl AfterView {
    pub fn new(ctx: &InmateCtx, a: &Application, form: &AfterForm, stale: bool, errors: &Errors) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let back = format!("/inmates/{}/way-out", ctx.inmate.id);
        let mut fields = Vec::new();
        if a.notified_on.is_none() {
            fields.push(Field::day("notified_on", t.msg_way_notified_on(), &form.notified_on).hint(t.msg_way_notified_on_hint()).errors(errors));
        }
        if a.appealed_on.is_none() {
            fields.push(Field::day("appealed_on", t.msg_way_appealed_on(), &form.appealed_on).errors(errors));
        }
        if a.appeal_answer.is_none() {
            let answers = choices(Appeal::ALL.iter().copied(), Appeal::as_str, |x| appeal(t, x));
            fields.push(Field::select("appeal_answer", t.msg_way_appeal_answer(), &form.appeal_answer, answers).or_none(t.msg_plan_choose()).errors(errors));
            fields.push(Field::day("appeal_answered_on", t.msg_way_appeal_answered_on(), &form.appeal_answered_on).errors(errors));
        }
        let decided =
            a.decided_on.map(|d| t.msg_way_decided(fmt.day(d).as_str(), level(t, a.level.as_deref()).as_str(), a.decided_by.as_str())).unwrap_or_default();
        Self {
            frame: ctx.frame("inmates", t.msg_way_after(rung(t, a.rung).as_str())),
            banner: BannerView::of(ctx, "way-out"),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            lead: decided,
            stale,
            told: told(ctx, a),
            action: format!("{back}/applications/{}/after", a.id),
            back,
            version: a.version,
            fields,
        }
    }
}
