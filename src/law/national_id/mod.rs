//! Identity numbers: fødselsnummer, D-number and the immigration authorities' DUF number.
//!
//! Form and control digits only: a valid number need not belong to anybody, and many prisoners have none
//! (see `law.md` 8.1). Sex and age are never derived from a number; store both beside it. The types
//! redact themselves in `Debug`, so that a number cannot slip into a log.

mod digits;
mod kinds;
mod synthetic;
#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

pub use kinds::{DNumber, DufNumber, NationalId, Series};
pub use synthetic::synthetic;

/// What is wrong with a number as typed, for a message beside the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdentifierError {
    /// Not as many digits as it must have.
    #[error("{found} digits instead of {expected}")]
    Length {
        /// How many it must have.
        expected: usize,
        /// How many were typed.
        found: usize,
    },
    /// Something other than digits, spaces, dots and hyphens.
    #[error("not only digits")]
    NotDigits,
    /// The first six digits are no day of the calendar.
    #[error("not a date")]
    Date,
    /// The year and the three digits after it fit no century.
    #[error("year and individual number fit no century")]
    Century,
    /// The control digits do not fit the rest: most often a typing error.
    #[error("control digits do not fit")]
    ControlDigits,
    /// A D-number where a fødselsnummer belongs.
    #[error("a D-number")]
    IsDNumber,
    /// A fødselsnummer where a D-number belongs.
    #[error("not a D-number")]
    IsNotDNumber,
}

/// A number that names a person, of whichever kind it turns out to be.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Identifier {
    /// Eleven digits with a day up to 31.
    National(NationalId),
    /// Eleven digits with a day from 41.
    D(DNumber),
    /// Twelve digits.
    Duf(DufNumber),
}

impl Identifier {
    /// Reads any of the three from what a person typed.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        match DNumber::parse(text) {
            Ok(number) => Ok(Self::D(number)),
            Err(IdentifierError::IsNotDNumber) => NationalId::parse(text).map(Self::National),
            Err(IdentifierError::Length { found: 12, .. }) => DufNumber::parse(text).map(Self::Duf),
            Err(other) => Err(other),
        }
    }

    /// The digits alone, for storing and comparing.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::National(number) => number.as_str(),
            Self::D(number) => number.as_str(),
            Self::Duf(number) => number.as_str(),
        }
    }
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::National(number) => number.fmt(f),
            Self::D(number) => number.fmt(f),
            Self::Duf(number) => number.fmt(f),
        }
    }
}

impl FromStr for Identifier {
    type Err = IdentifierError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}
