//! SQL of the figures: the rows that each counts, and the names behind them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::PrisonId;

/// Somebody in custody, as the figures of today count them.
#[derive(Clone, Debug)]
pub struct Now {
    pub inmate: Uuid,
    pub unit: Uuid,
    pub serving: bool,
    pub assessed: bool,
    pub planned: bool,
    pub agreed: bool,
    pub assess_late: bool,
    pub review_late: bool,
    pub release_on: Option<NaiveDate>,
    pub ready: bool,
    /// Talks since the day asked about, and how many of them with the officer who held most.
    pub talks: i64,
    pub with_one: i64,
}

/// Everybody in custody at a prison, with the talks since an instant. The person's own row decides who may be counted: whoever is protected from this
/// reader is on no list of theirs, and so in no number of theirs.
pub async fn now(connection: &mut PgConnection, prison: PrisonId, since: DateTime<Utc>) -> Result<Vec<Now>, sqlx::Error> {
    sqlx::query_as!(
        Now,
        r#"with talks as (
             select x.inmate_id, sum(x.n)::bigint as talks, max(x.n) as with_one
               from (select o.inmate_id, o.author, count(*) as n from custody.observation o
                      where o.prison_id = $1 and o.kind = 'CONTACT_OFFICER' and o.at >= $2 and not exists (select from custody.observation l where l.supersedes = o.id) group by o.inmate_id, o.author) x
              group by x.inmate_id)
           select s.inmate_id as "inmate!", s.unit_id as "unit!", s.legal_status not in ('arrested', 'remand', 'none') as "serving!", not s.no_assessment as "assessed!", s.version_at is not null as "planned!",
                  coalesce(s.version_outcome = 'agreed', false) as "agreed!", s.assess_late as "assess_late!", (s.review_late or (s.no_plan and coalesce(s.review_by < platform.today(), false))) as "review_late!",
                  s.expected_release as release_on, coalesce(r.done = r.needed, false) as "ready!", coalesce(t.talks, 0) as "talks!", coalesce(t.with_one, 0) as "with_one!"
             from plan.standing s join inmates.inmate i on i.id = s.inmate_id left join plan.ready r on r.inmate_id = s.inmate_id left join talks t on t.inmate_id = s.inmate_id
            where s.prison_id = $1 order by s.inmate_id limit 4000"#,
        prison.0,
        since
    )
    .fetch_all(connection)
    .await
}

/// A goal that ended.
#[derive(Clone, Debug)]
pub struct Ended {
    pub inmate: Uuid,
    pub theme: String,
    pub on: NaiveDate,
    pub achieved: bool,
}

/// Goals of people of a prison that were reached or left since an instant.
pub async fn goals(connection: &mut PgConnection, prison: PrisonId, since: DateTime<Utc>) -> Result<Vec<Ended>, sqlx::Error> {
    sqlx::query_as!(
        Ended,
        r#"select g.inmate_id as inmate, g.theme, (g.state_at at time zone 'Europe/Oslo')::date as "on!", g.state = 'achieved' as "achieved!"
             from plan.goal g join inmates.inmate i on i.id = g.inmate_id where g.prison_id = $1 and g.state in ('achieved', 'left') and g.state_at >= $2 order by g.state_at desc, g.id limit 8000"#,
        prison.0,
        since
    )
    .fetch_all(connection)
    .await
}

/// A release after a sentence.
#[derive(Clone, Debug)]
pub struct Left {
    pub inmate: Option<Uuid>,
    pub on: NaiveDate,
    pub leave: bool,
    pub day_release: bool,
    pub lower: bool,
    pub halfway: bool,
    pub outside: bool,
}

/// Releases from a prison since an instant.
pub async fn releases(connection: &mut PgConnection, prison: PrisonId, since: DateTime<Utc>) -> Result<Vec<Left>, sqlx::Error> {
    sqlx::query_as!(
        Left,
        r#"select s.inmate_id as inmate, (s.at at time zone 'Europe/Oslo')::date as "on!", s.leave as "leave!", s.day_release as "day_release!", s.lower as "lower!", s.halfway as "halfway!", s.outside as "outside!"
             from plan.steps_before_release($1, $2) s"#,
        prison.0,
        since
    )
    .fetch_all(connection)
    .await
}

/// The name of somebody, and of units.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: Uuid,
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub place: Option<String>,
    pub photographed: bool,
}

/// Names of people within the reader's reach.
pub async fn people(connection: &mut PgConnection, ids: &[Uuid]) -> Result<HashMap<Uuid, Person>, sqlx::Error> {
    let rows = sqlx::query_as!(
        Person,
        r#"select i.id as "id!", i.number as "number!", i.family_name as "family_name!", i.given_name as "given_name!", coalesce(c.code, u.name) as place, exists (select from inmates.photo f where f.inmate_id = i.id and f.ended_at is null) as "photographed!"
             from inmates.inmate i left join custody.in_custody w on w.inmate_id = i.id left join estate.unit u on u.id = w.unit_id left join estate.cell c on c.id = w.cell_id
            where i.id = any($1)"#,
        ids
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|p| (p.id, p)).collect())
}

/// A unit.
#[derive(Clone, Debug)]
pub struct Unit {
    pub id: Uuid,
    pub name: String,
}

/// The units of a prison, in order.
pub async fn units(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Unit>, sqlx::Error> {
    sqlx::query_as!(Unit, "select u.id, u.name from estate.unit u where u.prison_id = $1 and u.closed_on is null order by u.sort, u.code limit 60", prison.0)
        .fetch_all(connection)
        .await
}
