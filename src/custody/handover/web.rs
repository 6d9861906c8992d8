//! Handlers of handovers.

use axum::response::{IntoResponse, Redirect, Response};
use serde_json::json;
use uuid::Uuid;

use super::form::{Begin, Did, Edit};
use super::model::{Handover, Item};
use super::rules::Shift;
use super::store;
use super::view::{EditView, HistoryView, ShowView, Typed};
use crate::access::{Act, Action, Class, Entry};
use crate::custody::board;
use crate::platform::id::{InmateId, PrisonId};
use crate::web::{Ctx, Error, Form, Routes, needs};

/// The routes of handovers.
pub fn routes() -> Routes {
    let (read, write) = (needs(Class::UnitDay, Act::Read), needs(Class::UnitDay, Act::Write));
    Routes::new()
        .get("/units/{unit}/handovers", read, history)
        .post("/units/{unit}/handovers", write, begin)
        .get("/handovers/{handover}", read, show)
        .get("/handovers/{handover}/edit", write, show_edit)
        .post("/handovers/{handover}/edit", write, edit)
        .post("/handovers/{handover}/read", write, mark_read)
}

/// The shifts that somebody may write for now: the one that runs, and the one before.
fn open_shifts(ctx: &Ctx) -> [Shift; 2] {
    let running = Shift::at(ctx.now);
    if Shift::handed_over_at(ctx.now) == running { [running, running.before()] } else { [running.before(), running] }
}

async fn history(mut ctx: Ctx) -> Result<Response, Error> {
    let unit = board::look_at(&mut ctx).await?;
    let lines = store::history(ctx.conn(), unit.id).await?;
    let shifts = if ctx.may(Class::UnitDay, Act::Write) { open_shifts(&ctx).to_vec() } else { Vec::new() };
    let view = HistoryView::new(&ctx, unit.id.to_string(), unit.name, &lines, &shifts);
    ctx.record(Entry::new(Action::List, Class::UnitDay).at(unit.prison).with(json!({ "unit": unit.id, "handovers": lines.len() })));
    ctx.page(view).await
}

async fn begin(mut ctx: Ctx, form: Form<Begin>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let unit = board::look_at(&mut ctx).await?;
    let shift = open_shifts(&ctx).into_iter().find(|s| s.kind.as_str() == raw.shift).ok_or(Error::BadRequest)?;
    let (by, now) = (ctx.actor.account.0, ctx.now);
    let (id, new) = store::begin(ctx.conn(), unit.prison, unit.id, shift, by, now).await?;
    let to = format!("/handovers/{id}/edit");
    if !new {
        ctx.record(Entry::new(Action::List, Class::UnitDay).at(unit.prison).with(json!({ "unit": unit.id, "handover": id })));
        return ctx.respond(Redirect::to(&to).into_response()).await;
    }
    let points = store::assemble(ctx.conn(), id, shift, now.min(shift.to())).await?;
    ctx.record(Entry::new(Action::Collect, Class::UnitDay).at(unit.prison).with(json!({ "unit": unit.id, "handover": id, "points": points })));
    ctx.save(&to).await
}

/// The handover in the path; row security shows those of the reader's prisons.
async fn one(ctx: &mut Ctx) -> Result<Handover, Error> {
    let id: Uuid = ctx.param("handover")?;
    let handover = store::find(ctx.conn(), id).await?.ok_or(Error::NotFound)?;
    if ctx.actor.prisons.contains(&PrisonId(handover.prison_id)) { Ok(handover) } else { Err(Error::NotFound) }
}

fn listed(h: &Handover, items: &[Item]) -> Entry {
    let shown: Vec<InmateId> = items.iter().filter(|i| i.family_name.is_some()).filter_map(|i| i.inmate).map(InmateId).collect();
    Entry::new(Action::List, Class::UnitDay).showing(shown).at(PrisonId(h.prison_id)).with(json!({ "handover": h.id }))
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let h = one(&mut ctx).await?;
    let items = store::items(ctx.conn(), h.id).await?;
    let readers = store::readers(ctx.conn(), h.id).await?;
    let writes = ctx.may(Class::UnitDay, Act::Write);
    let view = ShowView::new(&ctx, &h, &items, &readers, writes);
    ctx.record(listed(&h, &items));
    ctx.page(view).await
}

async fn show_edit(mut ctx: Ctx) -> Result<Response, Error> {
    let h = one(&mut ctx).await?;
    if h.handed_at.is_some() {
        return ctx.respond(Redirect::to(&format!("/handovers/{}", h.id)).into_response()).await;
    }
    let view = form(&mut ctx, &h, None, false).await?;
    ctx.page(view).await
}

async fn form(ctx: &mut Ctx, h: &Handover, typed: Option<Typed<'_>>, conflict: bool) -> Result<EditView, Error> {
    let items = store::items(ctx.conn(), h.id).await?;
    let people = store::residents(ctx.conn(), h.unit_id).await?;
    let mut entry = listed(h, &items);
    entry.inmates.extend(people.iter().map(|p| InmateId(p.id)));
    entry.inmates.sort_unstable();
    entry.inmates.dedup();
    let view = EditView::new(ctx, h, &items, &people, typed, conflict);
    ctx.record(entry);
    Ok(view)
}

async fn edit(mut ctx: Ctx, form_: Form<Edit>) -> Result<Response, Error> {
    let raw = ctx.open(form_).await?;
    let h = one(&mut ctx).await?;
    if h.handed_at.is_some() {
        return ctx.respond(Redirect::to(&format!("/handovers/{}", h.id)).into_response()).await;
    }
    let change = match raw.parse(ctx.t) {
        Ok(change) => change,
        Err(errors) => {
            let view = form(&mut ctx, &h, Some(Typed { raw: &raw, errors: &errors }), false).await?;
            return ctx.invalid(view).await;
        }
    };
    let (by, now) = (ctx.actor.account.0, ctx.now);
    if !store::save(ctx.conn(), &h, &change, by, now).await? {
        let h = one(&mut ctx).await?;
        let errors = crate::web::Errors::new();
        let view = form(&mut ctx, &h, Some(Typed { raw: &raw, errors: &errors }), true).await?;
        return ctx.conflict(view).await;
    }
    let shift = [Shift::at(now), Shift::at(now).before()].into_iter().find(|s| s.day == h.day && s.kind.as_str() == h.shift);
    if let (Did::Refresh, Some(shift)) = (change.did, shift) {
        store::assemble(ctx.conn(), h.id, shift, now.min(shift.to())).await?;
    }
    let dropped = change.items.iter().filter(|i| i.2).count();
    let (action, to) = if change.did == Did::HandOver { (Action::Decide, "") } else { (Action::Alter, "/edit") };
    ctx.record(
        Entry::new(action, Class::UnitDay).at(PrisonId(h.prison_id)).with(json!({ "handover": h.id, "points": change.items.len(), "dropped": dropped })),
    );
    ctx.save(&format!("/handovers/{}{to}", h.id)).await
}

async fn mark_read(mut ctx: Ctx, form: Form<super::form::Begin>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let h = one(&mut ctx).await?;
    if h.handed_at.is_none() {
        return Err(Error::BadRequest);
    }
    let (by, now) = (ctx.actor.account.0, ctx.now);
    store::read(ctx.conn(), &h, by, now).await?;
    ctx.record(Entry::new(Action::Alter, Class::UnitDay).at(PrisonId(h.prison_id)).with(json!({ "handover": h.id, "did": "read" })));
    ctx.save(&format!("/handovers/{}", h.id)).await
}
