//! The timetable of a day: of a unit's people, or of those of a place; and the week of a person. What gives way to what stands first.

use std::collections::BTreeMap;
use std::ops::Range;

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Days, NaiveDate};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::person::{self, Day};
use super::store::{self, Person, Slot};
use super::words::{self, Shown};
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::store::full_name;
use crate::law::calendar;
use crate::platform::id::InmateId;
use crate::web::field::Choice;
use crate::web::form::day;
use crate::web::{Ctx, Error, Errors, Field, Form, Frame, Routes, needs};

pub fn routes() -> Routes {
    let read = needs(Class::Activities, Act::Read);
    Routes::new().get("/timetable", read, show).post("/timetable/find", read, find)
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
    find: Field,
    before: String,
    after: String,
    conflicts: Vec<Conflict>,
    rows: Vec<Row>,
}

/// The week of a person.
#[derive(Template)]
#[template(path = "placements/timetable_person.html")]
struct WeekView {
    frame: Frame,
    lead: String,
    find: Field,
    href: String,
    week: String,
    before: String,
    after: String,
    days: Vec<Day>,
    conflicts: Vec<Conflict>,
}

/// Those who were found, when there is not one alone.
#[derive(Template)]
#[template(path = "placements/timetable_find.html")]
struct FoundView {
    frame: Frame,
    errors: bool,
    find: Field,
    /// Where to, the name, cell and number.
    hits: Vec<(String, String, String)>,
}

/// "A2-207 · 2026-01482".
fn sub(p: &Person) -> String {
    p.cell.as_deref().map_or_else(|| p.number.clone(), |cell| format!("{cell} · {}", p.number))
}

fn conflict(href: &str, name: &str, s: &Shown) -> Option<Conflict> {
    Some(Conflict {
        href: href.to_owned(),
        name: name.to_owned(),
        time: s.time.clone(),
        what: format!("{} {}", s.flag.label, s.place),
        words: s.clash.clone()?,
    })
}

fn find_field(ctx: &Ctx, typed: &str, errors: &Errors) -> Field {
    Field::text("q", ctx.t.msg_tt_find(), typed).hint(ctx.t.msg_tt_find_hint()).max(80).errors(errors)
}

/// Whom is looked for: by a form, because a name stands in no address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Looking {
    q: String,
}

async fn find(mut ctx: Ctx, form: Form<Looking>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let typed: String = raw.q.trim().chars().take(80).collect();
    let plain = |word: &str| word.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect::<String>().to_lowercase();
    let words: Vec<String> = typed.split(|c: char| c.is_whitespace() || c == ',').map(plain).filter(|w| !w.is_empty()).take(6).collect();
    let t = ctx.t;
    let found = if words.is_empty() { Vec::new() } else { store::find(ctx.conn(), &words).await? };
    ctx.record(Entry::new(Action::Search, Class::Activities).showing(found.iter().map(|p| InmateId(p.inmate)).collect()).with(json!({ "hits": found.len() })));
    let href = |p: &Person| format!("/timetable?inmate={}", p.inmate);
    if let [one] = found.as_slice() {
        return ctx.respond(Redirect::to(&href(one)).into_response()).await;
    }
    let mut errors = Errors::new();
    if words.is_empty() {
        errors.add("q", t.msg_tt_find_missing());
    } else if found.is_empty() {
        errors.add("q", t.msg_tt_find_none());
    }
    let view = FoundView {
        frame: ctx.frame("timetable", t.msg_tt_find_title()),
        errors: !errors.is_empty(),
        find: find_field(&ctx, &typed, &errors),
        hits: found.iter().map(|p| (href(p), full_name(&p.family_name, &p.given_name), sub(p))).collect(),
    };
    if errors.is_empty() { ctx.page(view).await } else { ctx.invalid(view).await }
}

/// The week of one person: everything that claims their time.
async fn week(mut ctx: Ctx, inmate: Uuid) -> Result<Response, Error> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let who = store::person(ctx.conn(), inmate).await?.ok_or(Error::NotFound)?;
    let monday = calendar::monday_of(ctx.query("day").and_then(|d| day(&d)).unwrap_or(ctx.today));
    let opens = ctx.may(Class::ActivityPlaces, Act::Read);
    let days = person::week(ctx.conn(), (t, fmt), inmate, monday, opens).await?;
    ctx.record(Entry::new(Action::List, Class::Activities).showing(vec![InmateId(inmate)]).with(json!({ "week": monday })));
    let at = |day: Option<NaiveDate>| format!("/timetable?inmate={inmate}&day={}", day.unwrap_or(monday));
    let href = format!("/inmates/{inmate}/activities");
    let view = WeekView {
        conflicts: days.iter().flat_map(|d| d.things.iter().filter_map(|s| conflict(&href, &d.name, s))).collect(),
        frame: ctx.frame("timetable", t.msg_tt_of(full_name(&who.family_name, &who.given_name).as_str())),
        lead: sub(&who),
        find: find_field(&ctx, "", &Errors::new()),
        href,
        week: t.msg_wish_week(i64::from(calendar::iso_week(monday).1)),
        before: at(monday.checked_sub_days(Days::new(7))),
        after: at(monday.checked_add_days(Days::new(7))),
        days,
    };
    ctx.page(view).await
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    if let Some(inmate) = ctx.query("inmate") {
        let inmate = inmate.parse().map_err(|_| Error::NotFound)?;
        return week(ctx, inmate).await;
    }
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
            href: format!("/timetable?inmate={}&day={on}", p.inmate),
            name: full_name(&p.family_name, &p.given_name),
            sub: sub(p),
            things: by_person.get(&p.inmate).map(|s| words::shown(t, fmt, s, opens)).unwrap_or_default(),
        })
        .collect();
    let conflicts = rows.iter().flat_map(|r| r.things.iter().filter_map(move |s| conflict(&r.href, &r.name, s))).collect();
    let select = |name, label: String, what: &str, chosen: Option<Uuid>| {
        let list = choices.iter().filter(|c| c.what == what).map(|c| Choice::new(c.id.to_string(), c.name.clone())).collect();
        Field::select(name, label, &chosen.map(|id| id.to_string()).unwrap_or_default(), list).or_none(t.msg_tt_none())
    };
    let near = |other: Option<NaiveDate>| {
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
        find: find_field(&ctx, "", &Errors::new()),
        lead: fmt.long_day(on),
        before: near(on.pred_opt()),
        after: near(on.succ_opt()),
        conflicts,
        rows,
        frame: ctx.frame("timetable", t.msg_tt_title()),
    };
    ctx.page(view).await
}
