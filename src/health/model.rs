//! Closed lists of the health service. Each word is also in a check of the database.

use crate::inmates::banner;
use crate::web::Choice;
use crate::web::lang::Text;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// Every one, in the order of forms.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word in the database.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// From the word; none for any other.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.as_str() == word)
            }
        }
    };
}

words! {
    /// What a note is about.
    NoteKind {
        /// The person was seen.
        Consultation = "consultation",
        /// The first conversation after admission.
        Screening = "screening",
        /// By telephone or video.
        Telephone = "telephone",
        /// What is to be done.
        Plan = "plan",
        /// Anything else.
        Other = "other",
    }
}

impl NoteKind {
    /// In words.
    pub fn label(self, t: Text) -> String {
        match self {
            Self::Consultation => t.msg_health_kind_consultation(),
            Self::Screening => t.msg_health_kind_screening(),
            Self::Telephone => t.msg_health_kind_telephone(),
            Self::Plan => t.msg_health_kind_plan(),
            Self::Other => t.msg_health_kind_other(),
        }
    }

    /// Its icon.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Consultation => "Stethoscope",
            Self::Screening => "ClipboardCheckmark",
            Self::Telephone => "Phone",
            Self::Plan => "Tasklist",
            Self::Other => "FileText",
        }
    }

    /// Every kind to choose from.
    pub fn choices(t: Text) -> Vec<Choice> {
        Self::ALL.iter().map(|k| Choice::new(k.as_str(), k.label(t))).collect()
    }
}

words! {
    /// What a shared notice is about: never a diagnosis.
    SharedKind {
        /// Allergy.
        Allergy = "allergy",
        /// Diet.
        Diet = "diet",
        /// Hearing or sight.
        HearingSight = "hearing_sight",
        /// Help to move, in an evacuation too.
        Mobility = "mobility",
        /// How often somebody must look in.
        ObservationLevel = "observation_level",
        /// What staff do against infection.
        InfectionPrecaution = "infection_precaution",
        /// Whether and how the person can work.
        FitForWork = "fit_for_work",
        /// Bed and cell.
        Bunk = "bunk",
        /// What to do when it is urgent.
        Emergency = "emergency",
        /// Health is asked before isolation.
        NotIsolated = "not_isolated",
    }
}

impl SharedKind {
    /// In words.
    pub fn label(self, t: Text) -> String {
        banner::shared_kind(t, self.as_str())
    }

    /// Every kind to choose from.
    pub fn choices(t: Text) -> Vec<Choice> {
        Self::ALL.iter().map(|k| Choice::new(k.as_str(), k.label(t))).collect()
    }
}

words! {
    /// Why something may be told past the duty of secrecy.
    Basis {
        /// Helsepersonelloven § 22.
        Consent = "consent",
        /// Straffegjennomføringsloven § 7 a c.
        Necessity = "necessity_7a",
        /// Helsepersonelloven § 23 no. 4.
        WeightyInterests = "weighty_23_4",
        /// Helsepersonelloven § 31.
        Alert = "alert_31",
    }
}

impl Basis {
    /// In words, with its paragraph.
    pub fn label(self, t: Text) -> String {
        match self {
            Self::Consent => t.msg_shared_basis_consent(),
            Self::Necessity => t.msg_shared_basis_necessity(),
            Self::WeightyInterests => t.msg_shared_basis_weighty(),
            Self::Alert => t.msg_shared_basis_alert(),
        }
    }

    /// Every basis to choose from.
    pub fn choices(t: Text) -> Vec<Choice> {
        Self::ALL.iter().map(|b| Choice::new(b.as_str(), b.label(t))).collect()
    }
}
