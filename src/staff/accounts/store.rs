//! Accounts in the database.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::form::New;
use crate::platform::db;
use crate::platform::id::AccountId;

/// An account as administrators see it.
pub struct Account {
    pub id: Uuid,
    pub username: String,
    pub display_name: String,
    pub staff_number: String,
    pub title: Option<String>,
    pub active: bool,
    pub created_at: DateTime<Utc>,
    pub version: i32,
}

/// A page of accounts by name, from the one after `after`; those whose name, username or number has `wanted` in it, or all.
pub async fn page(connection: &mut PgConnection, wanted: &str, after: Option<AccountId>, limit: i64) -> Result<Vec<Account>, sqlx::Error> {
    sqlx::query_as!(
        Account,
        r#"select a.id, a.username, a.display_name, a.staff_number, a.title, a.status = 'active' as "active!", a.created_at, a.version from access.account a
            where ($1 = '' or position(lower($1) in lower(a.display_name)) > 0 or position(lower($1) in a.username) > 0 or a.staff_number = $1)
              and ($2::uuid is null or (lower(a.display_name), a.id) > (select lower(b.display_name), b.id from access.account b where b.id = $2))
            order by lower(a.display_name), a.id limit $3"#,
        wanted,
        after.map(|a| a.0),
        limit
    )
    .fetch_all(connection)
    .await
}

/// One account.
pub async fn find(connection: &mut PgConnection, id: AccountId) -> Result<Option<Account>, sqlx::Error> {
    sqlx::query_as!(
        Account,
        r#"select a.id, a.username, a.display_name, a.staff_number, a.title, a.status = 'active' as "active!", a.created_at, a.version from access.account a where a.id = $1"#,
        id.0
    )
    .fetch_optional(connection)
    .await
}

/// What may be known of an account's secrets: that they are there.
pub struct State {
    pub sessions: i64,
    pub second_factor: bool,
    pub must_change: bool,
    pub password_set_at: Option<DateTime<Utc>>,
}

/// The state of an account's secrets and sessions.
pub async fn state(connection: &mut PgConnection, id: AccountId) -> Result<State, sqlx::Error> {
    sqlx::query_as!(
        State,
        r#"select sessions as "sessions!", second_factor as "second_factor!", must_change as "must_change!", password_set_at from access.account_state($1)"#,
        id.0
    )
    .fetch_one(connection)
    .await
}

/// A new account with its first password. A taken username or number names its constraint.
pub async fn add(connection: &mut PgConnection, id: AccountId, new: &New, phc: &str, by: Option<AccountId>, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    sqlx::query!(
        "insert into access.account (id, username, display_name, staff_number, title, created_at, created_by) values ($1, $2, $3, $4, $5, $6, $7)",
        id.0,
        new.username,
        new.display_name,
        new.staff_number,
        new.title,
        now,
        by.map(|b| b.0)
    )
    .execute(&mut *point)
    .await?;
    if by.is_some() {
        set_credential(&mut point, id, phc).await?;
    } else {
        set_credential_as_owner(&mut point, id, phc, now).await?;
    }
    point.commit().await
}

/// Another name or title; false when the row has moved on.
pub async fn update(connection: &mut PgConnection, id: AccountId, name: &str, title: Option<&str>, version: i32) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update access.account set display_name = $2, title = $3, version = version + 1 where id = $1 and version = $4",
        id.0,
        name,
        title,
        version
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Active or disabled; false when it was so already.
pub async fn set_active(connection: &mut PgConnection, id: AccountId, active: bool) -> Result<bool, sqlx::Error> {
    let status = if active { "active" } else { "disabled" };
    let done =
        sqlx::query!("update access.account set status = $2, version = version + 1 where id = $1 and status <> $2", id.0, status).execute(connection).await?;
    Ok(done.rows_affected() == 1)
}

/// A first password, to be replaced at the next sign-in. Every session of the account ends.
pub async fn set_credential(connection: &mut PgConnection, id: AccountId, phc: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("select access.set_credential($1, $2)", id.0, phc).fetch_one(connection).await.map(drop)
}

/// No second factor any more. Every session of the account ends.
pub async fn reset_second_factor(connection: &mut PgConnection, id: AccountId) -> Result<(), sqlx::Error> {
    sqlx::query!("select access.reset_second_factor($1)", id.0).fetch_one(connection).await.map(drop)
}

/// Ends every session of the account.
pub async fn end_sessions(connection: &mut PgConnection, id: AccountId, reason: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("select access.end_sessions($1, $2)", id.0, reason).fetch_one(connection).await.map(drop)
}

/// Tells the person that somebody has reset the account.
pub async fn tell_reset(connection: &mut PgConnection, id: AccountId) -> Result<(), sqlx::Error> {
    sqlx::query!("select access.notify_account($1, 'account_reset', '{}', '/me')", id.0).fetch_one(connection).await.map(drop)
}

/// From the terminal, as the owner: there is no acting role whose function would take it.
async fn set_credential_as_owner(connection: &mut PgConnection, id: AccountId, phc: &str, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into access.credential as c (account_id, phc, must_change, set_at) values ($1, $2, true, $3)
         on conflict (account_id) do update set phc = excluded.phc, must_change = true, set_at = excluded.set_at, totp_secret = null, totp_confirmed_at = null, totp_last_step = null",
        id.0,
        phc,
        now
    )
    .execute(connection)
    .await
    .map(drop)
}

/// Terminal: what the commands need, all as the owner of the tables.
pub mod terminal {
    use super::*;
    use serde_json::Value;
    use sqlx::Connection;

    /// A transaction as the owner.
    pub async fn begin(connection: &mut PgConnection) -> Result<sqlx::Transaction<'_, sqlx::Postgres>, sqlx::Error> {
        let mut tx = connection.begin().await?;
        sqlx::query!("set local role overgang_owner").execute(&mut *tx).await?;
        Ok(tx)
    }

    /// The account with this name to sign in with.
    pub async fn by_username(connection: &mut PgConnection, username: &str) -> Result<Option<AccountId>, sqlx::Error> {
        Ok(sqlx::query_scalar!("select id from access.account where username = lower($1)", username).fetch_optional(connection).await?.map(AccountId))
    }

    /// System administrator everywhere for a year, between two ids that are nobody's account.
    pub async fn make_system(connection: &mut PgConnection, account: AccountId, proposer: Uuid, decider: Uuid, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
        sqlx::query!(
            "insert into access.assignment (id, account_id, role, prisons, region, valid, reason, proposed_by, proposed_at, decided_by, decided_at, outcome)
             values ($1, $2, 'SYS', '{}', '*', tstzrange($3, $3::timestamptz + interval '12 months'), 'From the command line', $4, $3, $5, $3, 'granted')",
            Uuid::now_v7(),
            account.0,
            now,
            proposer,
            decider
        )
        .execute(connection)
        .await
        .map(drop)
    }

    /// A new first password without a second factor; every session ends.
    pub async fn reset(connection: &mut PgConnection, account: AccountId, phc: &str, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
        set_credential_as_owner(connection, account, phc, now).await?;
        end(connection, account, now).await
    }

    /// Disabled; every session ends.
    pub async fn disable(connection: &mut PgConnection, account: AccountId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
        set_active(connection, account, false).await?;
        end(connection, account, now).await
    }

    async fn end(connection: &mut PgConnection, account: AccountId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
        sqlx::query!("update access.session set ended_at = $2, end_reason = 'command_line' where account_id = $1 and ended_at is null", account.0, now)
            .execute(connection)
            .await
            .map(drop)
    }

    /// The trail of it. Nobody was signed in, so there is no actor.
    pub async fn record(connection: &mut PgConnection, detail: Value, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
        sqlx::query!(
            "insert into audit.entry (at, actor, role, action, class, request_id, route, detail) values ($1, null, null, 'administer', 'accounts', $2, 'overgang user', $3)",
            now,
            Uuid::now_v7(),
            detail
        )
        .execute(connection)
        .await
        .map(drop)
    }
}
