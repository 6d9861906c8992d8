//! Handlers of breaking the glass.

use axum::response::Response;
use serde_json::json;

use super::form::{EndForm, GlassForm};
use super::store;
use super::view::GlassView;
use crate::access::{Act, Action, Class, Entry};
use crate::platform::id::InmateId;
use crate::web::{Access, Ctx, Error, Errors, Form, Routes, needs};

/// The routes of breaking the glass.
pub fn routes() -> Routes {
    Routes::new()
        .get("/break-glass", needs(Class::BreakGlass, Act::Write), show)
        .post("/break-glass", needs(Class::BreakGlass, Act::Write), open)
        // Whoever has it open may give it back, whatever role they act in by then.
        .post("/break-glass/end", Access::SignedIn, end)
}

async fn show(ctx: Ctx) -> Result<Response, Error> {
    ctx.confirmed("/break-glass")?;
    let form = GlassForm { depth: "identity".to_owned(), ..GlassForm::default() };
    let view = GlassView::new(&ctx, &form, &Errors::new());
    ctx.page(view).await
}

async fn open(mut ctx: Ctx, form: Form<GlassForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    ctx.confirmed("/break-glass")?;
    let command = match raw.parse(ctx.t) {
        Ok(command) => command,
        Err(errors) => {
            let view = GlassView::new(&ctx, &raw, &errors);
            return ctx.invalid(view).await;
        }
    };
    let request = ctx.request_id;
    match store::break_glass(ctx.conn(), &command, request).await? {
        Some(inmate) => {
            // The function wrote what happened, with its grant; this one says that a right was given to oneself.
            ctx.record(Entry::new(Action::Grant, Class::BreakGlass).of(inmate).for_purpose(command.code.as_str()).with(json!({ "depth": command.depth })));
            ctx.save(&format!("/inmates/{inmate}")).await
        }
        None => {
            // The try stays in the trail although the page is refused.
            ctx.record(Entry::new(Action::Search, Class::BreakGlass).for_purpose(command.code.as_str()).with(json!({ "found": false })));
            let mut errors = Errors::new();
            errors.add("number", ctx.t.msg_glass_nobody());
            let view = GlassView::new(&ctx, &raw, &errors);
            ctx.invalid(view).await
        }
    }
}

async fn end(mut ctx: Ctx, form: Form<EndForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let inmate: InmateId = raw.inmate.parse().map_err(|_| Error::NotFound)?;
    // Twice, or after the four hours: what was wanted is so already.
    if !store::end(ctx.conn(), inmate).await? {
        return Err(Error::AlreadyDone("/".to_owned()));
    }
    ctx.record(Entry::new(Action::Grant, Class::BreakGlass).of(inmate).with(json!({ "ended": true })));
    ctx.save("/").await
}
