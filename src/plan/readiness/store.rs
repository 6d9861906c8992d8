//! SQL of readiness.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::{Item, Standing};
use crate::plan::model::Who;
use crate::platform::id::{AccountId, InmateId};

/// A point of somebody's list.
#[derive(Clone, Debug)]
pub struct Point {
    pub item: Item,
    pub state: Standing,
    pub who: Who,
    pub owner: Option<Uuid>,
    pub owner_name: Option<String>,
    pub partner: String,
    pub due_on: Option<NaiveDate>,
    pub evidence: String,
    pub moved_at: Option<DateTime<Utc>>,
    pub moved_by: Option<String>,
    pub version: i32,
}

/// The list of the newest stay that has one.
pub async fn points(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Point>, sqlx::Error> {
    sqlx::query_as!(
        Point,
        r#"select r.item as "item: Item", r.state as "state: Standing", r.who as "who: Who", r.owner, o.display_name as "owner_name?", r.partner, r.due_on, r.evidence, r.moved_at,
                  m.display_name as "moved_by?", r.version
             from plan.readiness r left join access.account o on o.id = r.owner left join access.account m on m.id = r.moved_by
            where r.inmate_id = $1 and r.stay_id = (select x.stay_id from plan.readiness x where x.inmate_id = $1 order by x.opened_at desc limit 1)
            order by r.due_on nulls last, r.item limit 40"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// Something that became of a point.
#[derive(Clone, Debug)]
pub struct Move {
    pub item: Item,
    pub state: Standing,
    pub evidence: String,
    pub at: DateTime<Utc>,
    pub by: Option<String>,
}

/// What became of the points, the latest first.
pub async fn history(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Move>, sqlx::Error> {
    sqlx::query_as!(
        Move,
        r#"select s.item as "item: Item", s.state as "state: Standing", s.evidence, s.at, a.display_name as "by?"
             from plan.readiness_step s left join access.account a on a.id = s.by_account where s.inmate_id = $1 order by s.at desc, s.id limit 40"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// What a point says.
#[derive(Clone, Debug)]
pub struct Said {
    pub state: Standing,
    pub who: Who,
    pub owner: Option<Uuid>,
    pub partner: String,
    pub due_on: Option<NaiveDate>,
    pub evidence: String,
}

/// Says it, from the version on that was seen. False: somebody was first.
pub async fn save(
    connection: &mut PgConnection,
    inmate: InmateId,
    item: Item,
    seen: i32,
    said: &Said,
    (me, now): (AccountId, DateTime<Utc>),
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update plan.readiness r set state = $4, who = $5, owner = $6, partner = $7, due_by_hand = r.due_by_hand or r.due_on is distinct from $8, due_on = $8, evidence = $9, moved_by = $10,
                moved_at = $11, version = r.version + 1
          where r.inmate_id = $1 and r.item = $2 and r.version = $3 and r.stay_id = (select x.stay_id from plan.readiness x where x.inmate_id = $1 order by x.opened_at desc limit 1)",
        inmate.0,
        item.as_str(),
        seen,
        said.state.as_str(),
        said.who.as_str(),
        said.owner,
        said.partner,
        said.due_on,
        said.evidence,
        me.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Opens the list of somebody of one's own.
pub async fn open(connection: &mut PgConnection, rows: &Value) -> Result<(), sqlx::Error> {
    sqlx::query!("select plan.open_readiness($1)", rows).fetch_one(connection).await.map(drop)
}

/// How ready somebody is.
#[derive(Clone, Debug)]
pub struct Ready {
    /// Who.
    pub inmate: Uuid,
    /// How many points are needed.
    pub needed: i64,
    /// How many of them are done.
    pub done: i64,
    /// How many are past their day.
    pub late: i64,
    /// Those that are not done, the first day first.
    pub missing: Vec<String>,
}

/// Of these people, those whose list is open.
///
/// # Errors
/// When the database is away.
pub async fn of(connection: &mut PgConnection, inmates: &[Uuid]) -> Result<HashMap<Uuid, Ready>, sqlx::Error> {
    let rows = sqlx::query_as!(
        Ready,
        r#"select p.inmate_id as "inmate!", p.needed as "needed!", p.done as "done!", p.late as "late!", coalesce(p.missing, '{}') as "missing!" from plan.ready p where p.inmate_id = any($1)"#,
        inmates
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|r| (r.inmate, r)).collect())
}

/// A release that the clock is not set for.
#[derive(Clone, Debug)]
pub struct Ahead {
    pub inmate: Uuid,
    pub on: NaiveDate,
    pub reference: Uuid,
}

/// Releases up to a day that the clock is not set for, and those that have moved.
pub async fn unset(connection: &mut PgConnection, until: NaiveDate, limit: i32) -> Result<Vec<Ahead>, sqlx::Error> {
    sqlx::query_as!(Ahead, r#"select u.inmate_id as "inmate!", u.release_on as "on!", u.ref as "reference!" from plan.releases_unset($1, $2) u"#, until, limit)
        .fetch_all(connection)
        .await
}

/// The lists are open, with their days.
pub async fn set(connection: &mut PgConnection, rows: &Value) -> Result<(), sqlx::Error> {
    sqlx::query!("select plan.releases_set($1)", rows).fetch_one(connection).await.map(drop)
}

/// What the clock asked for and is whole.
pub async fn whole(connection: &mut PgConnection) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(r#"select r.ref as "ref!" from plan.releases_ready() r"#).fetch_all(connection).await
}

/// Somebody who leaves, and what health has answered.
#[derive(Clone, Debug)]
pub struct Patient {
    pub inmate: Uuid,
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub prison: String,
    pub place: Option<String>,
    pub photographed: bool,
    pub release_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub state: Standing,
    pub moved_at: Option<DateTime<Utc>>,
}

/// Those whose list is open, at the reader's prisons; the first release first.
pub async fn patients(connection: &mut PgConnection, limit: i64) -> Result<Vec<Patient>, sqlx::Error> {
    sqlx::query_as!(
        Patient,
        r#"select r.inmate_id as inmate, i.number, i.family_name, i.given_name, p.name as prison, coalesce(c.code, u.name) as place,
                  exists (select from inmates.photo f where f.inmate_id = i.id and f.ended_at is null) as "photographed!", w.expected_release as release_on, r.due_on,
                  r.state as "state: Standing", r.moved_at
             from plan.readiness r join inmates.inmate i on i.id = r.inmate_id join custody.in_custody w on w.inmate_id = r.inmate_id
             join custody.stay s on s.id = r.stay_id and s.released_at is null
             join estate.prison p on p.id = w.prison_id join estate.unit u on u.id = w.unit_id left join estate.cell c on c.id = w.cell_id
            where r.item = 'treatment' order by w.expected_release nulls last, i.family_name, i.given_name, i.id limit $1"#,
        limit
    )
    .fetch_all(connection)
    .await
}

/// Health's answer. False: there is no open list, or it stands so.
pub async fn answer(connection: &mut PgConnection, inmate: InmateId, state: Standing, me: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update plan.readiness r set state = $2, moved_by = $3, moved_at = $4, version = r.version + 1
          where r.inmate_id = $1 and r.item = 'treatment' and r.state <> $2 and r.stay_id = (select s.id from custody.stay s where s.inmate_id = $1 and s.released_at is null)",
        inmate.0,
        state.as_str(),
        me.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}
