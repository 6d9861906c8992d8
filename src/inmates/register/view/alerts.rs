//! Alerts, in force and earlier.

use askama::Template;

use super::{Mark, address};
use crate::access::{Act, Class};
use crate::inmates::register::form::{AlertSheet, Check, group, set_by};
use crate::inmates::register::model::Severity;
use crate::inmates::register::rules;
use crate::inmates::register::store::AlertRow;
use crate::inmates::register::words::Words;
use crate::inmates::{BannerView, InmateCtx};
use crate::reference::List;
use crate::web::Frame;

/// One alert.
pub struct Shown {
    pub mark: Mark,
    pub kind: String,
    pub instruction: String,
    pub detail: String,
    pub dates: String,
    pub by: String,
    pub ended: Option<String>,
    pub change: Option<String>,
}

/// Alerts of one group.
pub struct Group {
    pub heading: String,
    pub alerts: Vec<Shown>,
}

/// The page.
#[derive(Template)]
#[template(path = "inmates/alerts.html")]
pub struct AlertsView {
    pub frame: Frame,
    pub banner: BannerView,
    pub groups: Vec<Group>,
    pub coming: Vec<Shown>,
    pub earlier: Vec<Shown>,
    pub add: Option<String>,
    pub whole: bool,
    pub merged: bool,
}

/// The order in which groups stand: what can kill comes first.
const GROUPS: &[&str] = &["health", "security", "separation", "care", "legal"];

impl AlertsView {
    /// Of these alerts.
    pub fn new(ctx: &InmateCtx, check: &Check<'_>, rows: Vec<AlertRow>, merged: bool) -> Self {
        let (w, today) = (&check.words, ctx.today);
        let may = ctx.may_here(Class::Alerts, Act::Write);
        let whole = ctx.may_here(Class::Alerts, Act::Read);
        let change = |r: &AlertRow| {
            (may && r.ended_at.is_none() && rules::may_set_alert(check.role, set_by(w.catalogue(), &r.kind), &r.kind))
                .then(|| address::<AlertSheet>(ctx.inmate.id, &r.id.to_string()))
        };
        let (mut groups, mut coming, mut earlier) = (Vec::<(usize, Group)>::new(), Vec::new(), Vec::new());
        for row in &rows {
            let alert = Shown { change: change(row), ..shown(w, row) };
            let over = row.ended_at.is_some() || row.to_day.is_some_and(|to| to < today);
            if over {
                if whole {
                    earlier.push(alert);
                }
            } else if row.from_day > today {
                coming.push(alert);
            } else {
                let name = group(w, List::AlertType, &row.kind);
                let place = GROUPS.iter().position(|g| *g == name).unwrap_or(GROUPS.len());
                match groups.iter_mut().find(|(p, _)| *p == place) {
                    Some((_, g)) => g.alerts.push(alert),
                    None => groups.push((place, Group { heading: heading(w, name), alerts: vec![alert] })),
                }
            }
        }
        groups.sort_by_key(|(place, _)| *place);
        Self {
            frame: ctx.frame("inmates", ctx.t.msg_reg_alerts()),
            banner: BannerView::of(ctx, "alerts"),
            groups: groups.into_iter().map(|(_, g)| g).collect(),
            coming,
            earlier,
            add: may.then(|| address::<AlertSheet>(ctx.inmate.id, "new")),
            whole,
            merged,
        }
    }
}

fn heading(w: &Words<'_>, group: &str) -> String {
    match group {
        "health" => w.t.msg_reg_group_health(),
        "security" => w.t.msg_reg_group_security(),
        "separation" => w.t.msg_reg_group_separation(),
        "care" => w.t.msg_reg_group_care(),
        "legal" => w.t.msg_reg_group_legal(),
        _ => w.t.msg_reg_group_other(),
    }
}

fn shown(w: &Words<'_>, row: &AlertRow) -> Shown {
    let (t, fmt) = (w.t, w.fmt);
    let color = match (row.ended_at, row.severity) {
        (Some(_), _) => "neutral",
        (None, Severity::High) => "danger",
        (None, Severity::Medium) => "warning",
        (None, Severity::Low) => "info",
    };
    let from = fmt.day(row.from_day);
    Shown {
        mark: Mark::new(color, "ExclamationmarkTriangle", w.severity(row.severity)),
        kind: w.code(List::AlertType, &row.kind),
        instruction: row.instruction.clone(),
        detail: row.detail.clone(),
        dates: row.to_day.map_or_else(|| t.msg_reg_since(from.as_str()), |to| t.msg_reg_from_to(from.as_str(), fmt.day(to).as_str())),
        by: if row.by.is_empty() { String::new() } else { t.msg_reg_set_by(row.by.as_str()) },
        ended: row.ended_at.map(|at| match row.end_reason.as_deref() {
            Some(reason) if !reason.is_empty() => t.msg_reg_ended_because(fmt.at(at).as_str(), reason),
            _ => t.msg_reg_ended(fmt.at(at).as_str()),
        }),
        change: None,
    }
}
