//! The pages of reviews.

use askama::Template;

use super::form::ReviewForm;
use super::rules::{self, Verdict};
use super::store::{Done, Use};
use crate::audit::words;
use crate::inmates::store::full_name;
use crate::rights::glass::Reason;
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::{Choice, Ctx, Errors, Field, Frame};

/// A use, ready to be shown.
pub struct Item {
    pub href: String,
    /// "Kari Moen, betjent, 10234".
    pub who: String,
    pub at: String,
    pub machine: String,
    /// Name and number, or that the reader may not see them.
    pub person: String,
    pub code: String,
    pub reason: String,
    pub depth: String,
    pub lasted: String,
    /// Colour and word of the deadline or the verdict.
    pub state: (&'static str, &'static str, String),
    pub overdue: bool,
    pub mine: bool,
    pub done: Vec<String>,
    /// By whom, when and why it was judged.
    pub verdict: Option<String>,
}

fn verdict_word(t: Text, verdict: Verdict) -> String {
    match verdict {
        Verdict::Justified => t.msg_review_justified(),
        Verdict::Unclear => t.msg_review_unclear(),
        Verdict::Misuse => t.msg_review_misuse(),
    }
}

fn state(ctx: &Ctx, used: &Use) -> (&'static str, &'static str, String) {
    let t = ctx.t;
    if let Some(verdict) = used.verdict.as_deref().and_then(Verdict::from_word) {
        let color = match verdict {
            Verdict::Justified => "success",
            Verdict::Unclear => "warning",
            Verdict::Misuse => "danger",
        };
        return (color, "ClipboardCheckmark", verdict_word(t, verdict));
    }
    let due = rules::due(used.at);
    let day = ctx.fmt().day(crate::law::calendar::oslo_day(due));
    let days = (due - ctx.now).num_days();
    match days {
        _ if due < ctx.now => ("danger", "HourglassTopFilled", t.msg_review_overdue(day.as_str())),
        0 | 1 => ("warning", "HourglassTopFilled", t.msg_review_due(day.as_str())),
        _ => ("neutral", "Hourglass", t.msg_review_due(day.as_str())),
    }
}

impl Item {
    pub fn of(ctx: &Ctx, used: &Use, done: &[Done]) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let person = match &used.inmate {
            Some((_, number, family, given)) => t.msg_review_person(full_name(family, given).as_str(), number.as_str()),
            None => t.msg_review_hidden_person(),
        };
        let lasted = match used.ended_at {
            Some(at) => t.msg_review_given_back(fmt.near(at).as_str()),
            None => t.msg_review_four_hours(),
        };
        let verdict = used
            .reviewed_at
            .map(|at| t.msg_review_by(used.reviewer.as_deref().unwrap_or_default(), fmt.at(at).as_str(), used.verdict_reason.as_deref().unwrap_or_default()));
        Self {
            href: format!("/reviews/{}", used.id),
            who: t.msg_review_who(used.name.as_str(), words::role(t, Some(&used.role)).to_lowercase().as_str(), used.staff_number.as_str()),
            at: fmt.at(used.at),
            machine: fmt.machine(used.at),
            person,
            code: Reason::from_word(&used.code).map_or_else(|| used.code.clone(), |r| r.label(t)),
            reason: used.reason.clone(),
            depth: if used.depth == "record" { t.msg_glass_depth_record() } else { t.msg_glass_depth_identity() },
            lasted,
            state: state(ctx, used),
            overdue: used.verdict.is_none() && rules::due(used.at) < ctx.now,
            mine: used.account == ctx.actor.account,
            done: done
                .iter()
                .map(|(class, action, n)| t.msg_review_done(words::class(t, class).as_str(), words::action(t, action).to_lowercase().as_str(), *n))
                .collect(),
            verdict,
        }
    }
}

#[derive(Template)]
#[template(path = "rights/reviews.html")]
pub struct ReviewsView {
    pub frame: Frame,
    pub waiting: Vec<Item>,
    pub reviewed: Vec<Item>,
}

impl ReviewsView {
    pub fn new(ctx: &Ctx, items: Vec<Item>) -> Self {
        let (reviewed, waiting) = items.into_iter().partition(|i| i.verdict.is_some());
        Self { frame: ctx.frame("reviews", ctx.t.msg_review_heading()), waiting, reviewed }
    }
}

#[derive(Template)]
#[template(path = "rights/review.html")]
pub struct ReviewView {
    pub frame: Frame,
    pub item: Item,
    /// The form, when the reader may judge this one.
    pub form: Option<(Field, Field)>,
    pub errors: bool,
    pub summary: Summary,
}

impl ReviewView {
    pub fn new(ctx: &Ctx, item: Item, form: &ReviewForm, errors: &Errors) -> Self {
        let t = ctx.t;
        let may = item.verdict.is_none() && !item.mine;
        let choices = Verdict::ALL.iter().map(|v| Choice::new(v.as_str(), verdict_word(t, *v))).collect();
        Self {
            frame: ctx.frame("reviews", t.msg_review_one()),
            form: may.then(|| {
                (
                    Field::radio("verdict", t.msg_review_verdict(), &form.verdict, choices).required(t).errors(errors),
                    Field::area("reason", t.msg_review_reason(), &form.reason, 4).hint(t.msg_review_reason_hint()).max(600).required(t).errors(errors),
                )
            }),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            item,
        }
    }
}
