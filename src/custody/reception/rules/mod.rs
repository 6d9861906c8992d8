//! What holds for a reception. Pure: no clock, no database, no words.

mod alarms;
mod clock;
mod missing;

pub use alarms::alarms;
pub use clock::{Timing, When, WhenFault, hours_minutes, instant, time, timing, with_police};
pub use missing::{LONGEST_EXCEPTION, Missing, There, before_admission, exception_overdue, missing};

use crate::access::Role;

/// Who announces arrivals and calls them off: those who receive, and the case manager who hears of them first.
pub fn may_announce(role: Role) -> bool {
    matches!(role, Role::Officer | Role::ContactOfficer | Role::DutyOfficer | Role::CaseManager)
}

/// Who takes somebody in without a document.
pub fn may_except(role: Role) -> bool {
    role == Role::DutyOfficer
}

/// Who gives somebody a contact officer.
pub fn may_give_officer(role: Role) -> bool {
    matches!(role, Role::DutyOfficer | Role::Governor | Role::CaseManager)
}
