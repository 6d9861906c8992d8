//! From people and places to a suggestion with its reasons.

use chrono::NaiveDate;

use super::choices::{self, Choice, Refused};
use super::model::{Answer, Line, Person, Place, Refusal, WhyNot};
use super::{program, rules};

/// The best allocation of the free seats, with a reason for every place that somebody does not get. People are put in the order of their numbers and places in that of
/// their names first, so that the order of the question says nothing.
#[must_use]
pub fn suggest(people: &[Person], places: &[Place], today: NaiveDate) -> Answer {
    let mut people: Vec<&Person> = people.iter().collect();
    people.sort_by(|a, b| (&a.number, a.id).cmp(&(&b.number, b.id)));
    let mut places: Vec<&Place> = places.iter().collect();
    places.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));

    let (choices, refused) = choices::of(&people, &places, today);
    let (chosen, proven) = program::choose(&people, &places, &choices);
    let house = House { people, places, choices, refused, chosen };
    let lines: Vec<Line> = (0..house.people.len()).map(|person| house.line(person)).collect();
    let something = house.people.iter().zip(&lines).filter(|(_, line)| !line.places.is_empty()).map(|(person, _)| rules::weigh_something(person));
    let weight = house.chosen.iter().map(|choice| choice.weight).sum::<i64>() + something.sum::<i64>();
    Answer { lines, weight, proven }
}

/// The question and what was chosen.
struct House<'a> {
    people: Vec<&'a Person>,
    places: Vec<&'a Place>,
    choices: Vec<Choice>,
    refused: Refused,
    chosen: Vec<Choice>,
}

impl House<'_> {
    fn line(&self, p: usize) -> Line {
        let person = self.people[p];
        let own: Vec<&Choice> = self.chosen.iter().filter(|c| c.person == p).collect();
        let wish = |place: &Place| person.wishes.iter().find(|wish| wish.place == place.id);
        let given = own.iter().map(|choice| {
            let place = self.places[choice.place];
            let patterns = place.blocks[choice.block].seats.iter().map(|seat| place.seats[*seat].pattern).collect();
            (place.id, patterns, wish(place).map(|wish| wish.application))
        });
        // Whoever gets nothing is told of every place that could be ordered too; the others of what they asked for.
        let asked = |place: &Place| wish(place).is_some() || own.is_empty();
        let others = self.places.iter().enumerate().filter(|(q, place)| asked(place) && own.iter().all(|c| c.place != *q));
        let refusals = others.filter_map(|(q, place)| {
            let why = self.refused.get(&(p, q)).cloned().unwrap_or_else(|| self.passed_over(p, q));
            // Of what nobody asked for and cannot be ordered there is nothing to explain.
            (!matches!(why.first(), Some(WhyNot::NoWish | WhyNot::NotNeeded)) || wish(place).is_some()).then_some(Refusal { place: place.id, why })
        });
        Line { person: person.id, places: given.collect(), refusals: refusals.collect() }
    }

    /// Why somebody who might have come to a place does not: what stands against each way to it, once everybody else's is known.
    fn passed_over(&self, p: usize, q: usize) -> Vec<WhyNot> {
        let mut found = Vec::new();
        for choice in self.choices.iter().filter(|c| c.person == p && c.place == q) {
            let why = self.against(choice);
            if !found.contains(&why) {
                found.push(why);
            }
        }
        found
    }

    fn against(&self, choice: &Choice) -> WhyNot {
        let (person, place) = (self.people[choice.person], self.places[choice.place]);
        let seats = &place.blocks[choice.block].seats;
        let at = |seat: usize| self.chosen.iter().filter(move |c| c.takes(&self.places, choice.place, seat));
        if self.chosen.iter().any(|c| c.person == choice.person && c.meets(choice, &self.places)) {
            return WhyNot::Elsewhere;
        }
        let full =
            seats.iter().map(|&seat| (at(seat).count(), usize::try_from(place.seats[seat].free).unwrap_or(usize::MAX))).filter(|(taken, free)| taken >= free);
        if let Some((taken, _)) = full.max() {
            return WhyNot::OthersFirst(u32::try_from(taken).unwrap_or(u32::MAX));
        }
        let apart = |other: &Choice| {
            let other = self.people[other.person];
            person.apart.contains(&other.id) || other.apart.contains(&person.id)
        };
        if seats.iter().any(|&seat| at(seat).any(apart)) { WhyNot::ApartFromSuggested } else { WhyNot::NotNeeded }
    }
}
