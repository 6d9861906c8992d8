//! Whose turn it is.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use uuid::Uuid;

/// A place to fill: a duty on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The duty.
    pub duty: Uuid,
    /// The day.
    pub day: NaiveDate,
    /// The place among the people who share it.
    pub place: i16,
}

/// Who is on a duty with whom, and who must be kept apart (`custody::apart` has the one question; this is what it answered for the unit).
#[derive(Clone, Debug, Default)]
pub struct Together {
    on: HashMap<(Uuid, NaiveDate), Vec<Uuid>>,
    apart: HashMap<(Uuid, Uuid), Vec<Uuid>>,
    accepted: HashMap<Uuid, Vec<Uuid>>,
}

impl Together {
    /// Two must be kept apart: the row that says so.
    pub fn keep_apart(&mut self, row: Uuid, a: Uuid, b: Uuid) {
        let rows = self.apart.entry((a.min(b), a.max(b))).or_default();
        if !rows.contains(&row) {
            rows.push(row);
        }
    }

    /// Rows that do not stand in the way of a duty: somebody has said why.
    pub fn accept(&mut self, duty: Uuid, rows: &[Uuid]) {
        self.accepted.entry(duty).or_default().extend(rows);
    }

    /// Somebody is on a duty.
    pub fn put(&mut self, duty: Uuid, day: NaiveDate, person: Uuid) {
        self.on.entry((duty, day)).or_default().push(person);
    }

    /// Who is on a duty.
    pub fn on(&self, duty: Uuid, day: NaiveDate) -> &[Uuid] {
        self.on.get(&(duty, day)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Those on a duty from whom somebody must be kept apart.
    pub fn meets(&self, duty: Uuid, day: NaiveDate, person: Uuid) -> Vec<Uuid> {
        let accepted = self.accepted.get(&duty).map(Vec::as_slice).unwrap_or_default();
        let barred = |other: Uuid| {
            let rows = self.apart.get(&(person.min(other), person.max(other)));
            rows.is_some_and(|rows| rows.iter().any(|row| !accepted.contains(row)))
        };
        self.on(duty, day).iter().copied().filter(|other| *other != person && barred(*other)).collect()
    }
}

/// Fills places in their order. Whoever did the duty longest ago, or never, comes first; of these whoever has least to do this week; of
/// these whoever stands first in walking order. Nobody twice for the same duty on a day, and two duties on one day only when there is
/// nobody else. Nobody beside one whom they must be kept apart from: a place that only such a person could have stays empty, as one without
/// candidates does, and whoever reads the plan fills it.
pub fn in_turn(
    slots: &[Slot],
    candidates: &HashMap<Uuid, Vec<Uuid>>,
    last: &HashMap<(Uuid, Uuid), NaiveDate>,
    mut together: Together,
) -> Vec<(Slot, Option<Uuid>)> {
    let mut last = last.clone();
    let mut load: HashMap<Uuid, u32> = HashMap::new();
    let mut busy: HashSet<(NaiveDate, Uuid)> = HashSet::new();
    let mut plan = Vec::with_capacity(slots.len());
    for slot in slots {
        let all = candidates.get(&slot.duty).map(Vec::as_slice).unwrap_or_default();
        let free = all
            .iter()
            .enumerate()
            .filter(|(_, person)| !together.on(slot.duty, slot.day).contains(*person) && together.meets(slot.duty, slot.day, **person).is_empty());
        let chosen = free
            .min_by_key(|(n, person)| {
                (
                    busy.contains(&(slot.day, **person)),
                    last.get(&(slot.duty, **person)).copied().unwrap_or(NaiveDate::MIN),
                    load.get(*person).copied().unwrap_or(0),
                    *n,
                )
            })
            .map(|(_, person)| *person);
        if let Some(person) = chosen {
            last.insert((slot.duty, person), slot.day);
            *load.entry(person).or_default() += 1;
            busy.insert((slot.day, person));
            together.put(slot.duty, slot.day, person);
        }
        plan.push((*slot, chosen));
    }
    plan
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22 + n).unwrap()
    }

    fn ids<const N: usize>() -> [Uuid; N] {
        std::array::from_fn(|n| Uuid::from_u128(n as u128 + 1))
    }

    #[test]
    fn everybody_in_turn_and_the_longest_ago_first() {
        let [duty, a, b, c] = ids();
        let candidates = HashMap::from([(duty, vec![a, b, c])]);
        let slots: Vec<Slot> = (1..=6).map(|n| Slot { duty, day: day(n), place: 0 }).collect();
        let who = |last: &HashMap<(Uuid, Uuid), NaiveDate>| {
            in_turn(&slots, &candidates, last, Together::default()).into_iter().map(|p| p.1.unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(who(&HashMap::new()), vec![a, b, c, a, b, c]);
        let before = HashMap::from([((duty, a), day(0)), ((duty, b), NaiveDate::from_ymd_opt(2026, 11, 15).unwrap())]);
        assert_eq!(who(&before), vec![c, b, a, c, b, a]);
    }

    #[test]
    fn not_twice_in_a_day_unless_there_is_nobody_else() {
        let [kitchen, laundry, a, b] = ids();
        let candidates = HashMap::from([(kitchen, vec![a, b]), (laundry, vec![a, b])]);
        let slots = [
            Slot { duty: kitchen, day: day(1), place: 0 },
            Slot { duty: laundry, day: day(1), place: 0 },
            Slot { duty: laundry, day: day(1), place: 1 },
            Slot { duty: laundry, day: day(1), place: 2 },
        ];
        let plan: Vec<Option<Uuid>> = in_turn(&slots, &candidates, &HashMap::new(), Together::default()).into_iter().map(|p| p.1).collect();
        assert_eq!(plan, vec![Some(a), Some(b), Some(a), None]);
    }

    #[test]
    fn nobody_to_ask() {
        let [duty] = ids();
        let slot = Slot { duty, day: day(1), place: 0 };
        assert_eq!(in_turn(&[slot], &HashMap::new(), &HashMap::new(), Together::default()), vec![(slot, None)]);
    }

    #[test]
    fn nobody_beside_one_whom_they_must_be_kept_apart_from() {
        let [duty, other_duty, a, b, c, row] = ids();
        let candidates = HashMap::from([(duty, vec![a, b, c]), (other_duty, vec![b])]);
        let mut together = Together::default();
        together.keep_apart(row, b, a);
        let place = |place| Slot { duty, day: day(1), place };
        let who =
            |slots: &[Slot], together: &Together| in_turn(slots, &candidates, &HashMap::new(), together.clone()).into_iter().map(|p| p.1).collect::<Vec<_>>();
        assert_eq!(who(&[place(0), place(1), place(2)], &together), vec![Some(a), Some(c), None], "the third place is left to whoever reads the plan");
        let elsewhere = Slot { duty: other_duty, day: day(1), place: 0 };
        assert_eq!(who(&[place(0), elsewhere], &together), vec![Some(a), Some(b)], "another duty is no meeting");
        // Somebody stands there already.
        let mut standing = together.clone();
        standing.put(duty, day(1), b);
        assert_eq!(who(&[place(1), place(2)], &standing), vec![Some(c), None]);
        assert_eq!(standing.meets(duty, day(1), a), vec![b]);
        standing.accept(duty, &[row]);
        assert_eq!(who(&[place(1), place(2)], &standing), vec![Some(a), Some(c)], "accepted with a reason");
    }
}
