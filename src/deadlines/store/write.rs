//! Items put in, ended, given away and left waiting.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::deadlines::follow::End;
use crate::deadlines::model::{Done, Item, Outcome, Raised, What};
use crate::platform::id::AccountId;

fn raised(deadline: Option<Uuid>, rule: Option<String>, done: Option<String>) -> Option<Raised> {
    Some(Raised { id: deadline?, rule: rule?, done: Done::of(&done?)? })
}

fn json(items: &[Item]) -> Result<serde_json::Value, sqlx::Error> {
    serde_json::to_value(items).map_err(|e| sqlx::Error::Encode(e.into()))
}

/// Puts items in, for a request: the database asks whether it reaches everybody named.
///
/// # Errors
/// When it does not, or the database is away.
pub async fn raise(connection: &mut PgConnection, items: &[Item]) -> Result<Vec<Raised>, sqlx::Error> {
    let rows = sqlx::query!("select r.deadline, r.rule, r.done from sentences.raise_deadlines($1) r", json(items)?).fetch_all(connection).await?;
    Ok(rows.into_iter().filter_map(|r| raised(r.deadline, r.rule, r.done)).collect())
}

/// The same for background work and the demonstration; nothing to put in is no trip. Answers with how many are new or moved.
///
/// # Errors
/// When the database refuses.
pub async fn put(connection: &mut PgConnection, items: &[Item]) -> Result<u64, sqlx::Error> {
    if items.is_empty() {
        return Ok(0);
    }
    let done = sqlx::query!("select p.deadline from sentences.put_deadlines($1) p where p.done <> 'same'", json(items)?).fetch_all(connection).await?;
    Ok(done.len() as u64)
}

/// What is said beside an outcome.
#[derive(Clone, Copy, Debug, Default)]
pub struct Said<'a> {
    /// In words; empty: nothing.
    pub note: &'a str,
    /// The row that did it.
    pub by: Option<Uuid>,
    /// When it happened; none: now.
    pub at: Option<DateTime<Utc>>,
}

/// Ends what hangs on an event.
///
/// # Errors
/// When the person is out of reach, or the database is away.
pub async fn settle(connection: &mut PgConnection, reference: Uuid, what: What<'_>, outcome: Outcome, said: Said<'_>) -> Result<i32, sqlx::Error> {
    let (rule, trigger) = match what {
        What::Every => ("", ""),
        What::Rule(rule) => (rule, ""),
        What::Trigger(trigger) => ("", trigger),
    };
    sqlx::query_scalar!(
        r#"select sentences.settle_deadlines($1, $2, $3, $4, $5, $6, $7, $8) as "n!""#,
        reference,
        rule,
        trigger,
        outcome.state().as_str(),
        outcome.as_str(),
        said.note,
        said.by,
        said.at
    )
    .fetch_one(connection)
    .await
}

/// Ends what hangs on events of many people at once, for background work and the demonstration. Answers with how many open items that were.
///
/// # Errors
/// When the database refuses.
pub async fn settle_many(connection: &mut PgConnection, ends: &[End]) -> Result<u64, sqlx::Error> {
    if ends.is_empty() {
        return Ok(0);
    }
    let ends = serde_json::to_value(ends).map_err(|e| sqlx::Error::Encode(e.into()))?;
    let ended = sqlx::query_scalar!(r#"select sentences.settle_many($1) as "n!""#, ends).fetch_one(connection).await?;
    Ok(ended.unsigned_abs().into())
}

/// Closes an item on the ground of the version that was seen. False: somebody was first.
///
/// # Errors
/// When the database is away.
pub async fn close(
    connection: &mut PgConnection,
    id: Uuid,
    seen: i32,
    outcome: Outcome,
    note: &str,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update sentences.deadline set state = $3, outcome = $4, outcome_note = $5, closed_by = $6, closed_at = $7, series_over = $8, waiting_for = null, waiting_since = null,
                waiting_note = null, version = version + 1
          where id = $1 and version = $2 and state = 'open'",
        id,
        seen,
        outcome.state().as_str(),
        outcome.as_str(),
        note,
        by.0,
        at,
        !outcome.goes_on()
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Gives an item to somebody, or to nobody in particular.
///
/// # Errors
/// When the database is away.
pub async fn assign(connection: &mut PgConnection, id: Uuid, seen: i32, owner: Option<Uuid>) -> Result<bool, sqlx::Error> {
    let done =
        sqlx::query!("update sentences.deadline set owner = $3, version = version + 1 where id = $1 and version = $2 and state = 'open'", id, seen, owner)
            .execute(connection)
            .await?;
    Ok(done.rows_affected() == 1)
}

/// It waits for somebody else, or no longer.
///
/// # Errors
/// When the database is away.
pub async fn wait(connection: &mut PgConnection, id: Uuid, seen: i32, waiting: Option<(&str, &str)>, at: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update sentences.deadline set waiting_for = $3, waiting_note = $4, waiting_since = case when $3::text is null then null else $5::timestamptz end, version = version + 1
          where id = $1 and version = $2 and state = 'open'",
        id,
        seen,
        waiting.map(|w| w.0),
        waiting.map(|w| w.1),
        at
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Tells somebody that an item is theirs now.
///
/// # Errors
/// When the database is away.
pub async fn tell(connection: &mut PgConnection, account: Uuid, arguments: serde_json::Value, link: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("select access.notify_account($1, 'deadline_given', $2, $3)", account, arguments, link).fetch_one(connection).await?;
    Ok(())
}
