//! All SQL of drafts.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Draft, What};
use crate::platform::id::{AccountId, InmateId};

type Result<T> = std::result::Result<T, sqlx::Error>;

/// A draft to be kept.
pub struct New<'a> {
    pub author: AccountId,
    pub inmate: InmateId,
    pub path: &'a str,
    pub what: What,
    pub kind: &'a str,
    pub fields: &'a Value,
    pub now: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

pub async fn keep(conn: &mut PgConnection, new: &New<'_>) -> Result<()> {
    sqlx::query!(
        "insert into sentences.draft (id, account_id, inmate_id, path, what, kind, fields, saved_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict on constraint draft_once do update set fields = excluded.fields, saved_at = excluded.saved_at, expires_at = excluded.expires_at, told_at = null",
        Uuid::now_v7(),
        new.author.0,
        new.inmate.0,
        new.path,
        new.what.as_str(),
        new.kind,
        new.fields,
        new.now,
        new.until
    )
    .execute(conn)
    .await
    .map(drop)
}

pub async fn find(conn: &mut PgConnection, author: AccountId, path: &str, now: DateTime<Utc>) -> Result<Option<Draft>> {
    let row =
        sqlx::query!("select fields, saved_at, expires_at from sentences.draft where account_id = $1 and path = $2 and expires_at > $3", author.0, path, now)
            .fetch_optional(conn)
            .await?;
    row.map(|r| {
        let fields = serde_json::from_value(r.fields).map_err(|e| sqlx::Error::Decode(Box::new(e)))?;
        Ok(Draft { fields, saved_at: r.saved_at, expires_at: r.expires_at })
    })
    .transpose()
}

pub async fn forget(conn: &mut PgConnection, author: AccountId, path: &str) -> Result<()> {
    sqlx::query!("delete from sentences.draft where account_id = $1 and path = $2", author.0, path).execute(conn).await.map(drop)
}

/// Deletes those whose time is over, and tells the authors of those whose time soon will be. Background work.
pub async fn look_through(conn: &mut PgConnection) -> Result<()> {
    sqlx::query!(r#"select sentences.forget_drafts() as forgotten, sentences.warn_of_drafts() as told"#).fetch_one(conn).await.map(drop)
}
