//! The pages of an application.

use askama::Template;

use super::form::{ApplyForm, StepForm};
use crate::access::{Act, Class};
use crate::activities::allocation::model::{Priority, Suited};
use crate::activities::placements::assess::{Finding, Weight};
use crate::activities::placements::person;
use crate::activities::placements::rules::{Application as State, Source};
use crate::activities::placements::store::{Application, Offer, TimeFor};
use crate::activities::placements::words;
use crate::inmates::banner::Flag;
use crate::inmates::{BannerView, InmateCtx};
use crate::web::field::{Choice, Summary};
use crate::web::{Errors, Field, Frame};

/// The form of a wish or an offer.
#[derive(Template)]
#[template(path = "placements/apply.html")]
pub struct ApplyView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    base: String,
    notes: Vec<String>,
    fields: Vec<Field>,
}

impl ApplyView {
    pub fn new(ctx: &InmateCtx, offers: &[Offer], form: &ApplyForm, errors: &Errors) -> Self {
        let t = ctx.t;
        let level = ctx.inmate.security_level.as_deref().unwrap_or_default();
        // What the person's level allows comes first; the rest can be wished for all the same, and is assessed.
        let (own, others): (Vec<_>, Vec<_>) = offers.iter().filter(|o| o.what == "place").partition(|o| o.levels.iter().any(|l| l == level));
        let name = |o: &&Offer, other: bool| {
            let label = if other { t.msg_wish_other_level(o.words.as_str()) } else { o.words.clone() };
            Choice::new(o.id.to_string(), label)
        };
        let places = own.iter().map(|o| name(o, false)).chain(others.iter().map(|o| name(o, true))).collect();
        let goals: Vec<Choice> = offers.iter().filter(|o| o.what == "goal").map(|o| Choice::new(o.id.to_string(), o.words.clone())).collect();
        let sources = Source::ALL.iter().filter(|s| **s != Source::Plan || !goals.is_empty()).map(|s| Choice::new(s.as_str(), words::source(t, *s))).collect();
        let mut fields = vec![
            Field::select("place", t.msg_wish_place(), &form.place, places).or_none(t.msg_plan_choose()).required(t).errors(errors),
            Field::radio("source", t.msg_wish_source(), &form.source, sources).required(t).errors(errors),
        ];
        if !goals.is_empty() {
            fields
                .push(Field::select("goal", t.msg_wish_goal(), &form.goal, goals).or_none(t.msg_prog_goal_none()).hint(t.msg_wish_goal_hint()).errors(errors));
        }
        fields.push(
            Field::text("rank", t.msg_wish_rank_label(), &form.rank)
                .hint(t.msg_wish_rank_hint())
                .width("w-num")
                .inputmode("numeric")
                .max(1)
                .required(t)
                .errors(errors),
        );
        fields.push(Field::area("words", t.msg_wish_words(), &form.words, 3).hint(t.msg_wish_words_hint()).max(600).errors(errors));
        let remand = matches!(ctx.inmate.legal_status.as_deref(), Some("remand" | "none"));
        let notes = [remand.then(|| t.msg_wish_find_remand()), (!ctx.may_here(Class::Allocation, Act::Read)).then(|| t.msg_wish_submit_only())];
        Self {
            frame: ctx.frame("inmates", t.msg_wish_new()),
            banner: BannerView::of(ctx, "activities"),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            base: format!("/inmates/{}", ctx.inmate.id),
            notes: notes.into_iter().flatten().collect(),
            fields,
        }
    }
}

/// A time that can be chosen, or why not.
struct TimeRow {
    id: String,
    label: String,
    sub: String,
    /// What stands against it.
    against: Option<String>,
    chosen: bool,
}

/// An application.
#[derive(Template)]
#[template(path = "placements/application.html")]
pub struct PageView {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    base: String,
    here: String,
    title: String,
    place_href: Option<String>,
    flag: Flag,
    facts: Vec<(String, String)>,
    stale: Option<String>,
    done: Option<String>,
    findings: Vec<(Flag, String)>,
    decides: bool,
    withdraws: bool,
    version: String,
    assess: Vec<Field>,
    waits: bool,
    places: bool,
    times: Vec<TimeRow>,
    times_fault: Option<String>,
    seat: Vec<Field>,
    reason: Field,
    safety: String,
}

/// What the page knows.
pub struct Known {
    pub application: Application,
    pub findings: Vec<Finding>,
    pub times: Vec<TimeFor>,
}

/// What came back with the page.
#[derive(Default)]
pub struct Back {
    pub form: Option<StepForm>,
    pub errors: Errors,
    pub stale: Option<String>,
}

fn time_row(ctx: &InmateCtx, x: &TimeFor, chosen: &[String]) -> TimeRow {
    let t = ctx.t;
    let against = if x.apart {
        Some(t.msg_wish_time_apart())
    } else if let Some(place) = &x.elsewhere {
        Some(t.msg_wish_find_elsewhere(place.as_str()))
    } else {
        (x.free == 0).then(|| t.msg_wish_time_full())
    };
    let id = x.pattern.to_string();
    TimeRow {
        label: words::time(t, ctx.fmt(), x.weekday, x.starts, x.ends, &x.weeks),
        sub: t.msg_wish_free_of(i64::from(x.free), i64::from(x.places)),
        // Without a choice all that are free stand chosen: a whole place is what most get.
        chosen: against.is_none() && (chosen.is_empty() || chosen.contains(&id)),
        against,
        id,
    }
}

fn facts(ctx: &InmateCtx, a: &Application) -> Vec<(String, String)> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let by = |name: &Option<String>, at| format!("{}, {}", name.as_deref().unwrap_or_default(), fmt.near(at));
    let every = [
        Some((t.msg_wish_source(), words::source(t, a.source))),
        Some((t.msg_wish_made(), by(&a.made_by, a.made_at))),
        Some((t.msg_wish_rank_label(), fmt.number(i64::from(a.rank)))),
        (!a.words.is_empty()).then(|| (t.msg_wish_words(), a.words.clone())),
        a.goal.clone().map(|g| (t.msg_wish_goal(), g)),
        a.turn.zip(a.of_n).map(|(n, of)| (t.msg_wish_list(), t.msg_wish_turn(n, of))),
        a.waiting_since.map(|at| (t.msg_wish_waiting_since(), fmt.near(at))),
        a.suited.map(|s| (t.msg_wish_assessment(), words::suited(t, s))),
        a.assessed_at.map(|at| (t.msg_wish_assessed(), by(&a.assessed_by, at))),
        (!a.assessment.is_empty()).then(|| (t.msg_wish_why(), a.assessment.clone())),
        (!a.conditions.is_empty()).then(|| (t.msg_wish_conditions(), a.conditions.clone())),
        a.suited.map(|_| (t.msg_wish_priority(), words::priority(t, a.priority))),
        a.decided_at.map(|at| (t.msg_wish_decided(), by(&a.decided_by, at))),
        a.decision_reason.clone().map(|r| (t.msg_wish_reason(), lapsed(ctx, &r))),
    ];
    every.into_iter().flatten().collect()
}

/// What lapses by itself says why by a word of the database.
fn lapsed(ctx: &InmateCtx, reason: &str) -> String {
    match reason {
        "released" => ctx.t.msg_wish_end_released(),
        "transferred" => ctx.t.msg_wish_end_transferred(),
        words => words.to_owned(),
    }
}

impl PageView {
    pub fn new(ctx: &InmateCtx, known: &Known, back: Back) -> Self {
        let (t, nb, a) = (ctx.t, ctx.fmt().is_nb(), &known.application);
        let open = person::is_open(a.state);
        let decides = open && ctx.may_here(Class::Allocation, Act::Decide);
        let form = back.form.unwrap_or_else(|| StepForm::of(a, ctx.today));
        let errors = &back.errors;
        let stopped = known.findings.iter().any(|f| f.weight() == Weight::Stop);
        let choices = Suited::ALL.iter().filter(|s| !stopped || **s == Suited::NotSuited).map(|s| Choice::new(s.as_str(), words::suited(t, *s))).collect();
        let priorities = Priority::ALL.iter().map(|p| Choice::new(p.as_str(), words::priority(t, *p))).collect();
        let base = format!("/inmates/{}", ctx.inmate.id);
        let suits = matches!(a.suited, Some(Suited::Suited | Suited::WithConditions));
        Self {
            frame: ctx.frame("inmates", t.msg_wish_title(a.place.as_str())),
            banner: BannerView::of(ctx, "activities"),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            here: format!("{base}/applications/{}", a.id),
            base,
            title: a.place.clone(),
            place_href: ctx.may(Class::ActivityPlaces, Act::Read).then(|| format!("/activities/{}", a.place_id)),
            flag: words::application(t, a.state),
            facts: facts(ctx, a),
            stale: back.stale,
            done: ctx.query("done").map(|_| t.msg_wish_done()),
            findings: known.findings.iter().map(|f| words::finding(t, ctx.catalogue(), nb, f)).collect(),
            decides,
            withdraws: open && (decides || ctx.may_here(Class::Allocation, Act::Write)),
            version: a.version.to_string(),
            assess: vec![
                Field::radio("suited", t.msg_wish_assessment(), &form.suited, choices).required(t).errors(errors),
                Field::area("assessment", t.msg_wish_why(), &form.assessment, 4).hint(t.msg_wish_why_hint()).max(1500).errors(errors),
                Field::area("conditions", t.msg_wish_conditions(), &form.conditions, 2).hint(t.msg_wish_conditions_hint()).max(400).errors(errors),
                Field::select("priority", t.msg_wish_priority(), &form.priority, priorities).required(t).errors(errors),
            ],
            waits: decides && suits && a.state == State::Open,
            places: decides && suits,
            times: known.times.iter().map(|x| time_row(ctx, x, &form.pattern)).collect(),
            times_fault: errors.of("pattern").map(str::to_owned),
            seat: vec![
                Field::day("from", t.msg_wish_from(), &form.from).required(t).errors(errors),
                Field::text("addition", t.msg_wish_addition(), &form.addition)
                    .hint(t.msg_wish_addition_hint())
                    .width("w-num")
                    .inputmode("numeric")
                    .max(4)
                    .errors(errors),
            ],
            reason: Field::text("reason", t.msg_wish_reason(), &form.reason).hint(t.msg_wish_reason_hint()).max(400).errors(errors),
            safety: a.safety.clone(),
        }
    }
}
