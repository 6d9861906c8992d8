//! A walk over ten years of days: each of 1,000 generated cases is counted again day by day, by other means than the program's, and must
//! come out the same.

use chrono::{DateTime, Datelike as _, Days, Duration, NaiveDate, Utc};

use super::*;
use crate::law::calendar::{oslo_day, start_of_day};

/// Numbers that are the same on every run (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % below
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.roll(n) == 0
    }
}

fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap()
}

fn generate(dice: &mut Dice, n: u64) -> (Case, bool) {
    let arrest = later(day("2016-01-01"), dice.roll(500));
    let arrested_at = start_of_day(arrest) + Duration::minutes(i64::try_from(dice.roll(1440)).unwrap());
    let judged = later(arrest, 10 + dice.roll(200));
    let start = later(judged, dice.roll(60));
    let mut sentences = Vec::new();
    for i in 0..=dice.roll(3) {
        let amount = if dice.one_in(2) {
            Amount::days(u32::try_from(14 + dice.roll(107)).unwrap())
        } else {
            let (years, months, days) = (dice.roll(3), dice.roll(12), dice.roll(5));
            Amount::new(u32::try_from(years).unwrap(), u32::try_from(months).unwrap() + 1, u32::try_from(days).unwrap())
        };
        let court_credit = if i == 0 { u32::try_from(dice.roll(150)).unwrap() } else { 0 };
        sentences.push(Sentence {
            source: source(u128::from(n * 100 + i)),
            pronounced_on: judged,
            amount,
            court_credit,
            silent: false,
            foreign: false,
            sections: Vec::new(),
        });
    }
    let fines =
        if dice.one_in(4) { vec![Fine { source: source(u128::from(n * 100 + 50)), days: u32::try_from(1 + dice.roll(60)).unwrap() }] } else { Vec::new() };
    let minutes = |dice: &mut Dice, most: u64| Duration::minutes(i64::try_from(dice.roll(most)).unwrap());
    let mut held = Vec::new();
    if dice.one_in(3) {
        // Let go and arrested again, perhaps for a few hours only.
        let out = arrested_at + Duration::days(i64::try_from(dice.roll(200)).unwrap()) + minutes(dice, 1440);
        held.push(Spell { source: source(1), from: arrested_at, to: Some(out), in_case: true });
        let again = out + Duration::days(1) + minutes(dice, 40_000);
        held.push(Spell { source: source(2), from: again, to: Some(again + minutes(dice, 2_000)), in_case: true });
    } else if dice.one_in(2) {
        held.push(Spell { source: source(1), from: arrested_at, to: None, in_case: true });
    }
    let mut isolation = Vec::new();
    for i in 0..dice.roll(3) {
        let from = arrested_at + Duration::days(i64::try_from(dice.roll(250)).unwrap()) + minutes(dice, 1440);
        let mark = (!dice.one_in(3)).then(|| Mark { by: Uuid::from_u128(9), on: start });
        isolation.push(Isolation { source: source(u128::from(i) + 700), from, to: from + minutes(dice, 20_000), mark });
    }
    let absences = absences(dice, start);
    let start = Start { on: start, begun: true };
    let ground = if dice.one_in(8) { Ground::Youth { start, sentences } } else { Ground::Served { start, sentences, fines } };
    let case = Case { on: day("2026-11-23"), birth: None, ground, held, isolation, absences };
    (case, dice.one_in(2))
}

/// Escapes, interruptions, failures to return and remand in other cases, over one another; one in ten is still away.
fn absences(dice: &mut Dice, start: NaiveDate) -> Vec<Absence> {
    const KINDS: [AbsenceKind; 4] = [AbsenceKind::Escape, AbsenceKind::Interruption, AbsenceKind::Unlawful, AbsenceKind::OtherSanction];
    let mut absences: Vec<Absence> = (0..dice.roll(4))
        .map(|i| {
            let (from, kind) = (later(start, dice.roll(700)), KINDS[usize::try_from(dice.roll(4)).unwrap()]);
            Absence { source: source(u128::from(i) + 500), kind, from, back: Some(later(from, dice.roll(90))) }
        })
        .collect();
    if dice.one_in(10) {
        absences.push(Absence { source: source(600), kind: AbsenceKind::OtherSanction, from: later(start, dice.roll(900)), back: None });
    }
    absences
}

/// The day on which a number of months has passed, found by walking: the same day of the month, or the month's last when it has none.
fn walk_months(from: NaiveDate, months: u32) -> NaiveDate {
    let mut day = from;
    for _ in 0..months {
        let month = day.month();
        while day.month() == month {
            day = later(day, 1);
        }
    }
    // Now on the first of the month (or on the first day, when there was nothing to walk).
    if months == 0 {
        return from;
    }
    while day.day() < from.day() && later(day, 1).month() == day.month() {
        day = later(day, 1);
    }
    day
}

/// Days of the sentences.
fn slow_total(sentences: &[Sentence], start: NaiveDate, flat: bool) -> i64 {
    if flat {
        return sentences.iter().map(|s| i64::from((s.amount.years + s.amount.months / 12) * 365 + s.amount.months % 12 * 30 + s.amount.days)).sum();
    }
    let months = sentences.iter().map(|s| s.amount.years * 12 + s.amount.months).sum();
    let days: u32 = sentences.iter().map(|s| s.amount.days).sum();
    let mut day = walk_months(start, months);
    for _ in 0..days {
        day = later(day, 1);
    }
    start.iter_days().take_while(|d| *d < day).map(|_| 1).sum()
}

/// Custody after the judgment: hour by hour, a day for every 24 hours begun; marks the days.
fn slow_custody(held: &[Spell], judged: NaiveDate, start: NaiveDate) -> i64 {
    let mut days = std::collections::BTreeSet::new();
    for spell in held {
        let end: DateTime<Utc> = spell.to.unwrap_or_else(|| start_of_day(start)).min(start_of_day(start));
        if (end - spell.from).num_seconds() <= 4 * 3600 {
            continue;
        }
        let (mut began, mut on) = (spell.from, oslo_day(spell.from));
        while began < end {
            days.insert(on);
            began += Duration::hours(24);
            on = later(on, 1);
        }
    }
    days.into_iter().filter(|d| *d > judged && *d < start).map(|_| 1).sum()
}

/// Isolation between the judgment and serving that a lawyer has marked: a day for every 48 hours begun of each spell of more than four hours.
fn slow_isolation(isolation: &[Isolation], judged: NaiveDate, start: NaiveDate) -> i64 {
    let (opens, closes) = (start_of_day(later(judged, 1)), start_of_day(start));
    let mut days = 0;
    for spell in isolation.iter().filter(|s| s.mark.is_some()) {
        let (mut began, end) = (spell.from.max(opens), spell.to.min(closes));
        if (end - began).num_seconds() <= 4 * 3600 {
            continue;
        }
        while began < end {
            days += 1;
            began += Duration::hours(48);
        }
    }
    days
}

/// What the walker notes: the first day on which each is true.
#[derive(Debug, PartialEq, Eq, Default)]
struct Walked {
    third: Option<NaiveDate>,
    half: Option<NaiveDate>,
    two_thirds: Option<NaiveDate>,
    probation: Option<NaiveDate>,
    leave: Option<NaiveDate>,
    end: Option<NaiveDate>,
}

fn walk(case: &Case, flat: bool) -> Walked {
    // A youth sentence is a time with an end, and no share of it.
    let (start, sentences, fines, shares) = match &case.ground {
        Ground::Served { start, sentences, fines } => (start.on, sentences, fines.as_slice(), true),
        Ground::Youth { start, sentences } => (start.on, sentences, <&[Fine]>::default(), false),
        _ => unreachable!(),
    };
    let total = slow_total(sentences, start, flat);
    let fine: i64 = fines.iter().map(|f| i64::from(f.days)).sum();
    let judged = sentences.iter().map(|s| s.pronounced_on).min().unwrap();
    let credit = sentences.iter().map(|s| i64::from(s.court_credit)).sum::<i64>()
        + slow_custody(&case.held, judged, start)
        + slow_isolation(&case.isolation, judged, start);
    let four_months = walk_months(since(case, start), 4);
    let away = |d: NaiveDate| case.absences.iter().any(|a| a.from <= d && a.back.is_none_or(|back| d < back));
    // The months of continuous deprivation begin anew after each absence that comes before they are over.
    let mut floor = four_months;
    let mut on = start;
    let mut served = credit;
    let fine_left = (fine - (credit - total).max(0)).max(0);
    // The fine's days come on top of what probation asks for.
    let least = (0..=total).find(|s| 3 * s >= 2 * total && *s >= 60).unwrap_or(total);
    let probation_at = (least - credit).max(0) + fine_left;
    let mut walked = Walked::default();
    let mut was_away = false;
    for _ in 0..3_653 {
        if was_away && !away(on) && on_or_before_floor(case, on, floor) {
            floor = walk_months(on, 4);
        }
        was_away = away(on);
        let reached = |mark: &mut Option<NaiveDate>, yes: bool| {
            if yes && mark.is_none() {
                *mark = Some(on);
            }
        };
        reached(&mut walked.third, shares && 3 * served >= total);
        reached(&mut walked.half, shares && 2 * served >= total);
        reached(&mut walked.two_thirds, shares && 3 * served >= 2 * total);
        reached(&mut walked.leave, shares && 3 * served >= total && on >= floor && !pending(case, on, floor));
        if shares && total - least >= 14 {
            reached(&mut walked.probation, served - credit >= probation_at);
        }
        reached(&mut walked.end, served - credit >= (total - credit).max(0) + fine_left);
        if walked.end.is_some() {
            break;
        }
        if !away(on) {
            served += 1;
        }
        on = later(on, 1);
    }
    if walked.leave.is_some_and(|l| walked.end.is_some_and(|e| l >= e)) {
        walked.leave = None;
    }
    walked
}

/// An absence that began before the months were over starts them anew.
fn on_or_before_floor(case: &Case, on: NaiveDate, floor: NaiveDate) -> bool {
    case.absences.iter().any(|a| a.back == Some(on) && stretch(case, a.from) < floor)
}

/// The first day of the unbroken stretch of absence that a day is in.
fn stretch(case: &Case, mut day: NaiveDate) -> NaiveDate {
    while case.absences.iter().any(|a| a.from < day && a.back.is_none_or(|back| day <= back && back > a.from)) {
        day = day.checked_sub_days(Days::new(1)).unwrap();
    }
    day
}

/// Whether on this day an absence goes on that will start the months anew.
fn pending(case: &Case, on: NaiveDate, floor: NaiveDate) -> bool {
    case.absences.iter().any(|a| a.from <= on && a.back.is_none_or(|back| on < back) && stretch(case, a.from) < floor)
}

fn since(case: &Case, start: NaiveDate) -> NaiveDate {
    case.held.iter().filter(|s| s.to.is_none_or(|to| oslo_day(to) >= start) && oslo_day(s.from) < start).map(|s| oslo_day(s.from)).min().unwrap_or(start)
}

#[test]
fn a_thousand_cases_counted_day_by_day() {
    let mut dice = Dice(20_261_123);
    let (mut with_leave, mut with_custody, mut with_absence, mut with_isolation, mut away, mut young) = (0, 0, 0, 0, 0, 0);
    for n in 0..1_000 {
        let (case, flat) = generate(&mut dice, n);
        let fast = compute(&case, if flat { &FLAT } else { &BOOK }).unwrap();
        let slow = walk(&case, flat);
        let found = Walked {
            third: fast.date(Point::Third),
            half: fast.date(Point::Half),
            two_thirds: fast.date(Point::TwoThirds),
            probation: fast.date(Point::Probation),
            leave: fast.date(Point::Leave),
            end: fast.date(Point::End),
        };
        assert_eq!(found, slow, "case {n}: {case:#?}\n{:#?}", fast.ledger);
        with_leave += usize::from(found.leave.is_some());
        with_custody += usize::from(fast.ledger.lines.iter().any(|l| matches!(l.entry, Entry::ServiceCredit { .. })));
        with_absence += usize::from(fast.lost > 0);
        with_isolation += usize::from(fast.ledger.lines.iter().any(|l| matches!(l.entry, Entry::Isolation { .. }) && l.days < 0));
        away += usize::from(found.end.is_none());
        young += usize::from(matches!(case.ground, Ground::Youth { .. }));
    }
    // The walk is worth nothing if the dice never threw what it is to check.
    let thrown = [with_leave > 250, with_custody > 200, with_absence > 300, with_isolation > 50, away > 20, young > 80];
    assert!(thrown.iter().all(|t| *t), "{with_leave} {with_custody} {with_absence} {with_isolation} {away} {young}");
}
