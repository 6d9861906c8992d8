//! Who writes, corrects and settles; how long what is not verified may stand; when something happened. Pure.

use chrono::{DateTime, Months, NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::access::Role;
use crate::law::calendar;

/// The longest text.
pub const MOST_CHARACTERS: usize = 4000;
/// The most people in one happening.
pub const MOST_PEOPLE: usize = 30;
/// Later than this after the event, the entry says why.
const LATE_AFTER_MINUTES: i64 = 15;

/// Where an entry stands in being verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing to verify, or verified.
    Sound,
    /// Marked as unverified, with a day on which it goes away.
    Unverified,
    /// Unverified, kept because a decision builds on it.
    Kept,
    /// Its text has been deleted.
    Erased,
}

impl State {
    /// From the row.
    pub fn of(unverified: bool, settled_as: Option<&str>) -> Self {
        match (unverified, settled_as) {
            (_, Some("erased")) => Self::Erased,
            (true, Some("kept")) => Self::Kept,
            (true, None) => Self::Unverified,
            _ => Self::Sound,
        }
    }

    /// Whether the reader must be told that nobody has verified it.
    pub fn doubtful(self) -> bool {
        matches!(self, Self::Unverified | Self::Kept)
    }
}

/// The day on which what was written on `day` without being verified goes away: four calendar months later (FOR-2013-1099 § 6).
pub fn verify_by(day: NaiveDate) -> NaiveDate {
    day.checked_add_months(Months::new(4)).unwrap_or(day)
}

/// Whether somebody corrects an entry: one's own, or as duty officer another's.
pub fn may_correct(role: Role, own: bool, state: State) -> bool {
    state != State::Erased && (role == Role::DutyOfficer || (own && matches!(role, Role::Officer | Role::ContactOfficer)))
}

/// What can become of an entry that is not verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is so; the entry says who found out, and how.
    Verified,
    /// A decision builds on it (§ 6, first paragraph).
    Kept,
    /// Its text goes away.
    Erased,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::Verified, Self::Erased, Self::Kept];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Kept => "kept",
            Self::Erased => "erased",
        }
    }

    /// From the word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|o| o.as_str() == word)
    }
}

/// Whether somebody settles an unverified entry so. The database holds the same (`custody.settle_observation`).
pub fn may_settle(role: Role, own: bool, state: State, outcome: Outcome) -> bool {
    let open = state == State::Unverified || (state == State::Kept && outcome != Outcome::Kept);
    open && match outcome {
        Outcome::Kept => matches!(role, Role::DutyOfficer | Role::Governor),
        _ => role == Role::DutyOfficer || (own && matches!(role, Role::Officer | Role::ContactOfficer)),
    }
}

/// When something happened, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The instant.
    pub at: DateTime<Utc>,
    /// So long ago that the entry says why it comes now.
    pub late: bool,
    /// The clock showed this time twice that night; the first is taken.
    pub twice: bool,
}

/// Why a time cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadTime {
    /// No such time of day.
    NoTime,
    /// The clock jumped over it (the last Sunday of March).
    NeverWas,
    /// Ahead of now.
    Ahead,
    /// More than a year ago.
    LongAgo,
}

/// When it happened: now when nothing is typed, else the day and time on a clock in Oslo; of a time that comes twice the second when `later`.
///
/// # Errors
/// Why not.
pub fn when(day: Option<NaiveDate>, time: Option<NaiveTime>, later: bool, now: DateTime<Utc>) -> Result<When, BadTime> {
    if day.is_none() && time.is_none() {
        return Ok(When { at: now, late: false, twice: false });
    }
    let (Some(day), Some(time)) = (day.or_else(|| time.map(|_| calendar::oslo_day(now))), time) else { return Err(BadTime::NoTime) };
    let reading = calendar::read_clock(day.and_time(time)).chosen(later);
    let Some(at) = reading.instant() else { return Err(BadTime::NeverWas) };
    // A clock shows whole minutes: what was typed in the running minute is not ahead.
    if at > now {
        return Err(BadTime::Ahead);
    }
    if at < now - TimeDelta::days(366) {
        return Err(BadTime::LongAgo);
    }
    Ok(When { at, late: now - at > TimeDelta::minutes(LATE_AFTER_MINUTES), twice: reading.took_the_earlier() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn four_calendar_months() {
        for (written, gone) in [("2026-07-23", "2026-11-23"), ("2026-10-31", "2027-02-28"), ("2027-10-31", "2028-02-29"), ("2026-12-01", "2027-04-01")] {
            assert_eq!(verify_by(written.parse().unwrap_or_default()).to_string(), gone, "{written}");
        }
    }

    #[test]
    fn states() {
        for (unverified, settled, expected) in [
            (false, None, State::Sound),
            (true, None, State::Unverified),
            (true, Some("verified"), State::Sound),
            (true, Some("kept"), State::Kept),
            (true, Some("erased"), State::Erased),
            (false, Some("erased"), State::Erased),
        ] {
            assert_eq!(State::of(unverified, settled), expected);
        }
    }

    #[test]
    fn who_corrects_and_who_settles() {
        use Role::{Auditor, CaseManager, ContactOfficer, DutyOfficer, Governor, Officer};
        let sound = State::Sound;
        for (role, own, state, expected) in [
            (Officer, true, sound, true),
            (Officer, false, sound, false),
            (ContactOfficer, true, State::Unverified, true),
            (DutyOfficer, false, sound, true),
            (DutyOfficer, false, State::Erased, false),
            (Governor, false, sound, false),
            (CaseManager, true, sound, false),
        ] {
            assert_eq!(may_correct(role, own, state), expected, "{role} {own}");
        }
        for (role, own, state, outcome, expected) in [
            (Officer, true, State::Unverified, Outcome::Verified, true),
            (Officer, true, State::Unverified, Outcome::Kept, false),
            (Officer, false, State::Unverified, Outcome::Verified, false),
            (DutyOfficer, false, State::Unverified, Outcome::Erased, true),
            (Governor, false, State::Unverified, Outcome::Kept, true),
            (Governor, false, State::Unverified, Outcome::Verified, false),
            (DutyOfficer, false, State::Kept, Outcome::Erased, true),
            (DutyOfficer, false, State::Kept, Outcome::Kept, false),
            (DutyOfficer, false, State::Sound, Outcome::Erased, false),
            (Auditor, true, State::Unverified, Outcome::Verified, false),
        ] {
            assert_eq!(may_settle(role, own, state, outcome), expected, "{role} {own} {state:?} {outcome:?}");
        }
    }

    #[test]
    fn when_it_happened() {
        let now = at("2026-11-23T09:00:30Z");
        let take = |day: &str, clock: &str, now| when(day.parse().ok(), crate::web::form::time(clock), false, now);
        assert_eq!(take("", "", now), Ok(When { at: now, late: false, twice: false }));
        assert_eq!(take("", "10:00", now), Ok(When { at: at("2026-11-23T09:00:00Z"), late: false, twice: false }));
        assert_eq!(take("2026-11-23", "0944", now), Ok(When { at: at("2026-11-23T08:44:00Z"), late: true, twice: false }));
        assert_eq!(take("2026-11-23", "", now), Err(BadTime::NoTime));
        assert_eq!(take("", "10:01", now), Err(BadTime::Ahead));
        assert_eq!(take("2024-11-23", "10:00", now), Err(BadTime::LongAgo));
        assert_eq!(take("2026-03-29", "2.30", now), Err(BadTime::NeverWas));
        assert_eq!(take("2026-10-25", "02:30", now), Ok(When { at: at("2026-10-25T00:30:00Z"), late: true, twice: true }));
        for odd in ["25:00", "7", "syv", "12:60"] {
            assert_eq!(crate::web::form::time(odd), None, "{odd}");
        }
    }
}
