//! The timetable of a day: of a unit's people, or of those of a place; what gives way to what stands first.

use std::collections::BTreeMap;
use std::ops::Range;

use askama::Template;
use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::store::{self, Slot};
use super::words::{self, Shown};
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::store::full_name;
use crate::law::calendar;
use crate::platform::id::InmateId;
use crate::web::field::Choice;
use crate::web::form::day;
use crate::web::{Ctx, Error, Field, Frame, Routes, needs};

pub fn routes() -> Routes {
    Routes::new().get("/timetable", needs(Class::Activities, Act::Read), show)
}

/// Somebody's day.
struct Row {
    href: String,
    name: String,
    sub: String,
    things: Vec<Shown>,
}

/// Two things at one time.
struct Conflict {
    href: String,
    name: String,
    time: String,
    what: String,
    words: String,
}

#[derive(Template)]
#[template(path = "placements/timetable.html")]
struct View {
    frame: Frame,
    lead: String,
    fields: Vec<Field>,
    before: String,
    after: String,
    conflicts: Vec<Conflict>,
    rows: Vec<Row>,
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let t = ctx.t;
    let on = ctx.query("day").and_then(|d| day(&d)).unwrap_or(ctx.today);
    let Range { start: from, end: to } = calendar::day_span(on);
    let choices = store::choices(ctx.conn()).await?;
    let asked = |name: &str, what: &str| {
        let id: Option<Uuid> = ctx.query(name).and_then(|id| id.parse().ok());
        id.filter(|id| choices.iter().any(|c| c.what == what && c.id == *id))
    };
    let (mut unit, mut place) = (asked("unit", "unit"), asked("place", "place"));
    if place.is_some() {
        unit = None;
    }
    // Whoever runs a place begins with it; the others with a unit.
    if unit.is_none() && place.is_none() {
        place = choices.iter().find(|c| c.own).map(|c| c.id);
        unit = choices.iter().find(|c| c.what == "unit" && place.is_none()).map(|c| c.id);
    }
    let people = store::people(ctx.conn(), unit, place, from, to).await?;
    let ids: Vec<Uuid> = people.iter().map(|p| p.inmate).collect();
    let slots = store::of(ctx.conn(), &ids, from, to).await?;
    let mut by_person: BTreeMap<Uuid, Vec<&Slot>> = BTreeMap::new();
    for slot in &slots {
        by_person.entry(slot.inmate).or_default().push(slot);
    }
    ctx.record(Entry::new(Action::List, Class::Activities).showing(ids.into_iter().map(InmateId).collect()).with(json!({ "day": on })));
    let (fmt, opens) = (ctx.fmt(), ctx.may(Class::ActivityPlaces, Act::Read));
    let rows: Vec<Row> = people
        .iter()
        .map(|p| Row {
            href: format!("/inmates/{}/activities", p.inmate),
            name: full_name(&p.family_name, &p.given_name),
            sub: p.cell.as_deref().map_or_else(|| p.number.clone(), |cell| format!("{cell} · {}", p.number)),
            things: by_person.get(&p.inmate).map(|s| words::shown(t, fmt, s, opens)).unwrap_or_default(),
        })
        .collect();
    let conflicts = rows.iter().flat_map(|r| r.things.iter().map(move |s| (r, s)));
    let conflicts = conflicts.filter_map(|(r, s)| {
        Some(Conflict {
            href: r.href.clone(),
            name: r.name.clone(),
            time: s.time.clone(),
            what: format!("{} {}", s.flag.label, s.place),
            words: s.clash.clone()?,
        })
    });
    let conflicts = conflicts.collect();
    let select = |name, label: String, what: &str, chosen: Option<Uuid>| {
        let list = choices.iter().filter(|c| c.what == what).map(|c| Choice::new(c.id.to_string(), c.name.clone())).collect();
        Field::select(name, label, &chosen.map(|id| id.to_string()).unwrap_or_default(), list).or_none(t.msg_tt_none())
    };
    let near = |other: Option<chrono::NaiveDate>| {
        let other = other.unwrap_or(on);
        let what = place.map(|p| format!("&place={p}")).or_else(|| unit.map(|u| format!("&unit={u}"))).unwrap_or_default();
        format!("/timetable?day={other}{what}")
    };
    let view = View {
        fields: vec![
            Field::day("day", t.msg_tt_day(), &on.to_string()),
            select("unit", t.msg_tt_unit(), "unit", unit),
            select("place", t.msg_tt_place(), "place", place),
        ],
        lead: fmt.long_day(on),
        before: near(on.pred_opt()),
        after: near(on.succ_opt()),
        conflicts,
        rows,
        frame: ctx.frame("timetable", t.msg_tt_title()),
    };
    ctx.page(view).await
}
