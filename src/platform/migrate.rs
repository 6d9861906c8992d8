//! Brings a database to the shape this program needs.

use sqlx::migrate::Migrator;
use sqlx::{Connection, PgConnection};

/// Every migration, embedded.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// Why a database could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// The server could not be reached or refused.
    #[error("the database cannot be reached for migration: {0}. Check DATABASE_URL and that the server runs")]
    Connect(#[source] sqlx::Error),
    /// A migration failed; nothing of it was kept and the old version goes on serving.
    #[error("a migration failed and was undone: {0}")]
    Failed(#[from] sqlx::migrate::MigrateError),
}

/// Applies what is missing. Two processes at once: one works, the other waits.
///
/// # Errors
/// When the server is away or a migration fails.
pub async fn run(admin_url: &str) -> Result<PgConnection, MigrateError> {
    let mut connection = PgConnection::connect(admin_url).await.map_err(MigrateError::Connect)?;
    MIGRATOR.run(&mut connection).await?;
    Ok(connection)
}
