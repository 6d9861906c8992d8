//! The demonstration: a whole correctional service, invented from a seed, relative to today, at any scale.
//!
//! One prison at a time is played through in memory (`course`) and written out as rows (`people`, `record`, `days`, `staff`), while
//! the previous one is on its way to the database (`copy`). Nothing is kept that grows with the number of people. No number in it
//! can belong to a person: all are test numbers (month + 80), telephone numbers begin with 0, names are drawn from lists.

use std::time::Instant as Stopwatch;

use anyhow::{Context, Result, bail};
use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};
use tokio::sync::mpsc;

mod clock;
mod copy;
mod course;
mod days;
mod estate;
mod ids;
mod legal;
mod names;
mod numbers;
mod people;
mod prison;
mod record;
mod rng;
mod roll;
mod roster;
mod share;
mod staff;
mod term;
mod units;
mod words;
mod world;

pub use roll::{Rolled, roll_forward};

use copy::{Batch, Copier};
use prison::Producer;
use world::World;

/// What to make.
#[derive(Clone, Debug)]
pub struct Options {
    /// 1 is Norway: some 54 prisons and 3,300 people in custody. 300 is a million. Below 1: the first few prisons, at least three.
    pub scale: f64,
    /// The same seed gives the same people.
    pub seed: u64,
    /// The demonstration's present.
    pub now: DateTime<Utc>,
}

/// What was made.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Prisons, also of the copies.
    pub prisons: u64,
    /// Everybody in the register.
    pub inmates: u64,
    /// Of these in custody now.
    pub in_custody: u64,
    /// Accounts of staff.
    pub accounts: u64,
    /// Rows of all tables.
    pub rows: u64,
    /// How long it took.
    pub seconds: f64,
}

/// Tells somebody who waits how far it is.
pub trait Progress: Send + Sync {
    /// A step begins; `total` ticks are to come.
    fn begin(&self, what: &str, total: u64);
    /// So much more is done.
    fn tick(&self, n: u64);
    /// The step is over.
    fn done(&self);
}

/// Progress nobody looks at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _what: &str, _total: u64) {}
    fn tick(&self, _n: u64) {}
    fn done(&self) {}
}

/// From this scale on foreign keys are not checked row by row (two fifths of the time): the same code makes the same rows at scale 1,
/// where they are.
const TRUSTED_SCALE: f64 = 10.0;

/// Fills an empty database, migrated and with no people in it, with a demonstration. `password_phc` is the hash that every
/// demonstration account signs in with; the other accounts have no password.
///
/// The pool logs in as the administrator. Until the end `platform.meta` says `demonstration_incomplete`.
///
/// # Errors
/// When the database is not empty, or the database or the embedded data refuse.
pub async fn generate(pool: &PgPool, options: &Options, password_phc: &str, progress: &dyn Progress) -> Result<Summary> {
    let began = Stopwatch::now();
    let mut conn = connection(pool).await?;
    let people: bool = sqlx::query_scalar("select exists (select from inmates.inmate) or exists (select from estate.prison)").fetch_one(&mut conn).await?;
    if people {
        bail!("the database has prisons or people in it already; a demonstration needs an empty one");
    }
    let world = World::new(options)?;
    let mut copier = Copier::new(&mut conn, options.scale >= TRUSTED_SCALE).await?;
    meta(copier.conn(), "kind", "demonstration_incomplete").await?;

    let (sender, receiver) = mpsc::channel(1);
    let producer = Producer::new(world, options.scale, password_phc.to_owned());
    let totals = (producer.prisons(), producer.places());
    let work = tokio::task::spawn_blocking(move || producer.run(&sender));
    let sent = send(&mut copier, receiver, totals, progress).await;
    let mut summary = work.await.context("the generator stopped")??;
    summary.rows = sent?;

    finish(copier.conn(), options, &summary).await?;
    summary.prisons = totals.0;
    summary.seconds = began.elapsed().as_secs_f64();
    Ok(summary)
}

/// Writes batches as they come: first the buildings, then one prison after another.
async fn send(copier: &mut Copier<'_>, mut receiver: mpsc::Receiver<Batch>, totals: (u64, u64), progress: &dyn Progress) -> Result<u64> {
    let mut rows = 0;
    let mut buildings = true;
    progress.begin("prisons", totals.0);
    while let Some(mut batch) = receiver.recv().await {
        // The national accounts stand between buildings and people.
        if batch.weight == 0 && buildings {
            progress.done();
            progress.begin("people", totals.1);
            buildings = false;
        }
        copier.send(&mut batch).await.context("a batch was refused")?;
        rows += batch.rows;
        progress.tick(batch.weight);
    }
    progress.done();
    Ok(rows)
}

async fn finish(conn: &mut PgConnection, options: &Options, summary: &Summary) -> Result<()> {
    // The product goes on numbering where the demonstration stopped.
    sqlx::query(
        "insert into inmates.number_series (year, last)
         select split_part(number, '-', 1)::int, max(split_part(number, '-', 2)::int) from inmates.inmate group by 1
         on conflict (year) do update set last = greatest(inmates.number_series.last, excluded.last)",
    )
    .execute(&mut *conn)
    .await?;
    for table in copy::table_names() {
        sqlx::raw_sql(sqlx::AssertSqlSafe(format!("analyze {table}"))).execute(&mut *conn).await?;
    }
    meta(conn, "seed", &options.seed.to_string()).await?;
    meta(conn, "scale", &options.scale.to_string()).await?;
    meta(conn, "inmates", &summary.inmates.to_string()).await?;
    meta(conn, "generated_at", &options.now.to_rfc3339()).await?;
    let rostered = clock::date(clock::Clock::new(options.now).today + roster::AHEAD);
    meta(conn, "rolled_to", &options.now.to_rfc3339()).await?;
    meta(conn, "rostered_to", &rostered.to_string()).await?;
    // Last: what says so is complete.
    meta(conn, "kind", "demonstration").await
}

/// One connection of the administrator's pool, never given back: its settings are not those of others.
#[expect(clippy::disallowed_methods, reason = "the command line, not a request: it acts as the administrator")]
async fn connection(pool: &PgPool) -> Result<PgConnection> {
    Ok(pool.acquire().await?.detach())
}

async fn meta(conn: &mut PgConnection, key: &str, value: &str) -> Result<()> {
    sqlx::query("insert into platform.meta (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value")
        .bind(key)
        .bind(value)
        .execute(conn)
        .await?;
    Ok(())
}
