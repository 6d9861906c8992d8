//! SQL of skills, references and accidents.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::Level;
use super::form::{NewAccident, NewReference, NewSkill};
use crate::platform::id::{AccountId, InmateId, PrisonId};

/// A place where somebody is or was.
#[derive(Clone, Debug)]
pub struct Placement {
    pub id: Uuid,
    pub place_id: Uuid,
    pub place: String,
    pub from: Option<DateTime<Utc>>,
    pub until: Option<DateTime<Utc>>,
}

/// The places of a person, the latest first.
pub async fn placements(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Placement>, sqlx::Error> {
    sqlx::query_as!(
        Placement,
        "select x.id, x.place_id, p.name as place, lower(x.during) as from, upper(x.during) as until from activities.placement x join activities.place p on p.id = x.place_id
          where x.inmate_id = $1 order by lower(x.during) desc, x.id limit 60",
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// A task mastered.
#[derive(Clone, Debug)]
pub struct Skill {
    pub id: Uuid,
    pub what: String,
    pub level: Level,
    pub place: Option<String>,
    pub on_day: NaiveDate,
    pub by: Option<String>,
    pub withdrawn_at: Option<DateTime<Utc>>,
}

/// Those of a person, the latest first.
pub async fn skills(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Skill>, sqlx::Error> {
    sqlx::query_as!(
        Skill,
        r#"select s.id, s.what, s.level as "level: Level", p.name as "place?", s.on_day, a.display_name as "by?", s.withdrawn_at
             from activities.skill s left join activities.place p on p.id = s.place_id left join access.account a on a.id = s.recorded_by
            where s.inmate_id = $1 order by s.withdrawn_at is not null, s.on_day desc, s.id limit 100"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// Writes one down.
pub async fn skill(
    connection: &mut PgConnection,
    id: Uuid,
    (inmate, prison): (InmateId, Option<PrisonId>),
    new: &NewSkill,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into activities.skill (id, inmate_id, prison_id, place_id, what, level, on_day, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id,
        inmate.0,
        prison.map(|p| p.0),
        new.place,
        new.what,
        new.level.as_str(),
        new.on_day,
        by.0,
        now
    )
    .execute(connection)
    .await
    .map(drop)
}

/// It was written by mistake. False: it had been withdrawn, or is nobody's here.
pub async fn withdraw(connection: &mut PgConnection, inmate: InmateId, id: Uuid, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update activities.skill set withdrawn_at = $3, withdrawn_by = $4 where id = $2 and inmate_id = $1 and withdrawn_at is null",
        inmate.0,
        id,
        now,
        by.0
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A reference as it was given.
#[derive(Clone, Debug)]
pub struct Reference {
    pub id: Uuid,
    pub words: String,
    pub given_on: NaiveDate,
    pub kind: String,
    pub code: String,
    pub from: Option<DateTime<Utc>>,
    pub until: Option<DateTime<Utc>>,
    pub by: Option<String>,
    /// The town, from the prison's address.
    pub town: Option<String>,
}

/// Those of a person.
pub async fn references(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Reference>, sqlx::Error> {
    sqlx::query_as!(
        Reference,
        r#"select r.id, r.words, r.given_on, p.kind, p.code, lower(x.during) as from, upper(x.during) as until, a.display_name as "by?", e.municipality as town
             from activities.reference r join activities.placement x on x.id = r.placement_id join activities.place p on p.id = x.place_id join estate.prison e on e.id = p.prison_id
             left join access.account a on a.id = r.recorded_by
            where r.inmate_id = $1 order by r.given_on desc, r.id limit 40"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// Gives one.
pub async fn reference(
    connection: &mut PgConnection,
    id: Uuid,
    (inmate, prison): (InmateId, Option<PrisonId>),
    new: &NewReference,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into activities.reference (id, inmate_id, prison_id, placement_id, words, given_on, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id,
        inmate.0,
        prison.map(|p| p.0),
        new.placement,
        new.words,
        new.given_on,
        by.0,
        now
    )
    .execute(connection)
    .await
    .map(drop)
}

/// An accident at work.
#[derive(Clone, Debug)]
pub struct Accident {
    pub id: Uuid,
    pub inmate_id: Uuid,
    pub place: Option<String>,
    pub at: DateTime<Utc>,
    pub what: String,
    pub health_called: bool,
    pub reported_to: String,
    pub measures: String,
    pub by: Option<String>,
    pub version: i32,
}

/// Those of a person, or of a place, as far as the reader may see the people.
pub async fn accidents(connection: &mut PgConnection, inmate: Option<InmateId>, place: Option<Uuid>) -> Result<Vec<Accident>, sqlx::Error> {
    sqlx::query_as!(
        Accident,
        r#"select c.id, c.inmate_id, p.name as "place?", c.at, c.what, c.health_called, c.reported_to, c.measures, a.display_name as "by?", c.version
             from activities.accident c left join activities.place p on p.id = c.place_id left join access.account a on a.id = c.recorded_by
            where ($1::uuid is null or c.inmate_id = $1) and ($2::uuid is null or c.place_id = $2) order by c.at desc, c.id limit 40"#,
        inmate.map(|i| i.0),
        place
    )
    .fetch_all(connection)
    .await
}

/// Writes one down.
pub async fn accident(
    connection: &mut PgConnection,
    id: Uuid,
    (inmate, prison): (InmateId, Option<PrisonId>),
    new: &NewAccident,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into activities.accident (id, inmate_id, prison_id, place_id, at, what, health_called, reported_to, measures, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        id,
        inmate.0,
        prison.map(|p| p.0),
        new.place,
        new.at,
        new.what,
        new.health_called,
        new.reported_to,
        new.measures,
        by.0,
        now
    )
    .execute(connection)
    .await
    .map(drop)
}

/// What was done about it since. False: somebody was first.
pub async fn follow_up(connection: &mut PgConnection, inmate: InmateId, id: Uuid, seen: i32, reported_to: &str, measures: &str) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update activities.accident set reported_to = $4, measures = $5, version = version + 1 where id = $2 and inmate_id = $1 and version = $3",
        inmate.0,
        id,
        seen,
        reported_to,
        measures
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}
