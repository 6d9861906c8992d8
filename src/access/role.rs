//! The roles of staff. Codes are those of the matrix and of `access.assignment`.

use std::fmt;
use std::str::FromStr;

use crate::platform::db::Side;

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $group:literal, $side:ident;)+) => {
        /// What somebody works as. A person may hold several; one acts at a time.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Role { $($(#[$doc])* $name,)+ }

        impl Role {
            /// Every role, in the order of the matrix.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The three-letter code of the matrix and the database.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The group the database becomes for a request of this role.
            pub fn db_group(self) -> &'static str {
                match self { $(Self::$name => $group,)+ }
            }

            /// The side of the health wall.
            pub fn side(self) -> Side {
                match self { $(Self::$name => Side::$side,)+ }
            }
        }
    };
}

roles! {
    /// Officer on a unit.
    Officer = "OFF", "og_custody", Custody;
    /// Contact officer.
    ContactOfficer = "CON", "og_custody", Custody;
    /// Duty or senior officer.
    DutyOfficer = "DUT", "og_custody", Custody;
    /// Governor.
    Governor = "GOV", "og_custody", Custody;
    /// Work supervisor.
    WorkSupervisor = "WRK", "og_activity", Custody;
    /// Teacher or education lead.
    Teacher = "EDU", "og_activity", Custody;
    /// Nurse.
    Nurse = "NUR", "og_health", Health;
    /// Doctor.
    Doctor = "DOC", "og_health", Health;
    /// Psychologist.
    Psychologist = "PSY", "og_health", Health;
    /// Pharmacy.
    Pharmacy = "PHA", "og_health", Health;
    /// Case manager.
    CaseManager = "CAS", "og_case", Custody;
    /// Reintegration coordinator.
    Reintegration = "REI", "og_case", Custody;
    /// Transfers administrator of a region.
    Transfers = "TRA", "og_region", Custody;
    /// Visits and gate.
    Visits = "VIS", "og_desk", Custody;
    /// Finance and canteen.
    Finance = "FIN", "og_desk", Custody;
    /// Chaplain.
    Chaplain = "CHP", "og_desk", Custody;
    /// Auditor or inspectorate.
    Auditor = "AUD", "og_auditor", Custody;
    /// System administrator: no case data at all.
    System = "SYS", "og_system", Custody;
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// No such role.
#[derive(Debug, thiserror::Error)]
#[error("no role has this code")]
pub struct UnknownRole;

impl FromStr for Role {
    type Err = UnknownRole;
    fn from_str(s: &str) -> Result<Self, UnknownRole> {
        Self::ALL.iter().copied().find(|r| r.code() == s).ok_or(UnknownRole)
    }
}
