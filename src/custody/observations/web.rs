//! The page of observations.

use axum::response::Response;

use super::store;
use super::view::{ObservationsView, event, person_chips};
use crate::access::{Act, Class, Feature};
use crate::inmates::{BannerView, InmateCtx};
use crate::platform::paging::{Mark, Page};
use crate::reference::List;
use crate::web::lang::Text;
use crate::web::parts::{Chip, Event, Timeline};
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
    let timeline = page.map(|p| Timeline::of(t, p.rows.iter().map(|o| line(&ctx, nb, o))));
    let done = ctx.query("done").and_then(|d| done(t, &d));
    let writes = ctx.may_here(Class::Observations, Act::Write) && ctx.in_use(Feature::Observations, ctx.inmate.prison_id).is_ok();
    let write = writes.then(|| format!("/observations/new?inmate={id}"));
    let talk = writes.then(|| format!("/inmates/{id}/talks/new"));
    let pages = person_chips(&ctx, "observations");
    let banner = BannerView::of(&ctx, "observations");
    let ctx = ctx.into_ctx();
    let frame = ctx.frame("inmates", t.msg_observations_title(banner.name.as_str()));
    ctx.page(ObservationsView { frame, banner, pages, chips, done, write, talk, timeline, filtered: !kind.is_empty(), newest, older }).await
}

/// An entry that leads to its own page.
fn line(ctx: &InmateCtx, nb: bool, o: &store::Observation) -> (String, Event) {
    let (day, event) = event(ctx.t, ctx.fmt(), ctx.catalogue(), nb, o);
    (day, Event { href: Some(format!("/inmates/{}/observations/{}", o.inmate, o.id)), ..event })
}

/// What was just done, in words.
pub(super) fn done(t: Text, word: &str) -> Option<String> {
    Some(match word {
        "written" => t.msg_note_done_written(),
        "several" => t.msg_note_done_several(),
        "twice" => t.msg_note_done_twice(),
        "health" => t.msg_note_done_health(),
        "nobody" => t.msg_note_done_nobody(),
        "corrected" => t.msg_note_done_corrected(),
        "verified" => t.msg_note_done_verified(),
        "kept" => t.msg_note_done_kept(),
        "erased" => t.msg_note_done_erased(),
        "talk" => t.msg_note_done_talk(),
        _ => return None,
    })
}
