//! Handlers of the front page.

use askama::Template;
use axum::response::Response;

use crate::web::{Access, Ctx, Error, Frame, Routes};

/// The routes of the front page.
pub fn routes() -> Routes {
    Routes::new().get("/", Access::SignedIn, show)
}

#[derive(Template)]
#[template(path = "home/home.html")]
struct HomeView {
    frame: Frame,
}

async fn show(ctx: Ctx) -> Result<Response, Error> {
    let frame = ctx.frame("home", ctx.t.msg_home());
    ctx.page(HomeView { frame }).await
}
