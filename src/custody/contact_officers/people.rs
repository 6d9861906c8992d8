//! My people: when we last talked, when the next talk is due, what is agreed and open, birthdays, children.

use askama::Template;
use axum::response::Response;
use chrono::{Datelike, NaiveDate};

use super::rules::{self, Due};
use super::store;
use super::store_talk::{self, Mine};
use super::talks::{deadline, who};
use crate::access::{Act, Action, Class, Entry};
use crate::custody::observations::section_chips;
use crate::custody::roll::rules::birthday;
use crate::inmates::Face;
use crate::inmates::banner::Flag;
use crate::inmates::store::full_name;
use crate::law::calendar;
use crate::plan::{self, GoalRow};
use crate::platform::id::InmateId;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    Routes::new().get("/my-people", needs(Class::Observations, Act::Write), show)
}

/// One of one's own people.
struct Person {
    id: String,
    face: Face,
    place: String,
    due: Flag,
    late: bool,
    owed: bool,
    last: String,
    flags: Vec<Flag>,
    open: Vec<(String, Option<Flag>)>,
    /// Where the plan is, and what is open under its goals.
    plan: String,
    goals: Vec<GoalRow>,
}

#[derive(Template)]
#[template(path = "custody/my_people.html")]
struct PeopleView {
    frame: Frame,
    pages: Vec<Chip>,
    shows: Vec<Chip>,
    done: Option<String>,
    lead: String,
    people: Option<Vec<Person>>,
}

fn flag(color: &'static str, icon: &'static str, label: String) -> Flag {
    Flag { color, icon, label, instruction: String::new(), solid: false }
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let (me, now, today) = (ctx.actor.account, ctx.now, ctx.today);
    let prison = ctx.actor.prisons.first().copied();
    let every = store::rule(ctx.conn(), prison, today).await?.talk_days;
    let mine = store_talk::mine(ctx.conn(), me, now).await;
    let mine = ctx.panel("my people", mine).await?;
    let list = Entry::new(Action::List, Class::Observations).showing(mine.iter().flatten().map(|m| InmateId(m.inmate)).collect());
    ctx.record(Entry { prison, ..list });
    let mut steps = plan::steps_of_mine(&mut ctx).await?;
    let t = ctx.t;
    let people = mine.map(|mine| {
        let mut people: Vec<(i64, Person)> = mine.iter().map(|m| person(&ctx, m, i64::from(every), steps.remove(&m.inmate).unwrap_or_default())).collect();
        people.sort_by_key(|p| p.0);
        people.into_iter().map(|p| p.1).collect::<Vec<_>>()
    });
    let late = people.iter().flatten().filter(|p| p.late).count() as i64;
    let (all, owed) = (people.iter().flatten().count() as i64, people.iter().flatten().filter(|p| p.owed).count() as i64);
    let only = ctx.query("show").as_deref() == Some("due");
    let people = people.map(|p| p.into_iter().filter(|p| p.owed || !only).collect::<Vec<_>>());
    let fmt = ctx.fmt();
    let shows = vec![
        Chip::new("/my-people", t.msg_people_show_all(), Some(fmt.number(all)), !only),
        Chip::new("/my-people?show=due", t.msg_home_talks_due(), Some(fmt.number(owed)), only),
    ];
    let view = PeopleView {
        frame: ctx.frame("my-people", t.msg_people_title()),
        pages: section_chips(&ctx, "/my-people"),
        done: ctx.query("done").map(|done| if done == "step" { t.msg_plan_done_saved() } else { t.msg_note_done_talk() }),
        shows,
        lead: t.msg_people_lead(late, i64::from(every)),
        people,
    };
    ctx.page(view).await
}

/// Days to the next birthday, when it is within a week.
fn days_to_birthday(born: NaiveDate, today: NaiveDate) -> Option<i64> {
    (0..=7).find(|n| today.checked_add_days(chrono::Days::new(*n as u64)).is_some_and(|day| day.year() > born.year() && birthday(born, day)))
}

/// A person with the days until a talk is due, to sort by.
fn person(ctx: &Ctx, m: &Mine, every: i64, goals: Vec<GoalRow>) -> (i64, Person) {
    let (t, fmt, today) = (ctx.t, ctx.fmt(), ctx.today);
    let last = m.last_talk.map(calendar::oslo_day);
    let since = m.since.map_or(today, calendar::oslo_day);
    let due = rules::due(last, since, m.next_on, every, today);
    let (order, said, late) = match due {
        Due::Overdue(n) => (-n, flag("danger", "PersonChat", t.msg_people_overdue(n)), true),
        Due::Today => (0, flag("warning", "PersonChat", t.msg_people_due_today()), false),
        Due::In(n) => (n, flag("success", "PersonChat", t.msg_people_due_in(n)), false),
    };
    let owed = !matches!(due, Due::In(_));
    let mut flags = Vec::new();
    if let Some(until) = m.cover_until {
        flags.push(flag("info", "Timer", t.msg_people_cover_until(fmt.near(until).as_str())));
    }
    if let Some(days) = m.birth_date.and_then(|born| days_to_birthday(born, today)) {
        flags.push(flag("brand1", "Star", if days == 0 { t.msg_people_birthday_today() } else { t.msg_people_birthday(days) }));
    }
    if m.children > 0 {
        flags.push(flag("neutral", "HouseHeart", t.msg_people_children(m.children)));
    }
    let open = m.open.iter().map(|packed| {
        let mut parts = packed.split('\u{1f}');
        let (what, by, day) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next().and_then(|d| d.parse::<NaiveDate>().ok()));
        (t.msg_talk_item(what, who(t, by).as_str()), deadline(ctx, day))
    });
    let place = match (&m.unit, &m.cell) {
        (Some(unit), Some(cell)) => t.msg_unit_and_cell(unit.as_str(), cell.as_str()),
        (Some(unit), None) => unit.clone(),
        _ => t.msg_not_in_custody(),
    };
    let last = match last {
        Some(day) if day == today => t.msg_people_last_today(),
        Some(day) => t.msg_people_last((today - day).num_days(), fmt.day(day).as_str()),
        None => t.msg_people_never(),
    };
    let face = Face::of(m.inmate, full_name(&m.family_name, &m.given_name), &m.number, m.photographed);
    let plan = format!("/inmates/{}/plan", m.inmate);
    (order, Person { id: m.inmate.to_string(), face, place, due: said, late, owed, last, flags, open: open.collect(), plan, goals })
}
