//! Ids: version 7 in form, counted in fact, so that the same seed gives the same ids and rows arrive in the order of their keys
//! (a hundred million rows into a B-tree at random places would not).

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::rng::mix;

/// Rows a prison may have: units, cells and staff in fixed places first, everything else after them.
const BLOCK_BITS: u32 = 20;
/// Where cells, accounts and other rows begin within a prison's block.
const CELLS: u32 = 256;
const ACCOUNTS: u32 = 4_096;
const ROWS: u32 = 8_192;
/// The prison's own id stands at the end of its block.
const PRISON: u32 = (1 << BLOCK_BITS) - 1;

/// Makes ids.
#[derive(Clone, Debug)]
pub(super) struct Ids {
    base_ms: u64,
    seed: u64,
}

impl Ids {
    pub(super) fn new(seed: u64, now: DateTime<Utc>) -> Self {
        // Sixteen thousand prisons (scale 300) count 69 minutes of version 7's milliseconds: all before now.
        let base = now.timestamp_millis() - 2 * 3_600_000;
        Self { base_ms: base.max(0).unsigned_abs(), seed }
    }

    fn at(&self, prison: u32, place: u32) -> Uuid {
        let count = (u64::from(prison) << BLOCK_BITS) | u64::from(place);
        let millis = self.base_ms + (count >> 12);
        let random = mix(self.seed ^ mix(count));
        let high = (millis << 16) | 0x7000 | (count & 0xfff);
        let low = (random >> 2) | (1 << 63);
        Uuid::from_u64_pair(high, low)
    }

    pub(super) fn prison(&self, prison: u32) -> Uuid {
        self.at(prison, PRISON)
    }

    pub(super) fn unit(&self, prison: u32, unit: usize) -> Uuid {
        self.at(prison, place(unit, CELLS))
    }

    /// Cells are numbered through the whole prison.
    pub(super) fn cell(&self, prison: u32, cell: usize) -> Uuid {
        self.at(prison, CELLS + place(cell, ACCOUNTS - CELLS))
    }

    pub(super) fn account(&self, prison: u32, number: usize) -> Uuid {
        self.at(prison, ACCOUNTS + place(number, ROWS - ACCOUNTS))
    }

    /// Counts the other rows of a prison.
    pub(super) fn rows(&self, prison: u32) -> Rows {
        Rows { ids: self.clone(), prison, next: ROWS }
    }
}

fn place(number: usize, limit: u32) -> u32 {
    u32::try_from(number).unwrap_or(limit).min(limit - 1)
}

/// Ids for rows that nobody has to find again.
pub(super) struct Rows {
    ids: Ids,
    prison: u32,
    next: u32,
}

impl Rows {
    pub(super) fn next(&mut self) -> Uuid {
        let id = self.ids.at(self.prison, self.next);
        self.next += 1;
        id
    }
}
