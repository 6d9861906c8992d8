//! From patterns, holidays and closures to the rows of the weeks ahead.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::law::recurrence::{Closure, Pattern, Rests};

/// How far ahead sessions are written: six weeks, so that a visit or an exam planned a month ahead meets them.
pub const AHEAD_DAYS: i64 = 42;

/// The reason of a session that a public holiday cancels, by the list of reasons.
pub const HOLIDAY: &str = "HOLIDAY";

/// A pattern of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfPlace {
    /// The row.
    pub id: Uuid,
    /// Its place and room, which closures name.
    pub place: Uuid,
    /// The room.
    pub room: Option<Uuid>,
    /// When.
    pub pattern: Pattern,
}

/// A closure of a house, or of one place or room of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shut {
    /// The row.
    pub id: Uuid,
    /// Only this place.
    pub place: Option<Uuid>,
    /// Only this room.
    pub room: Option<Uuid>,
    /// From when.
    pub from: DateTime<Utc>,
    /// Until when; none: until it is opened.
    pub until: Option<DateTime<Utc>>,
    /// Its reason, by the list.
    pub reason_code: String,
    /// Its reason in words.
    pub reason: String,
}

impl Shut {
    fn concerns(&self, of: &OfPlace) -> bool {
        self.place.is_none_or(|place| place == of.place) && (self.room.is_none() || self.room == of.room)
    }
}

/// A row for `activities.put_sessions`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    /// The pattern.
    pub pattern: Uuid,
    /// Its day.
    pub day: NaiveDate,
    /// From when.
    pub starts: DateTime<Utc>,
    /// Until when.
    pub ends: DateTime<Utc>,
    /// Why it is not held, by the list of reasons.
    pub reason_code: Option<String>,
    /// Why, in words; none for a holiday, whose name every page knows.
    pub reason: Option<String>,
    /// The closure, where one it is.
    pub closure: Option<Uuid>,
}

/// The rows of a house from a day up to, not including, another; in the order of patterns and days.
#[must_use]
pub fn ahead(patterns: &[OfPlace], shut: &[Shut], first: NaiveDate, end: NaiveDate) -> Vec<Put> {
    let mut rows = Vec::new();
    for of in patterns {
        let closures: Vec<Closure<usize>> =
            shut.iter().enumerate().filter(|(_, shut)| shut.concerns(of)).map(|(id, shut)| Closure { id, from: shut.from, until: shut.until }).collect();
        rows.extend(of.pattern.meetings(first, end, &closures).into_iter().map(|meeting| {
            let closed = match &meeting.rests {
                Some(Rests::Closed(index)) => shut.get(*index),
                Some(Rests::Holiday(_)) | None => None,
            };
            let holiday = matches!(meeting.rests, Some(Rests::Holiday(_))).then(|| HOLIDAY.to_owned());
            Put {
                pattern: of.id,
                day: meeting.day,
                starts: meeting.starts,
                ends: meeting.ends,
                reason_code: closed.map(|shut| shut.reason_code.clone()).or(holiday),
                reason: closed.map(|shut| shut.reason.clone()),
                closure: closed.map(|shut| shut.id),
            }
        }));
    }
    rows
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use chrono::NaiveTime;

    use super::*;
    use crate::law::recurrence::Weeks;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn monday(n: u128, place: u128, room: Option<u128>) -> OfPlace {
        let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").unwrap();
        let pattern = Pattern {
            weekday: 1,
            starts: time("08:00"),
            ends: time("11:00"),
            weeks: Weeks::Every,
            from: "2026-01-01".parse().unwrap(),
            until: None,
            runs_on_holidays: false,
        };
        OfPlace { id: id(n), place: id(place), room: room.map(id), pattern }
    }

    fn shut(n: u128, place: Option<u128>, room: Option<u128>) -> Shut {
        Shut {
            id: id(n),
            place: place.map(id),
            room: room.map(id),
            from: "2026-04-12T22:00:00Z".parse().unwrap(),
            until: Some("2026-04-13T22:00:00Z".parse().unwrap()),
            reason_code: "TECH".into(),
            reason: "Ingen varme".into(),
        }
    }

    #[test]
    fn closures_of_a_house_a_place_and_a_room() {
        let patterns = [monday(1, 10, Some(20)), monday(2, 11, Some(21)), monday(3, 12, None)];
        let closed = |shut: Shut| {
            let rows = ahead(&patterns, &[shut], "2026-04-13".parse().unwrap(), "2026-04-14".parse().unwrap());
            rows.into_iter().map(|row| row.reason_code.is_some()).collect::<Vec<_>>()
        };
        assert_eq!(closed(shut(9, None, None)), [true, true, true], "the house");
        assert_eq!(closed(shut(9, Some(11), None)), [false, true, false], "a place");
        assert_eq!(closed(shut(9, None, Some(20))), [true, false, false], "a room");
    }

    #[test]
    fn a_holiday_is_told_by_its_code_and_a_closure_by_its_row() {
        let rows = ahead(&[monday(1, 10, None)], &[shut(9, None, None)], "2026-04-01".parse().unwrap(), "2026-04-21".parse().unwrap());
        let told: Vec<_> = rows.iter().map(|row| (row.day.to_string(), row.reason_code.as_deref(), row.closure)).collect();
        assert_eq!(
            told,
            [("2026-04-06".to_owned(), Some(HOLIDAY), None), ("2026-04-13".to_owned(), Some("TECH"), Some(id(9))), ("2026-04-20".to_owned(), None, None)],
            "Easter Monday, the day without heating, an ordinary one"
        );
        assert!(rows.iter().all(|row| row.reason.is_some() == row.closure.is_some()));
    }
}
