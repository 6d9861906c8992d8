//! The pages of rights to persons.

use askama::Template;
use chrono::TimeDelta;

use super::actions;
use super::form::Give;
use super::rules::{Kind, LONGEST_SHIFT, Office};
use super::store::{Right, Staff};
use crate::law::calendar;
use crate::staff::words;
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::{Choice, Ctx, Errors, Field, Frame};

/// A kind in words.
pub fn kind_name(t: Text, kind: &str) -> String {
    match kind {
        "assigned" => t.msg_grant_kind_assigned(),
        "cover" => t.msg_grant_kind_cover(),
        _ => t.msg_grant_kind_clearance(),
    }
}

/// A right as read.
pub struct Line {
    pub id: String,
    pub inmate: String,
    pub number: String,
    /// Nobody's name where the reader may not see the person.
    pub person: String,
    pub name: String,
    pub role: String,
    pub kind: String,
    pub from: String,
    pub until: String,
    pub reason: String,
    pub proposer: String,
    pub given: Option<String>,
    pub state: (&'static str, String),
}

impl Line {
    pub fn of(ctx: &Ctx, g: &Right) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let someone = |name: &Option<String>| name.clone().unwrap_or_else(|| t.msg_not_known());
        let person = match (&g.family_name, &g.given_name) {
            (Some(family), Some(given)) => format!("{family}, {given}"),
            _ => t.msg_grant_protected(),
        };
        // A shift has hours, the others days; the range ends where the next day begins.
        let short = g.until.is_some_and(|until| until - g.from <= TimeDelta::hours(LONGEST_SHIFT));
        let day = |at| fmt.day(calendar::oslo_day(at));
        let state = match (g.outcome.as_deref(), g.ended_at) {
            (_, Some(_)) => ("neutral", t.msg_assignment_state_ended()),
            (Some("refused"), _) => ("neutral", t.msg_assignment_state_refused()),
            _ if g.until.is_some_and(|u| u <= ctx.now) => ("neutral", t.msg_assignment_state_run_out()),
            (None, _) => ("warning", t.msg_assignment_state_waiting()),
            _ if g.from > ctx.now => ("info", t.msg_assignment_state_ahead()),
            _ => ("success", t.msg_assignment_state_held()),
        };
        Self {
            id: g.id.to_string(),
            inmate: if g.family_name.is_some() { g.inmate_id.to_string() } else { String::new() },
            number: someone(&g.number),
            person,
            name: g.name.clone(),
            role: words::role(t, &g.role),
            kind: kind_name(t, &g.kind),
            from: if short { fmt.at(g.from) } else { day(g.from) },
            until: match g.until {
                Some(until) if short => fmt.at(until),
                Some(until) => day(until - TimeDelta::microseconds(1)),
                None => t.msg_me_no_end(),
            },
            reason: g.reason.clone(),
            proposer: someone(&g.proposer),
            given: g.given_at.map(|at| t.msg_assignment_by_at(someone(&g.giver).as_str(), fmt.at(at).as_str())),
            state,
        }
    }
}

#[derive(Template)]
#[template(path = "staff/grants.html")]
pub struct ListView {
    pub frame: Frame,
    pub home: &'static str,
    pub health: bool,
    pub title: String,
    pub text: String,
    pub done: Option<String>,
    pub errors: bool,
    pub summary: Summary,
    pub number: Field,
    pub found: Option<String>,
    pub waiting: Vec<Line>,
    pub rights: Vec<Line>,
    pub paged: bool,
    pub next: Option<String>,
}

/// What a list of rights is of: all of them by pages, or those to one person.
pub struct Listed<'a> {
    pub waiting: &'a [Right],
    pub rights: &'a [Right],
    pub found: Option<String>,
    pub typed: &'a str,
    pub paged: bool,
    pub next: Option<String>,
}

impl ListView {
    pub fn new(ctx: &Ctx, office: Office, done: Option<String>, listed: Listed<'_>, errors: &Errors) -> Self {
        let t = ctx.t;
        let health = office == Office::Health;
        let lines = |rights: &[Right]| rights.iter().map(|g| Line::of(ctx, g)).collect();
        Self {
            frame: ctx.frame(office.section(), name(t, office)),
            home: office.path(),
            health,
            title: name(t, office),
            text: if health { t.msg_clearance_text() } else { t.msg_grant_text() },
            done,
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            number: number_field(t, listed.typed, errors),
            found: listed.found,
            waiting: lines(listed.waiting),
            rights: lines(listed.rights),
            paged: listed.paged,
            next: listed.next,
        }
    }
}

/// What the pages of an office are called.
pub fn name(t: Text, office: Office) -> String {
    match office {
        Office::Prison => t.msg_grant_nav(),
        Office::Health => t.msg_clearance_nav(),
    }
}

fn number_field(t: Text, typed: &str, errors: &Errors) -> Field {
    Field::text("number", t.msg_grant_number(), typed).hint(t.msg_relation_number_hint()).width("w-code").max(20).code().required(t).errors(errors)
}

#[derive(Template)]
#[template(path = "staff/grant_new.html")]
pub struct GiveView {
    pub frame: Frame,
    pub home: &'static str,
    pub home_name: String,
    pub action: String,
    pub errors: bool,
    pub summary: Summary,
    pub text: String,
    pub number: Field,
    pub staff: Field,
    pub until: Option<Field>,
    pub shift: Vec<Field>,
    pub reason: Field,
    pub proposes: bool,
}

impl GiveView {
    pub fn new(ctx: &Ctx, (office, kind, action): (Office, Kind, String), typed: &Give, staff: &[Staff], errors: &Errors) -> Self {
        let t = ctx.t;
        let several = ctx.actor.prisons.len() > 1;
        let label = |s: &Staff| {
            let role = words::role(t, &s.role);
            if several { format!("{} – {role}, {}", s.name, s.prison_names.join(", ")) } else { format!("{} – {role}", s.name) }
        };
        let (title, text) = match kind {
            Kind::Assigned => (t.msg_grant_new_assigned(), t.msg_grant_new_assigned_text()),
            Kind::Cover => (t.msg_grant_new_cover(), t.msg_grant_new_cover_text()),
            Kind::Clearance if office == Office::Health => (t.msg_grant_new_clearance(), t.msg_clearance_new_text()),
            Kind::Clearance => (t.msg_grant_new_clearance(), t.msg_grant_new_clearance_text()),
        };
        let until_hint = if kind == Kind::Clearance { t.msg_grant_until_six_months() } else { t.msg_grant_until_year() };
        let hours = [4, 6, 8, 10, 12, 16].map(|h| Choice::new(h.to_string(), t.msg_grant_hours_count(h)));
        Self {
            frame: ctx.frame(office.section(), title),
            home: office.path(),
            home_name: name(t, office),
            action,
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            text,
            number: number_field(t, &typed.number, errors),
            staff: Field::select(
                "staff",
                t.msg_assignment_who(),
                &typed.staff,
                staff.iter().map(|s| Choice::new(s.assignment.to_string(), label(s))).collect(),
            )
            .or_none(t.msg_staff_choose())
            .required(t)
            .errors(errors),
            until: (kind != Kind::Cover).then(|| words::day(ctx, "until", t.msg_assignment_until(), &typed.until).hint(until_hint).required(t).errors(errors)),
            shift: if kind == Kind::Cover {
                vec![
                    words::day(ctx, "day", t.msg_grant_day(), &typed.day).required(t).errors(errors),
                    Field::text("time", t.msg_grant_time(), &typed.time).width("w-num").max(5).code().required(t).errors(errors),
                    Field::select("hours", t.msg_grant_hours(), &typed.hours, hours.to_vec()).required(t).errors(errors),
                ]
            } else {
                Vec::new()
            },
            reason: Field::area("reason", t.msg_staff_reason(), &typed.reason, 3).hint(t.msg_grant_reason_hint()).max(400).required(t).errors(errors),
            proposes: kind == Kind::Clearance,
        }
    }
}

#[derive(Template)]
#[template(path = "staff/grant.html")]
pub struct OneView {
    pub frame: Frame,
    pub home: &'static str,
    pub home_name: String,
    /// It waits, and there is nobody who could decide.
    pub stuck: Option<String>,
    pub fault: Option<String>,
    pub errors: bool,
    pub line: Line,
    pub decides: bool,
    pub confirm: bool,
    pub ends: bool,
}

impl OneView {
    pub fn new(ctx: &Ctx, office: Office, right: &Right, stuck: bool, fault: Option<String>) -> Self {
        let t = ctx.t;
        let nobody = if office == Office::Health { t.msg_clearance_no_doctor() } else { t.msg_clearance_no_governor() };
        let fresh = ctx.actor.freshly_confirmed(ctx.now);
        let decides = actions::decides(ctx, right).is_ok();
        let open = right.ended_at.is_none() && right.until.is_none_or(|u| u > ctx.now) && right.outcome.as_deref() != Some("refused");
        Self {
            frame: ctx.frame(office.section(), t.msg_grant_one()),
            home: office.path(),
            home_name: name(t, office),
            stuck: stuck.then_some(nobody),
            errors: fault.is_some(),
            fault,
            line: Line::of(ctx, right),
            decides: decides && fresh,
            confirm: decides && !fresh,
            ends: open,
        }
    }
}
