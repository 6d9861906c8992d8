//! A unit, its cells, the people in them, and what is known of each for the shift.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::custody::roll::{Marks, Resident};
use crate::platform::id::{PrisonId, UnitId};
use crate::reference::schedule::UnitType;

/// A unit.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The unit.
    pub id: UnitId,
    /// Its prison.
    pub prison: PrisonId,
    /// Its short name.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: String,
    /// When it was closed, if it was.
    pub closed_on: Option<NaiveDate>,
    /// Raised by every change its board shows.
    pub version: i64,
}

/// A unit with who is in it.
#[derive(Clone, Debug)]
pub struct Floor {
    /// The unit.
    pub unit: Unit,
    /// How many work there now.
    pub staff: i64,
    /// The latest roll it is counted in.
    pub count: Option<Counted>,
    /// Its cells in walking order.
    pub cells: Vec<Cell>,
    /// Its people, likewise; without a cell at the end.
    pub people: Vec<Resident>,
}

/// How far the count of a unit has come.
#[derive(Clone, Debug)]
pub struct Counted {
    /// When it is due.
    pub due: DateTime<Utc>,
    /// The count, once somebody has begun it.
    pub id: Option<Uuid>,
    /// `open`, `counted`, `differs`, `agreed`.
    pub state: String,
    /// How many were there.
    pub counted: i32,
    /// How many should be.
    pub expected: i32,
}

impl Unit {
    /// Which hours it keeps.
    pub fn kind(&self) -> UnitType {
        UnitType::of_level(&self.level)
    }
}

/// A cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The cell.
    pub id: Uuid,
    /// Its number.
    pub code: String,
    /// Why it is out of use, if it is.
    pub shut: Option<String>,
    /// When it is expected back.
    pub shut_until: Option<NaiveDate>,
}

/// What was last done at somebody's door since it was locked.
#[derive(Clone, Debug)]
pub struct Tap {
    /// The row.
    pub id: Uuid,
    /// `unlocked`, `in`, `stays`, `refused`.
    pub state: String,
    /// Why.
    pub reason: String,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
}

/// Something that lies ahead for somebody.
#[derive(Clone, Debug)]
pub struct Ahead {
    /// `out`, `back`, `inside`, `inside_back`, `talk`; `activity` for a session of work or school, `missing` for one to which somebody has not come.
    pub what: String,
    /// Whom it is about.
    pub inmate: Uuid,
    /// When.
    pub at: Option<DateTime<Utc>>,
    /// The reason of a movement, the kind of an appointment, or whether a session is `planned` for the person.
    pub kind: String,
    /// Where to.
    pub place: String,
    /// Who goes along.
    pub detail: String,
}

/// A weekly duty today.
#[derive(Clone, Debug)]
pub struct Duty {
    /// Whose turn.
    pub inmate: Option<Uuid>,
    /// Its kind.
    pub kind: String,
    /// Its name, when the kind does not say it.
    pub title: String,
    /// `planned`, `done`, `not_done`.
    pub state: String,
}

/// What the last shift handed over.
#[derive(Clone, Debug)]
pub struct Latest {
    /// The handover.
    pub id: Uuid,
    /// `day`, `evening`, `night`.
    pub shift: String,
    /// When it was handed over.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// What they wrote.
    pub note: String,
    /// Whether the reader has said that they read it.
    pub read: bool,
    /// Its points.
    pub points: Vec<Point>,
}

/// A point of it.
#[derive(Clone, Debug)]
pub struct Point {
    /// Whom it is about.
    pub inmate: Option<Uuid>,
    /// Its kind.
    pub kind: String,
    /// The code behind the kind: a kind of observation, a reason of movement.
    pub code: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What it says.
    pub text: String,
}

/// Everything of a unit's day.
#[derive(Clone, Debug, Default)]
pub struct Day {
    /// What lies ahead, in order.
    pub ahead: Vec<Ahead>,
    /// Today's duties.
    pub duties: Vec<Duty>,
    /// The latest handover.
    pub latest: Option<Latest>,
}

/// What is known of the people of a unit.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Alerts, shared notices, photographs, hidden people.
    pub marks: Marks,
    /// The last tap at each door.
    pub taps: HashMap<Uuid, Tap>,
    /// The cells of those somebody must be kept apart from.
    pub apart: HashMap<Uuid, Vec<String>>,
}

/// Everything the board is made of.
#[derive(Clone, Debug)]
pub struct Board {
    /// The unit.
    pub unit: Unit,
    /// How many work there now.
    pub staff: i64,
    /// The latest roll it is counted in.
    pub count: Option<Counted>,
    /// Its cells in walking order.
    pub cells: Vec<Cell>,
    /// Its people, likewise; without a cell at the end.
    pub people: Vec<Resident>,
    /// What is known of them.
    pub known: Known,
    /// What lies ahead.
    pub day: Day,
}

impl Board {
    /// A floor, and what is known of it.
    pub fn of(floor: Floor, known: Known, day: Day) -> Self {
        let Floor { unit, staff, count, cells, people } = floor;
        Self { unit, staff, count, cells, people, known, day }
    }
}
