//! `overgang demo`: an invented prison service to look at.

use super::{database, serve};
use crate::config::Demo;

/// Makes the demonstration when it is not there, brings it to today, and serves it.
pub async fn run(options: Demo) -> anyhow::Result<()> {
    let mut listen = options.listen.clone();
    // Plain HTTP on the loopback is what a demonstration is looked at through.
    listen.insecure_cookies |= listen.listen.ip().is_loopback();
    serve::refuse_problems(&listen)?;
    let found = database::find(&options.database, database::DEMONSTRATION).await?;
    database::prepare(&found.logins.admin).await?;
    serve::listen(&found, &listen, None, true).await?;
    found.stop().await
}
