//! The pages of roles.

use askama::Template;

use super::form::{Decide, Propose};
use super::rules::{self, Standing};
use super::store::{Assignment, Prison};
use crate::access::Role;
use crate::law::calendar;
use crate::staff::words;
use crate::web::field::Summary;
use crate::web::frame::role_name;
use crate::web::{Choice, Ctx, Errors, Field, Frame};

/// A role as read.
pub struct Line {
    pub id: String,
    pub name: String,
    pub username: String,
    pub role: String,
    pub place: String,
    pub from: String,
    pub until: String,
    pub reason: String,
    pub proposed: String,
    pub decided: Option<String>,
    pub decision: Option<String>,
    pub state: (&'static str, String),
}

impl Line {
    pub fn of(ctx: &Ctx, a: &Assignment) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let someone = |name: &Option<String>| name.clone().unwrap_or_else(|| t.msg_assignment_terminal());
        // The range ends where the next day begins: the last day is the one before.
        let last = |at| fmt.day(calendar::oslo_day(at - chrono::TimeDelta::microseconds(1)));
        let soon = a.until.is_some_and(|u| u <= ctx.now + chrono::TimeDelta::days(30));
        let state = match (a.outcome.as_deref(), a.ended_at) {
            (None, None) => ("warning", t.msg_assignment_state_waiting()),
            (None, Some(_)) => ("neutral", t.msg_assignment_state_withdrawn()),
            (Some("refused"), _) => ("neutral", t.msg_assignment_state_refused()),
            (Some(_), Some(_)) => ("neutral", t.msg_assignment_state_ended()),
            _ if a.until.is_some_and(|u| u <= ctx.now) => ("neutral", t.msg_assignment_state_run_out()),
            _ if a.from > ctx.now => ("info", t.msg_assignment_state_ahead()),
            _ if soon => ("warning", t.msg_assignment_state_soon()),
            _ => ("success", t.msg_assignment_state_held()),
        };
        Self {
            id: a.id.to_string(),
            name: a.name.clone(),
            username: a.username.clone(),
            role: words::role(t, &a.role),
            place: words::place(t, &a.prison_names, a.region.as_deref()),
            from: fmt.day(calendar::oslo_day(a.from)),
            until: a.until.map_or_else(|| t.msg_me_no_end(), last),
            reason: a.reason.clone(),
            proposed: t.msg_assignment_by_at(someone(&a.proposer).as_str(), fmt.at(a.proposed_at).as_str()),
            decided: a.decided_at.map(|at| t.msg_assignment_by_at(someone(&a.decider).as_str(), fmt.at(at).as_str())),
            decision: a.outcome_reason.clone(),
            state,
        }
    }
}

#[derive(Template)]
#[template(path = "staff/assignments.html")]
pub struct ListView {
    pub frame: Frame,
    pub done: Option<String>,
    pub waiting: Vec<Line>,
    pub current: Vec<Line>,
    pub name: Field,
    pub searched: String,
    pub paged: bool,
    pub next: Option<String>,
    pub proposes: bool,
}

impl ListView {
    pub fn new(ctx: &Ctx, done: Option<String>, waiting: &[Assignment], current: &[Assignment], searched: String, paged: bool, next: Option<String>) -> Self {
        let lines = |rows: &[Assignment]| rows.iter().map(|a| Line::of(ctx, a)).collect();
        Self {
            frame: ctx.frame("assignments", ctx.t.msg_assignment_nav()),
            done,
            waiting: lines(waiting),
            current: lines(current),
            name: Field::text("q", ctx.t.msg_account_search(), &searched).width("w-half").max(80).code(),
            searched: form_urlencoded::byte_serialize(searched.as_bytes()).collect(),
            paged,
            next,
            proposes: super::may_propose(&ctx.actor),
        }
    }
}

#[derive(Template)]
#[template(path = "staff/assignment_new.html")]
pub struct ProposeView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub who: Field,
    pub role: Field,
    pub place: Field,
    pub from: Field,
    pub until: Field,
    pub reason: Field,
}

impl ProposeView {
    pub fn new(ctx: &Ctx, typed: &Propose, prisons: &[Prison], errors: &Errors) -> Self {
        let t = ctx.t;
        let by = ctx.actor.role();
        let roles = Role::ALL.iter().filter(|r| by.is_some_and(|by| rules::proposes(by, **r))).map(|r| Choice::new(r.code(), role_name(t, *r))).collect();
        let mut places: Vec<Choice> = prisons.iter().map(|p| Choice::new(p.id.to_string(), p.name.clone())).collect();
        if by == Some(Role::System) {
            let mut regions: Vec<&str> = prisons.iter().map(|p| p.region.as_str()).collect();
            regions.sort_unstable();
            regions.dedup();
            places.push(Choice::new("region:*", t.msg_whole_service()));
            places.extend(regions.into_iter().map(|r| Choice::new(format!("region:{r}"), t.msg_region(r))));
        }
        Self {
            frame: ctx.frame("assignments", t.msg_assignment_new()),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            who: Field::text("who", t.msg_assignment_who(), &typed.who)
                .hint(t.msg_assignment_who_hint())
                .width("w-half")
                .max(40)
                .code()
                .required(t)
                .errors(errors),
            role: Field::select("role", t.msg_role(), &typed.role, roles).or_none(t.msg_staff_choose()).width("w-half").required(t).errors(errors),
            place: Field::select("place", t.msg_staff_place(), &typed.place, places).or_none(t.msg_staff_choose()).width("w-half").required(t).errors(errors),
            from: words::day(ctx, "from", t.msg_assignment_from(), &typed.from).required(t).errors(errors),
            until: words::day(ctx, "until", t.msg_assignment_until(), &typed.until).hint(t.msg_assignment_until_hint()).required(t).errors(errors),
            reason: Field::area("reason", t.msg_staff_reason(), &typed.reason, 3).hint(t.msg_assignment_reason_hint()).max(400).required(t).errors(errors),
        }
    }
}

#[derive(Template)]
#[template(path = "staff/assignment.html")]
pub struct OneView {
    pub frame: Frame,
    pub fault: Option<String>,
    pub errors: bool,
    pub summary: Summary,
    pub line: Line,
    pub account: Option<String>,
    pub outcome: Option<Field>,
    pub reason: Field,
    pub confirm: bool,
    pub ends: bool,
    pub withdraws: bool,
}

impl OneView {
    pub fn new(ctx: &Ctx, a: &Assignment, typed: &Decide, fault: Option<String>, errors: &Errors) -> Self {
        let t = ctx.t;
        let prisons = a.at();
        let by = ctx.actor.role().map(|role| Standing { role, account: ctx.actor.account, prisons: &ctx.actor.prisons });
        let case = a.case(&prisons);
        let decides = by.zip(case.as_ref()).is_some_and(|(by, case)| rules::decide(by, case).is_ok());
        let ends = by.zip(case.as_ref()).is_some_and(|(by, case)| rules::end(by, case).is_ok());
        let over = a.outcome.as_deref() == Some("refused") || a.until.is_some_and(|u| u <= ctx.now);
        let fresh = ctx.actor.freshly_confirmed(ctx.now);
        Self {
            frame: ctx.frame("assignments", t.msg_assignment_one()),
            errors: !errors.is_empty() || fault.is_some(),
            fault,
            summary: Summary::of(t, errors),
            line: Line::of(ctx, a),
            account: crate::staff::accounts::may_see(&ctx.actor).then(|| a.account_id.to_string()),
            outcome: (decides && fresh).then(|| {
                Field::radio(
                    "outcome",
                    t.msg_assignment_outcome(),
                    &typed.outcome,
                    vec![Choice::new("granted", t.msg_assignment_grant()), Choice::new("refused", t.msg_assignment_refuse())],
                )
                .required(t)
                .errors(errors)
            }),
            reason: Field::area("reason", t.msg_staff_reason(), &typed.reason, 3).hint(t.msg_assignment_decision_hint()).max(400).errors(errors),
            confirm: (decides || ends && !over) && !fresh,
            ends: ends && fresh && a.outcome.is_some() && !over,
            withdraws: ends && fresh && a.outcome.is_none(),
        }
    }
}
