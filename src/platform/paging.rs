//! Paging by the last row seen. Unlike page numbers it costs the same on page forty, and nothing slips when rows are added meanwhile.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The place of a row in a list that is ordered by time, newest first, and by id where times are equal. In an address: `1764…-0193…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The row's time.
    pub at: DateTime<Utc>,
    /// The row's id.
    pub id: Uuid,
}

impl Mark {
    /// Before every row: where a list begins.
    pub fn top() -> Self {
        Self { at: DateTime::from_timestamp(253_402_300_799, 0).unwrap_or_default(), id: Uuid::max() }
    }

    /// As an address gives it; anything else begins at the top.
    pub fn of(text: Option<&str>) -> Self {
        text.and_then(|t| t.parse().ok()).unwrap_or_else(Self::top)
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.at.timestamp_micros(), self.id.simple())
    }
}

/// No such place.
#[derive(Debug, thiserror::Error)]
#[error("no place in a list")]
pub struct NoMark;

impl FromStr for Mark {
    type Err = NoMark;
    fn from_str(text: &str) -> Result<Self, NoMark> {
        let (micros, id) = text.rsplit_once('-').ok_or(NoMark)?;
        let at = micros.parse().ok().and_then(DateTime::from_timestamp_micros).filter(|at| *at <= Self::top().at).ok_or(NoMark)?;
        Ok(Self { at, id: Uuid::try_parse(id).map_err(|_| NoMark)? })
    }
}

/// One page of such a list: asks for one row more than is shown, to know whether there is an older page.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// The rows to show.
    pub rows: Vec<T>,
    /// Where the next page begins.
    pub older: Option<Mark>,
}

impl<T> Page<T> {
    /// From at most `size + 1` rows.
    pub fn of(mut rows: Vec<T>, size: usize, mark: impl Fn(&T) -> Mark) -> Self {
        let more = rows.len() > size;
        rows.truncate(size);
        let older = rows.last().filter(|_| more).map(mark);
        Self { rows, older }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_survives_an_address() {
        let mark = Mark { at: DateTime::from_timestamp_micros(1_764_000_000_123_456).unwrap_or_default(), id: Uuid::from_u128(7) };
        assert_eq!(mark.to_string().parse::<Mark>().ok(), Some(mark));
        assert_eq!(Mark::of(Some(&Mark::top().to_string())), Mark::top());
        for odd in ["", "-", "x-y", "999999999999999999-00000000000000000000000000000007", "12"] {
            assert_eq!(Mark::of(Some(odd)), Mark::top(), "{odd}");
        }
    }

    #[test]
    fn a_page_knows_whether_there_is_more() {
        let mark = |n: &u128| Mark { id: Uuid::from_u128(*n), ..Mark::top() };
        let page = Page::of(vec![3_u128, 2, 1], 2, mark);
        assert_eq!((page.rows.len(), page.older.map(|m| m.id)), (2, Some(Uuid::from_u128(2))));
        assert_eq!(Page::of(vec![3_u128, 2], 2, mark).older, None);
    }
}
