//! Hashes over the audit trail: a Merkle root per batch, each batch chained to the one before.
//!
//! Leaves and nodes as in RFC 6962 section 2.1 (SHA-256; 0x00 before a leaf, 0x01 before a node, so that
//! neither can pass for the other). [`super::seal`] signs the head of the chain.

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// A SHA-256 digest.
pub type Hash = [u8; 32];

/// What the first batch is chained to.
pub const GENESIS: Hash = [0; 32];

const LEAF: u8 = 0x00;
const NODE: u8 = 0x01;
const CHAIN: u8 = 0x02;

/// One row of the trail on its way to a leaf hash.
///
/// Each field is written as a presence byte, its length and its bytes: an absent field differs from an
/// empty one, and no text can run over into the next field. Fields are told apart by their order alone,
/// so the order is part of the format: append new fields, never insert or reorder.
#[derive(Debug, Clone)]
pub struct Leaf(Sha256);

impl Default for Leaf {
    fn default() -> Self {
        Self::new()
    }
}

impl Leaf {
    /// A leaf without fields.
    #[must_use]
    pub fn new() -> Self {
        Self(Sha256::new_with_prefix([LEAF]))
    }

    /// Appends bytes, or the absence of any.
    #[must_use]
    pub fn bytes(mut self, value: Option<&[u8]>) -> Self {
        match value {
            None => self.0.update([0]),
            Some(bytes) => {
                self.0.update([1]);
                self.0.update((bytes.len() as u64).to_be_bytes());
                self.0.update(bytes);
            }
        }
        self
    }

    /// Appends text. JSON must come in one settled form, such as `jsonb::text` gives.
    #[must_use]
    pub fn text(self, value: Option<&str>) -> Self {
        self.bytes(value.map(str::as_bytes))
    }

    /// Appends a whole number.
    #[must_use]
    pub fn int(self, value: Option<i64>) -> Self {
        self.bytes(value.map(i64::to_be_bytes).as_ref().map(<[u8; 8]>::as_slice))
    }

    /// Appends an id.
    #[must_use]
    pub fn uuid(self, value: Option<Uuid>) -> Self {
        self.bytes(value.as_ref().map(|id| id.as_bytes().as_slice()))
    }

    /// Appends an instant, to the microsecond that Postgres keeps.
    #[must_use]
    pub fn instant(self, value: Option<DateTime<Utc>>) -> Self {
        self.int(value.map(|at| at.timestamp_micros()))
    }

    /// The leaf's hash.
    #[must_use]
    pub fn hash(self) -> Hash {
        self.0.finalize().into()
    }
}

/// The hash of an inner node.
#[must_use]
pub fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new_with_prefix([NODE]).chain_update(left).chain_update(right).finalize().into()
}

/// The root over any number of leaves, kept in logarithmic space; none give the hash of nothing.
pub fn root(leaves: impl IntoIterator<Item = Hash>) -> Hash {
    // Complete subtrees from left to right, each twice as large as the next or larger.
    let mut subtrees: Vec<(u64, Hash)> = Vec::new();
    for leaf in leaves {
        let (mut size, mut hash) = (1_u64, leaf);
        while let Some((_, left)) = subtrees.pop_if(|(left_size, _)| *left_size == size) {
            hash = node(&left, &hash);
            size *= 2;
        }
        subtrees.push((size, hash));
    }
    subtrees.into_iter().map(|(_, hash)| hash).rev().reduce(|right, left| node(&left, &right)).unwrap_or_else(|| Sha256::digest([]).into())
}

/// The new head of the chain: the old head, the batch's root, its number, the first and last id it
/// covers and how many rows. Leaving out, adding or reordering a batch changes every head after it.
#[must_use]
pub fn chain(prev: &Hash, root: &Hash, no: i64, first_id: i64, last_id: i64, n: i32) -> Hash {
    Sha256::new_with_prefix([CHAIN])
        .chain_update(prev)
        .chain_update(root)
        .chain_update(no.to_be_bytes())
        .chain_update(first_id.to_be_bytes())
        .chain_update(last_id.to_be_bytes())
        .chain_update(n.to_be_bytes())
        .finalize()
        .into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::hex;
    use super::*;

    fn rfc_leaf(data: &[u8]) -> Hash {
        Sha256::new_with_prefix([LEAF]).chain_update(data).finalize().into()
    }

    /// The reference vectors of Certificate Transparency's own test suite.
    #[test]
    fn roots_are_those_of_rfc_6962() {
        let leaves: [&[u8]; 8] = [
            b"",
            &[0x00],
            &[0x10],
            &[0x20, 0x21],
            &[0x30, 0x31],
            &[0x40, 0x41, 0x42, 0x43],
            &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
            &[0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
        ];
        let roots = [
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        for (n, expected) in roots.iter().enumerate() {
            assert_eq!(hex(&root(leaves.iter().take(n).map(|leaf| rfc_leaf(leaf)))), *expected, "{n} leaves");
        }
    }

    #[test]
    fn fields_do_not_run_together() {
        let leaves = [
            Leaf::new(),
            Leaf::new().text(None),
            Leaf::new().text(Some("")),
            Leaf::new().text(Some("ab")).text(Some("c")),
            Leaf::new().text(Some("a")).text(Some("bc")),
            Leaf::new().text(Some("abc")).text(None),
            Leaf::new().text(None).text(Some("abc")),
            Leaf::new().int(Some(0)),
            Leaf::new().int(Some(1)),
            Leaf::new().uuid(Some(Uuid::nil())),
        ];
        let hashes: std::collections::HashSet<Hash> = leaves.iter().map(|leaf| leaf.clone().hash()).collect();
        assert_eq!(hashes.len(), leaves.len());
    }

    #[test]
    fn every_part_of_a_batch_counts() {
        let head = chain(&GENESIS, &[1; 32], 1, 10, 20, 11);
        let others = [
            chain(&[9; 32], &[1; 32], 1, 10, 20, 11),
            chain(&GENESIS, &[2; 32], 1, 10, 20, 11),
            chain(&GENESIS, &[1; 32], 2, 10, 20, 11),
            chain(&GENESIS, &[1; 32], 1, 11, 20, 11),
            chain(&GENESIS, &[1; 32], 1, 10, 21, 11),
            chain(&GENESIS, &[1; 32], 1, 10, 20, 12),
        ];
        assert!(others.iter().all(|other| *other != head));
    }

    /// RFC 6962's own definition: split at the largest power of two below n.
    fn by_definition(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => Sha256::digest([]).into(),
            [only] => *only,
            more => {
                let (left, right) = more.split_at(more.len().next_power_of_two() / 2);
                node(&by_definition(left), &by_definition(right))
            }
        }
    }

    proptest! {
        #[test]
        fn root_follows_the_definition(leaves: Vec<Hash>) {
            prop_assert_eq!(root(leaves.iter().copied()), by_definition(&leaves));
        }

        #[test]
        fn one_changed_leaf_changes_the_root(mut leaves in prop::collection::vec(any::<Hash>(), 1..40), at: prop::sample::Index) {
            let before = root(leaves.iter().copied());
            at.get_mut(&mut leaves)[0] ^= 1;
            prop_assert_ne!(root(leaves), before);
        }
    }
}
