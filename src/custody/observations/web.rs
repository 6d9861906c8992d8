//! The page of observations.

use axum::response::Response;

use super::store;
use super::view::{ObservationsView, event};
use crate::access::{Act, Class};
use crate::inmates::{BannerView, InmateCtx};
use crate::platform::paging::{Mark, Page};
use crate::reference::List;
use crate::web::parts::{Chip, Timeline};
use crate::web::{Error, Routes, needs_for};

const A_PAGE: usize = 30;

/// The routes of observations.
pub fn routes() -> Routes {
    Routes::new().get("/inmates/{inmate}/observations", needs_for(Class::Observations, Act::Read), show)
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let id = ctx.inmate.id;
    let base = format!("/inmates/{id}/observations");
    let kind = ctx.query("kind").filter(|k| ctx.catalogue().get(List::ObservationType, k).is_some()).unwrap_or_default();
    let asked = ctx.query("before");
    let before = Mark::of(asked.as_deref());

    let rows = store::of_inmate(ctx.conn(), id, &kind, before, A_PAGE as i64 + 1).await;
    let page = ctx.panel("observations", rows).await?.map(|rows| Page::of(rows, A_PAGE, store::Observation::mark));
    let kinds = store::kinds(ctx.conn(), id).await;
    let kinds = ctx.panel("kinds of observation", kinds).await?.unwrap_or_default();

    let (t, fmt, nb) = (ctx.t, ctx.fmt(), ctx.lang.is_nb());
    let total: i64 = kinds.iter().map(|k| k.1).sum();
    let mut chips = vec![Chip::new(base.clone(), t.msg_observations_all(), Some(fmt.number(total)), kind.is_empty())];
    chips.extend(
        kinds.iter().map(|(k, n)| Chip::new(format!("{base}?kind={k}"), ctx.catalogue().label(List::ObservationType, k, nb), Some(fmt.number(*n)), *k == kind)),
    );
    let with_kind = |separator| if kind.is_empty() { String::new() } else { format!("{separator}kind={kind}") };
    let older = page.as_ref().and_then(|p| p.older).map(|mark| format!("{base}?before={mark}{}", with_kind('&')));
    let newest = asked.map(|_| format!("{base}{}", with_kind('?')));
    let timeline = page.map(|p| Timeline::of(t, p.rows.iter().map(|o| event(t, fmt, ctx.catalogue(), nb, o))));
    let banner = BannerView::of(&ctx, "observations");
    let ctx = ctx.into_ctx();
    let frame = ctx.frame("inmates", t.msg_observations_title(banner.name.as_str()));
    ctx.page(ObservationsView { frame, banner, chips, timeline, filtered: !kind.is_empty(), newest, older }).await
}
