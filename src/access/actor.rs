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

    /// Whether the person's password or key was given within the last ten minutes, as grants and decisions demand.
    pub fn freshly_confirmed(&self, now: DateTime<Utc>) -> bool {
        now - self.confirmed_at <= chrono::TimeDelta::minutes(10)
    }
}
