//! The form that brings somebody into the register.

use serde::Deserialize;

use super::core::{about_fields, identity_fields, person};
use super::{Check, CoreSheet};
use crate::inmates::register::model::{Core, Identity, NameKind, Number, NumberKind, OtherName};
use crate::inmates::register::rules::{Described, Spelt};
use crate::inmates::register::words::choices;
use crate::platform::id::PrisonId;
use crate::reference::List;
use crate::web::{Choice, Field};

/// The kinds of number asked for at the desk; the rest can be added afterwards.
const ASKED: &[NumberKind] = &[NumberKind::National, NumberKind::DNumber, NumberKind::Duf];

/// What is typed at the desk.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct NewSheet {
    /// Who.
    #[serde(flatten)]
    pub core: CoreSheet,
    /// The rest.
    #[serde(flatten)]
    pub more: NewRest,
}

/// What is asked besides who somebody is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewRest {
    /// Another name: given names.
    pub alias_given_name: String,
    /// Another name: family name.
    pub alias_family_name: String,
    /// Which number, or `none`.
    pub number_kind: String,
    /// The number.
    pub number: String,
    /// Why there is none.
    pub no_number_reason: String,
    /// Citizenship.
    pub citizenship: String,
    /// A second one.
    pub citizenship_2: String,
    /// Where, when the role is held at several prisons.
    pub prison: String,
    /// Warnings were read.
    pub confirmed: String,
    /// None of the people shown is this person.
    pub another_person: String,
    /// Why.
    pub another_reason: String,
    /// The people shown.
    pub seen: String,
}

/// Somebody to be registered.
#[derive(Clone, Debug)]
pub struct Registration {
    /// Who.
    pub core: Core,
    /// Another name.
    pub alias: Option<OtherName>,
    /// A number, or why there is none.
    pub number: Result<Number, String>,
    /// Citizenships.
    pub citizenships: Vec<String>,
    /// Where.
    pub prison: PrisonId,
}

impl Registration {
    /// To be compared with everybody in the register.
    pub fn described(&self) -> Described {
        let alias = self.alias.iter().map(|a| Spelt::of(&a.family_name, &a.given_name)).collect();
        Described { name: Spelt::of(&self.core.family_name, &self.core.given_name), others: alias, birth_date: self.core.birth_date }
    }
}

impl NewSheet {
    /// An empty form. Most people are Norwegian, state who they are, and have a number.
    pub fn empty() -> Self {
        let core = CoreSheet { identity: Identity::Stated.as_str().to_owned(), ..CoreSheet::default() };
        Self { core, more: NewRest::default() }
    }

    /// The registration, or the messages left in `check`.
    pub fn parse(&self, check: &mut Check<'_>, prisons: &[PrisonId]) -> Option<Registration> {
        let core = person(&self.core, check);
        let more = &self.more;
        let alias_given = check.name("alias_given_name", &more.alias_given_name);
        let alias_family = check.name("alias_family_name", &more.alias_family_name);
        let alias = (!alias_given.is_empty() || !alias_family.is_empty()).then_some(OtherName {
            kind: NameKind::Alias,
            family_name: alias_family,
            given_name: alias_given,
        });
        let number = self.number(check, core.as_ref());
        let mut citizenships = Vec::new();
        for (field, typed) in [("citizenship", &more.citizenship), ("citizenship_2", &more.citizenship_2)] {
            if let Some(country) = check.code(field, List::Country, typed)
                && !citizenships.contains(&country)
            {
                citizenships.push(country);
            }
        }
        Some(Registration { core: core?, alias, number: number?, citizenships, prison: self.prison(check, prisons)? })
    }

    fn number(&self, check: &mut Check<'_>, core: Option<&Core>) -> Option<Result<Number, String>> {
        let more = &self.more;
        if more.number_kind == "none" {
            let reason = check.line("no_number_reason", &more.no_number_reason, 200);
            if reason.chars().count() < 3 {
                check.errors.add("no_number_reason", check.words.t.msg_reg_no_number_reason_missing());
            }
            if !more.number.trim().is_empty() {
                check.errors.add("number", check.words.t.msg_reg_number_and_none());
            }
            return Some(Err(reason));
        }
        let kind = check.one_of("number_kind", &more.number_kind, |w| NumberKind::of(w).filter(|k| ASKED.contains(k)))?;
        let number = check.number("number", kind, &more.number)?;
        check.compare_births(number.born, core.and_then(|c| c.birth_date));
        let verified = core.is_some_and(|c| c.identity == Identity::Verified);
        Some(Ok(Number { kind, value: number.value, country: None, verified }))
    }

    fn prison(&self, check: &mut Check<'_>, prisons: &[PrisonId]) -> Option<PrisonId> {
        match prisons {
            [only] => Some(*only),
            several => check.one_of("prison", &self.more.prison, |typed| typed.parse().ok().filter(|p| several.contains(p))),
        }
    }

    /// The form's parts: a heading and fields each.
    pub fn parts(&self, check: &Check<'_>, prisons: Vec<Choice>) -> Vec<(String, Vec<Field>)> {
        let (w, t, e, more) = (&check.words, check.words.t, &check.errors, &self.more);
        let mut number_kinds = choices(ASKED, NumberKind::as_str, |x| w.number_kind(x));
        number_kinds.push(Choice::new("none", t.msg_reg_number_none()));
        let countries = || w.offers(List::Country);
        let other_name = vec![
            Field::text("alias_given_name", t.msg_reg_alias_given_name(), &more.alias_given_name).max(120).code().errors(e),
            Field::text("alias_family_name", t.msg_reg_alias_family_name(), &more.alias_family_name).max(120).code().errors(e),
        ];
        let number = vec![
            Field::radio("number_kind", t.msg_reg_number_kind(), &more.number_kind, number_kinds).required(t).errors(e),
            Field::text("number", t.msg_reg_number(), &more.number).max(30).width("w-half").inputmode("numeric").code().errors(e),
            Field::text("no_number_reason", t.msg_reg_no_number_reason(), &more.no_number_reason).hint(t.msg_reg_no_number_reason_hint()).max(200).errors(e),
        ];
        let mut about = vec![
            Field::select("citizenship", t.msg_reg_citizenship(), &more.citizenship, countries()).or_none(t.msg_reg_not_stated()).width("w-half").errors(e),
            Field::select("citizenship_2", t.msg_reg_citizenship_2(), &more.citizenship_2, countries()).or_none(t.msg_reg_none()).width("w-half").errors(e),
        ];
        about.extend(about_fields(&self.core, check));
        let mut parts = vec![
            (t.msg_reg_part_who(), identity_fields(&self.core, check)),
            (t.msg_reg_part_other_name(), other_name),
            (t.msg_reg_part_number(), number),
            (t.msg_reg_part_about(), about),
        ];
        if prisons.len() > 1 {
            parts.push((
                t.msg_reg_part_where(),
                vec![Field::select("prison", t.msg_reg_prison(), &more.prison, prisons).or_none(t.msg_reg_choose_one()).required(t).errors(e)],
            ));
        }
        parts
    }
}
