//! What a complete reception has, and what stands in the way of admission.

use chrono::{DateTime, TimeDelta, Utc};

use super::clock::instant;
use crate::custody::reception::model::{Answers, Reception, State};

/// The longest that somebody may be held here on an urgent exception before the document must be there.
pub const LONGEST_EXCEPTION: TimeDelta = TimeDelta::hours(72);

/// Something a complete reception has and this one has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Missing {
    /// A valid commitment document.
    Document,
    /// Who it is was not decided.
    Identity,
    /// Nobody knows who it is.
    IdentityUnknown,
    /// The gender that the person states, or that they do not want to.
    Gender,
    /// Reason, authority, date, time and place of the arrest.
    Arrest,
    /// The person is not on the roll.
    Admission,
    /// Injuries and complaints.
    Injuries,
    /// The list of property, gone through and signed or not.
    Property,
    /// Family and children.
    Kin,
    /// Somebody to call.
    Emergency,
    /// First questions about health.
    Questions,
    /// Information in a language the person understands.
    Information,
    /// The family told, or the person did not want it.
    Family,
    /// Whether the children's officer was told of children under 18.
    ChildrensOfficer,
    /// Consular notice for a citizen of another state.
    Consul,
    /// A photograph, or why there is none.
    Photo,
    /// A cell.
    Cell,
    /// A contact officer.
    Officer,
}

impl Missing {
    /// All of them, in the order of the steps.
    pub const ALL: &'static [Self] = &[
        Self::Document,
        Self::Identity,
        Self::IdentityUnknown,
        Self::Gender,
        Self::Arrest,
        Self::Admission,
        Self::Injuries,
        Self::Questions,
        Self::Property,
        Self::Information,
        Self::Kin,
        Self::Emergency,
        Self::Family,
        Self::ChildrensOfficer,
        Self::Consul,
        Self::Photo,
        Self::Cell,
        Self::Officer,
    ];

    /// The requirement of records.md that asks for it; none for what the house asks.
    pub fn requirement(self) -> Option<u8> {
        Some(match self {
            Self::Document => 3,
            Self::Identity | Self::IdentityUnknown | Self::Gender => 4,
            Self::Arrest => 5,
            Self::Admission => 6,
            Self::Injuries => 7,
            Self::Property => 8,
            Self::Kin => 9,
            Self::Emergency => 10,
            Self::Questions => 11,
            Self::Information => 12,
            Self::Family => 13,
            Self::Consul => 70,
            Self::ChildrensOfficer | Self::Photo | Self::Cell | Self::Officer => return None,
        })
    }

    /// Without it nobody is admitted (an urgent exception stands in for the document).
    pub fn stops_admission(self) -> bool {
        matches!(self, Self::Document | Self::Identity | Self::Arrest)
    }
}

/// What is there, as the rule asks it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct There {
    /// The commitment document.
    pub document: bool,
    /// Until when an urgent exception stands in for it.
    pub exception: Option<DateTime<Utc>>,
    /// The identity was decided.
    pub identity: bool,
    /// And is not known.
    pub unknown: bool,
    /// What gender the person states, or that they do not want to say.
    pub gender: bool,
    /// Arrest.
    pub arrest: bool,
    /// On the roll.
    pub admitted: bool,
    /// Injuries.
    pub injuries: bool,
    /// First questions.
    pub questions: bool,
    /// Property.
    pub property: bool,
    /// Information.
    pub information: bool,
    /// The family step.
    pub family: bool,
    /// The family was told, by whomever, or the person does not want it. That nobody was reached is neither.
    pub told: bool,
    /// The person names nobody.
    pub names_nobody: bool,
    /// Contact persons.
    pub kin: i64,
    /// Of them to be called in an emergency.
    pub emergency: i64,
    /// Says there are children.
    pub has_children: bool,
    /// Children in the register.
    pub children: i64,
    /// The children's officer was told.
    pub childrens_officer: bool,
    /// Citizen of another state.
    pub foreign: bool,
    /// Was offered that the consul is told: declined, or told on a day.
    pub consul: bool,
    /// Photograph, or why there is none.
    pub photo: bool,
    /// A cell.
    pub cell: bool,
    /// A contact officer.
    pub officer: bool,
}

impl There {
    /// Of a reception.
    pub fn of(r: &Reception) -> Self {
        let none = Answers::default();
        let answers = |step: &str| r.answered(step).map_or(&none, |a| &a.answers);
        let (family, questions) = (answers("family"), answers("questions"));
        Self {
            // What holds somebody who comes from another prison is recorded, and so is their arrest.
            document: r.answered("document").is_some() || r.facts.based,
            exception: r.answered("exception").and_then(|a| instant(a.answers.get("until_day"), a.answers.get("until_time")).ok()).map(|w| w.at),
            identity: r.inmate.is_some(),
            unknown: r.facts.identity.as_deref() == Some("unknown"),
            gender: r.facts.gender || questions.is("gender_declined", "yes") || !questions.get("gender").is_empty(),
            arrest: r.answered("arrest").is_some() || r.facts.transfer_from.is_some(),
            admitted: r.state == State::Admitted,
            injuries: r.answered("injuries").is_some(),
            questions: r.answered("questions").is_some(),
            property: r.facts.receipt,
            information: r.answered("information").is_some(),
            family: r.answered("family").is_some(),
            told: matches!(family.get("told"), "told" | "self" | "refused"),
            names_nobody: family.is("names_nobody", "yes"),
            kin: r.facts.kin,
            emergency: r.facts.emergency,
            has_children: family.is("children", "yes"),
            children: r.facts.children,
            childrens_officer: !family.get("children_told").is_empty(),
            foreign: r.facts.foreign(),
            consul: family.is("consul", "declined") || (family.is("consul", "accepted") && !family.get("consul_day").is_empty()),
            photo: r.facts.photographed || r.answered("photo").is_some(),
            cell: r.facts.cell.is_some(),
            officer: r.facts.officer.is_some(),
        }
    }
}

/// Everything that is missing, in the order of the steps: requirements 3 to 13 of records.md, and what the house asks besides.
pub fn missing(there: There) -> Vec<Missing> {
    let lacks = |what: Missing| match what {
        Missing::Document => !there.document,
        Missing::Identity => !there.identity,
        Missing::IdentityUnknown => there.identity && there.unknown,
        Missing::Gender => !there.gender,
        Missing::Arrest => !there.arrest,
        Missing::Admission => !there.admitted,
        Missing::Injuries => !there.injuries,
        Missing::Questions => !there.questions,
        Missing::Property => !there.property,
        Missing::Information => !there.information,
        // Family names or that the person gives none; children, when there are any, each in the register.
        Missing::Kin => !there.family || (there.kin == 0 && !there.names_nobody) || (there.has_children && there.children == 0),
        Missing::Emergency => there.emergency == 0 && !there.names_nobody,
        Missing::Family => !there.told,
        Missing::ChildrensOfficer => there.has_children && !there.childrens_officer,
        Missing::Consul => there.foreign && !there.consul,
        Missing::Photo => !there.photo,
        Missing::Cell => there.admitted && !there.cell,
        Missing::Officer => there.admitted && !there.officer,
    };
    Missing::ALL.iter().copied().filter(|m| lacks(*m)).collect()
}

/// What stands in the way of admission; nothing: the person can be admitted.
pub fn before_admission(there: There, now: DateTime<Utc>) -> Vec<Missing> {
    // An exception that has run out admits nobody.
    let excepted = there.exception.is_some_and(|until| until >= now);
    missing(there).into_iter().filter(|m| m.stops_admission() && !(*m == Missing::Document && excepted)).collect()
}

/// The urgent exception has run out and the document has not come.
pub fn exception_overdue(there: There, now: DateTime<Utc>) -> bool {
    !there.document && there.exception.is_some_and(|until| until < now)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    const WHOLE: There = There {
        document: true,
        exception: None,
        identity: true,
        unknown: false,
        gender: true,
        arrest: true,
        admitted: true,
        injuries: true,
        questions: true,
        property: true,
        information: true,
        family: true,
        told: true,
        names_nobody: false,
        kin: 1,
        emergency: 1,
        has_children: false,
        children: 0,
        childrens_officer: false,
        foreign: false,
        consul: false,
        photo: true,
        cell: true,
        officer: true,
    };

    #[test]
    fn what_a_complete_reception_has() {
        use Missing as M;
        type Case<'a> = (&'a str, There, &'a [(Missing, Option<u8>)]);
        let cases: [Case<'_>; 22] = [
            ("everything", WHOLE, &[]),
            ("no document", There { document: false, ..WHOLE }, &[(M::Document, Some(3))]),
            ("an exception is no document", There { document: false, exception: Some(at("2026-11-23T09:00:00Z")), ..WHOLE }, &[(M::Document, Some(3))]),
            ("nobody decided who", There { identity: false, ..WHOLE }, &[(M::Identity, Some(4))]),
            ("nobody knows who", There { unknown: true, ..WHOLE }, &[(M::IdentityUnknown, Some(4))]),
            ("nobody asked how they see themselves", There { gender: false, ..WHOLE }, &[(M::Gender, Some(4))]),
            ("the family was not reached", There { told: false, ..WHOLE }, &[(M::Family, Some(13))]),
            ("arrest", There { arrest: false, ..WHOLE }, &[(M::Arrest, Some(5))]),
            ("not on the roll", There { admitted: false, cell: false, officer: false, ..WHOLE }, &[(M::Admission, Some(6))]),
            ("injuries", There { injuries: false, ..WHOLE }, &[(M::Injuries, Some(7))]),
            ("property", There { property: false, ..WHOLE }, &[(M::Property, Some(8))]),
            ("no family named", There { kin: 0, emergency: 0, ..WHOLE }, &[(M::Kin, Some(9)), (M::Emergency, Some(10))]),
            ("names nobody", There { kin: 0, emergency: 0, names_nobody: true, ..WHOLE }, &[]),
            ("family named, nobody to call", There { emergency: 0, ..WHOLE }, &[(M::Emergency, Some(10))]),
            ("children not written down", There { has_children: true, childrens_officer: true, ..WHOLE }, &[(M::Kin, Some(9))]),
            ("children's officer not told", There { has_children: true, children: 2, ..WHOLE }, &[(M::ChildrensOfficer, None)]),
            ("questions", There { questions: false, ..WHOLE }, &[(M::Questions, Some(11))]),
            ("information", There { information: false, ..WHOLE }, &[(M::Information, Some(12))]),
            ("family not asked", There { family: false, told: false, ..WHOLE }, &[(M::Kin, Some(9)), (M::Family, Some(13))]),
            ("foreign, consul not offered", There { foreign: true, ..WHOLE }, &[(M::Consul, Some(70))]),
            ("photograph", There { photo: false, ..WHOLE }, &[(M::Photo, None)]),
            ("cell and contact officer", There { cell: false, officer: false, ..WHOLE }, &[(M::Cell, None), (M::Officer, None)]),
        ];
        for (case, there, expected) in cases {
            let found: Vec<_> = missing(there).into_iter().map(|m| (m, m.requirement())).collect();
            assert_eq!(found, expected, "{case}");
        }
        let named: std::collections::BTreeSet<u8> = missing(There::default()).into_iter().filter_map(Missing::requirement).collect();
        assert!((3..=13).all(|n| named.contains(&n)), "an empty reception names requirements 3 to 13: {named:?}");
    }

    #[test]
    fn what_stops_an_admission() {
        let now = at("2026-11-23T11:00:00Z");
        let bare = There { document: true, identity: true, arrest: true, ..There::default() };
        let excepted = There { document: false, exception: Some(at("2026-11-23T12:00:00Z")), ..bare };
        let cases = [
            ("the three things", bare, vec![]),
            ("no document", There { document: false, ..bare }, vec![Missing::Document]),
            ("an urgent exception", excepted, vec![]),
            ("an exception that ran out", There { exception: Some(at("2026-11-23T10:59:00Z")), ..excepted }, vec![Missing::Document]),
            ("no identity", There { identity: false, ..bare }, vec![Missing::Identity]),
            ("no arrest", There { arrest: false, ..bare }, vec![Missing::Arrest]),
            ("nothing", There::default(), vec![Missing::Document, Missing::Identity, Missing::Arrest]),
        ];
        for (case, there, expected) in cases {
            assert_eq!(before_admission(there, now), expected, "{case}");
        }
        assert!(!exception_overdue(excepted, at("2026-11-23T12:00:00Z")) && exception_overdue(excepted, at("2026-11-23T12:00:01Z")));
        assert!(!exception_overdue(There { document: true, ..excepted }, at("2026-12-01T00:00:00Z")), "the document has come");
    }
}
