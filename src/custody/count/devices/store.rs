//! SQL of enrolled tablets.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::{AccountId, PrisonId};

/// A tablet.
pub struct Device {
    pub id: Uuid,
    pub name: String,
    pub enrolled_at: DateTime<Utc>,
    pub enroller: Option<String>,
    pub seen_at: DateTime<Utc>,
    pub revoked_at: Option<DateTime<Utc>>,
    pub revoker: Option<String>,
}

/// The tablets of a prison, those in use first.
pub async fn devices(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Device>, sqlx::Error> {
    sqlx::query_as!(
        Device,
        r#"select d.id, d.name, d.enrolled_at, e.display_name as "enroller?", d.seen_at, d.revoked_at, r.display_name as "revoker?"
             from access.device d left join access.account e on e.id = d.enrolled_by left join access.account r on r.id = d.revoked_by
            where d.prison_id = $1 order by d.revoked_at desc nulls first, d.name limit 200"#,
        prison.0
    )
    .fetch_all(connection)
    .await
}

/// Puts a tablet on the list; none when the name is in use.
pub async fn enrol(
    connection: &mut PgConnection,
    prison: PrisonId,
    name: &str,
    token: &[u8],
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<Option<Uuid>, sqlx::Error> {
    let id = Uuid::now_v7();
    let done = sqlx::query!(
        "insert into access.device (id, prison_id, name, token_hash, enrolled_by, enrolled_at, seen_at) values ($1, $2, $3, $4, $5, $6, $6) on conflict do nothing",
        id,
        prison.0,
        name,
        token,
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok((done.rows_affected() == 1).then_some(id))
}

/// Takes a tablet off the list; the prison it was of, unless it is off already or none of ours.
pub async fn revoke(connection: &mut PgConnection, id: Uuid, by: AccountId, now: DateTime<Utc>) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!("update access.device set revoked_by = $2, revoked_at = $3 where id = $1 and revoked_at is null returning prison_id", id, by.0, now)
        .fetch_optional(connection)
        .await
}
