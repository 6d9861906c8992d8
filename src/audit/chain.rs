//! The arithmetic of the chain, without a database: what an entry's leaf is, what a seal's head is, and what can be wrong with a seal.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::platform::crypto::merkle::{self, GENESIS, Hash, Leaf};
use crate::platform::crypto::seal;

/// An entry as it lies in the database, whole.
#[derive(Clone, Debug)]
pub struct EntryRow {
    pub id: i64,
    pub at: DateTime<Utc>,
    pub txid: i64,
    pub actor: Option<Uuid>,
    pub role: Option<String>,
    pub session_id: Option<Uuid>,
    pub action: String,
    pub class: String,
    pub inmate_id: Option<Uuid>,
    pub inmates: Option<Vec<Uuid>>,
    pub prison_id: Option<Uuid>,
    pub grant_id: Option<Uuid>,
    pub purpose: Option<String>,
    pub request_id: Uuid,
    pub route: String,
    pub detail: String,
}

impl EntryRow {
    /// Every column, in an order that is part of the format: append, never reorder.
    pub fn leaf(&self) -> Hash {
        let inmates = self.inmates.as_ref().map(|ids| ids.iter().flat_map(|id| *id.as_bytes()).collect::<Vec<u8>>());
        Leaf::new()
            .int(Some(self.id))
            .instant(Some(self.at))
            .int(Some(self.txid))
            .uuid(self.actor)
            .text(self.role.as_deref())
            .uuid(self.session_id)
            .text(Some(&self.action))
            .text(Some(&self.class))
            .uuid(self.inmate_id)
            .bytes(inmates.as_deref())
            .uuid(self.prison_id)
            .uuid(self.grant_id)
            .text(self.purpose.as_deref())
            .uuid(Some(self.request_id))
            .text(Some(&self.route))
            .text(Some(&self.detail))
            .hash()
    }
}

/// A batch of the trail: every entry whose transaction number lies in `[from, to)`, by number and id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    pub no: i64,
    pub at: DateTime<Utc>,
    pub from: i64,
    pub to: i64,
    pub entries: i32,
    pub first_id: i64,
    pub last_id: i64,
    pub root: Hash,
}

impl Batch {
    /// The head of the chain with this batch on top of `before`: all that the row of the seal says is in it.
    pub fn head(&self, before: &Hash) -> Hash {
        let span = Leaf::new().instant(Some(self.at)).int(Some(self.from)).int(Some(self.to)).hash();
        merkle::chain(before, &merkle::node(&self.root, &span), self.no, self.first_id, self.last_id, self.entries)
    }
}

/// A batch with its place in the chain, as it lies in the database. Byte columns may have any length there.
#[derive(Clone, Debug)]
pub struct SealRow {
    pub batch: Batch,
    pub chain: Vec<u8>,
    pub signature: Vec<u8>,
    pub public_key: Vec<u8>,
}

/// What is wrong with a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A seal is missing before this one, or the transactions it covers do not begin where those of the one before end.
    Gap,
    /// What the seal says is not what its place in the chain was computed from.
    ChainBroken,
    /// Nobody with the key signed this head.
    SignatureWrong,
    /// It is signed, but by a key that is not trusted.
    UnknownKey,
    /// There are fewer entries than were sealed.
    EntryMissing,
    /// There are more entries than were sealed.
    EntryAdded,
    /// As many as were sealed, and not the same.
    EntryChanged,
}

impl Fault {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::ChainBroken => "chain_broken",
            Self::SignatureWrong => "signature_wrong",
            Self::UnknownKey => "unknown_key",
            Self::EntryMissing => "entry_missing",
            Self::EntryAdded => "entry_added",
            Self::EntryChanged => "entry_changed",
        }
    }

    /// In plain English, for the command line and the log.
    pub fn explain(self) -> &'static str {
        match self {
            Self::Gap => "a seal before it is missing, or the batches do not follow on each other",
            Self::ChainBroken => "the row of the seal was changed: it does not give the head that was kept",
            Self::SignatureWrong => "the signature does not belong to the head",
            Self::UnknownKey => "it was signed by a key that is not the trusted one",
            Self::EntryMissing => "at least one entry is missing",
            Self::EntryAdded => "at least one entry was added afterwards",
            Self::EntryChanged => "at least one entry was changed",
        }
    }
}

/// The chain as far as it has been checked.
pub struct Walk {
    no: i64,
    to: i64,
    head: Hash,
}

impl Walk {
    /// At the beginning.
    pub fn new() -> Self {
        Self { no: 0, to: 0, head: GENESIS }
    }

    /// One seal further: is the row itself what was signed? With no trusted keys the one written with the seal will do.
    pub fn step(&mut self, seal: &SealRow, trusted: &[[u8; 32]]) -> Result<(), Fault> {
        let batch = &seal.batch;
        if batch.no != self.no + 1 || batch.from != self.to || batch.to <= batch.from {
            return Err(Fault::Gap);
        }
        let head = batch.head(&self.head);
        if seal.chain != head {
            return Err(Fault::ChainBroken);
        }
        if !seal::verify(&seal.public_key, &head, &seal.signature) {
            return Err(Fault::SignatureWrong);
        }
        if !trusted.is_empty() && !trusted.iter().any(|key| seal.public_key == *key) {
            return Err(Fault::UnknownKey);
        }
        (self.no, self.to, self.head) = (batch.no, batch.to, head);
        Ok(())
    }
}

/// Whether the entries that are there are those that were sealed.
pub fn compare(batch: &Batch, found: i64, root: &Hash) -> Result<(), Fault> {
    match found.cmp(&i64::from(batch.entries)) {
        std::cmp::Ordering::Less => Err(Fault::EntryMissing),
        std::cmp::Ordering::Greater => Err(Fault::EntryAdded),
        std::cmp::Ordering::Equal if *root != batch.root => Err(Fault::EntryChanged),
        std::cmp::Ordering::Equal => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::crypto::seal::SealKey;

    fn entry(id: i64) -> EntryRow {
        EntryRow {
            id,
            at: DateTime::from_timestamp(1_795_000_000 + id, 0).unwrap_or_default(),
            txid: 700 + id / 3,
            actor: Some(Uuid::from_u128(1)),
            role: Some("OFF".into()),
            session_id: Some(Uuid::from_u128(2)),
            action: "look".into(),
            class: "person".into(),
            inmate_id: Some(Uuid::from_u128(3)),
            inmates: None,
            prison_id: None,
            grant_id: None,
            purpose: None,
            request_id: Uuid::from_u128(4),
            route: "/inmates/{inmate}".into(),
            detail: "{}".into(),
        }
    }

    /// Three batches of four entries, sealed.
    fn sealed(key: &SealKey) -> (Vec<EntryRow>, Vec<SealRow>) {
        let entries: Vec<EntryRow> = (1..=12).map(|id| EntryRow { txid: (id - 1) / 4 + 10, ..entry(id) }).collect();
        let mut before = GENESIS;
        let mut seals = Vec::new();
        for (i, part) in entries.chunks(4).enumerate() {
            let no = i as i64 + 1;
            let (first_id, last_id) = (no * 4 - 3, no * 4);
            let from = if no == 1 { 0 } else { no + 9 };
            let batch =
                Batch { no, at: DateTime::default(), from, to: no + 10, entries: 4, first_id, last_id, root: merkle::root(part.iter().map(EntryRow::leaf)) };
            let head = batch.head(&before);
            seals.push(SealRow { batch, chain: head.to_vec(), signature: key.sign(&head).to_vec(), public_key: key.public_key().to_vec() });
            before = head;
        }
        (entries, seals)
    }

    /// The first batch that does not agree, as the verification finds it.
    fn first_fault(entries: &[EntryRow], seals: &[SealRow], trusted: &[[u8; 32]]) -> Option<(i64, Fault)> {
        let mut walk = Walk::new();
        for seal in seals {
            let mine: Vec<&EntryRow> = entries.iter().filter(|e| (seal.batch.from..seal.batch.to).contains(&e.txid)).collect();
            let root = merkle::root(mine.iter().map(|e| e.leaf()));
            if let Err(fault) = walk.step(seal, trusted).and_then(|()| compare(&seal.batch, mine.len() as i64, &root)) {
                return Some((seal.batch.no, fault));
            }
        }
        None
    }

    #[test]
    fn every_tampering_is_found_in_its_batch() {
        let key = SealKey::random();
        let (entries, seals) = sealed(&key);
        assert_eq!(first_fault(&entries, &seals, &[key.public_key()]), None);
        let with = |change: &dyn Fn(&mut Vec<EntryRow>)| {
            let mut changed = entries.clone();
            change(&mut changed);
            first_fault(&changed, &seals, &[])
        };
        assert_eq!(with(&|e| e[5].detail = "{\"x\": 1}".into()), Some((2, Fault::EntryChanged)));
        assert_eq!(with(&|e| e[5].actor = None), Some((2, Fault::EntryChanged)));
        assert_eq!(with(&|e| e[0].at += chrono::TimeDelta::microseconds(1)), Some((1, Fault::EntryChanged)));
        assert_eq!(with(&|e| e[9].inmates = Some(vec![])), Some((3, Fault::EntryChanged)), "none is not an empty list");
        assert_eq!(with(&|e| drop(e.remove(7))), Some((2, Fault::EntryMissing)));
        assert_eq!(with(&|e| e.push(EntryRow { id: 13, txid: 12, ..entry(13) })), Some((3, Fault::EntryAdded)));
        assert_eq!(with(&|e| e[4].txid = 12), Some((2, Fault::EntryMissing)), "moved to another batch");
    }

    #[test]
    fn a_seal_cannot_be_changed_dropped_or_made_by_another() {
        let key = SealKey::random();
        let (entries, seals) = sealed(&key);
        let with = |change: &dyn Fn(&mut Vec<SealRow>)| {
            let mut changed = seals.clone();
            change(&mut changed);
            first_fault(&entries, &changed, &[key.public_key()])
        };
        assert_eq!(with(&|s| s[1].batch.entries = 3), Some((2, Fault::ChainBroken)));
        assert_eq!(with(&|s| s[1].batch.at += chrono::TimeDelta::days(1)), Some((2, Fault::ChainBroken)));
        assert_eq!(with(&|s| s[2].batch.to += 5), Some((3, Fault::ChainBroken)));
        assert_eq!(with(&|s| s[1].chain[0] ^= 1), Some((2, Fault::ChainBroken)));
        assert_eq!(with(&|s| s[0].signature[9] ^= 1), Some((1, Fault::SignatureWrong)));
        assert_eq!(with(&|s| s[0].signature.truncate(10)), Some((1, Fault::SignatureWrong)));
        assert_eq!(with(&|s| drop(s.remove(1))), Some((3, Fault::Gap)));
        // Everything sealed anew by somebody with another key: consistent in itself, and not ours.
        let (_, forged) = sealed(&SealKey::random());
        assert_eq!(first_fault(&entries, &forged, &[]), None);
        assert_eq!(first_fault(&entries, &forged, &[key.public_key()]), Some((1, Fault::UnknownKey)));
    }
}
