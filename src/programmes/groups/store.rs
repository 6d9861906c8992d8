//! SQL of groups.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::{AccountId, InmateId, PrisonId};
use crate::programmes::model::{GroupState, Place, Source, Standing, Waits};

/// A group in a list.
#[derive(Clone, Debug)]
pub struct Listed {
    pub id: Uuid,
    pub prison: String,
    pub programme: String,
    pub name: String,
    pub place: String,
    pub places: i32,
    pub starts_on: NaiveDate,
    pub state: GroupState,
    pub taken: i64,
    pub waiting: i64,
    pub next_at: Option<DateTime<Utc>>,
    /// A session that is over without anybody having said who came.
    pub due: i64,
    pub leaders: Vec<String>,
    pub mine: bool,
}

/// Groups of the reader's prisons: open ones, and those that ended lately.
pub async fn groups(connection: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<Listed>, sqlx::Error> {
    sqlx::query_as!(
        Listed,
        r#"select g.id, p.name as prison, g.programme, g.name, g.place, g.places, g.starts_on, g.state as "state: GroupState", f.taken as "taken!", f.waiting as "waiting!",
                  s.next_at, s.due as "due!",
                  array(select a.display_name from programmes.facilitator l join access.account a on a.id = l.account_id where l.group_id = g.id and l.until is null order by a.display_name) as "leaders!",
                  g.id = any((select programmes.my_groups())::uuid[]) as "mine!"
             from programmes.programme_group g join programmes.figures() f on f.group_id = g.id join estate.prison p on p.id = g.prison_id
             cross join lateral (select min(x.starts_at) filter (where x.starts_at > $1) as next_at, count(*) filter (where x.ends_at <= $1) as due
                                   from programmes.session x where x.group_id = g.id and x.state = 'planned') s
            where g.state = 'open' or g.ended_at > $1::timestamptz - interval '60 days'
            order by g.state <> 'open', 14 desc, p.name, g.programme, g.starts_on, g.id limit 400"#,
        now
    )
    .fetch_all(connection)
    .await
}

/// How many wait for a programme at a prison.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub prison: String,
    pub programme: String,
    pub n: i64,
    /// Whether there is an open group of it.
    pub group: bool,
}

/// Programmes that somebody waits for.
pub async fn waits(connection: &mut PgConnection) -> Result<Vec<Waiting>, sqlx::Error> {
    sqlx::query_as!(
        Waiting,
        r#"select p.name as prison, w.programme as "programme!", w.n as "n!",
                  exists (select from programmes.programme_group g where g.prison_id = w.prison_id and g.programme = w.programme and g.state = 'open') as "group!"
             from programmes.waits() w join estate.prison p on p.id = w.prison_id order by w.n desc, w.programme, p.name limit 200"#
    )
    .fetch_all(connection)
    .await
}

/// A group.
#[derive(Clone, Debug)]
pub struct Group {
    pub id: Uuid,
    pub prison_id: Uuid,
    pub prison: String,
    pub programme: String,
    pub name: String,
    pub place: String,
    pub places: i32,
    pub starts_on: NaiveDate,
    pub state: GroupState,
    pub state_reason: String,
    pub version: i32,
    /// Whether the reader works with it.
    pub runs: bool,
}

/// One whose people the reader may see; none for anybody else.
pub async fn group(connection: &mut PgConnection, id: Uuid) -> Result<Option<Group>, sqlx::Error> {
    sqlx::query_as!(
        Group,
        r#"select g.id, g.prison_id, p.name as prison, g.programme, g.name, g.place, g.places, g.starts_on, g.state as "state: GroupState", g.state_reason, g.version,
                  programmes.runs(g.id) as "runs!"
             from programmes.programme_group g join estate.prison p on p.id = g.prison_id where g.id = $1 and programmes.sees(g.id)"#,
        id
    )
    .fetch_optional(connection)
    .await
}

/// Somebody who has or had a place.
#[derive(Clone, Debug)]
pub struct Person {
    pub enrolment: Uuid,
    /// None: a person the reader may not see.
    pub inmate: Option<Uuid>,
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub place: Option<String>,
    pub state: Standing,
    pub state_reason: String,
    pub accepted_why: String,
    pub ended_at: Option<DateTime<Utc>>,
    pub came: i64,
    pub of_n: i64,
    pub reachable: bool,
    pub version: i32,
}

/// Those of a group.
pub async fn people(connection: &mut PgConnection, group: Uuid) -> Result<Vec<Person>, sqlx::Error> {
    sqlx::query_as!(
        Person,
        r#"select x.enrolment_id as "enrolment!", x.inmate_id as inmate, x.number as "number!", x.family_name as "family_name!", x.given_name as "given_name!", x.place,
                  x.state as "state!: Standing", x.state_reason as "state_reason!", x.accepted_why as "accepted_why!", x.ended_at,
                  x.came as "came!", x.of_n as "of_n!", x.reachable as "reachable!", x.version as "version!"
             from programmes.people($1) x"#,
        group
    )
    .fetch_all(connection)
    .await
}

/// Somebody who waits.
#[derive(Clone, Debug)]
pub struct Waiter {
    pub enrolment: Uuid,
    pub inmate: Option<Uuid>,
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub place: Option<String>,
    pub turn: i64,
    pub why: Waits,
    pub said: String,
    pub source: Source,
    pub note: String,
    pub asked_at: DateTime<Utc>,
    pub reachable: bool,
    pub version: i32,
}

/// The queue of a programme at a prison.
pub async fn queue(connection: &mut PgConnection, prison: Uuid, programme: &str) -> Result<Vec<Waiter>, sqlx::Error> {
    sqlx::query_as!(
        Waiter,
        r#"select x.enrolment_id as "enrolment!", x.inmate_id as inmate, x.number as "number!", x.family_name as "family_name!", x.given_name as "given_name!", x.place, x.turn as "turn!",
                  x.waiting_reason as "why!: Waits", x.state_reason as "said!", x.source as "source!: Source", x.note as "note!", x.asked_at as "asked_at!", x.reachable as "reachable!", x.version as "version!"
             from programmes.queue($1, $2) x"#,
        prison,
        programme
    )
    .fetch_all(connection)
    .await
}

/// Somebody who leads a group or may.
#[derive(Clone, Debug)]
pub struct Leader {
    pub account: Uuid,
    pub name: String,
    /// The row by which they lead; none: they could.
    pub row: Option<Uuid>,
}

/// Those who lead a group, and those who could.
pub async fn leaders(connection: &mut PgConnection, group: Uuid, prison: Uuid) -> Result<Vec<Leader>, sqlx::Error> {
    sqlx::query_as!(
        Leader,
        r#"select f.account_id as "account!", a.display_name as "name!", f.id as "row?" from programmes.facilitator f join access.account a on a.id = f.account_id where f.group_id = $1 and f.until is null
           union all
           select l.account_id, l.display_name, null from programmes.leaders($2) l
            where not exists (select from programmes.facilitator f where f.group_id = $1 and f.until is null and f.account_id = l.account_id)
           order by 2, 1"#,
        group,
        prison
    )
    .fetch_all(connection)
    .await
}

/// Those who could lead a group at a prison.
pub async fn candidates(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Leader>, sqlx::Error> {
    sqlx::query_as!(Leader, r#"select l.account_id as "account!", l.display_name as "name!", null::uuid as row from programmes.leaders($1) l"#, prison.0)
        .fetch_all(connection)
        .await
}

/// What a group is.
#[derive(Clone, Debug)]
pub struct Text {
    pub name: String,
    pub place: String,
    pub places: i32,
    pub starts_on: NaiveDate,
}

/// Sets one up. The constraint `group_name` refuses a second of the name.
pub async fn add(
    connection: &mut PgConnection,
    id: Uuid,
    at: (PrisonId, &str),
    text: &Text,
    leaders: &[Uuid],
    (by, now): (AccountId, DateTime<Utc>),
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into programmes.programme_group (id, prison_id, programme, name, place, places, starts_on, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id,
        at.0.0,
        at.1,
        text.name,
        text.place,
        text.places,
        text.starts_on,
        by.0,
        now
    )
    .execute(&mut *connection)
    .await?;
    for leader in leaders {
        lead(connection, id, at.0.0, *leader, by, now).await?;
    }
    Ok(())
}

/// Somebody leads it from now on; already: nothing happens.
pub async fn lead(connection: &mut PgConnection, group: Uuid, prison: Uuid, account: Uuid, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "insert into programmes.facilitator (id, group_id, prison_id, account_id, since, named_by) values ($1, $2, $3, $4, $5, $6) on conflict (group_id, account_id) where until is null do nothing",
        Uuid::now_v7(),
        group,
        prison,
        account,
        now,
        by.0
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Leads it no longer. False: did not.
pub async fn step_down(connection: &mut PgConnection, group: Uuid, row: Uuid, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update programmes.facilitator set until = greatest($3, since), ended_by = $4 where id = $2 and group_id = $1 and until is null",
        group,
        row,
        now,
        by.0
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Says something else of it, from the version on that was seen. False: somebody was first.
pub async fn update(connection: &mut PgConnection, id: Uuid, seen: i32, text: &Text) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update programmes.programme_group set name = $3, place = $4, places = $5, starts_on = $6, version = version + 1 where id = $1 and version = $2",
        id,
        seen,
        text.name,
        text.place,
        text.places,
        text.starts_on
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// It ends. How many it ended with; none: somebody was first.
pub async fn end(connection: &mut PgConnection, id: Uuid, seen: i32, state: GroupState, reason: &str) -> Result<Option<i32>, sqlx::Error> {
    let n = sqlx::query_scalar!(r#"select programmes.end_group($1, $2, $3, $4) as "n!""#, id, seen, state.as_str(), reason).fetch_one(connection).await?;
    Ok(Some(n).filter(|n| *n >= 0))
}

/// A place for somebody who waits; `accepted`: why it is right although somebody in the group must be kept apart from them.
pub async fn take_place(connection: &mut PgConnection, enrolment: Uuid, group: Uuid, accepted: &str) -> Result<Place, sqlx::Error> {
    let word = sqlx::query_scalar!(r#"select programmes.take_place($1, $2, $3) as "word!""#, enrolment, group, accepted).fetch_one(connection).await?;
    Ok(Place::of(&word))
}

/// How a place or a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It ended.
    Yes,
    /// Somebody was first.
    Stale,
    /// There is no such person for the reader.
    Nobody,
}

/// A place or a wait ends.
pub async fn end_place(connection: &mut PgConnection, enrolment: Uuid, seen: i32, state: Standing, reason: &str) -> Result<Ended, sqlx::Error> {
    let word =
        sqlx::query_scalar!(r#"select programmes.end_place($1, $2, $3, $4) as "word!""#, enrolment, seen, state.as_str(), reason).fetch_one(connection).await?;
    Ok(match word.as_str() {
        "ended" => Ended::Yes,
        "stale" => Ended::Stale,
        _ => Ended::Nobody,
    })
}

/// Somebody of the prison by number, for whoever runs the group.
pub async fn by_number(connection: &mut PgConnection, group: Uuid, number: &str) -> Result<Option<InmateId>, sqlx::Error> {
    let found = sqlx::query_scalar!("select programmes.by_number($1, $2)", group, number).fetch_one(connection).await?;
    Ok(found.map(InmateId))
}

/// Puts somebody into the queue of the group's programme; whoever waits or has a place already keeps that row. Answers with the row.
pub async fn ask(connection: &mut PgConnection, group: Uuid, inmate: InmateId, note: &str) -> Result<Uuid, sqlx::Error> {
    sqlx::query_scalar!(r#"select programmes.ask($1, $2, $3, $4) as "id!""#, Uuid::now_v7(), group, inmate.0, note).fetch_one(connection).await
}
