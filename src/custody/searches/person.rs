//! What was searched, found and tested of one person.

use askama::Template;
use axum::response::Response;

use super::due::PlanRow;
use super::log::Row;
use super::store::tests::{self, Which};
use super::store::{due, log};
use super::tests::TestRow;
use super::view::writes;
use crate::access::{Act, Class};
use crate::inmates::{BannerView, InmateCtx};
use crate::platform::paging::{Mark, Page};
use crate::web::{Error, Frame, Routes, needs_for};

const A_PAGE: usize = 40;

/// The routes of the tab.
pub fn routes() -> Routes {
    Routes::new().get("/inmates/{inmate}/searches", needs_for(Class::Searches, Act::Read), show)
}

#[derive(Template)]
#[template(path = "custody/inmate_searches.html")]
struct PersonView {
    frame: Frame,
    banner: BannerView,
    base: String,
    rows: Vec<Row>,
    tests: Vec<TestRow>,
    /// What was decided, and what was left out.
    plans: Vec<PlanRow>,
    newest: Option<String>,
    older: Option<String>,
    /// Whether a search or test of this person can be recorded here.
    writes: bool,
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let inmate = ctx.inmate.id;
    let base = format!("/inmates/{inmate}/searches");
    let asked = ctx.query("before");
    let filter = log::Filter { inmate: Some(inmate.0), ..log::Filter::default() };
    let found = log::list(ctx.conn(), &filter, Mark::of(asked.as_deref()), A_PAGE as i64 + 1).await?;
    let page = Page::of(found, A_PAGE, log::Line::mark);
    let tests = tests::list(ctx.conn(), None, Which::Of(inmate)).await?;
    let plans = due::of_inmate(ctx.conn(), inmate).await?;
    let (t, fmt) = (ctx.t, ctx.fmt());
    let here = ctx.inmate.prison_id.is_some_and(|p| ctx.actor.prisons.first() == Some(&p));
    let banner = BannerView::of(&ctx, "searches");
    let ctx = ctx.into_ctx();
    let view = PersonView {
        frame: ctx.frame("inmates", t.msg_control_title(banner.name.as_str())),
        rows: page.rows.iter().map(|l| Row::of(t, fmt, l)).collect(),
        tests: tests.iter().map(|x| TestRow::of(&ctx, x)).collect(),
        plans: plans.iter().map(|p| PlanRow::of(&ctx, p)).collect(),
        newest: asked.map(|_| base.clone()),
        older: page.older.map(|m| format!("{base}?before={m}")),
        writes: here && writes(&ctx),
        base: format!("inmate={inmate}"),
        banner,
    };
    ctx.page(view).await
}
