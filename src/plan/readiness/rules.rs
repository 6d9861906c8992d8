//! When the list opens, each point's day, and the figure. Pure.

use chrono::NaiveDate;

use super::model::{Item, Standing};
use crate::law::rule::Book;
use crate::law::sentence::Amount;

fn amount(book: &Book, today: NaiveDate, id: &str, subject: &str) -> Option<Amount> {
    book.on(today).span(id, subject).ok().and_then(|(span, _)| Amount::of(span))
}

/// Whose release is no later than this has the list open.
pub fn opens_until(book: &Book, today: NaiveDate) -> Option<NaiveDate> {
    amount(book, today, "plan.readiness_opens", "").map(|a| a.after(today))
}

/// By when a point is settled, of somebody who leaves on a day.
pub fn due(book: &Book, today: NaiveDate, item: Item, release: NaiveDate) -> Option<NaiveDate> {
    amount(book, today, "plan.readiness_due", item.as_str()).map(|a| a.before(release))
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Done.
    pub done: i64,
    /// Needed.
    pub needed: i64,
}

impl Score {
    /// Of points: every one counts the same, what is not needed does not count.
    pub fn of(points: impl IntoIterator<Item = Standing>) -> Self {
        points
            .into_iter()
            .filter(|s| *s != Standing::NotNeeded)
            .fold(Self::default(), |sum, s| Self { done: sum.done + i64::from(s == Standing::Done), needed: sum.needed + 1 })
    }

    /// Nothing is left.
    pub fn whole(self) -> bool {
        self.needed > 0 && self.done == self.needed
    }

    /// In hundredths, downwards: what is not whole never looks whole.
    pub fn percent(self) -> i64 {
        if self.needed == 0 { 0 } else { self.done * 100 / self.needed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::law_of_the_files;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn what_is_not_needed_is_not_counted() {
        use Standing::{Done, No, NotNeeded, Open, UnderWay};
        for (points, done, needed, percent) in [
            (vec![], 0, 0, 0),
            (vec![NotNeeded], 0, 0, 0),
            (vec![Done, NotNeeded], 1, 1, 100),
            (vec![Done, Done, No], 2, 3, 66),
            (vec![Open, UnderWay], 0, 2, 0),
        ] {
            let score = Score::of(points.clone());
            assert_eq!((score.done, score.needed, score.percent(), score.whole()), (done, needed, percent, percent == 100), "{points:?}");
        }
    }

    #[test]
    fn every_point_has_a_day_before_the_release_and_the_list_is_open_by_then() {
        let (book, today, release) = (law_of_the_files(), day("2026-11-23"), day("2027-02-01"));
        let until = opens_until(&book, today);
        assert_eq!(until, Some(day("2027-05-22")));
        for item in Item::ALL {
            let due = due(&book, today, *item, release);
            assert!(due.is_some_and(|d| d < release), "{item:?} {due:?}");
        }
        assert_eq!(due(&book, today, Item::Housing, release), Some(day("2026-11-03")));
    }
}
