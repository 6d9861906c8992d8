#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::HashMap;

use chrono::NaiveDate;
use proptest::prelude::*;
use uuid::Uuid;

use super::model::{Level, PlaceKind, Priority, Required, Suited, Time};
use super::*;
use crate::law::recurrence::Weeks;

fn today() -> NaiveDate {
    "2026-11-23".parse().unwrap()
}

fn id(n: u32) -> Uuid {
    Uuid::from_u128(u128::from(n))
}

/// So many minutes from Monday midnight.
fn time(day: u32, from: u32, to: u32) -> Time {
    Time { minutes: day * 1440 + from * 60..day * 1440 + to * 60, weeks: Weeks::Every }
}

/// A workshop with mornings and afternoons on two days, so many seats each; taken as mornings, afternoons or all.
fn place(n: u32, free: u32) -> Place {
    let seat = |k: u32, time: Time| Seats { pattern: id(10_000 + n * 10 + k), time, free, there: Vec::new() };
    Place {
        id: id(1_000 + n),
        name: format!("Verksted {n:03}"),
        kind: PlaceKind::Work,
        levels: vec![Level::High],
        needs: Vec::new(),
        seats: vec![seat(0, time(0, 8, 11)), seat(1, time(0, 12, 15)), seat(2, time(1, 8, 11)), seat(3, time(1, 12, 15))],
        blocks: vec![Block { seats: vec![0, 1, 2, 3] }, Block { seats: vec![0, 2] }, Block { seats: vec![1, 3] }],
        until: None,
    }
}

/// Somebody with a duty, idle for a month, who wishes for nothing.
fn person(n: u32) -> Person {
    Person {
        id: id(n),
        number: format!("{n:06}"),
        level: Level::High,
        standing: Standing::Duty,
        idle_days: Some(30),
        fit: true,
        languages: vec!["nb".into()],
        has: Vec::new(),
        alerts: Vec::new(),
        days_left: Some(400),
        age: 30,
        busy: Vec::new(),
        wishes: Vec::new(),
        apart: Vec::new(),
    }
}

fn wish(place: &Place, rank: u32) -> Wish {
    Wish { application: id(90_000 + rank), place: place.id, rank, suited: Some(Suited::Suited), priority: Priority::Ordinary, waiting_days: 10 }
}

fn of(answer: &Answer, person: &Person) -> Vec<Uuid> {
    answer.lines.iter().find(|l| l.person == person.id).unwrap().places.iter().map(|p| p.0).collect()
}

fn why(answer: &Answer, person: &Person, place: &Place) -> Vec<WhyNot> {
    answer.lines.iter().find(|l| l.person == person.id).unwrap().refusals.iter().find(|r| r.place == place.id).map(|r| r.why.clone()).unwrap_or_default()
}

#[test]
fn hard_rules_and_their_reasons() {
    let shop = place(1, 5);
    let wished = |change: &dyn Fn(&mut Person)| {
        let mut p = Person { wishes: vec![wish(&shop, 1)], ..person(1) };
        change(&mut p);
        p
    };
    let needing = |need: Need| Place { needs: vec![Required { need, hard: true }], ..shop.clone() };
    for (case, person, place, expected) in [
        ("another level of security", wished(&|p| p.level = Level::Lower), shop.clone(), WhyNot::Level),
        ("not assessed", wished(&|p| p.wishes[0].suited = None), shop.clone(), WhyNot::NotAssessed),
        ("not suited", wished(&|p| p.wishes[0].suited = Some(Suited::NotSuited)), shop.clone(), WhyNot::NotSuited),
        ("unfit", wished(&|p| p.fit = false), needing(Need::Fit), WhyNot::Lacks(Need::Fit)),
        (
            "an alert the place does not take",
            wished(&|p| p.alerts = vec!["ARSON".into()]),
            needing(Need::NoAlert("ARSON".into())),
            WhyNot::Lacks(Need::NoAlert("ARSON".into())),
        ),
        ("not the language", wished(&|p| p.languages.clear()), needing(Need::Language("nb".into())), WhyNot::Lacks(Need::Language("nb".into()))),
        ("leaves too soon", wished(&|p| p.days_left = Some(20)), needing(Need::DaysLeft(60)), WhyNot::Lacks(Need::DaysLeft(60))),
        ("too young", wished(&|p| p.age = 17), needing(Need::Age(18)), WhyNot::Lacks(Need::Age(18))),
        ("at court every Monday", wished(&|p| p.busy = vec![time(0, 9, 10), time(1, 13, 14)]), shop.clone(), WhyNot::Busy),
        (
            "kept apart from somebody there",
            wished(&|p| p.apart = vec![id(77)]),
            {
                let mut s = shop.clone();
                s.seats.iter_mut().for_each(|seat| seat.there = vec![id(77)]);
                s
            },
            WhyNot::KeptApart,
        ),
        ("full", wished(&|_| ()), place(1, 0), WhyNot::Full),
    ] {
        let answer = suggest(std::slice::from_ref(&person), std::slice::from_ref(&place), today());
        assert!(of(&answer, &person).is_empty(), "{case}");
        assert!(why(&answer, &person, &place).contains(&expected), "{case}: {:?}", answer.lines);
        assert!(answer.proven);
    }
    let fine = wished(&|_| ());
    assert_eq!(of(&suggest(std::slice::from_ref(&fine), std::slice::from_ref(&shop), today()), &fine), [shop.id]);
}

#[test]
fn work_is_ordered_and_education_is_not() {
    let (shop, school) = (place(1, 5), Place { kind: PlaceKind::Course, ..place(2, 5) });
    let answer = |person: &Person, place: &Place| of(&suggest(std::slice::from_ref(person), std::slice::from_ref(place), today()), person).len();
    assert_eq!(answer(&person(1), &shop), 1, "§ 3-12: a convicted person without a wish");
    assert_eq!(answer(&person(1), &school), 0, "§ 3-12: not to school");
    let remand = Person { standing: Standing::Offer, ..person(1) };
    assert_eq!(answer(&remand, &shop), 0, "§ 1-4: an offer is not an order");
    assert_eq!(answer(&Person { wishes: vec![wish(&shop, 1)], ..remand }, &shop), 1);
    assert_eq!(answer(&Person { idle_days: None, ..person(1) }, &shop), 0, "has something and asked for nothing");
}

#[test]
fn a_morning_here_and_an_afternoon_there() {
    let (shop, school) = (place(1, 1), Place { kind: PlaceKind::Course, blocks: vec![Block { seats: vec![0, 2] }], ..place(2, 1) });
    let both = Person { wishes: vec![wish(&school, 1), wish(&shop, 2)], ..person(1) };
    let answer = suggest(std::slice::from_ref(&both), &[shop.clone(), school.clone()], today());
    let line = &answer.lines[0];
    assert_eq!(line.places.len(), 2);
    let patterns = |place: &Place| line.places.iter().find(|p| p.0 == place.id).unwrap().1.clone();
    assert_eq!(patterns(&school), [school.seats[0].pattern, school.seats[2].pattern]);
    assert_eq!(patterns(&shop), [shop.seats[1].pattern, shop.seats[3].pattern]);
}

#[test]
fn kept_apart_are_never_together_and_told_without_a_name() {
    let shop = place(1, 5);
    let a = Person { wishes: vec![wish(&shop, 1)], apart: vec![id(2)], idle_days: Some(60), ..person(1) };
    // Known on one side only: it holds all the same.
    let b = Person { wishes: vec![wish(&shop, 1)], ..person(2) };
    let whole_days = Place { blocks: vec![Block { seats: vec![0, 1, 2, 3] }], ..shop.clone() };
    let answer = suggest(&[a.clone(), b.clone()], std::slice::from_ref(&whole_days), today());
    assert_eq!((of(&answer, &a), of(&answer, &b)), (vec![shop.id], vec![]));
    assert_eq!(why(&answer, &b, &whole_days), [WhyNot::ApartFromSuggested]);
    // Where there are halves, one gets the mornings and the other the afternoons.
    let answer = suggest(&[a.clone(), b.clone()], std::slice::from_ref(&shop), today());
    assert_eq!((of(&answer, &a).len(), of(&answer, &b).len()), (1, 1));
}

#[test]
fn who_has_waited_longest_with_nothing_comes_first() {
    let shop = Place { blocks: vec![Block { seats: vec![0, 1, 2, 3] }], ..place(1, 1) };
    let long = Person { idle_days: Some(90), ..person(9) };
    let wishes = Person { idle_days: Some(30), wishes: vec![wish(&shop, 1)], ..person(1) };
    let remand = Person { standing: Standing::Offer, idle_days: Some(200), wishes: vec![wish(&shop, 1)], ..person(2) };
    let busy = Person { idle_days: None, wishes: vec![Wish { priority: Priority::First, ..wish(&shop, 1) }], ..person(3) };
    let pick = |people: &[Person]| {
        let answer = suggest(people, std::slice::from_ref(&shop), today());
        answer.lines.iter().filter(|l| !l.places.is_empty()).map(|l| l.person).collect::<Vec<_>>()
    };
    assert_eq!(pick(&[remand.clone(), wishes.clone(), busy.clone()]), [wishes.id], "§ 3(3): a duty and nothing to do");
    assert_eq!(pick(&[remand.clone(), busy.clone()]), [remand.id], "nothing to do before more to do");
    assert_eq!(pick(std::slice::from_ref(&busy)), [busy.id]);
    let answer = suggest(&[long.clone(), wishes.clone()], std::slice::from_ref(&shop), today());
    let first = answer.lines.iter().find(|l| !l.places.is_empty()).unwrap().person;
    let other = if first == long.id { &wishes } else { &long };
    assert_eq!(why(&answer, other, &shop), [WhyNot::OthersFirst(1)]);
}

#[test]
fn the_order_of_the_question_does_not_matter() {
    let places: Vec<Place> = (1..8).map(|n| place(n, 2)).collect();
    let mut people: Vec<Person> = (1..40)
        .map(|n| Person { idle_days: Some(n % 7), wishes: vec![wish(&places[n as usize % 7], 1), wish(&places[n as usize % 3], 2)], ..person(n) })
        .collect();
    let first = suggest(&people, &places, today());
    people.reverse();
    let turned: Vec<Place> = places.iter().rev().cloned().collect();
    assert_eq!(suggest(&people, &turned, today()), first);
}

/// Every rule asked of an answer, without the solver's own words.
fn check(people: &[Person], places: &[Place], answer: &Answer) {
    let person = |id: Uuid| people.iter().find(|p| p.id == id).unwrap();
    let place = |id: Uuid| places.iter().find(|p| p.id == id).unwrap();
    let mut there: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    assert_eq!(answer.lines.len(), people.len());
    for line in &answer.lines {
        let p = person(line.person);
        let mut taken: Vec<Time> = p.busy.clone();
        for (place_id, patterns, _) in &line.places {
            let q = place(*place_id);
            assert_eq!(rules::judge(p, q, today()), [], "not what may not be");
            let seats: Vec<_> = patterns.iter().map(|x| q.seats.iter().position(|s| s.pattern == *x).unwrap()).collect();
            assert!(q.blocks.iter().any(|b| b.seats == seats), "times that are taken together");
            for seat in seats {
                let seat = &q.seats[seat];
                assert!(taken.iter().all(|t| !t.meets(&seat.time)), "in one place at a time");
                taken.push(seat.time.clone());
                assert!(seat.there.iter().all(|o| !p.apart.contains(o)));
                there.entry(seat.pattern).or_default().push(p.id);
            }
        }
        for refusal in &line.refusals {
            assert!(!refusal.why.is_empty() && line.places.iter().all(|(id, ..)| *id != refusal.place), "a reason, and only for a no");
        }
        for wish in &p.wishes {
            assert!(line.places.iter().any(|(id, ..)| *id == wish.place) || line.refusals.iter().any(|r| r.place == wish.place), "every wish is answered");
        }
    }
    for seat in places.iter().flat_map(|p| &p.seats) {
        let here = there.get(&seat.pattern).map(Vec::as_slice).unwrap_or_default();
        assert!(here.len() <= seat.free as usize, "seats");
        for a in here {
            assert!(here.iter().all(|b| !person(*a).apart.contains(b)), "apart");
        }
    }
}

/// The most there is, by trying everything.
fn by_trying(people: &[Person], places: &[Place]) -> i64 {
    fn go(people: &[Person], places: &[Place], n: usize, there: &mut Vec<(usize, usize, usize)>) -> i64 {
        let Some(p) = people.get(n) else { return 0 };
        let options: Vec<(usize, usize)> = places
            .iter()
            .enumerate()
            .filter(|(_, q)| rules::judge(p, q, today()).is_empty())
            .flat_map(|(q, place)| (0..place.blocks.len()).filter(move |b| rules::judge_block(p, place, &place.blocks[*b]).is_empty()).map(move |b| (q, b)))
            .collect();
        let mut best = i64::MIN;
        for set in 0_u32..1 << options.len() {
            let mine: Vec<(usize, usize)> = options.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1).map(|(_, o)| *o).collect();
            let times = |o: &(usize, usize)| places[o.0].blocks[o.1].seats.iter().map(|s| places[o.0].seats[*s].time.clone()).collect::<Vec<_>>();
            let clash =
                mine.iter().enumerate().any(|(i, a)| mine[..i].iter().any(|b| a.0 == b.0 || times(a).iter().any(|x| times(b).iter().any(|y| x.meets(y)))));
            // Work that nobody asked for is for whoever gets nothing else.
            let ordered = mine.iter().any(|(q, _)| p.wishes.iter().all(|w| w.place != places[*q].id));
            if clash || (ordered && mine.len() > 1) {
                continue;
            }
            let fits = mine.iter().all(|(q, b)| {
                places[*q].blocks[*b].seats.iter().all(|s| {
                    let others: Vec<usize> = there.iter().filter(|(_, oq, ob)| oq == q && places[*q].blocks[*ob].seats.contains(s)).map(|o| o.0).collect();
                    others.len() < places[*q].seats[*s].free as usize
                        && others.iter().all(|o| !people[*o].apart.contains(&p.id) && !p.apart.contains(&people[*o].id))
                })
            });
            if !fits {
                continue;
            }
            let own: i64 = mine.iter().map(|(q, b)| rules::weigh(p, &places[*q], &places[*q].blocks[*b])).sum::<i64>()
                + if mine.is_empty() { 0 } else { rules::weigh_something(p) };
            let before = there.len();
            there.extend(mine.iter().map(|(q, b)| (n, *q, *b)));
            best = best.max(own + go(people, places, n + 1, there));
            there.truncate(before);
        }
        best
    }
    go(people, places, 0, &mut Vec::new())
}

fn small_house() -> impl Strategy<Value = (Vec<Person>, Vec<Place>)> {
    let people = prop::collection::vec(
        (any::<bool>(), prop::option::of(0_u32..40), prop::collection::vec((0_u32..3, 1_u32..4, 0_u32..30), 0..3), prop::collection::vec(1_u32..6, 0..3)),
        1..6,
    );
    (people, prop::collection::vec((0_u32..3, any::<bool>()), 1..4)).prop_map(|(people, places)| {
        let places: Vec<Place> = places
            .into_iter()
            .enumerate()
            .map(|(n, (free, course))| Place { kind: if course { PlaceKind::Course } else { PlaceKind::Work }, ..place(u32::try_from(n).unwrap() + 1, free) })
            .collect();
        let people = people
            .into_iter()
            .enumerate()
            .map(|(n, (duty, idle_days, wishes, apart))| {
                let mut wished: Vec<Wish> = Vec::new();
                for (q, rank, waiting_days) in wishes {
                    if let Some(p) = places.get(q as usize).filter(|p| wished.iter().all(|w| w.place != p.id)) {
                        wished.push(Wish { waiting_days, ..wish(p, rank) });
                    }
                }
                let standing = if duty { Standing::Duty } else { Standing::Offer };
                let n = u32::try_from(n).unwrap() + 1;
                Person { standing, idle_days, wishes: wished, apart: apart.into_iter().filter(|a| *a != n).map(id).collect(), ..person(n) }
            })
            .collect();
        (people, places)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]
    #[test]
    fn as_good_as_trying_everything((people, places) in small_house()) {
        let answer = suggest(&people, &places, today());
        check(&people, &places, &answer);
        prop_assert!(answer.proven);
        prop_assert_eq!(answer.weight, by_trying(&people, &places));
    }
}

/// Three hundred people and sixty places with some four hundred seats a time: what a large house asks for. Its time is measured by `bin/bench`.
#[test]
fn a_large_house() {
    let places: Vec<Place> = (0..60)
        .map(|n| Place {
            kind: if n % 3 == 0 { PlaceKind::Course } else { PlaceKind::Work },
            levels: if n % 5 == 0 { vec![Level::Lower, Level::High] } else { vec![Level::High] },
            needs: if n % 7 == 0 { vec![Required { need: Need::NoAlert("ARSON".into()), hard: true }] } else { Vec::new() },
            ..place(n, 1 + n % 6)
        })
        .collect();
    let people: Vec<Person> = (1..=300_u32)
        .map(|n| {
            let mix = |k: u32| (n.wrapping_mul(2_654_435_761).rotate_left(k) >> 7) as usize;
            let mut wishes: Vec<Wish> =
                (0..n % 4).map(|k| Wish { waiting_days: n % 90, ..wish(&places[(mix(k * 5) + k as usize * 17) % 60], k + 1) }).collect();
            wishes.sort_by_key(|w| w.place);
            wishes.dedup_by_key(|w| w.place);
            Person {
                standing: if n % 4 == 0 { Standing::Offer } else { Standing::Duty },
                idle_days: (n % 3 != 0).then_some(n % 120),
                level: if n % 9 == 0 { Level::Lower } else { Level::High },
                alerts: if n % 11 == 0 { vec!["ARSON".into()] } else { Vec::new() },
                apart: if n % 10 == 0 { vec![id(n - 1), id((n * 7) % 300 + 1)] } else { Vec::new() }.into_iter().filter(|a| *a != id(n)).collect(),
                wishes,
                ..person(n)
            }
        })
        .collect();
    let answer = suggest(&people, &places, today());
    check(&people, &places, &answer);
    assert!(answer.proven);
}
