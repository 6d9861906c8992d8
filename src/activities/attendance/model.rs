//! What a register is made of.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

pub use crate::activities::sessions::store::State as SessionState;
pub use crate::law::allowance::Gives;
use crate::platform::id::PrisonId;
use crate::platform::words::words;

words! {
    /// How somebody stood in a session.
    Mark {
        /// There, from the beginning.
        Present = "present",
        /// There, from later on.
        Late = "late",
        /// Came and was sent back.
        SentBack = "sent_back",
        /// Not there, and it is known why.
        Absent = "absent",
        /// Not come, and nobody knows where: that is a line on the unit's board.
        Missing = "missing",
        /// Was not to come.
        NotRequired = "not_required",
    }
}

/// A session whose register the reader takes.
#[derive(Clone, Debug)]
pub struct Session {
    /// The session.
    pub id: Uuid,
    /// Its place.
    pub place_id: Uuid,
    /// Where it is held.
    pub prison: PrisonId,
    /// The place's name.
    pub place: String,
    /// `work`, `course`, `facility`, `outside`.
    pub kind: String,
    /// What lies about.
    pub tools: String,
    /// What to mind there.
    pub safety: String,
    /// The pattern's day.
    pub on_day: NaiveDate,
    /// From when.
    pub starts_at: DateTime<Utc>,
    /// Until when.
    pub ends_at: DateTime<Utc>,
    /// In which room.
    pub room: Option<String>,
    /// Whether it is held.
    pub state: SessionState,
    /// Why not.
    pub reason_code: Option<String>,
    /// In words.
    pub reason: Option<String>,
    /// When the register was taken.
    pub taken_at: Option<DateTime<Utc>>,
    /// By whom.
    pub taken_by: Option<String>,
    /// Who stands in.
    pub stand_in: Option<String>,
    /// Raised by every change to it or its register.
    pub version: i32,
}

/// What was said of somebody, when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// How they stood.
    pub mark: Mark,
    /// Why.
    pub reason: Option<String>,
    /// When they came.
    pub came_at: Option<DateTime<Utc>>,
    /// When they left.
    pub left_at: Option<DateTime<Utc>>,
    /// What it gives.
    pub gives: Gives,
    /// A word of explanation.
    pub note: String,
}

/// What a register says already.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What.
    pub said: Said,
    /// By whom.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// How often it said something else before.
    pub changes: i64,
}

/// Somebody who was missing and was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// Where.
    pub place: String,
}

/// Somebody in a register.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who.
    pub id: Uuid,
    /// Somebody whom the reader may not know: a place without a name, and nothing to mark.
    pub veiled: bool,
    /// The number.
    pub number: String,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// Cell.
    pub cell: Option<String>,
    /// Unit.
    pub unit: Option<String>,
    /// Whether they are on the roster still; else they were marked before they left it.
    pub expected: bool,
    /// The rest of a placement: its code, and what it gives.
    pub suspended: Option<(String, Gives)>,
    /// Held back from this session.
    pub held_back: Option<String>,
    /// Whether they live in the prison of the session now.
    pub here: bool,
    /// Why they are out now.
    pub out: Option<(String, Option<DateTime<Utc>>)>,
    /// What the register says.
    pub kept: Option<Kept>,
    /// Where an officer found them.
    pub found: Option<Found>,
    /// What health shares with this role: kind, instruction.
    pub notices: Vec<(String, String)>,
    /// Others of the register from whom they must be kept apart.
    pub apart: Vec<Uuid>,
}
