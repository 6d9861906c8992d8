//! Contact officer: my people, when we last talked, birthdays, children, who leaves soon.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use uuid::Uuid;

use super::store::{self, Contact};
use super::view::{Card, Home, Tile, flag, in_days, person};
use crate::access::Role;
use crate::custody::roll::rules::birthday;
use crate::custody::roll::store::{self as roll, Scope};
use crate::custody::roll::view::{Words, show_label};
use crate::custody::roll::{Resident, Show};
use crate::inmates::banner::Flag;
use crate::law::calendar;
use crate::web::{Ctx, Error};

/// A talk a week is what a contact officer owes.
const TALK_WITHIN_DAYS: i64 = 7;

pub(super) async fn home(ctx: &mut Ctx) -> Result<Home, Error> {
    let today = ctx.today;
    let people = roll::people(ctx.conn(), Role::ContactOfficer, Scope::Assigned).await;
    let people = ctx.panel("my people", people).await?.unwrap_or_default();
    let marks = roll::marks(ctx.conn(), Role::ContactOfficer, Scope::Assigned, today).await;
    let marks = ctx.panel("marks of my people", marks).await?.unwrap_or_default();
    let contacts = store::contacts(ctx.conn(), today).await;
    let contacts: HashMap<Uuid, Contact> = ctx.panel("talks", contacts).await?.unwrap_or_default().into_iter().map(|c| (c.inmate, c)).collect();

    let (t, fmt) = (ctx.t, ctx.fmt());
    let words = Words::of(ctx);
    let quiet = |p: &Resident| contacts.get(&p.id).and_then(|c| c.last_talk).is_none_or(|at| (today - calendar::oslo_day(at)).num_days() >= TALK_WITHIN_DAYS);
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
    home.tiles.push(tile("/my-people", "warning", "PersonChat", people.iter().filter(|p| quiet(p)).count() as i64, t.msg_home_no_talk_in_a_week()));
    home.tiles.push(tile("/plan-steps?show=week", "info", "Footprint", contacts.values().map(|c| c.steps_due).sum(), t.msg_plan_home_steps_week()));
    home.tiles.push(tile("#leaving", "info", "Leave", Show::Leaving.count(&people, &marks, words.moment), show_label(t, Show::Leaving)));
    home.tiles.push(tile(
        "#birthdays",
        "brand1",
        "Star",
        people.iter().filter(|p| days_to_birthday(p, today).is_some()).count() as i64,
        t.msg_home_birthdays(),
    ));

    let mut sorted: Vec<&Resident> = people.iter().collect();
    sorted.sort_by_key(|p| contacts.get(&p.id).and_then(|c| c.last_talk));
    let rows = sorted.iter().map(|p| {
        let children = contacts.get(&p.id).map_or(0, |c| c.children);
        let text = if children > 0 { t.msg_home_children(children) } else { p.number.clone() };
        person(&words, p, &marks, Some(talk(ctx, contacts.get(&p.id).and_then(|c| c.last_talk), quiet(p))), text)
    });
    home.main.push(Card::people("people", "PersonChat", t.msg_home_talks(), rows.collect(), (t.msg_home_no_people(), t.msg_home_no_people_text())));

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

fn words_day(ctx: &Ctx, day: Option<NaiveDate>) -> String {
    day.map(|d| ctx.fmt().day(d)).unwrap_or_default()
}

/// When we last talked: overdue in words, not in red alone.
fn talk(ctx: &Ctx, last: Option<chrono::DateTime<chrono::Utc>>, quiet: bool) -> Flag {
    let t = ctx.t;
    match last {
        None => flag("warning", "PersonChat", t.msg_home_never_talked()),
        Some(at) => {
            let days = (ctx.today - calendar::oslo_day(at)).num_days().max(0);
            let label = if days == 0 { t.msg_home_talked_today() } else { t.msg_home_talked(days) };
            flag(if quiet { "warning" } else { "success" }, "PersonChat", label)
        }
    }
}

/// Days to the next birthday, when it is within a week.
fn days_to_birthday(p: &Resident, today: NaiveDate) -> Option<i64> {
    let born = p.birth_date?;
    (0..=7).find(|n| today.checked_add_days(chrono::Days::new(*n as u64)).is_some_and(|day| day.year() > born.year() && birthday(born, day)))
}
