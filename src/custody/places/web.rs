//! The page of stays, cells and movements.

use axum::response::Response;

use super::store;
use super::view::{PlacesView, Words};
use crate::access::{Act, Class};
use crate::inmates::{BannerView, InmateCtx};
use crate::web::{Error, Routes, needs_for};

/// The routes of places.
pub fn routes() -> Routes {
    Routes::new().get("/inmates/{inmate}/places", needs_for(Class::Movements, Act::Read), show)
}

async fn show(mut ctx: InmateCtx) -> Result<Response, Error> {
    let id = ctx.inmate.id;
    // Workshop, school and gate follow people in and out; where somebody slept is not granted to their groups.
    let whole = ctx.actor.role().is_some_and(|role| !matches!(role.db_group(), "og_activity" | "og_desk"));
    let movements = store::movements(ctx.conn(), id).await;
    let movements = ctx.panel("movements", movements).await?;
    let (mut stays, mut placements) = (None, None);
    if whole {
        let found = store::stays(ctx.conn(), id).await;
        stays = ctx.panel("stays", found).await?;
        let found = store::placements(ctx.conn(), id).await;
        placements = ctx.panel("placements", found).await?;
    }
    let banner = BannerView::of(&ctx, "places");
    let ctx = ctx.into_ctx();
    let words = Words::of(&ctx);
    let view = PlacesView {
        frame: ctx.frame("inmates", ctx.t.msg_places_title(banner.name.as_str())),
        banner,
        whole,
        stays: stays.map(|rows| rows.iter().map(|s| words.stay(s)).collect()),
        placements: placements.map(|rows| rows.iter().map(|p| words.placement(p)).collect()),
        movements: movements.map(|rows| rows.iter().map(|m| words.movement(m)).collect()),
    };
    ctx.page(view).await
}
