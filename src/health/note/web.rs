//! Handlers of notes.

use std::sync::Arc;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use super::super::model::NoteKind;
use super::actions::{self, Corrected};
use super::form::NoteForm;
use super::store;
use super::view::{Conflict, NoKeyView, NoteFormView, NoteView, NotesView};
use crate::access::{Act, Class, Feature};
use crate::inmates::InmateCtx;
use crate::platform::crypto::envelope::Kek;
use crate::platform::id::RowId;
use crate::web::{Ctx, Error, Errors, Form, Routes, needs_for};

/// Notes on one page.
const PAGE: usize = 30;

/// The routes of notes.
pub fn routes() -> Routes {
    Routes::new()
        .get("/inmates/{inmate}/health", needs_for(Class::Clinical, Act::Read), list)
        .get("/inmates/{inmate}/health/new", needs_for(Class::Clinical, Act::Write), fresh)
        .post("/inmates/{inmate}/health/notes", needs_for(Class::Clinical, Act::Write), write)
        .get("/inmates/{inmate}/health/notes/{note}", needs_for(Class::Clinical, Act::Read), show)
        .get("/inmates/{inmate}/health/notes/{note}/correct", needs_for(Class::Clinical, Act::Write), correction)
        .post("/inmates/{inmate}/health/notes/{note}", needs_for(Class::Clinical, Act::Write), correct)
}

/// The key of the notes. A process without it has nothing to show here and says so, rather than showing a record that looks empty.
fn kek(ctx: &Ctx) -> Result<Arc<Kek>, Error> {
    if let Some(kek) = &ctx.app.health_key {
        return Ok(kek.clone());
    }
    tracing::error!("the health key is not loaded: clinical notes can be neither read nor written");
    let body = NoKeyView { frame: ctx.frame("inmates", ctx.t.msg_health_no_key()) }.render()?;
    Err(Error::Page(Box::new((StatusCode::SERVICE_UNAVAILABLE, Html(body)).into_response())))
}

async fn list(mut ctx: InmateCtx) -> Result<Response, Error> {
    let kek = kek(&ctx)?;
    let kind = ctx.query("kind").and_then(|word| NoteKind::from_word(&word));
    let before = ctx.query("before").and_then(|id| id.parse::<RowId>().ok());
    let inmate = ctx.inmate.id;
    let counts = store::count_kinds(ctx.conn(), inmate).await?;
    let mut notes = actions::list(&mut ctx, &kek, kind, before, PAGE as i64 + 1).await?;
    let more = notes.len() > PAGE;
    notes.truncate(PAGE);
    let view = NotesView::new(&ctx, kind, &counts, &notes, more);
    ctx.into_ctx().page(view).await
}

async fn fresh(ctx: InmateCtx) -> Result<Response, Error> {
    ctx.in_use(Feature::Health, ctx.inmate.prison_id)?;
    kek(&ctx)?;
    let view = NoteFormView::new(&ctx, None, &NoteForm::fresh(ctx.fmt(), ctx.now), &Errors::new(), None);
    ctx.into_ctx().page(view).await
}

async fn write(mut ctx: InmateCtx, form: Form<NoteForm>) -> Result<Response, Error> {
    ctx.in_use(Feature::Health, ctx.inmate.prison_id)?;
    let raw = ctx.open(form).await?;
    let kek = kek(&ctx)?;
    match raw.parse(ctx.t, ctx.now) {
        Ok(command) => {
            actions::write(&mut ctx, &kek, &command).await?;
            let list = format!("/inmates/{}/health", ctx.inmate.id);
            ctx.into_ctx().save(&list).await
        }
        Err(errors) => {
            let view = NoteFormView::new(&ctx, None, &raw, &errors, None);
            ctx.into_ctx().invalid(view).await
        }
    }
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let kek = kek(&ctx)?;
    let thread: RowId = ctx.param("note")?;
    let versions = actions::versions(&mut ctx, &kek, thread).await?;
    let (newest, earlier) = versions.split_first().ok_or(Error::NotFound)?;
    let view = NoteView::new(&ctx, newest, earlier);
    ctx.into_ctx().page(view).await
}

async fn correction(mut ctx: InmateCtx) -> Result<Response, Error> {
    let kek = kek(&ctx)?;
    let thread: RowId = ctx.param("note")?;
    let versions = actions::versions(&mut ctx, &kek, thread).await?;
    let newest = versions.first().ok_or(Error::NotFound)?;
    // A text that cannot be read must not be corrected over: what it was is still to be found out.
    let text = newest.text.as_ref().ok_or(Error::NotFound)?.to_string();
    let form = NoteForm { kind: newest.kind.as_str().to_owned(), text, version: newest.version.to_string(), ..NoteForm::at(ctx.fmt(), newest.at) };
    let view = NoteFormView::new(&ctx, Some(thread), &form, &Errors::new(), None);
    ctx.into_ctx().page(view).await
}

async fn correct(mut ctx: InmateCtx, form: Form<NoteForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let kek = kek(&ctx)?;
    let thread: RowId = ctx.param("note")?;
    let read: i32 = raw.version.parse().map_err(|_| Error::BadRequest)?;
    let command = match raw.parse(ctx.t, ctx.now) {
        Ok(command) => command,
        Err(errors) => {
            let view = NoteFormView::new(&ctx, Some(thread), &raw, &errors, None);
            return ctx.into_ctx().invalid(view).await;
        }
    };
    match actions::correct(&mut ctx, &kek, thread, read, &command).await? {
        Corrected::Saved => {
            let note = format!("/inmates/{}/health/notes/{thread}", ctx.inmate.id);
            ctx.into_ctx().save(&note).await
        }
        Corrected::Overtaken { before, theirs } => {
            let conflict = Conflict::of(&ctx, before.as_deref(), &theirs, &command.text);
            // The form now stands on what they wrote: sent again, mine becomes the version after theirs.
            let form = NoteForm { version: theirs.version.to_string(), ..raw };
            let view = NoteFormView::new(&ctx, Some(thread), &form, &Errors::new(), Some(conflict));
            ctx.into_ctx().conflict(view).await
        }
    }
}
