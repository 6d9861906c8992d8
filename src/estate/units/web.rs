//! Handlers of units.

use axum::response::Response;
use serde_json::json;

use super::form::{Edit, Nothing};
use super::store::{self, Unit};
use super::view::{self, EditView};
use crate::access::{Act, Action, Class, Entry};
use crate::estate::{prisons, scope, words};
use crate::platform::db;
use crate::platform::id::{PrisonId, UnitId};
use crate::web::conflict::{ConflictView, Edited};
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

pub fn routes() -> Routes {
    let write = needs(Class::Estate, Act::Write);
    Routes::new()
        .get("/admin/prisons/{prison}/units/new", write, show_new)
        .post("/admin/prisons/{prison}/units", write, add)
        .get("/admin/units/{unit}/edit", write, show_edit)
        .post("/admin/units/{unit}/edit", write, edit)
        .post("/admin/units/{unit}/close", write, close)
        .post("/admin/units/{unit}/open", write, open)
}

/// The prison in the path: id and name.
async fn prison(ctx: &mut Ctx) -> Result<(String, String), Error> {
    let id: PrisonId = ctx.param("prison")?;
    scope::look_after(ctx, id)?;
    let prison = prisons::store::find(ctx.conn(), id).await?.ok_or(Error::NotFound)?;
    Ok((prison.id.to_string(), prison.name))
}

/// The unit in the path, when its prison is the reader's to look after.
pub(in crate::estate) async fn one(ctx: &mut Ctx) -> Result<Unit, Error> {
    let id: UnitId = ctx.param("unit")?;
    let now = ctx.now;
    let unit = store::find(ctx.conn(), id, now).await?.ok_or(Error::NotFound)?;
    scope::look_after(ctx, PrisonId(unit.prison_id))?;
    Ok(unit)
}

fn of(unit: &Unit) -> (String, String) {
    (unit.prison_id.to_string(), unit.prison.clone())
}

async fn show_new(mut ctx: Ctx) -> Result<Response, Error> {
    let prison = prison(&mut ctx).await?;
    let view = EditView::new(&ctx, prison, None, &Edit { purpose: "ordinary".into(), ..Edit::default() }, None, &Errors::new());
    ctx.page(view).await
}

async fn add(mut ctx: Ctx, form: Form<Edit>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let prison = prison(&mut ctx).await?;
    let at: PrisonId = ctx.param("prison")?;
    let id = UnitId::fresh();
    let errors = match raw.parse(ctx.t) {
        Ok(facts) => match store::add(ctx.conn(), id, at, &facts).await {
            Ok(()) => {
                ctx.record(Entry::new(Action::Administer, Class::Estate).at(at).with(json!({ "unit": id, "did": "unit added" })));
                return ctx.save(&format!("/admin/units/{id}")).await;
            }
            Err(error) if db::violated(&error) == Some("unit_code_taken") => taken(&ctx),
            Err(error) => return Err(error.into()),
        },
        Err(errors) => errors,
    };
    let view = EditView::new(&ctx, prison, None, &raw, None, &errors);
    ctx.invalid(view).await
}

fn taken(ctx: &Ctx) -> Errors {
    let mut errors = Errors::new();
    errors.add("code", ctx.t.msg_estate_unit_code_taken());
    errors
}

async fn show_edit(mut ctx: Ctx) -> Result<Response, Error> {
    let unit = one(&mut ctx).await?;
    let view = EditView::new(&ctx, of(&unit), Some(&unit), &view::filled(&unit), None, &Errors::new());
    ctx.page(view).await
}

async fn edit(mut ctx: Ctx, form: Form<Edit>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let unit = one(&mut ctx).await?;
    let (id, at) = (UnitId(unit.id), PrisonId(unit.prison_id));
    let errors = match raw.parse(ctx.t) {
        Ok(facts) => match store::update(ctx.conn(), id, &facts, raw.version.parse().map_err(|_| Error::BadRequest)?).await {
            Ok(true) => {
                ctx.record(Entry::new(Action::Administer, Class::Estate).at(at).with(json!({ "unit": id, "did": "unit edited" })));
                return ctx.save(&format!("/admin/units/{id}?done=saved")).await;
            }
            Ok(false) => {
                let now = one(&mut ctx).await?;
                let view = conflict(&ctx, &now, &raw);
                return ctx.conflict(view).await;
            }
            Err(error) if db::violated(&error) == Some("unit_code_taken") => taken(&ctx),
            Err(error) => return Err(error.into()),
        },
        Err(errors) => errors,
    };
    let view = EditView::new(&ctx, of(&unit), Some(&unit), &raw, None, &errors);
    ctx.invalid(view).await
}

fn conflict(ctx: &Ctx, now: &Unit, raw: &Edit) -> ConflictView {
    let t = ctx.t;
    let theirs = view::filled(now);
    let plain = |value: &str| value.to_owned();
    let level = move |value: &str| words::level(t, value);
    let purpose = move |value: &str| words::purpose(t, value);
    let fields: Vec<Edited<'_>> = view::pairs(&theirs)
        .into_iter()
        .zip(view::pairs(raw))
        .map(|((name, theirs), (_, mine))| {
            let (label, read): (String, &(dyn Fn(&str) -> String + Sync)) = match name {
                "code" => (t.msg_estate_unit_code(), &plain),
                "name" => (t.msg_estate_name(), &plain),
                "level" => (t.msg_estate_level(), &level),
                "purpose" => (t.msg_estate_purpose(), &purpose),
                "basis" => (t.msg_estate_basis(), &plain),
                _ => (t.msg_estate_sort(), &plain),
            };
            Edited { name, label, theirs, mine, read }
        })
        .collect();
    ConflictView::new(ctx.frame("prisons", t.msg_conflict_title()), format!("/admin/units/{}/edit", now.id), now.version, &raw.was, &fields)
}

async fn close(mut ctx: Ctx, form: Form<Nothing>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let unit = one(&mut ctx).await?;
    let (id, at, today) = (UnitId(unit.id), PrisonId(unit.prison_id), ctx.today);
    let people = store::occupied(ctx.conn(), id).await?;
    if people > 0 {
        let fault = ctx.t.msg_estate_unit_occupied(people);
        let view = EditView::new(&ctx, of(&unit), Some(&unit), &view::filled(&unit), Some(fault), &Errors::new());
        return ctx.invalid(view).await;
    }
    store::set_closed(ctx.conn(), id, Some(today)).await?;
    ctx.record(Entry::new(Action::Administer, Class::Estate).at(at).with(json!({ "unit": id, "did": "unit closed" })));
    ctx.save(&format!("/admin/prisons/{at}?done=unit")).await
}

async fn open(mut ctx: Ctx, form: Form<Nothing>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let unit = one(&mut ctx).await?;
    let (id, at) = (UnitId(unit.id), PrisonId(unit.prison_id));
    store::set_closed(ctx.conn(), id, None).await?;
    ctx.record(Entry::new(Action::Administer, Class::Estate).at(at).with(json!({ "unit": id, "did": "unit opened" })));
    ctx.save(&format!("/admin/units/{id}?done=saved")).await
}
