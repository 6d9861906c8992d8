//! The clock without a database: the same plans, rounds, warnings and ends over items that are kept in memory.
//!
//! What a database costs is measured against it (`bin/bench`), and what the database's functions do is compared with it (`tests/it/deadlines.rs`): the
//! arithmetic is shared, the bookkeeping is written twice. Who is told, and what the history says, is the database's alone.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::jobs::Turn;
use super::model::{Event, Item, Kept, Outcome};
use super::rules::{self, Unplannable};
use super::store::Told;
use crate::law::rule::Book;

/// Items and how they stand.
#[derive(Default)]
pub struct Memory {
    items: Vec<Held>,
    by_reference: HashMap<Uuid, Vec<usize>>,
    /// What is to be told next, and of which item.
    next: BinaryHeap<Reverse<(DateTime<Utc>, usize)>>,
    /// When a series goes on.
    rounds: BinaryHeap<Reverse<(DateTime<Utc>, usize)>>,
}

struct Held {
    item: Item,
    warned: usize,
    escalated: bool,
    open: bool,
}

impl Held {
    /// When something is to be told of it.
    fn next_at(&self) -> Option<DateTime<Utc>> {
        if !self.open {
            return None;
        }
        self.item.warn_at.get(self.warned).copied().or_else(|| (!self.escalated).then_some(self.item.due_at))
    }
}

impl Memory {
    /// Sets the clock for these events. Answers with how many items are new or moved.
    ///
    /// # Errors
    /// When a rule needs a day that an event does not state.
    pub fn raise(&mut self, book: &Book, events: &[Event<'_>], now: DateTime<Utc>) -> Result<u64, Unplannable> {
        let mut done = 0;
        for event in events {
            for item in rules::plan(book, event, now)? {
                done += u64::from(self.put(item));
            }
        }
        Ok(done)
    }

    /// Ends what hangs on these events; a series ends with it. Answers with how many open items that were.
    pub fn settle(&mut self, ends: &[(Uuid, Outcome)]) -> u64 {
        let mut done = 0;
        for (reference, _) in ends {
            for at in self.by_reference.get(reference).into_iter().flatten() {
                if let Some(held) = self.items.get_mut(*at).filter(|h| h.open) {
                    held.open = false;
                    done += 1;
                }
            }
        }
        done
    }

    /// One turn: the next round of what repeats and is past, then warnings and what is over.
    ///
    /// # Errors
    /// When the words of an item cannot be read.
    pub fn turn(&mut self, now: DateTime<Utc>) -> Result<Turn, Unplannable> {
        let mut next = Vec::new();
        while let Some(Reverse((_, at))) = self.rounds.peek().copied().filter(|r| r.0.0 <= now) {
            self.rounds.pop();
            if let Some(held) = self.items.get(at).filter(|h| h.open) {
                next.extend(rules::next_round(&kept(&held.item))?);
            }
        }
        let rounds = next.into_iter().map(|item| u64::from(self.put(item))).sum();
        Ok(Turn { followed: 0, rounds, told: self.tell(now) })
    }

    fn tell(&mut self, now: DateTime<Utc>) -> Told {
        let mut told = Told::default();
        while let Some(Reverse((when, at))) = self.next.peek().copied().filter(|n| n.0.0 <= now) {
            self.next.pop();
            let Some(held) = self.items.get_mut(at).filter(|h| h.next_at() == Some(when)) else { continue };
            if held.item.due_at > now {
                held.warned = held.item.warn_at.iter().filter(|w| **w <= now).count();
                told.warned += 1;
            } else if held.item.lapses {
                held.open = false;
                told.lapsed += 1;
            } else {
                (held.warned, held.escalated) = (held.item.warn_at.len(), true);
                told.escalated += 1;
            }
            if let Some(after) = held.next_at() {
                self.next.push(Reverse((after, at)));
            }
        }
        told
    }

    /// Whether the item is new, or open and on another day than before.
    fn put(&mut self, item: Item) -> bool {
        let of = self.by_reference.entry(item.reference).or_default();
        let there = of.iter().copied().find(|at| self.items.get(*at).is_some_and(|h| (&h.item.rule_id, h.item.round) == (&item.rule_id, item.round)));
        let (due, repeats) = (item.due_at, item.repeat.is_some());
        let at = match there {
            Some(at) => {
                let Some(held) = self.items.get_mut(at).filter(|h| h.open && h.item.due_at != due) else { return false };
                *held = Held { item, warned: 0, escalated: false, open: true };
                at
            }
            None => {
                of.push(self.items.len());
                self.items.push(Held { item, warned: 0, escalated: false, open: true });
                self.items.len() - 1
            }
        };
        if let Some(when) = self.items.get(at).and_then(Held::next_at) {
            self.next.push(Reverse((when, at)));
        }
        if repeats {
            self.rounds.push(Reverse((due, at)));
        }
        true
    }
}

/// An item as the job finds it in the database.
fn kept(item: &Item) -> Kept {
    Kept {
        id: item.id,
        inmate_id: item.inmate.map(|i| i.0),
        prison_id: item.prison.map(|p| p.0),
        rule_id: item.rule_id.clone(),
        subject: item.subject.clone(),
        rule_version: item.version,
        trigger: item.trigger.clone(),
        cite: item.cite.clone(),
        to_confirm: item.to_confirm,
        label_nb: item.label_nb.clone(),
        label_en: item.label_en.clone(),
        span: item.span.clone(),
        clock: item.clock.to_owned(),
        repeat: item.repeat.clone(),
        warn: item.warn.clone(),
        mode: item.mode.to_owned(),
        level: item.level.map(str::to_owned),
        reference: item.reference,
        round: item.round,
        event_at: item.event_at,
        base_on: item.base_on,
        due_at: item.due_at,
        due_on: item.due_on,
        timed: item.timed,
        given: item.given,
        owner_role: item.owner_role.to_owned(),
        owner: item.owner.map(|a| a.0),
        hard: item.hard,
        lapses: item.lapses,
        in_custody_only: item.in_custody_only,
    }
}
