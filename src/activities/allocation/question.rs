//! From rows to a question, and from an answer to rows.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::model::{Answer, Block, Level, Line, Need, Person, Place, PlaceKind, Required, Seats, Standing, Time, WhyNot, Wish};
use super::store::{Facts, NewLine, Seat, Wish as WishRow};
use crate::law::calendar;
use crate::law::recurrence::Weeks;

const NOON: u32 = 12 * 60;
const DAY: u32 = 24 * 60;

fn weeks(word: &str) -> Weeks {
    match word {
        "odd" => Weeks::Odd,
        "even" => Weeks::Even,
        _ => Weeks::Every,
    }
}

fn time(from: i32, to: i32, word: &str) -> Time {
    Time { minutes: u32::try_from(from).unwrap_or_default()..u32::try_from(to).unwrap_or_default(), weeks: weeks(word) }
}

/// A need from its words in the database; none of a kind that is not known here, which is then for a person to look at.
fn need(kind: &str, value: &str) -> Option<Need> {
    Some(match kind {
        "fit_for_work" => Need::Fit,
        "sentenced" => Need::Sentenced,
        "language" => Need::Language(value.to_owned()),
        "course_done" | "certificate" | "skill" => Need::Has(value.to_owned()),
        "no_alert" => Need::NoAlert(value.to_owned()),
        "days_left" => Need::DaysLeft(value.parse().ok()?),
        "age" => Need::Age(value.parse().ok()?),
        _ => return None,
    })
}

fn days_between(from: NaiveDate, to: NaiveDate) -> u32 {
    u32::try_from((to - from).num_days().max(0)).unwrap_or_default()
}

/// The people. Whose level of security is none of those known are left out: nothing could be suggested for them.
pub(super) fn people(facts: Vec<Facts>, wishes: Vec<WishRow>, today: NaiveDate) -> Vec<Person> {
    let mut of_person: HashMap<Uuid, Vec<Wish>> = HashMap::new();
    for w in wishes {
        of_person.entry(w.inmate).or_default().push(Wish {
            application: w.application,
            place: w.place,
            rank: u32::try_from(w.rank).unwrap_or(1),
            suited: w.suited,
            priority: w.priority,
            waiting_days: days_between(calendar::oslo_day(w.since), today),
        });
    }
    let person = |f: Facts| {
        let since = f.last_ended.unwrap_or(f.admitted_on).max(f.admitted_on);
        Some(Person {
            id: f.inmate,
            level: Level::of(&f.level)?,
            standing: if f.duty { Standing::Duty } else { Standing::Offer },
            idle_days: (!f.placed).then(|| days_between(since, today)),
            fit: !f.unfit,
            languages: f.languages,
            has: f.has,
            alerts: f.alerts,
            days_left: f.days_left.map(i64::from),
            age: f.age.and_then(|years| u32::try_from(years).ok()).unwrap_or_default(),
            busy: f.busy_from.iter().zip(&f.busy_to).zip(&f.busy_weeks).map(|((from, to), weeks)| time(*from, *to, weeks)).collect(),
            wishes: of_person.remove(&f.inmate).unwrap_or_default(),
            apart: f.apart,
            number: f.number,
        })
    };
    facts.into_iter().filter_map(person).collect()
}

/// The places with their times, to be taken whole, or the mornings, or the afternoons.
pub(super) fn places(seats: Vec<Seat>) -> Vec<Place> {
    let mut by_place: BTreeMap<(String, Uuid), Place> = BTreeMap::new();
    for s in seats {
        let Some(kind) = PlaceKind::of(&s.kind) else { continue };
        let place = by_place.entry((s.name.clone(), s.place)).or_insert_with(|| Place {
            id: s.place,
            name: s.name.clone(),
            kind,
            levels: s.levels.iter().filter_map(|l| Level::of(l)).collect(),
            needs: needs(&s.needs),
            seats: Vec::new(),
            blocks: Vec::new(),
            until: s.until,
        });
        place.seats.push(Seats {
            pattern: s.pattern,
            time: time(s.weekly_from, s.weekly_to, &s.weeks),
            free: u32::try_from(s.free).unwrap_or_default(),
            there: s.there,
        });
    }
    let mut places: Vec<Place> = by_place.into_values().collect();
    for place in &mut places {
        place.blocks = blocks(&place.seats);
    }
    places
}

fn needs(rows: &Value) -> Vec<Required> {
    let word = |row: &Value, key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let required =
        |row: &Value| Some(Required { need: need(&word(row, "kind"), &word(row, "value"))?, hard: row.get("hard").and_then(Value::as_bool).unwrap_or(true) });
    rows.as_array().into_iter().flatten().filter_map(required).collect()
}

fn blocks(seats: &[Seats]) -> Vec<Block> {
    let (mornings, afternoons): (Vec<usize>, Vec<usize>) = (0..seats.len()).partition(|i| seats[*i].time.minutes.start % DAY < NOON);
    let halves = !mornings.is_empty() && !afternoons.is_empty();
    let whole = Block { seats: (0..seats.len()).collect() };
    let parts = [mornings, afternoons].into_iter().filter(|_| halves).map(|seats| Block { seats });
    std::iter::once(whole).chain(parts).collect()
}

/// A reason by its code, with what it is about.
fn code(why: &WhyNot) -> Value {
    match why {
        WhyNot::NoWish => json!({ "code": "no_wish" }),
        WhyNot::NotAssessed => json!({ "code": "not_assessed" }),
        WhyNot::NotSuited => json!({ "code": "not_suited" }),
        WhyNot::Level => json!({ "code": "level" }),
        WhyNot::Lacks(need) => {
            let (kind, value) = match need {
                Need::Fit => ("fit_for_work", String::new()),
                Need::Sentenced => ("sentenced", String::new()),
                Need::Language(code) => ("language", code.clone()),
                Need::Has(code) => ("course_done", code.clone()),
                Need::NoAlert(kind) => ("no_alert", kind.clone()),
                Need::DaysLeft(days) => ("days_left", days.to_string()),
                Need::Age(years) => ("age", years.to_string()),
            };
            // Whoever reads the refusal is told of the rule; whether it is an alert of the person's follows from it, and is theirs to read who may.
            json!({ "code": "lacks", "kind": kind, "value": value })
        }
        WhyNot::Busy => json!({ "code": "busy" }),
        WhyNot::KeptApart => json!({ "code": "kept_apart" }),
        WhyNot::Full => json!({ "code": "full" }),
        WhyNot::OthersFirst(n) => json!({ "code": "others_first", "n": n }),
        WhyNot::Elsewhere => json!({ "code": "elsewhere" }),
        WhyNot::ApartFromSuggested => json!({ "code": "apart_from_suggested" }),
        WhyNot::NotNeeded => json!({ "code": "not_needed" }),
    }
}

fn why_not(line: &Line) -> Value {
    line.refusals.iter().map(|r| json!({ "place": r.place, "why": r.why.iter().map(code).collect::<Vec<_>>() })).collect()
}

/// The lines of an answer, to be kept: one for each thing somebody gets; of whoever gets nothing, one that says why.
pub(super) fn lines(answer: &Answer) -> Vec<NewLine> {
    let line = |line: &Line, nth: i16, given: Option<&(Uuid, Vec<Uuid>, Option<Uuid>)>| NewLine {
        inmate: line.person,
        nth,
        place: given.map(|g| g.0),
        patterns: given.map(|g| g.1.clone()).unwrap_or_default(),
        application: given.and_then(|g| g.2),
        why_not: if nth == 1 { why_not(line) } else { Value::Array(Vec::new()) },
    };
    let of = |l: &Line| -> Vec<NewLine> {
        match l.places.as_slice() {
            [] => vec![line(l, 1, None)],
            some => (1..).zip(some).map(|(nth, given)| line(l, nth, Some(given))).collect(),
        }
    };
    answer.lines.iter().flat_map(of).collect()
}

/// From when a suggestion counts its seats: the beginning of the next day.
pub(super) fn from(now: DateTime<Utc>) -> DateTime<Utc> {
    calendar::day_span(calendar::oslo_day(now)).end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seat(pattern: u128, from: i32, to: i32) -> Seat {
        Seat {
            place: Uuid::from_u128(1),
            name: "Snekkeri".into(),
            kind: "work".into(),
            levels: vec!["high".into()],
            until: None,
            needs: json!([{ "kind": "fit_for_work", "value": "", "hard": true }, { "kind": "days_left", "value": "60", "hard": false }, { "kind": "unheard_of", "value": "x", "hard": true }]),
            pattern: Uuid::from_u128(pattern),
            weekly_from: from,
            weekly_to: to,
            weeks: "every".into(),
            free: 2,
            there: Vec::new(),
        }
    }

    #[test]
    fn a_place_is_taken_whole_or_by_halves() {
        let day = |d: i32, h: i32| d * 1440 + h * 60;
        let found =
            places(vec![seat(10, day(0, 8), day(0, 11)), seat(11, day(0, 12), day(0, 15)), seat(12, day(1, 8), day(1, 11)), seat(13, day(1, 12), day(1, 15))]);
        assert_eq!(found.len(), 1);
        let blocks: Vec<Vec<usize>> = found.iter().flat_map(|p| p.blocks.iter().map(|b| b.seats.clone())).collect();
        assert_eq!(blocks, [vec![0, 1, 2, 3], vec![0, 2], vec![1, 3]]);
        assert_eq!(found.iter().map(|p| p.needs.len()).sum::<usize>(), 2, "what is not known is for a person");
        let mornings = places(vec![seat(10, day(0, 8), day(0, 11))]);
        assert_eq!(mornings.iter().flat_map(|p| &p.blocks).count(), 1, "mornings alone are the whole");
    }

    #[test]
    fn two_things_for_one_are_two_lines_and_nothing_is_one() {
        let given = |n: u128| (Uuid::from_u128(n), vec![Uuid::from_u128(n + 100)], None);
        let line = |n: u128, places: Vec<_>| Line { person: Uuid::from_u128(n), places, refusals: Vec::new() };
        let answer = Answer { lines: vec![line(1, vec![given(5), given(6)]), line(2, Vec::new())], weight: 0, proven: true };
        let kept: Vec<_> = lines(&answer).into_iter().map(|l| (l.inmate.as_u128(), l.nth, l.place.map(|p| p.as_u128()))).collect();
        assert_eq!(kept, [(1, 1, Some(5)), (1, 2, Some(6)), (2, 1, None)]);
    }
}
