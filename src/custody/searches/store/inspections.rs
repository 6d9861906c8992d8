//! SQL of inspections.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::custody::searches::model::Round;
use crate::platform::id::{AccountId, PrisonId};

/// A cell of a round, looked into or not.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The unit.
    pub unit_id: Uuid,
    /// Its short name.
    pub unit_code: String,
    /// Its name.
    pub unit: String,
    /// The cell.
    pub cell_id: Uuid,
    /// Its code.
    pub code: String,
    /// How many live there, named or not.
    pub people: i64,
    /// When somebody looked.
    pub at: Option<DateTime<Utc>>,
    /// Who.
    pub by: Option<String>,
    /// What there was.
    pub finding: Option<String>,
}

/// Every cell that a round asks for in the period, and those looked into though nobody lives there.
///
/// # Errors
/// When the database is away.
pub async fn cells(connection: &mut PgConnection, prison: PrisonId, round: Round, period: NaiveDate) -> Result<Vec<Cell>, sqlx::Error> {
    sqlx::query_as!(
        Cell,
        r#"select u.id as unit_id, u.code as unit_code, u.name as unit, c.id as cell_id, c.code, coalesce(o.people, 0) as "people!",
                  n.at as "at?", a.display_name as "by?", n.finding
             from estate.cell c join estate.unit u on u.id = c.unit_id
             left join custody.occupied_cells($1) o on o.cell_id = c.id
             left join custody.inspection n on n.prison_id = $1 and n.cell_id = c.id and n.kind = $2 and n.period = $3
             left join access.account a on a.id = n.by_account
            where c.prison_id = $1 and c.closed_on is null and u.closed_on is null
              and ($2 = 'weekly' or n.id is not null or (o.people > 0 and u.level in ('high', 'especially_high')))
            order by u.sort, u.code, c.walking_order, c.code limit 2000"#,
        prison.0,
        round.as_str(),
        period
    )
    .fetch_all(connection)
    .await
}

/// Findings of the last rounds, newest first.
///
/// # Errors
/// When the database is away.
pub async fn findings(
    connection: &mut PgConnection,
    prison: PrisonId,
    since: DateTime<Utc>,
) -> Result<Vec<(DateTime<Utc>, String, String, String)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select n.at, c.code as "cell!", n.finding as "finding!", coalesce(a.display_name, '') as "by!"
             from custody.inspection n join estate.cell c on c.id = n.cell_id left join access.account a on a.id = n.by_account
            where n.prison_id = $1 and n.finding is not null and n.at >= $2 order by n.at desc, n.id limit 20"#,
        prison.0,
        since
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|r| (r.at, r.cell, r.finding, r.by)).collect())
}

/// Keeps looks into cells of one unit; a cell that a colleague looked into meanwhile stays theirs. Answers with how many were kept.
///
/// # Errors
/// When the database refuses.
#[expect(clippy::too_many_arguments, reason = "one row's columns")]
pub async fn insert(
    connection: &mut PgConnection,
    prison: PrisonId,
    unit: Uuid,
    round: Round,
    period: NaiveDate,
    cells: &[Uuid],
    findings: &[String],
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query!(
        "insert into custody.inspection (id, prison_id, unit_id, cell_id, kind, period, at, by_account, finding)
         select gen_random_uuid(), c.prison_id, c.unit_id, c.id, $3, $4, $8, $7, nullif(x.finding, '')
           from unnest($5::uuid[], $6::text[]) x(cell, finding) join estate.cell c on c.id = x.cell and c.prison_id = $1 and c.unit_id = $2
         on conflict on constraint inspected_once do nothing",
        prison.0,
        unit,
        round.as_str(),
        period,
        cells,
        findings,
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}
