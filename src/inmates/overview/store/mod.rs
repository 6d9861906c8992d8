//! What the front page of a person reads. Views of several slices' tables, joined for reading only.

mod events;
mod front;

pub use events::{Counts, Happening};
pub use front::{Asked, Front, basis, counts, facts, happenings, places, together};

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use sqlx::PgConnection;

use crate::platform::id::InmateId;

/// Somebody on the staff who answers for the person.
#[derive(Clone, Debug, Deserialize)]
pub struct Responsible {
    /// The role's code.
    pub role: String,
    /// The name.
    pub name: String,
}

/// Next of kin or emergency contact.
#[derive(Clone, Debug, Deserialize)]
pub struct Kin {
    /// The name.
    pub name: String,
    /// A code of the list `relationship`.
    pub relationship: String,
    /// The telephone.
    pub phone: Option<String>,
    /// Whether to be told first.
    pub next_of_kin: bool,
    /// Whether to be called in an emergency.
    pub emergency: bool,
}

/// What a court has ordered beside a remand and the house carries out.
#[derive(Clone, Debug, Deserialize)]
pub struct Restricted {
    /// What.
    pub kind: String,
    /// The last day.
    pub until: NaiveDate,
}

/// Facts about the person that the banner does not carry.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Facts {
    /// Contact officer, case manager, coordinator.
    pub responsible: Vec<Responsible>,
    /// Languages, best first.
    pub languages: Vec<String>,
    /// Citizenships.
    pub citizenships: Vec<String>,
    /// Next of kin, for those who read the file.
    pub kin: Vec<Kin>,
    /// How many children, for those who read the file.
    pub children: i64,
    /// Restrictions in force, for those who carry them out.
    pub restrictions: Vec<Restricted>,
}

/// Whom to turn to, for workshop and school, whose groups may ask for nothing but whom to turn to.
///
/// # Errors
/// When the database is away.
pub async fn responsible(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Responsible>, sqlx::Error> {
    sqlx::query_as!(Responsible, r#"select r.role as "role!", r.display_name as "name!" from access.responsible($1) r order by 1, 2 limit 20"#, inmate.0)
        .fetch_all(connection)
        .await
}

/// The faith a person has told of. For the chaplain alone: the desk's other roles are not shown it.
///
/// # Errors
/// When the database is away.
pub async fn faith(connection: &mut PgConnection, inmate: InmateId) -> Result<Option<String>, sqlx::Error> {
    Ok(sqlx::query_scalar!("select i.religion from inmates.inmate i where i.id = $1", inmate.0).fetch_optional(connection).await?.flatten())
}

/// Why the person is held.
#[derive(Clone, Debug, Deserialize)]
pub struct Basis {
    /// `remand`, `sentence`, `preventive_detention`, `fine_default`.
    pub kind: String,
    /// The court's number.
    pub case_number: String,
    /// A code of the list `court`.
    pub court: String,
    /// A code of the list `offence`.
    pub offence: String,
    /// The day of the judgment or order.
    pub decided_on: NaiveDate,
    /// From.
    pub from_day: Option<NaiveDate>,
    /// To.
    pub to_day: Option<NaiveDate>,
    /// The term.
    pub years: i32,
    /// The term.
    pub months: i32,
    /// The term.
    pub days: i32,
    /// Days that come off the rest.
    pub less_days: i32,
}

/// A movement that is ahead or under way, or a stay.
#[derive(Clone, Debug, Deserialize)]
pub struct Whereabouts {
    /// `movement` or `stay`.
    pub what: String,
    /// A code of the list `movement_reason`.
    pub reason: String,
    /// `planned` or `out`; of a stay why it ended.
    pub state: String,
    /// Where.
    pub place: String,
    /// From.
    pub at: DateTime<Utc>,
    /// To.
    pub until: Option<DateTime<Utc>>,
}

/// Movements alone, for groups to whom stays are not granted.
///
/// # Errors
/// When the database is away.
pub async fn movements_ahead(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Whereabouts>, sqlx::Error> {
    sqlx::query_as!(
        Whereabouts,
        r#"select 'movement' as "what!", m.reason, m.state, m.destination as place, coalesce(m.out_at, m.planned_out) as "at!", m.expected_back as until
             from custody.movement m where m.inmate_id = $1 and m.state in ('planned', 'out') order by m.planned_out limit 8"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}
