//! All SQL of observations.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::{InmateId, UnitId};
use crate::platform::paging::Mark;

/// One entry, with the text it corrected if it did.
#[derive(Clone, Debug)]
pub struct Observation {
    /// The entry.
    pub id: Uuid,
    /// About whom.
    pub inmate: Uuid,
    /// A code of the list `observation_type`.
    pub kind: String,
    /// The text.
    pub body: String,
    /// When it was seen.
    pub at: DateTime<Utc>,
    /// When it was written.
    pub recorded_at: DateTime<Utc>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The unit's name.
    pub unit: Option<String>,
    /// What it said before.
    pub earlier_body: Option<String>,
    /// When that was written.
    pub earlier_at: Option<DateTime<Utc>>,
    /// By whom.
    pub earlier_author: Option<String>,
}

impl Observation {
    /// Its place in the list.
    pub fn mark(&self) -> Mark {
        Mark { at: self.at, id: self.id }
    }
}

/// A person's entries from `before` on, newest first; what was corrected appears only inside its correction.
///
/// # Errors
/// When the database is away.
pub async fn of_inmate(connection: &mut PgConnection, inmate: InmateId, kind: &str, before: Mark, limit: i64) -> Result<Vec<Observation>, sqlx::Error> {
    sqlx::query_as!(
        Observation,
        r#"select o.id, o.inmate_id as inmate, o.kind, o.body, o.at, o.recorded_at, a.display_name as "author?", u.name as "unit?",
                  e.body as "earlier_body?", e.recorded_at as "earlier_at?", b.display_name as "earlier_author?"
             from custody.observation o
             left join access.account a on a.id = o.author
             left join estate.unit u on u.id = o.unit_id
             left join custody.observation e on e.id = o.supersedes
             left join access.account b on b.id = e.author
            where o.inmate_id = $1 and ($2 = '' or o.kind = $2) and (o.at, o.id) < ($3, $4)
              and not exists (select from custody.observation n where n.supersedes = o.id)
            order by o.at desc, o.id desc
            limit $5"#,
        inmate.0,
        kind,
        before.at,
        before.id,
        limit
    )
    .fetch_all(connection)
    .await
}

/// How many of each kind, the most frequent first.
///
/// # Errors
/// When the database is away.
pub async fn kinds(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<(String, i64)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select o.kind, count(*) as "count!" from custody.observation o
            where o.inmate_id = $1 and not exists (select from custody.observation n where n.supersedes = o.id)
            group by o.kind order by count(*) desc, o.kind limit 60"#,
        inmate.0
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|r| (r.kind, r.count)).collect())
}

/// What was written on some units since an instant, newest first: the handover from the last shift.
///
/// # Errors
/// When the database is away.
pub async fn of_units(connection: &mut PgConnection, units: &[UnitId], since: DateTime<Utc>, limit: i64) -> Result<Vec<Observation>, sqlx::Error> {
    let units: Vec<Uuid> = units.iter().map(|u| u.0).collect();
    sqlx::query_as!(
        Observation,
        r#"select o.id, o.inmate_id as inmate, o.kind, o.body, o.at, o.recorded_at, a.display_name as "author?", null as "unit?",
                  null as "earlier_body?", null::timestamptz as "earlier_at?", null as "earlier_author?"
             from custody.in_custody w
             join custody.observation o on o.inmate_id = w.inmate_id
             left join access.account a on a.id = o.author
            where w.unit_id = any($1) and o.at >= $2
              and not exists (select from custody.observation n where n.supersedes = o.id)
            order by o.at desc, o.id desc
            limit $3"#,
        &units,
        since,
        limit
    )
    .fetch_all(connection)
    .await
}
