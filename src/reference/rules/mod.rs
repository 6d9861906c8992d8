//! The law as data: the files of `data/law/` embedded, put into `reference.law_rule`, and read back into a [`Book`] that the
//! [`crate::reference::Catalogue`] holds (`ctx.catalogue().law()`).
//!
//! The service adds rows of its own over the pages of the law, proposed by one and approved by another. A row of a file never overwrites
//! one of the service: where both speak of the same days, the file's row becomes a proposal.

mod merge;
mod source;
pub mod store;

use chrono::NaiveDate;

use crate::law::rule::Rule;
use crate::platform::words::words;

words! {
    /// Who put a row there.
    Origin {
        /// The program, from its files.
        File = "file",
        /// The service.
        Service = "service",
    }
}

/// A row as kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// What it says.
    pub rule: Rule,
    /// Who put it there.
    pub origin: Origin,
}

/// Whether a row has a day at all: one replaced from its own first day on has none.
pub fn has_days(rule: &Rule) -> bool {
    rule.valid_to.is_none_or(|last| last >= rule.valid_from)
}

/// Whether two periods share a day.
fn meet(a: (NaiveDate, Option<NaiveDate>), b: (NaiveDate, Option<NaiveDate>)) -> bool {
    a.1.is_none_or(|last| last >= b.0) && b.1.is_none_or(|last| last >= a.0)
}

/// The law as its files have it, for tests of pure rules.
#[cfg(test)]
pub fn law_of_the_files() -> crate::law::rule::Book {
    crate::law::rule::Book::new(source::rows().unwrap_or_default())
}
