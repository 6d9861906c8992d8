//! The forms for rows that a person may have several of.

use super::{Check, Facts, Part};
use crate::access::Class;
use crate::inmates::register::model::{
    Address, AddressKind, Alert, Area, Child, Citizenship, Contact, Level, Mark, MarkKind, NameKind, Number, NumberKind, OtherName, ProtectionCode, Severity,
    Tongue,
};
use crate::inmates::register::rules;
use crate::inmates::register::sheet::sheet;
use crate::inmates::register::words::{Words, choices};
use crate::reference::{Catalogue, List};
use crate::web::lang::Text;
use crate::web::{Choice, Field};

/// The longest remark.
const NOTE: usize = 400;
/// The longest reason for an alert.
const DETAIL: usize = 1000;

sheet! {
    /// Another name.
    NameSheet { kind, given_name, family_name }
}
sheet! {
    /// A number.
    NumberSheet { kind, value, country, verified }
}
sheet! {
    /// A citizenship.
    CitizenshipSheet { country }
}
sheet! {
    /// A language.
    TongueSheet { language, level }
}
sheet! {
    /// An address.
    AddressSheet { kind, street, postcode, town, municipality, country, protection_code }
}
sheet! {
    /// Somebody to call.
    ContactSheet { name, relationship, phone, next_of_kin, emergency, language, note }
}
sheet! {
    /// A child.
    ChildSheet { name, birth_date, carer, lives_with, contact_wanted }
}
sheet! {
    /// A mark on the body.
    MarkSheet { kind, body_part, description }
}
sheet! {
    /// An alert.
    AlertSheet { kind, severity, instruction, detail, from_day, to_day }
}

/// A ticked box.
fn yes(ticked: bool) -> String {
    if ticked { "yes".to_owned() } else { String::new() }
}

fn text(value: Option<&str>) -> String {
    value.unwrap_or_default().to_owned()
}

fn some(value: String) -> Option<String> {
    (!value.is_empty()).then_some(value)
}

impl Part for NameSheet {
    type Row = OtherName;
    const AREA: Area = Area::Name;
    const PATH: &'static str = "names";
    const NAMES: bool = true;

    fn of(row: &OtherName) -> Self {
        Self { kind: row.kind.as_str().to_owned(), given_name: row.given_name.clone(), family_name: row.family_name.clone() }
    }

    fn parse(&self, check: &mut Check<'_>) -> Option<OtherName> {
        let kind = check.one_of("kind", &self.kind, NameKind::of);
        let given_name = check.name("given_name", &self.given_name);
        let family_name = check.name("family_name", &self.family_name);
        if given_name.is_empty() && family_name.is_empty() {
            check.errors.add("given_name", check.words.t.msg_reg_name_missing());
        }
        Some(OtherName { kind: kind?, family_name, given_name })
    }

    fn fields(&self, check: &Check<'_>) -> Vec<Field> {
        let (w, t, e) = (&check.words, check.words.t, &check.errors);
        vec![
            Field::radio("kind", t.msg_reg_kind(), &self.kind, choices(NameKind::ALL, NameKind::as_str, |x| w.name_kind(x))).required(t).errors(e),
            Field::text("given_name", t.msg_reg_given_name(), &self.given_name).max(120).code().errors(e),
            Field::text("family_name", t.msg_reg_family_name(), &self.family_name).max(120).code().errors(e),
        ]
    }
}

impl Part for NumberSheet {
    type Row = Number;
    const AREA: Area = Area::Identifier;
    const PATH: &'static str = "numbers";

    fn of(row: &Number) -> Self {
        Self { kind: row.kind.as_str().to_owned(), value: row.value.clone(), country: text(row.country.as_deref()), verified: yes(row.verified) }
    }

    fn parse(&self, check: &mut Check<'_>) -> Option<Number> {
        let kind = check.one_of("kind", &self.kind, NumberKind::of);
        let country = check.code("country", List::Country, &self.country);
        let number = check.number("value", kind?, &self.value)?;
        check.compare_births(number.born, check.facts.born);
        Some(Number { kind: kind?, value: number.value, country, verified: self.verified == "yes" })
    }

    fn fields(&self, check: &Check<'_>) -> Vec<Field> {
        let (w, t, e) = (&check.words, check.words.t, &check.errors);
        vec![
            Field::select("kind", t.msg_reg_number_kind(), &self.kind, choices(NumberKind::ALL, NumberKind::as_str, |x| w.number_kind(x)))
                .or_none(t.msg_reg_choose_one())
                .width("w-half")
                .required(t)
                .errors(e),
            Field::text("value", t.msg_reg_number(), &self.value).max(60).code().width("w-half").required(t).errors(e),
            Field::select("country", t.msg_reg_issuing_country(), &self.country, w.offers(List::Country))
                .or_none(t.msg_reg_not_stated())
                .hint(t.msg_reg_issuing_country_hint())
                .width("w-half")
                .errors(e),
            Field::checkbox("verified", t.msg_reg_document_checked(), &self.verified).errors(e),
        ]
    }

    fn refused(constraint: &str, t: Text) -> Option<(&'static str, String)> {
        (constraint == "identifier_taken").then(|| ("value", t.msg_reg_number_taken()))
    }
}

impl Part for CitizenshipSheet {
    type Row = Citizenship;
    const AREA: Area = Area::Citizenship;
    const PATH: &'static str = "citizenships";

    fn of(row: &Citizenship) -> Self {
        Self { country: row.country.clone() }
    }

    fn parse(&self, check: &mut Check<'_>) -> Option<Citizenship> {
        check.required("country", self.country.trim(), check.words.t.msg_reg_choose());
        Some(Citizenship { country: check.code("country", List::Country, &self.country)? })
    }

    fn fields(&self, check: &Check<'_>) -> Vec<Field> {
        let (w, t, e) = (&check.words, check.words.t, &check.errors);
        vec![
            Field::select("country", t.msg_reg_country(), &self.country, w.offers(List::Country))
                .or_none(t.msg_reg_choose_one())
                .width("w-half")
                .required(t)
                .errors(e),
        ]
    }

    fn refused(constraint: &str, t: Text) -> Option<(&'static str, String)> {
        (constraint == "citizenship_taken").then(|| ("country", t.msg_reg_already_there()))
    }
}

impl Part for TongueSheet {
    type Row = Tongue;
    const AREA: Area = Area::Language;
    const PATH: &'static str = "languages";

    fn of(row: &Tongue) -> Self {
        Self { language: row.language.clone(), level: row.level.as_str().to_owned() }
    }

    fn parse(&self, check: &mut Check<'_>) -> Option<Tongue> {
        check.required("language", self.language.trim(), check.words.t.msg_reg_choose());
        let language = check.code("language", List::Language, &self.language);
        let level = check.one_of("level", &self.level, Level::of);
        Some(Tongue { language: language?, level: level? })
    }

    fn fields(&self, check: &Check<'_>) -> Vec<Field> {
        let (w, t, e) = (&check.words, check.words.t, &check.errors);
        vec![
            Field::select("language", t.msg_reg_language(), &self.language, w.offers(List::Language))
                .or_none(t.msg_reg_choose_one())
                .width("w-half")
                .required(t)
                .errors(e),
            Field::radio("level", t.msg_reg_level(), &self.level, choices(Level::ALL, Level::as_str, |x| w.level(x))).required(t).errors(e),
        ]
    }

    fn refused(constraint: &str, t: Text) -> Option<(&'static str, String)> {
        (constraint == "language_taken").then(|| ("language", t.msg_reg_already_there()))
    }
}

impl Part for AddressSheet {
    type Row = Address;
    const AREA: Area = Area::Address;
    const PATH: &'static str = "addresses";

    fn of(row: &Address) -> Self {
        Self {
            kind: row.kind.as_str().to_owned(),
            street: row.street.clone(),
            postcode: row.postcode.clone(),
            town: row.town.clone(),
            municipality: text(row.municipality.as_deref()),
            country: row.country.clone(),
            protection_code: text(row.protection_code.map(ProtectionCode::as_str)),
        }
    }

    fn parse(&self, check: &mut Check<'_>) -> Option<Address> {
        let t = check.words.t;
        let kind = check.one_of("kind", &self.kind, AddressKind::of);
        let street = check.line("street", &self.street, 160);
        let postcode = check.line("postcode", &self.postcode, 12);
        let town = check.line("town", &self.town, 80);
        let municipality = check.code("municipality", List::Municipality, &self.municipality);
        let country = check.code("country", List::Country, &self.country).unwrap_or_else(|| "NO".to_owned());
        let protection_code = if self.protection_code.is_empty() { None } else { check.one_of("protection_code", &self.protection_code, ProtectionCode::of) };
        if !rules::postcode(&country, &postcode) {
            check.errors.add("postcode", t.msg_reg_postcode_wrong());
        }
        if kind.is_some_and(|k| k != AddressKind::None) && street.is_empty() && town.is_empty() {
            check.errors.add("street", t.msg_reg_address_missing());
        }
        Some(Address { kind: kind?, street, postcode, town, municipality, country, protection_code })
    }

    fn fields(&self, check: &Check<'_>) -> Vec<Field> {
        let (w, t, e) = (&check.words, check.words.t, &check.errors);
        let country = if self.country.is_empty() { "NO" } else { self.country.as_str() };
        vec![
            Field::select("kind", t.msg_reg_kind(), &self.kind, choices(AddressKind::ALL, AddressKind::as_str, |x| w.address_kind(x)))
                .or_none(t.msg_reg_choose_one())
                .width("w-half")
                .required(t)
                .errors(e),
            Field::text("street", t.msg_reg_street(), &self.street).max(160).code().errors(e),
            Field::text("postcode", t.msg_reg_postcode(), &self.postcode).max(12).width("w-num").code().errors(e),
            Field::text("town", t.msg_reg_town(), &self.town).max(80).width("w-half").code().errors(e),
            Field::select("municipality", t.msg_reg_municipality(), &self.municipality, w.offers(List::Municipality))
                .or_none(t.msg_reg_not_stated())
                .width("w-half")
                .errors(e),
            Field::select("country", t.msg_reg_country(), country, w.offers(List::Country)).width("w-half").errors(e),
            Field::radio("protection_code", t.msg_reg_protection_code(), &self.protection_code, protections(w))
                .hint(t.msg_reg_protection_code_hint())
                .errors(e),
        ]
    }
}

fn protections(w: &Words<'_>) -> Vec<Choice> {
    let mut offered = vec![Choice::new("", w.t.msg_reg_protection_none())];
    offered.extend(choices(ProtectionCode::ALL, ProtectionCode::as_str, |x| w.protection(x)));
    offered
}

impl Part for ContactSheet {
    type Row = Contact;
    const AREA: Area = Area::Contact;
    const PATH: &'static str = "contacts";

    fn of(row: &Contact) -> Self {
        Self {
            name: row.name.clone(),
            relationship: row.relationship.clone(),
            phone: text(row.phone.as_deref()),
            next_of_kin: yes(row.next_of_kin),
            emergency: yes(row.emergency),
            language: text(row.language.as_deref()),
            note: text(row.note.as_deref()),
        }
    }

    fn parse(&self, check: &mut Check<'_>) -> Option<Contact> {
        let t = check.words.t;
        let name = check.line("name", &self.name, 160);
        if name.chars().count() < 2 {
            check.errors.add("name", t.msg_reg_name_missing());
        }
        check.required("relationship", self.relationship.trim(), t.msg_reg_choose());
        let relationship = check.code("relationship", List::Relationship, &self.relationship);
        if relationship.as_deref().is_some_and(|r| !rules::is_contact_group(group(&check.words, List::Relationship, r))) {
            check.errors.add("relationship", t.msg_reg_choose());
        }
        let typed = check.line("phone", &self.phone, 60);
        let phone = if typed.is_empty() { None } else { rules::phone(&typed) };
        let emergency = self.emergency == "yes";
        match (&phone, typed.is_empty()) {
            (None, false) => check.errors.add("phone", t.msg_reg_phone_wrong()),
            (None, true) if emergency => check.errors.add("phone", t.msg_reg_phone_missing()),
            _ => {}
        }
        let language = check.code("language", List::Language, &self.language);
        let note = some(check.text("note", &self.note, NOTE));
        Some(Contact { name, relationship: relationship?, phone, next_of_kin: self.next_of_kin == "yes", emergency, language, note })
    }

    fn fields(&self, check: &Check<'_>) -> Vec<Field> {
        let (w, t, e) = (&check.words, check.words.t, &check.errors);
        let related = w.offers(List::Relationship).into_iter().filter(|c| rules::is_contact_group(group(w, List::Relationship, &c.value))).collect();
        vec![
            Field::text("name", t.msg_reg_name(), &self.name).max(160).code().required(t).errors(e),
            Field::select("relationship", t.msg_reg_relationship(), &self.relationship, related)
                .or_none(t.msg_reg_choose_one())
                .width("w-half")
                .required(t)
                .errors(e),
            Field::text("phone", t.msg_reg_phone(), &self.phone).hint(t.msg_reg_phone_hint()).max(30).inputmode("tel").width("w-half").code().errors(e),
            Field::checkbox("next_of_kin", t.msg_reg_next_of_kin(), &self.next_of_kin).errors(e),
            Field::checkbox("emergency", t.msg_reg_emergency(), &self.emergency).errors(e),
            Field::select("language", t.msg_reg_language_spoken(), &self.language, w.offers(List::Language))
                .or_none(t.msg_reg_not_stated())
                .width("w-half")
                .errors(e),
            Field::area("note", t.msg_reg_note(), &self.note, 3).max(400).errors(e),
        ]
    }
}

impl Part for ChildSheet {
    type Row = Child;
    const AREA: Area = Area::Child;
    const PATH: &'static str = "children";

    fn of(row: &Child) -> Self {
        Self {
            name: row.name.clone(),
            birth_date: row.birth_date.map(|d| d.to_string()).unwrap_or_default(),
            carer: row.carer.clone(),
            lives_with: row.lives_with.clone(),
            contact_wanted: row.contact_wanted.map_or("", |w| if w { "yes" } else { "no" }).to_owned(),
        }
    }

    fn parse(&self, check: &mut Check<'_>) -> Option<Child> {
        let name = check.line("name", &self.name, 160);
        check.required("name", &name, check.words.t.msg_reg_name_missing());
        let birth_date = check.birth("birth_date", &self.birth_date);
        if let (Some(child), Some(parent)) = (birth_date, check.facts.born)
            && child <= parent
        {
            check.errors.add("birth_date", check.words.t.msg_reg_child_older());
        }
        let carer = check.line("carer", &self.carer, 160);
        let lives_with = check.line("lives_with", &self.lives_with, 160);
        let contact_wanted = match self.contact_wanted.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        Some(Child { name, birth_date, carer, lives_with, contact_wanted })
    }

    fn fields(&self, check: &Check<'_>) -> Vec<Field> {
        let (t, e) = (check.words.t, &check.errors);
        let wanted = vec![Choice::new("yes", t.msg_reg_yes()), Choice::new("no", t.msg_reg_no()), Choice::new("", t.msg_reg_not_asked())];
        vec![
            Field::text("name", t.msg_reg_name(), &self.name).max(160).code().required(t).errors(e),
            Field::day("birth_date", t.msg_reg_birth_date(), &self.birth_date).hint(t.msg_reg_child_birth_hint()).errors(e),
            Field::text("carer", t.msg_reg_carer(), &self.carer).hint(t.msg_reg_carer_hint()).max(160).errors(e),
            Field::text("lives_with", t.msg_reg_lives_with(), &self.lives_with).max(160).errors(e),
            Field::radio("contact_wanted", t.msg_reg_contact_wanted(), &self.contact_wanted, wanted).errors(e),
        ]
    }
}

impl Part for MarkSheet {
    type Row = Mark;
    const AREA: Area = Area::Mark;
    const PATH: &'static str = "marks";

    fn of(row: &Mark) -> Self {
        Self { kind: row.kind.as_str().to_owned(), body_part: row.body_part.clone(), description: row.description.clone() }
    }

    fn parse(&self, check: &mut Check<'_>) -> Option<Mark> {
        let kind = check.one_of("kind", &self.kind, MarkKind::of);
        let body_part = check.line("body_part", &self.body_part, 80);
        if body_part.chars().count() < 2 {
            check.errors.add("body_part", check.words.t.msg_reg_body_part_missing());
        }
        let description = check.text("description", &self.description, NOTE);
        Some(Mark { kind: kind?, body_part, description })
    }

    fn fields(&self, check: &Check<'_>) -> Vec<Field> {
        let (w, t, e) = (&check.words, check.words.t, &check.errors);
        vec![
            Field::radio("kind", t.msg_reg_kind(), &self.kind, choices(MarkKind::ALL, MarkKind::as_str, |x| w.mark_kind(x))).required(t).errors(e),
            Field::text("body_part", t.msg_reg_body_part(), &self.body_part).hint(t.msg_reg_body_part_hint()).max(80).width("w-half").required(t).errors(e),
            Field::area("description", t.msg_reg_description(), &self.description, 3).max(400).errors(e),
        ]
    }
}

/// The group of a code.
pub fn group<'a>(words: &Words<'a>, list: List, code: &str) -> &'a str {
    words.catalogue().get(list, code).map(|c| c.attribute("group")).unwrap_or_default()
}

/// The codes of the roles that set and end alerts of a type.
pub fn set_by<'a>(catalogue: &'a Catalogue, kind: &str) -> &'a str {
    catalogue.get(List::AlertType, kind).map(|c| c.attribute("set_by")).unwrap_or_default()
}

impl Part for AlertSheet {
    type Row = Alert;
    const AREA: Area = Area::Alert;
    const PATH: &'static str = "alerts";
    const CLASS: Class = Class::Alerts;
    const END_REASON: bool = true;

    fn of(row: &Alert) -> Self {
        Self {
            kind: row.kind.clone(),
            severity: row.severity.as_str().to_owned(),
            instruction: row.instruction.clone(),
            detail: row.detail.clone(),
            from_day: row.from_day.to_string(),
            to_day: row.to_day.map(|d| d.to_string()).unwrap_or_default(),
        }
    }

    fn parse(&self, check: &mut Check<'_>) -> Option<Alert> {
        let t = check.words.t;
        check.required("kind", self.kind.trim(), t.msg_reg_choose());
        let kind = check.code("kind", List::AlertType, &self.kind);
        let group = kind.as_deref().map(|k| group(&check.words, List::AlertType, k)).unwrap_or_default();
        if kind.as_deref().is_some_and(|k| !rules::may_set_alert(check.role, set_by(check.words.catalogue(), k), k)) {
            check.errors.add("kind", t.msg_reg_alert_not_yours());
        }
        let severity = check.one_of("severity", &self.severity, Severity::of);
        let instruction = check.text("instruction", &self.instruction, NOTE);
        check.required("instruction", &instruction, t.msg_reg_instruction_missing());
        let detail = check.text("detail", &self.detail, DETAIL);
        if !detail.is_empty() && detail != check.facts.detail && !rules::may_explain_alert(check.role, group, kind.as_deref().unwrap_or_default()) {
            check.errors.add("detail", t.msg_reg_detail_clinical());
        }
        if kind.as_deref().is_some_and(rules::is_danger_to_life) {
            check.required("detail", &detail, t.msg_reg_danger_reason());
        }
        let from_day = check.day("from_day", &self.from_day);
        if self.from_day.trim().is_empty() {
            check.errors.add("from_day", t.msg_reg_from_missing());
        }
        let to_day = check.day("to_day", &self.to_day);
        if let (Some(from), Some(to)) = (from_day, to_day)
            && to < from
        {
            check.errors.add("to_day", t.msg_reg_to_before_from());
        }
        Some(Alert { kind: kind?, severity: severity?, instruction, detail, from_day: from_day?, to_day })
    }

    fn fields(&self, check: &Check<'_>) -> Vec<Field> {
        let (w, t, e) = (&check.words, check.words.t, &check.errors);
        let offered = w.offers(List::AlertType).into_iter().filter(|c| rules::may_set_alert(check.role, set_by(w.catalogue(), &c.value), &c.value)).collect();
        let from = if self.from_day.is_empty() { check.today.to_string() } else { self.from_day.clone() };
        vec![
            Field::select("kind", t.msg_reg_kind(), &self.kind, offered).or_none(t.msg_reg_choose_one()).width("w-half").required(t).errors(e),
            Field::radio("severity", t.msg_reg_severity(), &self.severity, choices(Severity::ALL, Severity::as_str, |x| w.severity(x))).required(t).errors(e),
            Field::area("instruction", t.msg_reg_instruction(), &self.instruction, 3).hint(t.msg_reg_instruction_hint()).max(400).required(t).errors(e),
            Field::area("detail", t.msg_reg_detail(), &self.detail, 4).hint(t.msg_reg_detail_hint()).max(1000).errors(e),
            Field::day("from_day", t.msg_reg_from_day(), &from).required(t).errors(e),
            Field::day("to_day", t.msg_reg_to_day(), &self.to_day).hint(t.msg_reg_to_day_hint()).errors(e),
        ]
    }

    fn refused(constraint: &str, t: Text) -> Option<(&'static str, String)> {
        (constraint == "alert_ends_after_start").then(|| ("to_day", t.msg_reg_to_before_from()))
    }

    fn recall(row: &Alert, facts: &mut Facts) {
        facts.detail.clone_from(&row.detail);
    }

    fn changeable(row: &Alert, check: &Check<'_>) -> bool {
        rules::may_set_alert(check.role, set_by(check.words.catalogue(), &row.kind), &row.kind)
    }
}
