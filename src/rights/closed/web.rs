//! Handlers of reopening.

use axum::response::Response;
use serde_json::json;

use super::form::ReopenForm;
use super::store;
use super::view::ReopenView;
use crate::access::{Act, Action, Class, Entry};
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

/// The routes of reopening.
pub fn routes() -> Routes {
    Routes::new().get("/closed-records", needs(Class::ClosedRecords, Act::Write), show).post("/closed-records", needs(Class::ClosedRecords, Act::Write), reopen)
}

async fn show(ctx: Ctx) -> Result<Response, Error> {
    let view = ReopenView::new(&ctx, &ReopenForm::default(), &Errors::new());
    ctx.page(view).await
}

async fn reopen(mut ctx: Ctx, form: Form<ReopenForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let command = match raw.parse(ctx.t) {
        Ok(command) => command,
        Err(errors) => {
            let view = ReopenView::new(&ctx, &raw, &errors);
            return ctx.invalid(view).await;
        }
    };
    let request = ctx.request_id;
    match store::reopen(ctx.conn(), &command, request).await? {
        Some(inmate) => {
            ctx.record(Entry::new(Action::Collect, Class::ClosedRecords).of(inmate).for_purpose("reopened"));
            ctx.save(&format!("/inmates/{inmate}")).await
        }
        None => {
            ctx.record(Entry::new(Action::Search, Class::ClosedRecords).for_purpose("reopened").with(json!({ "found": false })));
            let mut errors = Errors::new();
            errors.add("number", ctx.t.msg_closed_nobody());
            let view = ReopenView::new(&ctx, &raw, &errors);
            ctx.invalid(view).await
        }
    }
}
