//! The list of plans.

use askama::Template;
use axum::response::Response;
use serde_json::json;

use super::store::{self, Standing};
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::Face;
use crate::inmates::banner::Flag;
use crate::inmates::store::full_name;
use crate::plan::model::Verdict;
use crate::plan::words::{self, flag};
use crate::platform::id::InmateId;
use crate::web::lang::Text;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Frame, Routes, needs};

/// So many people of the largest region fit; more are not read at once.
const MOST: i64 = 4000;
/// So many on a page.
const PAGE: usize = 100;

pub(super) fn routes() -> Routes {
    Routes::new().get("/plans", needs(Class::Plan, Act::Read), show)
}

/// Which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    All,
    NoAssessment,
    AssessmentLate,
    NoPlan,
    ReviewLate,
    Changed,
    NotAgreed,
    Unsigned,
    Gone,
}

impl Which {
    const ALL: [Self; 9] =
        [Self::All, Self::NoAssessment, Self::AssessmentLate, Self::NoPlan, Self::ReviewLate, Self::Changed, Self::NotAgreed, Self::Unsigned, Self::Gone];

    fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::NoAssessment => "no_assessment",
            Self::AssessmentLate => "assessment_late",
            Self::NoPlan => "no_plan",
            Self::ReviewLate => "review_late",
            Self::Changed => "changed",
            Self::NotAgreed => "not_agreed",
            Self::Unsigned => "unsigned",
            Self::Gone => "gone",
        }
    }

    fn label(self, t: Text) -> String {
        match self {
            Self::All => t.msg_plan_which_all(),
            Self::NoAssessment => t.msg_plan_which_no_assessment(),
            Self::AssessmentLate => t.msg_plan_which_assessment_late(),
            Self::NoPlan => t.msg_plan_which_no_plan(),
            Self::ReviewLate => t.msg_plan_which_review_late(),
            Self::Changed => t.msg_plan_which_changed(),
            Self::NotAgreed => t.msg_plan_which_not_agreed(),
            Self::Unsigned => t.msg_plan_which_unsigned(),
            Self::Gone => t.msg_plan_which_gone(),
        }
    }

    fn keeps(self, s: &Standing) -> bool {
        match self {
            Self::All => true,
            Self::NoAssessment => s.no_assessment,
            Self::AssessmentLate => s.assess_late,
            Self::NoPlan => s.no_plan,
            Self::ReviewLate => s.review_late,
            Self::Changed => s.changed,
            Self::NotAgreed => s.not_agreed,
            Self::Unsigned => s.unsigned,
            Self::Gone => s.gone > 0,
        }
    }
}

/// A line of the list.
struct Row {
    face: Face,
    place: String,
    assessed: Flag,
    plan: Vec<Flag>,
    next: Vec<Flag>,
    href: String,
    late: bool,
}

#[derive(Template)]
#[template(path = "plan/list.html")]
struct ListView {
    frame: Frame,
    chips: Vec<Chip>,
    lead: String,
    rows: Vec<Row>,
    filtered: bool,
    newest: Option<String>,
    older: Option<String>,
}

fn row(ctx: &Ctx, s: &Standing, one_prison: bool) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let assessed = match s.assessed_at {
        Some(at) if !s.no_assessment => flag(if s.assess_late { "danger" } else { "success" }, "ClipboardCheckmark", fmt.near(at)),
        _ => flag(if s.assess_late { "danger" } else { "warning" }, "ClipboardCheckmark", t.msg_plan_list_not_assessed()),
    };
    let mut plan = Vec::new();
    match s.version_outcome.as_deref().and_then(Verdict::of) {
        Some(v) => plan.push(words::verdict(t, v)),
        None if s.remand => plan.push(flag("neutral", "Circle", t.msg_plan_list_remand())),
        None => plan.push(flag("warning", "Compass", t.msg_plan_list_no_plan())),
    }
    if s.changed {
        plan.push(flag("info", "Pencil", t.msg_plan_list_changed()));
    }
    if s.unsigned {
        plan.push(flag("warning", "Hourglass", t.msg_plan_list_unsigned()));
    }
    if s.gone > 0 {
        plan.push(flag("danger", "PersonCross", t.msg_plan_list_gone(s.gone)));
    }
    let mut next = Vec::new();
    let day = |d: chrono::NaiveDate, label: &dyn Fn(&str) -> String| {
        let late = d < ctx.today;
        flag(if late { "danger" } else { "neutral" }, if late { "HourglassTopFilled" } else { "Calendar" }, label(fmt.day(d).as_str()))
    };
    if let Some(d) = s.assess_by {
        next.push(day(d, &|d| t.msg_plan_list_assess_by(d)));
    }
    if let Some(d) = s.review_by {
        next.push(if s.version_at.is_some() { day(d, &|d| t.msg_plan_list_review_by(d)) } else { day(d, &|d| t.msg_plan_list_made_by(d)) });
    }
    if let Some(at) = s.review_at {
        next.push(flag(if at < ctx.now { "danger" } else { "info" }, "Calendar", t.msg_plan_list_review_at(fmt.near(at).as_str())));
    }
    let place = if one_prison { s.place.clone() } else { s.prison.clone() };
    Row {
        face: Face::of(s.inmate, full_name(&s.family_name, &s.given_name), &s.number, s.photographed && ctx.may(Class::Photo, Act::Read)),
        place: place.unwrap_or_default(),
        assessed,
        plan,
        next,
        href: format!("/inmates/{}/plan", s.inmate),
        late: s.assess_late || s.review_late,
    }
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let all = store::standing(ctx.conn(), MOST).await?;
    let wanted = ctx.query("show").unwrap_or_default();
    let which = Which::ALL.into_iter().find(|w| w.code() == wanted).unwrap_or(Which::All);
    let from: usize = ctx.query("from").and_then(|n| n.parse().ok()).unwrap_or(0);
    let found: Vec<&Standing> = all.iter().filter(|s| which.keeps(s)).collect();
    let shown: Vec<&Standing> = found.iter().copied().skip(from).take(PAGE).collect();
    let entry = Entry::new(Action::List, Class::Plan).showing(shown.iter().map(|s| InmateId(s.inmate)).collect()).with(json!({ "show": which.code() }));
    ctx.record(Entry { prison: ctx.actor.prisons.first().copied(), ..entry });
    let t = ctx.t;
    let chips = Which::ALL
        .into_iter()
        .map(|w| {
            let n = all.iter().filter(|s| w.keeps(s)).count();
            (w, n)
        })
        .filter(|(w, n)| *n > 0 || *w == which || *w == Which::All)
        .map(|(w, n)| Chip::new(format!("/plans?show={}", w.code()), w.label(t), Some(n.to_string()), w == which))
        .collect();
    let one_prison = ctx.actor.prisons.len() == 1;
    let href = |n: usize| format!("/plans?show={}&from={n}", which.code());
    let view = ListView {
        frame: ctx.frame("plans", t.msg_plan_nav()),
        chips,
        lead: t.msg_plan_list_lead(found.len() as i64),
        rows: shown.iter().map(|s| row(&ctx, s, one_prison)).collect(),
        filtered: which != Which::All,
        newest: (from > 0).then(|| href(from.saturating_sub(PAGE))),
        older: (found.len() > from + PAGE).then(|| href(from + PAGE)),
    };
    ctx.page(view).await
}
