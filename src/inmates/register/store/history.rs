//! What was changed, by whom and when.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::inmates::register::model::Area;
use crate::platform::id::InmateId;

/// One field that was changed.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The entry.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// In which area.
    pub area: String,
    /// Which row.
    pub row: Option<Uuid>,
    /// Which field.
    pub field: String,
    /// Before.
    pub old: Option<String>,
    /// After.
    pub new: Option<String>,
    /// Why, where it was asked.
    pub reason: Option<String>,
}

/// A page of entries, newest first.
#[derive(Clone, Debug)]
pub struct Page {
    /// The entries.
    pub entries: Vec<Entry>,
    /// The entry after which the next page begins.
    pub older: Option<Uuid>,
}

/// Entries after `before`, at most `limit` of them.
///
/// # Errors
/// When the database is away.
pub async fn page(conn: &mut PgConnection, inmate: InmateId, area: Option<Area>, before: Option<Uuid>, limit: usize) -> Result<Page, sqlx::Error> {
    let mut entries = sqlx::query_as!(
        Entry,
        r#"select c.id, c.at, coalesce(a.display_name, '') as "by!", c.area, c.row_id as "row?", c.field, c.old_value as "old?", c.new_value as "new?", c.reason
             from inmates.change c left join access.account a on a.id = c.by_account
            where c.inmate_id = $1 and ($2::text is null or c.area = $2)
              and ($3::uuid is null or (c.at, c.id) < (select b.at, b.id from inmates.change b where b.id = $3 and b.inmate_id = $1))
            order by c.at desc, c.id desc limit $4"#,
        inmate.0,
        area.map(Area::as_str),
        before,
        i64::try_from(limit).unwrap_or(i64::MAX) + 1
    )
    .fetch_all(conn)
    .await?;
    let more = entries.len() > limit;
    entries.truncate(limit);
    let older = if more { entries.last().map(|e| e.id) } else { None };
    Ok(Page { entries, older })
}

/// Who changed a row last.
#[derive(Clone, Debug)]
pub struct LastChange {
    /// Who.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Who changed a row last, and when.
///
/// # Errors
/// When the database is away.
pub async fn last_change(conn: &mut PgConnection, inmate: InmateId, row: Uuid) -> Result<Option<LastChange>, sqlx::Error> {
    sqlx::query_as!(
        LastChange,
        r#"select coalesce(a.display_name, '') as "by!", c.at from inmates.change c left join access.account a on a.id = c.by_account
            where c.inmate_id = $1 and c.row_id = $2 order by c.at desc, c.id desc limit 1"#,
        inmate.0,
        row
    )
    .fetch_optional(conn)
    .await
}
