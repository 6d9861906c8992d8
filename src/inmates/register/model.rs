//! What the register holds about a person. Closed sets are enums here and checks in the database; everything else is text and days.

use crate::platform::words::words;
use chrono::NaiveDate;

words! {
    /// A part of the record, as the history names it.
    Area {
        /// Who the person is.
        Person = "person",
        /// Other names.
        Name = "name",
        /// Numbers.
        Identifier = "identifier",
        /// Citizenships.
        Citizenship = "citizenship",
        /// Languages.
        Language = "language",
        /// Addresses.
        Address = "address",
        /// Next of kin and emergency contacts.
        Contact = "contact",
        /// Children.
        Child = "child",
        /// Marks on the body.
        Mark = "mark",
        /// Alerts.
        Alert = "alert",
        /// Photographs.
        Photo = "photo",
    }
    /// How sure the identity is.
    Identity {
        /// By a document that was checked.
        Verified = "verified",
        /// As the person says.
        Stated = "stated",
        /// Not known at all: the name is a working name.
        Unknown = "unknown",
    }
    /// Where a birth date comes from.
    Basis {
        /// A document that was checked.
        Verified = "verified",
        /// The person says so.
        Stated = "stated",
        /// Somebody's estimate.
        Estimated = "estimated",
        /// There is none.
        Unknown = "unknown",
    }
    /// Sex, as placement law asks for it.
    Sex {
        /// Man.
        Man = "M",
        /// Woman.
        Woman = "F",
        /// Neither, or not settled.
        Other = "X",
    }
    /// What another name is.
    NameKind {
        /// Used instead of the real one.
        Alias = "alias",
        /// Had before.
        Former = "former",
        /// Called so.
        Nickname = "nickname",
        /// As a document spells it.
        Document = "document",
    }
    /// Who issued a number.
    NumberKind {
        /// Fødselsnummer.
        National = "national",
        /// D-number.
        DNumber = "d_number",
        /// The immigration authorities.
        Duf = "duf",
        /// A passport.
        Passport = "passport",
        /// Another state's identity number.
        ForeignId = "foreign_id",
        /// Schengen Information System.
        Sis = "sis",
        /// Interpol.
        Interpol = "interpol",
    }
    /// How well a language is spoken.
    Level {
        /// Mother tongue.
        MotherTongue = "mother_tongue",
        /// Well enough for a serious talk.
        Good = "good",
        /// Everyday words.
        Some = "some",
        /// Reads but does not speak.
        ReadsOnly = "reads_only",
    }
    /// What an address is.
    AddressKind {
        /// Registered residence.
        Residence = "residence",
        /// For mail.
        Postal = "postal",
        /// For now.
        Temporary = "temporary",
        /// Where the person will live.
        AfterRelease = "after_release",
        /// No fixed abode.
        None = "none",
    }
    /// Protection of an address by the national register.
    ProtectionCode {
        /// Code 6, strictly confidential.
        StrictlyConfidential = "6",
        /// Code 7, confidential.
        Confidential = "7",
    }
    /// A mark on the body.
    MarkKind {
        /// Tattoo.
        Tattoo = "tattoo",
        /// Scar.
        Scar = "scar",
        /// Piercing.
        Piercing = "piercing",
        /// Prosthesis.
        Prosthesis = "prosthesis",
        /// Another.
        Other = "other",
    }
    /// How grave an alert is.
    Severity {
        /// Danger to life or escape.
        High = "high",
        /// Care.
        Medium = "medium",
        /// To know.
        Low = "low",
    }
}

/// Who the person is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Core {
    /// Family name; a working name when the identity is unknown.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// How sure that is.
    pub identity: Identity,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// Where it comes from.
    pub birth_date_basis: Basis,
    /// Sex.
    pub sex: Sex,
    /// The gender the person states, in their own words.
    pub stated_gender: Option<String>,
    /// Country of birth.
    pub birth_country: Option<String>,
    /// The language an interpreter is needed for.
    pub interpreter_language: Option<String>,
    /// Faith or life stance, when the person wished it recorded.
    pub religion: Option<String>,
}

/// Another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherName {
    /// What it is.
    pub kind: NameKind,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
}

/// A number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Whose.
    pub kind: NumberKind,
    /// The number, without spaces.
    pub value: String,
    /// The issuing country, where there is more than one.
    pub country: Option<String>,
    /// Whether the document was checked.
    pub verified: bool,
}

/// A citizenship.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citizenship {
    /// The country, `XX` for none, `ZZ` for not known.
    pub country: String,
}

/// A language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tongue {
    /// Which.
    pub language: String,
    /// How well.
    pub level: Level,
}

/// An address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// What it is.
    pub kind: AddressKind,
    /// Street and number.
    pub street: String,
    /// Postcode.
    pub postcode: String,
    /// Town.
    pub town: String,
    /// Norwegian municipality.
    pub municipality: Option<String>,
    /// Country.
    pub country: String,
    /// Protected by the national register.
    pub protection_code: Option<ProtectionCode>,
}

/// Somebody to call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Name.
    pub name: String,
    /// How related.
    pub relationship: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Next of kin.
    pub next_of_kin: bool,
    /// To be called in an emergency.
    pub emergency: bool,
    /// The language to speak.
    pub language: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

/// A child of the person. Who has care of the child (Mandela rule 7 f).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Child {
    /// Name.
    pub name: String,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// Who has care.
    pub carer: String,
    /// Where the child is.
    pub lives_with: String,
    /// Whether contact is wished for; none: not asked.
    pub contact_wanted: Option<bool>,
}

/// A mark on the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What.
    pub kind: MarkKind,
    /// Where.
    pub body_part: String,
    /// How it looks.
    pub description: String,
}

/// What staff must know and do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// A code of the list `alert_type`.
    pub kind: String,
    /// How grave.
    pub severity: Severity,
    /// What to do, for everybody.
    pub instruction: String,
    /// Why, for those who read alerts whole.
    pub detail: String,
    /// From.
    pub from_day: NaiveDate,
    /// To, when it is known.
    pub to_day: Option<NaiveDate>,
}
