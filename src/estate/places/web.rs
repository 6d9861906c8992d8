//! Handlers of places.

use axum::response::Response;
use serde_json::json;

use super::form::Edit;
use super::store::{self, Place};
use super::view::{self, EditView, ListView};
use crate::access::{Act, Action, Class, Entry};
use crate::estate::units::Nothing;
use crate::estate::{prisons, scope, words};
use crate::platform::db;
use crate::platform::id::{PrisonId, RowId};
use crate::web::conflict::{ConflictView, Edited};
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

pub fn routes() -> Routes {
    let write = needs(Class::Estate, Act::Write);
    Routes::new()
        .get("/admin/prisons/{prison}/places", write, list)
        .post("/admin/prisons/{prison}/places", write, add)
        .get("/admin/places/{place}", write, show)
        .post("/admin/places/{place}", write, edit)
        .post("/admin/places/{place}/close", write, close)
        .post("/admin/places/{place}/open", write, open)
}

/// The page of a prison's places, with a form for one more.
async fn page(ctx: &mut Ctx, typed: &Edit, errors: &Errors) -> Result<ListView, Error> {
    let id: PrisonId = ctx.param("prison")?;
    scope::look_after(ctx, id)?;
    let prison = prisons::store::find(ctx.conn(), id).await?.ok_or(Error::NotFound)?;
    let places = store::of_prison(ctx.conn(), id).await?;
    let done = (ctx.query("done").as_deref() == Some("saved")).then(|| ctx.t.msg_estate_done_saved());
    Ok(ListView::new(ctx, (prison.id.to_string(), prison.name), places, done, typed, errors))
}

async fn list(mut ctx: Ctx) -> Result<Response, Error> {
    let view = page(&mut ctx, &Edit::default(), &Errors::new()).await?;
    ctx.page(view).await
}

async fn add(mut ctx: Ctx, form: Form<Edit>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (at, id): (PrisonId, _) = (ctx.param("prison")?, RowId::fresh());
    scope::look_after(&ctx, at)?;
    let errors = match raw.parse(ctx.t) {
        Ok(facts) => match store::add(ctx.conn(), id, at, &facts).await {
            Ok(()) => {
                ctx.record(Entry::new(Action::Administer, Class::Estate).at(at).with(json!({ "place": id, "did": "place added" })));
                return ctx.save(&format!("/admin/prisons/{at}/places?done=saved")).await;
            }
            Err(error) => taken(&ctx, error)?,
        },
        Err(errors) => errors,
    };
    let view = page(&mut ctx, &raw, &errors).await?;
    ctx.invalid(view).await
}

/// A name that another open place of the prison has; any other fault is no fault of the form.
fn taken(ctx: &Ctx, error: sqlx::Error) -> Result<Errors, Error> {
    if db::violated(&error) != Some("place_name_taken") {
        return Err(error.into());
    }
    let mut errors = Errors::new();
    errors.add("name", ctx.t.msg_estate_place_taken());
    Ok(errors)
}

/// The place in the path, when its prison is the reader's to look after.
async fn one(ctx: &mut Ctx) -> Result<Place, Error> {
    let id: RowId = ctx.param("place")?;
    let place = store::find(ctx.conn(), id).await?.ok_or(Error::NotFound)?;
    scope::look_after(ctx, PrisonId(place.prison_id))?;
    Ok(place)
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let place = one(&mut ctx).await?;
    let view = EditView::new(&ctx, &place, &view::filled(&place), None, &Errors::new());
    ctx.page(view).await
}

async fn edit(mut ctx: Ctx, form: Form<Edit>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let place = one(&mut ctx).await?;
    let errors = match raw.parse(ctx.t) {
        Ok(facts) => match store::update(ctx.conn(), RowId(place.id), &facts, raw.version.parse().map_err(|_| Error::BadRequest)?).await {
            Ok(true) => return saved(ctx, &place, "place edited").await,
            Ok(false) => {
                let now = one(&mut ctx).await?;
                let view = conflict(&ctx, &now, &raw);
                return ctx.conflict(view).await;
            }
            Err(error) => taken(&ctx, error)?,
        },
        Err(errors) => errors,
    };
    let view = EditView::new(&ctx, &place, &raw, None, &errors);
    ctx.invalid(view).await
}

async fn saved(mut ctx: Ctx, place: &Place, did: &str) -> Result<Response, Error> {
    let at = PrisonId(place.prison_id);
    ctx.record(Entry::new(Action::Administer, Class::Estate).at(at).with(json!({ "place": place.id, "did": did })));
    ctx.save(&format!("/admin/prisons/{at}/places?done=saved")).await
}

fn conflict(ctx: &Ctx, now: &Place, raw: &Edit) -> ConflictView {
    let t = ctx.t;
    let theirs = view::filled(now);
    let plain = |value: &str| value.to_owned();
    let kind = move |value: &str| words::place(t, value);
    let fields: Vec<Edited<'_>> = view::pairs(&theirs)
        .into_iter()
        .zip(view::pairs(raw))
        .map(|((name, theirs), (_, mine))| {
            let (label, read): (String, &(dyn Fn(&str) -> String + Sync)) =
                if name == "kind" { (t.msg_estate_place_kind(), &kind) } else { (t.msg_estate_name(), &plain) };
            Edited { name, label, theirs, mine, read }
        })
        .collect();
    ConflictView::new(ctx.frame("prisons", t.msg_conflict_title()), format!("/admin/places/{}", now.id), now.version, &raw.was, &fields)
}

async fn refuse(ctx: Ctx, place: &Place, fault: String) -> Result<Response, Error> {
    let view = EditView::new(&ctx, place, &view::filled(place), Some(fault), &Errors::new());
    ctx.invalid(view).await
}

async fn close(mut ctx: Ctx, form: Form<Nothing>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let place = one(&mut ctx).await?;
    if place.in_use > 0 {
        let fault = ctx.t.msg_estate_place_in_use(place.in_use);
        return refuse(ctx, &place, fault).await;
    }
    let today = ctx.today;
    store::set_closed(ctx.conn(), RowId(place.id), Some(today)).await?;
    saved(ctx, &place, "place closed").await
}

async fn open(mut ctx: Ctx, form: Form<Nothing>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let place = one(&mut ctx).await?;
    match store::set_closed(ctx.conn(), RowId(place.id), None).await {
        Ok(()) => saved(ctx, &place, "place opened").await,
        Err(error) if db::violated(&error) == Some("place_name_taken") => {
            let fault = ctx.t.msg_estate_place_taken();
            refuse(ctx, &place, fault).await
        }
        Err(error) => Err(error.into()),
    }
}
