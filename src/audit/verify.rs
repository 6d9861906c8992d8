//! Verifying: every root, every link of the chain and every signature computed again from what lies there now.

use chrono::{DateTime, Utc};
use sqlx::{Connection, PgConnection};

pub use super::chain::Fault;
use super::chain::{self, EntryRow, Walk};
use super::store;
use crate::platform::crypto::merkle::{self, Hash};

/// Seals and entries fetched at once: memory stays the same for any length of trail.
const SEALS: i64 = 1_000;
const ENTRIES: i64 = 5_000;

/// The last seal that agreed.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its number.
    pub no: i64,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// The head of the chain: compare it with what was sent outside. A chain cut off at its end agrees with itself.
    pub chain: Vec<u8>,
    /// The key that signed it.
    pub public_key: Vec<u8>,
}

/// What a verification found.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// Batches that agree.
    pub batches: i64,
    /// Entries in them.
    pub entries: i64,
    /// The last one.
    pub head: Option<Head>,
    /// The first batch that does not agree, and why. What comes after was not looked at: it hangs on this one.
    pub fault: Option<(i64, Fault)>,
    /// Entries not sealed yet.
    pub unsealed: i64,
    /// The oldest of them: older than some minutes, nobody is sealing.
    pub oldest_unsealed: Option<DateTime<Utc>>,
}

/// Computes everything again. With no trusted keys the one written with each seal will do: then a chain forged from its beginning agrees.
/// The transaction must be able to read the trail (`og_jobs`, or the owner).
///
/// # Errors
/// When the database is away. A trail that does not agree is no error but a verdict.
pub async fn verify(connection: &mut PgConnection, trusted: &[[u8; 32]]) -> Result<Verdict, sqlx::Error> {
    let mut verdict = Verdict::default();
    let mut walk = Walk::new();
    let mut entries = Reader::default();
    let mut next = 1;
    let mut covered = 0;
    loop {
        let seals = store::seals(connection, Some(next), SEALS).await?;
        let Some(last) = seals.last() else { break };
        next = last.batch.no + 1;
        for seal in &seals {
            let batch = &seal.batch;
            let checked = match walk.step(seal, trusted) {
                Err(fault) => Err(fault),
                Ok(()) => {
                    let (found, root) = entries.batch(connection, batch.to).await?;
                    chain::compare(batch, found, &root)
                }
            };
            covered = batch.to;
            if let Err(fault) = checked {
                verdict.fault = Some((batch.no, fault));
                break;
            }
            verdict.batches += 1;
            verdict.entries += i64::from(batch.entries);
            verdict.head = Some(Head { no: batch.no, at: batch.at, chain: seal.chain.clone(), public_key: seal.public_key.clone() });
        }
        if verdict.fault.is_some() {
            break;
        }
    }
    (verdict.unsealed, verdict.oldest_unsealed) = store::unsealed(connection, covered).await?;
    Ok(verdict)
}

/// As [`verify`], for an administrator's connection: in one snapshot, as the owner.
///
/// # Errors
/// As [`verify`].
pub async fn verify_as_owner(connection: &mut PgConnection, trusted: &[[u8; 32]]) -> Result<Verdict, sqlx::Error> {
    let mut tx = connection.begin_with("begin isolation level repeatable read read only").await?;
    store::become_owner(&mut tx).await?;
    let verdict = verify(&mut tx, trusted).await?;
    tx.commit().await?;
    Ok(verdict)
}

/// Reads entries in the order of the chain, a page at a time, whatever the size of batches.
struct Reader {
    after: (i64, i64),
    page: std::vec::IntoIter<EntryRow>,
    /// Read, and belonging to a later batch.
    held: Option<EntryRow>,
    exhausted: bool,
}

impl Default for Reader {
    fn default() -> Self {
        Self { after: (0, i64::MIN), page: Vec::new().into_iter(), held: None, exhausted: false }
    }
}

impl Reader {
    /// How many entries lie below `to` and have not been read, and the root over them.
    async fn batch(&mut self, connection: &mut PgConnection, to: i64) -> Result<(i64, Hash), sqlx::Error> {
        let mut leaves = Vec::new();
        while let Some(entry) = self.next(connection).await? {
            if entry.txid >= to {
                self.held = Some(entry);
                break;
            }
            leaves.push(entry.leaf());
        }
        Ok((i64::try_from(leaves.len()).unwrap_or(i64::MAX), merkle::root(leaves)))
    }

    async fn next(&mut self, connection: &mut PgConnection) -> Result<Option<EntryRow>, sqlx::Error> {
        if let Some(entry) = self.held.take().or_else(|| self.page.next()) {
            return Ok(Some(entry));
        }
        if self.exhausted {
            return Ok(None);
        }
        let page = store::entries(connection, self.after, i64::MAX, ENTRIES).await?;
        self.exhausted = page.is_empty();
        if let Some(end) = page.last() {
            self.after = (end.txid, end.id);
        }
        self.page = page.into_iter();
        Ok(self.page.next())
    }
}
