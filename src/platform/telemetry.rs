//! Logs: one JSON line an event, never a name, number, query string or body.

use tracing_subscriber::{EnvFilter, fmt, prelude::*};

/// Starts logging to standard error; `OVERGANG_LOG` narrows or widens it (default `info`).
pub fn start(json: bool) {
    let filter = EnvFilter::try_from_env("OVERGANG_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    // What goes with `begin` and `commit` carries its values in its text: whom a look was at. Statements are never logged, whatever is asked.
    let filter = match "sqlx::query=off".parse() {
        Ok(never) => filter.add_directive(never),
        Err(_) => filter,
    };
    let registry = tracing_subscriber::registry().with(filter);
    let outcome = if json {
        registry.with(fmt::layer().json().flatten_event(true).with_writer(std::io::stderr)).try_init()
    } else {
        registry.with(fmt::layer().compact().with_target(false).with_writer(std::io::stderr)).try_init()
    };
    // A second start in one process (tests) keeps the first subscriber.
    drop(outcome);
}
