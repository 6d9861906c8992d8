//! The form for who somebody is.

use super::{Check, Part};
use crate::inmates::register::model::{Area, Basis, Core, Identity, Sex};
use crate::inmates::register::rules::{self, Contradiction};
use crate::inmates::register::sheet::sheet;
use crate::inmates::register::words::choices;
use crate::reference::List;
use crate::web::Field;

sheet! {
    /// Who the person is.
    CoreSheet { identity, family_name, given_name, birth_date, birth_date_basis, sex, stated_gender, birth_country, interpreter_language, religion }
}

impl Part for CoreSheet {
    type Row = Core;
    const AREA: Area = Area::Person;
    const PATH: &'static str = "edit";
    const NAMES: bool = true;
    const ENDS: bool = false;

    fn of(row: &Core) -> Self {
        let text = |t: &Option<String>| t.clone().unwrap_or_default();
        Self {
            identity: row.identity.as_str().to_owned(),
            family_name: row.family_name.clone(),
            given_name: row.given_name.clone(),
            birth_date: row.birth_date.map(|d| d.to_string()).unwrap_or_default(),
            birth_date_basis: row.birth_date_basis.as_str().to_owned(),
            sex: row.sex.as_str().to_owned(),
            stated_gender: text(&row.stated_gender),
            birth_country: text(&row.birth_country),
            interpreter_language: text(&row.interpreter_language),
            religion: text(&row.religion),
        }
    }

    fn parse(&self, check: &mut Check<'_>) -> Option<Core> {
        let core = person(self, check)?;
        if core.family_name.is_empty() && core.given_name.is_empty() {
            // A working name was given at registration; it may be changed, not taken away.
            check.errors.add("given_name", check.words.t.msg_reg_nameless());
        }
        let hints = check.facts.numbers_say.clone();
        for hint in hints {
            check.compare_births(Some(hint), core.birth_date);
        }
        Some(core)
    }

    fn fields(&self, check: &Check<'_>) -> Vec<Field> {
        let mut fields = identity_fields(self, check);
        fields.extend(about_fields(self, check));
        fields
    }
}

/// Everything about a person that a new record and a changed one have in common.
pub(super) fn person(sheet: &CoreSheet, check: &mut Check<'_>) -> Option<Core> {
    let family_name = check.name("family_name", &sheet.family_name);
    let given_name = check.name("given_name", &sheet.given_name);
    let identity = check.one_of("identity", &sheet.identity, Identity::of);
    let birth_date = check.birth("birth_date", &sheet.birth_date);
    let basis = match sheet.birth_date_basis.trim() {
        "" if birth_date.is_none() && sheet.birth_date.trim().is_empty() => Some(Basis::Unknown),
        typed => check.one_of("birth_date_basis", typed, Basis::of),
    };
    let sex = check.one_of("sex", &sheet.sex, Sex::of);
    let stated_gender = Some(check.line("stated_gender", &sheet.stated_gender, 60)).filter(|s| !s.is_empty());
    let birth_country = check.code("birth_country", List::Country, &sheet.birth_country);
    let interpreter_language = check.code("interpreter_language", List::Language, &sheet.interpreter_language);
    let religion = check.code("religion", List::Faith, &sheet.religion);
    if let (Some(identity), Some(basis)) = (identity, basis) {
        let named = !family_name.is_empty() || !given_name.is_empty();
        // A date that could not be read has its own message already.
        let unread = birth_date.is_none() && !sheet.birth_date.trim().is_empty();
        match rules::identity(identity, named, birth_date, basis) {
            Err(Contradiction::BasisWithoutDate) if unread => {}
            Ok(()) => {}
            Err(fault) => told(check, fault),
        }
    }
    Some(Core {
        family_name,
        given_name,
        identity: identity?,
        birth_date,
        birth_date_basis: basis?,
        sex: sex?,
        stated_gender,
        birth_country,
        interpreter_language,
        religion,
    })
}

/// The message for what contradicts itself.
fn told(check: &mut Check<'_>, fault: Contradiction) {
    let t = check.words.t;
    match fault {
        Contradiction::Nameless => check.errors.add("given_name", t.msg_reg_nameless()),
        Contradiction::DateWithoutBasis => check.errors.add("birth_date_basis", t.msg_reg_date_without_basis()),
        Contradiction::BasisWithoutDate => check.errors.add("birth_date", t.msg_reg_basis_without_date()),
        Contradiction::UnknownButVerified => check.errors.add("birth_date_basis", t.msg_reg_unknown_but_verified()),
    }
}

/// Identity, names, birth, sex.
pub(super) fn identity_fields(sheet: &CoreSheet, check: &Check<'_>) -> Vec<Field> {
    let (w, t, e) = (&check.words, check.words.t, &check.errors);
    vec![
        Field::radio("identity", t.msg_reg_identity(), &sheet.identity, choices(Identity::ALL, Identity::as_str, |x| w.identity(x)))
            .hint(t.msg_reg_identity_hint())
            .required(t)
            .errors(e),
        Field::text("given_name", t.msg_reg_given_name(), &sheet.given_name).max(120).code().errors(e),
        Field::text("family_name", t.msg_reg_family_name(), &sheet.family_name).max(120).code().errors(e),
        Field::day("birth_date", t.msg_reg_birth_date(), &sheet.birth_date).errors(e),
        Field::select("birth_date_basis", t.msg_reg_birth_date_basis(), &sheet.birth_date_basis, choices(Basis::ALL, Basis::as_str, |x| w.basis(x)))
            .or_none(t.msg_reg_choose_one())
            .width("w-half")
            .errors(e),
        Field::radio("sex", t.msg_reg_sex(), &sheet.sex, choices(Sex::ALL, Sex::as_str, |x| w.sex(x))).required(t).errors(e),
        Field::text("stated_gender", t.msg_reg_stated_gender(), &sheet.stated_gender).hint(t.msg_reg_stated_gender_hint()).width("w-half").max(60).errors(e),
    ]
}

/// Country of birth, interpreter, faith.
pub(super) fn about_fields(sheet: &CoreSheet, check: &Check<'_>) -> Vec<Field> {
    let (w, t, e) = (&check.words, check.words.t, &check.errors);
    vec![
        Field::select("birth_country", t.msg_reg_birth_country(), &sheet.birth_country, w.offers(List::Country))
            .or_none(t.msg_reg_not_stated())
            .width("w-half")
            .errors(e),
        Field::select("interpreter_language", t.msg_reg_interpreter(), &sheet.interpreter_language, w.offers(List::Language))
            .or_none(t.msg_reg_interpreter_none())
            .hint(t.msg_reg_interpreter_hint())
            .width("w-half")
            .errors(e),
        Field::select("religion", t.msg_reg_religion(), &sheet.religion, w.offers(List::Faith))
            .or_none(t.msg_reg_not_stated())
            .hint(t.msg_reg_religion_hint())
            .width("w-half")
            .errors(e),
    ]
}
