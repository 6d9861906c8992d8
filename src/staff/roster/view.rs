//! The pages of rosters.

use askama::Template;
use chrono::{Days, NaiveDate};

use super::form::{self, CopyWeek, HOUSE};
use super::rules::{self, Kind, Stage};
use super::store::{Prison, Shift, Unit};
use super::web::Offer;
use crate::access::{Act, Actor, Class};
use crate::law::calendar;
use crate::platform::id::{PrisonId, UnitId};
use crate::staff::words;
use crate::web::conflict;
use crate::web::field::Summary;
use crate::web::form::typed_time;
use crate::web::frame::NavItem;
use crate::web::lang::Text;
use crate::web::parts::Chip;
use crate::web::{Choice, Ctx, Errors, Field, Frame};

/// The item of the main menu.
pub fn nav(actor: &Actor, t: Text) -> Option<NavItem> {
    let sees = actor.may(Class::Roster, Act::Read) && !actor.prisons.is_empty();
    sees.then(|| NavItem { section: "roster", href: "/roster".to_owned(), icon: "Calendar", label: t.msg_roster_nav(), key: "" })
}

/// A kind of shift in words.
pub fn kind_name(t: Text, kind: Kind) -> String {
    match kind {
        Kind::Day => t.msg_roster_kind_day(),
        Kind::Evening => t.msg_roster_kind_evening(),
        Kind::Night => t.msg_roster_kind_night(),
    }
}

/// A unit by its id as a form sends it.
pub fn unit_name(t: Text, units: &[Unit], id: &str) -> String {
    units.iter().find(|u| u.id.to_string() == id).map_or_else(|| t.msg_roster_house(), |u| u.name.clone())
}

fn unit_value(unit: Option<UnitId>) -> String {
    unit.map_or_else(|| HOUSE.to_owned(), |u| u.to_string())
}

/// Where a week of a unit is shown.
pub fn address(prison: PrisonId, unit: Option<UnitId>, monday: NaiveDate) -> String {
    format!("/roster?prison={prison}&unit={}&week={monday}", unit_value(unit))
}

/// A week as read.
pub struct Week<'a> {
    pub prison: PrisonId,
    pub unit: Option<UnitId>,
    pub monday: NaiveDate,
    pub units: &'a [Unit],
    pub shifts: &'a [Shift],
    pub prisons: &'a [Prison],
}

/// Somebody on duty.
pub struct Line {
    pub name: String,
    pub hours: String,
    pub href: Option<String>,
    pub now: bool,
}

/// A shift of a day.
pub struct Cell {
    pub kind: String,
    pub lines: Vec<Line>,
    /// Nobody, and it is not over.
    pub hole: bool,
    pub add: Option<String>,
}

/// A day.
pub struct Row {
    pub label: String,
    pub today: bool,
    pub gone: bool,
    pub cells: Vec<Cell>,
}

/// The form that copies a week.
pub struct CopyForm {
    pub scope: Field,
    pub source: Field,
    pub week: Field,
}

#[derive(Template)]
#[template(path = "staff/roster.html")]
pub struct WeekView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub done: Option<String>,
    pub left_out: Vec<String>,
    pub prisons: Vec<Chip>,
    pub units: Vec<Chip>,
    pub holes: bool,
    pub week: String,
    pub before: String,
    pub after: String,
    pub this: Option<String>,
    pub kinds: Vec<(String, String)>,
    pub days: Vec<Row>,
    pub new: Option<String>,
    pub copy: Option<CopyForm>,
    pub prison: String,
    pub unit: String,
}

impl WeekView {
    pub fn new(ctx: &Ctx, week: &Week<'_>, typed: Option<&CopyWeek>, errors: &Errors) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let at = |unit, days: i64| address(week.prison, unit, week.monday.checked_add_signed(chrono::TimeDelta::days(days)).unwrap_or(week.monday));
        let writes = ctx.may(Class::Roster, Act::Write);
        let unit = unit_value(week.unit);
        let place = unit_name(t, week.units, &unit);
        let mut units: Vec<Chip> = week
            .units
            .iter()
            .map(|u| Chip::new(at(Some(UnitId(u.id)), 0), u.name.clone(), (u.holes > 0).then(|| u.holes.to_string()), week.unit == Some(UnitId(u.id))))
            .collect();
        units.push(Chip::new(at(None, 0), t.msg_roster_house(), None, week.unit.is_none()));
        let sunday = week.monday.checked_add_days(Days::new(6)).unwrap_or(week.monday);
        let number = i64::from(calendar::iso_week(week.monday).1);
        let (done, left_out) = done(ctx);
        Self {
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            done,
            left_out,
            prisons: week
                .prisons
                .iter()
                .map(|p| Chip::new(format!("/roster?prison={}&week={}", p.id, week.monday), p.name.clone(), None, p.id == week.prison.0))
                .collect(),
            units,
            holes: week.units.iter().any(|u| u.holes > 0),
            week: t.msg_roster_week(number, fmt.day(week.monday).as_str(), fmt.day(sunday).as_str()),
            before: at(week.unit, -7),
            after: at(week.unit, 7),
            this: (week.monday != calendar::monday_of(ctx.today)).then(|| address(week.prison, week.unit, calendar::monday_of(ctx.today))),
            kinds: Kind::ALL.map(|k| (kind_name(t, k), t.msg_roster_usual(clock(k.usual().0).as_str(), clock(k.usual().1).as_str()))).into(),
            days: week.monday.iter_days().take(7).map(|day| row(ctx, week, day, writes)).collect(),
            new: writes.then(|| format!("/roster/new?prison={}&unit={unit}&day={}", week.prison, ctx.today.max(week.monday))),
            copy: writes.then(|| copy_form(ctx, week, typed, errors)),
            prison: week.prison.to_string(),
            frame: ctx.frame("roster", t.msg_roster_title(place.as_str())),
            unit,
        }
    }
}

fn clock(time: chrono::NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// What was done, told once; after a copy with what was left out and why.
fn done(ctx: &Ctx) -> (Option<String>, Vec<String>) {
    let t = ctx.t;
    let count = |name: &str| ctx.query(name).and_then(|n| n.parse::<i64>().ok()).filter(|n| (0..100_000).contains(n)).unwrap_or(0);
    match ctx.query("done").as_deref() {
        Some("added") => (Some(t.msg_roster_done_added()), Vec::new()),
        Some("changed") => (Some(t.msg_roster_done_changed()), Vec::new()),
        Some("removed") => (Some(t.msg_roster_done_removed()), Vec::new()),
        Some("copied") => {
            let (found, added, past, unfit) = (count("found"), count("added"), count("past"), count("unfit"));
            let busy = (found - added - past - unfit).max(0);
            let lines = [(past, t.msg_roster_left_past(past)), (unfit, t.msg_roster_left_unfit(unfit)), (busy, t.msg_roster_left_busy(busy))];
            (Some(t.msg_roster_done_copied(found, added)), lines.into_iter().filter(|l| l.0 > 0).map(|l| l.1).collect())
        }
        _ => (None, Vec::new()),
    }
}

fn row(ctx: &Ctx, week: &Week<'_>, day: NaiveDate, writes: bool) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let cell = |kind: Kind| {
        let here = week.shifts.iter().filter(|s| s.kind == kind.as_str() && calendar::oslo_day(s.begins) == day);
        let lines: Vec<Line> = here
            .map(|s| {
                let stage = rules::stage(s.begins, s.ends, ctx.now);
                Line {
                    name: s.name.clone(),
                    hours: t.msg_roster_hours(fmt.time(s.begins).as_str(), fmt.time(s.ends).as_str()),
                    href: (writes && stage != Stage::Ended).then(|| format!("/roster/{}", s.id)),
                    now: stage == Stage::Running,
                }
            })
            .collect();
        let add = format!("/roster/new?prison={}&unit={}&day={day}&kind={}", week.prison, unit_value(week.unit), kind.as_str());
        Cell {
            kind: kind_name(t, kind),
            hole: lines.is_empty() && week.unit.is_some() && day >= ctx.today,
            add: (writes && day >= ctx.today).then_some(add),
            lines,
        }
    };
    Row { label: fmt.long_day(day), today: day == ctx.today, gone: day < ctx.today, cells: Kind::ALL.map(cell).into() }
}

fn copy_form(ctx: &Ctx, week: &Week<'_>, typed: Option<&CopyWeek>, errors: &Errors) -> CopyForm {
    let t = ctx.t;
    // This week's roster into the next one, which is how a roster goes on.
    let source = typed.map_or_else(|| week.monday.to_string(), |c| c.source.clone());
    let into = typed.map_or_else(|| week.monday.checked_add_days(Days::new(7)).unwrap_or(week.monday).to_string(), |c| c.week.clone());
    let scope = typed.map_or("unit", |c| c.scope.as_str());
    let choices = vec![Choice::new("unit", unit_name(t, week.units, &unit_value(week.unit))), Choice::new("prison", t.msg_roster_scope_prison())];
    CopyForm {
        scope: Field::radio("scope", t.msg_roster_scope(), scope, choices).required(t).errors(errors),
        source: words::day(ctx, "source", t.msg_roster_source(), &source).required(t).errors(errors),
        week: words::day(ctx, "week", t.msg_roster_into(), &into).hint(t.msg_roster_copy_hint()).required(t).errors(errors),
    }
}

/// The form as filled from the row.
pub fn filled(s: &Shift) -> form::Shift {
    let mut typed = form::Shift {
        who: s.account_id.to_string(),
        unit: unit_value(s.unit_id.map(UnitId)),
        kind: s.kind.clone(),
        day: calendar::oslo_day(s.begins).to_string(),
        from: typed_time(s.begins),
        to: typed_time(s.ends),
        version: s.version.to_string(),
        was: String::new(),
    };
    typed.was =
        conflict::was(&[("who", &typed.who), ("unit", &typed.unit), ("kind", &typed.kind), ("day", &typed.day), ("from", &typed.from), ("to", &typed.to)]);
    typed
}

#[derive(Template)]
#[template(path = "staff/roster_shift.html")]
pub struct ShiftView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    pub back: String,
    pub place: String,
    pub action: String,
    pub facts: Vec<(String, String)>,
    pub fields: Vec<Field>,
    pub hours: Vec<Field>,
    pub version: String,
    pub was: String,
    /// Where it is taken away, while it has not begun.
    pub remove: Option<String>,
    pub fresh: bool,
    pub ended: bool,
    pub set_by: Option<String>,
}

impl ShiftView {
    /// `shift`: the one that is changed; none for a new one.
    pub fn new(ctx: &Ctx, offer: &Offer, shift: Option<&Shift>, typed: &form::Shift, errors: &Errors) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let stage = shift.map_or(Stage::Ahead, |s| rules::stage(s.begins, s.ends, ctx.now));
        let monday = calendar::monday_of(crate::web::form::day(&typed.day).unwrap_or(ctx.today));
        let unit = typed.unit.parse().ok().filter(|u: &UnitId| offer.units.iter().any(|o| o.id == u.0));
        let title = if shift.is_some() { t.msg_roster_change() } else { t.msg_roster_new() };
        let to = Field::time(t, "to", t.msg_roster_to(), &typed.to).errors(errors);
        let (facts, fields, hours) = match shift {
            Some(s) if stage != Stage::Ahead => {
                let from = fmt.at(s.begins);
                let kind = Kind::of(&s.kind).map_or_else(String::new, |k| kind_name(t, k));
                let unit = unit_name(t, &offer.units, &unit_value(s.unit_id.map(UnitId)));
                let facts = vec![(t.msg_roster_who(), s.name.clone()), (t.msg_roster_unit(), unit), (t.msg_roster_kind(), kind), (t.msg_roster_begins(), from)];
                (facts, Vec::new(), vec![to.required(t)])
            }
            _ => (
                Vec::new(),
                fields(ctx, offer, typed, errors),
                vec![Field::time(t, "from", t.msg_roster_from(), &typed.from).hint(t.msg_roster_hours_hint()).errors(errors), to],
            ),
        };
        Self {
            frame: ctx.frame("roster", title),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            back: address(offer.prison, unit, monday),
            place: unit_name(t, &offer.units, &typed.unit),
            action: shift.map_or_else(|| format!("/roster/new?prison={}", offer.prison), |s| format!("/roster/{}", s.id)),
            facts,
            fields,
            hours,
            version: typed.version.clone(),
            was: typed.was.clone(),
            remove: shift.filter(|_| stage == Stage::Ahead).map(|s| format!("/roster/{}/remove", s.id)),
            fresh: shift.is_none(),
            ended: stage == Stage::Ended,
            set_by: shift.and_then(|s| Some(t.msg_roster_set_by(s.set_by.as_deref()?, fmt.at(s.set_at?).as_str()))),
        }
    }
}

fn fields(ctx: &Ctx, offer: &Offer, typed: &form::Shift, errors: &Errors) -> Vec<Field> {
    let t = ctx.t;
    let people = offer
        .people
        .iter()
        .map(|p| {
            let roles = p.roles.iter().map(|r| words::role(t, r)).collect::<Vec<_>>().join(", ");
            Choice::new(p.id.to_string(), t.msg_roster_person(p.name.as_str(), roles.as_str()))
        })
        .collect();
    let mut units: Vec<Choice> = offer.units.iter().map(|u| Choice::new(u.id.to_string(), u.name.clone())).collect();
    units.push(Choice::new(HOUSE, t.msg_roster_house()));
    let kinds = Kind::ALL.iter().map(|k| Choice::new(k.as_str(), kind_name(t, *k))).collect();
    vec![
        Field::select("who", t.msg_roster_who(), &typed.who, people).or_none(t.msg_staff_choose()).hint(t.msg_roster_who_hint()).required(t).errors(errors),
        Field::select("unit", t.msg_roster_unit(), &typed.unit, units).or_none(t.msg_staff_choose()).width("w-half").required(t).errors(errors),
        Field::radio("kind", t.msg_roster_kind(), &typed.kind, kinds).required(t).errors(errors),
        words::day(ctx, "day", t.msg_roster_day(), &typed.day).required(t).errors(errors),
    ]
}
