//! SQL of cases and of the state of the seals.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::platform::id::{RowId, SessionId};

/// Begins a case for the session, ending the one before.
pub async fn begin(connection: &mut PgConnection, id: RowId, session: SessionId, number: &str, purpose: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("select access.begin_case($1, $2, $3, $4)", id.0, session.0, number, purpose).fetch_one(connection).await.map(drop)
}

/// Ends the session's case.
pub async fn end(connection: &mut PgConnection, session: SessionId) -> Result<(), sqlx::Error> {
    sqlx::query!("select access.end_case($1)", session.0).fetch_one(connection).await.map(drop)
}

/// A case of inspection.
pub struct Inspection {
    /// Who.
    pub name: Option<String>,
    /// The number.
    pub number: String,
    /// The purpose.
    pub purpose: String,
    /// From when.
    pub began_at: DateTime<Utc>,
    /// Until when.
    pub ended_at: Option<DateTime<Utc>>,
}

/// The latest cases, of everybody who inspects.
pub async fn inspections(connection: &mut PgConnection) -> Result<Vec<Inspection>, sqlx::Error> {
    sqlx::query_as!(
        Inspection,
        r#"select a.display_name as "name?", i.number, i.purpose, i.began_at, i.ended_at
             from audit.inspection i left join access.account a on a.id = i.account_id order by i.began_at desc limit 30"#
    )
    .fetch_all(connection)
    .await
}

/// The last seal.
pub struct LastSeal {
    /// Its number.
    pub no: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// The head of the chain.
    pub chain: Vec<u8>,
    /// The key.
    pub public_key: Vec<u8>,
    /// Entries under all seals.
    pub entries: i64,
}

/// The last seal, if there is one.
pub async fn last_seal(connection: &mut PgConnection) -> Result<Option<LastSeal>, sqlx::Error> {
    sqlx::query_as!(
        LastSeal,
        r#"select s.no, s.at, s.chain, s.public_key, (select coalesce(sum(entries), 0) from audit.seal)::bigint as "entries!" from audit.seal s order by s.no desc limit 1"#
    )
    .fetch_optional(connection)
    .await
}

/// The last verification of everything.
pub struct Verification {
    /// When.
    pub at: DateTime<Utc>,
    /// Batches that agreed.
    pub batches: i64,
    /// The first that did not.
    pub bad_batch: Option<i64>,
    /// Why not.
    pub fault: Option<String>,
}

/// The last verification, if there was one.
pub async fn last_verification(connection: &mut PgConnection) -> Result<Option<Verification>, sqlx::Error> {
    sqlx::query_as!(Verification, "select at, batches, bad_batch, fault from audit.verification order by at desc limit 1").fetch_optional(connection).await
}
