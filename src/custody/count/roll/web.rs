//! Handlers of the roll.

use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use uuid::Uuid;

use super::form::{AgreeForm, WhyForm};
use super::view::{DayView, HistoryView, RollParts, RollView};
use crate::access::{Act, Action, Class, Entry};
use crate::custody::count::model::RollCall;
use crate::custody::count::store;
use crate::custody::roll::store as house;
use crate::law::calendar;
use crate::platform::db;
use crate::platform::id::{InmateId, PrisonId};
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

/// Counts on a page of the history.
const PAGE: i64 = 60;

/// The routes of the roll.
pub fn routes() -> Routes {
    let (read, decide) = (needs(Class::UnitDay, Act::Read), needs(Class::UnitDay, Act::Decide));
    Routes::new()
        .get("/counts", read, day)
        .get("/counts/history", read, history)
        .get("/roll-call", read, latest)
        .post("/roll-call", decide, call)
        .get("/roll-call/{roll}", read, show)
        .post("/roll-call/{roll}/agree", decide, agree)
        .post("/roll-call/{roll}/missed", decide, missed)
}

/// The prison that is looked at: the one chosen among several, else the first.
fn prison(ctx: &Ctx) -> Result<PrisonId, Error> {
    match ctx.query("prison") {
        Some(wanted) => {
            let wanted: PrisonId = wanted.parse().map_err(|_| Error::NotFound)?;
            ctx.actor.prisons.contains(&wanted).then_some(wanted).ok_or(Error::NotFound)
        }
        None => ctx.actor.prisons.first().copied().ok_or(Error::NotFound),
    }
}

/// The rolls of today. They are planned ahead by the program itself: looking at a page changes nothing.
async fn todays(ctx: &mut Ctx, prison: PrisonId) -> Result<Vec<RollCall>, Error> {
    let span = calendar::day_span(ctx.today);
    Ok(store::rolls(ctx.conn(), prison, span.start, span.end).await?)
}

async fn day_view(ctx: &mut Ctx, raw: &WhyForm, errors: &Errors) -> Result<DayView, Error> {
    let prison = prison(ctx)?;
    let rolls = todays(ctx, prison).await?;
    let ids: Vec<Uuid> = rolls.iter().map(|r| r.id).collect();
    let units = store::units(ctx.conn(), &ids).await?;
    let mut chips = Vec::new();
    if ctx.actor.prisons.len() > 1 {
        let ids = ctx.actor.prisons.clone();
        let names = house::prisons(ctx.conn(), &ids).await?;
        chips = names.into_iter().map(|n| Chip::new(format!("/counts?prison={}", n.id), n.name, None, n.id == prison.0)).collect();
    }
    Ok(DayView::new(ctx, prison.to_string(), chips, &rolls, &units, raw, errors))
}

async fn day(mut ctx: Ctx) -> Result<Response, Error> {
    let view = day_view(&mut ctx, &WhyForm::default(), &Errors::new()).await?;
    ctx.page(view).await
}

async fn history(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = prison(&ctx)?;
    let unit: Option<Uuid> = match ctx.query("unit") {
        Some(text) => Some(text.parse().map_err(|_| Error::NotFound)?),
        None => None,
    };
    let before: Option<DateTime<Utc>> = ctx.query("before").and_then(|b| b.parse().ok());
    let until = before.unwrap_or(ctx.now + TimeDelta::days(1));
    let past = store::history(ctx.conn(), prison, unit, until, PAGE).await?;
    let units = store::unit_names(ctx.conn(), prison).await?;
    let chosen = unit.map(|u| format!("unit={u}&")).unwrap_or_default();
    let older = past.last().filter(|_| past.len() as i64 == PAGE).map(|p| format!("/counts/history?{chosen}before={}", ctx.fmt().machine(p.due_at)));
    let newest = before.map(|_| format!("/counts/history?{chosen}"));
    let view = HistoryView::new(&ctx, &units, unit, &past, newest, older);
    ctx.page(view).await
}

/// The roll that is to be looked at just now: the last one that is due.
async fn latest(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = prison(&ctx)?;
    let rolls = todays(&mut ctx, prison).await?;
    let now = ctx.now;
    let newest = rolls.iter().rev().find(|r| r.due_at <= now).or(rolls.first()).map(|r| format!("/roll-call/{}", r.id));
    ctx.respond(Redirect::to(newest.as_deref().unwrap_or("/counts")).into_response()).await
}

async fn load(ctx: &mut Ctx) -> Result<RollCall, Error> {
    let id: Uuid = ctx.param("roll")?;
    store::roll(ctx.conn(), id).await?.ok_or(Error::NotFound)
}

async fn roll_view(ctx: &mut Ctx, roll: &RollCall, raw: &AgreeForm, miss: &WhyForm, errors: &Errors) -> Result<RollView, Error> {
    let prison = PrisonId(roll.prison_id);
    let units = store::units(ctx.conn(), &[roll.id]).await?;
    let (mut outside, mut moved, mut besides) = (Vec::new(), Vec::new(), (0, 0));
    // What is so now belongs to a roll that is being counted, not to one of last week.
    if !roll.closed() {
        outside = store::outside(ctx.conn(), prison).await?;
        moved = store::moved(ctx.conn(), roll.id).await?;
        besides = store::besides(ctx.conn(), prison).await?;
    }
    let names = outside.iter().map(|o| o.inmate).chain(moved.iter().filter_map(|m| m.inmate)).map(InmateId).collect();
    ctx.record(Entry::new(Action::List, Class::UnitDay).showing(names).at(prison).with(json!({ "roll": roll.id })));
    let parts = RollParts { roll, units: &units, outside: &outside, moved: &moved, besides };
    Ok(RollView::new(ctx, parts, raw, miss, errors))
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let roll = load(&mut ctx).await?;
    let view = roll_view(&mut ctx, &roll, &AgreeForm::default(), &WhyForm::default(), &Errors::new()).await?;
    ctx.page(view).await
}

/// Shows the roll again with what is wrong.
async fn again(mut ctx: Ctx, roll: &RollCall, raw: &AgreeForm, miss: &WhyForm, errors: &Errors) -> Result<Response, Error> {
    let view = roll_view(&mut ctx, roll, raw, miss, errors).await?;
    ctx.invalid(view).await
}

async fn agree(mut ctx: Ctx, form: Form<AgreeForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let roll = load(&mut ctx).await?;
    let none = WhyForm::default();
    let note = match raw.parse(ctx.t) {
        Ok(note) => note,
        Err(errors) => return again(ctx, &roll, &raw, &none, &errors).await,
    };
    let word = store::agree(ctx.conn(), roll.id, note.as_deref()).await?;
    let t = ctx.t;
    let message = match word.as_str() {
        "ok" => {
            ctx.record(
                Entry::new(Action::Decide, Class::UnitDay)
                    .at(PrisonId(roll.prison_id))
                    .with(json!({ "roll": roll.id, "agreed": true, "note": note.is_some() })),
            );
            return ctx.save(&format!("/roll-call/{}", roll.id)).await;
        }
        "none" => return Err(Error::NotFound),
        // Somebody else agreed it a moment ago: what was wanted is so.
        "closed" => return Err(Error::AlreadyDone(format!("/roll-call/{}", roll.id))),
        "four_eyes" => t.msg_count_agree_four_eyes(),
        "open" => t.msg_count_agree_open_short(),
        "differs" => t.msg_count_agree_differs(),
        _ => t.msg_count_note_moved(),
    };
    ctx.record(Entry::new(Action::Deny, Class::UnitDay).at(PrisonId(roll.prison_id)).with(json!({ "roll": roll.id, "refused": word })));
    let mut errors = Errors::new();
    errors.add("note", message);
    again(ctx, &roll, &raw, &none, &errors).await
}

async fn missed(mut ctx: Ctx, form: Form<WhyForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let roll = load(&mut ctx).await?;
    let none = AgreeForm::default();
    let why = match raw.missed(ctx.t) {
        Ok(why) => why,
        Err(errors) => return again(ctx, &roll, &none, &raw, &errors).await,
    };
    match store::miss(ctx.conn(), roll.id, &why).await?.as_str() {
        "ok" => {
            ctx.record(Entry::new(Action::Decide, Class::UnitDay).at(PrisonId(roll.prison_id)).with(json!({ "roll": roll.id, "missed": true })));
            ctx.save(&format!("/roll-call/{}", roll.id)).await
        }
        "none" => Err(Error::NotFound),
        "closed" => Err(Error::AlreadyDone(format!("/roll-call/{}", roll.id))),
        _ => {
            let mut errors = Errors::new();
            errors.add("why", ctx.t.msg_count_missed_early());
            again(ctx, &roll, &none, &raw, &errors).await
        }
    }
}

async fn call(mut ctx: Ctx, form: Form<WhyForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let prison = prison(&ctx)?;
    let why = match raw.called(ctx.t) {
        Ok(why) => why,
        Err(errors) => {
            let view = day_view(&mut ctx, &raw, &errors).await?;
            return ctx.invalid(view).await;
        }
    };
    let (id, by, now) = (Uuid::now_v7(), ctx.actor.account, ctx.now);
    if let Err(error) = store::call_extra(ctx.conn(), id, prison, by, now, &why).await {
        // Called this very minute by somebody else: that one is it.
        return Err(if db::violated(&error) == Some("roll_call_planned_once") { Error::AlreadyDone("/counts".to_owned()) } else { error.into() });
    }
    ctx.record(Entry::new(Action::Collect, Class::UnitDay).at(prison).with(json!({ "roll": id, "extra": true })));
    ctx.save(&format!("/roll-call/{id}")).await
}
