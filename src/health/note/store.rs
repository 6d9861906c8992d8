//! All SQL of notes and of the persons' keys. Ciphertext in, ciphertext out.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::super::model::NoteKind;
use crate::platform::crypto::envelope::Sealed;
use crate::platform::id::{AccountId, InmateId, PrisonId, RowId};

/// One version of a note as it lies in the database.
pub struct Row {
    /// The row.
    pub id: Uuid,
    /// The note it is a version of.
    pub thread_id: Uuid,
    /// Which version.
    pub version: i32,
    /// A word of [`NoteKind`].
    pub kind: String,
    /// The name of who wrote it.
    pub author: Option<String>,
    /// In which role.
    pub author_role: String,
    /// When the person was seen.
    pub at: DateTime<Utc>,
    /// When it was written.
    pub recorded_at: DateTime<Utc>,
    /// For the cipher.
    pub nonce: Vec<u8>,
    /// The sealed text.
    pub ciphertext: Vec<u8>,
}

/// The person's key, wrapped, if there is one.
pub async fn wrapped_key(connection: &mut PgConnection, inmate: InmateId) -> Result<Option<Vec<u8>>, sqlx::Error> {
    sqlx::query_scalar!("select wrapped from health.person_key where inmate_id = $1", inmate.0).fetch_optional(connection).await
}

/// Keeps a person's first key. Of two at once one wins, and both must then use that one.
pub async fn keep_key(connection: &mut PgConnection, inmate: InmateId, wrapped: &[u8], now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("insert into health.person_key (inmate_id, wrapped, created_at) values ($1, $2, $3) on conflict do nothing", inmate.0, wrapped, now)
        .execute(connection)
        .await
        .map(drop)
}

/// The newest version of each note of a person, latest consultation first, below the note `before`.
pub async fn newest(
    connection: &mut PgConnection,
    inmate: InmateId,
    kind: Option<NoteKind>,
    before: Option<RowId>,
    limit: i64,
) -> Result<Vec<Row>, sqlx::Error> {
    sqlx::query_as!(
        Row,
        r#"with newest as (select distinct on (n.thread_id) n.* from health.note n where n.inmate_id = $1 order by n.thread_id, n.version desc)
           select n.id as "id!", n.thread_id as "thread_id!", n.version as "version!", n.kind as "kind!", a.display_name as "author?", n.author_role as "author_role!",
                  n.at as "at!", n.recorded_at as "recorded_at!", n.nonce as "nonce!", n.ciphertext as "ciphertext!"
             from newest n left join access.account a on a.id = n.author
            where ($2::text is null or n.kind = $2)
              and ($3::uuid is null or (n.at, n.thread_id) < (select m.at, m.thread_id from newest m where m.thread_id = $3))
            order by n.at desc, n.thread_id desc limit $4"#,
        inmate.0,
        kind.map(NoteKind::as_str),
        before.map(|r| r.0),
        limit
    )
    .fetch_all(connection)
    .await
}

/// How many notes of each kind a person has.
pub async fn count_kinds(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<(String, i64)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select n.kind as "kind!", count(*) as "count!"
             from (select distinct on (thread_id) kind from health.note where inmate_id = $1 order by thread_id, version desc) n group by n.kind"#,
        inmate.0
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|r| (r.kind, r.count)).collect())
}

/// Every version of one note, newest first.
pub async fn versions(connection: &mut PgConnection, inmate: InmateId, thread: RowId) -> Result<Vec<Row>, sqlx::Error> {
    sqlx::query_as!(
        Row,
        r#"select n.id, n.thread_id, n.version, n.kind, a.display_name as "author?", n.author_role, n.at, n.recorded_at, n.nonce, n.ciphertext
             from health.note n left join access.account a on a.id = n.author
            where n.inmate_id = $1 and n.thread_id = $2 order by n.version desc limit 200"#,
        inmate.0,
        thread.0
    )
    .fetch_all(connection)
    .await
}

/// Until this transaction ends nobody else corrects the same note. A lock by number: the group may not change rows, so it may not lock them.
pub async fn lock(connection: &mut PgConnection, thread: RowId) -> Result<(), sqlx::Error> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1::uuid::text, 41))", thread.0).fetch_one(connection).await.map(drop)
}

/// A version about to be written.
pub struct New<'a> {
    /// The row.
    pub id: RowId,
    /// The note it is a version of.
    pub thread: RowId,
    /// Which version.
    pub version: i32,
    /// Whose record.
    pub inmate: InmateId,
    /// The prison that answers for the person.
    pub prison: Option<PrisonId>,
    /// Its kind.
    pub kind: NoteKind,
    /// Who writes.
    pub author: AccountId,
    /// In which role.
    pub role: &'a str,
    /// When the person was seen.
    pub at: DateTime<Utc>,
    /// The text.
    pub sealed: &'a Sealed,
}

/// Writes a version.
pub async fn insert(connection: &mut PgConnection, new: New<'_>, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        r#"insert into health.note (id, thread_id, version, inmate_id, prison_id, kind, author, author_role, at, recorded_at, nonce, ciphertext)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"#,
        new.id.0,
        new.thread.0,
        new.version,
        new.inmate.0,
        new.prison.map(|p| p.0),
        new.kind.as_str(),
        new.author.0,
        new.role,
        new.at,
        now,
        &new.sealed.nonce[..],
        &new.sealed.ciphertext
    )
    .execute(connection)
    .await
    .map(drop)
}
