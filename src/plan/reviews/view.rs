//! Pages of reviews.

use askama::Template;

use super::form::{HoldForm, LINES, NewForm};
use super::store::{Invited, Review};
use crate::access::{Act, Class};
use crate::inmates::banner::Flag;
use crate::inmates::{BannerView, InmateCtx};
use crate::plan::model::{Meeting, Outcome, TookPart, Who};
use crate::plan::words;
use crate::web::field::Summary;
use crate::web::{Errors, Field, Frame};

/// A review in the list.
struct Row {
    href: String,
    when: String,
    place: String,
    state: Flag,
    text: String,
    late: bool,
}

/// All reviews of a person.
#[derive(Template)]
#[template(path = "plan/reviews.html")]
pub struct ListView {
    frame: Frame,
    banner: BannerView,
    base: String,
    rows: Vec<Row>,
    plans: bool,
}

impl ListView {
    pub fn new(ctx: &InmateCtx, all: &[Review]) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let base = format!("/inmates/{}/plan", ctx.inmate.id);
        let row = |r: &Review| Row {
            href: format!("{base}/reviews/{}", r.id),
            when: fmt.near(r.at),
            place: r.place.clone(),
            late: r.state == Meeting::Planned && r.at < ctx.now,
            state: words::meeting(t, r.state),
            text: match (r.outcome, r.state) {
                (Some(o), _) => words::outcome(t, o),
                (None, Meeting::Interrupted) => t.msg_plan_interrupted_text(),
                _ => r.reason.clone(),
            },
        };
        let banner = BannerView::of(ctx, "plan");
        Self {
            frame: ctx.frame("inmates", t.msg_plan_reviews_of(banner.name.as_str())),
            rows: all.iter().map(row).collect(),
            plans: ctx.may_here(Class::Plan, Act::Write) && !all.iter().any(|r| r.state == Meeting::Planned),
            base,
            banner,
        }
    }
}

/// A line for somebody who is asked.
struct Line {
    n: usize,
    who: Vec<(&'static str, String, bool)>,
    name: String,
}

/// The form of a new review.
#[derive(Template)]
#[template(path = "plan/review_form.html")]
pub struct NewView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    base: String,
    at: Field,
    place: Field,
    lines: Vec<Line>,
    fault: Option<String>,
}

impl NewView {
    pub fn new(ctx: &InmateCtx, form: &NewForm, errors: &Errors) -> Self {
        let t = ctx.t;
        let line = |n: usize| {
            let chosen = form.who.get(n).map(String::as_str).unwrap_or_default();
            Line {
                n,
                who: Who::ALL.iter().map(|w| (w.as_str(), words::who(t, *w), w.as_str() == chosen)).collect(),
                name: form.name.get(n).cloned().unwrap_or_default(),
            }
        };
        Self {
            frame: ctx.frame("inmates", t.msg_plan_review_new()),
            banner: BannerView::of(ctx, "plan"),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            base: format!("/inmates/{}/plan", ctx.inmate.id),
            at: Field::moment(t, "at", t.msg_plan_review_when(), &form.at).required(t).errors(errors),
            place: Field::text("place", t.msg_plan_review_place(), &form.place).max(120).errors(errors),
            lines: (0..LINES).map(line).collect(),
            fault: errors.of("who").map(str::to_owned),
        }
    }
}

/// A review.
#[derive(Template)]
#[template(path = "plan/review.html")]
pub struct ReviewView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    base: String,
    action: String,
    state: Flag,
    facts: Vec<(String, String)>,
    /// Id, who, chosen; and whether they came, once that is known.
    invited: Vec<(String, String, bool, Option<String>)>,
    notes: String,
    words: String,
    forms: Option<Vec<Field>>,
    reason: Field,
    version: i32,
    stale: bool,
    done: Option<String>,
}

impl ReviewView {
    pub fn new(ctx: &InmateCtx, r: &Review, invited: &[Invited], form: &HoldForm, reason: &str, stale: bool, errors: &Errors) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let base = format!("/inmates/{}/plan", ctx.inmate.id);
        let open = r.state == Meeting::Planned && ctx.may_here(Class::Plan, Act::Write);
        let mut facts = vec![(t.msg_plan_review_when(), fmt.at(r.at))];
        let mut fact = |label: String, value: String| {
            if !value.is_empty() {
                facts.push((label, value));
            }
        };
        fact(t.msg_plan_review_place(), r.place.clone());
        fact(t.msg_plan_took_part(), r.took_part.map(|p| words::took_part(t, p)).unwrap_or_default());
        fact(t.msg_plan_review_outcome(), r.outcome.map(|o| words::outcome(t, o)).unwrap_or_default());
        fact(t.msg_plan_why_cancelled(), r.reason.clone());
        fact(t.msg_plan_recorded(), t.msg_plan_written_by(r.planned_by.as_deref().unwrap_or_default(), fmt.near(r.planned_at).as_str()));
        if let (Some(by), Some(at)) = (&r.ended_by, r.ended_at) {
            fact(t.msg_plan_ended_label(), t.msg_plan_written_by(by.as_str(), fmt.near(at).as_str()));
        }
        let came = |yes: bool| if yes { t.msg_plan_came() } else { t.msg_plan_came_not() };
        let parts = words::choices(TookPart::ALL.iter().copied(), TookPart::as_str, |p| words::took_part(t, p));
        let outcomes = words::choices(Outcome::ALL.iter().copied(), Outcome::as_str, |o| words::outcome(t, o));
        let when = fmt.near(r.at);
        Self {
            frame: ctx.frame("inmates", t.msg_plan_review_on(when.as_str())),
            banner: BannerView::of(ctx, "plan"),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            action: format!("{base}/reviews/{}", r.id),
            base,
            state: words::meeting(t, r.state),
            facts,
            invited: invited
                .iter()
                .map(|i| (i.id.to_string(), words::doer(t, i.who, &i.name), form.came.iter().any(|c| *c == i.id.to_string()), i.came.map(came)))
                .collect(),
            notes: r.notes.clone(),
            words: r.inmate_words.clone(),
            forms: open.then(|| {
                vec![
                    Field::radio("took_part", t.msg_plan_took_part(), &form.took_part, parts).required(t).errors(errors),
                    Field::area("inmate_words", t.msg_plan_inmate_words(), &form.inmate_words, 2).max(1000).errors(errors),
                    Field::area("notes", t.msg_plan_notes(), &form.notes, 5).max(4000).required(t).errors(errors),
                    Field::radio("outcome", t.msg_plan_review_outcome(), &form.outcome, outcomes).required(t).errors(errors),
                ]
            }),
            reason: Field::text("reason", t.msg_plan_why_cancelled(), reason).max(300).errors(errors),
            version: r.version,
            stale,
            done: ctx.query("done").map(|_| t.msg_plan_done_saved()),
        }
    }
}
