//! Handlers of the auditor's front page.

use axum::response::Response;
use serde_json::json;

use super::form::{CaseForm, EndForm};
use super::store;
use super::view::OverviewView;
use crate::access::{Act, Action, Class, Entry};
use crate::platform::id::RowId;
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

/// The routes of cases.
pub fn routes() -> Routes {
    let reads = needs(Class::Audit, Act::Read);
    Routes::new().get("/audit", reads, show).post("/audit/case", reads, begin).post("/audit/case/end", reads, end)
}

/// The case under which an auditor reads; without one the way leads to where it is begun.
///
/// # Errors
/// The redirect to that page.
pub fn case(ctx: &Ctx) -> Result<String, Error> {
    ctx.actor.case_number.clone().ok_or(Error::Unfinished("/audit"))
}

async fn view(ctx: &mut Ctx, form: &CaseForm, errors: &Errors) -> Result<OverviewView, Error> {
    let inspections = store::inspections(ctx.conn()).await?;
    let last = store::last_seal(ctx.conn()).await?;
    let verification = store::last_verification(ctx.conn()).await?;
    Ok(OverviewView::new(ctx, form, errors, &inspections, last.as_ref(), verification.as_ref()))
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let view = view(&mut ctx, &CaseForm::default(), &Errors::new()).await?;
    ctx.page(view).await
}

async fn begin(mut ctx: Ctx, form: Form<CaseForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let (number, purpose) = match raw.parse(ctx.t) {
        Ok(parsed) => parsed,
        Err(errors) => {
            let view = view(&mut ctx, &raw, &errors).await?;
            return ctx.invalid(view).await;
        }
    };
    let (id, session) = (RowId::fresh(), ctx.actor.session);
    store::begin(ctx.conn(), id, session, &number, &purpose).await?;
    ctx.record(Entry::new(Action::Grant, Class::Audit).for_purpose(number).with(json!({ "inspection": id, "begun": true })));
    ctx.save("/audit/log").await
}

async fn end(mut ctx: Ctx, form: Form<EndForm>) -> Result<Response, Error> {
    ctx.open(form).await?;
    let session = ctx.actor.session;
    store::end(ctx.conn(), session).await?;
    ctx.record(Entry::new(Action::Grant, Class::Audit).with(json!({ "begun": false })));
    ctx.save("/audit").await
}
