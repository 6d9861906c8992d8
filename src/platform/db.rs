//! The database: one pool for each login, and the transaction that a request runs in.
//!
//! The pools are private. A page reaches the database only through [`Db::begin`], which `web::ctx` alone calls for requests.

mod lease;
pub mod literal;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions, PgRow};
use sqlx::{Postgres, Transaction};

pub use lease::Tx;
use lease::{Pool, WAIT};

/// The two sides of the wall. A process may run one of them only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Custody, case work, education, desks, administration, audit.
    Custody,
    /// The health service.
    Health,
}

impl Side {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Custody => "custody",
            Self::Health => "health",
        }
    }
}

/// Where to connect as what. Each is a URL of its own because each is a login of its own.
#[derive(Clone, Debug)]
pub struct Logins {
    /// Owner's stand-in: migrations and administration from the command line.
    pub admin: String,
    /// The custody side's login.
    pub custody: String,
    /// The health side's login.
    pub health: String,
    /// Background work: sealing, nightly closing.
    pub jobs: String,
}

impl Logins {
    /// From one administrator's URL: the same server and database with the other users' names and no passwords.
    ///
    /// # Errors
    /// When the URL cannot be read.
    pub fn from_admin(url: &str) -> Result<Self, sqlx::Error> {
        let with = |user: &str| replace_user(url, user);
        url.parse::<PgConnectOptions>()?;
        Ok(Self { admin: url.to_owned(), custody: with("overgang_custody"), health: with("overgang_health"), jobs: with("overgang_jobs") })
    }
}

/// `postgres://admin:secret@host/db?x` with another user and no password.
fn replace_user(url: &str, user: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
    let authority_end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(authority_end);
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    format!("{scheme}://{user}@{host}{tail}")
}

/// The program's connections.
#[derive(Clone, Debug)]
pub struct Db {
    custody: Option<Pool>,
    health: Option<Pool>,
    jobs: Pool,
    ear: PgPool,
}

impl Db {
    /// Opens the pools for the sides asked for. Connections are made when needed, so a database that is not there yet is no error here.
    ///
    /// # Errors
    /// When a URL cannot be read.
    pub fn open(logins: &Logins, custody: bool, health: bool, per_pool: u32) -> Result<Self, sqlx::Error> {
        let connections = |url: &str, size: u32| -> Result<PgPool, sqlx::Error> {
            let options: PgConnectOptions = url.parse()?;
            Ok(PgPoolOptions::new()
                .max_connections(size)
                .min_connections(0)
                .acquire_timeout(WAIT)
                .test_before_acquire(false)
                .connect_lazy_with(options.statement_cache_capacity(400).application_name("overgang")))
        };
        let pool = |url: &str, size: u32| Ok::<_, sqlx::Error>(Pool::new(connections(url, size)?, size));
        Ok(Self {
            custody: custody.then(|| pool(&logins.custody, per_pool)).transpose()?,
            health: health.then(|| pool(&logins.health, per_pool)).transpose()?,
            jobs: pool(&logins.jobs, 2)?,
            ear: connections(&logins.jobs, 1)?,
        })
    }

    /// Whether this process runs the side.
    pub fn runs(&self, side: Side) -> bool {
        self.pool(side).is_some()
    }

    /// A transaction as the login of a side. A connection that died since its last use is replaced once, unseen.
    ///
    /// # Errors
    /// When the side is not run here, no connection is to be had within two seconds, or the database is gone.
    pub async fn begin(&self, side: Side) -> Result<Tx, sqlx::Error> {
        Ok(self.begin_asking(side, "").await?.0)
    }

    /// As [`Db::begin`], and the answer to the transaction's first question, in the same trip. The question is sent as text: its values
    /// are made by [`literal`].
    ///
    /// # Errors
    /// As [`Db::begin`], and when the database refuses the question.
    pub async fn begin_asking(&self, side: Side, question: &str) -> Result<(Tx, Vec<PgRow>), sqlx::Error> {
        self.pool(side).ok_or(sqlx::Error::PoolClosed)?.begin(question).await
    }

    /// A transaction of background work, in the group of background work.
    ///
    /// # Errors
    /// As [`Db::begin`].
    pub async fn begin_job(&self) -> Result<Tx, sqlx::Error> {
        Ok(self.jobs.begin("select set_config('role', 'og_jobs', true)").await?.0)
    }

    /// A connection of its own that hears what the database tells.
    ///
    /// # Errors
    /// As [`Db::begin`].
    pub async fn listener(&self) -> Result<sqlx::postgres::PgListener, sqlx::Error> {
        sqlx::postgres::PgListener::connect_with(&self.ear).await
    }

    /// Whether the database answers.
    pub async fn ready(&self) -> bool {
        match self.jobs.begin("select 1").await {
            Ok((tx, _)) => tx.commit().await.is_ok(),
            Err(_) => false,
        }
    }

    /// Closes every pool; running requests finish first.
    pub async fn close(&self) {
        for pool in [self.custody.as_ref(), self.health.as_ref(), Some(&self.jobs)].into_iter().flatten() {
            pool.close().await;
        }
        self.ear.close().await;
    }

    fn pool(&self, side: Side) -> Option<&Pool> {
        match side {
            Side::Custody => self.custody.as_ref(),
            Side::Health => self.health.as_ref(),
        }
    }
}

/// A point to come back to: what a constraint refuses within it becomes a message, and the page can still be made.
///
/// # Errors
/// When the database is away.
pub async fn savepoint(connection: &mut sqlx::PgConnection) -> Result<Transaction<'_, Postgres>, sqlx::Error> {
    sqlx::Connection::begin(connection).await
}

/// The instant of background work, for what the database stamps in this transaction.
///
/// # Errors
/// When the database is away.
pub async fn set_now(connection: &mut sqlx::PgConnection, now: chrono::DateTime<chrono::Utc>) -> Result<(), sqlx::Error> {
    sqlx::query_scalar!("select set_config('app.now', $1::timestamptz::text, true)", now).fetch_one(connection).await.map(drop)
}

/// Whether an error means that the database is away rather than that the question was wrong.
pub fn is_outage(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) | sqlx::Error::Protocol(_) | sqlx::Error::WorkerCrashed => true,
        // 57P01-03: the server is stopping, crashed or starting; 53300: no more connections; 08…: the connection broke.
        sqlx::Error::Database(e) => e.code().is_some_and(|c| c.starts_with("57P") || c.starts_with("08") || c == "53300"),
        _ => false,
    }
}

/// The name of the constraint that refused a row, if that is what happened: it becomes a message beside a field.
pub fn violated(error: &sqlx::Error) -> Option<&str> {
    match error {
        sqlx::Error::Database(e) => e.constraint(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::replace_user;

    #[test]
    fn another_user_on_the_same_server() {
        assert_eq!(replace_user("postgres://a:p@h:5433/db?host=/x", "b"), "postgres://b@h:5433/db?host=/x");
        assert_eq!(replace_user("postgres://h/db", "b"), "postgres://b@h/db");
        assert_eq!(replace_user("postgres://a@localhost?host=/tmp/s", "b"), "postgres://b@localhost?host=/tmp/s");
    }
}
