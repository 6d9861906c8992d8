//! The overview of a reception, and a step that is answered in one form.

use askama::Template;

use super::{Head, Parts, missing, place, state, writes};
use crate::access::{Act, Class};
use crate::custody::reception::form::Limit;
use crate::custody::reception::model::{Answers, Reception, State, Step};
use crate::custody::reception::rules::{self, There};
use crate::custody::reception::store::Named;
use crate::custody::reception::{desk, spec};
use crate::inmates::banner::Flag;
use crate::reference::List;
use crate::web::conflict;
use crate::web::field::Summary;
use crate::web::{Ctx, Errors, Frame};

/// Something missing, with the requirement that asks for it.
pub struct Lack {
    pub label: String,
    pub rule: Option<String>,
}

#[derive(Template)]
#[template(path = "reception/overview.html")]
pub struct OverviewView {
    frame: Frame,
    head: Head,
    state: Flag,
    facts: Vec<(String, String)>,
    lacks: Vec<Lack>,
    /// What stands in the way of admission, when the person is not admitted.
    before: Option<Vec<String>>,
    place: String,
    complete: bool,
    end: Option<String>,
    sheet: String,
    receipt: Option<String>,
    record: Option<String>,
    move_on: Option<String>,
    suggestions: Vec<String>,
    set_alert: Option<String>,
    ended: Option<String>,
}

impl OverviewView {
    pub fn new(ctx: &Ctx, r: &Reception) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let there = There::of(r);
        let lacking = rules::missing(there);
        let writes = writes(ctx, r);
        let base = format!("/receptions/{}", r.id);
        let mut facts = vec![
            (t.msg_rec_fact_arrived(), fmt.at(r.arrived_at)),
            (t.msg_rec_brought_from(), r.brought_from.clone()),
            (t.msg_rec_admission_reason(), ctx.catalogue().label(List::MovementReason, &r.reason, ctx.lang.is_nb()).to_owned()),
            (t.msg_rec_fact_begun(), t.msg_rec_by_at(r.begun_by.as_str(), fmt.near(r.begun_at).as_str())),
        ];
        if let Some(reason) = &r.late_reason {
            facts.push((t.msg_rec_late_reason(), reason.clone()));
        }
        if let (Some(by), Some(at)) = (&r.admitted_by, r.admitted_at) {
            facts.push((t.msg_rec_fact_admitted(), t.msg_rec_by_at(by.as_str(), fmt.near(at).as_str())));
        }
        if let Some(reason) = &r.match_reason {
            facts.push((t.msg_rec_fact_match(), reason.clone()));
        }
        let reachable = r.inmate.filter(|_| r.facts.reachable);
        let alarms = r.answered("questions").map(|a| rules::alarms(&a.answers)).unwrap_or_default();
        let label = |code: &&str| ctx.catalogue().label(List::AlertType, code, ctx.lang.is_nb()).to_owned();
        Self {
            frame: ctx.frame("receptions", t.msg_rec_one_title()),
            head: Head::of(ctx, r, None),
            state: state(t, r),
            facts,
            complete: writes && lacking.is_empty(),
            lacks: if r.completed_at.is_some() || r.state == State::Ended {
                Vec::new()
            } else {
                lacking.iter().map(|m| Lack { label: missing(t, *m), rule: m.requirement().map(|n| t.msg_rec_rule(i64::from(n))) }).collect()
            },
            before: (r.state == State::Open && writes).then(|| rules::before_admission(there, ctx.now).into_iter().map(|m| missing(t, m)).collect()),
            place: place(t, r),
            end: (r.state == State::Open && writes).then(|| format!("{base}/end")),
            sheet: format!("{base}/sheet"),
            receipt: (r.facts.receipt && ctx.may(Class::Property, Act::Read) && (writes || r.completed_at.is_none()))
                .then(|| format!("{base}/property/receipt")),
            record: reachable.map(|i| format!("/inmates/{i}")),
            move_on: reachable.filter(|_| r.facts.held && ctx.may(Class::Movements, Act::Write)).map(|i| format!("/inmates/{i}/cell")),
            suggestions: alarms.alerts.iter().map(label).collect(),
            set_alert: reachable.filter(|_| ctx.may(Class::Alerts, Act::Write)).map(|i| format!("/inmates/{i}/alerts/new")),
            ended: r.end_reason.clone(),
        }
    }
}

/// A person named, in words.
pub struct Relation {
    pub name: String,
    pub text: String,
}

/// The duty officer's form beside the document.
pub struct Exception {
    pub action: String,
    pub parts: Parts,
    pub summary: Summary,
}

#[derive(Template)]
#[template(path = "reception/step.html")]
pub struct StepView {
    frame: Frame,
    head: Head,
    heading: String,
    text: String,
    summary: Summary,
    faulty: bool,
    parts: Parts,
    action: String,
    version: i32,
    was: String,
    writes: bool,
    /// The answers in words, for those who only read.
    answers: Vec<(String, String)>,
    /// What was reckoned, and what follows from it.
    notes: Vec<Flag>,
    named: Option<Vec<Relation>>,
    contact: Option<String>,
    child: Option<String>,
    exception: Option<Exception>,
    /// How the exception stands, for everybody.
    excepted: Option<String>,
    photos: Option<String>,
    duty_officer: bool,
}

impl StepView {
    pub fn new(ctx: &Ctx, r: &Reception, step: Step, raw: &Answers, errors: &Errors, limit: &Limit, named: &[Named]) -> Self {
        let (t, desk) = (ctx.t, desk(ctx));
        let form = spec::of(step).unwrap_or_default();
        let heading = spec::label(t, step);
        let kept = r.answered(step.as_str());
        let pairs: Vec<(&str, &str)> = form.iter().map(|s| (s.name, kept.map_or("", |a| a.answers.get(s.name)))).collect();
        let writes = writes(ctx, r);
        let seen = raw.get("version").parse().ok();
        let decided = writes && r.inmate.is_some() && step == Step::Family;
        let base = format!("/receptions/{}", r.id);
        let view = Self {
            frame: ctx.frame("receptions", heading.clone()),
            head: Head::of(ctx, r, Some(step)),
            heading,
            text: lead(ctx, step, r),
            summary: Summary::of(t, errors),
            faulty: !errors.is_empty(),
            parts: if writes { desk.parts(form, raw, errors) } else { Vec::new() },
            action: format!("{base}/{}", step.as_str()),
            // A form that comes back keeps the ground it stood on: what was seen when it was begun.
            version: seen.unwrap_or_else(|| kept.map_or(0, |a| a.version)),
            was: if raw.get("was").is_empty() { conflict::was(&pairs) } else { raw.get("was").to_owned() },
            writes,
            answers: lines(ctx, step, raw),
            notes: notes(ctx, r, step, limit),
            named: (step == Step::Family && r.inmate.is_some()).then(|| named.iter().map(|n| relation(ctx, n)).collect()),
            contact: decided.then(|| format!("{base}/family/contact")),
            child: decided.then(|| format!("{base}/family/child")),
            exception: None,
            excepted: (step == Step::Document).then(|| excepted(ctx, r)).flatten(),
            photos: r.inmate.filter(|_| step == Step::Photo && r.facts.reachable && ctx.may(Class::Photo, Act::Write)).map(|i| format!("/inmates/{i}/photos")),
            duty_officer: step == Step::Photo && !ctx.may(Class::Photo, Act::Write),
        };
        let offers = step == Step::Document && writes && kept.is_none() && ctx.actor.role().is_some_and(rules::may_except);
        if offers {
            let raw = r.answered("exception").map(|a| a.answers.clone()).unwrap_or_default();
            return view.with_exception(ctx, &raw, &Errors::new());
        }
        view
    }

    /// With the duty officer's form.
    pub fn with_exception(mut self, ctx: &Ctx, raw: &Answers, errors: &Errors) -> Self {
        self.faulty |= !errors.is_empty();
        self.exception = Some(Exception {
            action: format!("{}/exception", self.head.home),
            parts: desk(ctx).parts(spec::EXCEPTION, raw, errors),
            summary: Summary::of(ctx.t, errors),
        });
        self
    }
}

/// The answers of a step in words.
pub fn lines(ctx: &Ctx, step: Step, answers: &Answers) -> Vec<(String, String)> {
    let desk = desk(ctx);
    spec::of(step)
        .unwrap_or_default()
        .iter()
        .filter(|s| !answers.get(s.name).is_empty())
        .map(|s| ((s.label)(ctx.t), desk.read(s, answers.get(s.name))))
        .collect()
}

fn lead(ctx: &Ctx, step: Step, r: &Reception) -> String {
    let t = ctx.t;
    match step {
        Step::Document => t.msg_rec_lead_document(),
        Step::Arrest => t.msg_rec_lead_arrest(),
        Step::Injuries => t.msg_rec_lead_injuries(),
        Step::Questions => t.msg_rec_lead_questions(),
        Step::Information => match &r.facts.interpreter_language {
            Some(language) => t.msg_rec_lead_information_interpreter(ctx.catalogue().label(List::Language, language, ctx.lang.is_nb())),
            None => t.msg_rec_lead_information(),
        },
        Step::Family => {
            if r.inmate.is_none() {
                t.msg_rec_lead_family_first()
            } else {
                t.msg_rec_lead_family()
            }
        }
        Step::Photo => t.msg_rec_lead_photo(),
        _ => String::new(),
    }
}

/// What is reckoned from the answers, with its arithmetic.
pub fn notes(ctx: &Ctx, r: &Reception, step: Step, limit: &Limit) -> Vec<Flag> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let Some(answered) = r.answered(step.as_str()) else { return Vec::new() };
    match step {
        Step::Arrest => {
            let Ok(arrested) = rules::instant(answered.answers.get("day"), answered.answers.get("time")) else { return Vec::new() };
            let spent = rules::with_police(arrested.at, r.arrived_at, limit.span);
            let (hours, minutes) = rules::hours_minutes(spent.spent);
            let sum = t.msg_rec_limit_sum(
                fmt.at(arrested.at).as_str(),
                limit.span.num_hours(),
                fmt.at(spent.ends_at).as_str(),
                fmt.at(r.arrived_at).as_str(),
                hours,
                minutes,
                limit.cite.as_str(),
            );
            let verdict = match spent.over {
                Some(over) => {
                    let (hours, minutes) = rules::hours_minutes(over);
                    super::flag("danger", "ExclamationmarkTriangle", t.msg_rec_limit_over(hours, minutes))
                }
                None => super::flag("success", "Checkmark", t.msg_rec_limit_kept()),
            };
            vec![verdict, super::flag("neutral", "Clock", sum)]
        }
        Step::Questions => {
            let alarms = rules::alarms(&answered.answers);
            let mut notes = Vec::new();
            if alarms.health {
                notes.push(super::flag("brand2", "Bell", t.msg_rec_health_told()));
            }
            if alarms.duty {
                notes.push(super::flag("warning", "Bell", t.msg_rec_duty_told()));
            }
            notes
        }
        Step::Injuries if answered.answers.is("complaint", "yes") => vec![super::flag("danger", "Megaphone", t.msg_rec_complaint_told())],
        _ => Vec::new(),
    }
}

/// How an urgent exception stands.
pub fn excepted(ctx: &Ctx, r: &Reception) -> Option<String> {
    let a = r.answered("exception")?;
    let until = rules::instant(a.answers.get("until_day"), a.answers.get("until_time")).ok()?;
    Some(ctx.t.msg_rec_exception_line(a.by.as_str(), ctx.fmt().at(until.at).as_str(), a.answers.get("reason")))
}

fn relation(ctx: &Ctx, n: &Named) -> Relation {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let parts = if n.area == "child" {
        vec![Some(t.msg_rec_child()), n.birth_date.map(|d| t.msg_reg_born(fmt.day(d).as_str()))]
    } else {
        vec![
            Some(ctx.catalogue().label(List::Relationship, &n.relationship, ctx.lang.is_nb()).to_owned()),
            n.next_of_kin.then(|| t.msg_reg_next_of_kin()),
            n.emergency.then(|| t.msg_reg_emergency()),
        ]
    };
    Relation { name: n.name.clone(), text: parts.into_iter().flatten().collect::<Vec<_>>().join(" · ") }
}
