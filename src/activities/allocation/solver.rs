//! The choice: the most weight under the rules, exactly, by a mixed integer programme.
//!
//! For every person and every block of a place that the rules let be there is a variable, 0 or 1. Nobody is in two places at one time; no pattern gets more people than
//! seats; of two who are kept apart one at most comes to a pattern. Besides, one variable a person says whether they got anything. All weights are whole numbers, and
//! people and places are put in order first: the same question has the same answer. The search is ended by a number of steps, never by a clock, so that holds there too.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use microlp::{ComparisonOp, OptimizationDirection, Problem, SolutionStatus, SolveOptions, Variable};
use uuid::Uuid;

use super::model::{Answer, Line, Person, Place, Refusal, WhyNot};
use super::rules;

/// So many steps of the search at most. Ordinary houses need one to some tens.
const STEPS: u64 = 4_000;

/// A person at a block of a place.
struct Choice {
    person: usize,
    place: usize,
    block: usize,
    variable: Variable,
}

/// The best allocation of the free seats, with a reason for every place that somebody does not get.
#[must_use]
pub fn suggest(people: &[Person], places: &[Place], today: NaiveDate) -> Answer {
    let mut people: Vec<&Person> = people.iter().collect();
    people.sort_by(|a, b| (&a.number, a.id).cmp(&(&b.number, b.id)));
    let mut places: Vec<&Place> = places.iter().collect();
    places.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));

    let mut problem = Problem::new(OptimizationDirection::Maximize);
    let (choices, refused) = choices(&people, &places, today, &mut problem);
    one_thing_at_a_time(&people, &places, &choices, &mut problem);
    seats(&places, &choices, &mut problem);
    apart(&people, &places, &choices, &mut problem);
    something(&people, &choices, &mut problem);

    let (taken, proven) = solve(&problem, &choices);
    answer(&people, &places, &choices, &taken, refused, proven)
}

type Refused = BTreeMap<(usize, usize), Vec<WhyNot>>;

/// Everything that may be, and for the rest why not.
fn choices(people: &[&Person], places: &[&Place], today: NaiveDate, problem: &mut Problem) -> (Vec<Choice>, Refused) {
    let (mut choices, mut refused) = (Vec::new(), Refused::new());
    for (p, person) in people.iter().enumerate() {
        for (q, place) in places.iter().enumerate() {
            let mut why = rules::judge(person, place, today);
            let blocks: Vec<Vec<WhyNot>> = place.blocks.iter().map(|block| rules::judge_block(person, place, block)).collect();
            let open: Vec<usize> = blocks.iter().enumerate().filter(|(_, why)| why.is_empty()).map(|(b, _)| b).collect();
            if why.is_empty() && !open.is_empty() {
                for block in open {
                    let variable = problem.add_binary_var(whole(rules::weigh(person, place, &place.blocks[block])));
                    choices.push(Choice { person: p, place: q, block, variable });
                }
                continue;
            }
            for reason in blocks.into_iter().flatten() {
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

/// A whole number as the solver counts; weights are far below where that would lose something.
fn whole(n: i64) -> f64 {
    i32::try_from(n).map_or(f64::from(i32::MAX), f64::from)
}

/// At the beginning of each time, of all that fill that minute one at most; and of one place one block at most.
fn one_thing_at_a_time(people: &[&Person], places: &[&Place], choices: &[Choice], problem: &mut Problem) {
    for own in of_person(people.len(), choices) {
        let mut groups: BTreeSet<Vec<usize>> = BTreeSet::new();
        for &a in &own {
            groups.insert(own.iter().copied().filter(|&b| choices[b].place == choices[a].place).collect());
            for time in times(places, &choices[a]) {
                let mut begin = time.clone();
                begin.minutes.end = begin.minutes.start + 1;
                groups.insert(own.iter().copied().filter(|&b| times(places, &choices[b]).any(|other| other.meets(&begin))).collect());
            }
        }
        for group in groups.iter().filter(|group| group.len() > 1) {
            problem.add_constraint(group.iter().map(|&c| (choices[c].variable, 1.0)).collect::<Vec<_>>(), ComparisonOp::Le, 1.0);
        }
    }
}

fn times<'a>(places: &'a [&Place], choice: &'a Choice) -> impl Iterator<Item = &'a super::model::Time> {
    let place = places[choice.place];
    place.blocks[choice.block].seats.iter().map(|seat| &place.seats[*seat].time)
}

fn of_person(people: usize, choices: &[Choice]) -> Vec<Vec<usize>> {
    let mut own = vec![Vec::new(); people];
    for (index, choice) in choices.iter().enumerate() {
        own[choice.person].push(index);
    }
    own
}

/// The choices at each time of each place.
fn at_seats(places: &[&Place], choices: &[Choice]) -> BTreeMap<(usize, usize), Vec<usize>> {
    let mut at: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (index, choice) in choices.iter().enumerate() {
        for seat in &places[choice.place].blocks[choice.block].seats {
            at.entry((choice.place, *seat)).or_default().push(index);
        }
    }
    at
}

/// No time gets more people than it has seats.
fn seats(places: &[&Place], choices: &[Choice], problem: &mut Problem) {
    let mut said: BTreeSet<(Vec<usize>, u32)> = BTreeSet::new();
    for ((place, seat), there) in at_seats(places, choices) {
        let free = places[place].seats[seat].free;
        // Five mornings of the same people are one rule.
        if there.len() > usize::try_from(free).unwrap_or(usize::MAX) && said.insert((there.clone(), free)) {
            problem.add_constraint(there.iter().map(|&c| (choices[c].variable, 1.0)).collect::<Vec<_>>(), ComparisonOp::Le, f64::from(free));
        }
    }
}

/// Of two who are kept apart one at most comes to a time.
fn apart(people: &[&Person], places: &[&Place], choices: &[Choice], problem: &mut Problem) {
    let index: HashMap<Uuid, usize> = people.iter().enumerate().map(|(i, person)| (person.id, i)).collect();
    let pairs: BTreeSet<(usize, usize)> = people
        .iter()
        .enumerate()
        .flat_map(|(a, person)| person.apart.iter().filter_map(|other| index.get(other)).map(move |&b| (a.min(b), a.max(b))).collect::<Vec<_>>())
        .filter(|(a, b)| a != b)
        .collect();
    let mut said: BTreeSet<Vec<usize>> = BTreeSet::new();
    for there in at_seats(places, choices).values() {
        for (a, b) in &pairs {
            let both: Vec<usize> = there.iter().copied().filter(|&c| choices[c].person == *a || choices[c].person == *b).collect();
            if both.iter().any(|&c| choices[c].person == *a) && both.iter().any(|&c| choices[c].person == *b) && said.insert(both.clone()) {
                problem.add_constraint(both.iter().map(|&c| (choices[c].variable, 1.0)).collect::<Vec<_>>(), ComparisonOp::Le, 1.0);
            }
        }
    }
}

/// That somebody gets anything weighs by itself: not more when they get two things.
fn something(people: &[&Person], choices: &[Choice], problem: &mut Problem) {
    for (person, own) in people.iter().zip(of_person(people.len(), choices)) {
        let weight = rules::weigh_something(person);
        if weight > 0 && !own.is_empty() {
            let any = problem.add_binary_var(whole(weight));
            let mut terms = vec![(any, 1.0)];
            terms.extend(own.iter().map(|&c| (choices[c].variable, -1.0)));
            problem.add_constraint(terms, ComparisonOp::Le, 0.0);
        }
    }
}

/// The chosen ones, and whether nothing better exists. A programme of choices that may all be left is never without an answer; should the solver fail all the same, nobody is
/// suggested for anything, and that is said as not proven.
fn solve(problem: &Problem, choices: &[Choice]) -> (Vec<bool>, bool) {
    let mut options = SolveOptions::default();
    options.node_limit = Some(STEPS);
    options.mip_gap = 0.0;
    let outcome = problem.solve_with(options).ok().and_then(|outcome| outcome.into_solution().ok());
    match outcome {
        Some(solution) => (choices.iter().map(|c| solution.var_value(c.variable) > 0.5).collect(), solution.status() == SolutionStatus::Optimal),
        None => (vec![false; choices.len()], choices.is_empty()),
    }
}

fn answer(people: &[&Person], places: &[&Place], choices: &[Choice], taken: &[bool], mut refused: Refused, proven: bool) -> Answer {
    let chosen: Vec<&Choice> = choices.iter().zip(taken).filter(|(_, taken)| **taken).map(|(choice, _)| choice).collect();
    let mut weight: i64 = chosen.iter().map(|c| rules::weigh(people[c.person], places[c.place], &places[c.place].blocks[c.block])).sum();
    let mut lines = Vec::with_capacity(people.len());
    for (p, person) in people.iter().enumerate() {
        let own: Vec<&Choice> = chosen.iter().copied().filter(|c| c.person == p).collect();
        if !own.is_empty() {
            weight += rules::weigh_something(person);
        }
        let mut refusals = Vec::new();
        for (q, place) in places.iter().enumerate() {
            if own.iter().any(|c| c.place == q) {
                continue;
            }
            let why = refused.remove(&(p, q)).unwrap_or_else(|| passed_over(p, q, people, places, choices, &chosen));
            // Of what nobody asked for and cannot be ordered there is nothing to explain.
            if !matches!(why.as_slice(), [WhyNot::NoWish, ..] | [WhyNot::NotNeeded, ..]) {
                refusals.push(Refusal { place: place.id, why });
            }
        }
        let given = own.iter().map(|c| {
            let place = places[c.place];
            let patterns = place.blocks[c.block].seats.iter().map(|seat| place.seats[*seat].pattern).collect();
            (place.id, patterns, person.wishes.iter().find(|wish| wish.place == place.id).map(|wish| wish.application))
        });
        lines.push(Line { person: person.id, places: given.collect(), refusals });
    }
    Answer { lines, weight, proven }
}

/// Why somebody who might have come to a place does not: by what stands against it once everybody else's is known. The way that stands open longest explains.
fn passed_over(p: usize, q: usize, people: &[&Person], places: &[&Place], choices: &[Choice], chosen: &[&Choice]) -> Vec<WhyNot> {
    let place = places[q];
    let mut found = Vec::new();
    for choice in choices.iter().filter(|c| c.person == p && c.place == q) {
        let seats = &place.blocks[choice.block].seats;
        let at = |seat: usize| chosen.iter().filter(move |c| c.place == q && places[q].blocks[c.block].seats.contains(&seat));
        let elsewhere = chosen.iter().filter(|c| c.person == p).any(|c| times(places, c).any(|a| times(places, choice).any(|b| a.meets(b))));
        let apart = seats.iter().any(|&seat| at(seat).any(|c| people[p].apart.contains(&people[c.person].id) || people[c.person].apart.contains(&people[p].id)));
        let full = seats.iter().filter(|&&seat| at(seat).count() >= usize::try_from(place.seats[seat].free).unwrap_or(usize::MAX)).map(|&seat| at(seat).count()).max();
        let why = if elsewhere {
            WhyNot::Elsewhere
        } else if let Some(n) = full {
            WhyNot::OthersFirst(u32::try_from(n).unwrap_or(u32::MAX))
        } else if apart {
            WhyNot::ApartFromSuggested
        } else {
            WhyNot::NotNeeded
        };
        if !found.contains(&why) {
            found.push(why);
        }
    }
    found
}
