//! A handover and its points.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// A handover.
#[derive(Clone, Debug)]
pub struct Handover {
    /// The handover.
    pub id: Uuid,
    /// Its prison.
    pub prison_id: Uuid,
    /// Its unit.
    pub unit_id: Uuid,
    /// The unit's name.
    pub unit: String,
    /// The day its shift began.
    pub day: NaiveDate,
    /// `day`, `evening`, `night`.
    pub shift: String,
    /// What they wrote.
    pub note: String,
    /// When events were last taken in.
    pub assembled_at: DateTime<Utc>,
    /// Who began it.
    pub begun_by: String,
    /// Who handed it over.
    pub handed_by: Option<String>,
    /// When.
    pub handed_at: Option<DateTime<Utc>>,
    /// For saving after somebody else.
    pub version: i32,
}

/// A point of it.
#[derive(Clone, Debug)]
pub struct Item {
    /// The point.
    pub id: Uuid,
    /// Whom it is about.
    pub inmate: Option<Uuid>,
    /// Their name and cell, as far as the reader sees them.
    pub family_name: Option<String>,
    /// The cell they live in now.
    pub cell: Option<String>,
    /// Its kind.
    pub kind: String,
    /// The code behind the kind.
    pub code: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What it says: what was written here, else what the observation says.
    pub text: String,
    /// Left out by whoever edited.
    pub dropped: bool,
}

/// Who has read it, or should.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The name.
    pub name: String,
    /// When they read it; none for somebody on the next shift who has not.
    pub at: Option<DateTime<Utc>>,
    /// The reader of this page.
    pub me: bool,
}

/// A line of the unit's history.
#[derive(Clone, Debug)]
pub struct Line {
    /// The handover.
    pub id: Uuid,
    /// The day.
    pub day: NaiveDate,
    /// The shift.
    pub shift: String,
    /// Who handed it over.
    pub handed_by: Option<String>,
    /// When.
    pub handed_at: Option<DateTime<Utc>>,
    /// How many have read it.
    pub reads: i64,
    /// Whether the reader has.
    pub mine: bool,
}
