//! The calculation of a sentence: from documents to a ledger, from the ledger to dates, each with its reason.
//!
//! Pure: no clock, no database. Every figure is a row of the rules ([`crate::law::rule`]); where no source says how something is counted, a
//! named way is chosen there ([`Ways`]). Dates are days in Oslo without a time of day. The first day of serving is the first day counted, and
//! after *n* days the date is *n* days later: 90 days from 15 January end on 15 April.
//!
//! A share is always of the whole sentence with custody in it (strgjfl § 42 «medregnet mulig varetektsopphold»): the date is
//! start + share − credit, and never a share of what remains.

mod amount;
mod case;
mod compute;
mod credit;
mod detention;
mod difference;
mod gaps;
mod ledger;
mod outcome;
mod probation;
mod progress;
mod serving;
mod ways;
mod why;

#[cfg(test)]
mod tests;

pub use amount::{Amount, Conversion};
pub use case::{Absence, AbsenceKind, Case, Detention, Document, Extension, Fine, Ground, Isolation, Mark, Sentence, Source, Spell, Start};
pub use compute::compute;
pub use credit::{custody_days, isolation_days};
pub use difference::{Cause, Difference, Move};
pub use ledger::{Account, Entry, Ledger, Line};
pub use outcome::{Absent, Basis, Fact, Milestone, Note, Outcome, Point, When};
#[cfg(test)]
pub(crate) use tests::book as delivered;
pub use ways::{ConversionWay, Rounding, Ways};
pub use why::{Lookup, Step, Used, Why};
