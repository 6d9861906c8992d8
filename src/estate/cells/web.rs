//! Handlers of cells.

use axum::response::Response;
use serde_json::json;

use super::form::{Add, Edit, LandingForm, Nothing, OutOfUse};
use super::store::{self, Cell};
use super::view::{self, AddView, CellView, Typed, UnitView};
use crate::access::{Act, Action, Class, Entry};
use crate::estate::{scope, units, words};
use crate::platform::db;
use crate::platform::id::{CellId, PrisonId, UnitId};
use crate::web::conflict::{ConflictView, Edited};
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

pub fn routes() -> Routes {
    let write = needs(Class::Estate, Act::Write);
    Routes::new()
        .get("/admin/units/{unit}", write, show_unit)
        .get("/admin/units/{unit}/cells/new", write, show_new)
        .post("/admin/units/{unit}/cells", write, add)
        .get("/admin/cells/{cell}", write, show_one)
        .post("/admin/cells/{cell}", write, edit)
        .post("/admin/cells/{cell}/close", write, close)
        .post("/admin/cells/{cell}/open", write, open)
        .post("/admin/cells/{cell}/out-of-use", write, take_out)
        .post("/admin/cells/{cell}/in-use", write, take_back)
        .post("/admin/cells/{cell}/landing", write, set_landing)
}

fn entry(at: PrisonId, cell: CellId, did: &str) -> Entry {
    Entry::new(Action::Administer, Class::Estate).at(at).with(json!({ "cell": cell, "did": did }))
}

async fn show_unit(mut ctx: Ctx) -> Result<Response, Error> {
    let unit = units::one(&mut ctx).await?;
    let now = ctx.now;
    let cells = store::of_unit(ctx.conn(), UnitId(unit.id), now).await?;
    let done = ctx.query("done").and_then(|d| match d.as_str() {
        "saved" => Some(ctx.t.msg_estate_done_saved()),
        "cells" => Some(ctx.t.msg_estate_done_cells()),
        _ => None,
    });
    let view = UnitView::new(&ctx, done, unit, cells);
    ctx.page(view).await
}

async fn show_new(mut ctx: Ctx) -> Result<Response, Error> {
    let unit = units::one(&mut ctx).await?;
    let typed = Add { certified: "1".into(), working: "1".into(), maximum: "1".into(), condition: "good".into(), ..Add::default() };
    let view = AddView::new(&ctx, &unit, &typed, &Errors::new());
    ctx.page(view).await
}

async fn add(mut ctx: Ctx, form: Form<Add>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let unit = units::one(&mut ctx).await?;
    let (id, at) = (UnitId(unit.id), PrisonId(unit.prison_id));
    let mut errors = Errors::new();
    match raw.parse(ctx.t) {
        Ok(new) => {
            let taken = store::taken(ctx.conn(), id, &new.codes).await?;
            if !taken.is_empty() {
                errors.add("codes", ctx.t.msg_estate_codes_taken(taken.join(", ").as_str()));
            } else {
                match store::add(ctx.conn(), id, at, &new).await {
                    Ok(()) => {
                        ctx.record(
                            Entry::new(Action::Administer, Class::Estate).at(at).with(json!({ "unit": id, "did": "cells added", "cells": new.codes.len() })),
                        );
                        return ctx.save(&format!("/admin/units/{id}?done=cells")).await;
                    }
                    Err(error) if db::violated(&error) == Some("cell_code_taken") => errors.add("codes", ctx.t.msg_estate_cell_code_taken()),
                    Err(error) => return Err(error.into()),
                }
            }
        }
        Err(found) => errors = found,
    }
    let view = AddView::new(&ctx, &unit, &raw, &errors);
    ctx.invalid(view).await
}

/// What the tables refuse, beside its field. None: another kind of refusal.
fn refused(ctx: &Ctx, constraint: Option<&str>) -> Option<Errors> {
    let mut errors = Errors::new();
    match constraint? {
        "cell_code_taken" => errors.add("code", ctx.t.msg_estate_cell_code_taken()),
        "cell_capacity_order" => errors.add("maximum", ctx.t.msg_estate_capacity_order()),
        "cell_out_of_use_overlaps" => errors.add("from", ctx.t.msg_estate_out_overlaps()),
        _ => return None,
    }
    Some(errors)
}

async fn one(ctx: &mut Ctx) -> Result<Cell, Error> {
    let id: CellId = ctx.param("cell")?;
    let now = ctx.now;
    let cell = store::find(ctx.conn(), id, now).await?.ok_or(Error::NotFound)?;
    scope::look_after(ctx, PrisonId(cell.prison_id))?;
    Ok(cell)
}

/// What was typed in one of the forms of the page.
#[derive(Clone, Copy, Default)]
struct Sent<'a> {
    edit: Option<&'a Edit>,
    out: Option<&'a OutOfUse>,
    landing: Option<&'a LandingForm>,
}

async fn page(ctx: &mut Ctx, cell: &Cell, sent: Sent<'_>, fault: Option<String>, errors: &Errors) -> Result<CellView, Error> {
    let landings = store::landings(ctx.conn(), CellId(cell.id)).await?;
    let periods = store::periods(ctx.conn(), CellId(cell.id)).await?;
    let done = ctx.query("done").map(|_| ctx.t.msg_estate_done_saved());
    let filled = view::filled(cell);
    let today = OutOfUse { from: ctx.today.to_string(), ..OutOfUse::default() };
    let lies = LandingForm { landing: cell.landing.clone().unwrap_or_default(), since: ctx.today.to_string(), also: String::new() };
    let typed = Typed { edit: sent.edit.unwrap_or(&filled), out: sent.out.unwrap_or(&today), landing: sent.landing.unwrap_or(&lies), fault, done };
    Ok(CellView::new(ctx, cell, (periods, landings), typed, errors))
}

async fn show_one(mut ctx: Ctx) -> Result<Response, Error> {
    let cell = one(&mut ctx).await?;
    let view = page(&mut ctx, &cell, Sent::default(), None, &Errors::new()).await?;
    ctx.page(view).await
}

async fn edit(mut ctx: Ctx, form: Form<Edit>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let cell = one(&mut ctx).await?;
    let (id, at) = (CellId(cell.id), PrisonId(cell.prison_id));
    let errors = match raw.parse(ctx.t) {
        Ok(facts) => match store::update(ctx.conn(), id, &facts, raw.version.parse().map_err(|_| Error::BadRequest)?).await {
            Ok(true) => {
                ctx.record(entry(at, id, "cell edited"));
                return ctx.save(&format!("/admin/cells/{id}?done=saved")).await;
            }
            Ok(false) => {
                let now = one(&mut ctx).await?;
                let view = conflict(&ctx, &now, &raw);
                return ctx.conflict(view).await;
            }
            Err(error) => refused(&ctx, db::violated(&error)).ok_or(error)?,
        },
        Err(errors) => errors,
    };
    let view = page(&mut ctx, &cell, Sent { edit: Some(&raw), ..Sent::default() }, None, &errors).await?;
    ctx.invalid(view).await
}

fn conflict(ctx: &Ctx, now: &Cell, raw: &Edit) -> ConflictView {
    let t = ctx.t;
    let theirs = view::filled(now);
    let plain = |value: &str| value.to_owned();
    let condition = move |value: &str| words::condition(t, value);
    let yes = move |value: &str| if value == "yes" { t.msg_estate_yes() } else { t.msg_estate_no() };
    let fields: Vec<Edited<'_>> = view::pairs(&theirs)
        .into_iter()
        .zip(view::pairs(raw))
        .map(|((name, theirs), (_, mine))| {
            let (label, read): (String, &(dyn Fn(&str) -> String + Sync)) = match name {
                "code" => (t.msg_estate_cell_code(), &plain),
                "walking_order" => (t.msg_estate_walking_order(), &plain),
                "certified" => (t.msg_estate_certified(), &plain),
                "working" => (t.msg_estate_working(), &plain),
                "maximum" => (t.msg_estate_maximum(), &plain),
                "condition" => (t.msg_estate_condition(), &condition),
                _ => (t.msg_estate_accessible(), &yes),
            };
            Edited { name, label, theirs, mine, read }
        })
        .collect();
    ConflictView::new(ctx.frame("prisons", t.msg_conflict_title()), format!("/admin/cells/{}", now.id), now.version, &raw.was, &fields)
}

/// A cell with somebody in it is neither closed nor taken out of use: the person is moved first.
async fn empty(ctx: &mut Ctx, cell: &Cell) -> Result<Result<(), String>, Error> {
    let people = store::occupied(ctx.conn(), CellId(cell.id)).await?;
    Ok(if people > 0 { Err(ctx.t.msg_estate_cell_occupied(people)) } else { Ok(()) })
}

async fn close(mut ctx: Ctx, form: Form<Nothing>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let cell = one(&mut ctx).await?;
    if let Err(fault) = empty(&mut ctx, &cell).await? {
        let view = page(&mut ctx, &cell, Sent::default(), Some(fault), &Errors::new()).await?;
        return ctx.invalid(view).await;
    }
    let (id, today) = (CellId(cell.id), ctx.today);
    store::set_closed(ctx.conn(), id, Some(today)).await?;
    ctx.record(entry(PrisonId(cell.prison_id), id, "cell closed"));
    ctx.save(&format!("/admin/cells/{id}?done=saved")).await
}

async fn open(mut ctx: Ctx, form: Form<Nothing>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let cell = one(&mut ctx).await?;
    let id = CellId(cell.id);
    store::set_closed(ctx.conn(), id, None).await?;
    ctx.record(entry(PrisonId(cell.prison_id), id, "cell opened"));
    ctx.save(&format!("/admin/cells/{id}?done=saved")).await
}

async fn take_out(mut ctx: Ctx, form: Form<OutOfUse>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let cell = one(&mut ctx).await?;
    let (id, at, me) = (CellId(cell.id), PrisonId(cell.prison_id), ctx.actor.account);
    let fault = empty(&mut ctx, &cell).await?.err();
    let errors = match raw.parse(ctx.t, ctx.now) {
        Ok(outage) if fault.is_none() => match store::take_out(ctx.conn(), id, at, &outage, me).await {
            Ok(()) => {
                ctx.record(entry(at, id, "out of use"));
                return ctx.save(&format!("/admin/cells/{id}?done=saved")).await;
            }
            Err(error) => refused(&ctx, db::violated(&error)).ok_or(error)?,
        },
        Ok(_) => Errors::new(),
        Err(errors) => errors,
    };
    let view = page(&mut ctx, &cell, Sent { out: Some(&raw), ..Sent::default() }, fault, &errors).await?;
    ctx.invalid(view).await
}

async fn take_back(mut ctx: Ctx, form: Form<Nothing>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let cell = one(&mut ctx).await?;
    let (id, me, now) = (CellId(cell.id), ctx.actor.account, ctx.now);
    if !store::take_back(ctx.conn(), id, me, now).await? {
        return Err(Error::AlreadyDone(format!("/admin/cells/{id}")));
    }
    ctx.record(entry(PrisonId(cell.prison_id), id, "in use"));
    ctx.save(&format!("/admin/cells/{id}?done=saved")).await
}

async fn set_landing(mut ctx: Ctx, form: Form<LandingForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let cell = one(&mut ctx).await?;
    let (id, at) = (CellId(cell.id), PrisonId(cell.prison_id));
    let mut errors = Errors::new();
    match raw.parse(ctx.t, ctx.today) {
        Ok(landing) => {
            let others = store::by_codes(ctx.conn(), UnitId(cell.unit_id), &landing.also).await?;
            let unknown: Vec<&str> = landing.also.iter().filter(|code| !others.iter().any(|(_, c)| c == *code)).map(String::as_str).collect();
            if unknown.is_empty() {
                let mut cells: Vec<_> = others.into_iter().map(|(id, _)| id).chain([cell.id]).collect();
                cells.sort_unstable();
                cells.dedup();
                match store::set_landing(ctx.conn(), &cells, &landing).await? {
                    None => {
                        ctx.record(Entry::new(Action::Administer, Class::Estate).at(at).with(json!({ "cell": id, "did": "landing", "cells": cells.len() })));
                        return ctx.save(&format!("/admin/cells/{id}?done=saved")).await;
                    }
                    Some(later) => errors.add("since", ctx.t.msg_estate_landing_later(ctx.fmt().day(later).as_str())),
                }
            } else {
                errors.add("also", ctx.t.msg_estate_landing_unknown(unknown.join(", ").as_str()));
            }
        }
        Err(found) => errors = found,
    }
    let view = page(&mut ctx, &cell, Sent { landing: Some(&raw), ..Sent::default() }, None, &errors).await?;
    ctx.invalid(view).await
}
