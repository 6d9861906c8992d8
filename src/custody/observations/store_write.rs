//! SQL of writing, correcting and settling observations.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::jobs::Done;
use super::rules::Outcome;
use crate::platform::id::{AccountId, InmateId, PrisonId, UnitId};

/// Somebody an entry can be about.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The person.
    pub id: Uuid,
    /// The number people use.
    pub number: String,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// The prison that answers for the person.
    pub prison_id: Option<Uuid>,
    /// The unit.
    pub unit_id: Option<Uuid>,
    /// The cell's code.
    pub cell: Option<String>,
    /// Whether there is a photograph.
    pub photographed: bool,
    /// Whether the reader writes about this person.
    pub writable: bool,
}

/// Those of a unit, those named, and, when asked for, one's own people.
///
/// # Errors
/// When the database is away.
pub async fn candidates(connection: &mut PgConnection, unit: Option<Uuid>, named: &[Uuid], mine: bool) -> Result<Vec<Candidate>, sqlx::Error> {
    sqlx::query_as!(
        Candidate,
        r#"select i.id, i.number, i.family_name, i.given_name, i.prison_id, w.unit_id as "unit_id?", c.code as "cell?",
                  exists (select from inmates.photo p where p.inmate_id = i.id and p.ended_at is null) as "photographed!",
                  coalesce(i.prison_id = any((select access.deep_prisons())::uuid[]) or i.id = any((select access.write_persons())::uuid[]), false) as "writable!"
             from inmates.inmate i
             left join custody.in_custody w on w.inmate_id = i.id
             left join estate.cell c on c.id = w.cell_id
            where i.id = any($2) or i.id in (select x.inmate_id from custody.in_custody x where x.unit_id = $1) or ($3 and i.id = any((select access.assigned())::uuid[]))
            order by c.walking_order, c.code, i.family_name, i.given_name, i.id
            limit 400"#,
        unit,
        named,
        mine
    )
    .fetch_all(connection)
    .await
}

/// A unit to choose people from.
#[derive(Clone, Debug)]
pub struct UnitName {
    /// The unit.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

/// The units of a prison (for those who write about everybody there), or those on today's roster.
///
/// # Errors
/// When the database is away.
pub async fn units(connection: &mut PgConnection, prison: Option<PrisonId>, rostered: &[UnitId]) -> Result<Vec<UnitName>, sqlx::Error> {
    let rostered: Vec<Uuid> = rostered.iter().map(|u| u.0).collect();
    sqlx::query_as!(
        UnitName,
        "select u.id, u.name from estate.unit u where u.closed_on is null and (u.prison_id = $1 or u.id = any($2)) order by u.sort, u.code limit 60",
        prison.map(|p| p.0),
        &rostered
    )
    .fetch_all(connection)
    .await
}

/// What all rows of one happening share.
#[derive(Clone, Debug)]
pub struct Common<'a> {
    /// A code of the list `observation_type`.
    pub kind: &'a str,
    /// The text.
    pub body: &'a str,
    /// When it was seen.
    pub at: DateTime<Utc>,
    /// When it is written.
    pub recorded_at: DateTime<Utc>,
    /// By whom.
    pub author: AccountId,
    /// What ties several people's rows together.
    pub happening: Option<Uuid>,
    /// Where.
    pub place: &'a str,
    /// Why it comes late.
    pub late_reason: Option<&'a str>,
    /// `fact` or `assessment`.
    pub nature: &'a str,
    /// `own`, `colleague`, `inmate`, `other`, `document`.
    pub source: &'a str,
    /// Who or what that is.
    pub source_detail: &'a str,
    /// The day on which it goes away, when it is not verified.
    pub verify_by: Option<NaiveDate>,
}

/// One person's row.
#[derive(Clone, Debug)]
pub struct Line {
    /// The new row.
    pub id: Uuid,
    /// About whom.
    pub inmate: Uuid,
    /// Where the person belongs.
    pub prison: Option<Uuid>,
    /// The unit.
    pub unit: Option<Uuid>,
    /// `subject` or `present`.
    pub part: &'static str,
}

/// Writes one row a person.
///
/// # Errors
/// When the database is away, or a person is out of reach.
pub async fn add(connection: &mut PgConnection, common: &Common<'_>, lines: &[Line]) -> Result<(), sqlx::Error> {
    let ids: Vec<Uuid> = lines.iter().map(|l| l.id).collect();
    let inmates: Vec<Uuid> = lines.iter().map(|l| l.inmate).collect();
    let prisons: Vec<Option<Uuid>> = lines.iter().map(|l| l.prison).collect();
    let units: Vec<Option<Uuid>> = lines.iter().map(|l| l.unit).collect();
    let parts: Vec<String> = lines.iter().map(|l| l.part.to_owned()).collect();
    sqlx::query!(
        r#"insert into custody.observation (id, inmate_id, prison_id, unit_id, part, kind, body, at, recorded_at, author, happening_id, place, late_reason, nature, source, source_detail, unverified, verify_by)
           select l.id, l.inmate, l.prison, l.unit, l.part, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17::date is not null, $17::date
             from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[]) l (id, inmate, prison, unit, part)"#,
        &ids,
        &inmates,
        &prisons as &[Option<Uuid>],
        &units as &[Option<Uuid>],
        &parts,
        common.kind,
        common.body,
        common.at,
        common.recorded_at,
        common.author.0,
        common.happening,
        common.place,
        common.late_reason,
        common.nature,
        common.source,
        common.source_detail,
        common.verify_by,
    )
    .execute(connection)
    .await
    .map(drop)
}

/// What a correction says instead.
#[derive(Clone, Debug)]
pub struct Correction<'a> {
    /// A code of the list `observation_type`.
    pub kind: &'a str,
    /// The text.
    pub body: &'a str,
    /// When it was seen.
    pub at: DateTime<Utc>,
    /// Where.
    pub place: &'a str,
    /// `fact` or `assessment`.
    pub nature: &'a str,
    /// From whom.
    pub source: &'a str,
    /// Who or what that is.
    pub source_detail: &'a str,
    /// The day on which it goes away, when it is marked as unverified only now.
    pub verify_by: Option<NaiveDate>,
    /// Why it is corrected.
    pub reason: Option<&'a str>,
}

/// Writes new rows in the place of one and of those about the others in the same happening whom the writer reaches. What was found out about
/// the old row (verified, kept) stays with the new one. Answers with whom they are about.
///
/// # Errors
/// When the database is away, or somebody else has corrected it first (`superseded_once`).
pub async fn correct(
    connection: &mut PgConnection,
    old: Uuid,
    c: &Correction<'_>,
    author: AccountId,
    now: DateTime<Utc>,
) -> Result<Vec<(InmateId, Option<PrisonId>, Uuid)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"insert into custody.observation (id, inmate_id, prison_id, unit_id, part, happening_id, late_reason, unverified, verify_by, settled_as, settled_at, settled_by, settled_how, warned_days,
                  kind, body, at, recorded_at, author, place, nature, source, source_detail, supersedes, correction_reason)
           select gen_random_uuid(), o.inmate_id, i.prison_id, o.unit_id, o.part, o.happening_id, o.late_reason, o.unverified or $10::date is not null, coalesce(o.verify_by, $10), o.settled_as, o.settled_at,
                  o.settled_by, o.settled_how, o.warned_days, $2, $3, $4, $5, $6, $7, $8, $9, $11, o.id, $12
             from custody.observation x
             join custody.observation o on o.id = x.id or (o.happening_id is not null and o.happening_id = x.happening_id)
             join inmates.inmate i on i.id = o.inmate_id
            where x.id = $1 and (o.id = x.id or not exists (select from custody.observation n where n.supersedes = o.id))
              and (i.prison_id = any((select access.deep_prisons())::uuid[]) or i.id = any((select access.write_persons())::uuid[]))
           returning id, inmate_id, prison_id"#,
        old,
        c.kind,
        c.body,
        c.at,
        now,
        author.0,
        c.place,
        c.nature,
        c.source,
        c.verify_by,
        c.source_detail,
        c.reason,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|r| (InmateId(r.inmate_id), r.prison_id.map(PrisonId), r.id)).collect())
}

/// Settles an unverified entry and those about the others in the same happening. Answers with whom they are about; nobody when somebody else
/// was first.
///
/// # Errors
/// When the database is away or refuses.
pub async fn settle(connection: &mut PgConnection, id: Uuid, outcome: Outcome, how: &str) -> Result<Vec<(InmateId, Option<PrisonId>)>, sqlx::Error> {
    let rows = sqlx::query!(r#"select s.inmate_id as "inmate!", s.prison_id from custody.settle_observation($1, $2, $3) s"#, id, outcome.as_str(), how)
        .fetch_all(connection)
        .await?;
    Ok(rows.into_iter().map(|r| (InmateId(r.inmate), r.prison_id.map(PrisonId))).collect())
}

/// Tells everybody of a role at a prison; answers with how many.
///
/// # Errors
/// When the database is away.
pub async fn tell_role(
    connection: &mut PgConnection,
    role: &str,
    prison: Uuid,
    kind: &str,
    arguments: serde_json::Value,
    link: &str,
) -> Result<i32, sqlx::Error> {
    sqlx::query_scalar!(r#"select access.notify_role($1, $2, $3, $4, $5) as "n!""#, role, prison, kind, arguments, link).fetch_one(connection).await
}

/// The day's work, in a transaction of background work.
///
/// # Errors
/// When the database is away.
pub async fn expire(connection: &mut PgConnection, now: DateTime<Utc>) -> Result<Done, sqlx::Error> {
    sqlx::query_as!(Done, r#"select e.erased as "erased!", e.warned as "warned!" from custody.expire_unverified($1) e"#, now).fetch_one(connection).await
}
