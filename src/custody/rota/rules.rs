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

/// Fills places in their order. Whoever did the duty longest ago, or never, comes first; of these whoever has least to do this week; of
/// these whoever stands first in walking order. Nobody twice for the same duty on a day, and two duties on one day only when there is
/// nobody else. A place without candidates stays empty.
pub fn in_turn(slots: &[Slot], candidates: &HashMap<Uuid, Vec<Uuid>>, last: &HashMap<(Uuid, Uuid), NaiveDate>) -> Vec<(Slot, Option<Uuid>)> {
    let mut last = last.clone();
    let mut load: HashMap<Uuid, u32> = HashMap::new();
    let mut busy: HashSet<(NaiveDate, Uuid)> = HashSet::new();
    let mut taken: HashSet<(Uuid, NaiveDate, Uuid)> = HashSet::new();
    let mut plan = Vec::with_capacity(slots.len());
    for slot in slots {
        let all = candidates.get(&slot.duty).map(Vec::as_slice).unwrap_or_default();
        let free = all.iter().enumerate().filter(|(_, person)| !taken.contains(&(slot.duty, slot.day, **person)));
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
            taken.insert((slot.duty, slot.day, person));
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
        let who = |last: &HashMap<(Uuid, Uuid), NaiveDate>| in_turn(&slots, &candidates, last).into_iter().map(|p| p.1.unwrap()).collect::<Vec<_>>();
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
        let plan: Vec<Option<Uuid>> = in_turn(&slots, &candidates, &HashMap::new()).into_iter().map(|p| p.1).collect();
        assert_eq!(plan, vec![Some(a), Some(b), Some(a), None]);
    }

    #[test]
    fn nobody_to_ask() {
        let [duty] = ids();
        let slot = Slot { duty, day: day(1), place: 0 };
        assert_eq!(in_turn(&[slot], &HashMap::new(), &HashMap::new()), vec![(slot, None)]);
    }
}
