//! All SQL of observations.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::rules::State;
use crate::platform::id::{InmateId, PrisonId, UnitId};
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
    /// Where it was.
    pub place: String,
    /// `fact` or `assessment`.
    pub nature: String,
    /// `own`, `colleague`, `inmate`, `other`, `document`.
    pub source: String,
    /// Whether it was marked as unverified.
    pub unverified: bool,
    /// `verified`, `kept` or `erased`.
    pub settled_as: Option<String>,
}

impl Observation {
    /// Its place in the list.
    pub fn mark(&self) -> Mark {
        Mark { at: self.at, id: self.id }
    }

    /// Where it stands in being verified.
    pub fn state(&self) -> State {
        State::of(self.unverified, self.settled_as.as_deref())
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
                  e.body as "earlier_body?", e.recorded_at as "earlier_at?", b.display_name as "earlier_author?",
                  o.place, o.nature, o.source, o.unverified, o.settled_as
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
                  null as "earlier_body?", null::timestamptz as "earlier_at?", null as "earlier_author?",
                  o.place, o.nature, o.source, o.unverified, o.settled_as
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

/// One version of an entry, with everything that was written.
#[derive(Clone, Debug)]
pub struct Version {
    /// The row.
    pub id: Uuid,
    /// Who wrote it.
    pub author_id: Uuid,
    /// By name.
    pub author: Option<String>,
    /// A code of the list `observation_type`.
    pub kind: String,
    /// The text.
    pub body: String,
    /// When it was seen.
    pub at: DateTime<Utc>,
    /// When it was written.
    pub recorded_at: DateTime<Utc>,
    /// The unit's name.
    pub unit: Option<String>,
    /// What ties several people's rows together.
    pub happening: Option<Uuid>,
    /// `subject` or `present`.
    pub part: String,
    /// Where it was.
    pub place: String,
    /// Why it came late.
    pub late_reason: Option<String>,
    /// `fact` or `assessment`.
    pub nature: String,
    /// From whom.
    pub source: String,
    /// Who or what that is.
    pub source_detail: String,
    /// Whether it was marked as unverified.
    pub unverified: bool,
    /// The day on which it goes away.
    pub verify_by: Option<NaiveDate>,
    /// Why it was corrected.
    pub correction_reason: Option<String>,
    /// `verified`, `kept` or `erased`.
    pub settled_as: Option<String>,
    /// When.
    pub settled_at: Option<DateTime<Utc>>,
    /// By whom.
    pub settled_by: Option<String>,
    /// How.
    pub settled_how: Option<String>,
}

impl Version {
    /// Where it stands in being verified.
    pub fn state(&self) -> State {
        State::of(self.unverified, self.settled_as.as_deref())
    }
}

/// An entry with all its versions, newest first, whichever of them was asked for.
///
/// # Errors
/// When the database is away.
pub async fn versions(connection: &mut PgConnection, inmate: InmateId, id: Uuid) -> Result<Vec<Version>, sqlx::Error> {
    sqlx::query_as!(
        Version,
        r#"with recursive up (id) as (
               select o.id from custody.observation o where o.id = $2 and o.inmate_id = $1
               union all select n.id from custody.observation n join up on n.supersedes = up.id),
           down (id, supersedes, depth) as (
               select o.id, o.supersedes, 0 from custody.observation o join up on up.id = o.id where not exists (select from custody.observation n where n.supersedes = o.id)
               union all select o.id, o.supersedes, d.depth + 1 from custody.observation o join down d on o.id = d.supersedes)
           select o.id, o.author as author_id, a.display_name as "author?", o.kind, o.body, o.at, o.recorded_at, u.name as "unit?", o.happening_id as happening, o.part, o.place,
                  o.late_reason, o.nature, o.source, o.source_detail, o.unverified, o.verify_by, o.correction_reason, o.settled_as, o.settled_at, s.display_name as "settled_by?", o.settled_how
             from down d join custody.observation o on o.id = d.id
             left join access.account a on a.id = o.author
             left join access.account s on s.id = o.settled_by
             left join estate.unit u on u.id = o.unit_id
            order by d.depth limit 50"#,
        inmate.0,
        id
    )
    .fetch_all(connection)
    .await
}

/// Somebody else in the same happening.
#[derive(Clone, Debug)]
pub struct Other {
    /// The person.
    pub inmate: Uuid,
    /// The entry about them.
    pub entry: Uuid,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// `subject` or `present`.
    pub part: String,
}

/// The others in a happening whom the reader sees.
///
/// # Errors
/// When the database is away.
pub async fn others(connection: &mut PgConnection, happening: Uuid, inmate: InmateId) -> Result<Vec<Other>, sqlx::Error> {
    sqlx::query_as!(
        Other,
        r#"select o.inmate_id as inmate, o.id as entry, i.family_name, i.given_name, o.part
             from custody.observation o join inmates.inmate i on i.id = o.inmate_id
            where o.happening_id = $1 and o.inmate_id <> $2 and not exists (select from custody.observation n where n.supersedes = o.id)
            order by o.part desc, i.family_name, i.given_name limit 60"#,
        happening,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// An entry that is not verified.
#[derive(Clone, Debug)]
pub struct Unverified {
    /// The entry.
    pub id: Uuid,
    /// About whom.
    pub inmate: Uuid,
    /// The number people use.
    pub number: String,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// Where they live.
    pub unit: Option<String>,
    /// A code of the list `observation_type`.
    pub kind: String,
    /// The text.
    pub body: String,
    /// When it was seen.
    pub at: DateTime<Utc>,
    /// Who wrote it.
    pub author_id: Uuid,
    /// By name.
    pub author: Option<String>,
    /// From whom.
    pub source: String,
    /// The day on which it goes away.
    pub verify_by: NaiveDate,
    /// Whether a decision builds on it.
    pub kept: bool,
}

/// What is not verified in these prisons and within the reader's reach, what goes away first on top.
///
/// # Errors
/// When the database is away.
pub async fn unverified(connection: &mut PgConnection, prisons: &[PrisonId], limit: i64) -> Result<Vec<Unverified>, sqlx::Error> {
    let prisons: Vec<Uuid> = prisons.iter().map(|p| p.0).collect();
    sqlx::query_as!(
        Unverified,
        r#"select o.id, o.inmate_id as inmate, i.number, i.family_name, i.given_name, u.name as "unit?", o.kind, o.body, o.at, o.author as author_id, a.display_name as "author?",
                  o.source, o.verify_by as "verify_by!", o.settled_as is not null as "kept!"
             from custody.observation o
             join inmates.inmate i on i.id = o.inmate_id
             left join custody.in_custody w on w.inmate_id = o.inmate_id
             left join estate.unit u on u.id = w.unit_id
             left join access.account a on a.id = o.author
            where o.prison_id = any($1) and o.unverified and (o.settled_as is null or o.settled_as = 'kept')
              and not exists (select from custody.observation n where n.supersedes = o.id)
            order by o.settled_as nulls first, o.verify_by, o.id
            limit $2"#,
        &prisons,
        limit
    )
    .fetch_all(connection)
    .await
}
