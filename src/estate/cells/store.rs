//! Cells in the database.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::form::{Facts, Landing, NewCells, Outage};
use crate::platform::db;
use crate::platform::id::{AccountId, CellId, PrisonId, RowId, UnitId};

/// A cell, and why it is out of use now, if it is.
pub struct Cell {
    pub id: Uuid,
    pub unit_id: Uuid,
    pub prison_id: Uuid,
    pub unit: String,
    pub prison: String,
    pub code: String,
    pub walking_order: i32,
    pub certified: i32,
    pub working: i32,
    pub maximum: i32,
    pub condition: String,
    pub accessible: bool,
    pub closed_on: Option<NaiveDate>,
    pub version: i32,
    pub out_reason: Option<String>,
    pub expected_back: Option<NaiveDate>,
    pub landing: Option<String>,
}

async fn select(connection: &mut PgConnection, unit: Option<UnitId>, cell: Option<CellId>, now: DateTime<Utc>) -> Result<Vec<Cell>, sqlx::Error> {
    sqlx::query_as!(
        Cell,
        r#"select c.id, c.unit_id, c.prison_id, u.name as unit, p.name as prison, c.code, c.walking_order, c.certified_capacity as certified, c.working_capacity as working,
                  c.maximum_capacity as maximum, c.condition, c.accessible, c.closed_on, c.version, o.reason as "out_reason?", o.expected_back as "expected_back?",
                  estate.landing_of(c.id, ($3::timestamptz at time zone 'Europe/Oslo')::date) as landing
             from estate.cell c join estate.unit u on u.id = c.unit_id join estate.prison p on p.id = c.prison_id
             left join estate.cell_out_of_use o on o.cell_id = c.id and o.during @> $3::timestamptz
            where ($1::uuid is null or c.unit_id = $1) and ($2::uuid is null or c.id = $2)
            order by c.closed_on is not null, c.walking_order, c.code limit 1000"#,
        unit.map(|u| u.0),
        cell.map(|c| c.0),
        now
    )
    .fetch_all(connection)
    .await
}

/// The cells of a unit in walking order, the closed ones last.
pub async fn of_unit(connection: &mut PgConnection, unit: UnitId, now: DateTime<Utc>) -> Result<Vec<Cell>, sqlx::Error> {
    select(connection, Some(unit), None, now).await
}

/// One cell.
pub async fn find(connection: &mut PgConnection, cell: CellId, now: DateTime<Utc>) -> Result<Option<Cell>, sqlx::Error> {
    Ok(select(connection, None, Some(cell), now).await?.pop())
}

/// Which of these codes the unit has already.
pub async fn taken(connection: &mut PgConnection, unit: UnitId, codes: &[String]) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar!("select code from estate.cell where unit_id = $1 and code = any($2) order by code", unit.0, codes).fetch_all(connection).await
}

/// New cells after the last one in walking order. A code taken meanwhile names its constraint.
pub async fn add(connection: &mut PgConnection, unit: UnitId, prison: PrisonId, new: &NewCells) -> Result<(), sqlx::Error> {
    let ids: Vec<Uuid> = new.codes.iter().map(|_| CellId::fresh().0).collect();
    let mut point = db::savepoint(connection).await?;
    sqlx::query!(
        "insert into estate.cell (id, prison_id, unit_id, code, walking_order, certified_capacity, working_capacity, maximum_capacity, condition, accessible)
         select x.id, $2, $1, x.code, (select coalesce(max(c.walking_order), 0) from estate.cell c where c.unit_id = $1) + 10 * x.n, $5, $6, $7, $8, $9
           from unnest($3::uuid[], $4::text[]) with ordinality x (id, code, n)",
        unit.0,
        prison.0,
        &ids,
        &new.codes,
        new.kind.capacity.certified,
        new.kind.capacity.working,
        new.kind.capacity.maximum,
        new.kind.condition,
        new.kind.accessible
    )
    .execute(&mut *point)
    .await?;
    point.commit().await
}

/// Keeps the facts; false when somebody else has saved first. What the table refuses names its constraint.
pub async fn update(connection: &mut PgConnection, id: CellId, facts: &Facts, version: i32) -> Result<bool, sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    let done = sqlx::query!(
        "update estate.cell set code = $2, walking_order = $3, certified_capacity = $4, working_capacity = $5, maximum_capacity = $6, condition = $7, accessible = $8, version = version + 1
          where id = $1 and version = $9",
        id.0,
        facts.code,
        facts.walking_order,
        facts.kind.capacity.certified,
        facts.kind.capacity.working,
        facts.kind.capacity.maximum,
        facts.kind.condition,
        facts.kind.accessible,
        version
    )
    .execute(&mut *point)
    .await?;
    point.commit().await?;
    Ok(done.rows_affected() == 1)
}

/// Closed on a day, or open again.
pub async fn set_closed(connection: &mut PgConnection, id: CellId, on: Option<NaiveDate>) -> Result<(), sqlx::Error> {
    sqlx::query!("update estate.cell set closed_on = $2, version = version + 1 where id = $1", id.0, on).execute(connection).await.map(drop)
}

/// How many people are placed in the cell: a count without persons. The cell is locked, so that nobody is moved in meanwhile.
pub async fn occupied(connection: &mut PgConnection, id: CellId) -> Result<i64, sqlx::Error> {
    sqlx::query!("select estate.lock_cells(array[$1::uuid])", id.0).execute(&mut *connection).await?;
    Ok(sqlx::query_scalar!("select estate.occupied(null, $1)", id.0).fetch_one(connection).await?.unwrap_or(0))
}

/// A time out of use.
pub struct Period {
    pub from: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
    pub expected_back: Option<NaiveDate>,
    pub reason: String,
    pub by: Option<String>,
}

/// When the cell was out of use, the latest first.
pub async fn periods(connection: &mut PgConnection, cell: CellId) -> Result<Vec<Period>, sqlx::Error> {
    sqlx::query_as!(
        Period,
        r#"select lower(o.during) as "from!", upper(o.during) as until, o.expected_back, o.reason, a.display_name as "by?"
             from estate.cell_out_of_use o left join access.account a on a.id = o.recorded_by
            where o.cell_id = $1 order by lower(o.during) desc limit 50"#,
        cell.0
    )
    .fetch_all(connection)
    .await
}

/// Out of use until it is ended. An overlap names its constraint.
pub async fn take_out(connection: &mut PgConnection, cell: CellId, prison: PrisonId, outage: &Outage, by: AccountId) -> Result<(), sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    sqlx::query!(
        "insert into estate.cell_out_of_use (id, cell_id, prison_id, during, reason, expected_back, recorded_by) values ($1, $2, $3, tstzrange($4, null), $5, $6, $7)",
        RowId::fresh().0,
        cell.0,
        prison.0,
        outage.from,
        outage.reason,
        outage.expected_back,
        by.0
    )
    .execute(&mut *point)
    .await?;
    point.commit().await
}

/// In use again from now on; false when it is already.
pub async fn take_back(connection: &mut PgConnection, cell: CellId, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    // Ended within the same moment it began is still a moment: an empty range would say that it never was.
    let done = sqlx::query!(
        "update estate.cell_out_of_use set during = tstzrange(lower(during), greatest($3::timestamptz, lower(during) + interval '1 second')), ended_by = $2
          where cell_id = $1 and upper_inf(during)",
        cell.0,
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// A landing of a cell, from a day to a day.
pub struct Lay {
    pub name: Option<String>,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    pub by: Option<String>,
}

/// The landings of a cell, the latest first. `until` is the last day of each.
pub async fn landings(connection: &mut PgConnection, cell: CellId) -> Result<Vec<Lay>, sqlx::Error> {
    sqlx::query_as!(
        Lay,
        r#"select l.name, lower(l.during) as "from!", upper(l.during) - 1 as until, a.display_name as "by?"
             from estate.cell_landing l left join access.account a on a.id = l.recorded_by
            where l.cell_id = $1 order by lower(l.during) desc limit 50"#,
        cell.0
    )
    .fetch_all(connection)
    .await
}

/// The cells of a unit that have these codes.
pub async fn by_codes(connection: &mut PgConnection, unit: UnitId, codes: &[String]) -> Result<Vec<(Uuid, String)>, sqlx::Error> {
    let rows = sqlx::query!("select id, code from estate.cell where unit_id = $1 and code = any($2)", unit.0, codes).fetch_all(connection).await?;
    Ok(rows.into_iter().map(|r| (r.id, r.code)).collect())
}

/// Gives cells a landing from a day on; the day of a later one, when there is one, and then nothing is kept.
pub async fn set_landing(connection: &mut PgConnection, cells: &[Uuid], landing: &Landing) -> Result<Option<NaiveDate>, sqlx::Error> {
    sqlx::query_scalar!("select estate.set_landing($1, $2, $3)", cells, landing.name, landing.from).fetch_one(connection).await
}
