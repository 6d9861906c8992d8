//! What waits for a second person, and two versions beside each other.

use std::collections::HashMap;

use askama::Template;
use chrono::NaiveDate;
use uuid::Uuid;

use super::super::model::{Calculation, Named, Resting, Waiting};
use super::parts::{Change, LedgerView};
use super::{Say, say};
use crate::inmates::{BannerView, InmateCtx};
use crate::law::sentence::Point;
use crate::platform::id::InmateId;
use crate::web::{Ctx, Frame};

/// Somebody who waits.
pub struct QueueRow {
    pub href: String,
    pub name: String,
    pub number: String,
    pub why: String,
    pub made: String,
    pub own: bool,
    pub alarm: bool,
    /// Before and now.
    pub release: (String, String),
    pub end: (String, String),
}

#[derive(Template)]
#[template(path = "sentences/queue.html")]
pub struct QueueView {
    pub frame: Frame,
    pub rows: Vec<QueueRow>,
}

impl QueueView {
    pub fn new(ctx: &Ctx, waiting: &[Waiting]) -> Self {
        let (say, fmt) = (say(ctx), ctx.fmt());
        let day = |d: Option<NaiveDate>| d.map(|d| fmt.day(d)).unwrap_or_default();
        let both = |(a, b): (Option<NaiveDate>, Option<NaiveDate>)| {
            (if a == b { String::new() } else { day(a) }, b.map_or_else(|| ctx.t.msg_calc_not_date(), |d| fmt.day(d)))
        };
        let rows = waiting
            .iter()
            .map(|w| QueueRow {
                href: format!("/inmates/{}/sentence", w.inmate),
                name: w.name.clone(),
                number: w.number.clone(),
                why: say.causes(&w.causes),
                made: fmt.near(w.made_at),
                own: w.own,
                alarm: w.alarm,
                release: both(w.release),
                end: both(w.end),
            })
            .collect();
        Self { frame: ctx.frame("calculations", ctx.t.msg_calc_queue()), rows }
    }
}

/// Somebody whose calculation rests on a rule.
pub struct RestingRow {
    pub href: String,
    pub name: String,
    pub number: String,
    pub color: &'static str,
    pub icon: &'static str,
    pub state: String,
    pub release: String,
    pub end: String,
    pub rules: String,
    pub pending: bool,
}

#[derive(Template)]
#[template(path = "sentences/rule_results.html")]
pub struct RuleResultsView {
    pub frame: Frame,
    pub rule: String,
    pub label: String,
    pub rows: Vec<RestingRow>,
    pub newest: Option<String>,
    pub older: Option<String>,
}

impl RuleResultsView {
    pub fn new(ctx: &Ctx, rule: &str, label: String, found: &[Resting], behind: bool, more: Option<InmateId>) -> Self {
        let (say, fmt) = (say(ctx), ctx.fmt());
        let day = |d: Option<NaiveDate>| d.map(|d| fmt.day(d)).unwrap_or_default();
        let rows = found
            .iter()
            .map(|r| {
                let (color, icon, state) = say.state(r.state);
                RestingRow {
                    href: format!("/inmates/{}/sentence", r.inmate),
                    name: r.name.clone(),
                    number: r.number.clone(),
                    color,
                    icon,
                    state,
                    release: day(r.release_on),
                    end: day(r.end_on),
                    rules: fmt.day(r.rules_on),
                    pending: r.pending,
                }
            })
            .collect();
        let base = format!("/calculations/by-rule/{rule}");
        Self {
            frame: ctx.frame("law", ctx.t.msg_calc_of_rule()),
            older: more.map(|id| format!("{base}?after={id}")),
            newest: behind.then(|| base.clone()),
            rule: rule.to_owned(),
            label,
            rows,
        }
    }
}

/// A point in two versions.
pub struct Compared {
    pub label: String,
    pub before: String,
    pub after: String,
    pub moved: String,
    pub changed: bool,
}

#[derive(Template)]
#[template(path = "sentences/compare.html")]
pub struct CompareView {
    pub frame: Frame,
    pub banner: BannerView,
    pub base: String,
    pub lead: String,
    pub heads: (String, String),
    pub points: Vec<Compared>,
    pub causes: Vec<String>,
    pub before: LedgerView,
    pub after: LedgerView,
}

impl CompareView {
    pub fn new(ctx: &InmateCtx, before: &Calculation, after: &Calculation, documents: &HashMap<Uuid, Named>, names: &HashMap<Uuid, String>) -> Self {
        let (say, t) = (say(ctx), ctx.t);
        Self {
            frame: ctx.frame("inmates", t.msg_calc_compare_title()),
            banner: BannerView::of(ctx, "sentence"),
            base: format!("/inmates/{}/sentence", ctx.inmate.id),
            lead: t.msg_calc_compare_lead(i64::from(before.version), i64::from(after.version)),
            heads: (t.msg_calc_version(i64::from(before.version)), t.msg_calc_version(i64::from(after.version))),
            points: Point::ALL.iter().filter_map(|p| compared(&say, *p, before, after)).collect(),
            causes: Change::between(&say, before, after).map(|c| c.causes).unwrap_or_default(),
            before: LedgerView::of(&say, &before.outcome, documents, names),
            after: LedgerView::of(&say, &after.outcome, documents, names),
        }
    }
}

fn compared(say: &Say, point: Point, before: &Calculation, after: &Calculation) -> Option<Compared> {
    let (a, b) = (before.date(point), after.date(point));
    if a.is_none() && b.is_none() {
        return None;
    }
    let day = |d: Option<NaiveDate>| d.map_or_else(|| say.t.msg_calc_not_date(), |d| say.day(d));
    let moved = match (a, b) {
        (Some(a), Some(b)) if a == b => say.t.msg_calc_unchanged(),
        (Some(a), Some(b)) => say.signed((b - a).num_days()),
        _ => String::new(),
    };
    Some(Compared { label: say.point(point, after.outcome.basis), before: day(a), after: day(b), moved, changed: a != b })
}
