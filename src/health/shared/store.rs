//! All SQL of shared notices.

use std::ops::Range;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::form::NoticeCommand;
use crate::platform::id::{AccountId, InmateId, PrisonId, RowId};

/// A notice.
pub struct Notice {
    /// The row.
    pub id: RowId,
    /// What it is about.
    pub kind: String,
    /// What to do.
    pub instruction: String,
    /// Why it may be told.
    pub basis: String,
    /// When it is in force.
    pub valid: Range<DateTime<Utc>>,
    /// Who shared it.
    pub author: Option<String>,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// Who ended it.
    pub ended_by: Option<String>,
    /// When.
    pub ended_at: Option<DateTime<Utc>>,
    /// Why.
    pub end_reason: Option<String>,
}

/// A person's notices, newest first; `only` for one of them.
pub async fn notices(connection: &mut PgConnection, inmate: InmateId, only: Option<RowId>) -> Result<Vec<Notice>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select s.id, s.kind, s.instruction, s.basis, lower(s.valid) as "from!", upper(s.valid) as "to!", a.display_name as "author?", s.recorded_at,
                  e.display_name as "ended_by?", s.ended_at, s.end_reason
             from health.shared s left join access.account a on a.id = s.author left join access.account e on e.id = s.ended_by
            where s.inmate_id = $1 and ($2::uuid is null or s.id = $2) order by s.recorded_at desc limit 200"#,
        inmate.0,
        only.map(|r| r.0)
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Notice {
            id: RowId(r.id),
            kind: r.kind,
            instruction: r.instruction,
            basis: r.basis,
            valid: r.from..r.to,
            author: r.author,
            recorded_at: r.recorded_at,
            ended_by: r.ended_by,
            ended_at: r.ended_at,
            end_reason: r.end_reason,
        })
        .collect())
}

/// Shares a notice.
pub async fn insert(
    connection: &mut PgConnection,
    inmate: InmateId,
    prison: Option<PrisonId>,
    author: AccountId,
    notice: &NoticeCommand,
    now: DateTime<Utc>,
) -> Result<RowId, sqlx::Error> {
    let id = RowId::fresh();
    sqlx::query!(
        r#"insert into health.shared (id, inmate_id, prison_id, kind, instruction, basis, valid, author, recorded_at)
           values ($1, $2, $3, $4, $5, $6, tstzrange($7, $8), $9, $10)"#,
        id.0,
        inmate.0,
        prison.map(|p| p.0),
        notice.kind.as_str(),
        notice.instruction,
        notice.basis.as_str(),
        notice.valid.start,
        notice.valid.end,
        author.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(id)
}

/// Ends a notice; false when it had ended already.
pub async fn end(connection: &mut PgConnection, inmate: InmateId, notice: RowId, by: AccountId, reason: &str, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update health.shared set ended_by = $3, ended_at = $4, end_reason = $5 where id = $1 and inmate_id = $2 and ended_at is null and upper(valid) > $4",
        notice.0,
        inmate.0,
        by.0,
        now,
        reason
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}
