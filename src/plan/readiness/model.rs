//! The closed sets of readiness.

use crate::plan::model::Who;
use crate::platform::words::words;

words! {
    /// What somebody leaves with.
    Item {
        /// Somewhere to live.
        Housing = "housing",
        /// Something to live on.
        Income = "income",
        /// Work or school.
        Occupation = "occupation",
        /// Identity papers.
        IdPapers = "id_papers",
        /// A bank account.
        Bank = "bank",
        /// A tax card.
        TaxCard = "tax_card",
        /// A doctor.
        Doctor = "doctor",
        /// Care that goes on: health's own answer.
        Treatment = "treatment",
        /// A plan for debt.
        DebtPlan = "debt_plan",
        /// Family that knows.
        Family = "family",
        /// Clothes for the season.
        Clothing = "clothing",
        /// The way home.
        Travel = "travel",
    }

    /// How a point stands.
    Standing {
        /// Nothing is done; of treatment: health has not answered.
        Open = "open",
        /// Somebody is at it.
        UnderWay = "under_way",
        /// Done; of treatment: yes.
        Done = "done",
        /// Not needed, and why.
        NotNeeded = "not_needed",
        /// Of treatment: no.
        No = "no",
    }
}

impl Item {
    /// Whose it is until somebody says otherwise.
    pub fn usually(self) -> Who {
        match self {
            Self::Housing | Self::DebtPlan => Who::Municipality,
            Self::Income => Who::Nav,
            Self::Occupation => Who::Coordinator,
            Self::IdPapers | Self::Doctor => Who::CaseManager,
            Self::Bank | Self::TaxCard => Who::Inmate,
            Self::Treatment => Who::Health,
            Self::Family | Self::Clothing | Self::Travel => Who::ContactOfficer,
        }
    }

    /// Those that are written by whoever prepares the release.
    pub fn is_healths(self) -> bool {
        self == Self::Treatment
    }
}

impl Standing {
    /// What a point can be set to; a yes or no of treatment is health's.
    pub const SET: [Self; 4] = [Self::Open, Self::UnderWay, Self::Done, Self::NotNeeded];

    /// Something is still to be done.
    pub fn missing(self) -> bool {
        matches!(self, Self::Open | Self::UnderWay | Self::No)
    }

    /// It takes words: what shows it, or why not.
    pub fn asks_for_words(self) -> bool {
        matches!(self, Self::Done | Self::NotNeeded)
    }
}
