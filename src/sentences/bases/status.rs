//! Why somebody is held on a day, from the rows: the same as the database's `sentences.status_on`, and compared with it by a test.

use chrono::NaiveDate;

use super::model::{Basis, Facts, Kind, case_key};
use super::term::answered_by;
use crate::law::rule::Book;
use crate::platform::words::words;

words! {
    /// The one word for why somebody is held.
    Status {
        /// By the police, until a court has ordered.
        Arrested = "arrested",
        /// By a court's order.
        Remand = "remand",
        /// Serving imprisonment.
        Sentenced = "sentenced",
        /// In preventive detention.
        Detention = "preventive_detention",
        /// Serving for a fine.
        Fine = "fine_default",
        /// On something else.
        Other = "other",
        /// On nothing: nobody may be held so (straffeprosessloven § 187 a).
        None = "none",
    }
}

/// How heavily what is executed weighs; the heaviest names the whole.
fn weight(kind: Kind) -> Option<(u8, Status)> {
    match kind {
        Kind::Detention => Some((5, Status::Detention)),
        Kind::Sentence | Kind::Foreign | Kind::Youth => Some((4, Status::Sentenced)),
        Kind::Other => Some((3, Status::Other)),
        Kind::Fine => Some((2, Status::Fine)),
        Kind::Arrest | Kind::Remand => None,
    }
}

/// A stay in prison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The day of admission.
    pub admitted: NaiveDate,
    /// The day of release; none while it lasts.
    pub released: Option<NaiveDate>,
    /// The release was told as a mistake: it ended nothing.
    pub mistaken: bool,
}

/// Days on which a stay ended and no other began: whatever held before does not hold after. A release by mistake is none.
#[derive(Clone, Debug, Default)]
pub struct Releases(Vec<NaiveDate>);

impl Releases {
    /// From the days of admission and release of every stay.
    pub fn of(stays: &[Stay]) -> Self {
        let again = |day: NaiveDate| stays.iter().any(|s| s.admitted == day && s.released.is_none_or(|r| r > day));
        Self(stays.iter().filter(|s| !s.mistaken).filter_map(|s| s.released).filter(|day| !again(*day)).collect())
    }

    fn ended(&self, from: NaiveDate, day: NaiveDate) -> bool {
        self.0.iter().any(|r| from <= *r && *r < day)
    }
}

/// Whether an order or a judgment has taken the place of an arrest, which only one of the same case can. The police know an arrest by a number of
/// their own until a court has given one: then the first order after it answers it. The twin of `sentences.ends_arrest`.
fn ends_arrest(book: &Book, arrest: &Facts, by: &Facts) -> bool {
    let (Some(from), Some(began)) = (arrest.from_day, by.from_day) else { return false };
    let (ours, theirs) = (case_key(&arrest.case_number), case_key(&by.case_number));
    let numbered = ours.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('-') && ours.starts_with(|c: char| c.is_ascii_digit());
    by.kind != Kind::Arrest
        && began >= from
        && (ours == theirs || (!numbered && by.extends.is_none() && answered_by(book, from).is_some_and(|last| began <= last)))
}

/// The bases that hold somebody on a day, by the rules of law. Replaced and withdrawn rows hold nobody.
pub fn holding<'b>(bases: impl IntoIterator<Item = &'b Basis> + Clone, releases: &Releases, book: &Book, day: NaiveDate) -> Vec<&'b Basis> {
    let current = || bases.clone().into_iter().filter(|b| b.is_current());
    // The police hold until anything else of the same case does.
    let overtaken = |arrest: &Facts| current().any(|o| o.facts.from_day.is_some_and(|from| from <= day) && ends_arrest(book, arrest, &o.facts));
    current()
        .filter(|b| {
            b.facts.from_day.is_some_and(|from| {
                from <= day
                    && b.last_day().is_none_or(|last| day <= last)
                    && !(b.facts.kind == Kind::Arrest && overtaken(&b.facts))
                    && !releases.ended(from, day)
            })
        })
        .collect()
}

/// The one word for those that hold. What is executed goes by weight; remand and arrest prevail when they began after all of it (the
/// execution is interrupted then, forskrift om straffegjennomføring § 3-3), and when there is nothing else.
pub fn of<'f>(holding: impl IntoIterator<Item = &'f Facts> + Clone) -> Status {
    let (mut executed, mut executed_from, mut held, mut held_from) = (None, None, None, None);
    for f in holding {
        match (weight(f.kind), f.kind) {
            (Some(w), _) => {
                executed = executed.max(Some((w.0, w.1)));
                executed_from = executed_from.max(f.from_day);
            }
            (None, kind) => {
                let status = if kind == Kind::Remand { (2, Status::Remand) } else { (1, Status::Arrested) };
                held = held.max(Some(status));
                held_from = held_from.max(f.from_day);
            }
        }
    }
    match (executed, held) {
        (None, None) => Status::None,
        (Some((_, status)), None) | (None, Some((_, status))) => status,
        (Some((_, executed)), Some((_, held))) => {
            if held_from > executed_from {
                held
            } else {
                executed
            }
        }
    }
}

/// Why somebody is held on a day.
pub fn status_on<'b>(bases: impl IntoIterator<Item = &'b Basis> + Clone, releases: &Releases, book: &Book, day: NaiveDate) -> Status {
    let holding = holding(bases, releases, book, day);
    of(holding.iter().map(|b| &b.facts))
}
