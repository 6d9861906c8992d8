//! Handlers of duties.

use std::collections::HashMap;

use axum::response::Response;
use chrono::{Days, NaiveDate};
use serde_json::json;
use uuid::Uuid;

use super::form::{self, Mark, Marked, Nothing, Week};
use super::rules::{Slot, in_turn};
use super::store::{self, Duty, Task};
use super::together;
use super::view::{DutyView, SwapView, WeekView, weekday_of};
use crate::access::{Act, Action, Class, Entry};
use crate::custody::board;
use crate::platform::id::InmateId;
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

/// The routes of duties.
pub fn routes() -> Routes {
    let (read, write) = (needs(Class::UnitDay, Act::Read), needs(Class::UnitDay, Act::Write));
    Routes::new()
        .get("/units/{unit}/rota", read, show)
        .post("/units/{unit}/rota/plan", write, plan)
        .get("/units/{unit}/rota/new", write, show_new)
        .post("/units/{unit}/rota/duties", write, add)
        .post("/units/{unit}/rota/duties/{duty}/end", write, end)
        .post("/units/{unit}/rota/tasks/{task}", write, mark)
}

fn sunday(monday: NaiveDate) -> NaiveDate {
    monday.checked_add_days(Days::new(6)).unwrap_or(monday)
}

/// The places of a week, from today on, that nobody has planned.
pub(super) fn missing(duties: &[Duty], tasks: &[Task], monday: NaiveDate, today: NaiveDate) -> Vec<Slot> {
    let mut slots = Vec::new();
    for day in monday.iter_days().take(7).filter(|day| *day >= today) {
        for duty in duties.iter().filter(|d| d.weekdays.contains(&weekday_of(day))) {
            for place in 0..duty.people.max(1) {
                if !tasks.iter().any(|t| t.duty_id == duty.id && t.day == day && t.place == place) {
                    slots.push(Slot { duty: duty.id, day, place });
                }
            }
        }
    }
    slots
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let unit = board::look_at(&mut ctx).await?;
    let monday = form::monday(ctx.query("week").as_deref(), ctx.today);
    let duties = store::duties(ctx.conn(), unit.id).await?;
    let tasks = store::tasks(ctx.conn(), unit.id, monday, sunday(monday)).await?;
    let people = store::residents(ctx.conn(), unit.id).await?;
    let shown = together::everybody(&tasks, &people);
    let found = together::asked(&mut ctx, &shown).await?;
    let view = WeekView::new(&ctx, (unit.id.0, unit.name), monday, &duties, &tasks, &people, &found);
    ctx.record(Entry::new(Action::List, Class::UnitDay).showing(shown).at(unit.prison).with(json!({ "unit": unit.id, "rota": monday })));
    ctx.page(view).await
}

async fn plan(mut ctx: Ctx, raw: Form<Week>) -> Result<Response, Error> {
    let raw = ctx.open(raw).await?;
    let unit = board::look_at(&mut ctx).await?;
    let monday = form::monday(Some(raw.week.as_str()), ctx.today);
    let (today, by) = (ctx.today, ctx.actor.account.0);
    store::lock(ctx.conn(), unit.id).await?;
    let duties = store::duties(ctx.conn(), unit.id).await?;
    let tasks = store::tasks(ctx.conn(), unit.id, monday, sunday(monday)).await?;
    let slots = missing(&duties, &tasks, monday, today);
    let residents = store::residents(ctx.conn(), unit.id).await?;
    let found = together::asked(&mut ctx, &together::everybody(&tasks, &residents)).await?;
    let people: Vec<Uuid> = residents.into_iter().map(|p| p.0).collect();
    let mut last = store::last(ctx.conn(), unit.id, monday).await?;
    last.extend(tasks.iter().filter_map(|t| Some(((t.duty_id, t.inmate?), t.day))));
    let candidates: HashMap<Uuid, Vec<Uuid>> = duties.iter().filter(|d| d.people > 0).map(|d| (d.id, candidates(d, &people))).collect();
    let planned = in_turn(&slots, &candidates, &last, together::of(&duties, &tasks, &found));
    let rows = store::plan(ctx.conn(), unit.prison, unit.id, &planned, by).await?;
    ctx.record(Entry::new(Action::Collect, Class::UnitDay).at(unit.prison).with(json!({ "unit": unit.id, "week": monday, "tasks": rows })));
    ctx.save(&format!("/units/{}/rota?week={monday}", unit.id)).await
}

/// Everybody of the unit in turn; else those who are named and still live here.
fn candidates(duty: &Duty, people: &[Uuid]) -> Vec<Uuid> {
    people.iter().copied().filter(|p| duty.in_turn || duty.members.contains(p)).collect()
}

async fn show_new(mut ctx: Ctx) -> Result<Response, Error> {
    let unit = board::look_at(&mut ctx).await?;
    let raw = form::Duty { people: "1".to_owned(), who: "turn".to_owned(), ..form::Duty::default() };
    let view = new_duty(&mut ctx, unit, &raw, &Errors::new()).await?;
    ctx.page(view).await
}

async fn new_duty(ctx: &mut Ctx, unit: board::Unit, raw: &form::Duty, errors: &Errors) -> Result<DutyView, Error> {
    let people = store::residents(ctx.conn(), unit.id).await?;
    let shown = people.iter().map(|p| InmateId(p.0)).collect();
    ctx.record(Entry::new(Action::List, Class::UnitDay).showing(shown).at(unit.prison).with(json!({ "unit": unit.id })));
    Ok(DutyView::new(ctx, (unit.id.0, unit.name), &people, raw, errors))
}

async fn add(mut ctx: Ctx, raw: Form<form::Duty>) -> Result<Response, Error> {
    let raw = ctx.open(raw).await?;
    let unit = board::look_at(&mut ctx).await?;
    let duty = match raw.parse(ctx.t) {
        Ok(duty) => duty,
        Err(errors) => {
            let view = new_duty(&mut ctx, unit, &raw, &errors).await?;
            return ctx.invalid(view).await;
        }
    };
    // Always the same people, more than one at a time: they have it together.
    let found = if duty.people > 1 { together::asked(&mut ctx, &duty.members).await? } else { Vec::new() };
    let accepted = match together::answered(&mut ctx, unit.prison, &found, (&raw.apart, &raw.apart_why)) {
        Ok(accepted) => accepted,
        Err(errors) => {
            let view = new_duty(&mut ctx, unit, &raw, &errors).await?;
            return ctx.invalid(view).await;
        }
    };
    let (by, now) = (ctx.actor.account.0, ctx.now);
    let id = store::add(ctx.conn(), (unit.prison, unit.id), &duty, &accepted, by, now).await?;
    let detail = json!({ "unit": unit.id, "duty": id, "kept_apart": !accepted.rows.is_empty() });
    ctx.record(Entry::new(Action::Collect, Class::UnitDay).showing(duty.members.clone()).at(unit.prison).with(detail));
    ctx.save(&format!("/units/{}/rota", unit.id)).await
}

async fn end(mut ctx: Ctx, form: Form<Nothing>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let unit = board::look_at(&mut ctx).await?;
    let duty: Uuid = ctx.param("duty")?;
    let (by, now) = (ctx.actor.account.0, ctx.now);
    if !store::end(ctx.conn(), unit.id, duty, by, now).await? {
        return Err(Error::NotFound);
    }
    ctx.record(Entry::new(Action::Alter, Class::UnitDay).at(unit.prison).with(json!({ "unit": unit.id, "duty": duty, "did": "duty ended" })));
    ctx.save(&format!("/units/{}/rota", unit.id)).await
}

async fn mark(mut ctx: Ctx, raw: Form<Mark>) -> Result<Response, Error> {
    let raw = ctx.open(raw).await?;
    let unit = board::look_at(&mut ctx).await?;
    let task: Uuid = ctx.param("task")?;
    let (by, now) = (ctx.actor.account.0, ctx.now);
    let (state, reason) = match raw.parse().ok_or(Error::BadRequest)? {
        Marked::State(state, reason) => (state, reason),
        Marked::Swap(to) => return swap(ctx, unit, task, to, &raw).await,
    };
    let who = store::mark(ctx.conn(), unit.id, task, state, reason.as_deref(), by, now).await?.ok_or(Error::NotFound)?;
    let mut entry = Entry::new(Action::Alter, Class::UnitDay).at(unit.prison).with(json!({ "unit": unit.id, "task": task, "did": state }));
    entry.inmate = who;
    ctx.record(entry);
    back(ctx, &unit, &raw).await
}

async fn back(ctx: Ctx, unit: &board::Unit, raw: &Mark) -> Result<Response, Error> {
    let week = form::monday(raw.week.as_deref(), ctx.today);
    ctx.save(&format!("/units/{}/rota?week={week}", unit.id)).await
}

/// Somebody takes a task: asked whom they would have it together with.
async fn swap(mut ctx: Ctx, unit: board::Unit, task: Uuid, to: InmateId, raw: &Mark) -> Result<Response, Error> {
    store::lock(ctx.conn(), unit.id).await?;
    let (with, accepted) = store::others_on(ctx.conn(), unit.id, task).await?.ok_or(Error::NotFound)?;
    let everybody: Vec<InmateId> = with.into_iter().map(InmateId).chain([to]).collect();
    let found = together::asked(&mut ctx, &everybody).await?;
    let found: Vec<_> = found.into_iter().filter(|c| c.inmate == to && !accepted.contains(&c.keep_apart)).collect();
    match together::answered(&mut ctx, unit.prison, &found, (&raw.apart, &raw.apart_why)) {
        Err(errors) => {
            let view = SwapView::new(&ctx, (unit.id.0, unit.name), task, raw, &found, &errors);
            ctx.invalid(view).await
        }
        Ok(accepted) => {
            if !store::swap(ctx.conn(), unit.id, task, to, &accepted).await? {
                return Err(Error::NotFound);
            }
            let detail = json!({ "unit": unit.id, "task": task, "did": "swapped", "kept_apart": !accepted.rows.is_empty() });
            let mut entry = Entry::new(Action::Alter, Class::UnitDay).at(unit.prison).with(detail);
            entry.inmate = Some(to);
            ctx.record(entry);
            back(ctx, &unit, raw).await
        }
    }
}
