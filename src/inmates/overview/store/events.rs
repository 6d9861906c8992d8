//! The timeline: what happened to a person, from several tables in one shape.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::platform::paging::Mark;

/// One thing that happened.
#[derive(Clone, Debug, Deserialize)]
pub struct Happening {
    /// When.
    pub at: DateTime<Utc>,
    /// Which row tells of it.
    pub id: Uuid,
    /// What it is: `observation`, `out`, `back`, `admitted`, `released`, `placed`, `alert`, `alert_ended`, `change`.
    pub what: String,
    /// The code of its kind.
    pub kind: String,
    /// Its text.
    pub text: String,
    /// Where; of an observation whether it is `unverified` or `erased`; of an alert how grave it is.
    pub place: String,
    /// Who wrote it.
    pub by: Option<Uuid>,
    /// How many fields a change touched.
    pub fields: i64,
    /// What an observation said before.
    pub earlier_body: Option<String>,
    /// When that was written.
    pub earlier_at: Option<DateTime<Utc>>,
    /// By whom.
    pub earlier_by: Option<Uuid>,
}

impl Happening {
    /// Its place in the list.
    pub fn mark(&self) -> Mark {
        Mark { at: self.at, id: self.id }
    }
}

/// How much there is of each source, and of each kind of observation lately.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Counts {
    /// `observation`, `movement`, `alert`, `change` with their numbers.
    pub sources: Vec<(String, i64)>,
    /// Kinds of observation since the day given, the most frequent first.
    pub kinds: Vec<(String, i64)>,
}
