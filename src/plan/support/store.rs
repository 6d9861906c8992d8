//! SQL of support groups.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::party::Party;
use crate::plan::model::{Kept, Meeting, Theme, Who};
use crate::platform::id::{AccountId, InmateId, PrisonId};

/// A meeting.
#[derive(Clone, Debug)]
pub struct Support {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub place: String,
    pub purpose: String,
    pub state: Meeting,
    pub notes: String,
    pub reason: String,
    pub planned_by: Option<String>,
    pub planned_at: DateTime<Utc>,
    pub ended_by: Option<String>,
    pub ended_at: Option<DateTime<Utc>>,
    pub promises: i64,
    pub version: i32,
}

/// All of a person: what is ahead first.
pub async fn all(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Support>, sqlx::Error> {
    sqlx::query_as!(
        Support,
        r#"select m.id, m.at, m.place, m.purpose, m.state as "state: Meeting", m.notes, m.reason, p.display_name as "planned_by?", m.planned_at, e.display_name as "ended_by?", m.ended_at,
                  (select count(*) from plan.promise x where x.meeting_id = m.id) as "promises!", m.version
             from plan.support_meeting m left join access.account p on p.id = m.planned_by left join access.account e on e.id = m.ended_by
            where m.inmate_id = $1 order by m.state <> 'planned', m.at desc, m.id limit 60"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// Somebody who was asked.
#[derive(Clone, Debug)]
pub struct Member {
    pub id: Uuid,
    pub who: Who,
    pub partner: String,
    pub name: String,
    pub came: Option<bool>,
}

/// Those of a meeting.
pub async fn members(connection: &mut PgConnection, meeting: Uuid) -> Result<Vec<Member>, sqlx::Error> {
    sqlx::query_as!(
        Member,
        r#"select m.id, m.who as "who: Who", m.partner, m.name, m.came from plan.support_member m where m.meeting_id = $1 order by m.id limit 40"#,
        meeting
    )
    .fetch_all(connection)
    .await
}

/// A new meeting.
#[derive(Clone, Debug)]
pub struct New {
    pub at: DateTime<Utc>,
    pub place: String,
    pub purpose: String,
    pub members: Vec<(Party, String)>,
}

/// Plans one.
pub async fn plan(
    connection: &mut PgConnection,
    id: Uuid,
    whose: (InmateId, Option<PrisonId>),
    new: &New,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    let prison = whose.1.map(|p| p.0);
    sqlx::query!(
        "insert into plan.support_meeting (id, inmate_id, prison_id, at, place, purpose, planned_by, planned_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id,
        whose.0.0,
        prison,
        new.at,
        new.place,
        new.purpose,
        by.0,
        now
    )
    .execute(&mut *connection)
    .await?;
    let ids: Vec<Uuid> = new.members.iter().map(|_| Uuid::now_v7()).collect();
    let who: Vec<String> = new.members.iter().map(|m| m.0.who.as_str().to_owned()).collect();
    let partners: Vec<String> = new.members.iter().map(|m| m.0.partner.clone()).collect();
    let names: Vec<String> = new.members.iter().map(|m| m.1.clone()).collect();
    sqlx::query!(
        "insert into plan.support_member (id, meeting_id, inmate_id, prison_id, who, partner, name, added_by)
         select x.id, $1, $2, $3, x.who, x.partner, x.name, $4 from unnest($5::uuid[], $6::text[], $7::text[], $8::text[]) x (id, who, partner, name)",
        id,
        whose.0.0,
        prison,
        by.0,
        &ids,
        &who,
        &partners,
        &names
    )
    .execute(connection)
    .await
    .map(drop)
}

/// Tells those of the house who were asked.
pub async fn tell(connection: &mut PgConnection, meeting: Uuid, arguments: serde_json::Value, link: &str) -> Result<i32, sqlx::Error> {
    sqlx::query_scalar!(r#"select plan.tell_support($1, $2, $3) as "n!""#, meeting, arguments, link).fetch_one(connection).await
}

/// It was held. False: somebody was first.
pub async fn hold(
    connection: &mut PgConnection,
    id: Uuid,
    seen: i32,
    notes: &str,
    came: &[Uuid],
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update plan.support_meeting set state = 'held', notes = $3, ended_by = $4, ended_at = $5, version = version + 1 where id = $1 and version = $2 and state = 'planned'",
        id,
        seen,
        notes,
        by.0,
        now
    )
    .execute(&mut *connection)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!("update plan.support_member set came = id = any($2) where meeting_id = $1", id, came).execute(connection).await?;
    Ok(true)
}

/// Called off. False: it was ended before.
pub async fn cancel(connection: &mut PgConnection, id: Uuid, reason: &str, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update plan.support_meeting set state = 'cancelled', reason = $2, ended_by = $3, ended_at = $4, version = version + 1 where id = $1 and state = 'planned'",
        id,
        reason,
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A promise.
#[derive(Clone, Debug)]
pub struct Promise {
    pub id: Uuid,
    pub meeting: Option<Uuid>,
    pub goal_id: Option<Uuid>,
    pub goal: Option<String>,
    pub theme: Theme,
    pub who: Who,
    pub partner: String,
    pub name: String,
    pub what: String,
    pub by_day: NaiveDate,
    pub state: Kept,
    pub note: String,
    pub shared: bool,
    pub recorded_by: Option<String>,
    pub recorded_at: DateTime<Utc>,
    pub settled_by: Option<String>,
    pub settled_at: Option<DateTime<Utc>>,
    pub version: i32,
}

/// Those made to a person, what is open first, by day.
pub async fn promises(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Promise>, sqlx::Error> {
    sqlx::query_as!(
        Promise,
        r#"select p.id, p.meeting_id as meeting, p.goal_id, g.words as "goal?", p.theme as "theme: Theme", p.who as "who: Who", p.partner, p.name, p.what, p.by_day, p.state as "state: Kept", p.note, p.shared,
                  r.display_name as "recorded_by?", p.recorded_at, s.display_name as "settled_by?", p.settled_at, p.version
             from plan.promise p left join plan.goal g on g.id = p.goal_id left join access.account r on r.id = p.recorded_by left join access.account s on s.id = p.settled_by
            where p.inmate_id = $1 order by p.state <> 'open', case when p.state = 'open' then p.by_day end, p.settled_at desc, p.id limit 200"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// What is promised.
#[derive(Clone, Debug)]
pub struct NewPromise {
    pub party: Party,
    pub name: String,
    pub what: String,
    pub theme: Theme,
    pub goal: Option<Uuid>,
    pub by_day: NaiveDate,
}

/// Writes it down.
pub async fn promise(
    connection: &mut PgConnection,
    id: Uuid,
    whose: (InmateId, Option<PrisonId>, Option<Uuid>),
    new: &NewPromise,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into plan.promise (id, inmate_id, prison_id, meeting_id, goal_id, theme, who, partner, name, what, by_day, recorded_by, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        id,
        whose.0.0,
        whose.1.map(|p| p.0),
        whose.2,
        new.goal,
        new.theme.as_str(),
        new.party.who.as_str(),
        new.party.partner,
        new.name,
        new.what,
        new.by_day,
        by.0,
        now
    )
    .execute(connection)
    .await
    .map(drop)
}

/// Kept, broken, or no longer wanted, on the ground of the version that was seen. False: somebody was first.
pub async fn settle(
    connection: &mut PgConnection,
    inmate: InmateId,
    of: (Uuid, i32),
    state: Kept,
    note: &str,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update plan.promise set state = $4, note = $5, settled_by = $6, settled_at = $7, version = version + 1 where id = $1 and inmate_id = $2 and version = $3 and state = 'open'",
        of.0,
        inmate.0,
        of.1,
        state.as_str(),
        note,
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// An open promise with whose it is.
#[derive(Clone, Debug)]
pub struct Open {
    pub id: Uuid,
    pub inmate: Uuid,
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub expected_release: Option<NaiveDate>,
    pub theme: Theme,
    pub who: Who,
    pub partner: String,
    pub name: String,
    pub what: String,
    pub by_day: NaiveDate,
    pub version: i32,
    /// Whether the person is assigned to the reader.
    pub mine: bool,
}

/// Every open promise within reach, the oldest day first.
pub async fn open(connection: &mut PgConnection, limit: i64) -> Result<Vec<Open>, sqlx::Error> {
    sqlx::query_as!(
        Open,
        r#"select p.id, i.id as inmate, i.number, i.family_name, i.given_name, w.expected_release as "expected_release?", p.theme as "theme: Theme", p.who as "who: Who", p.partner, p.name, p.what, p.by_day,
                  p.version, p.inmate_id = any((select access.assigned())::uuid[]) as "mine!"
             from plan.promise p join inmates.inmate i on i.id = p.inmate_id left join custody.in_custody w on w.inmate_id = i.id
            where p.state = 'open' order by p.by_day, p.id limit $1"#,
        limit
    )
    .fetch_all(connection)
    .await
}
