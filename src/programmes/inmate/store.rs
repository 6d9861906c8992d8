//! SQL of a person's programmes.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::{AccountId, InmateId, PrisonId};
use crate::programmes::model::{Source, Standing, Waits};

/// A programme that a person asked for, is in, or was.
#[derive(Clone, Debug)]
pub struct Enrolment {
    pub id: Uuid,
    pub programme: String,
    pub prison: String,
    pub group_id: Option<Uuid>,
    pub group: Option<String>,
    pub source: Source,
    /// The goal it serves, as far as the reader may know it.
    pub goal: Option<String>,
    pub state: Standing,
    pub why: Waits,
    pub note: String,
    pub state_reason: String,
    pub asked_by: Option<String>,
    pub asked_at: DateTime<Utc>,
    pub enrolled_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    /// The place in the queue.
    pub turn: Option<i64>,
    pub came: i64,
    pub of_n: i64,
    /// Whether the reader may open the group.
    pub opens: bool,
    pub version: i32,
}

/// All of a person, what goes on first.
pub async fn of(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Enrolment>, sqlx::Error> {
    sqlx::query_as!(
        Enrolment,
        r#"select e.id, e.programme, p.name as prison, e.group_id, g.name as "group?", e.source as "source: Source", q.words as "goal?", e.state as "state: Standing", e.waiting_reason as "why: Waits",
                  e.note, e.state_reason, a.display_name as "asked_by?", e.asked_at, e.enrolled_at, e.ended_at, programmes.turn(e.id) as turn, t.came as "came!", t.n as "of_n!",
                  coalesce(programmes.sees(e.group_id), false) as "opens!", e.version
             from programmes.enrolment e join estate.prison p on p.id = e.at_prison
             left join programmes.programme_group g on g.id = e.group_id
             left join plan.goal q on q.id = e.goal_id
             left join access.account a on a.id = e.asked_by
             cross join lateral (select count(*) filter (where x.mark in ('present', 'late')) as came, count(*) as n from programmes.attendance x where x.enrolment_id = e.id and x.current) t
            where e.inmate_id = $1
            order by e.state not in ('enrolled', 'waiting'), e.state, coalesce(e.ended_at, e.asked_at) desc, e.id limit 100"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// A talk of two.
#[derive(Clone, Debug)]
pub struct Talk {
    pub id: Uuid,
    pub programme: String,
    pub goal: Option<String>,
    pub at: DateTime<Utc>,
    pub minutes: i32,
    pub came: bool,
    pub next_on: Option<NaiveDate>,
    pub by: Option<String>,
    pub withdrawn_at: Option<DateTime<Utc>>,
    pub withdrawn_why: String,
}

/// Those of a person, the latest first.
pub async fn talks(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Talk>, sqlx::Error> {
    sqlx::query_as!(
        Talk,
        r#"select k.id, k.programme, q.words as "goal?", k.at, k.minutes, k.came, k.next_on, a.display_name as "by?", k.withdrawn_at, k.withdrawn_why
             from programmes.talk k left join plan.goal q on q.id = k.goal_id left join access.account a on a.id = k.held_by where k.inmate_id = $1 order by k.at desc, k.id limit 60"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// What the forms offer: open groups of the person's prison with places left, and the goals that the reader may know.
#[derive(Clone, Debug)]
pub struct Offer {
    /// `group` or `goal`.
    pub what: String,
    pub id: Uuid,
    /// The programme's code, or the goal's words.
    pub text: String,
    pub name: String,
    pub left: i64,
}

/// Both in one statement.
pub async fn offers(connection: &mut PgConnection, inmate: InmateId, prison: Option<PrisonId>) -> Result<Vec<Offer>, sqlx::Error> {
    sqlx::query_as!(
        Offer,
        r#"select 'group' as "what!", g.id as "id!", g.programme as "text!", g.name as "name!", g.places - f.taken as "left!"
             from programmes.programme_group g join programmes.figures() f on f.group_id = g.id where g.state = 'open' and g.prison_id = $2
           union all
           select 'goal', q.id, q.words, q.theme, 0 from plan.goal q where q.inmate_id = $1 and q.state in ('current', 'later') and q.theme <> 'health'
           order by 1, 3, 4 limit 200"#,
        inmate.0,
        prison.map(|p| p.0)
    )
    .fetch_all(connection)
    .await
}

/// A wish for a programme.
#[derive(Clone, Debug)]
pub struct New {
    pub programme: String,
    pub source: Source,
    pub goal: Option<Uuid>,
    pub note: String,
    /// Of somebody who is put on the list because the group is full.
    pub why: Waits,
}

/// Writes it down; everybody waits first. The constraint `one_of_a_programme` refuses a second.
pub async fn ask(
    connection: &mut PgConnection,
    id: Uuid,
    of: (InmateId, Option<PrisonId>),
    new: &New,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into programmes.enrolment (id, inmate_id, prison_id, programme, source, goal_id, waiting_reason, note, asked_by, asked_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id,
        of.0.0,
        of.1.map(|p| p.0),
        new.programme,
        new.source.as_str(),
        new.goal,
        new.why.as_str(),
        new.note,
        by.0,
        now
    )
    .execute(connection)
    .await
    .map(drop)
}

/// A talk that was held, or should have been.
#[derive(Clone, Debug)]
pub struct NewTalk {
    pub programme: String,
    pub goal: Option<Uuid>,
    pub at: DateTime<Utc>,
    pub minutes: i32,
    pub came: bool,
    pub next_on: Option<NaiveDate>,
}

/// Writes it down; under its goal it shows by itself.
pub async fn talk(
    connection: &mut PgConnection,
    id: Uuid,
    of: (InmateId, Option<PrisonId>),
    new: &NewTalk,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into programmes.talk (id, inmate_id, prison_id, programme, goal_id, at, minutes, came, next_on, held_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        id,
        of.0.0,
        of.1.map(|p| p.0),
        new.programme,
        new.goal,
        new.at,
        new.minutes,
        new.came,
        new.next_on,
        by.0,
        now
    )
    .execute(connection)
    .await
    .map(drop)
}

/// It was written by mistake. False: it had been withdrawn, or it is not the person's.
pub async fn withdraw(connection: &mut PgConnection, inmate: InmateId, id: Uuid, why: &str, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update programmes.talk set withdrawn_by = $4, withdrawn_at = $5, withdrawn_why = $3 where id = $1 and inmate_id = $2 and withdrawn_at is null",
        id,
        inmate.0,
        why,
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}
