//! What holds for a reception. Pure: no clock, no database, no words.

mod alarms;
mod clock;
mod missing;

pub use alarms::alarms;
pub use clock::{Timing, When, WhenFault, hours_minutes, instant, time, timing, with_police};
pub use missing::{LONGEST_EXCEPTION, Missing, There, before_admission, exception_overdue, missing};

use super::model::{Reception, State};
use crate::access::Role;

/// Who announces arrivals and calls them off: those who receive, and the case manager who hears of them first.
pub fn may_announce(role: Role) -> bool {
    matches!(role, Role::Officer | Role::ContactOfficer | Role::DutyOfficer | Role::CaseManager)
}

/// Who takes somebody in without a document.
pub fn may_except(role: Role) -> bool {
    role == Role::DutyOfficer
}

/// Who takes a record back that was made by mistake. `custody.reception_unregister` says the same.
pub fn may_unregister(role: Role) -> bool {
    role == Role::DutyOfficer
}

/// Whether the person was registered anew in this reception, and is not on the roll yet.
pub fn was_registered_here(r: &Reception) -> bool {
    r.state == State::Open && r.matched.as_deref() == Some("new")
}

/// Who gives somebody a contact officer.
pub fn may_give_officer(role: Role) -> bool {
    matches!(role, Role::DutyOfficer | Role::Governor | Role::CaseManager)
}
