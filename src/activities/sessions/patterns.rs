//! The week of a place: times that come again. A time is never changed in its hours: it ends, and another begins, with the people who have a seat.

use askama::Template;
use axum::response::Response;
use chrono::Datelike as _;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::jobs;
use super::parse::{Hours, HoursForm, WEEKS};
use super::store::{self, Pattern};
use crate::access::{Act, Action, Class, Entry};
use crate::activities::places::store::{Place, Room};
use crate::activities::places::words::flag;
use crate::activities::places::{self, store as place_store};
use crate::inmates::banner::Flag;
use crate::platform::db;
use crate::platform::id::PrisonId;
use crate::web::field::{Choice, Summary};
use crate::web::form::{clean, day};
use crate::web::lang::Text;
use crate::web::{Ctx, Error, Errors, Field, Form, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    let write = needs(Class::ActivityPlaces, Act::Write);
    Routes::new()
        .get("/activities/{place}/patterns", write, show)
        .post("/activities/{place}/patterns", write, add)
        .get("/activities/{place}/patterns/{pattern}", write, one)
        .post("/activities/{place}/patterns/{pattern}", write, replace)
        .post("/activities/{place}/patterns/{pattern}/end", write, end)
}

/// A time of the week in a list.
pub struct Line {
    pub href: String,
    pub when: String,
    pub text: String,
    pub flag: Option<Flag>,
}

fn weeks(t: Text, weeks: &str) -> String {
    match weeks {
        "odd" => t.msg_pattern_odd(),
        "even" => t.msg_pattern_even(),
        _ => t.msg_pattern_every(),
    }
}

/// "mandager 08:15–11:30".
fn hours(ctx: &Ctx, p: &Pattern) -> String {
    let clock = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
    ctx.t.msg_pattern_when(ctx.fmt().weekday(p.weekday), clock(p.starts).as_str(), clock(p.ends).as_str())
}

/// A time of the week in a list.
pub fn line(ctx: &Ctx, p: &Pattern) -> Line {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let parts = [
        (p.weeks != "every").then(|| weeks(t, &p.weeks)),
        p.room.clone(),
        p.places.map(|n| t.msg_pattern_places(i64::from(n))),
        (p.holidays == "runs").then(|| t.msg_pattern_runs()),
        (p.seats > 0).then(|| t.msg_pattern_seats(p.seats)),
    ];
    let begins = p.from.filter(|d| *d > ctx.today).map(|d| t.msg_place_from(fmt.day(d).as_str()));
    let ends = p.until.and_then(|d| d.pred_opt()).map(|d| t.msg_place_to(fmt.day(d).as_str()));
    let span: Vec<String> = [begins, ends].into_iter().flatten().collect();
    Line {
        href: format!("/activities/{}/patterns/{}", p.place_id, p.id),
        when: hours(ctx, p),
        text: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        flag: (!span.is_empty()).then(|| flag("info", "Calendar", span.join(" "))),
    }
}

#[derive(Template)]
#[template(path = "activities/patterns.html")]
struct ListView {
    frame: Frame,
    errors: bool,
    summary: Summary,
    base: String,
    name: String,
    done: Option<String>,
    rows: Vec<Line>,
    fields: Vec<Field>,
}

fn fields(ctx: &Ctx, raw: &HoursForm, rooms: &[Room], fresh: bool, errors: &Errors) -> Vec<Field> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let days = (1..=7).map(|n| Choice::new(n.to_string(), fmt.weekday(n))).collect();
    let clock = |name, label, value: &str| Field::text(name, label, value).width("w-num").max(5).hint(t.msg_pattern_time_hint()).required(t).errors(errors);
    let mut fields = vec![
        Field::select("weekday", t.msg_pattern_weekday(), &raw.weekday, days).or_none(t.msg_plan_choose()).width("w-half").required(t).errors(errors),
        clock("starts", t.msg_pattern_starts(), &raw.starts),
        clock("ends", t.msg_pattern_ends(), &raw.ends),
        Field::select("weeks", t.msg_pattern_weeks(), &raw.weeks, WEEKS.iter().map(|w| Choice::new(*w, weeks(t, w))).collect()).width("w-half").errors(errors),
        Field::select("room", t.msg_place_room(), &raw.room, places::room_choices(ctx, rooms)).or_none(t.msg_pattern_room_of_place()).errors(errors),
        Field::day("from", t.msg_pattern_from(), &raw.from).required(t).errors(errors),
    ];
    if fresh {
        fields.extend([
            Field::day("last", t.msg_pattern_last(), &raw.last).hint(t.msg_pattern_last_hint()).errors(errors),
            Field::select(
                "holidays",
                t.msg_pattern_holidays(),
                &raw.holidays,
                vec![Choice::new("rests", t.msg_pattern_rests()), Choice::new("runs", t.msg_pattern_runs())],
            )
            .width("w-half")
            .errors(errors),
            Field::text("places", t.msg_place_places(), &raw.places)
                .width("w-num")
                .inputmode("numeric")
                .max(3)
                .hint(t.msg_pattern_places_hint())
                .errors(errors),
        ]);
    }
    fields
}

async fn list(ctx: &mut Ctx, place: &Place, raw: &HoursForm, errors: &Errors) -> Result<ListView, Error> {
    let today = ctx.today;
    let rows = store::patterns(ctx.conn(), place.id, today).await?;
    let rooms = place_store::rooms(ctx.conn(), PrisonId(place.prison_id)).await?;
    let t = ctx.t;
    Ok(ListView {
        frame: ctx.frame("activities", t.msg_pattern_nav()),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        base: format!("/activities/{}", place.id),
        name: place.name.clone(),
        done: ctx.query("done").map(|_| t.msg_place_done()),
        rows: rows.iter().map(|p| line(ctx, p)).collect(),
        fields: fields(ctx, raw, &rooms, true, errors),
    })
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let place = places::run(&mut ctx).await?;
    let raw = HoursForm { weeks: "every".into(), holidays: "rests".into(), from: ctx.today.to_string(), ..HoursForm::default() };
    let view = list(&mut ctx, &place, &raw, &Errors::new()).await?;
    ctx.page(view).await
}

fn entry(place: &Place, did: &str) -> Entry {
    Entry::new(Action::Alter, Class::ActivityPlaces).at(PrisonId(place.prison_id)).with(json!({ "place": place.id, "did": did }))
}

/// What a constraint says about a time.
fn clash(t: Text, constraint: &str) -> Option<Errors> {
    let (field, message) = match constraint {
        "pattern_twice" => ("weekday", t.msg_pattern_twice()),
        "pattern_room_twice" => ("room", t.msg_pattern_room_twice()),
        "double_booked" => ("weekday", t.msg_pattern_people_elsewhere()),
        _ => return None,
    };
    let mut errors = Errors::new();
    errors.add(field, message);
    Some(errors)
}

/// Kept; the weeks ahead are written at once, and by the job at the latest.
async fn saved(mut ctx: Ctx, place: &Place, did: &str) -> Result<Response, Error> {
    let (db, prison, now) = (ctx.app.db.clone(), PrisonId(place.prison_id), ctx.now);
    ctx.record(entry(place, did));
    let answer = ctx.save(&format!("/activities/{}/patterns?done=1", place.id)).await?;
    jobs::catch_up(&db, prison, now).await;
    Ok(answer)
}

async fn add(mut ctx: Ctx, form: Form<HoursForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let place = places::run(&mut ctx).await?;
    let rooms = place_store::rooms(ctx.conn(), PrisonId(place.prison_id)).await?;
    let (t, by, today) = (ctx.t, (ctx.actor.account, ctx.now), ctx.today);
    let errors = match raw.parse(t, today, &rooms) {
        Ok(hours) => match store::add_pattern(ctx.conn(), Uuid::now_v7(), (place.id, place.prison_id), &hours, by).await {
            Ok(()) => return saved(ctx, &place, "time added").await,
            Err(error) => db::violated(&error).and_then(|c| clash(t, c)).ok_or(error)?,
        },
        Err(errors) => errors,
    };
    let view = list(&mut ctx, &place, &raw, &errors).await?;
    ctx.invalid(view).await
}

/// The end of a time, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct EndForm {
    end_from: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "activities/pattern.html")]
struct OneView {
    frame: Frame,
    errors: bool,
    summary: Summary,
    stale: Option<String>,
    base: String,
    name: String,
    id: String,
    when: String,
    text: String,
    replace: Vec<Field>,
    end: Vec<Field>,
}

/// What stands on the page of one time.
struct Known {
    place: Place,
    pattern: Pattern,
    rooms: Vec<Room>,
}

async fn known(ctx: &mut Ctx) -> Result<Known, Error> {
    let place = places::run(ctx).await?;
    let (id, today): (Uuid, _) = (ctx.param("pattern")?, ctx.today);
    let pattern = store::patterns(ctx.conn(), place.id, today).await?.into_iter().find(|p| p.id == id).ok_or(Error::NotFound)?;
    let rooms = place_store::rooms(ctx.conn(), PrisonId(place.prison_id)).await?;
    Ok(Known { place, pattern, rooms })
}

fn view(ctx: &Ctx, k: &Known, raw: &HoursForm, end: &EndForm, stale: Option<String>, errors: &Errors) -> OneView {
    let t = ctx.t;
    let line = line(ctx, &k.pattern);
    OneView {
        frame: ctx.frame("activities", t.msg_pattern_one()),
        errors: !errors.is_empty(),
        summary: Summary::of(t, errors),
        stale,
        base: format!("/activities/{}", k.place.id),
        name: k.place.name.clone(),
        id: k.pattern.id.to_string(),
        when: line.when,
        text: [Some(line.text), line.flag.map(|f| f.label)].into_iter().flatten().filter(|x| !x.is_empty()).collect::<Vec<_>>().join(" · "),
        replace: fields(ctx, raw, &k.rooms, false, errors),
        end: vec![
            Field::day("end_from", t.msg_pattern_end_from(), &end.end_from).required(t).errors(errors),
            Field::text("reason", t.msg_pattern_end_reason(), &end.reason).max(300).required(t).errors(errors),
        ],
    }
}

fn filled(ctx: &Ctx, p: &Pattern) -> HoursForm {
    // Next Monday: nobody is told on the day itself that the hours are other ones.
    let ahead = 7 - u64::from(ctx.today.weekday().num_days_from_monday());
    HoursForm {
        weekday: p.weekday.to_string(),
        starts: p.starts.format("%H:%M").to_string(),
        ends: p.ends.format("%H:%M").to_string(),
        weeks: p.weeks.clone(),
        room: p.room_id.map(|r| r.to_string()).unwrap_or_default(),
        from: ctx.today.checked_add_days(chrono::Days::new(ahead)).unwrap_or(ctx.today).to_string(),
        holidays: p.holidays.clone(),
        ..HoursForm::default()
    }
}

async fn one(mut ctx: Ctx) -> Result<Response, Error> {
    let k = known(&mut ctx).await?;
    let raw = filled(&ctx, &k.pattern);
    let end = EndForm { end_from: raw.from.clone(), ..EndForm::default() };
    let view = view(&ctx, &k, &raw, &end, None, &Errors::new());
    ctx.page(view).await
}

/// What the database answers instead of doing it.
fn refused(t: Text, word: &str) -> String {
    match word {
        "register_after" => t.msg_pattern_register_after(),
        _ => t.msg_pattern_not_then(),
    }
}

async fn replace(mut ctx: Ctx, form: Form<HoursForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let k = known(&mut ctx).await?;
    let (t, today) = (ctx.t, ctx.today);
    let raw = HoursForm { holidays: k.pattern.holidays.clone(), ..raw };
    let done = match raw.parse(t, today, &k.rooms) {
        Ok(hours) => put(&mut ctx, &k, &hours).await?,
        Err(errors) => Err(errors),
    };
    let (stale, errors) = match done {
        Ok(None) => return saved(ctx, &k.place, "time replaced").await,
        Ok(Some(word)) => (Some(refused(t, &word)), Errors::new()),
        Err(errors) => (None, errors),
    };
    let conflict = stale.is_some();
    let view = view(&ctx, &k, &raw, &EndForm::default(), stale, &errors);
    if conflict { ctx.conflict(view).await } else { ctx.invalid(view).await }
}

/// Nothing: it is done. A word: it cannot be done then. Messages: something else is there.
async fn put(ctx: &mut Ctx, k: &Known, hours: &Hours) -> Result<Result<Option<String>, Errors>, Error> {
    let t = ctx.t;
    match store::replace_pattern(ctx.conn(), k.pattern.id, Uuid::now_v7(), hours).await {
        Ok(word) if word == "replaced" => Ok(Ok(None)),
        Ok(word) => Ok(Ok(Some(word))),
        Err(error) => Ok(Err(db::violated(&error).and_then(|c| clash(t, c)).ok_or(error)?)),
    }
}

async fn end(mut ctx: Ctx, form: Form<EndForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let k = known(&mut ctx).await?;
    let (t, mut errors) = (ctx.t, Errors::new());
    let from = day(&raw.end_from).filter(|d| *d >= ctx.today);
    if from.is_none() {
        errors.add("end_from", t.msg_pattern_bad_from());
    }
    let reason = clean(&raw.reason);
    if !(3..=300).contains(&reason.chars().count()) {
        errors.add("reason", t.msg_session_missing_reason());
    }
    let hours = filled(&ctx, &k.pattern);
    let Some(from) = from.filter(|_| errors.is_empty()) else {
        let view = view(&ctx, &k, &hours, &raw, None, &errors);
        return ctx.invalid(view).await;
    };
    let word = store::end_pattern(ctx.conn(), k.pattern.id, from, &reason).await?;
    if word == "ended" {
        return saved(ctx, &k.place, "time ended").await;
    }
    let view = view(&ctx, &k, &hours, &raw, Some(refused(t, &word)), &errors);
    ctx.conflict(view).await
}
