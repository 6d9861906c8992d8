//! A year that nobody has lived: what happens to the people of the demonstration that the law counts from. The same for the same people.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use overgang::deadlines::{Event, Outcome};
use overgang::law::calendar;
use overgang::law::deadline::Due;
use overgang::platform::id::InmateId;
use uuid::Uuid;

/// Orders of remand in custody run for four weeks, and are asked for anew two days before they end (straffeprosessloven § 185).
const ORDER: u32 = 28;
const BEFORE: u32 = 2;
/// One order in so many is late, by a day: somebody is told.
const LATE: u64 = 25;
/// Restrictions of a strict regime run for a fortnight.
const RESTRICTION: u32 = 14;

/// Somebody in custody.
pub struct Held {
    /// Who.
    pub inmate: InmateId,
    /// On a court's order, or before it; else on a judgment.
    pub remand: bool,
}

/// What happens on a day.
pub struct Day {
    /// Seven in the morning.
    pub at: DateTime<Utc>,
    /// What the law counts from.
    pub events: Vec<Event<'static>>,
    /// What is answered.
    pub ends: Vec<(Uuid, Outcome)>,
}

/// Its days.
pub struct Year {
    /// In order.
    pub days: Vec<Day>,
}

impl Year {
    /// The year that begins tomorrow, or as much of it.
    pub fn of(people: &[Held], now: DateTime<Utc>, days: u32) -> Self {
        let first = calendar::oslo_day(now) + Days::new(1);
        let at = |day: u32| calendar::start_of_day(first + Days::new(day.into())) + TimeDelta::hours(7);
        let mut year = Self { days: (0..days).map(|day| Day { at: at(day), events: Vec::new(), ends: Vec::new() }).collect() };
        for held in people {
            let mut dice = Dice(held.inmate.0.as_u128() as u64 ^ 0x9E37_79B9_7F4A_7C15);
            let person = Person { held, first };
            if held.remand {
                year.orders(&person, &mut dice);
            } else {
                year.execution(&person, &mut dice);
            }
            // Something about them that nobody has verified; half of it is.
            let day = dice.below(365);
            let told = year.raise(day, person.event("observation.unverified", at(day), &mut dice));
            if dice.below(2) == 0 {
                year.end(day + 20 + dice.below(60), told, Outcome::Verified);
            }
        }
        year
    }

    /// One order after the other, and what is ordered beside it.
    fn orders(&mut self, person: &Person<'_>, dice: &mut Dice) {
        let strict = dice.below(3) == 0;
        let mut day = dice.below(ORDER.into());
        while (day as usize) < self.days.len() {
            let last = day + ORDER;
            let at = self.at(day);
            let order = self.raise(day, person.event("remand_order", at, dice).due(Due::day(person.day(last))));
            let next = if dice.below(LATE) == 0 { last + 2 } else { last - BEFORE };
            if strict {
                let restriction = self.raise(day, person.event("restriction", at, dice).due(Due::day(person.day(day + RESTRICTION))));
                self.end(day + RESTRICTION - 1, restriction, Outcome::Extended);
            }
            self.end(next, order, Outcome::NewOrder);
            day = next;
        }
    }

    /// Decisions that the person is told of, and a refusal of probation that is considered anew as long as nobody grants it.
    fn execution(&mut self, person: &Person<'_>, dice: &mut Dice) {
        let mut day = dice.below(45);
        while (day as usize) < self.days.len() {
            let told = self.raise(day, person.event("decision.notified", self.at(day), dice));
            if dice.below(8) == 0 {
                self.end(day + 3, told, Outcome::Appealed);
            }
            day += 30 + dice.below(45);
        }
        if dice.below(10) == 0 {
            let day = dice.below(200);
            self.raise(day, person.event("probation.refused", self.at(day), dice));
        }
    }

    fn at(&self, day: u32) -> DateTime<Utc> {
        self.days.get(day as usize).map_or(DateTime::UNIX_EPOCH, |d| d.at)
    }

    /// The row that would record it.
    fn raise(&mut self, day: u32, event: Event<'static>) -> Uuid {
        let reference = event.reference;
        if let Some(day) = self.days.get_mut(day as usize) {
            day.events.push(event);
        }
        reference
    }

    fn end(&mut self, day: u32, reference: Uuid, outcome: Outcome) {
        if let Some(day) = self.days.get_mut(day as usize) {
            day.ends.push((reference, outcome));
        }
    }
}

struct Person<'a> {
    held: &'a Held,
    first: NaiveDate,
}

impl Person<'_> {
    fn day(&self, day: u32) -> NaiveDate {
        self.first + Days::new(day.into())
    }

    fn event(&self, trigger: &'static str, at: DateTime<Utc>, dice: &mut Dice) -> Event<'static> {
        Event::of(trigger, self.held.inmate, at, Uuid::from_u64_pair(dice.next(), dice.next()))
    }
}

/// The same for the same person, on every machine (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u32 {
        u32::try_from(self.next() % n.max(1)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_people_have_the_same_year() {
        let people = [Held { inmate: InmateId(Uuid::from_u128(7)), remand: true }, Held { inmate: InmateId(Uuid::from_u128(8)), remand: false }];
        let now: DateTime<Utc> = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
        let told = |year: &Year| year.days.iter().flat_map(|d| d.events.iter().map(|e| (e.trigger.to_owned(), e.at, e.reference))).collect::<Vec<_>>();
        let (one, other) = (Year::of(&people, now, 365), Year::of(&people, now, 365));
        assert_eq!(told(&one), told(&other));
        assert!(told(&one).iter().filter(|e| e.0 == "remand_order").count() > 10, "four weeks each");
        assert!(one.days.windows(2).all(|w| w[0].at < w[1].at));
    }
}
