//! Who is acting in a request, as the door worked it out in the request's own transaction.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::matrix::{self, Act, Class};
use super::role::Role;
use crate::platform::db::Side;
use crate::platform::id::{AccountId, AssignmentId, GrantId, InmateId, PrisonId, SessionId, UnitId};

/// How far a sign-in has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The password was right; the second factor is waited for.
    SecondFactor,
    /// A password given by somebody else must be replaced first.
    ChangePassword,
    /// Signed in.
    Full,
}

impl Stage {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SecondFactor => "second_factor",
            Self::ChangePassword => "change_password",
            Self::Full => "full",
        }
    }

    /// From the word in the database; anything else is the least.
    pub fn from_word(word: &str) -> Self {
        match word {
            "full" => Self::Full,
            "change_password" => Self::ChangePassword,
            _ => Self::SecondFactor,
        }
    }
}

/// A role the account holds now.
#[derive(Clone, Debug)]
pub struct Hat {
    /// The assignment.
    pub id: AssignmentId,
    /// The role.
    pub role: Role,
    /// The prisons it is held at.
    pub prisons: Vec<PrisonId>,
    /// The region it is held for, `*` for the whole service.
    pub region: Option<String>,
}

/// A record opened by breaking the glass, shown on every page until it ends.
#[derive(Clone, Debug, Deserialize)]
pub struct BrokenGlass {
    /// The grant.
    pub grant: GrantId,
    /// The person.
    pub inmate: InmateId,
    /// When it ends.
    pub until: DateTime<Utc>,
}

/// A roll of the acting person's prison that is late or does not agree, shown on every page until it is solved.
#[derive(Clone, Debug, Deserialize)]
pub struct RollTrouble {
    /// The roll.
    pub id: uuid::Uuid,
    /// When it was due.
    pub due: DateTime<Utc>,
    /// A signed count of it differs and is not explained; else it is late.
    pub differs: bool,
}

/// What the frame of a page says beside who is acting.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Surroundings {
    /// Trouble with the roll.
    pub roll: Option<RollTrouble>,
    /// The name of the enrolled tablet that the request came from.
    pub device: Option<String>,
}

/// What the session of a wall screen shows. It changes nothing and opens nothing else, whatever the role of whoever put it up may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Wall {
    /// The prison.
    pub prison: PrisonId,
    /// The unit; none is the board of the prison.
    pub unit: Option<UnitId>,
}

impl Wall {
    /// Where its board is.
    pub fn path(&self) -> String {
        match self.unit {
            Some(unit) => format!("/units/{unit}/wall"),
            None => format!("/prison-board?prison={}", self.prison),
        }
    }

    /// Whether it may ask for this: the board, its stream, and to be signed out. `unit` and `prison` are what the address names.
    pub fn allows(&self, reads: bool, route: &str, unit: Option<UnitId>, prison: Option<PrisonId>) -> bool {
        match (route, reads) {
            ("/sign-out", false) => true,
            ("/units/{unit}/wall" | "/units/{unit}/live", true) => self.unit.is_some() && unit == self.unit,
            ("/prison-board" | "/prison-board/live", true) => self.unit.is_none() && prison == Some(self.prison),
            _ => false,
        }
    }
}

/// A part of the product that a prison takes into use, or not yet. What is not in use is not written; what was written is read all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    /// Registering people, and receiving them.
    Registration,
    /// Clinical notes, and what health shares.
    Health,
    /// Photographs.
    Photographs,
    /// Observations.
    Observations,
}

/// A part that a prison does not use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Unused {
    /// The prison.
    pub prison: PrisonId,
    /// The part.
    pub feature: Feature,
}

/// The acting person.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The sign-in.
    pub session: SessionId,
    /// The account.
    pub account: AccountId,
    /// The name to sign in with.
    pub username: String,
    /// The name beside what they write.
    pub name: String,
    /// How far the sign-in has come.
    pub stage: Stage,
    /// Which side of the wall the session lives on.
    pub side: Side,
    /// The acting role; none when the account holds none on this side.
    pub hat: Option<Hat>,
    /// Every role in force.
    pub hats: Vec<Hat>,
    /// Prisons of the acting role, its region resolved.
    pub prisons: Vec<PrisonId>,
    /// Units on today's roster (officers).
    pub units: Vec<UnitId>,
    /// The prison shown beside the name.
    pub prison_name: String,
    /// `office`, `shared` or `tablet`.
    pub station: String,
    /// When the password or key was last given.
    pub confirmed_at: DateTime<Utc>,
    /// When the session ends whatever happens.
    pub expires_at: DateTime<Utc>,
    /// Seconds without a request after which the session ends.
    pub idle_seconds: f64,
    /// The auditor's case.
    pub case_number: Option<String>,
    /// Unread notices.
    pub unread: i64,
    /// Records open by break-glass.
    pub broken: Vec<BrokenGlass>,
    /// One of the demonstration's accounts.
    pub demonstration: bool,
    /// Whether single-letter shortcuts are on (WCAG 2.1.4).
    pub shortcuts: bool,
    /// The roll of the house, and the tablet.
    pub around: Surroundings,
    /// The board that this session shows, when it is a wall screen's.
    pub wall: Option<Wall>,
    /// What prisons have not taken into use.
    pub unused: Vec<Unused>,
}

impl Actor {
    /// The acting role.
    pub fn role(&self) -> Option<Role> {
        self.hat.as_ref().map(|h| h.role)
    }

    /// Whether the acting role may ever do this. An auditor reads persons only under a case number.
    pub fn may(&self, class: Class, act: Act) -> bool {
        self.role().is_some_and(|role| {
            matrix::may(role, class, act) && (matrix::cell(class, role).narrowed != matrix::Narrowed::CaseNumber || self.case_number.is_some())
        })
    }

    /// Whether a prison uses this part of the product.
    pub fn uses(&self, feature: Feature, prison: PrisonId) -> bool {
        uses(&self.unused, feature, prison)
    }

    /// Whether any prison of the acting role does: a page for all of them is offered then.
    pub fn uses_somewhere(&self, feature: Feature) -> bool {
        self.prisons.is_empty() || self.prisons.iter().any(|p| self.uses(feature, *p))
    }

    /// Whether the person's password or key was given within the last ten minutes, as grants and decisions demand.
    pub fn freshly_confirmed(&self, now: DateTime<Utc>) -> bool {
        now - self.confirmed_at <= chrono::TimeDelta::minutes(10)
    }
}

fn uses(unused: &[Unused], feature: Feature, prison: PrisonId) -> bool {
    !unused.contains(&Unused { prison, feature })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_is_not_switched_off_is_in_use() {
        let (here, there) = (PrisonId(Uuid::from_u128(1)), PrisonId(Uuid::from_u128(2)));
        let unused: Vec<Unused> = serde_json::from_str(&format!(r#"[{{"prison":"{here}","feature":"photographs"}}]"#)).unwrap_or_default();
        assert!(!uses(&unused, Feature::Photographs, here));
        assert!(uses(&unused, Feature::Photographs, there) && uses(&unused, Feature::Observations, here));
    }

    #[test]
    fn a_wall_screen_shows_its_board_and_nothing_else() {
        let (prison, unit, other) = (PrisonId(Uuid::from_u128(1)), UnitId(Uuid::from_u128(2)), UnitId(Uuid::from_u128(3)));
        let of_unit = Wall { prison, unit: Some(unit) };
        let of_prison = Wall { prison, unit: None };
        assert!(of_unit.allows(true, "/units/{unit}/wall", Some(unit), None) && of_unit.allows(true, "/units/{unit}/live", Some(unit), None));
        assert!(of_prison.allows(true, "/prison-board", None, Some(prison)) && of_prison.allows(true, "/prison-board/live", None, Some(prison)));
        for wall in [of_unit, of_prison] {
            assert!(wall.allows(false, "/sign-out", None, None));
            assert!(!wall.allows(true, "/units/{unit}/wall", Some(other), None) && !wall.allows(true, "/prison-board", None, None));
            assert!(!wall.allows(false, "/units/{unit}/unlock", Some(unit), None) && !wall.allows(true, "/units/{unit}/board", Some(unit), None));
            assert!(!wall.allows(true, "/inmates/{inmate}", None, None) && !wall.allows(true, "/", None, None));
        }
        assert!(!of_unit.allows(true, "/prison-board", None, Some(prison)) && !of_prison.allows(true, "/units/{unit}/wall", Some(unit), None));
    }
}
