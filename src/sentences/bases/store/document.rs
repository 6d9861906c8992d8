//! The documents themselves.

use sqlx::PgConnection;
use uuid::Uuid;

use super::Hand;
use crate::platform::id::InmateId;
use crate::sentences::bases::model::{Document, DocumentKind};

/// The documents, without their bytes, the newest first.
pub async fn documents(conn: &mut PgConnection, inmate: InmateId) -> Result<Vec<Document>, sqlx::Error> {
    sqlx::query_as!(
        Document,
        r#"select d.id, d.basis_id as basis, d.kind as "kind: DocumentKind", d.name, d.size as "size!", d.recorded_at, coalesce(a.display_name, '') as "recorded_by!",
                  d.withdraw_reason as withdrawn
             from sentences.basis_document d left join access.account a on a.id = d.recorded_by
            where d.inmate_id = $1 order by d.recorded_at desc, d.id limit 200"#,
        inmate.0
    )
    .fetch_all(conn)
    .await
}

/// A document to be attached.
#[derive(Clone, Copy, Debug)]
pub struct Attached<'a> {
    /// What.
    pub kind: DocumentKind,
    /// Its name.
    pub name: &'a str,
    /// What its bytes are.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Their digest.
    pub sha256: &'a [u8],
}

/// Keeps a document; false when the same one is there.
pub async fn attach(conn: &mut PgConnection, hand: Hand, id: Uuid, basis: Uuid, doc: Attached<'_>) -> Result<bool, sqlx::Error> {
    let mut point = crate::platform::db::savepoint(conn).await?;
    let answer = sqlx::query!(
        "insert into sentences.basis_document (id, inmate_id, prison_id, basis_id, kind, name, media_type, bytes, sha256, recorded_by, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        id,
        hand.inmate.0,
        hand.prison.map(|p| p.0),
        basis,
        doc.kind.as_str(),
        doc.name,
        doc.media_type,
        doc.bytes,
        doc.sha256,
        hand.by.0,
        hand.now
    )
    .execute(&mut *point)
    .await;
    match answer {
        Err(error) if crate::platform::db::violated(&error) == Some("same_document_once") => Ok(false),
        answer => {
            answer?;
            point.commit().await?;
            Ok(true)
        }
    }
}

/// The bytes of a document of this person: name, type, bytes, digest.
pub async fn bytes(conn: &mut PgConnection, inmate: InmateId, id: Uuid) -> Result<Option<(String, String, Vec<u8>, Vec<u8>)>, sqlx::Error> {
    let row = sqlx::query!(
        "select name, media_type, bytes, sha256 from sentences.basis_document where id = $1 and inmate_id = $2 and withdrawn_at is null",
        id,
        inmate.0
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|r| (r.name, r.media_type, r.bytes, r.sha256)))
}

/// Takes a document back; false when it is not there or was taken back.
pub async fn withdraw_document(conn: &mut PgConnection, hand: Hand, id: Uuid, reason: &str) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update sentences.basis_document set withdrawn_by = $3, withdrawn_at = $4, withdraw_reason = $5 where id = $1 and inmate_id = $2 and withdrawn_at is null",
        id,
        hand.inmate.0,
        hand.by.0,
        hand.now,
        reason
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}
