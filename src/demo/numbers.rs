//! Numbers that two people must never share, at any scale: counted, not drawn.
//!
//! A fødselsnummer is a birth date and an individual number. For each birth year and sex the pairs (day of the year, individual
//! number of the right parity) are numbered 0 to 91,249, and a counter walks through them in steps that visit each exactly once, so
//! no pair is used twice, while neighbours get days far apart. A pair without control digits is passed over. When a year is used up
//! (some 75,000 people of one sex; the peak years are, near scale 300), the same walk goes on in the D-numbers, which are as many, and after
//! that people have no number. All are test numbers: month + 80.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use crate::law::national_id;

use super::clock::{self, Clock, Day};

/// Days a year (29 February is left out) times individual numbers of one parity a century.
const DAYS: u32 = 365;
const INDIVIDUALS: u32 = 250;
const PAIRS: u32 = DAYS * INDIVIDUALS;
/// Shares no factor with 91,250 = 2 · 5⁴ · 73, so that its multiples visit every pair.
const STEP: u64 = 31_337;

/// A birth date and, when there was one left, a number that goes with it.
pub(super) struct Birth {
    pub(super) day: Day,
    pub(super) number: Option<String>,
    pub(super) d_number: bool,
}

/// The counters. Their size depends on the calendar, not on the number of people.
pub(super) struct Numbers {
    walks: HashMap<(i32, bool, bool), u32>,
    registered: HashMap<Day, u32>,
    overflow: HashMap<i32, u32>,
    per_day: u32,
    /// Has no factor in common with `per_day`.
    day_step: u32,
    duf: u32,
    staff: u32,
}

impl Numbers {
    pub(super) fn new(scale: f64) -> Self {
        // Norway registers some twenty people a day whom it did not know.
        let per_day = (40.0 * scale).ceil().clamp(4.0, 100_000.0) as u32;
        // A prime above one that divides it, if the first does.
        let day_step = [17, 19, 23, 29, 31].into_iter().find(|step| !per_day.is_multiple_of(*step)).unwrap_or(37);
        Self { walks: HashMap::new(), registered: HashMap::new(), overflow: HashMap::new(), per_day, day_step, duf: 0, staff: 0 }
    }

    /// A birth in the year, with a fødselsnummer (or D-number) that nobody else has.
    pub(super) fn birth(&mut self, year: i32, female: bool, d_number: bool) -> Birth {
        self.walk(year, female, d_number).or_else(|| self.walk(year, female, true)).unwrap_or_else(|| {
            // The year is used up: a date as good as any.
            let day = NaiveDate::from_yo_opt(year, 1 + (self.duf * 7 + self.staff) % DAYS).map_or(0, clock::number);
            Birth { day, number: None, d_number: false }
        })
    }

    fn walk(&mut self, year: i32, female: bool, d_number: bool) -> Option<Birth> {
        let counter = self.walks.entry((year, female, d_number)).or_insert(0);
        let start = u64::from(year.unsigned_abs()) * 977;
        while *counter < PAIRS {
            let pair = u32::try_from((start + u64::from(*counter) * STEP) % u64::from(PAIRS)).ok()?;
            *counter += 1;
            let birth = NaiveDate::from_yo_opt(2001, 1 + pair / INDIVIDUALS)?.with_year(year)?;
            let seed = pair % INDIVIDUALS * 2 + u32::from(!female);
            let Some(found) = national_id::synthetic(birth, seed, d_number) else { continue };
            let number = found.as_str().to_owned();
            // Where this individual number has no control digits the law's function goes on to the next one, which is somebody else's.
            let individual: u32 = number.get(6..9).and_then(|digits| digits.parse().ok())?;
            if individual % 500 == seed {
                return Some(Birth { day: clock::number(birth), number: Some(number), d_number });
            }
        }
        None
    }

    /// A DUF number: the immigration authorities', with year of registration. The serial number alone is never used twice, so
    /// there are a million of them.
    pub(super) fn duf(&mut self, year: i32) -> Option<String> {
        let serial = u64::from(self.duf) * 7_919 % 1_000_000;
        self.duf = Some(self.duf + 1).filter(|next| *next <= 1_000_000)?;
        let ten = format!("{year:04}{serial:06}");
        let control: u32 = ten.bytes().zip([4, 6, 3, 2, 4, 6, 3, 2, 7, 5]).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum::<u32>() % 11;
        Some(format!("{ten}{control:02}"))
    }

    /// The inmate number: year and running number of the first registration. Numbers rise through the year as they would in life:
    /// each day has its own stretch, and what a stretch cannot hold stands after the year's last one.
    pub(super) fn inmate(&mut self, clock: &Clock, registered: Day) -> String {
        let date = clock::date(registered.min(clock.today));
        let counter = self.registered.entry(clock::number(date)).or_insert(0);
        let running = if *counter < self.per_day {
            *counter += 1;
            // Prisons are made one after another; without the step each would have its own last digits.
            let within = (u64::from(*counter) * u64::from(self.day_step) + u64::from(date.ordinal0()) * 7) % u64::from(self.per_day);
            date.ordinal0() * self.per_day + 1 + within as u32
        } else {
            let over = self.overflow.entry(date.year()).or_insert(0);
            *over += 1;
            366 * self.per_day + *over
        };
        format!("{}-{running:05}", date.year())
    }

    /// A staff number.
    pub(super) fn staff(&mut self) -> String {
        self.staff += 1;
        format!("K{:06}", 100_000 + self.staff)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_year_is_walked_through_without_a_number_twice() {
        let mut numbers = Numbers::new(300.0);
        let mut seen = HashSet::new();
        let (mut with_d, mut without) = (0, 0);
        for _ in 0..170_000 {
            let birth = numbers.birth(1991, false, false);
            assert_eq!(clock::year(birth.day), 1991);
            match birth.number {
                Some(number) => {
                    assert!(seen.insert(number.clone()), "twice");
                    let month: u32 = number[2..4].parse().unwrap();
                    assert!((81..=92).contains(&month));
                    with_d += u32::from(birth.d_number);
                }
                None => without += 1,
            }
        }
        assert!(with_d > 70_000 && without > 0, "{with_d} {without}");
    }

    #[test]
    fn duf_numbers_are_valid_and_differ() {
        let mut numbers = Numbers::new(1.0);
        let seen: HashSet<String> = (0..5_000).filter_map(|_| numbers.duf(2022)).collect();
        assert_eq!(seen.len(), 5_000);
        assert!(seen.iter().all(|number| national_id::DufNumber::parse(number).is_ok()));
    }
}
