//! Figures as shares of rows. Pure.

use chrono::{Datelike, NaiveDate};
use uuid::Uuid;

use crate::platform::words::words;

words! {
    /// A figure.
    Figure {
        /// In custody, and whose needs have been assessed.
        Assessed = "assessed",
        /// Serving, and with a plan.
        Planned = "planned",
        /// Serving, and with a plan they agree with.
        Agreed = "agreed",
        /// Whose assessment is late.
        AssessmentLate = "assessment_late",
        /// Whose plan or review is late.
        ReviewLate = "review_late",
        /// Who leave within thirty days, and are not ready.
        NotReady = "not_ready",
        /// Goals that ended, and were reached.
        Goals = "goals",
        /// Talks, and those with the officer who held most of the person's.
        Continuity = "continuity",
        /// Who left after a sentence, and by a step at least.
        StepDown = "step_down",
    }
}

impl Figure {
    /// Much is good; of what is late little is.
    pub fn more_is_better(self) -> bool {
        !matches!(self, Self::AssessmentLate | Self::ReviewLate | Self::NotReady)
    }
}

/// A row that a number counts.
#[derive(Clone, Debug)]
pub struct Row {
    /// Who; none: the record is closed or not the reader's.
    pub inmate: Option<Uuid>,
    /// The unit, of somebody in custody.
    pub unit: Option<Uuid>,
    /// When, of something that happened.
    pub on: Option<NaiveDate>,
    /// How many things it is: one person, so many talks.
    pub of: i64,
    /// How many of them are what is counted.
    pub n: i64,
    /// What it is about: a theme, the steps.
    pub about: Vec<String>,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// What is counted.
    pub n: i64,
    /// Of so many.
    pub of: i64,
}

impl Share {
    /// Of rows.
    pub fn of<'r>(rows: impl IntoIterator<Item = &'r Row>) -> Self {
        rows.into_iter().fold(Self::default(), |sum, r| Self { n: sum.n + r.n, of: sum.of + r.of })
    }

    /// In hundredths; none of nothing.
    pub fn percent(self) -> Option<i64> {
        (self.of > 0).then(|| (self.n * 100 + self.of / 2) / self.of)
    }
}

/// The first days of the last twelve months, the oldest first, this one last.
pub fn months(today: NaiveDate) -> Vec<NaiveDate> {
    let first = today.with_day(1).unwrap_or(today);
    (0..12u32).rev().filter_map(|back| first.checked_sub_months(chrono::Months::new(back))).collect()
}

/// The rows of a month.
pub fn within(rows: &[Row], month: NaiveDate) -> impl Iterator<Item = &Row> {
    rows.iter().filter(move |r| r.on.is_some_and(|d| (d.year(), d.month()) == (month.year(), month.month())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(on: &str, of: i64, n: i64) -> Row {
        Row { inmate: None, unit: None, on: on.parse().ok(), of, n, about: Vec::new() }
    }

    #[test]
    fn shares_of_rows() {
        let rows = [row("2026-11-01", 1, 1), row("2026-10-31", 1, 0), row("2026-10-01", 10, 7)];
        assert_eq!(Share::of(&rows), Share { n: 8, of: 12 });
        assert_eq!((Share::of(&rows).percent(), Share::default().percent(), Share { n: 1, of: 3 }.percent()), (Some(67), None, Some(33)));
        let october: NaiveDate = "2026-10-01".parse().unwrap_or_default();
        assert_eq!(Share::of(within(&rows, october)), Share { n: 7, of: 11 });
    }

    #[test]
    fn twelve_months_end_with_this_one() {
        let list = months("2026-11-23".parse().unwrap_or_default());
        assert_eq!(
            (list.len(), list.first().map(ToString::to_string), list.last().map(ToString::to_string)),
            (12, Some("2025-12-01".into()), Some("2026-11-01".into()))
        );
    }
}
