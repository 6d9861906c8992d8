//! What happens in the houses of a demonstration, beyond who is where: written by each part of custody for itself, set by set.

use anyhow::Context;
use chrono::{DateTime, Utc};
use sqlx::PgPool;

use super::{board, cells, contact_officers, count, handover, incidents, movements, observations, reception, rota, searches, transfers};
use crate::reference::schedule;

/// Writes all of it, after the people are there.
///
/// # Errors
/// When the database refuses.
pub async fn seed(pool: &PgPool, now: DateTime<Utc>) -> anyhow::Result<()> {
    cells::demonstration::seed(pool).await.context("keeping apart and cells")?;
    movements::demonstration::carry_forward(pool, now).await.context("movements about the house")?;
    transfers::demonstration::carry_forward(pool, now).await.context("transfers")?;
    reception::seed(pool, now).await.context("arrivals")?;
    searches::demonstration::fill(pool, now).await.context("searches and tests")?;
    incidents::demonstration::fill(pool, now).await.context("incidents")?;
    observations::seed_demonstration(pool, now).await.context("unverified observations")?;
    contact_officers::seed_demonstration(pool, now).await.context("talks and contact officers")?;
    unit_days(pool, now).await.context("the days of units")?;
    count::demonstration::seed(pool, now).await.context("counts")?;
    Ok(())
}

/// Brings it to a later day.
///
/// # Errors
/// When the database refuses.
pub async fn carry_forward(pool: &PgPool, now: DateTime<Utc>) -> anyhow::Result<()> {
    movements::demonstration::carry_forward(pool, now).await.context("movements about the house")?;
    transfers::demonstration::carry_forward(pool, now).await.context("transfers")?;
    count::demonstration::seed(pool, now).await.context("counts up to today")?;
    Ok(())
}

/// Who is unlocked this morning, what the last shifts handed over, and who has which duty this week.
#[expect(clippy::disallowed_methods, reason = "the command line, not a request: it acts as the administrator")]
async fn unit_days(pool: &PgPool, now: DateTime<Utc>) -> anyhow::Result<()> {
    let mut tx = pool.begin().await?;
    sqlx::query("set local role overgang_owner").execute(&mut *tx).await?;
    let plan = schedule::store::load(&mut tx).await?;
    board::demonstration::write(&mut tx, &plan, now).await?;
    rota::demonstration::write(&mut tx, now).await?;
    handover::demonstration::write(&mut tx, now).await?;
    Ok(tx.commit().await?)
}
