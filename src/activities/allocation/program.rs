//! The choice among what may be, exactly: a mixed integer programme.
//!
//! A wish is a variable of 0 or 1 for each block of the place. Work that can be ordered is another matter: whoever has nothing and no wish that is met comes to one such
//! place, and to the house all who may come to the same places are alike. So they are counted together: how many of a kind go where, and which of them go at all. That
//! makes a house of three hundred people a programme of some hundred unknowns instead of tens of thousands. Afterwards each is given one of the kind's seats, those first
//! who are kept apart from somebody; should that not come out for one of them, they and those others become kinds of their own, and the
//! programme is solved again.
//!
//! Rules: nobody at two places at one time; an ordered place alone; no time with more people than seats; of two kept apart one at most at a time.
//!
//! All weights are whole numbers, and the search is ended by a number of steps and never by a clock: the same question has the same answer on every machine.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolutionStatus, SolveOptions, Variable};
use uuid::Uuid;

use super::choices::Choice;
use super::model::{Person, Place};
use super::rules;

/// So many steps of the search at most. Houses of three hundred people need none, or some: the programme without whole numbers mostly has whole ones for its answer.
const STEPS: u64 = 400;

/// People who may be ordered to the same places at the same weights.
struct Kind {
    /// Whether each goes at all.
    members: Vec<(usize, Variable)>,
    /// How many go where.
    ways: Vec<Column>,
}

/// A variable that takes seats: of one person, or of so many of a kind.
#[derive(Clone, Copy)]
struct Column {
    variable: Variable,
    person: Option<usize>,
    choice: Choice,
}

/// The chosen ones, and whether nothing better exists.
pub(super) fn choose(people: &[&Person], places: &[&Place], choices: &[Choice]) -> (Vec<Choice>, bool) {
    let pairs = pairs(people);
    let mut alone = BTreeSet::new();
    loop {
        let (chosen, proven, stuck) = solve(people, places, choices, &pairs, &alone);
        // With those from whom they are kept apart, or the programme would not know that they meet.
        let before = alone.len();
        for person in stuck {
            alone.insert(person);
            alone.extend(pairs.get(&person).into_iter().flatten());
        }
        if alone.len() == before {
            return (chosen, proven);
        }
    }
}

/// With those alone as kinds of their own: the chosen ones, whether nothing better exists, and who could not be seated without meeting somebody. A programme in which everything
/// may be left is never without an answer; should the solver fail all the same, nobody is suggested for anything, and that is said as not proven.
fn solve(people: &[&Person], places: &[&Place], choices: &[Choice], pairs: &Pairs, alone: &BTreeSet<usize>) -> (Vec<Choice>, bool, Vec<usize>) {
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    let mut columns = Vec::new();
    let kinds = kinds(people, choices, alone, &mut problem, &mut columns);
    let wished = wishes(people, places, choices, &kinds, &mut problem, &mut columns);
    seats(places, &columns, &mut problem);
    apart(places, &columns, pairs, &mut problem);

    let mut options = SolveOptions::default();
    options.node_limit = Some(STEPS);
    let Some(solution) = problem.solve_with(options).ok().and_then(|outcome| outcome.into_solution().ok()) else {
        return (Vec::new(), choices.is_empty(), Vec::new());
    };
    let mut chosen: Vec<Choice> = wished.iter().filter(|(_, variable)| solution.var_value(*variable) > 0.5).map(|(choice, _)| *choice).collect();
    let mut stuck = Vec::new();
    for kind in &kinds {
        let mut going: Vec<usize> = kind.members.iter().filter(|(_, goes)| solution.var_value(*goes) > 0.5).map(|(person, _)| *person).collect();
        // Those who must not meet somebody choose first.
        going.sort_by_key(|person| (!pairs.contains_key(person), *person));
        let mut open: Vec<Choice> = Vec::new();
        for way in &kind.ways {
            // Whole numbers up to the size of the kind.
            let how_many = (0..kind.members.len()).zip(0_u32..).filter(|(_, n)| solution.var_value(way.variable) > f64::from(*n) + 0.5).count();
            open.extend(std::iter::repeat_n(way.choice, how_many));
        }
        for person in going {
            let free = open.iter().position(|way| !meets_one_apart(person, way, places, pairs, &chosen));
            match free {
                Some(at) => chosen.push(Choice { person, ..open.remove(at) }),
                None => stuck.push(person),
            }
        }
    }
    (chosen, solution.status() == SolutionStatus::Optimal, stuck)
}

/// Whether somebody is already chosen for a time of it from whom the person is kept apart.
fn meets_one_apart(person: usize, way: &Choice, places: &[&Place], pairs: &Pairs, chosen: &[Choice]) -> bool {
    let Some(others) = pairs.get(&person) else { return false };
    let seats = &places[way.place].blocks[way.block].seats;
    chosen.iter().any(|c| others.contains(&c.person) && seats.iter().any(|&seat| c.takes(places, way.place, seat)))
}

/// Of each who is kept apart from others of the people, from whom.
type Pairs = BTreeMap<usize, BTreeSet<usize>>;

/// Both ways, also where only one of the two says it.
fn pairs(people: &[&Person]) -> Pairs {
    let index: HashMap<Uuid, usize> = people.iter().enumerate().map(|(i, person)| (person.id, i)).collect();
    let mut pairs = Pairs::new();
    for (a, person) in people.iter().enumerate() {
        for &b in person.apart.iter().filter_map(|other| index.get(other)).filter(|b| **b != a) {
            pairs.entry(a).or_default().insert(b);
            pairs.entry(b).or_default().insert(a);
        }
    }
    pairs
}

/// A whole number as the solver counts. Weights are some tens of thousands: far below where that would lose something.
fn whole(n: i64) -> f64 {
    i32::try_from(n).map_or(f64::from(i32::MAX), f64::from)
}

/// Ordered work: who is alike, which of them go, and how many go where.
fn kinds(people: &[&Person], choices: &[Choice], alone: &BTreeSet<usize>, problem: &mut Problem, columns: &mut Vec<Column>) -> Vec<Kind> {
    let mut of_person: BTreeMap<usize, Vec<Choice>> = BTreeMap::new();
    for choice in choices.iter().filter(|c| c.ordered) {
        of_person.entry(choice.person).or_default().push(*choice);
    }
    // Alike: the same places, blocks and weights, and not one who stands alone.
    type Ways = Vec<(usize, usize, i64)>;
    let mut alike: BTreeMap<(Option<usize>, Ways), Vec<usize>> = BTreeMap::new();
    for (person, ways) in &of_person {
        let key = ways.iter().map(|c| (c.place, c.block, c.weight)).collect();
        alike.entry((alone.get(person).copied(), key)).or_default().push(*person);
    }
    let mut kinds = Vec::with_capacity(alike.len());
    for ((alone, _), members) in alike {
        let most = i32::try_from(members.len()).unwrap_or(i32::MAX);
        let ways: Vec<Choice> = members.first().and_then(|person| of_person.get(person)).cloned().unwrap_or_default();
        let members: Vec<_> = members.into_iter().map(|person| (person, problem.add_binary_var(whole(rules::weigh_something(people[person]))))).collect();
        let ways: Vec<Column> =
            ways.into_iter().map(|choice| Column { variable: problem.add_integer_var(whole(choice.weight), (0, most)), person: alone, choice }).collect();
        let terms: Vec<_> = members.iter().map(|(_, goes)| (*goes, 1.0)).chain(ways.iter().map(|way| (way.variable, -1.0))).collect();
        problem.add_constraint(terms, ComparisonOp::Eq, 0.0);
        columns.extend(ways.iter().copied());
        kinds.push(Kind { members, ways });
    }
    kinds
}

/// Wishes, and that something weighs by itself, and not more when it is two things.
fn wishes(
    people: &[&Person],
    places: &[&Place],
    choices: &[Choice],
    kinds: &[Kind],
    problem: &mut Problem,
    columns: &mut Vec<Column>,
) -> Vec<(Choice, Variable)> {
    let goes: HashMap<usize, Variable> = kinds.iter().flat_map(|kind| kind.members.iter().copied()).collect();
    let mut of_person: BTreeMap<usize, Vec<(Choice, Variable)>> = BTreeMap::new();
    for choice in choices.iter().filter(|c| !c.ordered) {
        of_person.entry(choice.person).or_default().push((*choice, problem.add_binary_var(whole(choice.weight))));
    }
    for (person, own) in &of_person {
        let mut groups: BTreeSet<Vec<usize>> = BTreeSet::new();
        for (a, _) in own {
            // Of one place one way; and of all that fill the first minute of a time one.
            groups.insert((0..own.len()).filter(|&b| own[b].0.place == a.place).collect());
            for time in a.times(places) {
                let mut begin = time.clone();
                begin.minutes.end = begin.minutes.start + 1;
                groups.insert((0..own.len()).filter(|&b| own[b].0.times(places).any(|other| other.meets(&begin))).collect());
            }
        }
        let ordered = goes.get(person);
        for group in groups.iter().filter(|group| group.len() > 1 || ordered.is_some()) {
            // An ordered place is for whoever gets none of these.
            let terms: Vec<_> = group.iter().map(|&c| (own[c].1, 1.0)).chain(ordered.map(|goes| (*goes, 1.0))).collect();
            problem.add_constraint(terms, ComparisonOp::Le, 1.0);
        }
        let weight = rules::weigh_something(people[*person]);
        if weight > 0 {
            let any = problem.add_binary_var(whole(weight));
            let terms: Vec<_> = std::iter::once((any, 1.0)).chain(own.iter().map(|(_, wish)| (*wish, -1.0))).collect();
            problem.add_constraint(terms, ComparisonOp::Le, 0.0);
            // Follows for whole numbers, and keeps the search from counting half a wish and half an order as more than one of them.
            if let Some(goes) = ordered {
                problem.add_constraint([(any, 1.0), (*goes, 1.0)], ComparisonOp::Le, 1.0);
            }
        }
        columns.extend(own.iter().map(|(choice, variable)| Column { variable: *variable, person: Some(*person), choice: *choice }));
    }
    of_person.into_values().flatten().collect()
}

/// The columns at each time of each place.
fn at_seats(places: &[&Place], columns: &[Column]) -> BTreeMap<(usize, usize), Vec<usize>> {
    let mut at: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (index, column) in columns.iter().enumerate() {
        for seat in &places[column.choice.place].blocks[column.choice.block].seats {
            at.entry((column.choice.place, *seat)).or_default().push(index);
        }
    }
    at
}

/// No time gets more people than it has seats.
fn seats(places: &[&Place], columns: &[Column], problem: &mut Problem) {
    let mut said: BTreeSet<(Vec<usize>, u32)> = BTreeSet::new();
    for ((place, seat), there) in at_seats(places, columns) {
        let free = places[place].seats[seat].free;
        // Five mornings of the same people are one rule.
        if said.insert((there.clone(), free)) {
            problem.add_constraint(there.iter().map(|&c| (columns[c].variable, 1.0)).collect::<Vec<_>>(), ComparisonOp::Le, f64::from(free));
        }
    }
}

/// Of two who are kept apart one at most comes to a time.
fn apart(places: &[&Place], columns: &[Column], pairs: &Pairs, problem: &mut Problem) {
    let mut said: BTreeSet<Vec<usize>> = BTreeSet::new();
    for there in at_seats(places, columns).values() {
        for (a, b) in pairs.iter().flat_map(|(a, others)| others.range(a..).map(move |b| (*a, *b))) {
            let of = |person: usize| there.iter().copied().filter(move |&c| columns[c].person == Some(person));
            if of(a).next().is_some() && of(b).next().is_some() {
                let both: Vec<usize> = of(a).chain(of(b)).collect();
                if said.insert(both.clone()) {
                    problem.add_constraint(both.iter().map(|&c| (columns[c].variable, 1.0)).collect::<Vec<_>>(), ComparisonOp::Le, 1.0);
                }
            }
        }
    }
}
