//! Handlers of searching the trail.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::export;
use super::form::{Criteria, LogForm};
use super::store::{self, Named};
use super::view::{Found, LogView};
use crate::access::{Act, Action, Class, Entry};
use crate::audit::cases;
use crate::web::{Ctx, Error, Errors, Form, Routes, needs};

/// Entries on one page.
const PAGE: usize = 100;
/// Entries in one file.
const MOST_EXPORTED: i64 = 20_000;

/// The routes of the trail's search.
pub fn routes() -> Routes {
    let reads = needs(Class::Audit, Act::Read);
    Routes::new().get("/audit/log", reads, show).post("/audit/log", reads, search).post("/audit/export", reads, export)
}

async fn page(ctx: &mut Ctx, form: &LogForm, errors: &Errors, found: Option<Found>) -> Result<LogView, Error> {
    let prisons = store::prisons(ctx.conn()).await?;
    Ok(LogView::new(ctx, form, &prisons, errors, found))
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    cases::case(&ctx)?;
    let form = LogForm::fresh(ctx.today);
    let view = page(&mut ctx, &form, &Errors::new(), None).await?;
    ctx.page(view).await
}

/// Criteria, and whom they name. A name that stands for nobody is a message and not an empty list.
async fn read(ctx: &mut Ctx, form: &LogForm) -> Result<Result<(Criteria, Named), Errors>, Error> {
    let t = ctx.t;
    let criteria = match form.parse(t) {
        Ok(criteria) => criteria,
        Err(errors) => return Ok(Err(errors)),
    };
    let (mut named, mut errors) = (Named::default(), Errors::new());
    if let Some(number) = &criteria.number {
        named.inmate = store::inmate(ctx.conn(), number).await?;
        if named.inmate.is_none() {
            errors.add("number", t.msg_log_no_inmate());
        }
    }
    if let Some(text) = &criteria.staff {
        let staff = store::staff(ctx.conn(), text).await?;
        if staff.is_empty() {
            errors.add("staff", t.msg_log_no_staff());
        }
        named.staff = Some(staff);
    }
    Ok(errors.into_result(Some((criteria, named))))
}

/// What the trail keeps of a search in it: whom it was about, and which other questions were asked.
fn entry(action: Action, criteria: &Criteria, named: &Named, shown: usize) -> Entry {
    let entry = Entry::new(action, Class::Audit).with(json!({
        "staff": named.staff, "action": criteria.action.map(Action::as_str), "class": criteria.class.map(Class::as_str), "prison": criteria.prison,
        "from": criteria.from, "to": criteria.to, "shown": shown,
    }));
    match named.inmate {
        Some(inmate) => entry.of(inmate),
        None => entry,
    }
}

async fn search(mut ctx: Ctx, form: Form<LogForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    cases::case(&ctx)?;
    let (criteria, named) = match read(&mut ctx, &raw).await? {
        Ok(read) => read,
        Err(errors) => {
            ctx.record(Entry::new(Action::Search, Class::Audit).with(json!({ "shown": 0 })));
            let view = page(&mut ctx, &raw, &errors, None).await?;
            return ctx.invalid(view).await;
        }
    };
    let mut rows = store::search(ctx.conn(), &criteria, &named, PAGE as i64 + 1).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    ctx.record(entry(Action::Search, &criteria, &named, rows.len()));
    let found = Found::of(&ctx, &rows, more, criteria.after.is_some());
    let view = page(&mut ctx, &raw, &Errors::new(), Some(found)).await?;
    ctx.page(view).await
}

async fn export(mut ctx: Ctx, form: Form<LogForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    cases::case(&ctx)?;
    let (criteria, named) = match read(&mut ctx, &raw).await? {
        Ok(read) => read,
        Err(errors) => {
            let view = page(&mut ctx, &raw, &errors, None).await?;
            return ctx.invalid(view).await;
        }
    };
    let criteria = Criteria { after: None, ..criteria };
    let rows = store::search(ctx.conn(), &criteria, &named, MOST_EXPORTED).await?;
    ctx.record(entry(Action::Export, &criteria, &named, rows.len()));
    let file = export::file(ctx.t, ctx.fmt(), &rows).map_err(Error::internal)?;
    let disposition = format!("attachment; filename=\"overgang-logg-{}.csv\"", ctx.today);
    ctx.respond(([(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, disposition)], file).into_response()).await
}
