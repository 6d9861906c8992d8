//! SQL of talks, what was agreed, and one's own people.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::{AccountId, InmateId, PrisonId};

/// One of one's own people.
#[derive(Clone, Debug)]
pub struct Mine {
    pub inmate: Uuid,
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub birth_date: Option<NaiveDate>,
    pub unit: Option<String>,
    pub cell: Option<String>,
    pub photographed: bool,
    pub children: i64,
    pub last_talk: Option<DateTime<Utc>>,
    pub next_on: Option<NaiveDate>,
    /// Since when the reader has the person.
    pub since: Option<DateTime<Utc>>,
    /// Whether in somebody's place only, and until when.
    pub cover_until: Option<DateTime<Utc>>,
    /// What is agreed and open: text, by whom, until when, each `what␟who␟day`.
    pub open: Vec<String>,
}

/// The people of the acting contact officer, those longest without a talk first.
pub async fn mine(connection: &mut PgConnection, me: AccountId, now: DateTime<Utc>) -> Result<Vec<Mine>, sqlx::Error> {
    sqlx::query_as!(
        Mine,
        r#"select i.id as inmate, i.number, i.family_name, i.given_name, i.birth_date, u.name as "unit?", c.code as "cell?",
                  exists (select from inmates.photo p where p.inmate_id = i.id and p.ended_at is null) as "photographed!",
                  (select count(*) from inmates.child k where k.inmate_id = i.id and k.ended_at is null) as "children!",
                  t.at as "last_talk?", n.next_on as "next_on?", g.since as "since?", g.cover_until as "cover_until?",
                  array(select concat_ws(chr(31), a.what, a.who, coalesce(a.by_day::text, '')) from custody.agreed a where a.inmate_id = i.id and a.state = 'open' order by a.by_day nulls last, a.id limit 6) as "open!"
             from inmates.inmate i
             left join custody.in_custody w on w.inmate_id = i.id
             left join estate.unit u on u.id = w.unit_id
             left join estate.cell c on c.id = w.cell_id
             left join lateral (select o.at from custody.observation o where o.inmate_id = i.id and o.kind = 'CONTACT_OFFICER' order by o.at desc limit 1) t on true
             left join lateral (select k.next_on from custody.talk k where k.inmate_id = i.id order by k.recorded_at desc, k.id desc limit 1) n on true
             left join lateral (select min(lower(x.during)) as since, case when bool_and(x.kind = 'cover') then max(upper(x.during)) end as cover_until
                                  from access.person_grant x where x.inmate_id = i.id and x.account_id = $1 and x.role = 'CON' and x.kind in ('assigned', 'cover') and x.ended_at is null and x.during @> $2::timestamptz) g on true
            where i.id = any((select access.assigned())::uuid[])
            order by t.at nulls first, i.family_name, i.given_name
            limit 100"#,
        me.0,
        now
    )
    .fetch_all(connection)
    .await
}

/// A talk about to be written; its text is an observation.
#[derive(Clone, Debug)]
pub struct NewTalk<'a> {
    pub id: Uuid,
    pub observation: Uuid,
    pub inmate: InmateId,
    pub prison: Option<PrisonId>,
    pub topics: &'a [String],
    pub next_on: Option<NaiveDate>,
    pub by: AccountId,
}

/// Something agreed.
#[derive(Clone, Debug)]
pub struct NewAgreed {
    pub what: String,
    pub who: &'static str,
    pub by_day: Option<NaiveDate>,
}

/// Writes a talk and what was agreed in it.
pub async fn add(connection: &mut PgConnection, talk: &NewTalk<'_>, agreed: &[NewAgreed], now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into custody.talk (id, observation_id, inmate_id, prison_id, topics, next_on, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        talk.id,
        talk.observation,
        talk.inmate.0,
        talk.prison.map(|p| p.0),
        talk.topics,
        talk.next_on,
        talk.by.0,
        now
    )
    .execute(&mut *connection)
    .await?;
    if agreed.is_empty() {
        return Ok(());
    }
    let what: Vec<String> = agreed.iter().map(|a| a.what.clone()).collect();
    let who: Vec<String> = agreed.iter().map(|a| a.who.to_owned()).collect();
    let days: Vec<Option<NaiveDate>> = agreed.iter().map(|a| a.by_day).collect();
    sqlx::query!(
        "insert into custody.agreed (id, talk_id, inmate_id, prison_id, what, who, by_day, recorded_by, recorded_at)
         select gen_random_uuid(), $1, $2, $3, x.what, x.who, x.by_day, $4, $5 from unnest($6::text[], $7::text[], $8::date[]) x (what, who, by_day)",
        talk.id,
        talk.inmate.0,
        talk.prison.map(|p| p.0),
        talk.by.0,
        now,
        &what,
        &who,
        &days as &[Option<NaiveDate>]
    )
    .execute(connection)
    .await
    .map(drop)
}

/// Something agreed, as kept.
#[derive(Clone, Debug)]
pub struct Item {
    pub id: Uuid,
    pub what: String,
    pub who: String,
    pub by_day: Option<NaiveDate>,
    pub state: String,
    pub ended_at: Option<DateTime<Utc>>,
}

/// The topics of the talk behind these entries, and what was agreed in it.
pub async fn of_entries(connection: &mut PgConnection, entries: &[Uuid]) -> Result<(Vec<String>, Vec<Item>), sqlx::Error> {
    let topics =
        sqlx::query_scalar!("select k.topics from custody.talk k where k.observation_id = any($1) limit 1", entries).fetch_optional(&mut *connection).await?;
    let items = sqlx::query_as!(
        Item,
        "select a.id, a.what, a.who, a.by_day, a.state, a.ended_at from custody.agreed a join custody.talk k on k.id = a.talk_id where k.observation_id = any($1) order by a.by_day nulls last, a.id limit 40",
        entries
    )
    .fetch_all(connection)
    .await?;
    Ok((topics.unwrap_or_default(), items))
}

/// What is agreed with a person and open.
pub async fn open(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Item>, sqlx::Error> {
    sqlx::query_as!(
        Item,
        "select a.id, a.what, a.who, a.by_day, a.state, a.ended_at from custody.agreed a where a.inmate_id = $1 and a.state = 'open' order by a.by_day nulls last, a.id limit 40",
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// Done, or no longer wanted. False when it was settled before.
pub async fn settle(connection: &mut PgConnection, inmate: InmateId, item: Uuid, state: &str, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update custody.agreed set state = $3, ended_at = $4, ended_by = $5 where id = $1 and inmate_id = $2 and state = 'open'",
        item,
        inmate.0,
        state,
        now,
        by.0
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}
