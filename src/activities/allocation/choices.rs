//! What may be: every person at every block of a place that the rules let be, and of the rest why not.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::model::{Person, Place, PlaceKind, Standing, Time, WhyNot};
use super::rules;

/// A person at a block of a place, by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Choice {
    pub person: usize,
    pub place: usize,
    pub block: usize,
    /// Nobody asked for it: work that can be ordered of whoever has nothing.
    pub ordered: bool,
    /// What it weighs by itself.
    pub weight: i64,
}

impl Choice {
    /// The times it fills.
    pub fn times<'a>(&self, places: &[&'a Place]) -> impl Iterator<Item = &'a Time> + use<'a> {
        let place: &'a Place = places[self.place];
        place.blocks[self.block].seats.iter().map(move |seat| &place.seats[*seat].time)
    }

    /// Whether both fill the same minute.
    pub fn meets(&self, other: &Self, places: &[&Place]) -> bool {
        self.times(places).any(|a| other.times(places).any(|b| a.meets(b)))
    }

    /// Whether it takes a place's time.
    pub fn takes(&self, places: &[&Place], place: usize, seat: usize) -> bool {
        self.place == place && places[place].blocks[self.block].seats.contains(&seat)
    }
}

/// By person and place, what stands against it.
pub(super) type Refused = BTreeMap<(usize, usize), Vec<WhyNot>>;

/// Asks the rules of everybody and everything.
pub(super) fn of(people: &[&Person], places: &[&Place], today: NaiveDate) -> (Vec<Choice>, Refused) {
    let (mut choices, mut refused) = (Vec::new(), Refused::new());
    for (p, person) in people.iter().enumerate() {
        for (q, place) in places.iter().enumerate() {
            let mut why = rules::judge(person, place, today);
            let wished = person.wishes.iter().any(|wish| wish.place == place.id);
            // Who wished for a workshop can be ordered to it as others can. That weighs less than the wish and never comes before it; but it makes them alike.
            let can_be_ordered = place.kind == PlaceKind::Work && person.standing == Standing::Duty && person.idle_days.is_some();
            let mut open = false;
            for (b, block) in place.blocks.iter().enumerate() {
                let against = rules::judge_block(person, place, block);
                if why.is_empty() && against.is_empty() {
                    open = true;
                    let choice = Choice { person: p, place: q, block: b, ordered: true, weight: rules::weigh_order(person, place, block) };
                    choices.extend(can_be_ordered.then_some(choice));
                    choices.extend(wished.then_some(Choice { ordered: false, weight: rules::weigh(person, place, block), ..choice }));
                }
            }
            if open {
                continue;
            }
            for reason in place.blocks.iter().flat_map(|block| rules::judge_block(person, place, block)) {
                if !why.contains(&reason) {
                    why.push(reason);
                }
            }
            if why.is_empty() {
                why.push(WhyNot::Full);
            }
            refused.insert((p, q), why);
        }
    }
    (choices, refused)
}
