//! Contact officer: my people, when we last talked, birthdays, children, who leaves soon.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use uuid::Uuid;

use super::store::{self, Contact};
use super::view::{Body, Card, Home, Line, Tile, flag, in_days, person};
use crate::access::Role;
use crate::custody::contact_officers::{self, Talk};
use crate::custody::roll::rules::birthday;
use crate::custody::roll::store::{self as roll, Scope};
use crate::custody::roll::view::{Words, show_label};
use crate::custody::roll::{Resident, Show};
use crate::inmates::banner::Flag;
use crate::inmates::store::full_name;
use crate::law::calendar;
use crate::web::{Ctx, Error};

/// What a contact officer owes where the rule could not be read: a talk a week.
const TALK_WITHIN_DAYS: i64 = 7;

pub(super) async fn home(ctx: &mut Ctx) -> Result<Home, Error> {
    let today = ctx.today;
    let people = roll::people(ctx.conn(), Role::ContactOfficer, Scope::Assigned).await;
    let people = ctx.panel("my people", people).await?.unwrap_or_default();
    let marks = roll::marks(ctx.conn(), Role::ContactOfficer, Scope::Assigned, today).await;
    let marks = ctx.panel("marks of my people", marks).await?.unwrap_or_default();
    let (me, now, prison) = (ctx.actor.account, ctx.now, ctx.actor.prisons.first().copied());
    let contacts = store::contacts(ctx.conn(), me, today, now).await;
    let contacts: HashMap<Uuid, Contact> = ctx.panel("talks", contacts).await?.unwrap_or_default().into_iter().map(|c| (c.inmate, c)).collect();
    let units = ctx.actor.units.clone();
    let due = match prison {
        Some(prison) => {
            let due = store::due(ctx.conn(), prison, &units, today, now).await;
            ctx.panel("what is due", due).await?.unwrap_or_default()
        }
        None => store::Due::default(),
    };
    // Rounds are the shift's: of the units one is on today, as on the officer's page; off duty they are somebody else's.
    let due = if units.is_empty() { store::Due { cells: 0, ..due } } else { due };
    let every = due.talk_days.map_or(TALK_WITHIN_DAYS, i64::from);

    let (t, fmt) = (ctx.t, ctx.fmt());
    let words = Words::of(ctx);
    let talk = |p: &Resident| {
        let c = contacts.get(&p.id);
        let since = c.and_then(|c| c.since).map_or(today, calendar::oslo_day);
        contact_officers::due(c.and_then(|c| c.last_talk).map(calendar::oslo_day), since, c.and_then(|c| c.next_on), every, today)
    };
    let owed = people.iter().filter(|p| matches!(talk(p), Talk::Overdue(_) | Talk::Today)).count() as i64;
    let mut home = Home { lead: ctx.actor.prison_name.clone(), ..Home::default() };
    let tile = |href: &str, color, icon, value: i64, label| Tile {
        href: href.to_owned(),
        color: if value == 0 { "neutral" } else { color },
        icon,
        value: fmt.number(value),
        label,
        note: String::new(),
    };
    home.tiles.push(tile("/inmates?show=mine", "accent", "PersonGroup", people.len() as i64, t.msg_home_my_people()));
    home.tiles.push(tile("/my-people?show=due", "warning", "PersonChat", owed, t.msg_home_talks_due()));
    home.tiles.push(tile("/plan-steps?show=week", "info", "Footprint", contacts.values().map(|c| c.steps_due).sum(), t.msg_plan_home_steps_week()));
    home.tiles.push(tile("#leaving", "info", "Leave", Show::Leaving.count(&people, &marks, words.moment), show_label(t, Show::Leaving)));
    home.tiles.push(tile(
        "#birthdays",
        "brand1",
        "Star",
        people.iter().filter(|p| days_to_birthday(p, today).is_some()).count() as i64,
        t.msg_home_birthdays(),
    ));

    home.asks.extend(super::due::tiles(ctx, due, false));

    let mut sorted: Vec<(i64, &Resident)> = people.iter().map(|p| (order(talk(p)), p)).collect();
    sorted.sort_by_key(|(days, p)| (*days, p.cell.clone()));
    let rows = sorted.iter().map(|(_, p)| person(&words, p, &marks, Some(due_flag(ctx, talk(p))), known(ctx, contacts.get(&p.id))));
    home.main.push(Card::people("people", "PersonChat", t.msg_home_talks(), rows.collect(), (t.msg_home_no_people(), t.msg_home_no_people_text())));

    let week = people.iter().flat_map(|p| contacts.get(&p.id).map(|c| goals_this_week(ctx, p, c)).unwrap_or_default()).collect::<Vec<_>>();
    if !week.is_empty() {
        home.main.push(Card::new("goals", "Footprint", t.msg_home_goals_week(), Body::Lines(week)).link("/plan-steps?show=week", t.msg_home_goals_all()));
    }

    let week = people.iter().filter_map(|p| contacts.get(&p.id).map(|c| sessions_this_week(ctx, p, c))).collect::<Vec<_>>();
    if !week.is_empty() {
        home.main.push(Card::new("week", "Calendar", t.msg_att_week(), Body::Lines(week)));
    }

    let mut leaving: Vec<&Resident> = people.iter().filter(|p| Show::Leaving.keeps(p, &marks, words.moment)).collect();
    leaving.sort_by_key(|p| p.expected_release);
    let rows = leaving
        .iter()
        .map(|p| person(&words, p, &marks, p.expected_release.map(|d| flag("info", "Calendar", in_days(ctx, d))), words_day(ctx, p.expected_release)));
    home.aside.push(Card::people(
        "leaving",
        "Leave",
        show_label(t, Show::Leaving),
        rows.collect(),
        (t.msg_home_nobody_leaves(), t.msg_home_nobody_leaves_text()),
    ));

    let mut birthdays: Vec<(&Resident, i64)> = people.iter().filter_map(|p| days_to_birthday(p, today).map(|n| (p, n))).collect();
    birthdays.sort_by_key(|b| b.1);
    let rows = birthdays.iter().map(|(p, n)| {
        let day = today.checked_add_days(chrono::Days::new(*n as u64)).unwrap_or(today);
        let age = p.birth_date.and_then(|b| calendar::age_on(b, day)).unwrap_or_default();
        person(&words, p, &marks, Some(flag("brand1", "Star", in_days(ctx, day))), t.msg_home_turns(age))
    });
    home.aside.push(Card::people("birthdays", "Star", t.msg_home_birthdays(), rows.collect(), (t.msg_home_no_birthdays(), t.msg_home_no_birthdays_text())));
    home.names(people.iter().map(Resident::inmate));
    Ok(home)
}

/// What is due under a person's goals by the end of the week, to be moved in the list of one's people.
fn goals_this_week(ctx: &Ctx, p: &Resident, c: &Contact) -> Vec<Line> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let line = |packed: &String| {
        let mut parts = packed.split('\u{1f}');
        let (what, goal, day) = (parts.next()?, parts.next()?, parts.next()?.parse::<NaiveDate>().ok()?);
        let when = if day < ctx.today { t.msg_home_goal_late(fmt.day(day).as_str()) } else { t.msg_plan_by_day(fmt.day(day).as_str()) };
        Some(Line {
            href: format!("/my-people#p-{}", p.id),
            title: what.to_owned(),
            text: t.msg_home_goal_line(full_name(&p.family_name, &p.given_name).as_str(), goal, when.as_str()),
        })
    };
    c.week.iter().filter_map(line).collect()
}

/// Where somebody works or learns this week, how often, and whether they came.
fn sessions_this_week(ctx: &Ctx, p: &Resident, c: &Contact) -> Line {
    let t = ctx.t;
    let text = match (c.sessions, c.marked) {
        (0, _) => t.msg_att_week_nothing(),
        (n, 0) => t.msg_att_week_ahead(n, c.places.join(", ").as_str()),
        (n, marked) => t.msg_att_week_came(n, c.places.join(", ").as_str(), c.attended, marked),
    };
    Line { href: format!("/inmates/{}", p.id), title: full_name(&p.family_name, &p.given_name), text }
}

fn words_day(ctx: &Ctx, day: Option<NaiveDate>) -> String {
    day.map(|d| ctx.fmt().day(d)).unwrap_or_default()
}

/// Days until a talk is due, to sort by.
fn order(talk: Talk) -> i64 {
    match talk {
        Talk::Overdue(n) => -n,
        Talk::Today => 0,
        Talk::In(n) => n,
    }
}

/// When the next talk is due: overdue in words, not in red alone.
fn due_flag(ctx: &Ctx, talk: Talk) -> Flag {
    let t = ctx.t;
    match talk {
        Talk::Overdue(n) => flag("danger", "PersonChat", t.msg_people_overdue(n)),
        Talk::Today => flag("warning", "PersonChat", t.msg_people_due_today()),
        Talk::In(n) => flag("success", "PersonChat", t.msg_people_due_in(n)),
    }
}

/// The last talk, and what is owed besides the next one.
fn known(ctx: &Ctx, contact: Option<&Contact>) -> String {
    let t = ctx.t;
    let Some(c) = contact else { return t.msg_people_never() };
    let last = match c.last_talk.map(calendar::oslo_day) {
        None => t.msg_people_never(),
        Some(day) if day == ctx.today => t.msg_people_last_today(),
        Some(day) => t.msg_people_last((ctx.today - day).num_days(), ctx.fmt().day(day).as_str()),
    };
    let more = [
        (c.agreed_late > 0).then(|| t.msg_home_agreed_late(c.agreed_late)),
        (c.agreed > c.agreed_late).then(|| t.msg_home_agreed(c.agreed - c.agreed_late)),
        (c.tests > 0).then(|| t.msg_home_tests_of(c.tests)),
        (c.children > 0).then(|| t.msg_home_children(c.children)),
    ];
    std::iter::once(last).chain(more.into_iter().flatten()).collect::<Vec<_>>().join(" · ")
}

/// Days to the next birthday, when it is within a week.
fn days_to_birthday(p: &Resident, today: NaiveDate) -> Option<i64> {
    let born = p.birth_date?;
    (0..=7).find(|n| today.checked_add_days(chrono::Days::new(*n as u64)).is_some_and(|day| day.year() > born.year() && birthday(born, day)))
}
