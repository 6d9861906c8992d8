//! Accounts from the terminal: for the first system administrator, and for the day nobody can sign in. Whoever can run this is the
//! administrator of the database already; that is why every act leaves an entry in the audit trail that says so.

use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::accounts::{self, store::terminal};
use super::first_password;
use crate::platform::crypto::password;
use crate::platform::db;
use crate::platform::id::AccountId;

/// Who proposed the first system administrator: nobody's account. Four eyes cannot be had before there are four, so the two ids say
/// "the command line" and nothing else; version 8 leaves them outside anything the program makes.
pub const PROPOSED_AT_TERMINAL: Uuid = Uuid::from_u128(0x0000_0000_0000_8000_8000_0000_0000_0001);
/// Who decided: the same, another id.
pub const DECIDED_AT_TERMINAL: Uuid = Uuid::from_u128(0x0000_0000_0000_8000_8000_0000_0000_0002);

/// A new account; gives back its first password.
///
/// # Errors
/// When a name is not one, is taken, or the database refuses.
pub async fn add(
    conn: &mut PgConnection,
    username: &str,
    name: &str,
    staff_number: &str,
    system_administrator: bool,
    now: DateTime<Utc>,
) -> anyhow::Result<String> {
    let new = match accounts::of_command_line(username, name, staff_number) {
        Ok(new) => new,
        Err(errors) => bail!("{}", errors.iter().map(|(_, message)| message).collect::<Vec<_>>().join(" ")),
    };
    let first = first_password::make();
    let phc = password::hash(first.clone()).await?;
    let account = AccountId::fresh();
    let mut tx = terminal::begin(conn).await?;
    if let Err(error) = accounts::store::add(&mut tx, account, &new, &phc, None, now).await {
        match db::violated(&error) {
            Some("username_taken") => bail!("there is an account {} already", new.username),
            Some("staff_number_taken") => bail!("another account has the staff number {}", new.staff_number),
            _ => return Err(error).context("making the account"),
        }
    }
    if system_administrator {
        terminal::make_system(&mut tx, account, PROPOSED_AT_TERMINAL, DECIDED_AT_TERMINAL, now).await?;
    }
    terminal::record(&mut tx, json!({ "command_line": "add", "account": account, "system_administrator": system_administrator }), now).await?;
    tx.commit().await?;
    Ok(first)
}

/// A new first password without a second factor; gives it back.
///
/// # Errors
/// When there is no such account, or the database refuses.
pub async fn reset(conn: &mut PgConnection, username: &str, now: DateTime<Utc>) -> anyhow::Result<String> {
    let first = first_password::make();
    let phc = password::hash(first.clone()).await?;
    let mut tx = terminal::begin(conn).await?;
    let account = terminal::by_username(&mut tx, username).await?.with_context(|| format!("there is no account {username}"))?;
    terminal::reset(&mut tx, account, &phc, now).await?;
    terminal::record(&mut tx, json!({ "command_line": "reset", "account": account }), now).await?;
    tx.commit().await?;
    Ok(first)
}

/// Disables an account and ends its sessions.
///
/// # Errors
/// When there is no such account, or the database refuses.
pub async fn disable(conn: &mut PgConnection, username: &str, now: DateTime<Utc>) -> anyhow::Result<()> {
    let mut tx = terminal::begin(conn).await?;
    let account = terminal::by_username(&mut tx, username).await?.with_context(|| format!("there is no account {username}"))?;
    terminal::disable(&mut tx, account, now).await?;
    terminal::record(&mut tx, json!({ "command_line": "disable", "account": account }), now).await?;
    Ok(tx.commit().await?)
}
