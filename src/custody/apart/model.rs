//! What keeping apart is made of. Closed sets are enums here and checks in the database.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::inmates::store::full_name;
use crate::platform::id::{CellId, InmateId, PrisonId, UnitId};
use crate::platform::words::words;

words! {
    /// How far apart.
    Level {
        /// Not in the same cell.
        Cell = "cell",
        /// Not on the same landing of a unit, nor together in a room elsewhere.
        Landing = "landing",
        /// Not in the same unit (wing), nor together in a room elsewhere.
        Unit = "unit",
        /// Not in the same prison.
        Prison = "prison",
    }
    /// What somebody is to the other.
    Role {
        /// Has been hurt or threatened.
        Victim = "victim",
        /// Hurts or threatens.
        Perpetrator = "perpetrator",
        /// Each of them.
        Mutual = "mutual",
        /// Has given evidence, or will.
        Witness = "witness",
        /// Nobody knows.
        Unknown = "unknown",
    }
    /// The nearest thing that the two would share.
    Meets {
        /// The same group, escort, class or move.
        Together = "together",
        /// The same cell.
        Cell = "cell",
        /// The same landing, or the same unit where it is not known who lives on which landing.
        Landing = "landing",
        /// The same unit.
        Unit = "unit",
        /// The same prison.
        Prison = "prison",
    }
    /// Why.
    Reason {
        /// Threats.
        Threats = "threats",
        /// Violence.
        Violence = "violence",
        /// Charged or sentenced in the same case.
        SameCase = "same_case",
        /// One has given evidence against the other.
        Witness = "witness",
        /// One is the victim of the other's offence.
        Victim = "victim",
        /// Rival networks.
        Network = "network",
        /// Debt.
        Debt = "debt",
        /// One of them asks for it.
        OwnWish = "own_wish",
        /// Another reason, in words.
        Other = "other",
    }
}

/// Where somebody would come to be.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The prison.
    pub prison: PrisonId,
    /// The unit.
    pub unit: Option<UnitId>,
    /// The cell.
    pub cell: Option<CellId>,
}

/// A way to a place, inside or outside, and when.
#[derive(Clone, Debug)]
pub struct Way {
    /// The prison it begins in.
    pub prison: PrisonId,
    /// Where to, in words.
    pub place: String,
    /// The place of the prison, when it is one of them: then its name is not compared.
    pub place_id: Option<Uuid>,
    /// From.
    pub from: DateTime<Utc>,
    /// Until.
    pub until: DateTime<Utc>,
}

/// What a scheduler asks before it puts people somewhere.
///
/// ```text
/// Question::of(&[inmate]).at(Place { prison, unit: Some(unit), cell: Some(cell) })   // a cell
/// Question::of(&[inmate]).with(&participants)                                        // a class, a transport
/// Question::of(&everybody)                                                          // whether a whole group may be together
/// Question::of(&[a]).at(place_of_b).without(&[b])                                    // a swap: the other one leaves
/// Question::of(&[inmate]).going(way)                                                 // with whoever goes to the same place at the same time
/// Question::of(&[inmate]).at(place).then(at)                                         // written down late: as it was then
/// ```
#[derive(Clone, Debug, Default)]
pub struct Question {
    pub(super) inmates: Vec<Uuid>,
    pub(super) place: Option<Place>,
    pub(super) others: Vec<Uuid>,
    pub(super) without: Vec<Uuid>,
    pub(super) then: Option<DateTime<Utc>>,
    pub(super) way: Option<Way>,
}

impl Question {
    /// About these people, who would also be together themselves.
    pub fn of(inmates: &[InmateId]) -> Self {
        Self { inmates: inmates.iter().map(|i| i.0).collect(), ..Self::default() }
    }

    /// At a place, with everybody who is placed there.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Together with these others.
    #[must_use]
    pub fn with(mut self, others: &[InmateId]) -> Self {
        self.others = others.iter().map(|i| i.0).collect();
        self
    }

    /// With whoever goes to the same place at the same time.
    #[must_use]
    pub fn going(mut self, way: Way) -> Self {
        self.way = Some(way);
        self
    }

    /// As it was at an instant: the pairs in force then, where everybody lived then.
    #[must_use]
    pub fn then(mut self, at: DateTime<Utc>) -> Self {
        self.then = Some(at);
        self
    }

    /// Leaving out of account who will not be there.
    #[must_use]
    pub fn without(mut self, leaving: &[InmateId]) -> Self {
        self.without = leaving.iter().map(|i| i.0).collect();
        self
    }
}

/// The other of two, when the reader may see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// Who.
    pub id: InmateId,
    /// "Hansen, Jonas Emil".
    pub name: String,
    /// The number.
    pub number: String,
}

impl Other {
    pub(super) fn of(id: Option<Uuid>, family: Option<String>, given: Option<String>, number: Option<String>) -> Option<Self> {
        Some(Self { id: InmateId(id?), name: full_name(&family?, &given?), number: number? })
    }
}

/// Two people who must be kept apart would come together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The row.
    pub keep_apart: Uuid,
    /// The one asked about.
    pub inmate: InmateId,
    /// The other; none is a person the reader may not see.
    pub other: Option<Other>,
    /// How far apart they must be.
    pub level: Level,
    /// How near they would be.
    pub meets: Meets,
    /// What the one asked about is; none for those whose role has the extract of alerts.
    pub role: Option<Role>,
    /// What the other is.
    pub other_role: Option<Role>,
    /// Why.
    pub reason: Option<Reason>,
    /// Why, in words: only for those who read alerts whole and may see the other one.
    pub text: Option<String>,
}

impl Conflict {
    /// Whether it stands in the way: of a shared cell always; of a meeting only when they must be further apart than by cells.
    pub fn bars(&self) -> bool {
        match self.meets {
            Meets::Cell => true,
            Meets::Together => self.level != Level::Cell,
            Meets::Landing => self.level != Level::Cell,
            Meets::Unit => matches!(self.level, Level::Unit | Level::Prison),
            Meets::Prison => self.level == Level::Prison,
        }
    }
}

/// A row as the person's page shows it.
#[derive(Clone, Debug)]
pub struct KeepApart {
    /// The row.
    pub id: Uuid,
    /// How far apart.
    pub level: Level,
    /// Why.
    pub reason: Reason,
    /// Why, in words; none when the other may not be seen, whom the words may name.
    pub text: Option<String>,
    /// The person's role.
    pub role: Role,
    /// The other; none is a person the reader may not see.
    pub other: Option<Other>,
    /// The other's role.
    pub other_role: Option<Role>,
    /// Where the other is now: unit and cell.
    pub other_place: Option<(String, Option<String>)>,
    /// Who opened it.
    pub opened_by: String,
    /// When.
    pub opened_at: DateTime<Utc>,
    /// When it is looked at again.
    pub review_on: NaiveDate,
    /// When it was looked at last.
    pub reviewed_at: Option<DateTime<Utc>>,
    /// By whom.
    pub reviewed_by: Option<String>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// By whom.
    pub closed_by: Option<String>,
    /// Why.
    pub closed_reason: Option<String>,
    /// Whether it was opened again from an earlier one.
    pub again: bool,
    /// Whether it has been opened again since.
    pub reopened: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_way() {
        let conflict = |level, meets| Conflict {
            keep_apart: Uuid::nil(),
            inmate: InmateId(Uuid::nil()),
            other: None,
            level,
            meets,
            role: None,
            other_role: None,
            reason: None,
            text: None,
        };
        for (level, meets, bars) in [
            (Level::Cell, Meets::Cell, true),
            (Level::Cell, Meets::Together, false),
            (Level::Cell, Meets::Unit, false),
            (Level::Cell, Meets::Landing, false),
            (Level::Landing, Meets::Cell, true),
            (Level::Landing, Meets::Together, true),
            (Level::Landing, Meets::Landing, true),
            (Level::Landing, Meets::Unit, false),
            (Level::Unit, Meets::Landing, true),
            (Level::Unit, Meets::Cell, true),
            (Level::Unit, Meets::Together, true),
            (Level::Unit, Meets::Unit, true),
            (Level::Unit, Meets::Prison, false),
            (Level::Prison, Meets::Prison, true),
            (Level::Prison, Meets::Together, true),
        ] {
            assert_eq!(conflict(level, meets).bars(), bars, "{level:?} {meets:?}");
        }
    }
}
