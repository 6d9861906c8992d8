//! Terms as judgments tell them, how long they are among others, and by what a case is known.

use chrono::NaiveDate;

use crate::law::rule::{Book, Span, Unit};
use crate::law::sentence::Amount;

/// A term as it was pronounced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Term {
    /// Years.
    pub years: i32,
    /// Months.
    pub months: i32,
    /// Days.
    pub days: i32,
    /// Days that come off the rest: of six months of which sixty days are suspended, six months less sixty days are served. How many days that
    /// is, the way of counting says and nobody else.
    pub off: i32,
}

/// Sixteenths of a day: a year of 365¼ days is 12 months of 30 7⁄16 days without a remainder. For comparing only; nothing is computed in it.
const YEAR: i64 = 5_844;
const MONTH: i64 = 487;
const DAY: i64 = 16;

impl Term {
    /// So many years, months and days.
    pub const fn new(years: i32, months: i32, days: i32) -> Self {
        Self { years, months, days, off: 0 }
    }

    /// Nothing at all.
    pub fn is_zero(self) -> bool {
        self == Self::default()
    }

    /// Whether it is told in days alone.
    pub fn in_days(self) -> bool {
        self.years == 0 && self.months == 0
    }

    /// How long it is among others.
    pub fn measure(self) -> i64 {
        i64::from(self.years) * YEAR + i64::from(self.months) * MONTH + (i64::from(self.days) - i64::from(self.off)) * DAY
    }

    /// What is left when a part is taken from the whole: days from months stay days that come off. None where months would be taken from days, or
    /// more than there is.
    pub fn less(self, part: Self) -> Option<Self> {
        let months = self.years * 12 + self.months - part.years * 12 - part.months;
        let days = self.days - part.days;
        (months >= 0 && part.measure() <= self.measure() && (months > 0 || days >= 0))
            .then(|| Self { off: (-days).max(0), ..Self::new(months / 12, months % 12, days.max(0)) })
    }

    /// The whole of which this is what a part has left.
    pub fn and(self, part: Self) -> Self {
        let months = self.months + part.months;
        Self::new(self.years + part.years + months / 12, months % 12, self.days - self.off + part.days)
    }
}

/// A case number without the letters of the procedure and the court: `26-012345ENE-TOSL/04` and `26-012345MED-TOSL/01` are one case.
pub fn case_key(number: &str) -> String {
    let text: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    let year_and_serial: String = text.chars().take_while(|c| c.is_ascii_digit() || *c == '-').collect();
    let digits = year_and_serial.trim_end_matches('-');
    if digits.len() >= 6 { digits.to_owned() } else { text.to_lowercase() }
}

/// The last day on which a first order, or a judgment, still answers an arrest whose case has no number of a court (strpl § 183): what comes later is
/// another matter. None where the rules of the day of the arrest do not say: then only the number tells. The twin of `sentences.arrest_answered_by`.
pub fn answered_by(book: &Book, arrested: NaiveDate) -> Option<NaiveDate> {
    let (span, _) = book.on(arrested).span("arrest.answered", "").ok()?;
    Amount::of(span).map(|amount| amount.after(arrested))
}

/// How long a span of the law is among terms; an hour is none.
pub fn measure(span: Span) -> i64 {
    let n = i64::from(span.n);
    match span.unit {
        Unit::Hours => 0,
        Unit::Days => n * DAY,
        Unit::Weeks => n * 7 * DAY,
        Unit::Months => n * MONTH,
        Unit::Years => n * YEAR,
    }
}
