//! SQL of days of allowance.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use super::day::{Kept, Known, Meeting, Put};
use crate::law::allowance::{Basis, Held, Offer, Waits};
use crate::platform::id::{InmateId, PrisonId};

type Result<T> = std::result::Result<T, sqlx::Error>;

/// What has become of a version of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum State {
    /// Waits for the clerk.
    Proposed,
    /// Approved.
    Approved,
    /// Was approved until another version was.
    Replaced,
    /// Was proposed until another version was.
    Overtaken,
}

pub async fn days_are_over(connection: &mut PgConnection, until: NaiveDate) -> Result<i64> {
    sqlx::query_scalar!(r#"select money.days_are_over($1) as "n!""#, until).fetch_one(connection).await
}

/// Takes days out of the queue.
pub async fn take(connection: &mut PgConnection, most: i32) -> Result<(Vec<Uuid>, Vec<NaiveDate>)> {
    let rows = sqlx::query!(r#"select q.inmate_id as "inmate_id!", q.day as "day!" from money.take_stale($1) q"#, most).fetch_all(connection).await?;
    Ok(rows.into_iter().map(|r| (r.inmate_id, r.day)).unzip())
}

/// What bears on these days. A day on which the person was not held has no row.
pub async fn facts(connection: &mut PgConnection, people: &[Uuid], days: &[NaiveDate]) -> Result<Vec<Known>> {
    sqlx::query_as!(
        Known,
        r#"select f.inmate_id as "inmate_id!", f.day as "day!", f.at_prison_id as "at_prison_id!", f.prison_id, f.held as "held!: Held", f.remand as "remand!",
                  f.self_catering as "self_catering!", f.offer as "offer!: Offer", f.unfit as "unfit!", f.addition_ore as "addition_ore!", f.sessions as "sessions!: Json<Vec<Meeting>>"
             from money.facts($1, $2) f"#,
        people,
        days
    )
    .fetch_all(connection)
    .await
}

/// Keeps what is otherwise than before; tells how many days that were.
pub async fn put(connection: &mut PgConnection, rows: &[Put]) -> Result<i64> {
    let rows = serde_json::to_value(rows).map_err(|e| sqlx::Error::Encode(Box::new(e)))?;
    sqlx::query_scalar!(r#"select money.put_days($1)::bigint as "n!""#, rows).fetch_one(connection).await
}

/// Days that were worked out and on which the person was not held after all.
pub async fn not_held(connection: &mut PgConnection, people: &[Uuid], days: &[NaiveDate]) -> Result<i64> {
    sqlx::query_scalar!(r#"select coalesce(money.not_held($1, $2), 0)::bigint as "n!""#, people, days).fetch_one(connection).await
}

/// A month in which days wait.
#[derive(Debug)]
pub struct Waiting {
    pub month: NaiveDate,
    pub people: i64,
    /// That can be approved.
    pub days: i64,
    pub ore: i64,
    /// That have been approved as something else.
    pub corrected: i64,
    /// What they change.
    pub difference: i64,
    pub register: i64,
    pub rate: i64,
}

/// Months of a house with days that wait, the oldest first.
pub async fn months(connection: &mut PgConnection, prison: PrisonId, today: NaiveDate) -> Result<Vec<Waiting>> {
    sqlx::query_as!(
        Waiting,
        r#"select date_trunc('month', d.day)::date as "month!", count(distinct d.inmate_id) as "people!", count(*) filter (where d.waits_for is null) as "days!",
                  coalesce(sum(d.total_ore) filter (where d.waits_for is null), 0)::bigint as "ore!", count(o.day) filter (where d.waits_for is null) as "corrected!",
                  coalesce(sum(d.total_ore - o.total_ore) filter (where d.waits_for is null), 0)::bigint as "difference!",
                  count(*) filter (where d.waits_for = 'register') as "register!", count(*) filter (where d.waits_for = 'rate') as "rate!"
             from money.allowance_day d
             left join money.allowance_day o on o.inmate_id = d.inmate_id and o.day = d.day and o.state = 'approved'
            where d.at_prison_id = $1 and d.state = 'proposed' and d.day < $2
            group by 1 order by 1"#,
        prison.0,
        today
    )
    .fetch_all(connection)
    .await
}

/// What was approved together.
#[derive(Debug)]
pub struct Batch {
    pub id: Uuid,
    pub prison_id: Uuid,
    pub from_day: NaiveDate,
    pub people: i32,
    pub days: i32,
    pub corrected: i32,
    pub total_ore: i64,
    pub approved_by: Uuid,
    pub approved_at: DateTime<Utc>,
}

/// The latest batches of a house, or one.
pub async fn batches(connection: &mut PgConnection, prison: Option<PrisonId>, one: Option<Uuid>) -> Result<Vec<Batch>> {
    sqlx::query_as!(
        Batch,
        r#"select b.id, b.prison_id, b.from_day, b.people, b.days, b.corrected, b.total_ore, b.approved_by, b.approved_at from money.batch b
            where ($1::uuid is null or b.prison_id = $1) and ($2::uuid is null or b.id = $2) order by b.approved_at desc, b.id limit 24"#,
        prison.map(|p| p.0),
        one
    )
    .fetch_all(connection)
    .await
}

/// What a batch booked for somebody.
#[derive(Debug)]
pub struct Booked {
    pub inmate_id: Option<Uuid>,
    pub family_name: Option<String>,
    pub given_name: Option<String>,
    pub number: Option<String>,
    pub ore: i64,
    pub undone: i64,
}

/// A batch, person by person: what was booked, and of it what took back what had been booked before. Whom the reader may no longer name has no name.
pub async fn booked(connection: &mut PgConnection, batch: Uuid) -> Result<Vec<Booked>> {
    sqlx::query_as!(
        Booked,
        r#"select i.id as "inmate_id?", i.family_name as "family_name?", i.given_name as "given_name?", i.number as "number?", sum(l.amount_ore)::bigint as "ore!",
                  coalesce(sum(l.amount_ore) filter (where e.kind = 'reversal'), 0)::bigint as "undone!"
             from money.entry e join money.line l on l.entry_id = e.id and l.inmate_id is not null
             left join inmates.inmate i on i.id = l.inmate_id
            where e.batch_id = $1 group by l.inmate_id, i.id order by i.family_name nulls last, i.given_name, l.inmate_id limit 2000"#,
        batch
    )
    .fetch_all(connection)
    .await
}

/// Somebody's days of a month that wait.
#[derive(Debug)]
pub struct Person {
    pub inmate_id: Uuid,
    /// Whether the reader may name the person: not, when the record has followed them elsewhere.
    pub here: bool,
    pub family_name: Option<String>,
    pub given_name: Option<String>,
    pub number: Option<String>,
    pub days: i64,
    pub ore: i64,
    pub food: i64,
    pub ordinary: i64,
    pub support: i64,
    pub mixed: i64,
    pub nothing: i64,
    pub corrected: i64,
    pub difference: i64,
    pub register: i64,
    pub rate: i64,
    /// Which versions of which days: what the clerk has seen.
    pub mark: Option<String>,
}

/// Who has days of a month that wait; those whose approved days have changed first.
pub async fn people(connection: &mut PgConnection, prison: PrisonId, days: (NaiveDate, NaiveDate), today: NaiveDate) -> Result<Vec<Person>> {
    sqlx::query_as!(
        Person,
        r#"select d.inmate_id, i.id is not null as "here!", i.family_name as "family_name?", i.given_name as "given_name?", i.number as "number?",
                  count(*) filter (where d.waits_for is null) as "days!", coalesce(sum(d.total_ore) filter (where d.waits_for is null), 0)::bigint as "ore!",
                  coalesce(sum(d.food_ore) filter (where d.waits_for is null), 0)::bigint as "food!",
                  count(*) filter (where d.waits_for is null and d.basis = 'ordinary') as "ordinary!", count(*) filter (where d.waits_for is null and d.basis = 'support') as "support!",
                  count(*) filter (where d.waits_for is null and d.basis = 'mixed') as "mixed!", count(*) filter (where d.waits_for is null and d.basis = 'none') as "nothing!",
                  count(o.day) filter (where d.waits_for is null) as "corrected!",
                  coalesce(sum(d.total_ore - o.total_ore) filter (where d.waits_for is null), 0)::bigint as "difference!",
                  count(*) filter (where d.waits_for = 'register') as "register!", count(*) filter (where d.waits_for = 'rate') as "rate!",
                  md5(string_agg(d.day::text || ':' || d.version, ',' order by d.day) filter (where d.waits_for is null)) as mark
             from money.allowance_day d
             left join money.allowance_day o on o.inmate_id = d.inmate_id and o.day = d.day and o.state = 'approved'
             left join inmates.inmate i on i.id = d.inmate_id
            where d.at_prison_id = $1 and d.state = 'proposed' and d.day between $2 and $3 and d.day < $4
            group by d.inmate_id, i.id
            order by count(o.day) filter (where d.waits_for is null) > 0 desc, i.family_name nulls last, i.given_name, d.inmate_id
            limit 2000"#,
        prison.0,
        days.0,
        days.1,
        today
    )
    .fetch_all(connection)
    .await
}

/// Approves a house's days without some people's, as the clerk saw them: `approved`, `changed`, `nothing`.
pub async fn approve(
    connection: &mut PgConnection,
    batch: Uuid,
    prison: PrisonId,
    days: (NaiveDate, NaiveDate),
    without: &[Uuid],
    seen: (i64, i64),
) -> Result<String> {
    let n = i32::try_from(seen.0).unwrap_or(i32::MAX);
    sqlx::query_scalar!(r#"select money.approve($1, $2, $3, $4, $5, $6, $7) as "said!""#, batch, prison.0, days.0, days.1, without, n, seen.1)
        .fetch_one(connection)
        .await
}

/// A version of somebody's day.
#[derive(Debug)]
pub struct Version {
    pub day: NaiveDate,
    pub version: i32,
    pub basis: Basis,
    pub total_ore: i32,
    pub lines: Json<Vec<Kept>>,
    pub waits_for: Option<Waits>,
    pub state: State,
    pub computed_at: DateTime<Utc>,
    pub batch_id: Option<Uuid>,
    pub prison: String,
}

/// Somebody's days, the newest version of each day first.
pub async fn days(connection: &mut PgConnection, inmate: InmateId, days: (NaiveDate, NaiveDate)) -> Result<Vec<Version>> {
    sqlx::query_as!(
        Version,
        r#"select d.day, d.version, d.basis as "basis: Basis", d.total_ore as "total_ore!", d.lines as "lines: Json<Vec<Kept>>", d.waits_for as "waits_for: Waits", d.state as "state: State",
                  d.computed_at, d.batch_id, p.name as prison
             from money.allowance_day d join estate.prison p on p.id = d.at_prison_id
            where d.inmate_id = $1 and d.day between $2 and $3 order by d.day, d.version desc limit 400"#,
        inmate.0,
        days.0,
        days.1
    )
    .fetch_all(connection)
    .await
}

/// What waits at a finance desk, and who has left without settlement: one row each, or one with nobody.
#[derive(Debug)]
pub struct Desk {
    pub days: i64,
    pub ore: i64,
    pub corrected: i64,
    pub difference: i64,
    pub register: i64,
    pub rate: i64,
    pub oldest: Option<NaiveDate>,
    pub inmate_id: Option<Uuid>,
    pub family_name: Option<String>,
    pub given_name: Option<String>,
    pub number: Option<String>,
    pub released_at: Option<DateTime<Utc>>,
    pub balance_ore: Option<i64>,
    pub to_come_ore: Option<i64>,
    pub waiting: Option<i64>,
}

/// The desk of a house in one question.
///
/// # Errors
/// When the database is away.
pub async fn desk(connection: &mut PgConnection, prison: PrisonId, today: NaiveDate) -> Result<Vec<Desk>> {
    sqlx::query_as!(
        Desk,
        r#"select n.days as "days!", n.ore as "ore!", n.corrected as "corrected!", n.difference as "difference!", n.register as "register!", n.rate as "rate!", n.oldest,
                  l.inmate_id as "inmate_id?", l.family_name as "family_name?", l.given_name as "given_name?", l.number as "number?", l.released_at as "released_at?",
                  l.allowance_ore + l.private_ore + l.savings_ore as "balance_ore?", l.to_come_ore as "to_come_ore?", l.waiting as "waiting?"
             from (select count(*) filter (where d.waits_for is null) as days, coalesce(sum(d.total_ore) filter (where d.waits_for is null), 0)::bigint as ore,
                          count(o.day) filter (where d.waits_for is null) as corrected, coalesce(sum(d.total_ore - o.total_ore) filter (where d.waits_for is null), 0)::bigint as difference,
                          count(*) filter (where d.waits_for = 'register') as register, count(*) filter (where d.waits_for = 'rate') as rate, min(d.day) filter (where d.waits_for is null) as oldest
                     from money.allowance_day d left join money.allowance_day o on o.inmate_id = d.inmate_id and o.day = d.day and o.state = 'approved'
                    where d.at_prison_id = $1 and d.state = 'proposed' and d.day < $2) n
             left join money.left_behind($1, null) l on l.uneven or l.days > 0 or l.waiting > 0
            order by l.released_at desc, l.inmate_id"#,
        prison.0,
        today
    )
    .fetch_all(connection)
    .await
}
