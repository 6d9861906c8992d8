//! Duties as pages.

use askama::Template;
use chrono::{Datelike, Days, NaiveDate};
use uuid::Uuid;

use super::form::{self, KINDS, MOST_REASON};
use super::store::{self, Task};
use crate::custody::apart::{self, Conflict};
use crate::law::calendar;
use crate::web::field::Summary;
use crate::web::fmt::Fmt;
use crate::web::lang::Text;
use crate::web::{Choice, Ctx, Errors, Field, Frame};

/// A duty's name: its own, or that of its kind.
pub fn duty_name(t: Text, kind: &str, title: &str) -> String {
    if !title.is_empty() {
        return title.to_owned();
    }
    match kind {
        "laundry" => t.msg_rota_kind_laundry(),
        "cleaning" => t.msg_rota_kind_cleaning(),
        "room_inspection" => t.msg_rota_kind_inspection(),
        "kitchen" => t.msg_rota_kind_kitchen(),
        "waste" => t.msg_rota_kind_waste(),
        "outdoors" => t.msg_rota_kind_outdoors(),
        _ => t.msg_rota_kind_other(),
    }
}

/// A task as a line.
pub(super) struct TaskLine {
    pub id: String,
    pub duty: String,
    pub who: String,
    pub href: Option<String>,
    pub note: String,
    pub state: String,
    pub by: String,
    pub person: bool,
    /// Whether nobody is on it who should be.
    pub empty: bool,
    /// Whom they are on it with and must be kept apart from, in a line each.
    pub apart: Vec<String>,
}

/// The tasks of a day.
pub(super) struct DayGroup {
    pub label: String,
    pub today: bool,
    pub tasks: Vec<TaskLine>,
}

/// A duty as a line.
pub(super) struct DutyLine {
    pub id: String,
    pub name: String,
    pub days: String,
    pub who: String,
}

#[derive(Template)]
#[template(path = "custody/rota/week.html")]
pub(super) struct WeekView {
    pub frame: Frame,
    pub unit: String,
    pub name: String,
    pub week: String,
    pub before: String,
    pub after: String,
    pub monday: String,
    pub days: Vec<DayGroup>,
    pub duties: Vec<DutyLine>,
    pub writes: bool,
    /// Whether there is nothing at all.
    pub bare: bool,
    /// Whether there is something left to plan.
    pub plannable: bool,
    pub people: Vec<(String, String)>,
}

impl WeekView {
    pub fn new(
        ctx: &Ctx,
        unit: (Uuid, String),
        monday: NaiveDate,
        duties: &[store::Duty],
        tasks: &[Task],
        people: &[(Uuid, String, Option<String>)],
        found: &[Conflict],
    ) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let base = format!("/units/{}/rota", unit.0);
        let shift = |days: i64| monday.checked_add_signed(chrono::TimeDelta::days(days)).unwrap_or(monday);
        let with = With { duties, tasks, found };
        let days = (0..7u64).filter_map(|n| monday.checked_add_days(Days::new(n)));
        let groups = days.map(|day| DayGroup {
            label: fmt.long_day(day),
            today: day == ctx.today,
            tasks: tasks.iter().filter(|task| task.day == day).map(|task| line(ctx, task, &with)).collect(),
        });
        let number = calendar::iso_week(monday);
        let writes = ctx.may(crate::access::Class::UnitDay, crate::access::Act::Write);
        Self {
            unit: unit.0.to_string(),
            week: t.msg_rota_week(i64::from(number.1)),
            before: format!("{base}?week={}", shift(-7)),
            after: format!("{base}?week={}", shift(7)),
            monday: monday.to_string(),
            days: groups.collect(),
            duties: duties.iter().map(|d| duty_line(t, fmt, d, people)).collect(),
            plannable: writes && !super::web::missing(duties, tasks, monday, ctx.today).is_empty(),
            writes,
            bare: duties.is_empty() && tasks.is_empty(),
            people: people.iter().map(|p| (p.0.to_string(), who(t, &p.1, p.2.as_deref()))).collect(),
            frame: ctx.frame("board", t.msg_rota_title(unit.1.as_str())),
            name: unit.1,
        }
    }
}

fn who(t: Text, name: &str, cell: Option<&str>) -> String {
    cell.map_or_else(|| name.to_owned(), |cell| t.msg_home_name_in_cell(name, cell))
}

/// What a line is read with.
struct With<'a> {
    duties: &'a [store::Duty],
    tasks: &'a [Task],
    found: &'a [Conflict],
}

impl With<'_> {
    /// Whom the person of a task is on it with and must be kept apart from, and nobody has said why that is safe.
    fn apart(&self, t: Text, task: &Task) -> Vec<String> {
        let Some(person) = task.inmate.filter(|_| task.state == "planned") else { return Vec::new() };
        let others: Vec<&Task> =
            self.tasks.iter().filter(|o| o.duty_id == task.duty_id && o.day == task.day && o.id != task.id && o.state != "not_done").collect();
        let duty = self.duties.iter().find(|d| d.id == task.duty_id).map(|d| d.apart_accepted.as_slice()).unwrap_or_default();
        let meets = |c: &&Conflict| {
            let with = others.iter().find(|o| o.inmate.is_some_and(|id| c.other.as_ref().is_some_and(|other| other.id.0 == id)));
            let accepted = |row: &Uuid| duty.contains(row) || task.apart_accepted.contains(row) || with.is_some_and(|o| o.apart_accepted.contains(row));
            c.inmate.0 == person && with.is_some() && !accepted(&c.keep_apart)
        };
        self.found.iter().filter(meets).map(|c| apart::words::line(t, c)).collect()
    }

    /// Whether people have the duty, and not the officers themselves.
    fn peopled(&self, task: &Task) -> bool {
        self.duties.iter().any(|d| d.id == task.duty_id && d.people > 0)
    }
}

fn line(ctx: &Ctx, task: &Task, with: &With<'_>) -> TaskLine {
    let t = ctx.t;
    let empty = task.inmate.is_none() && with.peopled(task);
    let kept = (!task.apart_why.is_empty()).then(|| t.msg_rota_kept_apart(task.apart_why.as_str()));
    let swapped = task.turn_of.as_deref().map(|name| t.msg_rota_instead_of(name));
    let note = [swapped, kept, task.reason.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    TaskLine {
        id: task.id.to_string(),
        duty: duty_name(t, &task.kind, &task.title),
        who: match (&task.name, task.inmate) {
            (Some(name), _) => who(t, name, task.cell.as_deref()),
            (None, Some(_)) => t.msg_rota_not_here(),
            (None, None) if empty => t.msg_rota_nobody(),
            (None, None) => t.msg_board_staff_duty(),
        },
        href: task.name.as_ref().and(task.inmate).map(|id| format!("/inmates/{id}")),
        note,
        state: task.state.clone(),
        by: match (&task.marked_by, task.marked_at) {
            (Some(by), Some(at)) => t.msg_board_by(by.as_str(), ctx.fmt().near(at).as_str()),
            _ => String::new(),
        },
        person: task.inmate.is_some() || empty,
        empty,
        apart: with.apart(t, task),
    }
}

fn duty_line(t: Text, fmt: Fmt, d: &store::Duty, people: &[(Uuid, String, Option<String>)]) -> DutyLine {
    let days = if d.weekdays.len() == 7 { t.msg_rota_every_day() } else { d.weekdays.iter().map(|day| fmt.weekday(*day)).collect::<Vec<_>>().join(", ") };
    let named = || people.iter().filter(|p| d.members.contains(&p.0)).map(|p| p.1.as_str()).collect::<Vec<_>>().join(" · ");
    let who = match (d.people, d.in_turn) {
        (0, _) => t.msg_board_staff_duty(),
        (n, true) => t.msg_rota_in_turn(i64::from(n)),
        _ => named(),
    };
    let who = if d.apart_why.is_empty() { who } else { format!("{who} · {}", t.msg_rota_kept_apart(d.apart_why.as_str())) };
    DutyLine { id: d.id.to_string(), name: duty_name(t, &d.kind, &d.title), days, who }
}

/// A box to tick.
pub(super) struct Tick {
    pub value: String,
    pub label: String,
    pub on: bool,
}

#[derive(Template)]
#[template(path = "custody/rota/duty.html")]
pub(super) struct DutyView {
    pub frame: Frame,
    pub unit: String,
    pub name: String,
    pub kind: Field,
    pub title: Field,
    pub weekdays: Vec<Tick>,
    pub weekday_fault: Option<String>,
    pub people: Field,
    pub who: Field,
    pub members: Vec<Tick>,
    pub apart: Option<(Field, Field)>,
    pub summary: Summary,
    pub errors: bool,
}

impl DutyView {
    pub fn new(ctx: &Ctx, unit: (Uuid, String), people: &[(Uuid, String, Option<String>)], raw: &form::Duty, errors: &Errors) -> Self {
        let t = ctx.t;
        let kinds = KINDS.into_iter().map(|kind| Choice::new(kind, duty_name(t, kind, ""))).collect();
        let who_choices =
            vec![Choice::new("turn", t.msg_rota_who_turn()), Choice::new("named", t.msg_rota_who_named()), Choice::new("staff", t.msg_rota_who_staff())];
        let member = |p: &(Uuid, String, Option<String>)| {
            let value = p.0.to_string();
            Tick { on: raw.member.contains(&value), label: who(t, &p.1, p.2.as_deref()), value }
        };
        Self {
            kind: Field::select("kind", t.msg_rota_kind(), &raw.kind, kinds).or_none(t.msg_rota_choose()).required(t).width("w-half").errors(errors),
            title: Field::text("title", t.msg_rota_own_name(), &raw.title).hint(t.msg_rota_own_name_hint()).max(80).errors(errors),
            weekdays: (1..=7)
                .map(|d| Tick { value: d.to_string(), label: ctx.fmt().weekday(d).to_owned(), on: raw.weekday.contains(&d.to_string()) })
                .collect(),
            weekday_fault: errors.of("weekday").map(str::to_owned),
            people: Field::text("people", t.msg_rota_people(), &raw.people).hint(t.msg_rota_people_hint()).width("w-num").inputmode("numeric").errors(errors),
            who: Field::radio("who", t.msg_rota_who(), &raw.who, who_choices).required(t).errors(errors),
            members: people.iter().map(member).collect(),
            apart: kept_apart(t, (&raw.apart, &raw.apart_why), errors),
            summary: Summary::of(t, errors),
            errors: !errors.is_empty(),
            frame: ctx.frame("board", t.msg_rota_new_title(unit.1.as_str())),
            unit: unit.0.to_string(),
            name: unit.1,
        }
    }
}

/// The box that says they may have it together all the same, and why; once something stands against it.
fn kept_apart(t: Text, (ticked, why): (&str, &str), errors: &Errors) -> Option<(Field, Field)> {
    (errors.of("apart").is_some() || ticked == "yes").then(|| {
        let reason = Field::text("apart_why", t.msg_move_apart_why(), why).hint(t.msg_rota_apart_why_hint()).max(MOST_REASON).required(t).errors(errors);
        (Field::checkbox("apart", t.msg_rota_apart_kept(), ticked).errors(errors), reason)
    })
}

/// Somebody would have a task together with one whom they must be kept apart from.
#[derive(Template)]
#[template(path = "custody/rota/swap.html")]
pub(super) struct SwapView {
    pub frame: Frame,
    pub unit: String,
    pub name: String,
    pub task: String,
    pub week: String,
    pub inmate: String,
    pub lines: Vec<(String, String)>,
    pub kept: Field,
    pub reason: Field,
    pub summary: Summary,
}

impl SwapView {
    pub fn new(ctx: &Ctx, unit: (Uuid, String), task: Uuid, raw: &form::Mark, found: &[Conflict], errors: &Errors) -> Self {
        let t = ctx.t;
        Self {
            frame: ctx.frame("board", t.msg_rota_swap_title()),
            unit: unit.0.to_string(),
            name: unit.1,
            task: task.to_string(),
            week: form::monday(raw.week.as_deref(), ctx.today).to_string(),
            inmate: raw.inmate.clone(),
            lines: found.iter().map(|c| (apart::words::line(t, c), apart::words::detail(t, c))).collect(),
            kept: Field::checkbox("apart", t.msg_rota_apart_kept(), &raw.apart).errors(errors),
            reason: Field::text("apart_why", t.msg_move_apart_why(), &raw.apart_why)
                .hint(t.msg_rota_apart_why_hint())
                .max(MOST_REASON)
                .required(t)
                .errors(errors),
            summary: Summary::of(t, errors),
        }
    }
}

/// 1 Monday … 7 Sunday.
pub(super) fn weekday_of(day: NaiveDate) -> i16 {
    i16::try_from(day.weekday().number_from_monday()).unwrap_or(1)
}
