//! The door: how a request becomes somebody. All SQL of accounts and sessions that runs before or beside a page.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};
use uuid::Uuid;

use super::actor::{Actor, BrokenGlass, Hat, Stage, Surroundings, Unused, Wall};
use super::role::Role;
use crate::platform::db::{Side, literal};
use crate::platform::id::{AccountId, AssignmentId, PrisonId, SessionId, UnitId};

#[derive(Deserialize)]
struct HatRow {
    id: AssignmentId,
    role: String,
    prisons: Vec<PrisonId>,
    region: Option<String>,
}

/// What `access.enter` tells of a session that runs.
#[derive(Deserialize)]
struct Opened {
    who: Who,
    around: Surroundings,
    #[serde(default)]
    wall: Option<Wall>,
    unused: Vec<Unused>,
}

#[derive(Deserialize)]
struct Who {
    session_id: SessionId,
    account_id: AccountId,
    username: String,
    display_name: String,
    shortcuts: bool,
    demonstration: bool,
    stage: String,
    station: String,
    assignment_id: Option<AssignmentId>,
    role: Option<String>,
    hats: Vec<HatRow>,
    prison_name: Option<String>,
    prisons: Vec<PrisonId>,
    units: Vec<UnitId>,
    confirmed_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    idle_seconds: f64,
    case_number: Option<String>,
    unread: i64,
    broken: Vec<BrokenGlass>,
}

/// The question with which a request's transaction begins: it checks the token, sets identity and database role for the transaction, and
/// tells who is acting. `device` is the hash of an enrolled tablet's token. A page that asks `by_itself` is no sign of life of its reader,
/// so the session is not noted as seen. The answer is for [`actor`].
pub fn question(token_hash: &[u8], device: Option<&[u8]>, by_itself: bool, now: DateTime<Utc>) -> String {
    let device = device.map_or_else(|| "null".to_owned(), literal::bytes);
    format!("select access.enter({}, {}, {device}, {by_itself})::text", literal::bytes(token_hash), literal::instant(now))
}

/// Who is acting, by the answer to [`question`]. None: not signed in.
///
/// # Errors
/// When the answer is none of the door's.
pub fn actor(side: Side, answer: &[PgRow]) -> Result<Option<Actor>, sqlx::Error> {
    let Some(row) = answer.first() else { return Ok(None) };
    let Some(text) = row.try_get::<Option<&str>, _>(0)? else { return Ok(None) };
    let Opened { who, around, wall, unused } = serde_json::from_str(text).map_err(|e| sqlx::Error::Decode(e.into()))?;
    let hats: Vec<Hat> =
        who.hats.into_iter().filter_map(|h| Some(Hat { id: h.id, role: h.role.parse().ok()?, prisons: h.prisons, region: h.region })).collect();
    let hat = who.assignment_id.and_then(|id| hats.iter().find(|h| h.id == id).cloned()).filter(|h| Some(h.role.code()) == who.role.as_deref());
    Ok(Some(Actor {
        session: who.session_id,
        account: who.account_id,
        username: who.username,
        name: who.display_name,
        stage: Stage::from_word(&who.stage),
        side,
        hat,
        hats,
        prisons: who.prisons,
        units: who.units,
        prison_name: who.prison_name.unwrap_or_default(),
        station: who.station,
        confirmed_at: who.confirmed_at,
        expires_at: who.expires_at,
        idle_seconds: who.idle_seconds,
        case_number: who.case_number,
        unread: who.unread,
        broken: who.broken,
        demonstration: who.demonstration,
        shortcuts: who.shortcuts,
        around,
        wall,
        unused,
    }))
}

/// What is needed to check a password.
pub struct Credentials {
    /// The account.
    pub account: AccountId,
    /// The hash.
    pub phc: String,
    /// Whether the password must be replaced before anything else.
    pub must_change: bool,
    /// Whether a second factor is set up.
    pub second_factor: bool,
    /// The account's language.
    pub language: String,
}

/// The credentials of a username, if there is such an active account.
///
/// # Errors
/// When the database is away.
pub async fn credentials(connection: &mut PgConnection, username: &str) -> Result<Option<Credentials>, sqlx::Error> {
    let row = sqlx::query!(
        r#"select account_id as "account_id!", phc as "phc!", must_change as "must_change!", second_factor as "second_factor!", language as "language!"
           from access.sign_in_begin($1)"#,
        username
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| Credentials {
        account: AccountId(r.account_id),
        phc: r.phc,
        must_change: r.must_change,
        second_factor: r.second_factor,
        language: r.language,
    }))
}

/// Failures for a key in the last quarter of an hour.
///
/// # Errors
/// When the database is away.
pub async fn failures(connection: &mut PgConnection, key: &str, now: DateTime<Utc>) -> Result<i32, sqlx::Error> {
    Ok(sqlx::query_scalar!("select access.failures($1, $2)", key, now).fetch_one(connection).await?.unwrap_or(0))
}

/// Counts one failure more.
///
/// # Errors
/// When the database is away.
pub async fn count_failure(connection: &mut PgConnection, key: &str, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("select access.count_failure($1, $2)", key, now).fetch_one(connection).await.map(drop)
}

/// Forgets the failures of a key.
///
/// # Errors
/// When the database is away.
pub async fn clear_failures(connection: &mut PgConnection, key: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("select access.clear_failures($1)", key).fetch_one(connection).await.map(drop)
}

/// Until when what a tablet keeps for the walk may stand there: the end of the shift by the roster with the prison's margin; none for whoever has
/// no shift around now.
///
/// # Errors
/// When the database is away.
pub async fn kept_until(connection: &mut PgConnection, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    sqlx::query_scalar!("select access.kept_until($1)", now).fetch_one(connection).await
}

/// The version of a unit that a session has open, or none when it may no longer look. No request: nobody did anything.
///
/// # Errors
/// When the database is away.
pub async fn watching(connection: &mut PgConnection, token_hash: &[u8], unit: UnitId, now: DateTime<Utc>) -> Result<Option<i64>, sqlx::Error> {
    sqlx::query_scalar!("select access.watching($1, $2, $3)", token_hash, now, unit.0).fetch_one(connection).await
}

/// The same of a whole prison.
///
/// # Errors
/// When the database is away.
pub async fn watching_house(connection: &mut PgConnection, token_hash: &[u8], prison: PrisonId, now: DateTime<Utc>) -> Result<Option<i64>, sqlx::Error> {
    sqlx::query_scalar!("select access.watching_house($1, $2, $3)", token_hash, now, prison.0).fetch_one(connection).await
}

/// What happened at the door.
pub struct DoorEvent<'a> {
    /// `sign_in`, `sign_in_failed` or `sign_out`.
    pub action: super::audit::Action,
    /// The account, when it is known.
    pub account: Option<AccountId>,
    /// The request.
    pub request: Uuid,
    /// The route's pattern.
    pub route: &'a str,
    /// Why.
    pub detail: serde_json::Value,
}

/// Writes what happened at the door into the audit trail.
///
/// # Errors
/// When the database refuses.
pub async fn record(connection: &mut PgConnection, event: DoorEvent<'_>, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "select access.record_door($1, $2, $3, $4, $5, $6)",
        event.action.as_str(),
        event.account.map(|a| a.0),
        event.request,
        event.route,
        event.detail,
        now
    )
    .fetch_one(connection)
    .await
    .map(drop)
}

/// A session to be made.
pub struct NewSession<'a> {
    /// Its id.
    pub id: SessionId,
    /// SHA-256 of the token that only the browser keeps.
    pub token_hash: &'a [u8],
    /// Whose.
    pub account: AccountId,
    /// How far it is.
    pub stage: Stage,
    /// `office`, `shared` or `tablet`.
    pub station: &'a str,
    /// The browser, in short.
    pub client: &'a str,
    /// The network address.
    pub address: &'a str,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionOutcome {
    /// The session lives on the connection's side.
    Made,
    /// The account has roles on the other side only.
    OtherSide,
}

/// Makes a session on the side of this connection.
///
/// # Errors
/// When the database refuses.
pub async fn create_session(connection: &mut PgConnection, new: NewSession<'_>, now: DateTime<Utc>) -> Result<SessionOutcome, sqlx::Error> {
    let answer = sqlx::query_scalar!(
        "select access.create_session($1, $2, $3, $4, $5, $6, $7, $8)",
        new.id.0,
        new.token_hash,
        new.account.0,
        new.stage.as_str(),
        new.station,
        new.client,
        new.address,
        now
    )
    .fetch_one(connection)
    .await?;
    Ok(if answer.as_deref() == Some("ok") { SessionOutcome::Made } else { SessionOutcome::OtherSide })
}

/// Ends the session of `old` and begins one for another of the account's roles, on the side of this connection.
///
/// # Errors
/// When the database refuses.
pub async fn switch_role(
    connection: &mut PgConnection,
    old: &[u8],
    id: SessionId,
    new: &[u8],
    assignment: AssignmentId,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    Ok(sqlx::query_scalar!("select access.switch_role($1, $2, $3, $4, $5)", old, id.0, new, assignment.0, now).fetch_one(connection).await?.unwrap_or(false))
}

/// One of the accounts that the demonstration offers in one click.
pub struct DemonstrationAccount {
    /// The account.
    pub id: AccountId,
    /// The name to sign in with.
    pub username: String,
    /// The person.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The prison, none for regions and the whole service.
    pub prison: Option<String>,
    /// Its code.
    pub prison_code: Option<String>,
    /// The region.
    pub region: Option<String>,
}

/// The accounts that the demonstration offers; none on any other database.
///
/// # Errors
/// When the database is away.
pub async fn demonstration_accounts(connection: &mut PgConnection) -> Result<Vec<DemonstrationAccount>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select id as "id!", username as "username!", display_name as "name!", role as "role!", prison, prison_code, region from access.demonstration_accounts()"#
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|r| {
            Some(DemonstrationAccount {
                id: AccountId(r.id),
                username: r.username,
                name: r.name,
                role: r.role.parse().ok()?,
                prison: r.prison,
                prison_code: r.prison_code,
                region: r.region,
            })
        })
        .collect())
}

/// Whether the account may be entered by one click: a demonstration account of a demonstration database.
///
/// # Errors
/// When the database is away.
pub async fn is_demonstration_account(connection: &mut PgConnection, account: AccountId) -> Result<bool, sqlx::Error> {
    Ok(sqlx::query_scalar!("select access.demonstration_account($1)", account.0).fetch_one(connection).await?.is_some())
}

/// One's own secrets, in a session that runs.
pub struct MyCredential {
    /// The password's hash.
    pub phc: String,
    /// The second factor's secret, if one is being set up or in use.
    pub totp_secret: Option<String>,
    /// Whether it is in use.
    pub totp_confirmed: bool,
    /// The last step used.
    pub totp_last_step: Option<i64>,
}

/// One's own secrets.
///
/// # Errors
/// When the database is away.
pub async fn my_credential(connection: &mut PgConnection) -> Result<Option<MyCredential>, sqlx::Error> {
    let row = sqlx::query!(r#"select phc as "phc!", totp_secret, totp_confirmed as "totp_confirmed!", totp_last_step from access.my_credential()"#)
        .fetch_optional(connection)
        .await?;
    Ok(row.map(|r| MyCredential { phc: r.phc, totp_secret: r.totp_secret, totp_confirmed: r.totp_confirmed, totp_last_step: r.totp_last_step }))
}

/// Marks a step of the second factor as used; false when it was used before.
///
/// # Errors
/// When the database is away.
pub async fn use_totp_step(connection: &mut PgConnection, step: i64) -> Result<bool, sqlx::Error> {
    Ok(sqlx::query_scalar!("select access.use_totp_step($1)", step).fetch_one(connection).await?.unwrap_or(false))
}

/// Keeps a new secret, in use when `confirmed`; none removes it.
///
/// # Errors
/// When the database is away.
pub async fn set_my_totp(connection: &mut PgConnection, secret: Option<&str>, confirmed: bool) -> Result<(), sqlx::Error> {
    sqlx::query!("select access.set_my_totp($1, $2)", secret, confirmed).fetch_one(connection).await.map(drop)
}

/// A new password; every other session of the account ends.
///
/// # Errors
/// When the database is away.
pub async fn set_my_password(connection: &mut PgConnection, phc: &str, session: SessionId) -> Result<(), sqlx::Error> {
    sqlx::query!("select access.set_my_password($1, $2)", phc, session.0).fetch_one(connection).await.map(drop)
}

/// Keeps the language on the account.
///
/// # Errors
/// When the database is away.
pub async fn remember_language(connection: &mut PgConnection, account: AccountId, tag: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("update access.account set language = $2 where id = $1 and language <> $2", account.0, tag).execute(connection).await.map(drop)
}

/// The session takes a stage and counts as freshly confirmed.
///
/// # Errors
/// When the database is away.
pub async fn advance_session(connection: &mut PgConnection, session: SessionId, stage: Stage) -> Result<(), sqlx::Error> {
    sqlx::query!("select access.advance_session($1, $2)", session.0, stage.as_str()).fetch_one(connection).await.map(drop)
}

/// Ends one of one's own sessions; false when it is not there.
///
/// # Errors
/// When the database is away.
pub async fn end_session(connection: &mut PgConnection, session: SessionId, now: DateTime<Utc>, reason: &str) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!("select access.end_my_session($1, $2, $3)", session.0, reason, now).fetch_one(connection).await?;
    Ok(done.end_my_session.unwrap_or(false))
}
