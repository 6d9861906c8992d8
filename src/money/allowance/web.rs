//! Handlers of what a clerk approves.

use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::store::{self, Person};
use super::view::{BatchView, ListView, MonthView, Seen};
use crate::access::{Act, Action, Class, Entry};
use crate::money::house;
use crate::money::month::Month;
use crate::platform::id::{InmateId, PrisonId};
use crate::web::{Ctx, Error, Form, Routes, needs};

pub(super) fn routes() -> Routes {
    let (read, write) = (needs(Class::Allowance, Act::Read), needs(Class::Allowance, Act::Write));
    Routes::new().get("/allowance", read, list).get("/allowance/months/{month}", read, month).post("/allowance/months/{month}", write, approve).get(
        "/allowance/batches/{batch}",
        read,
        batch,
    )
}

async fn list(mut ctx: Ctx) -> Result<Response, Error> {
    let (prison, today) = (house::asked(&ctx)?, ctx.today);
    let chips = house::chips(&mut ctx, "/allowance", prison).await?;
    let months = store::months(ctx.conn(), prison, today).await?;
    let batches = store::batches(ctx.conn(), Some(prison), None).await?;
    let by: Vec<Uuid> = batches.iter().map(|b| b.approved_by).collect();
    let names = ctx.names(&by).await?;
    let view = ListView::new(&ctx, prison, chips, &months, &batches, &names);
    ctx.page(view).await
}

/// Who has days that wait; that they were shown is written down.
async fn people(ctx: &mut Ctx, prison: PrisonId, month: Month) -> Result<Vec<Person>, Error> {
    let today = ctx.today;
    let people = store::people(ctx.conn(), prison, (month.first(), month.last()), today).await?;
    let shown = people.iter().filter(|p| p.here).map(|p| InmateId(p.inmate_id)).collect();
    ctx.record(Entry::new(Action::List, Class::Allowance).showing(shown).at(prison));
    Ok(people)
}

async fn month(mut ctx: Ctx) -> Result<Response, Error> {
    let (month, prison): (Month, _) = (ctx.param("month")?, house::asked(&ctx)?);
    let people = people(&mut ctx, prison, month).await?;
    let view = MonthView::new(&ctx, prison, month, &people);
    ctx.page(view).await
}

/// What the clerk saw and approves.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ApproveForm {
    prison: String,
    /// Number of days, their sum, and which versions they were.
    days: String,
    total: String,
    seen: String,
    /// Whose days wait.
    without: Vec<String>,
}

async fn approve(mut ctx: Ctx, form: Form<ApproveForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (month, prison): (Month, _) = (ctx.param("month")?, house::chosen(&ctx, &raw.prison)?);
    let found = people(&mut ctx, prison, month).await?;
    let without: Vec<Uuid> = raw.without.iter().filter_map(|id| id.parse().ok()).filter(|id| found.iter().any(|p| p.inmate_id == *id)).collect();
    let (now, t) = (Seen::of(&found), ctx.t);
    if (raw.days, raw.total, raw.seen) != (now.days.to_string(), now.ore.to_string(), now.mark.clone()) {
        let view = MonthView::new(&ctx, prison, month, &found).back(&without, None, Some(t.msg_allowance_changed()));
        return ctx.conflict(view).await;
    }
    let left = Seen::of(found.iter().filter(|p| !without.contains(&p.inmate_id)));
    if left.days == 0 {
        let view = MonthView::new(&ctx, prison, month, &found).back(&without, Some(t.msg_allowance_nobody_left()), None);
        return ctx.invalid(view).await;
    }
    let batch = Uuid::now_v7();
    let said = store::approve(ctx.conn(), batch, prison, (month.first(), month.last()), &without, (left.days, left.ore)).await?;
    if said != "approved" {
        // Between the question and the act somebody else was at it.
        let found = people(&mut ctx, prison, month).await?;
        let view = MonthView::new(&ctx, prison, month, &found).back(&without, None, Some(t.msg_allowance_changed()));
        return ctx.conflict(view).await;
    }
    ctx.record(Entry::new(Action::Decide, Class::Allowance).at(prison).with(json!({ "batch": batch, "days": left.days, "held_back": without.len() })));
    ctx.save(&format!("/allowance/batches/{batch}?done=1")).await
}

async fn batch(mut ctx: Ctx) -> Result<Response, Error> {
    let id: Uuid = ctx.param("batch")?;
    let batch = store::batches(ctx.conn(), None, Some(id)).await?.pop().ok_or(Error::NotFound)?;
    let booked = store::booked(ctx.conn(), id).await?;
    let shown = booked.iter().filter_map(|b| b.inmate_id).map(InmateId).collect();
    ctx.record(Entry::new(Action::List, Class::Allowance).showing(shown).at(PrisonId(batch.prison_id)).with(json!({ "batch": id })));
    let names = ctx.names(&[batch.approved_by]).await?;
    let view = BatchView::new(&ctx, &batch, &booked, &names);
    ctx.page(view).await
}
