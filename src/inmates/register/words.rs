//! The register in words: labels of fields and values as a reader sees them. Forms, pages, history and the conflict page all say the
//! same thing because they all ask here.

use super::model::{AddressKind, Area, Basis, Identity, Level, MarkKind, NameKind, NumberKind, ProtectionCode, Severity, Sex};
use crate::law::national_id::Identifier;
use crate::reference::{Catalogue, List};
use crate::web::lang::Text;
use crate::web::{Choice, Fmt, Lang};

/// Words for one reader.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// The language.
    pub t: Text,
    /// Dates.
    pub fmt: Fmt,
    catalogue: &'a Catalogue,
    nb: bool,
}

impl<'a> Words<'a> {
    /// For a reader.
    pub fn new(t: Text, lang: Lang, fmt: Fmt, catalogue: &'a Catalogue) -> Self {
        Self { t, fmt, catalogue, nb: lang.is_nb() }
    }

    /// The code lists.
    pub fn catalogue(&self) -> &'a Catalogue {
        self.catalogue
    }

    /// A code of a list.
    pub fn code(&self, list: List, code: &str) -> String {
        self.catalogue.label(list, code, self.nb).to_owned()
    }

    /// What a form offers of a list.
    pub fn offers(&self, list: List) -> Vec<Choice> {
        self.catalogue.options(list, self.nb).into_iter().map(|(code, label)| Choice::new(code, label)).collect()
    }

    /// The name of an area.
    pub fn area(&self, area: &str) -> String {
        let t = self.t;
        match Area::of(area) {
            Some(Area::Person) => t.msg_reg_core(),
            Some(Area::Name) => t.msg_reg_names(),
            Some(Area::Identifier) => t.msg_reg_identifiers(),
            Some(Area::Citizenship) => t.msg_reg_citizenships(),
            Some(Area::Language) => t.msg_reg_languages(),
            Some(Area::Address) => t.msg_reg_addresses(),
            Some(Area::Contact) => t.msg_reg_contacts(),
            Some(Area::Child) => t.msg_reg_children(),
            Some(Area::Mark) => t.msg_reg_marks(),
            Some(Area::Alert) => t.msg_reg_alerts(),
            Some(Area::Photo) => t.msg_reg_photos(),
            None => area.to_owned(),
        }
    }

    /// The name of one row of an area.
    pub fn one(&self, area: &str) -> String {
        let t = self.t;
        match Area::of(area) {
            Some(Area::Person) => t.msg_reg_core(),
            Some(Area::Name) => t.msg_reg_one_name(),
            Some(Area::Identifier) => t.msg_reg_one_number(),
            Some(Area::Citizenship) => t.msg_reg_citizenship(),
            Some(Area::Language) => t.msg_reg_language(),
            Some(Area::Address) => t.msg_reg_one_address(),
            Some(Area::Contact) => t.msg_reg_one_contact(),
            Some(Area::Child) => t.msg_reg_one_child(),
            Some(Area::Mark) => t.msg_reg_one_mark(),
            Some(Area::Alert) => t.msg_reg_one_alert(),
            Some(Area::Photo) => t.msg_reg_one_photo(),
            None => area.to_owned(),
        }
    }

    /// The label of a field.
    pub fn label(&self, area: &str, field: &str) -> String {
        let t = self.t;
        match (area, field) {
            (_, "family_name") => t.msg_reg_family_name(),
            (_, "given_name") => t.msg_reg_given_name(),
            (_, "identity") => t.msg_reg_identity(),
            (_, "birth_date") => t.msg_reg_birth_date(),
            (_, "birth_date_basis") => t.msg_reg_birth_date_basis(),
            (_, "sex") => t.msg_reg_sex(),
            (_, "stated_gender") => t.msg_reg_stated_gender(),
            (_, "birth_country") => t.msg_reg_birth_country(),
            (_, "interpreter_language") => t.msg_reg_interpreter(),
            (_, "religion") => t.msg_reg_religion(),
            (_, "duplicates") => t.msg_reg_another_person(),
            ("identifier", "kind") => t.msg_reg_number_kind(),
            ("identifier", "value") => t.msg_reg_number(),
            ("identifier", "country") => t.msg_reg_issuing_country(),
            (_, "verified") => t.msg_reg_document_checked(),
            (_, "language") => t.msg_reg_language(),
            (_, "level") => t.msg_reg_level(),
            (_, "street") => t.msg_reg_street(),
            (_, "postcode") => t.msg_reg_postcode(),
            (_, "town") => t.msg_reg_town(),
            (_, "municipality") => t.msg_reg_municipality(),
            (_, "country") => t.msg_reg_country(),
            (_, "protection_code") => t.msg_reg_protection_code(),
            (_, "name") => t.msg_reg_name(),
            (_, "relationship") => t.msg_reg_relationship(),
            (_, "phone") => t.msg_reg_phone(),
            (_, "next_of_kin") => t.msg_reg_next_of_kin(),
            (_, "emergency") => t.msg_reg_emergency(),
            (_, "note") => t.msg_reg_note(),
            (_, "carer") => t.msg_reg_carer(),
            (_, "lives_with") => t.msg_reg_lives_with(),
            (_, "contact_wanted") => t.msg_reg_contact_wanted(),
            (_, "body_part") => t.msg_reg_body_part(),
            (_, "description") => t.msg_reg_description(),
            (_, "severity") => t.msg_reg_severity(),
            (_, "instruction") => t.msg_reg_instruction(),
            (_, "detail") => t.msg_reg_detail(),
            (_, "from_day") => t.msg_reg_from_day(),
            (_, "to_day") => t.msg_reg_to_day(),
            (_, "taken_on") => t.msg_reg_taken_on(),
            (_, "kind") => t.msg_reg_kind(),
            _ => field.to_owned(),
        }
    }

    /// A value as it is stored in history and forms, in words.
    pub fn value(&self, area: &str, field: &str, raw: &str) -> String {
        if raw.is_empty() {
            return String::new();
        }
        let known = match (area, field) {
            (_, "identity") => Identity::of(raw).map(|x| self.identity(x)),
            (_, "birth_date_basis") => Basis::of(raw).map(|x| self.basis(x)),
            (_, "sex") => Sex::of(raw).map(|x| self.sex(x)),
            (_, "birth_date" | "from_day" | "to_day" | "taken_on") => raw.parse().ok().map(|d| self.fmt.day(d)),
            (_, "birth_country" | "country") => Some(self.code(List::Country, raw)),
            (_, "interpreter_language" | "language") => Some(self.code(List::Language, raw)),
            (_, "religion") => Some(self.code(List::Faith, raw)),
            (_, "municipality") => Some(self.code(List::Municipality, raw)),
            (_, "relationship") => Some(self.code(List::Relationship, raw)),
            (_, "level") => Level::of(raw).map(|x| self.level(x)),
            (_, "protection_code") => ProtectionCode::of(raw).map(|x| self.protection(x)),
            (_, "severity") => Severity::of(raw).map(|x| self.severity(x)),
            (_, "verified" | "next_of_kin" | "emergency" | "contact_wanted") => Some(if raw == "yes" { self.t.msg_reg_yes() } else { self.t.msg_reg_no() }),
            ("name", "kind") => NameKind::of(raw).map(|x| self.name_kind(x)),
            ("identifier", "kind") => NumberKind::of(raw).map(|x| self.number_kind(x)),
            ("identifier", "value") => Some(spaced(raw)),
            ("address", "kind") => AddressKind::of(raw).map(|x| self.address_kind(x)),
            ("mark", "kind") => MarkKind::of(raw).map(|x| self.mark_kind(x)),
            ("alert", "kind") => Some(self.code(List::AlertType, raw)),
            _ => None,
        };
        known.unwrap_or_else(|| raw.to_owned())
    }

    /// How sure an identity is.
    pub fn identity(&self, identity: Identity) -> String {
        match identity {
            Identity::Verified => self.t.msg_reg_identity_verified(),
            Identity::Stated => self.t.msg_reg_identity_stated(),
            Identity::Unknown => self.t.msg_reg_identity_unknown(),
        }
    }

    /// Where a birth date comes from.
    pub fn basis(&self, basis: Basis) -> String {
        match basis {
            Basis::Verified => self.t.msg_reg_basis_verified(),
            Basis::Stated => self.t.msg_reg_basis_stated(),
            Basis::Estimated => self.t.msg_reg_basis_estimated(),
            Basis::Unknown => self.t.msg_reg_basis_unknown(),
        }
    }

    /// Sex.
    pub fn sex(&self, sex: Sex) -> String {
        match sex {
            Sex::Man => self.t.msg_reg_sex_man(),
            Sex::Woman => self.t.msg_reg_sex_woman(),
            Sex::Other => self.t.msg_reg_sex_other(),
        }
    }

    /// What another name is.
    pub fn name_kind(&self, kind: NameKind) -> String {
        match kind {
            NameKind::Alias => self.t.msg_reg_name_alias(),
            NameKind::Former => self.t.msg_reg_name_former(),
            NameKind::Nickname => self.t.msg_reg_name_nickname(),
            NameKind::Document => self.t.msg_reg_name_document(),
        }
    }

    /// Who issued a number.
    pub fn number_kind(&self, kind: NumberKind) -> String {
        match kind {
            NumberKind::National => self.t.msg_reg_number_national(),
            NumberKind::DNumber => self.t.msg_reg_number_d(),
            NumberKind::Duf => self.t.msg_reg_number_duf(),
            NumberKind::Passport => self.t.msg_reg_number_passport(),
            NumberKind::ForeignId => self.t.msg_reg_number_foreign(),
            NumberKind::Sis => self.t.msg_reg_number_sis(),
            NumberKind::Interpol => self.t.msg_reg_number_interpol(),
        }
    }

    /// How well a language is spoken.
    pub fn level(&self, level: Level) -> String {
        match level {
            Level::MotherTongue => self.t.msg_reg_level_mother_tongue(),
            Level::Good => self.t.msg_reg_level_good(),
            Level::Some => self.t.msg_reg_level_some(),
            Level::ReadsOnly => self.t.msg_reg_level_reads_only(),
        }
    }

    /// What an address is.
    pub fn address_kind(&self, kind: AddressKind) -> String {
        match kind {
            AddressKind::Residence => self.t.msg_reg_address_residence(),
            AddressKind::Postal => self.t.msg_reg_address_postal(),
            AddressKind::Temporary => self.t.msg_reg_address_temporary(),
            AddressKind::AfterRelease => self.t.msg_reg_address_after_release(),
            AddressKind::None => self.t.msg_reg_address_none(),
        }
    }

    /// How an address is protected.
    pub fn protection(&self, code: ProtectionCode) -> String {
        match code {
            ProtectionCode::StrictlyConfidential => self.t.msg_reg_protection_6(),
            ProtectionCode::Confidential => self.t.msg_reg_protection_7(),
        }
    }

    /// A mark on the body.
    pub fn mark_kind(&self, kind: MarkKind) -> String {
        match kind {
            MarkKind::Tattoo => self.t.msg_reg_mark_tattoo(),
            MarkKind::Scar => self.t.msg_reg_mark_scar(),
            MarkKind::Piercing => self.t.msg_reg_mark_piercing(),
            MarkKind::Prosthesis => self.t.msg_reg_mark_prosthesis(),
            MarkKind::Other => self.t.msg_reg_mark_other(),
        }
    }

    /// How grave an alert is.
    pub fn severity(&self, severity: Severity) -> String {
        match severity {
            Severity::High => self.t.msg_reg_severity_high(),
            Severity::Medium => self.t.msg_reg_severity_medium(),
            Severity::Low => self.t.msg_reg_severity_low(),
        }
    }
}

/// A number as people read it, when it is one of ours; any other as it is.
fn spaced(raw: &str) -> String {
    Identifier::parse(raw).map_or_else(|_| raw.to_owned(), |n| n.to_string())
}

/// Choices of a closed set.
pub fn choices<T: Copy>(all: &[T], word: impl Fn(T) -> &'static str, label: impl Fn(T) -> String) -> Vec<Choice> {
    all.iter().map(|x| Choice::new(word(*x), label(*x))).collect()
}
