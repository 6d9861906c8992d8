//! What can become of an application and of a placement, who waits before whom, and who has nothing to do.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use crate::activities::allocation::model::Priority;
/// What a day gives while a placement rests: a rate.
pub use crate::law::allowance::Gives;
use crate::platform::words::words;

words! {
    /// How an application stands. The words of the database.
    Application {
        /// Made, and nobody has assessed it.
        Open = "open",
        /// Assessed, and there is no seat yet.
        Waiting = "waiting",
        /// It became a placement.
        Placed = "placed",
        /// Said no to, with a reason.
        Declined = "declined",
        /// The person has taken it back.
        Withdrawn = "withdrawn",
        /// The person was offered the place and did not want it.
        Refused = "refused",
        /// Nobody said no: the person left, or the place closed.
        Lapsed = "lapsed",
    }

    /// What is done with one.
    Step {
        /// Assess, or assess anew.
        Assess = "assess",
        /// Put on the waiting list.
        Wait = "wait",
        /// Give a seat.
        Place = "place",
        /// Say no.
        Decline = "decline",
        /// The person takes it back.
        Withdraw = "withdraw",
        /// The person refuses what was offered.
        Refuse = "refuse",
        /// It falls away by itself.
        Lapse = "lapse",
    }

    /// What `activities.place_person` answers.
    Placing {
        /// Done.
        Placed = "placed",
        /// There is no such place.
        NoSuchPlace = "no_such_place",
        /// The person is not in this prison.
        NotHere = "not_here",
        /// The place is closed then.
        Closed = "closed",
        /// Another level of security.
        Level = "level",
        /// No times were chosen.
        NoTimes = "no_times",
        /// The application is not of this person and place.
        NoApplication = "no_application",
        /// The application has been decided.
        Decided = "decided",
        /// Nobody has assessed it.
        NotAssessed = "not_assessed",
        /// It was assessed as not suited.
        NotSuited = "not_suited",
        /// The person is there already.
        Already = "already",
        /// Somebody is there from whom the person is kept apart.
        KeepApart = "keep_apart",
        /// The last seat at one of the times went to somebody else.
        NoSeat = "no_seat",
        /// The person is somewhere else at one of the times.
        DoubleBooked = "double_booked",
    }

    /// Where an application comes from.
    Source {
        /// The person asks for it.
        Wish = "wish",
        /// It serves a goal of the plan.
        Plan = "plan",
        /// Staff propose it.
        Staff = "staff",
        /// The person is offered it.
        Offer = "offer",
    }

    /// Why a placement ended.
    EndCode {
        /// It was for a time, and that is over.
        Finished = "finished",
        /// The person wanted to stop.
        OwnWish = "own_wish",
        /// Another place instead.
        OtherPlace = "other_place",
        /// It did not suit.
        NotSuited = "not_suited",
        /// The person behaved badly there.
        Misconduct = "misconduct",
        /// It was not safe.
        Security = "security",
        /// Health.
        Health = "health",
        /// The place closed.
        PlaceClosed = "place_closed",
        /// Released: by itself.
        Released = "released",
        /// Transferred: by itself.
        Transferred = "transferred",
        /// It was written by mistake.
        Error = "error",
    }

    /// Why a placement rests.
    RestCode {
        /// Not fit for it just now.
        Health = "health",
        /// On leave.
        Leave = "leave",
        /// For security.
        Security = "security",
        /// Because of how the person behaved.
        Conduct = "conduct",
        /// Excluded from company (strgjfl § 37).
        Exclusion = "exclusion",
        /// Follows a programme.
        Programme = "programme",
        /// The person wants it.
        OwnWish = "own_wish",
        /// Another reason.
        Other = "other",
    }
}

impl EndCode {
    /// Those that a person chooses; the others happen.
    pub const BY_HAND: &'static [Self] =
        &[Self::Finished, Self::OwnWish, Self::OtherPlace, Self::NotSuited, Self::Misconduct, Self::Security, Self::Health, Self::Error];

    /// Whether it is said why. The words of `placement_ended_why`.
    #[must_use]
    pub fn asks_why(self) -> bool {
        matches!(self, Self::NotSuited | Self::Misconduct | Self::Security)
    }
}

impl Placing {
    /// Whether somebody else was first: nothing was wrong with what was asked when the page was made.
    #[must_use]
    pub fn taken_since(self) -> bool {
        matches!(self, Self::NoSeat | Self::DoubleBooked | Self::Decided | Self::Already | Self::KeepApart | Self::NotHere)
    }
}

/// What a step makes of an application; none when it cannot be taken. A decision stands: what is wanted again is applied for again.
#[must_use]
pub fn after(state: Application, step: Step, suited: Option<bool>) -> Option<Application> {
    use Application as A;
    match (state, step) {
        (A::Open | A::Waiting, Step::Assess) => Some(state),
        (A::Open | A::Waiting, Step::Wait) if suited == Some(true) => Some(A::Waiting),
        (A::Open | A::Waiting, Step::Place) if suited == Some(true) => Some(A::Placed),
        (A::Open | A::Waiting, Step::Decline) => Some(A::Declined),
        (A::Open | A::Waiting, Step::Withdraw) => Some(A::Withdrawn),
        (A::Open | A::Waiting, Step::Refuse) => Some(A::Refused),
        (A::Open | A::Waiting, Step::Lapse) => Some(A::Lapsed),
        _ => None,
    }
}

/// What decides who comes first on a waiting list: what somebody has decided comes first, goals of the plan, then who has waited longest; the application's own id last, so
/// that a list is the same for everybody who looks.
pub type Turn = (u8, DateTime<Utc>, uuid::Uuid);

/// Somebody's turn.
#[must_use]
pub fn turn(priority: Priority, since: DateTime<Utc>, application: uuid::Uuid) -> Turn {
    let before = match priority {
        Priority::First => 0,
        Priority::Plan => 1,
        Priority::Ordinary => 2,
    };
    (before, since, application)
}

/// Why somebody has nothing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Idle {
    /// Has come so lately that nothing is owed yet.
    JustCame,
    /// Has refused what was offered.
    Refused,
    /// Has ended, or was taken out of, the last place.
    Ended,
    /// Waits, assessed.
    Waits,
    /// Has asked and nobody has answered.
    Unanswered,
    /// Was never offered anything.
    NeverOffered,
}

/// What is known of somebody without a placement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Without {
    /// Came on this day.
    pub admitted: NaiveDate,
    /// Serves a sentence: has a duty (strgjfl § 3(3)); on remand it is an offer (forskrift § 1-4).
    pub duty: bool,
    /// The last placement ended on this day.
    pub last_ended: Option<NaiveDate>,
    /// Refused an offer on this day.
    pub refused: Option<NaiveDate>,
    /// An application waits, assessed.
    pub waits: bool,
    /// An application is open, not assessed.
    pub open: bool,
}

/// Since when somebody has nothing to do, in days, and why. `owed_after`: so many days after coming (`activity.idle_days`).
#[must_use]
pub fn idle(without: &Without, today: NaiveDate, owed_after: Duration) -> (i64, Idle) {
    let since = without.last_ended.unwrap_or(without.admitted).max(without.admitted);
    let days = (today - since).num_days().max(0);
    let newest_no = without.refused.filter(|refused| *refused >= since);
    let why = if newest_no.is_some() {
        Idle::Refused
    } else if without.waits {
        Idle::Waits
    } else if without.open {
        Idle::Unanswered
    } else if without.last_ended.is_some_and(|ended| ended >= without.admitted) {
        Idle::Ended
    } else if today - without.admitted < owed_after {
        Idle::JustCame
    } else {
        Idle::NeverOffered
    };
    (days, why)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_decision_stands() {
        for state in Application::ALL {
            for step in Step::ALL {
                for suited in [None, Some(false), Some(true)] {
                    let next = after(*state, *step, suited);
                    let waits = matches!(state, Application::Open | Application::Waiting);
                    assert!(waits || next.is_none(), "{state:?} {step:?}");
                    if matches!(step, Step::Wait | Step::Place) {
                        assert_eq!(next.is_some(), waits && suited == Some(true), "{state:?} {step:?} {suited:?}");
                    } else {
                        assert_eq!(next.is_some(), waits, "{state:?} {step:?}");
                    }
                }
            }
        }
        assert_eq!(after(Application::Waiting, Step::Assess, Some(true)), Some(Application::Waiting), "assessed anew, the place in the list is kept");
    }

    #[test]
    fn turns() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let id = |n| uuid::Uuid::from_u128(n);
        let mut list = [
            turn(Priority::Ordinary, at("2026-01-01T00:00:00Z"), id(1)),
            turn(Priority::First, at("2026-05-01T00:00:00Z"), id(2)),
            turn(Priority::Plan, at("2026-06-01T00:00:00Z"), id(3)),
            turn(Priority::Plan, at("2026-04-01T00:00:00Z"), id(5)),
            turn(Priority::Plan, at("2026-04-01T00:00:00Z"), id(4)),
        ];
        list.sort_unstable();
        assert_eq!(list.iter().map(|t| t.2.as_u128()).collect::<Vec<_>>(), [2, 4, 5, 3, 1]);
    }

    #[test]
    fn who_has_nothing_and_why() {
        let base = Without { admitted: day("2026-10-01"), duty: true, last_ended: None, refused: None, waits: false, open: false };
        let today = day("2026-11-23");
        for (case, without, days, why) in [
            ("never offered", base, 53, Idle::NeverOffered),
            ("came last week", Without { admitted: day("2026-11-16"), ..base }, 7, Idle::JustCame),
            ("came last week and has asked", Without { admitted: day("2026-11-16"), open: true, ..base }, 7, Idle::Unanswered),
            ("waits", Without { waits: true, open: true, ..base }, 53, Idle::Waits),
            ("ended ten days ago", Without { last_ended: Some(day("2026-11-13")), ..base }, 10, Idle::Ended),
            ("ended in an earlier stay", Without { last_ended: Some(day("2026-03-01")), ..base }, 53, Idle::NeverOffered),
            ("refused after that", Without { last_ended: Some(day("2026-11-13")), refused: Some(day("2026-11-15")), ..base }, 10, Idle::Refused),
            ("refused before the last place", Without { last_ended: Some(day("2026-11-13")), refused: Some(day("2026-10-15")), ..base }, 10, Idle::Ended),
        ] {
            assert_eq!(idle(&without, today, Duration::days(14)), (days, why), "{case}");
        }
    }
}
