//! A calendar month: what is approved together, closed, and told on a statement.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike as _, Days, Months, NaiveDate};

/// A month, in addresses `2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(NaiveDate);

impl Month {
    /// The month of a day.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> NaiveDate {
        self.0
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> NaiveDate {
        self.after().0.checked_sub_days(Days::new(1)).unwrap_or(self.0)
    }

    /// The one before.
    #[must_use]
    pub fn before(self) -> Self {
        Self(self.0.checked_sub_months(Months::new(1)).unwrap_or(self.0))
    }

    /// The one after.
    #[must_use]
    pub fn after(self) -> Self {
        Self(self.0.checked_add_months(Months::new(1)).unwrap_or(self.0))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

/// No month.
#[derive(Debug)]
pub struct NoMonth;

impl FromStr for Month {
    type Err = NoMonth;

    fn from_str(text: &str) -> Result<Self, NoMonth> {
        let (year, month) = text.split_once('-').filter(|(y, m)| y.len() == 4 && m.len() == 2).ok_or(NoMonth)?;
        let (year, month) = (year.parse().map_err(|_| NoMonth)?, month.parse().map_err(|_| NoMonth)?);
        NaiveDate::from_ymd_opt(year, month, 1).filter(|_| (2000..=2200).contains(&year)).map(Self).ok_or(NoMonth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_as_addresses_have_them() {
        for (text, last) in [("2026-11", "2026-11-30"), ("2028-02", "2028-02-29"), ("2026-12", "2026-12-31")] {
            let month: Result<Month, _> = text.parse();
            assert_eq!(month.map(|m| (m.to_string(), m.last().to_string())).ok(), Some((text.to_owned(), last.to_owned())));
        }
        for text in ["2026-13", "2026-1", "26-11", "2026", "2026-11-01", "-026-11", "1999-01", "0193c0de-11aa"] {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
    }

    #[test]
    fn one_before_and_one_after() {
        let month = Month::of(NaiveDate::from_ymd_opt(2026, 1, 31).unwrap_or_default());
        assert_eq!((month.before().to_string(), month.after().to_string()), ("2025-12".to_owned(), "2026-02".to_owned()));
    }
}
