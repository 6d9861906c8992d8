//! The program as a whole: every slice's routes, the layers around them, the background work.

use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;

use tokio::sync::watch;

use crate::platform::crypto::seal::SealKey;
use crate::web::routes::{RouteInfo, Routes};
use crate::web::{App, assets, error, headers};

mod menu;

pub use menu::nav;

/// The largest form. An upload has its own limit on its own route.
const MOST_BYTES: usize = 256 * 1024;

fn routes() -> Routes {
    crate::entrance::routes()
        .and(crate::home::routes())
        .and(crate::staff::routes())
        .and(crate::estate::routes())
        .and(crate::lawbook::routes())
        .and(crate::inmates::routes())
        .and(crate::deadlines::routes())
        .and(crate::plan::routes())
        .and(crate::custody::routes())
        .and(crate::programmes::routes())
        .and(crate::activities::routes())
        .and(crate::learning::routes())
        .and(crate::money::routes())
        .and(crate::activities::placements::routes())
        .and(crate::activities::allocation::routes())
        .and(crate::activities::timetable::routes())
        .and(crate::activities::figures::routes())
        .and(crate::sentences::routes())
        .and(crate::health::routes())
        .and(crate::audit::routes())
        .and(crate::rights::routes())
}

/// Every route with its access rule, for the walks.
pub fn route_table() -> Vec<RouteInfo> {
    routes().table().to_vec()
}

/// The router with its layers, ready to serve or to be called in a test.
pub fn router(app: App) -> Router {
    // The last layer added is the outermost: a request meets them from the bottom up.
    let health = Router::new();
    #[expect(clippy::disallowed_methods, reason = "health checks and static files know nothing of anybody")]
    let open = health
        .route("/healthz", axum::routing::get(|| async { "ok" }))
        .route("/readyz", axum::routing::get(ready))
        .route("/sw.js", axum::routing::get(assets::worker))
        .route("/assets/{file}", axum::routing::get(assets::serve));
    routes()
        .into_router()
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .merge(open)
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(20)))
        .layer(axum::middleware::from_fn_with_state(app.clone(), error::pages))
        .layer(axum::middleware::from_fn(headers::security))
        .layer(axum::middleware::from_fn(headers::log))
        .layer(CompressionLayer::new())
        .with_state(app)
}

/// The work that goes on beside the requests, until `stopped` says so.
pub fn background(app: App, key: SealKey, stopped: watch::Receiver<bool>) -> tokio::task::JoinHandle<()> {
    tokio::spawn(async move {
        let (db, clock) = (app.db.clone(), app.clock.clone());
        tokio::join!(
            app.catalogue.follow(&app.db, &app.live, stopped.clone()),
            crate::custody::observations::jobs::run(db.clone(), clock.clone(), stopped.clone()),
            crate::deadlines::jobs::run(db.clone(), clock.clone(), &app.catalogue, stopped.clone()),
            crate::plan::clock::run(db.clone(), clock.clone(), &app.catalogue, stopped.clone()),
            crate::activities::attendance::jobs::run(db.clone(), clock.clone(), &app.catalogue, stopped.clone()),
            crate::custody::count::plan_ahead(db.clone(), clock.clone(), stopped.clone()),
            crate::activities::sessions::jobs::run(db.clone(), clock.clone(), stopped.clone()),
            crate::sentences::calculation::jobs::run(app.clone(), stopped.clone()),
            crate::money::allowance::job::run(app.clone(), stopped.clone()),
            crate::sentences::bases::follow_the_day(db.clone(), clock.clone(), stopped.clone()),
            crate::audit::run(db, clock, key, stopped)
        );
    })
}

async fn ready(State(app): State<App>) -> impl IntoResponse {
    if app.db.ready().await { (StatusCode::OK, "ready") } else { (StatusCode::SERVICE_UNAVAILABLE, "database away") }
}
