//! The closed sets of the plan.

use crate::platform::words::words;

words! {
    /// What a life hangs on.
    Theme {
        /// Somewhere to live.
        Housing = "housing",
        /// School.
        Education = "education",
        /// Work and skills.
        Work = "work",
        /// Income and debt.
        Finances = "finances",
        /// Family, children, network.
        Family = "family",
        /// A wish to be contacted by health, and not a word more.
        Health = "health",
        /// Alcohol, drugs, medicines, gambling.
        SubstanceUse = "substance_use",
        /// Leisure.
        Leisure = "leisure",
        /// Identity papers, language, residence.
        Papers = "papers",
        /// Attitudes and the risk of new crime: never of somebody who is not convicted.
        Attitudes = "attitudes",
    }

    /// What both agreed that a theme weighs.
    Importance {
        /// Nothing to do now.
        None = "none",
        /// Something.
        Some = "some",
        /// Much.
        Much = "much",
    }

    /// Why needs and resources are assessed.
    Why {
        /// The person came.
        Reception = "reception",
        /// The person came from another prison.
        Transfer = "transfer",
        /// Its time has come.
        Interval = "interval",
        /// Something has changed.
        Change = "change",
    }

    /// How an assessment stands.
    Stage {
        /// Being made.
        Open = "open",
        /// Made.
        Finished = "finished",
        /// The person wants none now.
        Declined = "declined",
    }

    /// Who does something.
    Who {
        /// The person.
        Inmate = "inmate",
        /// The contact officer.
        ContactOfficer = "contact_officer",
        /// The case manager.
        CaseManager = "case_manager",
        /// The reintegration coordinator.
        Coordinator = "coordinator",
        /// A teacher.
        Teacher = "teacher",
        /// The supervisor at work.
        Supervisor = "supervisor",
        /// Health.
        Health = "health",
        /// Nav.
        Nav = "nav",
        /// A municipality.
        Municipality = "municipality",
        /// An organisation.
        Ngo = "ngo",
        /// Family.
        Family = "family",
        /// Somebody else.
        Other = "other",
    }

    /// How a goal stands.
    GoalState {
        /// Now.
        Current = "current",
        /// Not yet.
        Later = "later",
        /// Reached.
        Achieved = "achieved",
        /// Left, and why.
        Left = "left",
    }

    /// How an action stands.
    StepState {
        /// To be done.
        Planned = "planned",
        /// Begun.
        UnderWay = "under_way",
        /// Done.
        Done = "done",
        /// It cannot be done now.
        NotNow = "not_now",
        /// No longer wanted.
        Dropped = "dropped",
    }

    /// What the person said of a version.
    Verdict {
        /// Yes.
        Agreed = "agreed",
        /// No, and in which words.
        NotAgreed = "not_agreed",
        /// Could not or would not answer.
        NotAnswered = "not_answered",
    }

    /// How a review stands.
    Meeting {
        /// Ahead.
        Planned = "planned",
        /// Held.
        Held = "held",
        /// Called off.
        Cancelled = "cancelled",
        /// The person was transferred before it.
        Interrupted = "interrupted",
    }

    /// How a promise stands.
    Kept {
        /// To be kept.
        Open = "open",
        /// Kept.
        Kept = "kept",
        /// Broken.
        Broken = "broken",
        /// No longer wanted.
        Withdrawn = "withdrawn",
    }

    /// Whether the person took part.
    TookPart {
        /// All of it.
        Yes = "yes",
        /// Some of it.
        Partly = "partly",
        /// No.
        No = "no",
    }

    /// What came of a review.
    Outcome {
        /// The plan goes on.
        GoesOn = "goes_on",
        /// Goals change.
        Changes = "changes",
        /// Needs are looked at anew.
        NewAssessment = "new_assessment",
    }
}

impl Theme {
    /// The themes that are spoken of with somebody: nothing presumes guilt.
    pub fn offered(remand: bool) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |t| !(remand && *t == Self::Attitudes))
    }
}

impl Who {
    /// Whether it is somebody outside, who has a name and no account.
    pub fn outside(self) -> bool {
        matches!(self, Self::Nav | Self::Municipality | Self::Ngo | Self::Family | Self::Other)
    }

    /// The role of staff that does it, when that can be one of them by name.
    pub fn role(self) -> Option<&'static str> {
        match self {
            Self::ContactOfficer => Some("CON"),
            Self::CaseManager => Some("CAS"),
            Self::Coordinator => Some("REI"),
            Self::Teacher => Some("EDU"),
            Self::Supervisor => Some("WRK"),
            _ => None,
        }
    }
}

impl StepState {
    /// Still something to do.
    pub fn open(self) -> bool {
        matches!(self, Self::Planned | Self::UnderWay | Self::NotNow)
    }
}

impl GoalState {
    /// Still wanted.
    pub fn open(self) -> bool {
        matches!(self, Self::Current | Self::Later)
    }
}
