//! The closed sets of the way out.

use crate::platform::words::words;

words! {
    /// A step on the way out.
    Rung {
        /// Leave (strgjfl § 33).
        Leave = "leave",
        /// Day release (strgjfl § 20).
        DayRelease = "day_release",
        /// Lower security (strgjfl § 15(2)).
        LowerSecurity = "lower_security",
        /// Halfway house (strgjfl § 15(3)).
        HalfwayHouse = "halfway_house",
        /// Outside prison (strgjfl § 16).
        OutsidePrison = "outside_prison",
        /// Electronic monitoring (strgjfl § 16 a).
        Monitoring = "monitoring",
        /// Release on probation (strgjfl § 42, straffeloven § 44).
        Probation = "probation",
    }

    /// Who asked.
    Applicant {
        /// The person.
        Inmate = "inmate",
        /// Counsel.
        Counsel = "counsel",
        /// The prison, of its own accord.
        Prison = "prison",
    }

    /// How an application stands.
    Answer {
        /// Waits.
        Pending = "pending",
        /// Yes.
        Granted = "granted",
        /// No, and why.
        Refused = "refused",
        /// Taken back before it was decided.
        Withdrawn = "withdrawn",
        /// Recorded wrongly.
        Mistake = "mistake",
    }
}

impl Answer {
    /// What an application that waits can become.
    pub const ENDS: [Self; 3] = [Self::Granted, Self::Refused, Self::Withdrawn];
}
