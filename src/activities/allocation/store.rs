//! SQL of suggestions: the question from the database, the answer kept, and what became of its lines.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::{Priority, Suited};
use crate::platform::id::{AccountId, PrisonId};

/// Somebody who waits or has nothing, as the database tells of them.
#[derive(Clone, Debug)]
pub struct Facts {
    pub inmate: Uuid,
    pub number: String,
    pub level: String,
    pub duty: bool,
    pub admitted_on: NaiveDate,
    pub last_ended: Option<NaiveDate>,
    pub placed: bool,
    pub unfit: bool,
    pub languages: Vec<String>,
    pub has: Vec<String>,
    pub alerts: Vec<String>,
    pub days_left: Option<i32>,
    pub age: Option<i32>,
    pub busy_from: Vec<i32>,
    pub busy_to: Vec<i32>,
    pub busy_weeks: Vec<String>,
    pub apart: Vec<Uuid>,
}

/// Everybody of a prison who waits or has nothing to do.
pub async fn facts(connection: &mut PgConnection, prison: PrisonId, from: DateTime<Utc>) -> Result<Vec<Facts>, sqlx::Error> {
    sqlx::query_as!(
        Facts,
        r#"select f.inmate_id as "inmate!", f.number as "number!", f.level as "level!", f.duty as "duty!", f.admitted_on as "admitted_on!", f.last_ended, f.placed as "placed!", f.unfit as "unfit!",
                  f.languages as "languages!", f.has as "has!", f.alerts as "alerts!", f.days_left, f.age, f.busy_from as "busy_from!", f.busy_to as "busy_to!", f.busy_weeks as "busy_weeks!",
                  f.apart as "apart!" from activities.facts($1, null, $2) f"#,
        prison.0,
        from
    )
    .fetch_all(connection)
    .await
}

/// A wish that waits, or that nobody has assessed.
#[derive(Clone, Debug)]
pub struct Wish {
    pub application: Uuid,
    pub inmate: Uuid,
    pub place: Uuid,
    pub rank: i16,
    pub suited: Option<Suited>,
    pub priority: Priority,
    pub since: DateTime<Utc>,
}

/// Those of a prison's people.
pub async fn wishes(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Wish>, sqlx::Error> {
    sqlx::query_as!(
        Wish,
        r#"select a.id as application, a.inmate_id as inmate, a.place_id as place, a.rank, a.suited as "suited: Suited", a.priority as "priority: Priority", coalesce(a.waiting_since, a.made_at) as "since!"
             from activities.application a where a.prison_id = $1 and a.state in ('open', 'waiting') order by a.inmate_id, a.rank, a.id limit 5000"#,
        prison.0
    )
    .fetch_all(connection)
    .await
}

/// A time of a place with what is free.
#[derive(Clone, Debug)]
pub struct Seat {
    pub place: Uuid,
    pub name: String,
    pub kind: String,
    pub levels: Vec<String>,
    pub until: Option<NaiveDate>,
    pub needs: Value,
    pub pattern: Uuid,
    pub weekly_from: i32,
    pub weekly_to: i32,
    pub weeks: String,
    pub free: i32,
    pub there: Vec<Uuid>,
}

/// Those of a prison.
pub async fn seats(connection: &mut PgConnection, prison: PrisonId, from: DateTime<Utc>) -> Result<Vec<Seat>, sqlx::Error> {
    sqlx::query_as!(
        Seat,
        r#"select s.place_id as "place!", s.name as "name!", s.kind as "kind!", s.levels as "levels!", s.until, s.needs as "needs!", s.pattern_id as "pattern!", s.weekly_from as "weekly_from!",
                  s.weekly_to as "weekly_to!", s.weeks as "weeks!", s.free as "free!", s.there as "there!" from activities.seats($1, $2) s"#,
        prison.0,
        from
    )
    .fetch_all(connection)
    .await
}

/// A run.
#[derive(Clone, Debug)]
pub struct Run {
    pub id: Uuid,
    pub prison_id: Uuid,
    pub made_by: Option<String>,
    pub made_at: DateTime<Utc>,
    pub people: i32,
    pub seats: i32,
    pub placed: i32,
    pub proven: bool,
    pub milliseconds: i32,
    pub taken: i64,
    pub left: i64,
}

/// The latest runs of a prison, or one of them.
pub async fn runs(connection: &mut PgConnection, prison: PrisonId, one: Option<Uuid>) -> Result<Vec<Run>, sqlx::Error> {
    sqlx::query_as!(
        Run,
        r#"select r.id, r.prison_id, m.display_name as "made_by?", r.made_at, r.people, r.seats, r.placed, r.proven, r.milliseconds, o.taken as "taken!", o."left" as "left!"
             from activities.allocation r left join access.account m on m.id = r.made_by
             cross join lateral (select count(*) filter (where l.outcome = 'taken') as taken, count(*) filter (where l.outcome = 'left') as "left"
                                   from activities.allocation_line l where l.allocation_id = r.id) o
            where r.prison_id = $1 and ($2::uuid is null or r.id = $2) order by r.made_at desc, r.id limit 10"#,
        prison.0,
        one
    )
    .fetch_all(connection)
    .await
}

/// A run to be kept.
#[derive(Clone, Debug)]
pub struct NewRun {
    pub id: Uuid,
    pub people: i32,
    pub seats: i32,
    pub placed: i32,
    pub proven: bool,
    pub milliseconds: i32,
}

/// A line to be kept.
#[derive(Clone, Debug)]
pub struct NewLine {
    pub inmate: Uuid,
    pub nth: i16,
    pub place: Option<Uuid>,
    pub patterns: Vec<Uuid>,
    pub application: Option<Uuid>,
    pub why_not: Value,
}

/// Keeps a run with its lines, in two statements.
pub async fn put(
    connection: &mut PgConnection,
    prison: PrisonId,
    run: &NewRun,
    lines: &[NewLine],
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into activities.allocation (id, prison_id, made_by, made_at, people, seats, placed, proven, milliseconds) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        run.id,
        prison.0,
        by.0,
        now,
        run.people,
        run.seats,
        run.placed,
        run.proven,
        run.milliseconds
    )
    .execute(&mut *connection)
    .await?;
    let rows: Vec<Value> = lines
        .iter()
        .map(|l| serde_json::json!({ "inmate": l.inmate, "nth": l.nth, "place": l.place, "patterns": l.patterns, "application": l.application, "why_not": l.why_not }))
        .collect();
    sqlx::query!(
        "insert into activities.allocation_line (allocation_id, inmate_id, nth, prison_id, place_id, patterns, application_id, why_not, recorded_by)
         select $1, x.inmate, x.nth, $2, x.place, coalesce(array(select p::uuid from jsonb_array_elements_text(x.patterns) p), '{}'), x.application, x.why_not, $3
           from jsonb_to_recordset($4) x (inmate uuid, nth smallint, place uuid, patterns jsonb, application uuid, why_not jsonb)",
        run.id,
        prison.0,
        by.0,
        Value::Array(rows)
    )
    .execute(connection)
    .await
    .map(drop)
}

/// A line as it is shown.
#[derive(Clone, Debug)]
pub struct Line {
    pub inmate: Uuid,
    pub nth: i16,
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub photographed: bool,
    pub place_id: Option<Uuid>,
    pub place: Option<String>,
    pub application: Option<Uuid>,
    pub rank: Option<i16>,
    pub weekdays: Vec<i32>,
    pub hours: Vec<String>,
    pub why_not: Value,
    pub outcome: Option<String>,
    pub outcome_by: Option<String>,
    pub outcome_at: Option<DateTime<Utc>>,
}

/// Those of a run, who gets something first.
pub async fn lines(connection: &mut PgConnection, run: Uuid) -> Result<Vec<Line>, sqlx::Error> {
    sqlx::query_as!(
        Line,
        r#"select l.inmate_id as inmate, l.nth, i.number, i.family_name, i.given_name, exists (select from inmates.photo f where f.inmate_id = i.id and f.ended_at is null) as "photographed!",
                  l.place_id, p.name as "place?", l.application_id as application, a.rank as "rank?", coalesce(s.weekdays, '{}') as "weekdays!", coalesce(s.hours, '{}') as "hours!", l.why_not,
                  l.outcome, o.display_name as "outcome_by?", l.outcome_at
             from activities.allocation_line l join inmates.inmate i on i.id = l.inmate_id
             left join activities.place p on p.id = l.place_id
             left join activities.application a on a.id = l.application_id
             left join access.account o on o.id = l.outcome_by
             left join lateral (select array_agg(distinct t.weekday::int) as weekdays, array_agg(distinct to_char(t.starts, 'HH24:MI') || '–' || to_char(t.ends, 'HH24:MI')) as hours
                                  from activities.pattern t where t.id = any(l.patterns)) s on true
            where l.allocation_id = $1 order by l.place_id is null, p.name, i.family_name, i.given_name, i.id, l.nth limit 2000"#,
        run
    )
    .fetch_all(connection)
    .await
}

/// What taking a line needs, held until the end of the transaction so that two do not answer it at once.
#[derive(Clone, Debug)]
pub struct Open {
    pub place: Option<Uuid>,
    pub patterns: Vec<Uuid>,
    pub application: Option<Uuid>,
    pub outcome: Option<String>,
}

/// One line of a run.
pub async fn line(connection: &mut PgConnection, run: Uuid, inmate: Uuid, nth: i16) -> Result<Option<Open>, sqlx::Error> {
    sqlx::query_as!(
        Open,
        "select l.place_id as place, l.patterns, l.application_id as application, l.outcome from activities.allocation_line l where l.allocation_id = $1 and l.inmate_id = $2 and l.nth = $3 for update",
        run,
        inmate,
        nth
    )
    .fetch_optional(connection)
    .await
}

/// Writes down what became of a line.
pub async fn answer(connection: &mut PgConnection, of: (Uuid, Uuid, i16), outcome: &str, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update activities.allocation_line set outcome = $4, outcome_by = $5, outcome_at = $6 where allocation_id = $1 and inmate_id = $2 and nth = $3 and outcome is null",
        of.0,
        of.1,
        of.2,
        outcome,
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Names of places, for the reasons.
pub async fn place_names(connection: &mut PgConnection, prison: PrisonId) -> Result<HashMap<Uuid, String>, sqlx::Error> {
    let rows = sqlx::query!("select p.id, p.name from activities.place p where p.prison_id = $1", prison.0).fetch_all(connection).await?;
    Ok(rows.into_iter().map(|r| (r.id, r.name)).collect())
}

/// Names of prisons.
pub async fn prison_names(connection: &mut PgConnection, prisons: &[Uuid]) -> Result<HashMap<Uuid, String>, sqlx::Error> {
    let rows = sqlx::query!("select p.id, p.name from estate.prison p where p.id = any($1)", prisons).fetch_all(connection).await?;
    Ok(rows.into_iter().map(|r| (r.id, r.name)).collect())
}
