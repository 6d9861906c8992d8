//! SQL of applications: from a wish to a decision.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::activities::allocation::model::{Priority, Suited};
use crate::activities::placements::rules::{Application as State, Source};
use crate::platform::id::{AccountId, InmateId, PrisonId};

/// An application as everybody who may read any of it does: to where, how it stands, whose turn. Never why.
#[derive(Clone, Debug)]
pub struct WishLine {
    pub id: Uuid,
    pub place_id: Uuid,
    pub place: String,
    pub prison: String,
    pub source: Source,
    pub rank: i16,
    pub state: State,
    pub suited: Option<Suited>,
    pub waiting_since: Option<DateTime<Utc>>,
    pub made_at: DateTime<Utc>,
    pub turn: Option<i64>,
    pub of_n: Option<i64>,
}

/// All of a person, what is open first.
pub async fn of_person(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<WishLine>, sqlx::Error> {
    sqlx::query_as!(
        WishLine,
        r#"with own as (select a.id, a.place_id, a.source, a.rank, a.state, a.suited, a.waiting_since, a.made_at from activities.application a where a.inmate_id = $1
                         order by a.state not in ('open', 'waiting'), a.made_at desc, a.id limit 60)
           select a.id as "id!", a.place_id as "place_id!", p.name as place, h.name as prison, a.source as "source!: Source", a.rank as "rank!", a.state as "state!: State",
                  a.suited as "suited: Suited", a.waiting_since, a.made_at as "made_at!", t.position as "turn?", t.of_n as "of_n?"
             from own a join activities.place p on p.id = a.place_id join estate.prison h on h.id = p.prison_id
             left join activities.turns((select array_agg(o.id) from own o where o.state = 'waiting')) t on t.application_id = a.id
            order by a.state not in ('open', 'waiting'), a.made_at desc, a.id"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// An application whole, for those who decide and those who may read why.
#[derive(Clone, Debug)]
pub struct Application {
    pub id: Uuid,
    pub place_id: Uuid,
    pub place: String,
    pub kind: String,
    pub place_prison: Uuid,
    pub levels: Vec<String>,
    pub tools: String,
    pub safety: String,
    pub closed_on: Option<NaiveDate>,
    pub source: Source,
    pub rank: i16,
    pub words: String,
    pub goal_id: Option<Uuid>,
    pub goal: Option<String>,
    pub state: State,
    pub suited: Option<Suited>,
    pub conditions: String,
    pub assessment: String,
    pub assessed_by: Option<String>,
    pub assessed_at: Option<DateTime<Utc>>,
    pub waiting_since: Option<DateTime<Utc>>,
    pub priority: Priority,
    pub decided_by: Option<String>,
    pub decided_at: Option<DateTime<Utc>>,
    pub decision_reason: Option<String>,
    pub made_by: Option<String>,
    pub made_at: DateTime<Utc>,
    pub turn: Option<i64>,
    pub of_n: Option<i64>,
    pub version: i32,
}

/// One of a person.
pub async fn application(connection: &mut PgConnection, inmate: InmateId, id: Uuid) -> Result<Option<Application>, sqlx::Error> {
    sqlx::query_as!(
        Application,
        r#"select a.id, a.place_id, p.name as place, p.kind, p.prison_id as place_prison, p.levels, p.tools, p.safety, p.closed_on, a.source as "source: Source", a.rank, a.words,
                  a.goal_id, g.words as "goal?", a.state as "state: State", a.suited as "suited: Suited", a.conditions, a.assessment, s.display_name as "assessed_by?", a.assessed_at,
                  a.waiting_since, a.priority as "priority: Priority", d.display_name as "decided_by?", a.decided_at, a.decision_reason, m.display_name as "made_by?", a.made_at,
                  t.position as "turn?", t.of_n as "of_n?", a.version
             from activities.application a join activities.place p on p.id = a.place_id
             left join plan.goal g on g.id = a.goal_id
             left join access.account s on s.id = a.assessed_by
             left join access.account d on d.id = a.decided_by
             left join access.account m on m.id = a.made_by
             left join activities.turns(array[$2::uuid]) t on t.application_id = a.id
            where a.inmate_id = $1 and a.id = $2"#,
        inmate.0,
        id
    )
    .fetch_optional(connection)
    .await
}

/// Whose application it is, for an address that names the application alone.
pub async fn whose(connection: &mut PgConnection, application: Uuid) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!("select a.inmate_id from activities.application a where a.id = $1", application).fetch_optional(connection).await
}

/// What an application may be for: a place of the person's prison, or a goal of theirs that the reader may know.
#[derive(Clone, Debug)]
pub struct Offer {
    /// `place` or `goal`.
    pub what: String,
    pub id: Uuid,
    pub words: String,
    /// The place's kind, or the goal's theme.
    pub kind: String,
    pub levels: Vec<String>,
}

/// Both in one statement.
pub async fn offers(connection: &mut PgConnection, inmate: InmateId, prison: Option<PrisonId>) -> Result<Vec<Offer>, sqlx::Error> {
    sqlx::query_as!(
        Offer,
        r#"select 'place' as "what!", p.id as "id!", p.name as "words!", p.kind as "kind!", p.levels as "levels!"
             from activities.place p where p.prison_id = $2 and p.closed_on is null and p.kind <> 'facility'
           union all
           select 'goal', g.id, g.words, g.theme, '{}' from plan.goal g where g.inmate_id = $1 and g.state in ('current', 'later') and g.theme <> 'health'
           order by 1, 4, 3 limit 400"#,
        inmate.0,
        prison.map(|p| p.0)
    )
    .fetch_all(connection)
    .await
}

/// A wish or an offer.
#[derive(Clone, Debug)]
pub struct New {
    pub place: Uuid,
    pub source: Source,
    pub goal: Option<Uuid>,
    pub rank: i16,
    pub words: String,
}

/// Writes it down. The constraint `one_application` refuses a second for the same place.
pub async fn apply(
    connection: &mut PgConnection,
    id: Uuid,
    of: (InmateId, Option<PrisonId>),
    new: &New,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into activities.application (id, inmate_id, prison_id, place_id, source, goal_id, rank, words, priority, made_by, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, case when $5 = 'plan' then 'plan' else 'ordinary' end, $9, $10)",
        id,
        of.0.0,
        of.1.map(|p| p.0),
        new.place,
        new.source.as_str(),
        new.goal,
        new.rank,
        new.words,
        by.0,
        now
    )
    .execute(connection)
    .await
    .map(drop)
}

/// What an assessment says.
#[derive(Clone, Debug)]
pub struct Assessment {
    pub suited: Suited,
    pub conditions: String,
    pub words: String,
    pub priority: Priority,
}

/// Assesses, or assesses anew. Somebody on the waiting list who turns out not to be suited waits no longer. False: somebody else was first.
pub async fn assess(connection: &mut PgConnection, id: Uuid, seen: i32, a: &Assessment, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update activities.application set suited = $3, conditions = $4, assessment = $5, priority = $6, assessed_by = $7, assessed_at = $8,
                state = case when $3 = 'not_suited' then 'open' else state end, version = version + 1
          where id = $1 and version = $2 and state in ('open', 'waiting')",
        id,
        seen,
        a.suited.as_str(),
        a.conditions,
        a.words,
        a.priority.as_str(),
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// To the waiting list. False: somebody else was first.
pub async fn wait(connection: &mut PgConnection, id: Uuid, seen: i32, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update activities.application set state = 'waiting', waiting_since = coalesce(waiting_since, $3), version = version + 1
          where id = $1 and version = $2 and state = 'open' and suited in ('suited', 'with_conditions')",
        id,
        seen,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends it without a place: declined, taken back, refused by the person. False: somebody else was first.
pub async fn close(
    connection: &mut PgConnection,
    id: Uuid,
    seen: i32,
    to: State,
    reason: &str,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update activities.application set state = $3, decision_reason = nullif($4, ''), decided_by = $5, decided_at = $6, version = version + 1
          where id = $1 and version = $2 and state in ('open', 'waiting')",
        id,
        seen,
        to.as_str(),
        reason,
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A time of a place as it stands for somebody.
#[derive(Clone, Debug)]
pub struct TimeFor {
    pub pattern: Uuid,
    pub weekday: i16,
    pub starts: NaiveTime,
    pub ends: NaiveTime,
    pub weeks: String,
    pub places: i32,
    pub free: i32,
    /// The place where the person is at that time.
    pub elsewhere: Option<String>,
    /// Somebody is there from whom the person is kept apart.
    pub apart: bool,
}

/// Those of a place.
pub async fn times_for(connection: &mut PgConnection, place: Uuid, inmate: InmateId, from: DateTime<Utc>) -> Result<Vec<TimeFor>, sqlx::Error> {
    sqlx::query_as!(
        TimeFor,
        r#"select t.pattern_id as "pattern!", t.weekday as "weekday!", t.starts as "starts!", t.ends as "ends!", t.weeks as "weeks!", t.places as "places!", t.free as "free!", t.elsewhere,
                  t.apart as "apart!" from activities.times_for($1, $2, $3) t"#,
        place,
        inmate.0,
        from
    )
    .fetch_all(connection)
    .await
}

/// What is asked of whoever comes, whether the person meets it, and what was before: one row a thing.
#[derive(Clone, Debug)]
pub struct Asked {
    /// `need`, or `before` (how an earlier placement here ended).
    pub what: String,
    pub kind: String,
    pub value: String,
    pub hard: bool,
    pub met: bool,
    /// The day of an end.
    pub on: Option<NaiveDate>,
}

/// What an assessment looks at.
pub async fn asked(connection: &mut PgConnection, place: Uuid, prison: PrisonId, inmate: InmateId, from: DateTime<Utc>) -> Result<Vec<Asked>, sqlx::Error> {
    sqlx::query_as!(
        Asked,
        r#"select 'need' as "what!", n.kind as "kind!", n.value as "value!", n.hard as "hard!",
                  coalesce(case n.kind when 'fit_for_work' then not f.unfit when 'sentenced' then f.duty when 'language' then n.value = any(f.languages)
                                when 'no_alert' then not n.value = any(f.alerts) when 'days_left' then f.days_left is null or f.days_left >= n.value::int when 'age' then f.age >= n.value::int
                                else n.value = any(f.has) end, false) as "met!", null::date as "on"
             from activities.place_need n left join activities.facts($2, $3, $4) f on true where n.place_id = $1
           union all
           select 'before', x.end_code, '', false, false, (upper(x.during) at time zone 'Europe/Oslo')::date from activities.placement x
            where x.inmate_id = $3 and x.place_id = $1 and x.end_code in ('not_suited', 'misconduct', 'security')
           order by 1, 4 desc, 2 limit 60"#,
        place,
        prison.0,
        inmate.0,
        from
    )
    .fetch_all(connection)
    .await
}
