//! Rolls, counts and the people on them, as read.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

/// A time at which units of a prison are counted together.
#[derive(Clone, Debug)]
pub struct RollCall {
    /// The roll.
    pub id: Uuid,
    /// The prison.
    pub prison_id: Uuid,
    /// When it is due.
    pub due_at: DateTime<Utc>,
    /// `scheduled` or `extra`.
    pub kind: String,
    /// The code of the schedule's row.
    pub code: String,
    /// From when every page of the prison says that it is late.
    pub late_at: DateTime<Utc>,
    /// Why an extra one was called.
    pub called_why: Option<String>,
    /// A signed count differs and nobody has explained it.
    pub differs: bool,
    /// Who agreed it.
    pub agreed_by: Option<String>,
    /// When.
    pub agreed_at: Option<DateTime<Utc>>,
    /// What the duty officer noted.
    pub note: Option<String>,
    /// Who closed it as not held.
    pub missed_by: Option<String>,
    /// When.
    pub missed_at: Option<DateTime<Utc>>,
    /// Why.
    pub missed_why: Option<String>,
}

impl RollCall {
    /// Agreed, or closed as not held.
    pub fn closed(&self) -> bool {
        self.agreed_at.is_some() || self.missed_at.is_some()
    }
}

/// A unit of a roll, with the count that holds.
#[derive(Clone, Debug)]
pub struct UnitOfRoll {
    /// The roll.
    pub roll_id: Uuid,
    /// The unit.
    pub unit_id: Uuid,
    /// Its name.
    pub name: String,
    /// Closed, and listed because there are people in it or it was counted.
    pub closed: bool,
    /// By the books now.
    pub people: i32,
    /// Of them out now.
    pub away: i32,
    /// The count that holds.
    pub count_id: Option<Uuid>,
    /// How far it is.
    pub state: Option<String>,
    /// `recount` when it was counted again.
    pub kind: Option<String>,
    /// Should be there, as signed.
    pub expected: Option<i32>,
    /// Was there, as signed.
    pub counted: Option<i32>,
    /// Out by the books, as signed.
    pub away_then: Option<i32>,
    /// Not found, as signed.
    pub missing: Option<i32>,
    /// There against the books, as signed.
    pub surplus: Option<i32>,
    /// `tablet`, `desk`, `paper`.
    pub how: Option<String>,
    /// Who counted.
    pub signed_by: Option<Uuid>,
    /// Who brought it in.
    pub entered_by: Option<Uuid>,
    /// Their name.
    pub signer: Option<String>,
    /// When it was counted.
    pub happened_at: Option<DateTime<Utc>>,
    /// A difference is explained.
    pub explained_at: Option<DateTime<Utc>>,
}

impl UnitOfRoll {
    /// How many should be in the unit now.
    pub fn here(&self) -> i32 {
        self.people - self.away
    }

    /// Whether the roll cannot be agreed before this unit is counted.
    pub fn waits(&self) -> bool {
        match self.state.as_deref() {
            None => self.people > 0,
            Some(state) => state == "open",
        }
    }

    /// Whether a difference waits for an explanation or another count.
    pub fn unexplained(&self) -> bool {
        self.state.as_deref() == Some("differs") && self.explained_at.is_none()
    }
}

/// One unit counted by one officer.
#[derive(Clone, Debug)]
pub struct Count {
    /// The count.
    pub id: Uuid,
    /// Its roll.
    pub roll_id: Uuid,
    /// The prison.
    pub prison_id: Uuid,
    /// The unit.
    pub unit_id: Uuid,
    /// Its name.
    pub unit: String,
    /// Whether the unit is closed.
    pub unit_closed: bool,
    /// When it was due.
    pub due_at: DateTime<Utc>,
    /// From when the roll is late.
    pub late_at: DateTime<Utc>,
    /// The code of the schedule's row.
    pub code: String,
    /// `scheduled`, `extra`, `recount`.
    pub kind: String,
    /// The count this one repeats.
    pub recount_of: Option<Uuid>,
    /// The count that repeats this one.
    pub recounted_by: Option<Uuid>,
    /// When it began.
    pub opened_at: DateTime<Utc>,
    /// Who began it.
    pub opener: Option<String>,
    /// `open`, `counted`, `differs`, `agreed`.
    pub state: String,
    /// Should be there.
    pub expected: Option<i32>,
    /// Out by the books.
    pub away: Option<i32>,
    /// Was there.
    pub counted: Option<i32>,
    /// Not found.
    pub missing: Option<i32>,
    /// There against the books.
    pub surplus: Option<i32>,
    /// `tablet`, `desk`, `paper`.
    pub how: Option<String>,
    /// Who counted.
    pub signer: Option<String>,
    /// Who brought it in.
    pub enterer: Option<String>,
    /// When it was counted.
    pub happened_at: Option<DateTime<Utc>>,
    /// When it was received.
    pub signed_at: Option<DateTime<Utc>>,
    /// Who explained the difference.
    pub explainer: Option<String>,
    /// When.
    pub explained_at: Option<DateTime<Utc>>,
    /// A word of [`super::rules::Explanation`].
    pub explanation_code: Option<String>,
    /// In words.
    pub explanation: Option<String>,
    /// Whether the roll is agreed or closed.
    pub roll_closed: bool,
}

impl Count {
    /// Still being walked.
    pub fn open(&self) -> bool {
        self.state == "open"
    }

    /// A difference that waits.
    pub fn unexplained(&self) -> bool {
        self.state == "differs" && self.explained_at.is_none() && self.recounted_by.is_none()
    }
}

/// An alert of somebody on the list.
#[derive(Clone, Debug, Deserialize)]
pub struct Alert {
    /// A code of the list `alert_type`.
    pub kind: String,
    /// `high`, `medium`, `low`.
    pub severity: String,
    /// What to do.
    pub instruction: String,
}

/// Somebody on the list of a count; without a person when the reader may not see them.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Names the person in this count alone.
    pub key: Uuid,
    /// The person.
    pub inmate: Option<Uuid>,
    /// The running number of somebody the reader may not see.
    pub hidden: i32,
    /// The cell.
    pub cell_id: Option<Uuid>,
    /// Its code.
    pub cell: Option<String>,
    /// Out by the books.
    pub is_out: bool,
    /// Why, a code of the list `movement_reason`.
    pub out_reason: Option<String>,
    /// Where.
    pub out_place: Option<String>,
    /// Expected back.
    pub out_until: Option<DateTime<Utc>>,
    /// Since the count began: `left`, `arrived`, `moved`, `went_out`, `came_back`.
    pub changed: Option<String>,
    /// The cell before.
    pub from_cell: Option<String>,
    /// What was seen: `present`, `out`, `missing`, `elsewhere`, `surplus`; none yet.
    pub status: Option<String>,
    /// Where somebody was seen, or found afterwards.
    pub place: Option<String>,
    /// Who saw it.
    pub by: Option<String>,
    /// When.
    pub made_at: Option<DateTime<Utc>>,
    /// When we were told.
    pub received_at: Option<DateTime<Utc>>,
    /// Family name.
    pub family_name: Option<String>,
    /// Given names.
    pub given_name: Option<String>,
    /// The number.
    pub number: Option<String>,
    /// What to mind.
    pub alerts: Vec<Alert>,
}

impl Listed {
    /// In the unit by the books, and so to be seen.
    pub fn due(&self) -> bool {
        !self.is_out && self.changed.as_deref() != Some("left")
    }
}

/// A cell of the unit.
#[derive(Clone, Debug)]
pub struct CellOfUnit {
    /// The cell.
    pub id: Uuid,
    /// Its code.
    pub code: String,
    /// Out of use.
    pub shut: bool,
}

/// A count in the history.
#[derive(Clone, Debug)]
pub struct Past {
    /// The count.
    pub id: Uuid,
    /// Its roll.
    pub roll_id: Uuid,
    /// When it was due.
    pub due_at: DateTime<Utc>,
    /// The code of the schedule's row.
    pub code: String,
    /// The unit.
    pub unit: String,
    /// `scheduled`, `extra`, `recount`.
    pub kind: String,
    /// How far.
    pub state: String,
    /// Should be there.
    pub expected: Option<i32>,
    /// Was there.
    pub counted: Option<i32>,
    /// Out by the books.
    pub away: Option<i32>,
    /// `tablet`, `desk`, `paper`.
    pub how: Option<String>,
    /// Who counted.
    pub signer: Option<String>,
    /// When.
    pub happened_at: Option<DateTime<Utc>>,
    /// When a difference was explained.
    pub explained_at: Option<DateTime<Utc>>,
}

/// Somebody out of the house.
#[derive(Clone, Debug)]
pub struct Outside {
    /// Who.
    pub inmate: Uuid,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// The unit.
    pub unit: String,
    /// Why.
    pub reason: String,
    /// Where.
    pub place: Option<String>,
    /// Expected back.
    pub until: Option<DateTime<Utc>>,
}

/// Somebody who was moved between units while the roll was counted.
#[derive(Clone, Debug)]
pub struct Moved {
    /// Who, unless the reader may not see them.
    pub inmate: Option<Uuid>,
    /// The name.
    pub name: Option<(String, String)>,
    /// The unit.
    pub unit: String,
    /// On no signed list, or on two.
    pub twice: bool,
}
