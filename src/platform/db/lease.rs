//! Transactions that begin and end without a trip of their own.
//!
//! sqlx sends `begin` and `commit` by themselves and asks a connection whether it lives when it is given back: three trips of every
//! request that carry nothing. Here `begin` goes with the transaction's first question, `commit` with its last words, and a connection
//! whose transaction has ended well is handed on at once. sqlx counts one open transaction on such a connection all the while, which is
//! what makes it safe: whatever is dropped in between, by an error or a browser that hung up, is an open transaction to sqlx, which
//! rolls it back before the connection is used again; and a savepoint is one, because sqlx knows that it is inside.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use sqlx::postgres::{PgPool, PgRow};
use sqlx::{AssertSqlSafe, PgConnection, Postgres, Transaction};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::is_outage;

/// A page waits two seconds for a connection, then says so; anything longer is a browser that hangs in a corridor.
pub(super) const WAIT: Duration = Duration::from_secs(2);
/// A backend keeps a plan of every statement it has seen: after half an hour it makes room for a new one.
const AGE: Duration = Duration::from_mins(30);

/// A connection on which sqlx counts one open transaction, whether Postgres is in one or waits for the next.
struct Kept {
    connection: Transaction<'static, Postgres>,
    since: Instant,
}

struct Inner {
    pool: PgPool,
    /// As many as the pool has connections: whoever holds one finds a connection among those that wait, or may make one.
    places: Arc<Semaphore>,
    size: u32,
    waiting: Mutex<Vec<Kept>>,
}

/// The connections of one login.
#[derive(Clone)]
pub(super) struct Pool(Arc<Inner>);

impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pool").field(&self.0.pool).finish()
    }
}

impl Pool {
    pub(super) fn new(pool: PgPool, size: u32) -> Self {
        Self(Arc::new(Inner { pool, places: Arc::new(Semaphore::new(size as usize)), size, waiting: Mutex::new(Vec::new()) }))
    }

    /// A transaction, and the rows that its first question gave.
    pub(super) async fn begin(&self, question: &str) -> Result<(Tx, Vec<PgRow>), sqlx::Error> {
        let place = tokio::time::timeout(WAIT, self.0.places.clone().acquire_owned()).await.map_err(|_| sqlx::Error::PoolTimedOut)?;
        let mut place = place.map_err(|_| sqlx::Error::PoolClosed)?;
        // After a restart of the server every connection that waits is dead, and each would greet one user with an error page. A dead
        // one leaves the pool when its use fails, so there are at most as many failures as connections.
        for _ in 0..self.0.size {
            match self.try_begin(place, question).await {
                Ok(begun) => return Ok(begun),
                Err((back, error)) if is_outage(&error) && !matches!(error, sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed) => place = back,
                Err((_, error)) => return Err(error),
            }
        }
        self.try_begin(place, question).await.map_err(|(_, error)| error)
    }

    async fn try_begin(&self, place: OwnedSemaphorePermit, question: &str) -> Result<(Tx, Vec<PgRow>), (OwnedSemaphorePermit, sqlx::Error)> {
        let waiting = self.waiting().pop();
        let begun = async {
            match waiting {
                Some(mut kept) => {
                    let rows = ask(&mut kept.connection, format!("begin; {question}")).await?;
                    Ok((kept, rows))
                }
                None => {
                    let mut kept = Kept { connection: self.fresh().await?, since: Instant::now() };
                    let rows = if question.is_empty() { Vec::new() } else { ask(&mut kept.connection, question.to_owned()).await? };
                    Ok((kept, rows))
                }
            }
        };
        match begun.await {
            Ok((kept, rows)) => Ok((Tx { kept: Some(kept), home: self.clone(), _place: place }, rows)),
            Err(error) => Err((place, error)),
        }
    }

    #[expect(clippy::disallowed_methods, reason = "the one place that begins transactions")]
    async fn fresh(&self) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
        self.0.pool.begin().await
    }

    /// Waits for the running transactions and closes the connections.
    pub(super) async fn close(&self) {
        // None is granted after this one; the pool is never closed twice at once.
        let everybody = self.0.places.acquire_many(self.0.size).await;
        self.0.places.close();
        drop(everybody);
        let waiting = std::mem::take(&mut *self.waiting());
        for mut kept in waiting {
            // For sqlx to give it back it must end the transaction it counts; without one Postgres would warn.
            if ask(&mut kept.connection, "begin".to_owned()).await.is_ok() {
                let _ = kept.connection.rollback().await;
            }
        }
        self.0.pool.close().await;
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Vec<Kept>> {
        self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Sent as it stands, several statements if need be, and answered as one.
async fn ask(connection: &mut PgConnection, text: String) -> Result<Vec<PgRow>, sqlx::Error> {
    sqlx::raw_sql(AssertSqlSafe(text)).fetch_all(connection).await
}

/// A transaction of the application; dropped without commit it is rolled back.
pub struct Tx {
    // Dropped in this order: the connection is back before the next one may ask for it.
    kept: Option<Kept>,
    home: Pool,
    _place: OwnedSemaphorePermit,
}

impl Tx {
    /// Commits.
    ///
    /// # Errors
    /// When the database refuses, or its answer was lost.
    pub async fn commit(self) -> Result<(), sqlx::Error> {
        self.commit_after("").await
    }

    /// Commits after some last words, in one trip. They are sent as text: values are made by [`super::literal`]. When they are refused,
    /// nothing is committed.
    ///
    /// # Errors
    /// As [`Tx::commit`].
    pub async fn commit_after(mut self, words: &str) -> Result<(), sqlx::Error> {
        let Some(mut kept) = self.kept.take() else { return Err(sqlx::Error::WorkerCrashed) };
        if kept.since.elapsed() > AGE {
            ask(&mut kept.connection, words.to_owned()).await?;
            return kept.connection.commit().await;
        }
        let text = if words.is_empty() { "commit".to_owned() } else { format!("{words}; commit") };
        ask(&mut kept.connection, text).await?;
        self.home.waiting().push(kept);
        Ok(())
    }

    /// Undoes what was done.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn rollback(mut self) -> Result<(), sqlx::Error> {
        let Some(mut kept) = self.kept.take() else { return Err(sqlx::Error::WorkerCrashed) };
        ask(&mut kept.connection, "rollback".to_owned()).await?;
        self.home.waiting().push(kept);
        Ok(())
    }
}

impl Deref for Tx {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        match self.kept.as_ref() {
            Some(kept) => &kept.connection,
            None => unreachable!("the connection is there until the transaction is consumed"),
        }
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut PgConnection {
        match self.kept.as_mut() {
            Some(kept) => &mut kept.connection,
            None => unreachable!("the connection is there until the transaction is consumed"),
        }
    }
}
