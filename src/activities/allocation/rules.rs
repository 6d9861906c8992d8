//! What may be, and what weighs.

use chrono::NaiveDate;

use super::model::{Block, Need, Person, Place, PlaceKind, Priority, Standing, Suited, WhyNot, Wish};

/// Of a person and a place, whatever its times: everything that stands against it. The hard rules; nothing that is weighed overrules one.
#[must_use]
pub fn judge(person: &Person, place: &Place, today: NaiveDate) -> Vec<WhyNot> {
    let wish = person.wishes.iter().find(|wish| wish.place == place.id);
    let mut why = Vec::new();
    match wish {
        // Work can be ordered of whoever has a duty; education, work outside, and anything on remand cannot (forskrift §§ 1-4, 3-12).
        None if !(place.kind == PlaceKind::Work && person.standing == Standing::Duty) => why.push(WhyNot::NoWish),
        None if person.idle_days.is_none() => why.push(WhyNot::NotNeeded),
        None => {}
        Some(wish) => match wish.suited {
            None => why.push(WhyNot::NotAssessed),
            Some(Suited::NotSuited) => why.push(WhyNot::NotSuited),
            Some(Suited::Suited | Suited::WithConditions) => {}
        },
    }
    if !place.levels.contains(&person.level) {
        why.push(WhyNot::Level);
    }
    why.extend(place.needs.iter().filter(|required| required.hard && !meets(person, &required.need)).map(|required| WhyNot::Lacks(required.need.clone())));
    if place.until.is_some_and(|last| last <= today) {
        why.push(WhyNot::Full);
    }
    why
}

/// Of a person and some of a place's times.
#[must_use]
pub fn judge_block(person: &Person, place: &Place, block: &Block) -> Vec<WhyNot> {
    let seats = || block.seats.iter().filter_map(|seat| place.seats.get(*seat));
    let mut why = Vec::new();
    if seats().any(|seat| person.busy.iter().any(|busy| busy.meets(&seat.time))) {
        why.push(WhyNot::Busy);
    }
    if seats().any(|seat| seat.there.iter().any(|other| person.apart.contains(other))) {
        why.push(WhyNot::KeptApart);
    }
    if seats().next().is_none() || seats().any(|seat| seat.free == 0) {
        why.push(WhyNot::Full);
    }
    why
}

/// Whether somebody meets a need. What is not known is not met.
#[must_use]
pub fn meets(person: &Person, need: &Need) -> bool {
    match need {
        Need::Fit => person.fit,
        Need::Sentenced => person.standing == Standing::Duty,
        Need::Language(code) => person.languages.contains(code),
        Need::Has(code) => person.has.contains(code),
        Need::NoAlert(kind) => !person.alerts.contains(kind),
        Need::DaysLeft(days) => person.days_left.is_none_or(|left| left >= *days),
        Need::Age(years) => person.age >= *years,
    }
}

/// What it weighs that a person gets something at all. Somebody with a duty and nothing to do comes before anything else, longest first; then somebody on remand with
/// nothing. Either is more than two wishes fulfilled of somebody who has something already.
#[must_use]
pub fn weigh_something(person: &Person) -> i64 {
    match (person.idle_days, person.standing) {
        (None, _) => 0,
        (Some(days), Standing::Duty) => 40_000 + 20 * i64::from(days.min(500)),
        (Some(days), Standing::Offer) => 20_000 + 20 * i64::from(days.min(500)),
    }
}

/// What some times of a place weigh for a person: first what somebody has decided comes first, then goals of the plan, then the person's own order, days waited, and
/// what they weigh without a wish.
#[must_use]
pub fn weigh(person: &Person, place: &Place, block: &Block) -> i64 {
    person.wishes.iter().find(|wish| wish.place == place.id).map_or(0, weigh_wish) + weigh_order(person, place, block)
}

/// What they weigh without a wish: needs that only weigh. Of several ways to the same place the longer is a little better: a whole day before a half.
#[must_use]
pub fn weigh_order(person: &Person, place: &Place, block: &Block) -> i64 {
    let soft = place.needs.iter().filter(|required| !required.hard && meets(person, &required.need)).count();
    let small = |n: usize, most: usize| i64::try_from(n.min(most)).unwrap_or_default();
    20 * small(soft, 5) + small(block.seats.len(), 15)
}

fn weigh_wish(wish: &Wish) -> i64 {
    let priority = match wish.priority {
        Priority::First => 6_000,
        Priority::Plan => 2_500,
        Priority::Ordinary => 0,
    };
    priority + 300 * (4 - i64::from(wish.rank.clamp(1, 4))) + i64::from(wish.waiting_days.min(365)) + 400
}
