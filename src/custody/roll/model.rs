//! A person on the roll, and what is known of everybody on it at once.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::inmates::store::full_name;
use crate::platform::id::InmateId;

/// Somebody in a prison, as far as the reader's role goes: for a workshop or a desk no birth date and no legal basis was asked for.
#[derive(Clone, Debug, Default)]
pub struct Resident {
    /// The person.
    pub id: Uuid,
    /// The number people use.
    pub number: String,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// The language an interpreter is needed for.
    pub interpreter_language: Option<String>,
    /// Whether the identity is `verified`, `stated` or `unknown`.
    pub identity: Option<String>,
    /// The unit.
    pub unit_id: Option<Uuid>,
    /// Its name.
    pub unit: Option<String>,
    /// The cell.
    pub cell_id: Option<Uuid>,
    /// Its code.
    pub cell: Option<String>,
    /// Why the person is held.
    pub legal_status: Option<String>,
    /// At which level.
    pub security_level: Option<String>,
    /// Why the person is out.
    pub out_reason: Option<String>,
    /// Where.
    pub out_place: Option<String>,
    /// Until when.
    pub out_until: Option<DateTime<Utc>>,
    /// When the stay began.
    pub arrived_at: Option<DateTime<Utc>>,
    /// When the person is expected to be released.
    pub expected_release: Option<NaiveDate>,
    /// Whether the person is assigned to the reader.
    pub assigned: bool,
}

impl Resident {
    /// "Hansen, Jonas Emil".
    pub fn name(&self) -> String {
        full_name(&self.family_name, &self.given_name)
    }

    /// The id as the audit trail takes it.
    pub fn inmate(&self) -> InmateId {
        InmateId(self.id)
    }

    /// Whether the person is out of the prison just now.
    pub fn is_out(&self) -> bool {
        self.out_reason.is_some()
    }
}

/// An alert or a shared notice of somebody on the roll.
#[derive(Clone, Debug)]
pub struct Mark {
    /// A code of the list `alert_type`, or the kind of a shared notice.
    pub kind: String,
    /// `high`, `medium`, `low`; empty for a shared notice.
    pub severity: String,
    /// What to do.
    pub instruction: String,
}

/// What is known of everybody on the roll, by person.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// Alerts in force, gravest first.
    pub alerts: HashMap<Uuid, Vec<Mark>>,
    /// What health shares.
    pub notices: HashMap<Uuid, Vec<Mark>>,
    /// Who has a photograph.
    pub photographed: HashSet<Uuid>,
    /// People whom the reader may not see: unit, cell, whether out. So the roll still adds up.
    pub hidden: Vec<(Uuid, Option<Uuid>, bool)>,
}

impl Marks {
    /// A person's alerts.
    pub fn alerts(&self, person: Uuid) -> &[Mark] {
        self.alerts.get(&person).map(Vec::as_slice).unwrap_or_default()
    }

    /// What health shares of a person.
    pub fn notices(&self, person: Uuid) -> &[Mark] {
        self.notices.get(&person).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether something grave is known.
    pub fn grave(&self, person: Uuid) -> bool {
        self.alerts(person).iter().any(|m| m.severity == "high")
    }
}

/// A cell of the prison, in walking order; a unit without cells has one row without a cell.
#[derive(Clone, Debug)]
pub struct Place {
    /// The unit.
    pub unit_id: Uuid,
    /// Its short name.
    pub unit_code: String,
    /// Its name.
    pub unit: String,
    /// Its level.
    pub level: String,
    /// The cell.
    pub cell_id: Option<Uuid>,
    /// Its code.
    pub cell: Option<String>,
    /// How many it holds today.
    pub capacity: i32,
    /// Whether it is out of use.
    pub shut: bool,
}
