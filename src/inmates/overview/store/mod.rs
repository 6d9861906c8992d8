//! What the front page of a person reads. Views of several slices' tables, joined for reading only.

mod events;

pub use events::{Happening, counts, events};

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
#[derive(Clone, Debug, Default)]
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

/// Everything about the person in one row.
///
/// # Errors
/// When the database is away.
pub async fn facts(connection: &mut PgConnection, inmate: InmateId, today: NaiveDate) -> Result<Facts, sqlx::Error> {
    let row = sqlx::query!(
        r#"select coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'name', r.display_name) order by r.role, r.display_name) from access.responsible($1) r), '[]') as "responsible!",
                  coalesce((select array_agg(l.language order by array_position(array['mother_tongue', 'good', 'some', 'reads_only'], l.level))
                              from inmates.language l where l.inmate_id = $1 and l.ended_at is null), '{}') as "languages!",
                  coalesce((select array_agg(c.country order by c.recorded_at) from inmates.citizenship c where c.inmate_id = $1 and c.ended_at is null), '{}') as "citizenships!",
                  coalesce((select jsonb_agg(jsonb_build_object('name', k.name, 'relationship', k.relationship, 'phone', k.phone, 'next_of_kin', k.next_of_kin, 'emergency', k.emergency)
                                   order by k.next_of_kin desc, k.emergency desc, k.name)
                              from inmates.contact_person k where k.inmate_id = $1 and k.ended_at is null), '[]') as "kin!",
                  (select count(*) from inmates.child c where c.inmate_id = $1 and c.ended_at is null) as "children!",
                  coalesce((select jsonb_agg(jsonb_build_object('kind', r.kind, 'until', coalesce(r.lifted_on, r.until_day)) order by r.kind <> 'full_isolation', r.kind)
                              from sentences.restriction r where r.inmate_id = $1 and r.replaced_at is null and not r.withdrawn
                               and $2 between r.from_day and coalesce(r.lifted_on, r.until_day)), '[]') as "restrictions!""#,
        inmate.0,
        today
    )
    .fetch_one(connection)
    .await?;
    Ok(Facts {
        responsible: serde_json::from_value(row.responsible).unwrap_or_default(),
        languages: row.languages,
        citizenships: row.citizenships,
        kin: serde_json::from_value(row.kin).unwrap_or_default(),
        children: row.children,
        restrictions: serde_json::from_value(row.restrictions).unwrap_or_default(),
    })
}

/// The same for workshop and school, whose groups may ask for nothing but whom to turn to.
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
#[derive(Clone, Debug)]
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
}

/// The newest legal bases; all of them stand on their own page.
///
/// # Errors
/// When the database is away.
pub async fn basis(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Basis>, sqlx::Error> {
    sqlx::query_as!(
        Basis,
        "select kind, case_number, court, offence, decided_on, from_day, coalesce(ended_on, to_day) as to_day, years, months, days
           from sentences.legal_basis where inmate_id = $1 and replaced_at is null and not withdrawn and kind <> 'arrest' order by decided_on desc, id desc limit 3",
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// A movement that is ahead or under way, or a stay.
#[derive(Clone, Debug)]
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

/// Movements under way and ahead, and every stay.
///
/// # Errors
/// When the database is away.
pub async fn whereabouts(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Whereabouts>, sqlx::Error> {
    sqlx::query_as!(
        Whereabouts,
        r#"(select 'movement' as "what!", m.reason as "reason!", m.state as "state!", m.destination as "place!", coalesce(m.out_at, m.planned_out) as "at!", m.expected_back as until
              from custody.movement m where m.inmate_id = $1 and m.state in ('planned', 'out') order by m.planned_out limit 8)
           union all
           (select 'stay', s.admission_reason, coalesce(s.release_reason, ''), p.name, s.admitted_at, s.released_at
              from custody.stay s join estate.prison p on p.id = s.first_prison_id where s.inmate_id = $1 order by s.admitted_at desc limit 8)"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
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
