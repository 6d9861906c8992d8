//! The list of receptions, the form that begins one, and what health reads.

use askama::Template;

use super::{Parts, flag, missing, name, state};
use crate::access::{Act, Class, Feature};
use crate::custody::reception::model::{Answers, Expected, Reception};
use crate::custody::reception::rules::{self, There};
use crate::custody::reception::store::{Coming, ForHealth, Recent};
use crate::custody::reception::{in_words, spec};
use crate::custody::roll::store::PrisonName;
use crate::deadlines::announced::{self, Announced};
use crate::inmates::banner::Flag;
use crate::inmates::store::full_name;
use crate::law::calendar;
use crate::law::deadline::Band;
use crate::platform::id::PrisonId;
use crate::reference::List;
use crate::web::field::Summary;
use crate::web::parts::Chip;
use crate::web::{Ctx, Errors, Frame};

/// A reception under way.
pub struct Line {
    pub href: String,
    pub name: String,
    pub number: String,
    pub arrived: String,
    pub by: String,
    pub state: Flag,
    pub late: Option<Flag>,
    pub missing: Vec<String>,
    pub more: usize,
    pub danger: bool,
}

/// Somebody announced.
pub struct Due {
    pub name: String,
    pub when: Flag,
    pub limits: Vec<Flag>,
    pub text: String,
    pub receive: Option<String>,
    pub cancel: Option<String>,
}

/// Somebody who came lately.
pub struct Came {
    pub href: String,
    pub name: String,
    pub number: String,
    pub mark: Flag,
    pub at: String,
    pub place: String,
    pub reception: Option<String>,
}

#[derive(Template)]
#[template(path = "reception/list.html")]
pub struct ListView {
    frame: Frame,
    place: String,
    prisons: Vec<Chip>,
    begin: Option<String>,
    announce: Option<String>,
    lines: Vec<Line>,
    days: Vec<(String, Vec<Due>)>,
    coming: Vec<Due>,
    came: Vec<Came>,
}

/// How many missing things a line of the list names.
const NAMED: usize = 4;

impl ListView {
    pub fn new(
        ctx: &Ctx,
        prison: PrisonId,
        prisons: &[PrisonName],
        unfinished: &[Reception],
        expected: &[Expected],
        coming: &[Coming],
        recent: &[Recent],
    ) -> Self {
        let t = ctx.t;
        let writes = ctx.may(Class::Reception, Act::Write) && ctx.actor.uses(Feature::Registration, prison);
        let announces = ctx.actor.role().is_some_and(rules::may_announce);
        let mut days: Vec<(String, Vec<Due>)> = Vec::new();
        for e in expected {
            let label = day_label(ctx, e);
            let due = due(ctx, prison, e, writes, announces);
            match days.last_mut() {
                Some((last, list)) if *last == label => list.push(due),
                _ => days.push((label, vec![due])),
            }
        }
        let chip = |p: &PrisonName| Chip::new(format!("/receptions?prison={}", p.id), p.name.clone(), None, p.id == prison.0);
        Self {
            frame: ctx.frame("receptions", t.msg_rec_title()),
            place: prisons.iter().find(|p| p.id == prison.0).map_or_else(|| ctx.actor.prison_name.clone(), |p| p.name.clone()),
            prisons: if prisons.len() > 8 { Vec::new() } else { prisons.iter().map(chip).collect() },
            begin: writes.then(|| format!("/receptions/new?prison={prison}")),
            announce: announces.then(|| format!("/receptions/expected/new?prison={prison}")),
            lines: unfinished.iter().map(|r| line(ctx, r)).collect(),
            days,
            coming: coming.iter().map(|c| on_the_way(ctx, prison, c, writes)).collect(),
            came: recent.iter().map(|r| came(ctx, r)).collect(),
        }
    }
}

fn line(ctx: &Ctx, r: &Reception) -> Line {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let there = There::of(r);
    let all: Vec<String> = rules::missing(there).into_iter().map(|m| missing(t, m)).collect();
    let overdue = rules::exception_overdue(there, ctx.now);
    Line {
        href: format!("/receptions/{}", r.id),
        name: name(t, r),
        number: r.facts.number.clone().unwrap_or_default(),
        arrived: t.msg_rec_arrived_line(fmt.near(r.arrived_at).as_str(), r.brought_from.as_str()),
        by: t.msg_rec_begun_by(r.begun_by.as_str()),
        state: state(t, r),
        late: overdue.then(|| flag("danger", "ExclamationmarkTriangle", t.msg_rec_exception_overdue_short())),
        more: all.len().saturating_sub(NAMED),
        missing: all.into_iter().take(NAMED).collect(),
        danger: overdue,
    }
}

fn day_label(ctx: &Ctx, e: &Expected) -> String {
    let (t, day) = (ctx.t, calendar::oslo_day(e.due_at));
    match (day - ctx.today).num_days() {
        ..0 => t.msg_rec_due_overdue(),
        0 => t.msg_rec_due_today(),
        1 => t.msg_rec_due_tomorrow(),
        _ => ctx.fmt().long_day(day),
    }
}

fn due(ctx: &Ctx, prison: PrisonId, e: &Expected, writes: bool, announces: bool) -> Due {
    let (t, nb) = (ctx.t, ctx.lang.is_nb());
    let full = full_name(&e.family_name, &e.given_name);
    let basis = spec::EXPECTED.iter().find(|s| s.name == "basis").map(|s| in_words(ctx, s, &e.basis)).unwrap_or_default();
    let reason = ctx.catalogue().label(List::MovementReason, &e.reason, nb).to_owned();
    let interpreter = e.interpreter_language.as_deref().map(|l| t.msg_flag_interpreter(ctx.catalogue().label(List::Language, l, nb)));
    let born = e.birth_date.map(|d| t.msg_reg_born(ctx.fmt().day(d).as_str()));
    let from = t.msg_rec_from_by(e.brought_from.as_str(), e.authority.as_str());
    let note = Some(e.note.clone()).filter(|n| !n.is_empty());
    let entered = Some(t.msg_rec_entered_by(e.by.as_str()));
    let text = [born, Some(from), Some(reason), Some(basis), interpreter, note, entered].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let late = e.due_at < ctx.now;
    Due {
        limits: limits(ctx, prison, e),
        name: if full.is_empty() { t.msg_rec_nameless() } else { full },
        when: flag(if late { "warning" } else { "neutral" }, "Clock", ctx.fmt().near(e.due_at)),
        text,
        receive: writes.then(|| format!("/receptions/new?prison={prison}&expected={}", e.id)),
        cancel: announces.then(|| format!("/receptions/expected/{}/cancel", e.id)),
    }
}

/// Until when somebody whom the police hold must be in a prison (forskrift § 4-1) and before a court (strpl § 183), and whether they come too late.
fn limits(ctx: &Ctx, prison: PrisonId, e: &Expected) -> Vec<Flag> {
    let (t, fmt, now) = (ctx.t, ctx.fmt(), ctx.now);
    let Some(arrested_at) = e.arrested_at else { return Vec::new() };
    let of = Announced { reference: e.id.0, prison, birth: e.birth_date, arrested_at, heard: e.basis == "remand" };
    let all = announced::limits(ctx.catalogue().law(), of, now);
    // Of each kind the nearest that can still be kept, else the last.
    let next = |court: bool| {
        let mut of_it = all.iter().filter(move |l| l.court == court);
        of_it.clone().find(|l| !l.due.over(now)).or_else(|| of_it.next_back()).copied()
    };
    let mut flags = vec![flag("neutral", "Gavel", t.msg_rec_limit_arrested(fmt.near(arrested_at).as_str()))];
    flags.extend([next(false), next(true)].into_iter().flatten().map(|limit| {
        let (color, icon) = match limit.due.standing(now).band() {
            Band::Over => ("danger", "ExclamationmarkTriangle"),
            Band::Today => ("warning", "HourglassTopFilled"),
            Band::Week | Band::Later => ("info", "Clock"),
        };
        let end = if limit.due.timed { fmt.near(limit.due.at) } else { fmt.day(limit.due.on) };
        let label = if limit.court { t.msg_rec_limit_court(end.as_str()) } else { t.msg_rec_limit_prison(end.as_str()) };
        // Nothing is late yet, and will be.
        if !limit.court && !limit.due.over(now) && limit.due.over(e.due_at) {
            flag("danger", "ExclamationmarkTriangle", t.msg_rec_limit_too_late(label.as_str()))
        } else {
            flag(color, icon, label)
        }
    }));
    flags
}

fn on_the_way(ctx: &Ctx, prison: PrisonId, c: &Coming, writes: bool) -> Due {
    let (t, nb, fmt) = (ctx.t, ctx.lang.is_nb(), ctx.fmt());
    let born = c.birth_date.map(|d| t.msg_reg_born(fmt.day(d).as_str()));
    let reason = ctx.catalogue().label(List::MovementReason, &c.reason, nb).to_owned();
    let interpreter = c.interpreter_language.as_deref().map(|l| t.msg_flag_interpreter(ctx.catalogue().label(List::Language, l, nb)));
    let text = [Some(c.number.clone()), born, Some(t.msg_rec_coming_from(c.from.as_str())), Some(reason), interpreter];
    let when = match c.out_at {
        Some(at) => flag("info", "ArrowRightLeft", t.msg_rec_coming_left(fmt.near(at).as_str())),
        None => flag("neutral", "Clock", t.msg_rec_coming_planned(fmt.near(c.planned_out).as_str())),
    };
    let receive = match c.reception {
        Some(id) => Some(format!("/receptions/{id}")),
        None => c.out_at.filter(|_| writes).map(|_| format!("/receptions/new?prison={prison}&coming={}", c.movement)),
    };
    Due {
        limits: Vec::new(),
        name: full_name(&c.family_name, &c.given_name),
        when,
        text: text.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        receive,
        cancel: None,
    }
}

fn came(ctx: &Ctx, r: &Recent) -> Came {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let mark = if (ctx.now - r.admitted_at).num_hours() < 24 { t.msg_rec_mark_24() } else { t.msg_rec_mark_72() };
    Came {
        href: format!("/inmates/{}", r.inmate),
        name: full_name(&r.family_name, &r.given_name),
        number: r.number.clone(),
        mark: flag("info", "PersonPlus", mark),
        at: t.msg_rec_came_line(fmt.near(r.admitted_at).as_str(), ctx.catalogue().label(List::MovementReason, &r.reason, ctx.lang.is_nb())),
        place: match (&r.unit, &r.cell) {
            (Some(unit), Some(cell)) => t.msg_unit_and_cell(unit.as_str(), cell.as_str()),
            (Some(unit), None) => t.msg_unit_no_cell(unit.as_str()),
            _ => String::new(),
        },
        reception: r.reception.map(|id| format!("/receptions/{id}")),
    }
}

/// The form that begins a reception.
#[derive(Template)]
#[template(path = "reception/arrival.html")]
pub struct ArrivalView {
    frame: Frame,
    summary: Summary,
    faulty: bool,
    lead: String,
    parts: Parts,
    action: String,
    back: String,
}

impl ArrivalView {
    pub fn new(ctx: &Ctx, prison: PrisonId, expected: Option<&Expected>, parts: Parts, errors: &Errors) -> Self {
        let t = ctx.t;
        let lead = match expected {
            Some(e) => t.msg_rec_begin_expected(ctx.fmt().near(e.due_at).as_str(), e.authority.as_str()),
            None => t.msg_rec_begin_walk_in(),
        };
        let which = expected.map(|e| format!("&expected={}", e.id)).unwrap_or_default();
        Self {
            frame: ctx.frame("receptions", t.msg_rec_begin()),
            summary: Summary::of(t, errors),
            faulty: !errors.is_empty(),
            lead,
            parts,
            action: format!("/receptions/new?prison={prison}{which}"),
            back: format!("/receptions?prison={prison}"),
        }
    }
}

/// An arrival as health reads it.
pub struct Patient {
    pub href: String,
    pub name: String,
    pub line: String,
    pub flags: Vec<Flag>,
    pub answers: Vec<(String, String)>,
    pub record: Option<String>,
}

#[derive(Template)]
#[template(path = "reception/health.html")]
pub struct HealthView {
    frame: Frame,
    one: bool,
    patients: Vec<Patient>,
}

impl HealthView {
    pub fn new(ctx: &Ctx, rows: &[ForHealth], one: bool) -> Self {
        Self { frame: ctx.frame("receptions", ctx.t.msg_rec_health_title()), one, patients: rows.iter().map(|r| patient(ctx, r, one)).collect() }
    }
}

fn patient(ctx: &Ctx, r: &ForHealth, whole: bool) -> Patient {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let answers = |v: &Option<serde_json::Value>| v.clone().and_then(|v| serde_json::from_value::<Answers>(v).ok()).unwrap_or_default();
    let (questions, injuries) = (answers(&r.questions), answers(&r.injuries));
    let alarms = rules::alarms(&questions);
    let mut flags: Vec<Flag> = alarms
        .alerts
        .iter()
        .filter(|a| **a != "SEPARATE")
        .map(|a| flag("danger", "ExclamationmarkTriangle", ctx.catalogue().label(List::AlertType, a, ctx.lang.is_nb()).to_owned()))
        .collect();
    if matches!(questions.get("medicines"), "yes" | "unclear") {
        flags.push(flag("warning", "MedicineBottle", t.msg_rec_flag_medicines()));
    }
    if injuries.is("seen", "some") {
        flags.push(flag("warning", "Bandage", t.msg_rec_flag_injuries()));
    }
    if injuries.is("complaint", "yes") {
        flags.push(flag("danger", "Megaphone", t.msg_rec_flag_complaint()));
    }
    if questions.is_empty() {
        flags.push(flag("neutral", "Hourglass", t.msg_rec_flag_not_asked()));
    }
    let read = |specs: &[spec::Spec], from: &Answers| {
        specs.iter().filter(|s| !from.get(s.name).is_empty()).map(|s| ((s.label)(t), in_words(ctx, s, from.get(s.name)))).collect::<Vec<_>>()
    };
    let mut lines = Vec::new();
    if whole {
        lines.extend(read(spec::QUESTIONS, &questions));
        lines.extend(read(spec::INJURIES, &injuries));
    }
    let born = r.birth_date.map(|d| t.msg_reg_born(fmt.day(d).as_str()));
    let full = full_name(&r.family_name, &r.given_name);
    Patient {
        href: format!("/receptions/{}/health", r.id),
        name: if full.is_empty() { t.msg_rec_nameless() } else { full },
        line: [r.number.clone(), born, Some(t.msg_rec_health_arrived(fmt.near(r.arrived_at).as_str()))].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        flags,
        answers: lines,
        record: r.inmate.filter(|_| r.number.is_some()).map(|i| format!("/inmates/{i}")),
    }
}
