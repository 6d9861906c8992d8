//! What holds for the register. Pure: no clock, no database, no words.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::model::{Basis, Identity, NumberKind};
use crate::access::Role;
use crate::inmates::fold;
use crate::law::calendar;
use crate::law::national_id::{DNumber, DufNumber, IdentifierError, NationalId};

/// Nobody in custody is older.
const OLDEST: u32 = 120;

/// Why a day cannot be a birth date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BirthFault {
    /// It has not come yet.
    Future,
    /// More than 120 years ago.
    TooOld,
}

/// Whether somebody can have been born that day.
pub fn birth(day: NaiveDate, today: NaiveDate) -> Result<(), BirthFault> {
    match calendar::age_on(day, today) {
        None => Err(BirthFault::Future),
        Some(age) if age > OLDEST => Err(BirthFault::TooOld),
        Some(_) => Ok(()),
    }
}

/// What about an identity contradicts itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// A date, and the basis says there is none.
    DateWithoutBasis,
    /// A basis, and no date.
    BasisWithoutDate,
    /// Nobody knows who it is, but the birth date is verified.
    UnknownButVerified,
    /// Verified or stated, and no name at all.
    Nameless,
}

/// Whether what is recorded about an identity fits together.
pub fn identity(identity: Identity, named: bool, birth_date: Option<NaiveDate>, basis: Basis) -> Result<(), Contradiction> {
    match (birth_date, basis) {
        (Some(_), Basis::Unknown) => return Err(Contradiction::DateWithoutBasis),
        (None, Basis::Verified | Basis::Stated | Basis::Estimated) => return Err(Contradiction::BasisWithoutDate),
        _ => {}
    }
    match identity {
        Identity::Unknown if basis == Basis::Verified => Err(Contradiction::UnknownButVerified),
        Identity::Verified | Identity::Stated if !named => Err(Contradiction::Nameless),
        _ => Ok(()),
    }
}

/// A number that passed its own test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedNumber {
    /// As it is stored.
    pub value: String,
    /// The birth date it speaks of: to compare, never to rely on.
    pub born: Option<NaiveDate>,
    /// A test number that no living person has.
    pub synthetic: bool,
}

/// Why a number was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// A national, D- or DUF number with this mistake.
    Form(IdentifierError),
    /// Other numbers: 2 to 40 letters, digits and `/ - . `.
    Other,
}

/// Checks a number of a kind, and writes it the way it is stored.
pub fn number(kind: NumberKind, typed: &str) -> Result<CheckedNumber, NumberFault> {
    let plain = |value: &str| CheckedNumber { value: value.to_owned(), born: None, synthetic: false };
    match kind {
        NumberKind::National => {
            let n = NationalId::parse(typed).map_err(NumberFault::Form)?;
            Ok(CheckedNumber { value: n.as_str().to_owned(), born: n.birth_date_hint(), synthetic: n.is_synthetic() })
        }
        NumberKind::DNumber => {
            let n = DNumber::parse(typed).map_err(NumberFault::Form)?;
            Ok(CheckedNumber { value: n.as_str().to_owned(), born: n.birth_date_hint(), synthetic: n.is_synthetic() })
        }
        NumberKind::Duf => DufNumber::parse(typed).map(|n| plain(n.as_str())).map_err(NumberFault::Form),
        NumberKind::Passport | NumberKind::ForeignId | NumberKind::Sis | NumberKind::Interpol => {
            let value = typed.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase();
            let fits = (2..=40).contains(&value.chars().count()) && value.chars().all(|c| c.is_alphanumeric() || " /-.".contains(c));
            if fits { Ok(plain(&value)) } else { Err(NumberFault::Other) }
        }
    }
}

/// A telephone number as people write it: digits with `+`, spaces, hyphens, brackets. None: no telephone number.
pub fn phone(typed: &str) -> Option<String> {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let fits = (3..=18).contains(&digits)
        && text.chars().count() <= 30
        && text.chars().enumerate().all(|(i, c)| c.is_ascii_digit() || " -()./".contains(c) || (c == '+' && i == 0));
    fits.then_some(text)
}

/// A postcode: four digits in Norway, anything short elsewhere.
pub fn postcode(country: &str, typed: &str) -> bool {
    if country == "NO" { typed.is_empty() || (typed.len() == 4 && typed.bytes().all(|b| b.is_ascii_digit())) } else { typed.chars().count() <= 12 }
}

/// A name to compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelt {
    terms: BTreeSet<String>,
    sounds: BTreeSet<String>,
}

impl Spelt {
    /// Of a family name and given names.
    pub fn of(family: &str, given: &str) -> Self {
        let pairs = fold::pairs(&format!("{family} {given}"));
        Self {
            terms: pairs.iter().map(|(term, _)| term.clone()).collect(),
            sounds: pairs.into_iter().map(|(_, sound)| sound).filter(|s| !s.is_empty()).collect(),
        }
    }

    /// The folded parts.
    pub fn terms(&self) -> Vec<String> {
        self.terms.iter().cloned().collect()
    }

    /// The sounds of the parts.
    pub fn sounds(&self) -> Vec<String> {
        self.sounds.iter().cloned().collect()
    }

    fn same(&self, other: &Self) -> bool {
        !self.terms.is_empty() && self.terms == other.terms
    }

    fn sounds_like(&self, other: &Self) -> bool {
        self.sounds.intersection(&other.sounds).next().is_some()
    }
}

/// Somebody as typed at the desk, or as already in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    /// The name.
    pub name: Spelt,
    /// Other names.
    pub others: Vec<Spelt>,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
}

/// Why two records may be one person, the strongest reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same number.
    SameNumber,
    /// The same name and birth date.
    SameNameAndBirth,
    /// The same birth date and a name that sounds alike.
    SameBirthSoundsAlike,
    /// One is known by the other's name.
    KnownByThatName,
    /// The same name, and one birth date is not known.
    SameNameBirthUnknown,
}

/// Whether two may be one person. A likeness is a question to a human, never an answer.
pub fn likeness(new: &Described, known: &Described, same_number: bool) -> Option<Likeness> {
    let born_alike = new.birth_date.is_some() && new.birth_date == known.birth_date;
    let other_names =
        || known.others.iter().any(|o| o.same(&new.name) || new.others.iter().any(|n| n.same(o))) || new.others.iter().any(|n| n.same(&known.name));
    let sounds_alike =
        || new.name.sounds_like(&known.name) || known.others.iter().any(|o| o.sounds_like(&new.name)) || new.others.iter().any(|n| n.sounds_like(&known.name));
    if same_number {
        Some(Likeness::SameNumber)
    } else if born_alike && new.name.same(&known.name) {
        Some(Likeness::SameNameAndBirth)
    } else if born_alike && sounds_alike() {
        Some(Likeness::SameBirthSoundsAlike)
    } else if other_names() {
        Some(Likeness::KnownByThatName)
    } else if new.name.same(&known.name) && (new.birth_date.is_none() || known.birth_date.is_none()) {
        Some(Likeness::SameNameBirthUnknown)
    } else {
        None
    }
}

/// Kinds of contact person that stand on no inmate's page: victims are warned through a grant and a menu of their own.
pub fn is_contact_group(group: &str) -> bool {
    group != "barred"
}

/// Whether a role may set, change and end alerts of a kind. `group` is the attribute of the list `alert_type`.
///
/// Whether a role sets and ends alerts of a type: `set_by` of the list `alert_type` names the roles. Health alerts are health's to set; the
/// duty officer and the governor may say "see health", and at once that a life is in danger: what is seen at night must not wait for a nurse.
/// Nobody marks here that a victim is to be warned: that is on no inmate page, and no list of it makes it so.
pub fn may_set_alert(role: Role, set_by: &str, kind: &str) -> bool {
    kind != "VICTIM_NOTIFY" && set_by.split_whitespace().any(|code| code == role.code())
}

/// That a life may be in danger: said by whoever sees it, with what was seen, and health is told at once.
pub fn is_danger_to_life(kind: &str) -> bool {
    matches!(kind, "SUICIDE" | "SELFHARM")
}

/// Whether a role may write why a health alert was given. The reason behind a health alert is clinical and belongs on the other side of
/// the wall; custody says what to do and no more, but for what it has itself seen of danger to a life.
pub fn may_explain_alert(role: Role, group: &str, kind: &str) -> bool {
    group != "health" || is_danger_to_life(kind) || matches!(role, Role::Nurse | Role::Doctor | Role::Psychologist)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn birth_dates() {
        let today = day("2026-11-22");
        let cases = [
            ("2026-11-22", Ok(())),
            ("2026-11-23", Err(BirthFault::Future)),
            ("1906-11-22", Ok(())),
            ("1905-11-22", Err(BirthFault::TooOld)),
            ("1988-02-29", Ok(())),
        ];
        for (born, expected) in cases {
            assert_eq!(birth(day(born), today), expected, "{born}");
        }
    }

    #[test]
    fn identities_that_hold_together() {
        use Contradiction as C;
        let born = Some(day("1988-03-14"));
        let cases = [
            ("verified, whole", Identity::Verified, true, born, Basis::Verified, Ok(())),
            ("stated, no date", Identity::Stated, true, None, Basis::Unknown, Ok(())),
            ("unknown, no name", Identity::Unknown, false, None, Basis::Unknown, Ok(())),
            ("unknown, estimated age", Identity::Unknown, false, born, Basis::Estimated, Ok(())),
            ("unknown, verified date", Identity::Unknown, false, born, Basis::Verified, Err(C::UnknownButVerified)),
            ("stated, no name", Identity::Stated, false, born, Basis::Stated, Err(C::Nameless)),
            ("date, basis unknown", Identity::Stated, true, born, Basis::Unknown, Err(C::DateWithoutBasis)),
            ("no date, basis stated", Identity::Stated, true, None, Basis::Stated, Err(C::BasisWithoutDate)),
        ];
        for (case, who, named, born, basis, expected) in cases {
            assert_eq!(identity(who, named, born, basis), expected, "{case}");
        }
    }

    #[test]
    fn numbers_of_every_kind() {
        let national = crate::law::national_id::synthetic(day("1988-03-14"), 7, false).unwrap();
        let checked = number(NumberKind::National, &national.to_string()).unwrap();
        assert_eq!((checked.value.as_str(), checked.born, checked.synthetic), (national.as_str(), Some(day("1988-03-14")), true));
        assert_eq!(number(NumberKind::DNumber, national.as_str()), Err(NumberFault::Form(IdentifierError::IsNotDNumber)));
        assert_eq!(number(NumberKind::Passport, " ab 12-3 ").map(|n| n.value), Ok("AB 12-3".to_owned()));
        for bad in ["", "x", "<script>", "a\nb;", &"9".repeat(41)] {
            assert_eq!(number(NumberKind::Passport, bad), Err(NumberFault::Other), "{bad}");
        }
    }

    #[test]
    fn telephone_numbers_are_taken_loosely() {
        for (typed, stored) in [
            ("22 86 41 00", "22 86 41 00"),
            (" +47  90012345 ", "+47 90012345"),
            ("0047-90012345", "0047-90012345"),
            ("(0)20 7946 0000", "(0)20 7946 0000"),
            ("113", "113"),
        ] {
            assert_eq!(phone(typed).as_deref(), Some(stored), "{typed}");
        }
        for bad in ["", "12", "ring meg", "90012345; drop table", "1+2+3", &"1".repeat(19)] {
            assert_eq!(phone(bad), None, "{bad}");
        }
    }

    #[test]
    fn postcodes() {
        for (country, code, fits) in
            [("NO", "0150", true), ("NO", "", true), ("NO", "150", false), ("NO", "01 50", false), ("SE", "111 22", true), ("GB", "SW1A 2AA", true)]
        {
            assert_eq!(postcode(country, code), fits, "{country} {code}");
        }
    }

    fn known(family: &str, given: &str, aliases: &[(&str, &str)], born: Option<&str>) -> Described {
        Described { name: Spelt::of(family, given), others: aliases.iter().map(|(f, g)| Spelt::of(f, g)).collect(), birth_date: born.map(day) }
    }

    #[test]
    fn who_may_be_the_same_person() {
        use Likeness as L;
        let born = Some("1988-03-14");
        let per = known("Hansen", "Per", &[], born);
        let cases = [
            ("same number, all else different", per.clone(), known("Ali", "Omar", &[], None), true, Some(L::SameNumber)),
            ("name in another order and spelling", known("HANSEN", "Pér", &[], born), per.clone(), false, Some(L::SameNameAndBirth)),
            ("sounds alike, born alike", known("Hannsen", "Peer", &[], born), per.clone(), false, Some(L::SameBirthSoundsAlike)),
            ("same name, other birth date", known("Hansen", "Per", &[], Some("1990-01-01")), per.clone(), false, None),
            ("same name, birth date not known", known("Hansen", "Per", &[], None), per.clone(), false, Some(L::SameNameBirthUnknown)),
            ("born alike, other name", known("Nguyen", "Thi", &[], born), per.clone(), false, None),
            (
                "in the register under that alias",
                known("Berg", "Tom", &[], Some("1990-01-01")),
                known("Hansen", "Per", &[("Berg", "Tom")], born),
                false,
                Some(L::KnownByThatName),
            ),
            ("gives the registered name as alias", known("Berg", "Tom", &[("Hansen", "Per")], None), per.clone(), false, Some(L::KnownByThatName)),
            ("no name, no date", known("", "", &[], None), known("", "", &[], None), false, None),
        ];
        for (case, new, old, same_number, expected) in cases {
            assert_eq!(likeness(&new, &old, same_number), expected, "{case}");
        }
    }

    #[test]
    fn who_sets_which_alert() {
        let (custody, health, all) = ("DUT GOV", "NUR DOC PSY", "DUT GOV NUR DOC PSY");
        let cases = [
            (Role::DutyOfficer, custody, "ESCAPE", true),
            (Role::DutyOfficer, health, "EPILEPSY", false),
            (Role::DutyOfficer, all, "SUICIDE", true),
            (Role::Governor, custody, "CONTACT_BAN", true),
            (Role::Governor, custody, "VICTIM_NOTIFY", false),
            (Role::Nurse, health, "EPILEPSY", true),
            (Role::Doctor, custody, "ESCAPE", false),
            (Role::Officer, custody, "ESCAPE", false),
            (Role::CaseManager, all, "MINOR", false),
            (Role::DutyOfficer, "", "UNKNOWN", false),
        ];
        for (role, set_by, kind, may) in cases {
            assert_eq!(may_set_alert(role, set_by, kind), may, "{role} {kind}");
        }
        for (role, group, kind, may) in [
            (Role::DutyOfficer, "health", "EPILEPSY", false),
            (Role::DutyOfficer, "health", "SUICIDE", true),
            (Role::Doctor, "health", "EPILEPSY", true),
            (Role::DutyOfficer, "security", "ESCAPE", true),
        ] {
            assert_eq!(may_explain_alert(role, group, kind), may, "{role} {kind}");
        }
    }
}
