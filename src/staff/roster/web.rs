//! Handlers of rosters.

use axum::response::Response;
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use serde_json::json;
use uuid::Uuid;

use super::actions::{self, Outcome};
use super::form::{self, CopyWeek, HOUSE, Planned, Remove};
use super::rules::{self, Kind, Stage};
use super::store::{self, Person, Shift, Unit};
use super::view::{self, ShiftView, WeekView};
use crate::access::{Act, Action, Class, Entry};
use crate::law::calendar;
use crate::platform::id::{PrisonId, RowId, UnitId};
use crate::web::conflict::{ConflictView, Edited};
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

pub fn routes() -> Routes {
    let (read, write) = (needs(Class::Roster, Act::Read), needs(Class::Roster, Act::Write));
    Routes::new()
        .get("/roster", read, show)
        .get("/roster/new", write, show_new)
        .post("/roster/new", write, add)
        .post("/roster/copy", write, copy)
        .get("/roster/{shift}", write, show_one)
        .post("/roster/{shift}", write, change)
        .post("/roster/{shift}/remove", write, remove)
}

/// A prison of the reader's: the one chosen, else the first.
fn prison(ctx: &Ctx, wanted: Option<String>) -> Result<PrisonId, Error> {
    match wanted {
        Some(wanted) => {
            let wanted: PrisonId = wanted.parse().map_err(|_| Error::NotFound)?;
            ctx.actor.prisons.contains(&wanted).then_some(wanted).ok_or(Error::NotFound)
        }
        None => ctx.actor.prisons.first().copied().ok_or(Error::NotFound),
    }
}

/// The Monday of a week as an address names it; this week's when it names none.
fn monday(week: Option<&str>, today: NaiveDate) -> NaiveDate {
    calendar::monday_of(week.and_then(crate::web::form::day).unwrap_or(today))
}

fn span(monday: NaiveDate) -> (DateTime<Utc>, DateTime<Utc>) {
    (calendar::start_of_day(monday), calendar::start_of_day(monday.checked_add_days(Days::new(7)).unwrap_or(monday)))
}

/// The unit that is looked at: the one asked for, else one of today's roster, else the first. None is the house.
fn chosen(ctx: &Ctx, units: &[Unit], wanted: Option<&str>) -> Result<Option<UnitId>, Error> {
    let known = |id: Uuid| units.iter().any(|u| u.id == id);
    match wanted {
        Some(HOUSE) => Ok(None),
        Some(text) => text.parse().ok().filter(|id| known(*id)).map(|id| Some(UnitId(id))).ok_or(Error::NotFound),
        None => Ok(ctx.actor.units.iter().find(|u| known(u.0)).copied().or_else(|| units.first().map(|u| UnitId(u.id)))),
    }
}

async fn week_page(ctx: &mut Ctx, at: (Option<String>, Option<String>, Option<String>), typed: Option<&CopyWeek>, errors: &Errors) -> Result<WeekView, Error> {
    let prison = prison(ctx, at.0)?;
    let monday = monday(at.2.as_deref(), ctx.today);
    let (from, to) = span(monday);
    let units = store::units(ctx.conn(), prison, from, to).await?;
    let unit = chosen(ctx, &units, at.1.as_deref())?;
    let shifts = store::week(ctx.conn(), prison, unit, from, to).await?;
    let several = ctx.actor.prisons.clone();
    let prisons = if several.len() > 1 { store::prisons(ctx.conn(), &several).await? } else { Vec::new() };
    ctx.record(Entry::new(Action::List, Class::Roster).at(prison).with(json!({ "unit": unit, "week": monday })));
    let week = view::Week { prison, unit, monday, units: &units, shifts: &shifts, prisons: &prisons };
    Ok(WeekView::new(ctx, &week, typed, errors))
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let at = (ctx.query("prison"), ctx.query("unit"), ctx.query("week"));
    let view = week_page(&mut ctx, at, None, &Errors::new()).await?;
    ctx.page(view).await
}

async fn copy(mut ctx: Ctx, raw: Form<CopyWeek>) -> Result<Response, Error> {
    let raw = ctx.open(raw).await?;
    let prison = prison(&ctx, Some(raw.prison.clone()))?;
    let week = match raw.parse(ctx.t, ctx.today) {
        Ok(week) => week,
        Err(errors) => {
            let at = (Some(raw.prison.clone()), Some(raw.unit.clone()), Some(raw.week.clone()));
            let view = week_page(&mut ctx, at, Some(&raw), &errors).await?;
            return ctx.invalid(view).await;
        }
    };
    let unit = match raw.unit.as_str() {
        HOUSE => None,
        text => Some(text.parse().map_err(|_| Error::NotFound)?),
    };
    let copied = actions::copy(&mut ctx, prison, unit, week).await?;
    let counts = format!("found={}&added={}&past={}&unfit={}", copied.found, copied.added, copied.past, copied.unfit);
    ctx.save(&format!("{}&done=copied&{counts}", view::address(prison, unit, week.to))).await
}

/// What a form of one shift offers.
pub struct Offer {
    pub prison: PrisonId,
    pub units: Vec<Unit>,
    pub people: Vec<Person>,
}

async fn offer(ctx: &mut Ctx, prison: PrisonId, at: DateTime<Utc>) -> Result<Offer, Error> {
    let now = ctx.now;
    let units = store::units(ctx.conn(), prison, now, now).await?;
    let people = store::people(ctx.conn(), prison, at).await?;
    Ok(Offer { prison, units, people })
}

fn open_units(offer: &Offer) -> Vec<UnitId> {
    offer.units.iter().map(|u| UnitId(u.id)).collect()
}

/// The instant for which the list of people is made: the day that is typed, else now.
fn instant(typed: &str, ctx: &Ctx) -> DateTime<Utc> {
    crate::web::form::day(typed).map_or(ctx.now, |day| calendar::scheduled(day, chrono::NaiveTime::MIN) + TimeDelta::hours(7))
}

async fn show_new(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = prison(&ctx, ctx.query("prison"))?;
    let day = ctx.query("day").as_deref().and_then(crate::web::form::day).unwrap_or(ctx.today);
    let typed = form::Shift {
        unit: ctx.query("unit").unwrap_or_default(),
        kind: ctx.query("kind").filter(|k| Kind::of(k).is_some()).unwrap_or_default(),
        day: day.to_string(),
        ..form::Shift::default()
    };
    let at = instant(&typed.day, &ctx);
    let offer = offer(&mut ctx, prison, at).await?;
    let view = ShiftView::new(&ctx, &offer, None, &typed, &Errors::new());
    ctx.page(view).await
}

async fn add(mut ctx: Ctx, raw: Form<form::Shift>) -> Result<Response, Error> {
    let raw = ctx.open(raw).await?;
    let prison = prison(&ctx, ctx.query("prison"))?;
    let at = instant(&raw.day, &ctx);
    let offer = offer(&mut ctx, prison, at).await?;
    let outcome = match raw.parse(ctx.t, &open_units(&offer), ctx.now) {
        Ok(shift) => match actions::add(&mut ctx, prison, &shift).await? {
            Outcome::Refused(errors) => Err(errors),
            _ => Ok(shift),
        },
        Err(errors) => Err(errors),
    };
    match outcome {
        Ok(shift) => {
            let back = back(prison, &shift);
            ctx.save(&format!("{back}&done=added")).await
        }
        Err(errors) => {
            let view = ShiftView::new(&ctx, &offer, None, &raw, &errors);
            ctx.invalid(view).await
        }
    }
}

fn back(prison: PrisonId, shift: &Planned) -> String {
    view::address(prison, shift.unit, calendar::monday_of(calendar::oslo_day(shift.begins)))
}

fn back_to(shift: &Shift) -> String {
    view::address(PrisonId(shift.prison_id), shift.unit_id.map(UnitId), calendar::monday_of(calendar::oslo_day(shift.begins)))
}

async fn one(ctx: &mut Ctx) -> Result<Shift, Error> {
    let (id, prisons): (RowId, _) = (ctx.param("shift")?, ctx.actor.prisons.clone());
    store::find(ctx.conn(), id, &prisons).await?.ok_or(Error::NotFound)
}

async fn show_one(mut ctx: Ctx) -> Result<Response, Error> {
    let shift = one(&mut ctx).await?;
    let offer = offer(&mut ctx, PrisonId(shift.prison_id), shift.begins).await?;
    let view = ShiftView::new(&ctx, &offer, Some(&shift), &view::filled(&shift), &Errors::new());
    ctx.page(view).await
}

/// Parses and acts, by where the shift stands in time.
async fn act(ctx: &mut Ctx, shift: &Shift, raw: &form::Shift, offer: &Offer) -> Result<Outcome, Error> {
    let version = raw.version.parse().map_err(|_| Error::BadRequest)?;
    let parsed = match rules::stage(shift.begins, shift.ends, ctx.now) {
        // A page that was opened before the shift ended.
        Stage::Ended => return Ok(Outcome::Stale),
        Stage::Running => match raw.parse_end(ctx.t, shift.begins, ctx.now) {
            Ok(ends) => return actions::end(ctx, shift, ends, version).await,
            Err(errors) => Err(errors),
        },
        Stage::Ahead => raw.parse(ctx.t, &open_units(offer), ctx.now),
    };
    match parsed {
        Ok(planned) => actions::change(ctx, shift, &planned, version).await,
        Err(errors) => Ok(Outcome::Refused(errors)),
    }
}

async fn change(mut ctx: Ctx, raw: Form<form::Shift>) -> Result<Response, Error> {
    let raw = ctx.open(raw).await?;
    let shift = one(&mut ctx).await?;
    let at = if raw.day.is_empty() { shift.begins } else { instant(&raw.day, &ctx) };
    let offer = offer(&mut ctx, PrisonId(shift.prison_id), at).await?;
    match act(&mut ctx, &shift, &raw, &offer).await? {
        Outcome::Done => {
            let back = back_to(&shift);
            ctx.save(&format!("{back}&done=changed")).await
        }
        Outcome::Refused(errors) => {
            let view = ShiftView::new(&ctx, &offer, Some(&shift), &raw, &errors);
            ctx.invalid(view).await
        }
        Outcome::Stale => {
            // As it is by now; 404 when it is gone.
            let now = one(&mut ctx).await?;
            let view = conflict(&ctx, &now, &raw, &offer);
            ctx.conflict(view).await
        }
    }
}

fn conflict(ctx: &Ctx, now: &Shift, raw: &form::Shift, offer: &Offer) -> ConflictView {
    let t = ctx.t;
    let theirs = view::filled(now);
    let person = |id: &str| offer.people.iter().find(|p| p.id.to_string() == id).map_or_else(|| id.to_owned(), |p| p.name.clone());
    let unit = |id: &str| view::unit_name(t, &offer.units, id);
    let kind = move |word: &str| Kind::of(word).map_or_else(String::new, |k| view::kind_name(t, k));
    let plain = |value: &str| value.to_owned();
    let running = rules::stage(now.begins, now.ends, ctx.now) != Stage::Ahead;
    let mut fields: Vec<Edited<'_>> = vec![Edited { name: "to", label: t.msg_roster_to(), theirs: &theirs.to, mine: &raw.to, read: &plain }];
    if !running {
        fields.extend([
            Edited { name: "who", label: t.msg_roster_who(), theirs: &theirs.who, mine: &raw.who, read: &person },
            Edited { name: "unit", label: t.msg_roster_unit(), theirs: &theirs.unit, mine: &raw.unit, read: &unit },
            Edited { name: "kind", label: t.msg_roster_kind(), theirs: &theirs.kind, mine: &raw.kind, read: &kind },
            Edited { name: "day", label: t.msg_roster_day(), theirs: &theirs.day, mine: &raw.day, read: &plain },
            Edited { name: "from", label: t.msg_roster_from(), theirs: &theirs.from, mine: &raw.from, read: &plain },
        ]);
    }
    ConflictView::new(ctx.frame("roster", t.msg_conflict_title()), format!("/roster/{}", now.id), now.version, &raw.was, &fields)
}

async fn remove(mut ctx: Ctx, raw: Form<Remove>) -> Result<Response, Error> {
    let raw = ctx.open(raw).await?;
    let shift = one(&mut ctx).await?;
    let version = raw.version.parse().map_err(|_| Error::BadRequest)?;
    let offer = offer(&mut ctx, PrisonId(shift.prison_id), shift.begins).await?;
    let mut errors = Errors::new();
    if rules::stage(shift.begins, shift.ends, ctx.now) == Stage::Ahead {
        if actions::remove(&mut ctx, &shift, version).await? {
            let back = back_to(&shift);
            return ctx.save(&format!("{back}&done=removed")).await;
        }
        errors.add("who", ctx.t.msg_roster_changed_meanwhile());
    } else {
        errors.add("to", ctx.t.msg_roster_has_begun());
    }
    let view = ShiftView::new(&ctx, &offer, Some(&shift), &view::filled(&shift), &errors);
    ctx.conflict(view).await
}
