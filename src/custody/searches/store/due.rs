//! SQL of searches that are due.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::custody::searches::due::{PlanCommand, Rule};
use crate::platform::id::{AccountId, InmateId, PrisonId, RowId, UnitId};

/// A search that is due.
#[derive(Clone, Debug)]
pub struct Due {
    /// `decided`, `rule`, `arrival`, `absence` or `departure`.
    pub source: String,
    /// Of what was decided.
    pub plan_id: Option<Uuid>,
    /// Of whom.
    pub inmate_id: Option<Uuid>,
    /// Their number.
    pub number: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Given names.
    pub given_name: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// The cell that is to be searched.
    pub cell_id: Option<Uuid>,
    /// Its code, or that of the person's cell.
    pub cell: Option<String>,
    /// Another place.
    pub place: String,
    /// Of what and how, when that is decided.
    pub kind: Option<String>,
    /// Why.
    pub ground: String,
    /// Since which arrival or return, or before which way out.
    pub since: Option<DateTime<Utc>>,
    /// When the cell was searched last.
    pub last_on: Option<NaiveDate>,
    /// The day it is due on.
    pub due_on: NaiveDate,
    /// The instant after which it is late.
    pub due_at: DateTime<Utc>,
}

/// Everything that is due at a prison, or on some of its units, what is late first.
///
/// # Errors
/// When the database is away.
pub async fn list(connection: &mut PgConnection, prison: PrisonId, units: &[UnitId], today: NaiveDate, now: DateTime<Utc>) -> Result<Vec<Due>, sqlx::Error> {
    let units: Vec<Uuid> = units.iter().map(|u| u.0).collect();
    sqlx::query_as!(
        Due,
        r#"select d.source as "source!", d.plan_id, d.inmate_id, i.number as "number?", i.family_name as "family_name?", i.given_name as "given_name?", u.name as "unit?", d.cell_id,
                  c.code as "cell?", coalesce(d.place, '') as "place!", d.kind, d.ground as "ground!", d.since, d.last_on, d.due_on as "due_on!", d.due_at as "due_at!"
             from custody.searches_due($1, $2, $3, $4) d
             left join inmates.inmate i on i.id = d.inmate_id
             left join custody.in_custody w on w.inmate_id = d.inmate_id
             left join estate.cell c on c.id = coalesce(d.cell_id, w.cell_id)
             left join estate.unit u on u.id = coalesce(d.unit_id, c.unit_id)
            order by d.due_at, u.sort, u.code, c.walking_order, c.code, i.family_name, d.plan_id limit 1000"#,
        prison.0,
        &units,
        today,
        now
    )
    .fetch_all(connection)
    .await
}

/// A search that was decided on.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The plan.
    pub id: Uuid,
    /// Which prison answers for it.
    pub prison_id: Option<Uuid>,
    /// Of whom.
    pub inmate_id: Option<Uuid>,
    /// Their number.
    pub number: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Given names.
    pub given_name: Option<String>,
    /// The cell.
    pub cell_id: Option<Uuid>,
    /// Its code.
    pub cell: Option<String>,
    /// Another place.
    pub place: String,
    /// Of what and how; none of one that was left out.
    pub kind: Option<String>,
    /// Why.
    pub ground: String,
    /// In words.
    pub ground_text: String,
    /// When.
    pub due_on: NaiveDate,
    /// Who decided.
    pub by: String,
    /// When that was.
    pub recorded_at: DateTime<Utc>,
    /// What became of it.
    pub search_id: Option<Uuid>,
    /// Why it was called off.
    pub cancel_reason: Option<String>,
    /// By whom.
    pub cancelled_by: Option<String>,
    /// When.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// For editing.
    pub version: i32,
}

async fn plans(connection: &mut PgConnection, only: Option<RowId>, inmate: Option<InmateId>) -> Result<Vec<Plan>, sqlx::Error> {
    sqlx::query_as!(
        Plan,
        r#"select p.id, p.prison_id, p.inmate_id, i.number as "number?", i.family_name as "family_name?", i.given_name as "given_name?", p.cell_id, c.code as "cell?", p.place, p.kind,
                  p.ground, p.ground_text, p.due_on, coalesce(a.display_name, '') as "by!", p.recorded_at, p.search_id, p.cancel_reason, z.display_name as "cancelled_by?", p.cancelled_at,
                  p.version
             from custody.search_plan p left join inmates.inmate i on i.id = p.inmate_id left join estate.cell c on c.id = p.cell_id
             left join access.account a on a.id = p.recorded_by left join access.account z on z.id = p.cancelled_by
            where ($1::uuid is null or p.id = $1) and ($2::uuid is null or p.inmate_id = $2)
            order by p.search_id is not null or p.cancelled_at is not null, p.due_on desc, p.id limit 60"#,
        only.map(|p| p.0),
        inmate.map(|i| i.0)
    )
    .fetch_all(connection)
    .await
}

/// One, if it is the reader's to see.
///
/// # Errors
/// When the database is away.
pub async fn plan(connection: &mut PgConnection, id: RowId) -> Result<Option<Plan>, sqlx::Error> {
    Ok(plans(connection, Some(id), None).await?.pop())
}

/// What was decided about a person, what is open first.
///
/// # Errors
/// When the database is away.
pub async fn of_inmate(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Plan>, sqlx::Error> {
    plans(connection, None, Some(inmate)).await
}

/// Decides on a search.
///
/// # Errors
/// When the database refuses.
pub async fn insert(connection: &mut PgConnection, id: RowId, prison: PrisonId, c: &PlanCommand, by: AccountId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into custody.search_plan (id, inmate_id, prison_id, at_prison_id, unit_id, cell_id, place, kind, ground, ground_text, due_on, recorded_by, recorded_at)
         values ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        id.0,
        c.inmate.map(|i| i.0),
        prison.0,
        c.unit,
        c.cell,
        c.place,
        c.kind.as_str(),
        c.ground.as_str(),
        c.ground_text,
        c.due_on,
        by.0,
        now
    )
    .execute(connection)
    .await
    .map(drop)
}

/// Calls one off; false when it was done or called off before, or somebody saved first.
///
/// # Errors
/// When the database refuses.
pub async fn cancel(connection: &mut PgConnection, id: RowId, version: i32, reason: &str, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update custody.search_plan set cancelled_at = $4, cancelled_by = $5, cancel_reason = $3, version = version + 1 where id = $1 and version = $2 and search_id is null and cancelled_at is null",
        id.0,
        version,
        reason,
        now,
        by.0
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// An arrival or a return after which somebody has not been searched, or a way out before which they have not.
#[derive(Clone, Debug)]
pub struct Unsearched {
    /// `arrival`, `absence` or `departure`.
    pub source: String,
    /// Which one.
    pub since: DateTime<Utc>,
    /// By when.
    pub due_at: DateTime<Utc>,
}

/// Of one person.
///
/// # Errors
/// When the database is away.
pub async fn unsearched(connection: &mut PgConnection, prison: PrisonId, inmate: InmateId, now: DateTime<Utc>) -> Result<Vec<Unsearched>, sqlx::Error> {
    sqlx::query_as!(
        Unsearched,
        r#"select source as "source!", since as "since!", due_at as "due_at!" from custody.people_to_search($1, $2) where inmate_id = $3 order by since"#,
        prison.0,
        now,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// Leaves the search after an arrival or a return out, with the reason; false when a colleague did before.
///
/// # Errors
/// When the database refuses.
#[expect(clippy::too_many_arguments, reason = "one row's columns")]
pub async fn leave_out(
    connection: &mut PgConnection,
    id: RowId,
    prison: PrisonId,
    inmate: InmateId,
    of: &Unsearched,
    reason: &str,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "insert into custody.search_plan (id, source, inmate_id, prison_id, at_prison_id, ground, due_on, since, recorded_by, recorded_at, cancelled_at, cancelled_by, cancel_reason)
         values ($1, $2, $3, $4, $4, case when $2::text = 'departure' then 'absence' else $2::text end, ($5::timestamptz at time zone 'Europe/Oslo')::date, $6, $7, $8, $8, $7, $9) on conflict (inmate_id, source, since) where source <> 'decided' do nothing",
        id.0,
        of.source,
        inmate.0,
        prison.0,
        of.due_at,
        of.since,
        by.0,
        now,
        reason
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// The rule of a prison on a day: its own, else the service's.
///
/// # Errors
/// When the database is away.
pub async fn rule(connection: &mut PgConnection, prison: PrisonId, day: NaiveDate) -> Result<Option<Rule>, sqlx::Error> {
    sqlx::query_as!(
        Rule,
        "select cell_days_high, cell_days_lower, after_hours, before_hours from custody.search_rule where (prison_id = $1 or prison_id is null) and from_day <= $2
          order by prison_id is null, from_day desc limit 1",
        prison.0,
        day
    )
    .fetch_optional(connection)
    .await
}

/// A prison's own rule from a day on.
///
/// # Errors
/// When the database refuses.
pub async fn set_rule(
    connection: &mut PgConnection,
    prison: PrisonId,
    day: NaiveDate,
    rule: Rule,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into custody.search_rule (id, prison_id, from_day, cell_days_high, cell_days_lower, after_hours, before_hours, set_by, set_at) values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8)
         on conflict on constraint search_rule_once do update set cell_days_high = excluded.cell_days_high, cell_days_lower = excluded.cell_days_lower, after_hours = excluded.after_hours,
                before_hours = excluded.before_hours, set_by = excluded.set_by, set_at = excluded.set_at",
        prison.0,
        day,
        rule.cell_days_high,
        rule.cell_days_lower,
        rule.after_hours,
        rule.before_hours,
        by.0,
        now
    )
    .execute(connection)
    .await
    .map(drop)
}
