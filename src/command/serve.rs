//! `overgang serve`: from configuration to a listening program, and down again in order.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::database;
use crate::access::Names;
use crate::app;
use crate::config::{Listen, Only, Serve};
use crate::platform::clock::Clock;
use crate::platform::crypto::envelope::Kek;
use crate::platform::crypto::seal::SealKey;
use crate::platform::db::Db;
use crate::platform::live::Hub;
use crate::reference::Catalogue;
use crate::web::App;
use crate::web::state::Parts;

/// Serves the application until it is told to stop.
pub async fn run(options: Serve) -> anyhow::Result<()> {
    refuse_problems(&options.listen)?;
    let found = database::find(&options.database, database::DATABASE).await?;
    if options.no_migrate {
        let mut connection = database::connect(&found.logins.admin).await?;
        let applied: i64 = sqlx::query_scalar("select count(*) from _sqlx_migrations where success").fetch_one(&mut connection).await.unwrap_or(0);
        anyhow::ensure!(
            applied as usize >= crate::platform::migrate::MIGRATOR.iter().count(),
            "the database is behind this program; run `overgang db migrate`"
        );
    } else {
        database::prepare(&found.logins.admin).await?;
    }
    let mut connection = database::connect(&found.logins.admin).await?;
    let kind = database::kind(&mut connection).await?;
    drop(connection);
    anyhow::ensure!(kind.as_deref().is_none_or(|k| k == "production"), "this database holds a demonstration; `overgang demo` serves it");
    listen(&found, &options.listen, options.only, false).await?;
    found.stop().await
}

/// Says everything that does not fit together, at once.
pub fn refuse_problems(options: &Listen) -> anyhow::Result<()> {
    let problems = options.problems();
    anyhow::ensure!(problems.is_empty(), "the configuration does not fit together:\n  {}", problems.join("\n  "));
    Ok(())
}

/// Opens the pools, starts the background work, serves, and stops in order.
pub async fn listen(found: &database::Found, options: &Listen, only: Option<Only>, demonstration: bool) -> anyhow::Result<()> {
    let started = Instant::now();
    let (custody, health) = (only != Some(Only::Health), only != Some(Only::Custody));
    let db = Db::open(&found.logins, custody, health, options.connections)?;
    let mut connection = database::connect(&found.logins.admin).await?;
    let catalogue = Catalogue::load(&mut connection).await?;
    drop(connection);
    make_private_folder(&found.keys).with_context(|| format!("the folder of the keys, {}", found.keys.display()))?;
    let health_key = if health {
        let path = options.health_key.clone().unwrap_or_else(|| found.keys.join("health.key"));
        Some(Arc::new(Kek::load_or_create(&path).with_context(|| format!("the key of the clinical notes, {}", path.display()))?))
    } else {
        None
    };
    let seal_path = options.audit_key.clone().unwrap_or_else(|| found.keys.join("audit.key"));
    let seal_key = SealKey::load_or_create(&seal_path).with_context(|| format!("the key of the audit trail, {}", seal_path.display()))?;
    let live = Hub::new();
    let app = App::new(Parts {
        clock: Clock::System,
        db: db.clone(),
        catalogue: catalogue.into(),
        health_key,
        demonstration,
        secure_cookies: !options.insecure_cookies,
        client_address_header: options.client_address_header.clone(),
        live: live.clone(),
        names: Names::default(),
        nav: app::nav,
    });
    let (stop, stopped) = watch::channel(false);
    let background = app::background(app.clone(), seal_key, stopped.clone());
    if let Some(address) = options.metrics {
        metrics(address, stopped.clone()).await?;
    }
    let listener = TcpListener::bind(options.listen)
        .await
        .with_context(|| format!("cannot listen on {}; is another program there? Choose another with --listen", options.listen))?;
    tracing::info!(address = %listener.local_addr()?, custody, health, demonstration, ms = started.elapsed().as_secs_f64() * 1000.0, "listening");
    let service = app::router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(async move {
            asked_to_stop().await;
            // Open boards never end by themselves.
            live.stop();
        })
        .await?;
    tracing::info!("stopping: running requests are done");
    let _ = stop.send(true);
    // Background work notices within a moment; a stuck one must not keep the program from ending.
    if tokio::time::timeout(Duration::from_secs(10), background).await.is_err() {
        tracing::warn!("background work did not end in time");
    }
    db.close().await;
    Ok(())
}

/// A folder that only this account can enter.
pub fn make_private_folder(path: &std::path::Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Ends when the terminal or the service manager asks.
async fn asked_to_stop() {
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminate => {}
    }
}

/// Prometheus text on a port of its own, which the configuration keeps to the loopback.
async fn metrics(address: SocketAddr, mut stopped: watch::Receiver<bool>) -> anyhow::Result<()> {
    let handle = metrics_exporter_prometheus::PrometheusBuilder::new().install_recorder().context("metrics")?;
    let listener = TcpListener::bind(address).await.with_context(|| format!("cannot serve metrics on {address}"))?;
    #[expect(clippy::disallowed_methods, reason = "metrics know nothing of anybody and live on the loopback")]
    let router = axum::Router::new().route("/metrics", axum::routing::get(move || std::future::ready(handle.render())));
    tokio::spawn(async move {
        let ended = async move {
            drop(stopped.changed().await);
        };
        if let Err(error) = axum::serve(listener, router).with_graceful_shutdown(ended).await {
            tracing::warn!(%error, "metrics ended");
        }
    });
    Ok(())
}
