//! A walk over ten years of days and more: each of 1,000 generated cases is counted again day by day, by other means than the program's, and must
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

    fn few(&mut self, below: u64) -> u32 {
        u32::try_from(self.roll(below)).unwrap()
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.roll(n) == 0
    }
}

fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap()
}

fn sooner(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap()
}

fn minutes(dice: &mut Dice, most: u64) -> Duration {
    Duration::minutes(i64::try_from(dice.roll(most)).unwrap())
}

fn days(dice: &mut Dice, most: u64) -> Duration {
    Duration::days(i64::try_from(dice.roll(most)).unwrap())
}

fn generate(dice: &mut Dice, n: u64) -> (Case, bool) {
    let arrest = later(day("2016-01-01"), dice.roll(500));
    let arrested_at = start_of_day(arrest) + minutes(dice, 1440);
    let judged = later(arrest, 10 + dice.roll(200));
    let start = later(judged, dice.roll(60));
    let held = arrests(dice, arrested_at);
    let isolation = isolated(dice, arrested_at, start);
    let absences = absences(dice, start);
    let ground = ground(dice, n, judged, Start { on: start, begun: true });
    let case = Case { on: day("2026-11-23"), birth: None, ground, held, isolation, absences };
    (case, dice.one_in(2))
}

/// Why somebody is held: preventive detention, fines alone, a youth sentence, or sentences with or without fines.
fn ground(dice: &mut Dice, n: u64, judged: NaiveDate, start: Start) -> Ground {
    if dice.one_in(6) {
        return Ground::Detention { start, detention: Box::new(detention(dice, n, judged)) };
    }
    let fine = |dice: &mut Dice, i: u64| Fine { source: source(u128::from(n * 100 + 50 + i)), days: 1 + dice.few(60) };
    if dice.one_in(12) {
        let fines = (0..=dice.roll(2)).map(|i| fine(dice, i)).collect();
        return Ground::Served { start, sentences: Vec::new(), fines };
    }
    let sentences = sentences(dice, n, judged);
    let fines = if dice.one_in(4) { vec![fine(dice, 0)] } else { Vec::new() };
    if dice.one_in(7) { Ground::Youth { start, sentences } } else { Ground::Served { start, sentences, fines } }
}

/// One to three sentences. One in six has one from abroad among them, and half of those are longer than any of this country.
fn sentences(dice: &mut Dice, n: u64, judged: NaiveDate) -> Vec<Sentence> {
    let foreign = dice.one_in(6);
    let very_long = foreign && dice.one_in(2);
    (0..=dice.roll(3))
        .map(|i| {
            let amount = if i == 0 && very_long {
                Amount::new(29 + dice.few(14), dice.few(12), dice.few(3))
            } else if dice.one_in(2) {
                Amount::days(14 + dice.few(107))
            } else {
                Amount::new(dice.few(3), dice.few(12) + 1, dice.few(5))
            };
            Sentence {
                source: source(u128::from(n * 100 + i)),
                pronounced_on: judged,
                amount,
                court_credit: if i == 0 { dice.few(150) } else { 0 },
                silent: false,
                foreign: foreign && i == 0,
                sections: Vec::new(),
            }
        })
        .collect()
}

/// A frame with or without a minimum, extended up to twice.
fn detention(dice: &mut Dice, n: u64, judged: NaiveDate) -> Detention {
    let frame = Amount::new(3 + dice.few(13), dice.few(2) * 6, 0);
    let minimum = (!dice.one_in(5)).then(|| Amount::new(1 + dice.few(u64::from(frame.years)), dice.few(12), 0));
    let extensions =
        (0..dice.roll(3)).map(|i| Extension { source: source(u128::from(n * 100 + 60 + i)), amount: Amount::new(1 + dice.few(5), dice.few(3), 0) }).collect();
    Detention {
        source: source(u128::from(n * 100)),
        pronounced_on: judged,
        final_on: (!dice.one_in(4)).then(|| later(judged, dice.roll(40))),
        frame,
        minimum,
        extensions,
        court_credit: dice.few(500),
        silent: false,
        lapsed: if dice.one_in(3) { vec![source(u128::from(n * 100 + 90))] } else { Vec::new() },
    }
}

/// Arrests: for a few hours or for good, once or again, in the case or in another.
fn arrests(dice: &mut Dice, arrested_at: DateTime<Utc>) -> Vec<Spell> {
    let spell = |n, from, to, in_case| Spell { source: source(n), from, to, in_case };
    let mut held = Vec::new();
    match dice.roll(4) {
        0 => {
            // Let go and arrested again, perhaps for a few hours only.
            let out = arrested_at + days(dice, 200) + minutes(dice, 1440);
            held.push(spell(1, arrested_at, Some(out), true));
            let again = out + Duration::days(1) + minutes(dice, 40_000);
            held.push(spell(2, again, Some(again + minutes(dice, 2_000)), true));
        }
        1 => held.push(spell(1, arrested_at, None, true)),
        2 => {
            // Several arrests of hours, on either side of the judgment.
            let mut at = arrested_at;
            for n in 0..=dice.roll(4) {
                at += days(dice, 90) + Duration::minutes(600) + minutes(dice, 1440);
                held.push(spell(u128::from(n) + 1, at, Some(at + minutes(dice, 700)), true));
            }
        }
        _ => {}
    }
    if dice.one_in(4) {
        // In another case: deprived of liberty all the same, and deducted from nothing here.
        let from = arrested_at + days(dice, 200) + minutes(dice, 1440);
        held.push(spell(9, from, (!dice.one_in(3)).then(|| from + minutes(dice, 200_000)), false));
    }
    held
}

fn isolated(dice: &mut Dice, arrested_at: DateTime<Utc>, start: NaiveDate) -> Vec<Isolation> {
    (0..dice.roll(3))
        .map(|i| {
            let from = arrested_at + days(dice, 250) + minutes(dice, 1440);
            let mark = (!dice.one_in(3)).then(|| Mark { by: Uuid::from_u128(9), on: start });
            Isolation { source: source(u128::from(i) + 700), from, to: from + minutes(dice, 20_000), mark }
        })
        .collect()
}

/// Escapes, interruptions, failures to return, remand in other cases and releases by mistake, over one another; one in ten is still away.
fn absences(dice: &mut Dice, start: NaiveDate) -> Vec<Absence> {
    let kinds = AbsenceKind::ALL;
    let mut absences: Vec<Absence> = (0..dice.roll(4))
        .map(|i| {
            let (from, kind) = (later(start, dice.roll(700)), kinds[usize::try_from(dice.roll(kinds.len() as u64)).unwrap()]);
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

/// The same day of a month so many months before, or that month's last when it has none.
fn walk_back(from: NaiveDate, months: u32) -> NaiveDate {
    let mut day = from;
    for _ in 0..months {
        let month = day.month();
        while day.month() == month {
            day = sooner(day, 1);
        }
    }
    while day.day() > from.day() {
        day = sooner(day, 1);
    }
    day
}

/// Days of several amounts served together.
fn slow_total(amounts: &[Amount], start: NaiveDate, flat: bool) -> i64 {
    if flat {
        return amounts.iter().map(|a| i64::from((a.years + a.months / 12) * 365 + a.months % 12 * 30 + a.days)).sum();
    }
    let months = amounts.iter().map(|a| a.years * 12 + a.months).sum();
    let days: u32 = amounts.iter().map(|a| a.days).sum();
    let mut day = walk_months(start, months);
    for _ in 0..days {
        day = later(day, 1);
    }
    start.iter_days().take_while(|d| *d < day).map(|_| 1).sum()
}

/// Custody after the judgment: hour by hour, a day for every 24 hours begun; marks the days.
fn slow_custody(held: &[Spell], judged: NaiveDate, start: NaiveDate) -> i64 {
    let mut days = std::collections::BTreeSet::new();
    for spell in held.iter().filter(|s| s.in_case) {
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
    minimum_two_thirds: Option<NaiveDate>,
    probation: Option<NaiveDate>,
    leave: Option<NaiveDate>,
    request: Option<NaiveDate>,
    extension_case: Option<NaiveDate>,
    end: Option<NaiveDate>,
}

impl Walked {
    fn of(outcome: &Outcome) -> Self {
        Self {
            third: outcome.date(Point::Third),
            half: outcome.date(Point::Half),
            two_thirds: outcome.date(Point::TwoThirds),
            minimum_two_thirds: outcome.date(Point::MinimumTwoThirds),
            probation: outcome.date(Point::Probation),
            leave: outcome.date(Point::Leave),
            request: outcome.date(Point::ReleaseRequest),
            extension_case: outcome.date(Point::ExtensionCase),
            end: outcome.date(Point::End),
        }
    }
}

/// What is walked: days to serve, what the court took off, and what opens on the way.
struct Task<'c> {
    start: NaiveDate,
    total: i64,
    judged: Option<NaiveDate>,
    court: i64,
    fines: i64,
    /// Shares of a sentence open; a youth sentence and a fine have none.
    shares: bool,
    /// Of a foreign sentence of more than thirty years: twenty.
    stated: Option<i64>,
    /// Of more than twelve years leave opens after so many months alone.
    long_leave: bool,
    detention: Option<&'c Detention>,
    minimum: Option<i64>,
}

impl<'c> Task<'c> {
    fn of(case: &'c Case, flat: bool) -> Self {
        let (start, judged, amounts, court) = match &case.ground {
            Ground::Served { start, sentences, .. } | Ground::Youth { start, sentences } => (
                start.on,
                sentences.iter().map(|s| s.pronounced_on).min(),
                sentences.iter().map(|s| s.amount).collect::<Vec<_>>(),
                sentences.iter().map(|s| i64::from(s.court_credit)).sum(),
            ),
            Ground::Detention { start, detention } => (
                start.on,
                Some(detention.pronounced_on),
                std::iter::once(detention.frame).chain(detention.extensions.iter().map(|e| e.amount)).collect(),
                i64::from(detention.court_credit),
            ),
            _ => unreachable!(),
        };
        let years = |n: u32| slow_total(&[Amount::new(n, 0, 0)], start, flat);
        let one = |amount: Amount| slow_total(&[amount], start, flat);
        let mut task = Self {
            start,
            total: slow_total(&amounts, start, flat),
            judged,
            court,
            fines: 0,
            shares: false,
            stated: None,
            long_leave: false,
            detention: None,
            minimum: None,
        };
        match &case.ground {
            Ground::Served { sentences, fines, .. } => {
                task.fines = fines.iter().map(|f| i64::from(f.days)).sum();
                task.shares = !sentences.is_empty();
                task.stated = sentences.iter().any(|s| s.foreign && one(s.amount) > years(30)).then(|| years(20));
                let sum = amounts.iter().fold(Amount::default(), |a, b| Amount::new(a.years + b.years, a.months + b.months, a.days + b.days));
                task.long_leave = one(sum) > years(12);
            }
            Ground::Detention { detention, .. } => {
                task.detention = Some(&**detention);
                task.minimum = detention.minimum.map(one);
            }
            _ => {}
        }
        task
    }

    /// Longer than anybody of these is walked after.
    fn horizon(&self) -> u64 {
        u64::try_from(self.total + self.fines).unwrap() + 3_653
    }
}

fn walk(case: &Case, flat: bool) -> Walked {
    let task = Task::of(case, flat);
    let (start, total) = (task.start, task.total);
    let credit = task.court + task.judged.map_or(0, |judged| slow_custody(&case.held, judged, start) + slow_isolation(&case.isolation, judged, start));
    let months = if task.long_leave { 48 } else { 4 };
    let away = |d: NaiveDate| case.absences.iter().any(|a| a.from <= d && a.back.is_none_or(|back| d < back));
    // The months of continuous deprivation begin anew after each absence that comes before they are over.
    let mut floor = walk_months(since(case, start), months);
    let mut on = start;
    let mut served = credit;
    let fine_left = (task.fines - (credit - total).max(0)).max(0);
    // The fine's days come on top of what probation asks for.
    let least = task.stated.unwrap_or_else(|| (0..=total).find(|s| 3 * s >= 2 * total && *s >= 60).unwrap_or(total));
    let probation_at = (least - credit).max(0) + fine_left;
    let mut walked = Walked { request: task.detention.and_then(|d| d.final_on).map(|day| walk_months(day, 12)), ..Walked::default() };
    let mut was_away = false;
    for _ in 0..task.horizon() {
        if was_away && !away(on) && on_or_before_floor(case, on, floor) {
            floor = walk_months(on, months);
        }
        was_away = away(on);
        let reached = |mark: &mut Option<NaiveDate>, yes: bool| {
            if yes && mark.is_none() {
                *mark = Some(on);
            }
        };
        reached(&mut walked.third, task.shares && 3 * served >= total);
        reached(&mut walked.half, task.shares && 2 * served >= total);
        reached(&mut walked.two_thirds, task.shares && 3 * served >= 2 * total);
        reached(&mut walked.leave, task.shares && (task.long_leave || 3 * served >= total) && on >= floor && !pending(case, on, floor));
        if task.shares && total - least >= 14 {
            reached(&mut walked.probation, served - credit >= probation_at);
        }
        if let Some(minimum) = task.minimum {
            reached(&mut walked.minimum_two_thirds, 3 * served >= 2 * minimum);
            reached(&mut walked.probation, served >= minimum);
        }
        reached(&mut walked.end, served - credit >= (total - credit).max(0) + fine_left);
        if walked.end.is_some() && (task.minimum.is_none() || walked.probation.is_some()) {
            break;
        }
        if !away(on) {
            served += 1;
        }
        on = later(on, 1);
    }
    if task.detention.is_some() {
        // Leave opens with the two thirds of the minimum, whatever is left of the frame.
        walked.leave = walked.minimum_two_thirds;
        walked.extension_case = walked.end.map(|end| walk_back(end, 3));
    } else if walked.leave.is_some_and(|l| walked.end.is_some_and(|e| l >= e)) {
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
        day = sooner(day, 1);
    }
    day
}

/// Whether on this day an absence goes on that will start the months anew.
fn pending(case: &Case, on: NaiveDate, floor: NaiveDate) -> bool {
    case.absences.iter().any(|a| a.from <= on && a.back.is_none_or(|back| on < back) && stretch(case, a.from) < floor)
}

/// Since when deprivation has been unbroken at the start: back from stay to stay as long as one reaches the next.
fn since(case: &Case, start: NaiveDate) -> NaiveDate {
    let before = |day: NaiveDate| {
        let reaching = case.held.iter().filter(|s| s.to.is_none_or(|to| oslo_day(to) >= day) && oslo_day(s.from) < day);
        reaching.map(|s| oslo_day(s.from)).min()
    };
    std::iter::successors(Some(start), |day| before(*day)).last().unwrap_or(start)
}

/// What the dice threw: how many of a thousand have each of what is to be checked. Exactly, for the dice are the same on every run: whoever changes what
/// is generated changes this line, and sees what is no longer checked.
#[derive(Debug, Default, PartialEq, Eq)]
struct Thrown {
    leave: usize,
    custody: usize,
    below_threshold: usize,
    absence: usize,
    isolation: usize,
    away: usize,
    youth: usize,
    foreign: usize,
    very_long: usize,
    detention: usize,
    without_minimum: usize,
    extended: usize,
    fines_alone: usize,
    at_large: usize,
}

impl Thrown {
    fn note(&mut self, case: &Case, outcome: &Outcome, found: &Walked) {
        let line = |of: fn(&Entry, i64) -> bool| usize::from(outcome.ledger.lines.iter().any(|l| of(&l.entry, l.days)));
        self.leave += usize::from(found.leave.is_some());
        self.custody += line(|e, _| matches!(e, Entry::ServiceCredit { .. }));
        self.below_threshold += line(|e, _| matches!(e, Entry::BelowThreshold { .. }));
        self.absence += usize::from(outcome.lost > 0);
        self.isolation += line(|e, days| matches!(e, Entry::Isolation { .. }) && days < 0);
        self.away += usize::from(found.end.is_none());
        self.at_large += line(|e, _| matches!(e, Entry::Absence { kind: AbsenceKind::ReleasedInError, .. }));
        match &case.ground {
            Ground::Youth { .. } => self.youth += 1,
            Ground::Served { sentences, .. } if sentences.is_empty() => self.fines_alone += 1,
            Ground::Served { sentences, .. } => {
                self.foreign += usize::from(sentences.iter().any(|s| s.foreign));
                self.very_long += usize::from(sentences.iter().any(|s| s.foreign && s.amount.years >= 30));
            }
            Ground::Detention { detention, .. } => {
                self.detention += 1;
                self.without_minimum += usize::from(detention.minimum.is_none());
                self.extended += usize::from(!detention.extensions.is_empty());
            }
            Ground::Nothing | Ground::Remand => {}
        }
    }
}

/// The thousand cases, each with the way it is converted.
fn cases() -> Vec<(Case, bool)> {
    let mut dice = Dice(20_261_123);
    (0..1_000).map(|n| generate(&mut dice, n)).collect()
}

/// What a program that has drifted would compute with.
const DRIFTS: &[(&str, &str)] = &[
    ("sentence.rounding", "down"),
    ("sentence.third", "2/7"),
    ("sentence.half", "3/5"),
    ("sentence.two_thirds", "3/5"),
    ("sentence.absence_days", "whole_days_only"),
    ("sentence.released_in_error", "counted"),
    ("remand.threshold", "5 hours"),
    ("remand.counting", "calendar_days"),
    ("remand.judgment_day", "by_service"),
    ("isolation.threshold", "48 hours"),
    ("isolation.period", "3 days"),
    ("isolation.spells", "together"),
    ("fine.order", "before_prison"),
    ("probation.share", "3/5"),
    ("probation.floor", "61 days"),
    ("probation.foreign_over", "35 years"),
    ("probation.foreign_point", "19 years"),
    ("leave.floor", "5 months"),
    ("leave.share", "2/5"),
    ("leave.long_over", "40 years"),
    ("leave.long_floor", "5 years"),
    ("leave.continuity", "paused_by_absence"),
    ("detention.progress_share", "3/5"),
    ("preventive_detention.request", "13 months"),
    ("preventive_detention.extension", "4 months"),
];

/// As the dice fall.
const THROWN: Thrown = Thrown {
    leave: 599,
    custody: 366,
    below_threshold: 22,
    absence: 503,
    isolation: 76,
    away: 53,
    youth: 107,
    foreign: 110,
    very_long: 51,
    detention: 159,
    without_minimum: 32,
    extended: 105,
    fines_alone: 63,
    at_large: 169,
};

#[test]
fn a_thousand_cases_counted_day_by_day() {
    let mut thrown = Thrown::default();
    for (n, (case, flat)) in cases().iter().enumerate() {
        let fast = compute(case, if *flat { &FLAT } else { &BOOK }).unwrap();
        let found = Walked::of(&fast);
        assert_eq!(found, walk(case, *flat), "case {n}: {case:#?}\n{:#?}", fast.ledger);
        thrown.note(case, &fast, &found);
    }
    assert_eq!(thrown, THROWN);
}

/// The walk is worth nothing if it agrees with anything. A program that counted by any of these rules otherwise would be found out by it.
#[test]
fn a_rule_that_drifts_is_found_by_the_walk() {
    let cases = cases();
    let right: Vec<Walked> = cases.iter().map(|(case, flat)| walk(case, *flat)).collect();
    for (rule, value) in DRIFTS {
        let drift = [(*rule, *value)];
        let (book, other) = (book_with(&drift), book_with(&[B, &drift[..]].concat()));
        let found = cases
            .iter()
            .zip(&right)
            .filter(|((case, flat), right)| compute(case, if *flat { &other } else { &book }).is_ok_and(|fast| Walked::of(&fast) != **right))
            .count();
        assert!(found > 0, "{rule} = {value}: of a thousand cases none is another");
    }
}
