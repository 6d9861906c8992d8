//! The page of one item: the rule, the arithmetic, the history, and what can be done.

use askama::Template;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use super::form::{AssignForm, CloseForm, WaitForm};
use super::model::{Kept, Outcome, Party, State};
use super::store::{About, Colleague, Step};
use super::{rules, words};
use crate::inmates::banner::{Flag, hard_line};
use crate::inmates::store::full_name;
use crate::law::calendar;
use crate::law::deadline::{Course, Due};
use crate::law::rule::{Clock, Mode};
use crate::web::field::Summary;
use crate::web::{Choice, Ctx, Errors, Field, Fmt, Frame};

/// An item with everything that hangs on it.
pub struct Whole {
    /// As it counts.
    pub kept: Kept,
    /// Beside it.
    pub about: About,
    /// Newest first.
    pub steps: Vec<Step>,
    /// Rounds of the same thing.
    pub rounds: Vec<(Uuid, i32, NaiveDate, State)>,
    /// Whom it can be given to; none where the reader may not.
    pub colleagues: Vec<Colleague>,
    /// Whether the reader may close it, give it away, let it wait.
    pub acts: bool,
}

/// What was typed, when a form comes back.
#[derive(Default)]
pub struct Typed {
    /// What became of it.
    pub close: CloseForm,
    /// Whose it is.
    pub assign: Option<AssignForm>,
    /// For whom it waits.
    pub wait: Option<WaitForm>,
}

/// A line of the history.
pub struct Line {
    icon: &'static str,
    color: &'static str,
    heading: String,
    at: String,
    machine: String,
    by: String,
    note: String,
}

/// Another round.
pub struct Round {
    href: String,
    label: String,
    day: String,
}

/// The forms of an open item.
pub struct Forms {
    outcome: Field,
    note: Field,
    owner: Field,
    party: Field,
    sent: Field,
    version: i32,
}

/// The page.
#[derive(Template)]
#[template(path = "deadlines/item.html")]
pub struct ItemView {
    pub frame: Frame,
    href: String,
    flag: Flag,
    hard: Option<String>,
    to_confirm: bool,
    arithmetic: String,
    facts: Vec<(String, String)>,
    rule: Vec<(String, String)>,
    person: Option<(String, String)>,
    history: Vec<Line>,
    rounds: Vec<Round>,
    closed: Option<(String, String, Option<String>)>,
    waiting: Option<(String, String)>,
    elsewhere: Option<(String, String, String)>,
    /// Of an alarm about a release: the page of the sentence, where it is explained and where an error is recorded.
    alarm: Option<String>,
    forms: Option<Forms>,
    saved: bool,
    errors: bool,
    summary: Summary,
}

/// From the event to the end, as one would write it down.
fn arithmetic(ctx: &Ctx, kept: &Kept, course: &Course) -> String {
    let (t, fmt, due) = (ctx.t, ctx.fmt(), kept.due());
    let event = words::event(t, &kept.trigger);
    let said = |due: Due| if due.timed { fmt.at(due.at) } else { t.msg_deadline_end_of_day(fmt.day(due.on).as_str()) };
    let first = if kept.round > 1 { course.due(kept.event_at, None, 1).unwrap_or(due) } else { due };
    let line = match course.span {
        _ if kept.given => t.msg_deadline_arithmetic_given(event.as_str(), said(due).as_str()),
        Some(span) if course.clock == Clock::Before => {
            let day = fmt.day(kept.base_on.unwrap_or_else(|| calendar::oslo_day(kept.event_at)));
            t.msg_deadline_arithmetic_before(event.as_str(), day.as_str(), words::span(t, span).as_str(), said(first).as_str())
        }
        Some(span) => {
            let (at, span, clock) = (when(fmt, kept.event_at), words::span(t, span), words::clock(t, course.clock));
            t.msg_deadline_arithmetic(event.as_str(), at.as_str(), span.as_str(), clock.as_str(), said(first).as_str())
        }
        None => t.msg_deadline_arithmetic_given(event.as_str(), said(first).as_str()),
    };
    match course.repeat.filter(|_| kept.round > 1) {
        Some(repeat) => t.msg_deadline_arithmetic_round(line.as_str(), i64::from(kept.round) - 1, words::span(t, repeat).as_str(), said(due).as_str()),
        None => line,
    }
}

/// An instant; of what is only known by its day, the day.
fn when(fmt: Fmt, at: DateTime<Utc>) -> String {
    if at == calendar::start_of_day(calendar::oslo_day(at)) { fmt.day(calendar::oslo_day(at)) } else { fmt.at(at) }
}

fn history(ctx: &Ctx, step: &Step, timed: bool) -> Line {
    let (t, fmt): (_, Fmt) = (ctx.t, ctx.fmt());
    // What lasts to the end of a day is due when the next one begins.
    let end = |x: DateTime<Utc>| if timed { fmt.at(x) } else { fmt.day(calendar::oslo_day(x - TimeDelta::seconds(1))) };
    let at = |x: Option<DateTime<Utc>>| x.map(end).unwrap_or_default();
    let (icon, color, heading) = match step.step.as_str() {
        "raised" => ("Hourglass", "neutral", t.msg_deadline_step_raised(at(step.now).as_str())),
        "moved" => ("Calendar", "warning", t.msg_deadline_step_moved(at(step.was).as_str(), at(step.now).as_str())),
        "warned" => ("Bell", "info", t.msg_deadline_step_warned()),
        "escalated" => ("Megaphone", "danger", t.msg_deadline_step_escalated()),
        "waiting" => ("Hourglass", "info", t.msg_deadline_step_waiting()),
        "resumed" => ("ArrowUndo", "info", t.msg_deadline_step_resumed()),
        "assigned" => ("Person", "neutral", t.msg_deadline_step_assigned()),
        _ => ("CheckmarkCircle", "success", t.msg_deadline_step_closed()),
    };
    let note = if step.step == "assigned" && step.note.is_empty() { t.msg_deadline_step_nobody() } else { step.note.clone() };
    Line { icon, color, heading, at: fmt.at(step.at), machine: fmt.machine(step.at), by: step.by.clone().unwrap_or_else(|| t.msg_deadline_by_clock()), note }
}

/// The rule, item by item.
fn rule(ctx: &Ctx, kept: &Kept, course: &Course) -> Vec<(String, String)> {
    let t = ctx.t;
    let spans = |list: &[crate::law::rule::Span]| list.iter().map(|s| words::span(t, *s)).collect::<Vec<_>>().join(", ");
    let mut out = vec![
        (t.msg_deadline_rule_cite(), kept.cite.clone()),
        (t.msg_deadline_rule_mode(), Mode::of(&kept.mode).map(|m| words::mode(t, m)).unwrap_or_default()),
    ];
    if let Some(level) = kept.level() {
        out.push((t.msg_deadline_rule_level(), words::level(t, level)));
    }
    if let Some(repeat) = course.repeat {
        out.push((t.msg_deadline_rule_repeat(), words::span(t, repeat)));
        out.push((t.msg_deadline_rule_round(), kept.round.to_string()));
    }
    if !course.warn.is_empty() {
        out.push((t.msg_deadline_rule_warn(), spans(&course.warn)));
    }
    out.push((t.msg_deadline_rule_id(), t.msg_deadline_rule_version(kept.rule_id.as_str(), i64::from(kept.rule_version))));
    out
}

impl Forms {
    fn new(ctx: &Ctx, x: &Whole, typed: &Typed, errors: &Errors) -> Self {
        let t = ctx.t;
        let offered = rules::outcomes(&x.kept.trigger, Mode::of(&x.kept.mode));
        let outcomes = offered.into_iter().map(|o| Choice::new(o.as_str(), words::outcome(t, o))).collect();
        let owner = typed.assign.as_ref().map_or_else(|| x.kept.owner.map(|o| o.to_string()).unwrap_or_default(), |a| a.owner.clone());
        let owners = x.colleagues.iter().map(|c| Choice::new(c.id.to_string(), format!("{}, {}", c.name, words::role(t, &c.role)))).collect();
        let (party, sent) = match &typed.wait {
            Some(wait) => (wait.party.clone(), wait.sent.clone()),
            None => (x.about.waiting_for.clone().unwrap_or_default(), x.about.waiting_note.clone().unwrap_or_default()),
        };
        let parties = Party::ALL.iter().map(|p| Choice::new(p.as_str(), words::party(t, *p))).collect();
        let role = words::role(t, &x.kept.owner_role);
        Self {
            outcome: Field::radio("outcome", t.msg_deadline_outcome(), &typed.close.outcome, outcomes).required(t).errors(errors),
            note: Field::area("note", t.msg_deadline_note(), &typed.close.note, 3).hint(t.msg_deadline_note_hint()).required(t).max(2000).errors(errors),
            owner: Field::select("owner", t.msg_deadline_owner(), &owner, owners).or_none(t.msg_deadline_anyone(role.as_str())).errors(errors),
            party: Field::select("party", t.msg_deadline_wait_party(), &party, parties).or_none(t.msg_deadline_wait_nobody()).errors(errors),
            sent: Field::text("sent", t.msg_deadline_wait_sent(), &sent).max(400).errors(errors),
            version: x.about.version,
        }
    }
}

impl ItemView {
    /// For a reader.
    pub fn new(ctx: &Ctx, x: &Whole, typed: &Typed, errors: &Errors) -> Self {
        let (t, fmt, kept, about) = (ctx.t, ctx.fmt(), &x.kept, &x.about);
        let due = kept.due();
        let course = rules::course(kept).unwrap_or(Course { clock: Clock::DateArithmetic, span: None, repeat: None, warn: Vec::new() });
        let open = about.state == State::Open;
        let name = full_name(about.family_name.as_deref().unwrap_or_default(), about.given_name.as_deref().unwrap_or_default());
        let outcome = about.outcome.as_deref().and_then(Outcome::of);
        let party = about.waiting_for.as_deref().and_then(Party::of).filter(|_| open);
        let flag = match (outcome, kept.lapses && due.over(ctx.now)) {
            (Some(o), _) => Flag { color: "success", icon: "CheckmarkCircle", label: words::outcome(t, o), instruction: String::new(), solid: false },
            (None, true) => Flag { color: "neutral", icon: "Clock", label: t.msg_deadline_passed(), instruction: String::new(), solid: false },
            (None, false) => words::chip(t, fmt, due, ctx.now),
        };
        let mut facts = vec![
            (t.msg_deadline_due(), words::end(fmt, due)),
            (t.msg_deadline_event(), format!("{}, {}", words::event(t, &kept.trigger), when(fmt, kept.event_at))),
            (t.msg_deadline_owner(), about.owner_name.clone().unwrap_or_else(|| t.msg_deadline_anyone(words::role(t, &kept.owner_role).as_str()))),
        ];
        if let Some(prison) = &about.prison {
            facts.push((t.msg_deadline_prison(), [Some(prison.clone()), about.unit.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ")));
        }
        let closed = about.closed_at.map(|at| {
            let by = about.closed_by.clone().unwrap_or_else(|| t.msg_deadline_by_clock());
            let late =
                words::late(due, at).filter(|_| !kept.lapses).map(|n| if n == 0 { t.msg_deadline_closed_late_today() } else { t.msg_deadline_closed_late(n) });
            let said = [outcome.map(|o| words::outcome(t, o)), about.outcome_note.clone()].into_iter().flatten().collect::<Vec<_>>().join(". ");
            (format!("{by}, {}", fmt.at(at)), said, late)
        });
        let waiting = party.map(|p| {
            let since = about.waiting_since.map(|at| fmt.at(at)).unwrap_or_default();
            (t.msg_deadline_waits_for(words::party(t, p).as_str()), [since, about.waiting_note.clone().unwrap_or_default()].join(": "))
        });
        let elsewhere = (open && rules::settled_elsewhere(&kept.trigger))
            .then(|| {
                kept.inmate_id.map(|inmate| match kept.trigger.starts_with("plan.") {
                    true => (format!("/inmates/{inmate}/plan"), t.msg_deadline_elsewhere_plan(), t.msg_deadline_elsewhere_plan_link()),
                    false => (format!("/inmates/{inmate}/observations/{}", kept.reference), t.msg_deadline_elsewhere(), t.msg_deadline_elsewhere_link()),
                })
            })
            .flatten();
        let label = kept.label(ctx.lang.is_nb()).to_owned();
        Self {
            frame: ctx.frame("deadlines", label),
            href: format!("/deadlines/{}", kept.id),
            flag,
            hard: (open && kept.hard && due.over(ctx.now)).then(|| hard_line(t, fmt, &kept.trigger, due)),
            to_confirm: kept.to_confirm,
            arithmetic: arithmetic(ctx, kept, &course),
            facts,
            rule: rule(ctx, kept, &course),
            person: kept
                .inmate_id
                .filter(|_| !name.is_empty())
                .map(|id| (format!("/inmates/{id}"), [name, about.number.clone().unwrap_or_default()].join(" · ")))
                .or_else(|| words::at_the_gate(ctx, &kept.trigger, kept.reference, kept.prison_id).filter(|_| kept.inmate_id.is_none())),
            history: x.steps.iter().map(|s| history(ctx, s, kept.timed)).collect(),
            rounds: x
                .rounds
                .iter()
                .filter(|r| r.0 != kept.id)
                .map(|(id, round, day, _)| Round { href: format!("/deadlines/{id}"), label: t.msg_deadline_round(i64::from(*round)), day: fmt.day(*day) })
                .collect(),
            closed,
            waiting,
            forms: (open && x.acts && elsewhere.is_none()).then(|| Forms::new(ctx, x, typed, errors)),
            elsewhere,
            alarm: kept.inmate_id.filter(|_| rules::is_release_alarm(&kept.trigger)).map(|id| format!("/inmates/{id}/sentence")),
            saved: ctx.query("done").is_some(),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
        }
    }
}
