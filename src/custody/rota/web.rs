//! Handlers of duties.

use std::collections::HashMap;

use axum::response::Response;
use chrono::{Days, NaiveDate};
use serde_json::json;
use uuid::Uuid;

use super::form::{self, Mark, Marked, Nothing, Week};
use super::rules::{Slot, in_turn};
use super::store::{self, Duty, Task};
use super::view::{DutyView, WeekView, weekday_of};
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
    let view = WeekView::new(&ctx, (unit.id.0, unit.name), monday, &duties, &tasks, &people);
    let mut shown: Vec<InmateId> =
        people.iter().map(|p| InmateId(p.0)).chain(tasks.iter().filter(|t| t.name.is_some()).filter_map(|t| t.inmate).map(InmateId)).collect();
    shown.sort_unstable();
    shown.dedup();
    ctx.record(Entry::new(Action::List, Class::UnitDay).showing(shown).at(unit.prison).with(json!({ "unit": unit.id, "rota": monday })));
    ctx.page(view).await
}

async fn plan(mut ctx: Ctx, raw: Form<Week>) -> Result<Response, Error> {
    let raw = ctx.open(raw).await?;
    let unit = board::look_at(&mut ctx).await?;
    let monday = form::monday(Some(raw.week.as_str()), ctx.today);
    let (today, by) = (ctx.today, ctx.actor.account.0);
    let duties = store::duties(ctx.conn(), unit.id).await?;
    let tasks = store::tasks(ctx.conn(), unit.id, monday, sunday(monday)).await?;
    let slots = missing(&duties, &tasks, monday, today);
    let people: Vec<Uuid> = store::residents(ctx.conn(), unit.id).await?.into_iter().map(|p| p.0).collect();
    let mut last = store::last(ctx.conn(), unit.id, monday).await?;
    last.extend(tasks.iter().filter_map(|t| Some(((t.duty_id, t.inmate?), t.day))));
    let candidates: HashMap<Uuid, Vec<Uuid>> = duties.iter().filter(|d| d.people > 0).map(|d| (d.id, candidates(d, &people))).collect();
    let planned = in_turn(&slots, &candidates, &last);
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
    let (by, now) = (ctx.actor.account.0, ctx.now);
    let id = store::add(ctx.conn(), unit.prison, unit.id, &duty, by, now).await?;
    ctx.record(Entry::new(Action::Collect, Class::UnitDay).showing(duty.members.clone()).at(unit.prison).with(json!({ "unit": unit.id, "duty": id })));
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
    let (who, did) = match raw.parse().ok_or(Error::BadRequest)? {
        Marked::State(state, reason) => (store::mark(ctx.conn(), unit.id, task, state, reason.as_deref(), by, now).await?.ok_or(Error::NotFound)?, state),
        Marked::Swap(to) => {
            if !store::swap(ctx.conn(), unit.id, task, to).await? {
                return Err(Error::NotFound);
            }
            (Some(to), "swapped")
        }
    };
    let mut entry = Entry::new(Action::Alter, Class::UnitDay).at(unit.prison).with(json!({ "unit": unit.id, "task": task, "did": did }));
    entry.inmate = who;
    ctx.record(entry);
    let week = form::monday(raw.week.as_deref(), ctx.today);
    ctx.save(&format!("/units/{}/rota?week={week}", unit.id)).await
}
