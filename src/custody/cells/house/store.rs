//! All SQL of a prison's cells.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::custody::cells::model::Person;
use crate::platform::db;
use crate::platform::id::{AccountId, CellId, PrisonId, RowId};

/// A cell with how full it is.
#[derive(Clone, Debug)]
pub struct CellLine {
    /// The unit.
    pub unit_id: Uuid,
    /// Its code.
    pub unit_code: String,
    /// Its name.
    pub unit: String,
    /// The cell; none for a unit that has none.
    pub cell_id: Option<Uuid>,
    /// Its code.
    pub code: Option<String>,
    /// Approved for.
    pub certified: i32,
    /// Used today.
    pub working: i32,
    /// At most.
    pub maximum: i32,
    /// For wheelchairs.
    pub accessible: bool,
    /// `good`, `worn`, `poor`.
    pub condition: String,
    /// How many sleep there, hidden people too.
    pub people: i64,
    /// How many of them the reader may not see.
    pub hidden: i64,
    /// Why it is out of use.
    pub out_reason: Option<String>,
    /// Until when.
    pub expected_back: Option<NaiveDate>,
}

impl CellLine {
    /// Places by working capacity; none while it is out of use.
    pub fn free(&self) -> i64 {
        if self.out_reason.is_some() { 0 } else { (i64::from(self.working) - self.people).max(0) }
    }
}

/// The cells of a prison in walking order.
///
/// # Errors
/// When the database is away.
pub async fn cells(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<CellLine>, sqlx::Error> {
    sqlx::query_as!(
        CellLine,
        r#"select u.id as unit_id, u.code as unit_code, u.name as unit, c.id as "cell_id?", c.code as "code?", coalesce(c.certified_capacity, 0) as "certified!",
                  coalesce(c.working_capacity, 0) as "working!", coalesce(c.maximum_capacity, 0) as "maximum!", coalesce(c.accessible, false) as "accessible!",
                  coalesce(c.condition, '') as "condition!", coalesce(l.people, 0) as "people!", coalesce(l.hidden, 0) as "hidden!", o.reason as "out_reason?", o.expected_back
             from estate.unit u
             left join estate.cell c on c.unit_id = u.id and c.closed_on is null
             left join custody.cell_load($1) l on l.cell_id = c.id
             left join estate.cell_out_of_use o on o.cell_id = c.id and o.during @> platform.now()
            where u.prison_id = $1 and u.closed_on is null
            order by u.sort, u.code, c.walking_order, c.code
            limit 1500"#,
        prison.0
    )
    .fetch_all(connection)
    .await
}

/// Somebody in a cell.
#[derive(Clone, Debug)]
pub struct Sleeper {
    /// The cell.
    pub cell: Option<Uuid>,
    /// Who.
    pub person: Person,
}

/// Who sleeps in which cell of a prison, as far as the reader may see them.
///
/// # Errors
/// When the database is away.
pub async fn sleepers(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Sleeper>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select w.cell_id, i.id, i.family_name, i.given_name, i.number
             from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id
            where w.prison_id = $1 order by w.cell_id, w.placed_at, i.id limit 1500"#,
        prison.0
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|r| Some(Sleeper { cell: r.cell_id, person: Person::of(Some(r.id), Some(r.family_name), Some(r.given_name), Some(r.number))? }))
        .collect())
}

/// Somebody without a cell.
#[derive(Clone, Debug)]
pub struct Cellless {
    /// Who.
    pub person: Person,
    /// The unit; none is in reception.
    pub unit: Option<String>,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Who decided so.
    pub by: Option<String>,
    /// Whether the person is out.
    pub out: bool,
    /// The cell before.
    pub before: Option<String>,
    /// Whether the reader writes about the person: the duty officer for all, an officer for the own units.
    pub writable: bool,
}

/// Who of a prison has no cell, the longest first, and how many more the reader may not see.
///
/// # Errors
/// When the database is away.
pub async fn without_cell(connection: &mut PgConnection, prison: PrisonId) -> Result<(Vec<Cellless>, i64), sqlx::Error> {
    let rows = sqlx::query!(
        r#"select i.id, i.family_name, i.given_name, i.number, u.name as "unit?", coalesce(lower(p.during), s.admitted_at) as "since!", a.display_name as "by?",
                  coalesce(w.out_reason is not null, false) as "out!",
                  (select c.code from custody.placement e join estate.cell c on c.id = e.cell_id where e.inmate_id = i.id and upper(e.during) <= lower(p.during) order by upper(e.during) desc limit 1) as before,
                  (coalesce(i.prison_id = any(access.deep_prisons()), false) or i.id = any(access.write_persons())) as "writable!"
             from custody.stay s
             join inmates.inmate i on i.id = s.inmate_id
             left join custody.placement p on p.inmate_id = s.inmate_id and upper_inf(p.during)
             left join custody.in_custody w on w.inmate_id = s.inmate_id
             left join estate.unit u on u.id = p.unit_id
             left join access.account a on a.id = p.decided_by
            where s.prison_id = $1 and s.released_at is null and p.cell_id is null
            order by 6, i.id limit 300"#,
        prison.0
    )
    .fetch_all(&mut *connection)
    .await?;
    let hidden = sqlx::query_scalar!(r#"select coalesce(sum(hidden), 0)::bigint as "hidden!" from custody.cell_load($1) where cell_id is null"#, prison.0)
        .fetch_one(connection)
        .await?;
    let people = rows
        .into_iter()
        .filter_map(|r| {
            let person = Person::of(Some(r.id), Some(r.family_name), Some(r.given_name), Some(r.number))?;
            Some(Cellless { person, unit: r.unit, since: r.since, by: r.by, out: r.out, before: r.before, writable: r.writable })
        })
        .collect();
    Ok((people, hidden))
}

/// The prison of a cell.
///
/// # Errors
/// When the database is away.
pub async fn prison_of(connection: &mut PgConnection, cell: CellId) -> Result<Option<PrisonId>, sqlx::Error> {
    Ok(sqlx::query_scalar!("select prison_id from estate.cell where id = $1", cell.0).fetch_optional(connection).await?.map(PrisonId))
}

/// A time out of use.
#[derive(Clone, Debug)]
pub struct Period {
    /// From.
    pub from: DateTime<Utc>,
    /// To.
    pub until: Option<DateTime<Utc>>,
    /// When it was expected back.
    pub expected_back: Option<NaiveDate>,
    /// Why.
    pub reason: String,
    /// Who took it out.
    pub by: Option<String>,
    /// Who took it back.
    pub ended_by: Option<String>,
}

/// When a cell was out of use, the latest first.
///
/// # Errors
/// When the database is away.
pub async fn periods(connection: &mut PgConnection, cell: CellId) -> Result<Vec<Period>, sqlx::Error> {
    sqlx::query_as!(
        Period,
        r#"select lower(o.during) as "from!", upper(o.during) as until, o.expected_back, o.reason, a.display_name as "by?", e.display_name as "ended_by?"
             from estate.cell_out_of_use o left join access.account a on a.id = o.recorded_by left join access.account e on e.id = o.ended_by
            where o.cell_id = $1 order by lower(o.during) desc limit 30"#,
        cell.0
    )
    .fetch_all(connection)
    .await
}

/// Takes a cell out of use from now on. A cell that is out already names its constraint.
///
/// # Errors
/// When the database is away or the cell is out of use.
pub async fn take_out(
    connection: &mut PgConnection,
    cell: CellId,
    prison: PrisonId,
    (reason, expected_back): (&str, Option<NaiveDate>),
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    sqlx::query!(
        "insert into estate.cell_out_of_use (id, cell_id, prison_id, during, reason, expected_back, recorded_by) values ($1, $2, $3, tstzrange($4, null), $5, $6, $7)",
        RowId::fresh().0,
        cell.0,
        prison.0,
        now,
        reason,
        expected_back,
        by.0
    )
    .execute(&mut *point)
    .await?;
    point.commit().await
}

/// In use again from now on; false when it is already.
///
/// # Errors
/// When the database is away.
pub async fn take_back(connection: &mut PgConnection, cell: CellId, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update estate.cell_out_of_use set during = tstzrange(lower(during), greatest($3::timestamptz, lower(during) + interval '1 second')), ended_by = $2
          where cell_id = $1 and upper_inf(during) and lower(during) <= $3",
        cell.0,
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}
