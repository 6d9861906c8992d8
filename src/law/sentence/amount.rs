//! Amounts of time as a judgment words them, and the ways in which they become days.
//!
//! No public Norwegian text says how many days a month or a year of imprisonment is. Therefore the conversion is a named way, a row of
//! data, chosen by the service.

use std::iter::Sum;
use std::ops::Add;

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::law::rule::{Span, Unit};

/// Years, months and days, as pronounced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Amount {
    /// Years.
    pub years: u32,
    /// Months.
    pub months: u32,
    /// Days.
    pub days: u32,
    /// Days that come off the rest: of six months of which sixty days are suspended, six months less sixty days are served. What that is in
    /// days only the way of counting can say.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub off: u32,
}

fn is_zero(n: &u32) -> bool {
    *n == 0
}

impl Amount {
    /// All three.
    pub const fn new(years: u32, months: u32, days: u32) -> Self {
        Self { years, months, days, off: 0 }
    }

    /// Less so many days.
    #[must_use]
    pub const fn less(self, off: u32) -> Self {
        Self { off, ..self }
    }

    /// Days only.
    pub const fn days(days: u32) -> Self {
        Self::new(0, 0, days)
    }

    /// Whether there is nothing.
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }

    /// Whether days alone say it: then every way of converting agrees.
    pub fn is_days_only(self) -> bool {
        self.years == 0 && self.months == 0
    }

    /// What a row of law says; none for hours, which are no term.
    pub fn of(span: Span) -> Option<Self> {
        match span.unit {
            Unit::Hours => None,
            Unit::Days => Some(Self::days(span.n)),
            Unit::Weeks => Some(Self::days(span.n.saturating_mul(7))),
            Unit::Months => Some(Self::new(0, span.n, 0)),
            Unit::Years => Some(Self::new(span.n, 0, 0)),
        }
    }

    /// The date so much later by the calendar: years and months first, then days. From 31 January a month later is the last of February.
    pub fn after(self, day: NaiveDate) -> NaiveDate {
        let months = Months::new(self.years.saturating_mul(12).saturating_add(self.months));
        let end = day.checked_add_months(months).and_then(|d| d.checked_add_days(Days::new(u64::from(self.days)))).unwrap_or(NaiveDate::MAX);
        // Nothing ends before it begins.
        end.checked_sub_days(Days::new(u64::from(self.off))).unwrap_or(day).max(day)
    }

    /// The date so much earlier by the calendar.
    pub fn before(self, day: NaiveDate) -> NaiveDate {
        let months = Months::new(self.years.saturating_mul(12).saturating_add(self.months));
        let begin = day.checked_sub_days(Days::new(u64::from(self.days))).and_then(|d| d.checked_sub_months(months)).unwrap_or(NaiveDate::MIN);
        begin.checked_add_days(Days::new(u64::from(self.off))).unwrap_or(day).min(day)
    }
}

impl Add for Amount {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.years.saturating_add(other.years), self.months.saturating_add(other.months), self.days.saturating_add(other.days))
            .less(self.off.saturating_add(other.off))
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Add::add)
    }
}

/// How months and years become days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conversion {
    /// A: the calendar is counted from the day serving begins; several sentences as one amount.
    Calendar,
    /// B: a month and a year have fixed numbers of days, twelve months being a year; each sentence by itself.
    Flat {
        /// Days of a month.
        month: i64,
        /// Days of a year.
        year: i64,
    },
}

impl Conversion {
    /// The days of one amount that begins on a day.
    pub fn days(self, amount: Amount, from: NaiveDate) -> i64 {
        match self {
            Self::Calendar => (amount.after(from) - from).num_days(),
            Self::Flat { month, year } => {
                let (years, months) = (i64::from(amount.years) + i64::from(amount.months / 12), i64::from(amount.months % 12));
                (years * year + months * month + i64::from(amount.days) - i64::from(amount.off)).max(0)
            }
        }
    }

    /// What each of several amounts adds to the whole. By the calendar this depends on their order, their sum does not.
    pub fn each(self, amounts: &[Amount], from: NaiveDate) -> Vec<i64> {
        match self {
            Self::Flat { .. } => amounts.iter().map(|a| self.days(*a, from)).collect(),
            Self::Calendar => amounts
                .iter()
                .scan((Amount::default(), 0), |(sum, before), amount| {
                    *sum = *sum + *amount;
                    let days = self.days(*sum, from);
                    Some(days - std::mem::replace(before, days))
                })
                .collect(),
        }
    }
}
