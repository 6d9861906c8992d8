//! Handler of the insight.

use axum::response::Response;
use chrono::{Days, NaiveDate};

use super::store;
use super::view::{InsightView, Record};
use crate::access::{Act, Action, Class, Entry};
use crate::inmates::InmateCtx;
use crate::law::calendar;
use crate::web::form::day;
use crate::web::{Error, Errors, Routes, needs_for};

/// Days shown when nothing else is asked for, and the most of them.
const USUAL_DAYS: u64 = 90;
const MOST_DAYS: i64 = 366;
/// Lines on one page: more than anybody reads on paper.
const MOST_LINES: usize = 2_000;

/// The routes of the insight.
pub fn routes() -> Routes {
    Routes::new().get("/inmates/{inmate}/insight", needs_for(Class::Insight, Act::Read), show).get(
        "/inmates/{inmate}/health/looks",
        needs_for(Class::Clinical, Act::Read),
        show_clinical,
    )
}

/// The period asked for; the usual one when it makes no sense, with messages that say so.
fn period(ctx: &InmateCtx) -> ((NaiveDate, NaiveDate), (String, String), Errors) {
    let usual = (ctx.today.checked_sub_days(Days::new(USUAL_DAYS)).unwrap_or(ctx.today), ctx.today);
    let mut errors = Errors::new();
    let (Some(from_text), Some(to_text)) = (ctx.query("from"), ctx.query("to")) else {
        return (usual, (usual.0.to_string(), usual.1.to_string()), errors);
    };
    let asked = match (day(&from_text), day(&to_text)) {
        (None, _) => {
            errors.add("from", ctx.t.msg_log_bad_from());
            usual
        }
        (_, None) => {
            errors.add("to", ctx.t.msg_log_bad_to());
            usual
        }
        (Some(from), Some(to)) if to < from => {
            errors.add("to", ctx.t.msg_log_backwards());
            usual
        }
        (Some(from), Some(to)) if (to - from).num_days() > MOST_DAYS => {
            errors.add("from", ctx.t.msg_log_too_long());
            usual
        }
        (Some(from), Some(to)) => (from, to),
    };
    (asked, (from_text, to_text), errors)
}

async fn show(ctx: InmateCtx) -> Result<Response, Error> {
    list(ctx, Record::Prison).await
}

async fn show_clinical(ctx: InmateCtx) -> Result<Response, Error> {
    list(ctx, Record::Clinical).await
}

async fn list(mut ctx: InmateCtx, record: Record) -> Result<Response, Error> {
    let (period, typed, errors) = period(&ctx);
    let inmate = ctx.inmate.id;
    let (from, to) = (calendar::start_of_day(period.0), calendar::day_span(period.1).end);
    let limit = i32::try_from(MOST_LINES).unwrap_or(i32::MAX).saturating_add(1);
    let (mut looks, class) = match record {
        Record::Prison => (store::looks(ctx.conn(), inmate, from, to, limit).await?, Class::Insight),
        Record::Clinical => (store::clinical_looks(ctx.conn(), inmate, from, to, limit).await?, Class::Clinical),
    };
    let cut = looks.len() > MOST_LINES;
    looks.truncate(MOST_LINES);
    // The page is made for paper: whoever opens it can hand it out.
    let entry = Entry { prison: ctx.inmate.prison_id, ..Entry::new(Action::Print, class).of(inmate) };
    ctx.record(entry);
    let view = InsightView::new(&ctx, record, (&typed.0, &typed.1), period, &errors, &looks, cut);
    if errors.is_empty() { ctx.into_ctx().page(view).await } else { ctx.into_ctx().invalid(view).await }
}
