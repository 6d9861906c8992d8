//! Which rights there are, for which roles, for how long, and who decides. Pure; the database holds the same.

use std::str::FromStr;

use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};

use crate::access::Role;
use crate::platform::id::AccountId;

/// A right that one member of staff gives another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Answers for the person: contact officer, case manager, teacher, work supervisor, reintegration coordinator.
    Assigned,
    /// In somebody's place for one shift.
    Cover,
    /// To a protected record, or an address under code 6 or 7.
    Clearance,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Assigned, Self::Cover, Self::Clearance];

    /// The word in the database and in paths.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::Cover => "cover",
            Self::Clearance => "clearance",
        }
    }

    /// The roles it can be given to. Health staff are given nothing from this side of the wall.
    pub fn roles(self) -> &'static [Role] {
        use Role::{CaseManager, Chaplain, ContactOfficer, DutyOfficer, Finance, Governor, Officer, Reintegration, Teacher, Visits, WorkSupervisor};
        match self {
            Self::Assigned => &[ContactOfficer, CaseManager, Teacher, WorkSupervisor, Reintegration],
            Self::Cover => &[Officer, ContactOfficer, CaseManager, Teacher, WorkSupervisor, Reintegration],
            Self::Clearance => {
                &[Officer, ContactOfficer, DutyOfficer, Governor, CaseManager, Teacher, WorkSupervisor, Reintegration, Visits, Finance, Chaplain]
            }
        }
    }

    /// The last day it may be given for.
    pub fn latest_end(self, from: NaiveDate) -> NaiveDate {
        let months = match self {
            Self::Assigned => 12,
            Self::Cover => 0,
            Self::Clearance => 6,
        };
        from.checked_add_months(Months::new(months)).unwrap_or(from)
    }
}

/// Not such a kind.
#[derive(Debug)]
pub struct UnknownKind;

impl FromStr for Kind {
    type Err = UnknownKind;
    fn from_str(s: &str) -> Result<Self, UnknownKind> {
        Self::ALL.into_iter().find(|k| k.as_str() == s).ok_or(UnknownKind)
    }
}

/// The longest shift, in hours.
pub const LONGEST_SHIFT: i64 = 16;

/// Why a cover cannot be given for this shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShiftFault {
    /// It has ended.
    Past,
    /// More than two weeks ahead.
    FarAhead,
    /// Longer than a shift, or none.
    Length,
}

/// Whether a shift from `start` for `hours` can be covered, seen from `now`.
pub fn shift(start: DateTime<Utc>, hours: i64, now: DateTime<Utc>) -> Result<(), ShiftFault> {
    if !(1..=LONGEST_SHIFT).contains(&hours) {
        return Err(ShiftFault::Length);
    }
    if start + TimeDelta::hours(hours) <= now {
        return Err(ShiftFault::Past);
    }
    if start > now + TimeDelta::days(14) { Err(ShiftFault::FarAhead) } else { Ok(()) }
}

/// Why somebody does not decide a clearance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Only a governor does.
    NotForRole,
    /// Nobody decides what they have proposed.
    OwnProposal,
    /// Nor about themselves.
    AboutOneself,
    /// Decided, ended or run out.
    Finished,
}

/// Whether this person, acting so, decides this clearance.
pub fn decide(role: Role, me: AccountId, proposed_by: AccountId, account: AccountId, waiting: bool) -> Result<(), Refusal> {
    if !waiting {
        Err(Refusal::Finished)
    } else if account == me {
        Err(Refusal::AboutOneself)
    } else if proposed_by == me {
        Err(Refusal::OwnProposal)
    } else if role != Role::Governor {
        Err(Refusal::NotForRole)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::db::Side;
    use uuid::Uuid;

    #[test]
    fn nothing_is_given_across_the_health_wall_or_to_those_without_case_data() {
        for kind in Kind::ALL {
            assert_eq!(kind.as_str().parse::<Kind>().ok(), Some(kind));
            for role in kind.roles() {
                assert!(role.side() == Side::Custody && !matches!(role, Role::System | Role::Auditor), "{role}");
            }
        }
    }

    #[test]
    fn a_cover_is_one_shift_that_has_not_ended() {
        let now = DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default();
        let cases = [
            ("now for eight hours", 0, 8, Ok(())),
            ("begun an hour ago", -1, 8, Ok(())),
            ("ended", -9, 8, Err(ShiftFault::Past)),
            ("the longest", 0, 16, Ok(())),
            ("too long", 0, 17, Err(ShiftFault::Length)),
            ("no time", 0, 0, Err(ShiftFault::Length)),
            ("in two weeks", 14 * 24, 8, Ok(())),
            ("in three", 21 * 24, 8, Err(ShiftFault::FarAhead)),
        ];
        for (case, ahead, hours, expected) in cases {
            assert_eq!(shift(now + TimeDelta::hours(ahead), hours, now), expected, "{case}");
        }
    }

    #[test]
    fn a_clearance_is_decided_by_another_governor() {
        let id = |n| AccountId(Uuid::from_u128(n));
        let cases = [
            ("a governor", Role::Governor, 1, 2, 3, true, Ok(())),
            ("a duty officer", Role::DutyOfficer, 1, 2, 3, true, Err(Refusal::NotForRole)),
            ("a case manager", Role::CaseManager, 1, 2, 3, true, Err(Refusal::NotForRole)),
            ("the governor who proposed it", Role::Governor, 1, 1, 3, true, Err(Refusal::OwnProposal)),
            ("the governor whom it is about", Role::Governor, 1, 2, 1, true, Err(Refusal::AboutOneself)),
            ("when it is decided", Role::Governor, 1, 2, 3, false, Err(Refusal::Finished)),
        ];
        for (case, role, me, proposer, account, waiting, expected) in cases {
            assert_eq!(decide(role, id(me), id(proposer), id(account), waiting), expected, "{case}");
        }
    }
}
