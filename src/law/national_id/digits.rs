//! What digits say: dates, centuries, control sums.

use chrono::NaiveDate;

use super::{IdentifierError, Series};

pub(super) const K1_WEIGHTS: [u8; 10] = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
pub(super) const K2_WEIGHTS: [u8; 11] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
pub(super) const DUF_WEIGHTS: [u8; 10] = [4, 6, 3, 2, 4, 6, 3, 2, 7, 5];

/// The first eleven digits taken apart, with D, H and test additions undone.
pub(super) struct Parts {
    pub(super) day: u32,
    pub(super) month: u32,
    pub(super) year: i32,
    pub(super) individual: u32,
    pub(super) d_number: bool,
    pub(super) series: Series,
}

impl Parts {
    /// From digits as values or as ASCII text.
    pub(super) fn of(digits: &[u8]) -> Self {
        let number = |from: usize, length: usize| digits.iter().skip(from).take(length).fold(0_u32, |sum, digit| sum * 10 + value(*digit));
        let (day, month) = (number(0, 2), number(2, 2));
        let (series, month) = match month {
            81.. => (Series::Synthetic, month - 80),
            41..=79 => (Series::Help, month - 40),
            _ => (Series::Register, month),
        };
        let d_number = (41..80).contains(&day);
        Self {
            day: if d_number { day - 40 } else { day },
            month,
            year: i32::try_from(number(4, 2)).unwrap_or_default(),
            individual: number(6, 3),
            d_number,
            series,
        }
    }

    /// The century's first year, from the individual number (before 2032).
    pub(super) const fn century(&self) -> Option<i32> {
        match (self.individual, self.year) {
            (0..500, _) => Some(1900),
            (500..750, 54..) => Some(1800),
            (500.., ..40) => Some(2000),
            (900.., 40..) => Some(1900),
            _ => None,
        }
    }

    pub(super) fn on(&self, century: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(century + self.year, self.month, self.day)
    }
}

/// Date, century and control digits, in the order in which a message about them helps most.
pub(super) fn check(digits: &[u8; 11]) -> Result<(), IdentifierError> {
    let parts = Parts::of(digits);
    let of_1964 = remainders(digits) == (0, 0);
    if ![1800, 1900, 2000].into_iter().any(|century| parts.on(century).is_some()) {
        return Err(IdentifierError::Date);
    }
    match remainders(digits) {
        (0, 0) => {}
        // From 2032; numbers issued before stay valid. Accepted now, so that nothing breaks that day.
        (1..=3, 0) => {}
        _ => return Err(IdentifierError::ControlDigits),
    }
    if of_1964 {
        let century = parts.century().ok_or(IdentifierError::Century)?;
        parts.on(century).ok_or(IdentifierError::Date)?;
    }
    Ok(())
}

/// What the two control sums leave over modulo 11.
pub(super) fn remainders(digits: &[u8]) -> (u32, u32) {
    (weighted(&K1_WEIGHTS, digits) % 11, weighted(&K2_WEIGHTS, digits) % 11)
}

pub(super) fn weighted(weights: &[u8], digits: &[u8]) -> u32 {
    weights.iter().zip(digits).map(|(weight, digit)| u32::from(*weight) * value(*digit)).sum()
}

/// A digit's value, whether it comes as a value or as ASCII.
pub(super) const fn value(digit: u8) -> u32 {
    (if digit >= b'0' { digit - b'0' } else { digit }) as u32
}

pub(super) fn written(digits: &[u8]) -> String {
    digits.iter().map(|digit| char::from(b'0' + digit)).collect()
}

/// The digits of what was typed, as values.
pub(super) fn digits<const N: usize>(text: &str) -> Result<[u8; N], IdentifierError> {
    let separator = |c: char| c.is_whitespace() || matches!(c, '.' | '-' | '–' | '\u{2011}');
    let digits = text
        .chars()
        .filter(|c| !separator(*c))
        .map(|c| c.to_digit(10).and_then(|digit| u8::try_from(digit).ok()).ok_or(IdentifierError::NotDigits))
        .collect::<Result<Vec<u8>, _>>()?;
    let found = digits.len();
    digits.try_into().map_err(|_| IdentifierError::Length { expected: N, found })
}
