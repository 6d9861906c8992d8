//! Sealing: every minute, whatever has ended is hashed into a batch, the batch chained to the one before, the head signed and logged.
//!
//! Nobody waits for it: a request only inserts its entries. The price is a tail of a minute that is not sealed yet.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use tokio::sync::watch;

use super::chain::{Batch, SealRow};
use super::{store, verify};
use crate::law::calendar;
use crate::platform::clock::Clock;
use crate::platform::crypto::merkle::{self, GENESIS};
use crate::platform::crypto::{hex, seal::SealKey};
use crate::platform::db::Db;
use crate::platform::ticks::Ticks;

const EVERY: Duration = Duration::from_secs(60);
/// A batch after a long pause is cut here, so that no transaction lasts for minutes.
const MOST_ENTRIES: i64 = 50_000;
/// Entries fetched at once.
const PAGE: i64 = 5_000;
/// Records closed in one transaction.
const CLOSED_AT_ONCE: i32 = 100;

/// Why a batch was not sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The database refused or is away.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// The last seal has no head that another could be chained to.
    #[error("seal {0} is damaged; run `overgang audit verify`")]
    Damaged(i64),
    /// Transaction numbers lie below those already sealed: the database moved to another server without a new era.
    #[error("this server's transaction numbers are not known to the trail; run `overgang db migrate`")]
    NoEra,
}

/// Seals every minute, makes partitions and closes old records every day, verifies every night, until `stop`; then seals what is left.
pub async fn run(db: Db, clock: Clock, key: SealKey, stop: watch::Receiver<bool>) {
    let mut ticks = Ticks::every(EVERY, stop);
    let mut done_for: Option<NaiveDate> = None;
    while ticks.next().await {
        let today = calendar::oslo_day(clock.now());
        if done_for != Some(today) {
            match daily(&db, &clock, &key).await {
                Ok(()) => done_for = Some(today),
                Err(error) => tracing::warn!(%error, "the day's work on the trail failed; it is tried again in a minute"),
            }
        }
        report(seal_all(&db, &clock, &key).await);
    }
    report(seal_all(&db, &clock, &key).await);
}

fn report(outcome: Result<(), SealError>) {
    if let Err(error) = outcome {
        metrics::counter!("audit_seal_failures_total").increment(1);
        tracing::error!(%error, "the audit trail was not sealed");
    }
}

/// Seals batch after batch until there is nothing more that has ended.
async fn seal_all(db: &Db, clock: &Clock, key: &SealKey) -> Result<(), SealError> {
    loop {
        let mut tx = db.begin_job().await?;
        // Another process seals: its next round takes what this one would have.
        if !store::try_lock(&mut tx).await? {
            return Ok(());
        }
        let Some(seal) = seal_once(&mut tx, clock.now(), key).await? else { return Ok(()) };
        tx.commit().await?;
        let batch = &seal.batch;
        metrics::counter!("audit_sealed_entries_total").increment(u64::try_from(batch.entries).unwrap_or(0));
        // To be kept outside the house: a chain rewritten later does not lead to a head that somebody else has on paper.
        tracing::info!(no = batch.no, entries = batch.entries, head = hex(&seal.chain), signature = hex(&seal.signature), "audit trail sealed");
        if i64::from(batch.entries) < MOST_ENTRIES {
            return Ok(());
        }
    }
}

/// One batch: every entry from where the last one ended to below the oldest transaction that still runs. A slow transaction is thus
/// waited for, where "everything above the last id" would lose it.
///
/// # Errors
/// When the database refuses or the trail is damaged.
pub async fn seal_once(connection: &mut PgConnection, now: DateTime<Utc>, key: &SealKey) -> Result<Option<SealRow>, SealError> {
    let last = store::last(connection).await?;
    let (no, from, before) = match &last {
        Some(l) => (l.batch.no, l.batch.to, l.chain.as_slice().try_into().map_err(|_| SealError::Damaged(l.batch.no))?),
        None => (0, 0, GENESIS),
    };
    let horizon = store::horizon(connection).await?.ok_or(SealError::NoEra)?;
    if horizon < from {
        return Err(SealError::NoEra);
    }
    let to = store::cut(connection, from, horizon, MOST_ENTRIES).await?;
    // 32 bytes an entry: 1.6 MB for the largest batch.
    let mut leaves = Vec::new();
    let (mut after, mut span) = ((from, i64::MIN), None);
    loop {
        let page = store::entries(connection, after, to, PAGE).await?;
        let Some(end) = page.last() else { break };
        after = (end.txid, end.id);
        for entry in &page {
            span = Some(span.map_or((entry.id, entry.id), |(low, high): (i64, i64)| (low.min(entry.id), high.max(entry.id))));
            leaves.push(entry.leaf());
        }
    }
    // Nothing happened: the next batch begins where this one would have.
    let Some((first_id, last_id)) = span else { return Ok(None) };
    let entries = i32::try_from(leaves.len()).map_err(|_| SealError::Damaged(no))?;
    let batch = Batch { no: no + 1, at: now, from, to, entries, first_id, last_id, root: merkle::root(leaves) };
    let head = batch.head(&before);
    let seal = SealRow { batch, chain: head.to_vec(), signature: key.sign(&head).to_vec(), public_key: key.public_key().to_vec() };
    store::insert(connection, &seal).await?;
    Ok(Some(seal))
}

/// What is done once a day and at every start.
async fn daily(db: &Db, clock: &Clock, key: &SealKey) -> anyhow::Result<()> {
    let mut tx = db.begin_job().await?;
    if store::ensure_era(&mut tx).await? {
        tracing::info!("a new era of the audit trail: this server writes it from now on");
    }
    let made = store::ensure_partitions(&mut tx, 3).await?;
    let protection = store::refresh_protection(&mut tx, clock.now()).await?;
    tx.commit().await?;
    let mut closed = 0;
    loop {
        let mut tx = db.begin_job().await?;
        let n = store::close_released(&mut tx, clock.now(), CLOSED_AT_ONCE).await?;
        tx.commit().await?;
        closed += n;
        if n < CLOSED_AT_ONCE {
            break;
        }
    }
    let mut tx = db.begin_job().await?;
    let verdict = verify::verify(&mut tx, &[key.public_key()]).await?;
    store::keep_verification(&mut tx, &verdict, clock.now()).await?;
    tx.commit().await?;
    match verdict.fault {
        None => tracing::info!(
            partitions = made,
            closed,
            protection,
            batches = verdict.batches,
            entries = verdict.entries,
            "the day's work on the trail is done; every seal agrees"
        ),
        Some((no, fault)) => {
            metrics::counter!("audit_verification_failures_total").increment(1);
            tracing::error!(no, fault = fault.as_str(), explanation = fault.explain(), "THE AUDIT TRAIL DOES NOT AGREE WITH ITS SEALS");
        }
    }
    Ok(())
}
