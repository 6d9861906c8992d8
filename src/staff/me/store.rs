//! One's own rows: sessions, roles, settings, the people one has told of.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::{AccountId, SessionId};

/// A role in force, and where.
pub struct MyRole {
    pub role: String,
    pub prisons: Vec<String>,
    pub region: Option<String>,
    pub until: Option<DateTime<Utc>>,
}

/// Every role in force, both sides of the wall.
pub async fn roles(connection: &mut PgConnection, account: AccountId, now: DateTime<Utc>) -> Result<Vec<MyRole>, sqlx::Error> {
    sqlx::query_as!(
        MyRole,
        r#"select x.role, coalesce((select array_agg(p.name order by p.name) from estate.prison p where p.id = any(x.prisons)), '{}') as "prisons!", x.region,
                  upper(x.valid) as until
             from access.assignment x
            where x.account_id = $1 and x.outcome = 'granted' and x.ended_at is null and x.valid @> $2::timestamptz
            order by x.role, x.id limit 100"#,
        account.0,
        now
    )
    .fetch_all(connection)
    .await
}

/// Language and shortcuts as the account keeps them, and how many sessions run.
pub struct Settings {
    pub language: String,
    pub shortcuts: bool,
    pub sessions: i64,
}

/// One's settings.
pub async fn settings(connection: &mut PgConnection, account: AccountId, now: DateTime<Utc>) -> Result<Settings, sqlx::Error> {
    sqlx::query_as!(
        Settings,
        r#"select a.language, a.single_key_shortcuts as shortcuts,
                  (select count(*) from access.session s where s.account_id = a.id and s.ended_at is null and s.expires_at > $2 and s.last_seen_at + s.idle > $2) as "sessions!"
             from access.account a where a.id = $1"#,
        account.0,
        now
    )
    .fetch_one(connection)
    .await
}

/// Keeps language and shortcuts.
pub async fn set_settings(connection: &mut PgConnection, account: AccountId, language: &str, shortcuts: bool) -> Result<(), sqlx::Error> {
    sqlx::query!("update access.account set language = $2, single_key_shortcuts = $3 where id = $1", account.0, language, shortcuts)
        .execute(connection)
        .await
        .map(drop)
}

/// A session that runs.
pub struct MySession {
    pub id: Uuid,
    pub client: Option<String>,
    pub address: Option<String>,
    pub station: String,
    pub created_at: DateTime<Utc>,
    pub last_seen_at: DateTime<Utc>,
}

/// Every session that runs, the last used first.
pub async fn sessions(connection: &mut PgConnection, account: AccountId, now: DateTime<Utc>) -> Result<Vec<MySession>, sqlx::Error> {
    sqlx::query_as!(
        MySession,
        r#"select s.id, s.client, s.address, s.station, s.created_at, s.last_seen_at from access.session s
            where s.account_id = $1 and s.ended_at is null and s.expires_at > $2 and s.last_seen_at + s.idle > $2
            order by s.last_seen_at desc, s.id limit 100"#,
        account.0,
        now
    )
    .fetch_all(connection)
    .await
}

/// Ends every session but the running one; tells how many.
pub async fn end_others(connection: &mut PgConnection, running: SessionId) -> Result<i32, sqlx::Error> {
    Ok(sqlx::query_scalar!("select access.end_my_other_sessions($1)", running.0).fetch_one(connection).await?.unwrap_or(0))
}

/// Somebody one has told of: the number as it was typed, whether or not there is such a person.
pub struct Told {
    pub number: String,
    pub relation: String,
    pub at: DateTime<Utc>,
}

/// Everybody one has told of.
pub async fn told(connection: &mut PgConnection, account: AccountId) -> Result<Vec<Told>, sqlx::Error> {
    sqlx::query_as!(Told, "select number, relation, at from access.told_relation where account_id = $1 order by at desc, id limit 100", account.0)
        .fetch_all(connection)
        .await
}

/// Tells that one knows the person with this number. Answers nothing, so that it can be asked nothing.
pub async fn tell(connection: &mut PgConnection, number: &str, relation: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("select access.tell_relation($1, $2, $3)", Uuid::now_v7(), number, relation).fetch_one(connection).await.map(drop)
}
