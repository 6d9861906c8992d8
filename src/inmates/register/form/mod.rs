//! What is typed about a person, and how it becomes rows or messages.

mod check;
mod core;
mod listed;
mod new;

pub use self::core::CoreSheet;
pub use check::{Check, Facts};
pub use listed::{AddressSheet, AlertSheet, ChildSheet, CitizenshipSheet, ContactSheet, MarkSheet, NameSheet, NumberSheet, TongueSheet, group, set_by};
pub use new::{NewSheet, Registration};

use serde::Deserialize;

use super::model::Area;
use super::sheet::Sheet;
use crate::access::Class;
use crate::web::lang::Text;
use crate::web::{Errors, Field};

/// A kind of row that can be edited: who may, what its form looks like, and what it becomes.
pub trait Part: Sheet + for<'de> Deserialize<'de> {
    /// The row it becomes.
    type Row: Send + Sync + 'static;
    /// Its area in the history.
    const AREA: Area;
    /// Its word in addresses.
    const PATH: &'static str;
    /// Its class in the matrix.
    const CLASS: Class = Class::Person;
    /// Whether its names are searched for.
    const NAMES: bool = false;
    /// Whether it can be ended.
    const ENDS: bool = true;
    /// Whether ending it takes a reason.
    const END_REASON: bool = false;

    /// The form of a row.
    fn of(row: &Self::Row) -> Self;

    /// The row, or the messages left in `check`.
    fn parse(&self, check: &mut Check<'_>) -> Option<Self::Row>;

    /// The form's fields.
    fn fields(&self, check: &Check<'_>) -> Vec<Field>;

    /// The field and the message for a constraint that refused the row.
    fn refused(_constraint: &str, _t: Text) -> Option<(&'static str, String)> {
        None
    }

    /// What a form that changes this row must know of it.
    fn recall(_row: &Self::Row, _facts: &mut Facts) {}

    /// Whether the writer may change this very row, given that the role may change rows of the class.
    fn changeable(_row: &Self::Row, _check: &Check<'_>) -> bool {
        true
    }
}

/// What a form of a [`Part`] sends.
#[derive(Debug, Default, Deserialize)]
pub struct Sent<P> {
    /// The row.
    #[serde(flatten)]
    pub sheet: P,
    /// The rest.
    #[serde(flatten)]
    pub rest: Rest,
}

/// What a form sends besides the row.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Rest {
    /// What the writer saw when they began.
    pub was: String,
    /// Warnings were read and the writer means it.
    pub confirmed: String,
}

/// Ending a row.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct End {
    /// Why.
    pub reason: String,
}

/// Runs a part's parse and collects what was wrong.
pub fn parse<P: Part>(sheet: &P, check: &mut Check<'_>) -> Result<P::Row, Errors> {
    let row = sheet.parse(check);
    check.finish().into_result(row)
}
