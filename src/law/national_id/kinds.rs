//! The three kinds of number, read and shown.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use super::IdentifierError;
use super::digits::{DUF_WEIGHTS, Parts, check, digits, remainders, weighted, written};

/// Who issued a number, as far as its month tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Series {
    /// The national register.
    Register,
    /// Month + 40: a help number of the health service (H-number), or a test person of NAV (Dolly).
    Help,
    /// Month + 80: a test person of the tax administration (Tenor). Never a real person.
    Synthetic,
}

/// A valid fødselsnummer, or a help or test number of its form. Eleven digits: day, month, year,
/// individual number (three), control digits (two).
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NationalId(String);

/// A valid D-number: given by the national register to people who are not resident. As [`NationalId`],
/// with 40 added to the day.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DNumber(String);

/// A valid DUF number: given by the immigration authorities. Twelve digits: year of registration, serial
/// number (six), control number (two).
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DufNumber(String);

impl NationalId {
    /// Reads what a person typed; spaces, dots and hyphens between the digits are allowed.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let digits: [u8; 11] = digits(text)?;
        if Parts::of(&digits).d_number {
            return Err(IdentifierError::IsDNumber);
        }
        check(&digits).map(|()| Self(written(&digits)))
    }
}

impl DNumber {
    /// Reads what a person typed; spaces, dots and hyphens between the digits are allowed.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let digits: [u8; 11] = digits(text)?;
        if !Parts::of(&digits).d_number {
            return Err(IdentifierError::IsNotDNumber);
        }
        check(&digits).map(|()| Self(written(&digits)))
    }
}

impl DufNumber {
    /// Reads what a person typed; spaces, dots and hyphens between the digits are allowed.
    ///
    /// The control number is the weighted sum of the first ten digits modulo 11, on two digits. The rule
    /// is not published by the authority; it is taken from several public programs that agree, Statistics
    /// Norway's reporting control among them.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let digits: [u8; 12] = digits(text)?;
        let [.., tens, ones] = digits;
        if !(19..=21).contains(&(digits[0] * 10 + digits[1])) {
            return Err(IdentifierError::Date);
        }
        if weighted(&DUF_WEIGHTS, &digits) % 11 != u32::from(tens * 10 + ones) {
            return Err(IdentifierError::ControlDigits);
        }
        Ok(Self(written(&digits)))
    }

    /// The digits alone, for storing and comparing.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DufNumber {
    /// `yyyy nnnnnnnn`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, number) = self.0.split_at(4);
        write!(f, "{year} {number}")
    }
}

/// What fødselsnummer and D-number have in common.
macro_rules! eleven_digits {
    ($($name:ident)+) => {$(
        impl $name {
            /// The digits alone, for storing and comparing.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Who issued it.
            #[must_use]
            pub fn series(&self) -> Series {
                Parts::of(self.0.as_bytes()).series
            }

            /// Whether it is a test number that no living person can have.
            #[must_use]
            pub fn is_synthetic(&self) -> bool {
                self.series() == Series::Synthetic
            }

            /// A birth date to offer in an empty form, never to rely on: numbers are corrected late, some
            /// are issued on a guess, and from 2032 the century no longer follows from the number. `None`
            /// when the number is valid by the rule of 2032 alone.
            #[must_use]
            pub fn birth_date_hint(&self) -> Option<NaiveDate> {
                let bytes = self.0.as_bytes();
                if remainders(bytes) != (0, 0) {
                    return None;
                }
                let parts = Parts::of(bytes);
                parts.on(parts.century()?)
            }
        }

        impl fmt::Display for $name {
            /// `ddmmyy nnnnn`.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let (date, number) = self.0.split_at(6);
                write!(f, "{date} {number}")
            }
        }
    )+};
}

eleven_digits!(NationalId DNumber);

/// What all three have in common.
macro_rules! redacted_and_parsed {
    ($($name:ident)+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(redacted)"))
            }
        }

        impl FromStr for $name {
            type Err = IdentifierError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }
    )+};
}

redacted_and_parsed!(NationalId DNumber DufNumber);
