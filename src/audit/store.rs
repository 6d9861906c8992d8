//! SQL of sealing and verifying.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::chain::{Batch, EntryRow, SealRow};
use crate::platform::crypto::merkle::Hash;

/// The transaction becomes the owner, for a verification by an administrator.
pub async fn become_owner(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::query!("select set_config('role', 'overgang_owner', true) as role").fetch_one(connection).await.map(drop)
}

/// Whether this process is the one that seals now.
pub async fn try_lock(connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
    Ok(sqlx::query_scalar!("select pg_try_advisory_xact_lock(20261122, 1)").fetch_one(connection).await?.unwrap_or(false))
}

/// The last seal.
pub async fn last(connection: &mut PgConnection) -> Result<Option<SealRow>, sqlx::Error> {
    Ok(seals(connection, None, 1).await?.pop())
}

/// Seals in order from number `from`; without a number the last ones, last first.
pub async fn seals(connection: &mut PgConnection, from: Option<i64>, limit: i64) -> Result<Vec<SealRow>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select no, at, from_xid::text::bigint as "from!", to_xid::text::bigint as "to!", entries, first_id, last_id, root, chain, signature, public_key
             from audit.seal where $1::bigint is null or no >= $1
            order by case when $1::bigint is null then -no else no end limit $2"#,
        from,
        limit
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| SealRow {
            batch: Batch {
                no: r.no,
                at: r.at,
                from: r.from,
                to: r.to,
                entries: r.entries,
                first_id: r.first_id.unwrap_or_default(),
                last_id: r.last_id.unwrap_or_default(),
                // A root of another length is no root: it can agree with nothing.
                root: Hash::try_from(r.root.as_slice()).unwrap_or_default(),
            },
            chain: r.chain,
            signature: r.signature,
            public_key: r.public_key,
        })
        .collect())
}

/// Below this transaction number nothing can appear any more. None: the server has no era yet.
pub async fn horizon(connection: &mut PgConnection) -> Result<Option<i64>, sqlx::Error> {
    sqlx::query_scalar!("select audit.horizon()").fetch_one(connection).await
}

/// The end of a batch that begins at `from` and holds about `most` entries: the transaction in which the last of them lies is whole in it.
pub async fn cut(connection: &mut PgConnection, from: i64, horizon: i64, most: i64) -> Result<i64, sqlx::Error> {
    let last = sqlx::query_scalar!(
        r#"select txid::text::bigint as "txid!" from audit.entry
            where txid >= $1::bigint::text::xid8 and txid < $2::bigint::text::xid8 order by txid, id offset $3 limit 1"#,
        from,
        horizon,
        most
    )
    .fetch_optional(connection)
    .await?;
    Ok(last.map_or(horizon, |txid| txid + 1))
}

/// Entries from just after (`txid`, `id`) to below `to`, in the order of the chain.
pub async fn entries(connection: &mut PgConnection, after: (i64, i64), to: i64, limit: i64) -> Result<Vec<EntryRow>, sqlx::Error> {
    sqlx::query_as!(
        EntryRow,
        r#"select id, at, txid::text::bigint as "txid!", actor, role, session_id, action, class, inmate_id, inmates, prison_id, grant_id, purpose, request_id, route, detail::text as "detail!"
             from audit.entry
            where (txid, id) > ($1::bigint::text::xid8, $2::bigint) and txid < $3::bigint::text::xid8
            order by txid, id limit $4"#,
        after.0,
        after.1,
        to,
        limit
    )
    .fetch_all(connection)
    .await
}

/// Keeps a seal.
pub async fn insert(connection: &mut PgConnection, seal: &SealRow) -> Result<(), sqlx::Error> {
    let b = &seal.batch;
    sqlx::query!(
        r#"insert into audit.seal (no, at, from_xid, to_xid, entries, first_id, last_id, root, chain, signature, public_key)
           values ($1, $2, $3::bigint::text::xid8, $4::bigint::text::xid8, $5, $6, $7, $8, $9, $10, $11)"#,
        b.no,
        b.at,
        b.from,
        b.to,
        b.entries,
        b.first_id,
        b.last_id,
        &b.root[..],
        seal.chain,
        seal.signature,
        seal.public_key
    )
    .execute(connection)
    .await
    .map(drop)
}

/// Entries not sealed yet, and the oldest of them.
pub async fn unsealed(connection: &mut PgConnection, from: i64) -> Result<(i64, Option<DateTime<Utc>>), sqlx::Error> {
    let row = sqlx::query!(r#"select count(*) as "count!", min(at) as oldest from audit.entry where txid >= $1::bigint::text::xid8"#, from)
        .fetch_one(connection)
        .await?;
    Ok((row.count, row.oldest))
}

/// Keeps the outcome of a verification.
pub async fn keep_verification(connection: &mut PgConnection, verdict: &super::verify::Verdict, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    let fault = verdict.fault.map(|(no, fault)| (no, fault.as_str())).unzip();
    sqlx::query!(
        "insert into audit.verification (id, at, batches, entries, unsealed, bad_batch, fault) values ($1, $2, $3, $4, $5, $6, $7)",
        Uuid::now_v7(),
        now,
        verdict.batches,
        verdict.entries,
        verdict.unsealed,
        fault.0,
        fault.1
    )
    .execute(connection)
    .await
    .map(drop)
}

/// Begins an era when this server has none; says whether it did.
pub async fn ensure_era(connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
    Ok(sqlx::query_scalar!("select audit.ensure_era()").fetch_one(connection).await?.unwrap_or(false))
}

/// Makes the partitions of the months ahead; says how many.
pub async fn ensure_partitions(connection: &mut PgConnection, months: i32) -> Result<i32, sqlx::Error> {
    Ok(sqlx::query_scalar!("select audit.ensure_partitions($1)", months).fetch_one(connection).await?.unwrap_or(0))
}

/// Closes records of people released 30 days ago; says how many.
pub async fn close_released(connection: &mut PgConnection, now: DateTime<Utc>, limit: i32) -> Result<i32, sqlx::Error> {
    Ok(sqlx::query_scalar!("select custody.close_released($1, $2)", now, limit).fetch_one(connection).await?.unwrap_or(0))
}

/// Lets every record's flag follow its protection: a period may have begun or run out. Says how many changed.
pub async fn refresh_protection(connection: &mut PgConnection, now: DateTime<Utc>) -> Result<i32, sqlx::Error> {
    Ok(sqlx::query_scalar!("select access.refresh_protection($1)", now).fetch_one(connection).await?.unwrap_or(0))
}
