//! Which rights there are, for which roles, for how long, and who decides. Pure; the database holds the same.

use std::str::FromStr;

use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};

use crate::access::{Class, Role};
use crate::platform::db::Side;
use crate::platform::id::AccountId;

/// Whose rights: those of a prison's staff, or those of the health service. Each is kept, decided and seen by itself; the wall runs between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Office {
    /// The prison: a governor decides about clearances.
    Prison,
    /// The health service: a doctor does. There is nothing else to give; a patient is everybody's who serves the prison.
    Health,
}

impl Office {
    /// The office of those who act in this role.
    pub fn of(role: Role) -> Self {
        match role.side() {
            Side::Custody => Self::Prison,
            Side::Health => Self::Health,
        }
    }

    /// Where its pages are.
    pub fn path(self) -> &'static str {
        match self {
            Self::Prison => "/admin/grants",
            Self::Health => "/admin/health-clearances",
        }
    }

    /// Its item of the main menu.
    pub fn section(self) -> &'static str {
        match self {
            Self::Prison => "grants",
            Self::Health => "clearances",
        }
    }

    /// The class of its records.
    pub fn class(self) -> Class {
        match self {
            Self::Prison => Class::Protection,
            Self::Health => Class::HealthAccounts,
        }
    }

    /// Who decides about clearances.
    pub fn decider(self) -> Role {
        match self {
            Self::Prison => Role::Governor,
            Self::Health => Role::Doctor,
        }
    }

    /// Whether one may propose a clearance for oneself: a nurse alone on duty has nobody else to ask. Another decides all the same.
    pub fn proposes_for_oneself(self) -> bool {
        self == Self::Health
    }
}

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

    /// The roles it can be given to. Nothing is given across the health wall.
    pub fn roles(self, office: Office) -> &'static [Role] {
        use Role::{CaseManager, Chaplain, ContactOfficer, DutyOfficer, Finance, Governor, Officer, Reintegration, Teacher, Visits, WorkSupervisor};
        use Role::{Doctor, Nurse, Pharmacy, Psychologist};
        match (office, self) {
            (Office::Prison, Self::Assigned) => &[ContactOfficer, CaseManager, Teacher, WorkSupervisor, Reintegration],
            (Office::Prison, Self::Cover) => &[Officer, ContactOfficer, CaseManager, Teacher, WorkSupervisor, Reintegration],
            (Office::Prison, Self::Clearance) => {
                &[Officer, ContactOfficer, DutyOfficer, Governor, CaseManager, Teacher, WorkSupervisor, Reintegration, Visits, Finance, Chaplain]
            }
            (Office::Health, Self::Clearance) => &[Nurse, Doctor, Psychologist, Pharmacy],
            (Office::Health, Self::Assigned | Self::Cover) => &[],
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
    /// Only a governor does; for health staff, only a doctor.
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
    } else if role != Office::of(role).decider() {
        Err(Refusal::NotForRole)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn nothing_is_given_across_the_health_wall_or_to_those_without_case_data() {
        for kind in Kind::ALL {
            assert_eq!(kind.as_str().parse::<Kind>().ok(), Some(kind));
            for office in [Office::Prison, Office::Health] {
                for role in kind.roles(office) {
                    assert!(Office::of(*role) == office && !matches!(role, Role::System | Role::Auditor), "{role}");
                }
            }
        }
        assert_eq!(Kind::ALL.into_iter().filter(|k| !k.roles(Office::Health).is_empty()).collect::<Vec<_>>(), [Kind::Clearance]);
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
    fn a_clearance_is_decided_by_another_governor_or_doctor() {
        let id = |n| AccountId(Uuid::from_u128(n));
        let cases = [
            ("a governor", Role::Governor, 1, 2, 3, true, Ok(())),
            ("a duty officer", Role::DutyOfficer, 1, 2, 3, true, Err(Refusal::NotForRole)),
            ("a case manager", Role::CaseManager, 1, 2, 3, true, Err(Refusal::NotForRole)),
            ("the governor who proposed it", Role::Governor, 1, 1, 3, true, Err(Refusal::OwnProposal)),
            ("the governor whom it is about", Role::Governor, 1, 2, 1, true, Err(Refusal::AboutOneself)),
            ("a doctor", Role::Doctor, 1, 2, 3, true, Ok(())),
            ("a nurse", Role::Nurse, 1, 2, 3, true, Err(Refusal::NotForRole)),
            ("a psychologist", Role::Psychologist, 1, 2, 3, true, Err(Refusal::NotForRole)),
            ("the doctor who proposed it", Role::Doctor, 1, 1, 3, true, Err(Refusal::OwnProposal)),
            ("the doctor whom it is about", Role::Doctor, 1, 1, 1, true, Err(Refusal::AboutOneself)),
            ("when it is decided", Role::Governor, 1, 2, 3, false, Err(Refusal::Finished)),
        ];
        for (case, role, me, proposer, account, waiting, expected) in cases {
            assert_eq!(decide(role, id(me), id(proposer), id(account), waiting), expected, "{case}");
        }
    }
}
