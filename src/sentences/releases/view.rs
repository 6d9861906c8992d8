//! The list of those who leave.

use askama::Template;

use super::store::Leaving;
use crate::access::{Act, Class};
use crate::inmates::banner::{Flag, legal_status};
use crate::inmates::face::Face;
use crate::inmates::store::full_name;
use crate::web::parts::Chip;
use crate::web::{Ctx, Frame};

/// Somebody who leaves.
pub struct Row {
    pub face: Face,
    pub place: String,
    pub day: String,
    pub when: Flag,
    pub basis: String,
    pub source: Flag,
    pub missing: Vec<Flag>,
    /// What the person leaves with, point by point.
    pub readiness: Option<String>,
    pub late: bool,
    pub verb: Option<(String, String)>,
}

/// The people of one week.
pub struct Group {
    pub label: String,
    pub rows: Vec<Row>,
}

/// A week of a long list, in numbers.
pub struct WeekSum {
    pub href: String,
    pub label: String,
    pub days: String,
    pub current: bool,
    pub people: i64,
    pub unconfirmed: i64,
    pub orders: i64,
    pub held: i64,
    pub unready: i64,
}

impl ReleasesView {
    /// The sums of all weeks.
    fn all(&self) -> [i64; 5] {
        self.sums.iter().fold([0; 5], |[a, b, c, d, e], w| [a + w.people, b + w.unconfirmed, c + w.orders, d + w.held, e + w.unready])
    }
}

#[derive(Template)]
#[template(path = "sentences/releases.html")]
pub struct ReleasesView {
    pub frame: Frame,
    pub place: String,
    pub totals: String,
    pub within: Vec<Chip>,
    pub scopes: Vec<Chip>,
    /// Everybody, or only those who are not ready.
    pub which: Vec<Chip>,
    pub groups: Vec<Group>,
    /// Of a long list every week with its sums.
    pub sums: Vec<WeekSum>,
    /// The week before and the one after.
    pub pager: Option<(Option<String>, Option<String>)>,
    /// A long list whole, to be printed; and back to the weeks.
    pub whole: Option<String>,
    pub by_week: Option<String>,
    pub late: i64,
}

fn flag(color: &'static str, icon: &'static str, label: String) -> Flag {
    Flag { color, icon, label, instruction: String::new(), solid: false }
}

/// How ready somebody is, of those for whom it is known when they leave.
fn ready(ctx: &Ctx, l: &Leaving, days: i64) -> Option<Flag> {
    let t = ctx.t;
    if l.source == "order" || !ctx.may(Class::Release, Act::Read) {
        return None;
    }
    Some(match (l.settled, l.needed) {
        (Some(settled), Some(needed)) if settled == needed => flag("success", "ClipboardCheckmark", t.msg_ready_figure(settled, needed)),
        (Some(settled), Some(needed)) => {
            let late = l.overdue.unwrap_or(0) > 0 || days <= 7;
            flag(if late { "danger" } else { "warning" }, "ClipboardCheckmark", t.msg_ready_figure(settled, needed))
        }
        _ => flag("neutral", "ClipboardCheckmark", t.msg_ready_releases_closed()),
    })
}

/// A line for this reader.
pub fn row(ctx: &Ctx, l: &Leaving) -> Row {
    let t = ctx.t;
    let days = (l.day - ctx.today).num_days();
    let when = match days {
        ..0 => flag("danger", "ExclamationmarkTriangle", t.msg_home_days_ago(-days)),
        0 => flag("warning", "HourglassTopFilled", t.msg_home_today()),
        1 => flag("warning", "Hourglass", t.msg_home_tomorrow()),
        _ => flag("info", "Calendar", t.msg_home_in_days(days)),
    };
    let source = match l.source.as_str() {
        "calculated" => flag("success", "Checkmark", t.msg_releases_calculated()),
        "preliminary" => flag("warning", "Hourglass", t.msg_releases_preliminary()),
        "order" => flag("neutral", "Gavel", t.msg_releases_order()),
        _ => flag("warning", "QuestionmarkCircle", t.msg_releases_stated()),
    };
    let mut missing: Vec<Flag> = ready(ctx, l, days).into_iter().collect();
    if l.unconfirmed() {
        missing.push(flag("warning", "Tasklist", if l.waiting { t.msg_releases_to_confirm() } else { t.msg_releases_not_calculated() }));
    }
    if l.others > 0 {
        missing.push(flag("danger", "PadlockLocked", t.msg_releases_others(l.others)));
    }
    if l.source == "order" && days <= 7 {
        missing.push(flag(if days < 0 { "danger" } else { "warning" }, "Gavel", t.msg_releases_new_order()));
    }
    match l.plan.as_deref() {
        Some("confirmed") => missing.push(flag("success", "PersonGroup", t.msg_releases_confirmed())),
        Some(_) => missing.push(flag("warning", "PersonGroup", t.msg_releases_second())),
        None if days <= 0 && l.source != "order" => missing.push(flag("info", "Leave", t.msg_releases_to_prepare())),
        None => {}
    }
    let kind = legal_status(t, &l.kind);
    let office = ctx.may(Class::Sentence, Act::Write);
    Row {
        face: Face::of(l.inmate, full_name(&l.family_name, &l.given_name), &l.number, false),
        place: match (&l.unit, &l.cell) {
            (Some(unit), Some(cell)) => t.msg_unit_and_cell(unit.as_str(), cell.as_str()),
            (Some(unit), None) => unit.clone(),
            _ => String::new(),
        },
        day: ctx.fmt().day(l.day),
        when,
        basis: if l.case_number.is_empty() { kind } else { format!("{kind} · {}", l.case_number) },
        source,
        missing,
        readiness: (l.source != "order" && ctx.may(Class::Release, Act::Read)).then(|| format!("/inmates/{}/readiness", l.inmate)),
        late: days < 0,
        verb: match l.source.as_str() {
            "order" if office => Some((format!("/inmates/{}/court", l.inmate), t.msg_releases_verb_court())),
            _ => None,
        },
    }
}
