//! The clock of releases: lists open by themselves, their days follow the release, and what is ready is ended.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::Item;
use super::{rules, store};
use crate::deadlines::jobs::{self, Set};
use crate::deadlines::{Event, Outcome};
use crate::law::calendar;
use crate::law::deadline::Due;
use crate::law::rule::Book;
use crate::platform::id::InmateId;

/// The row of a list: whose, the release, and each point with its day.
pub(super) fn row(book: &Book, now: DateTime<Utc>, inmate: Uuid, release: Option<chrono::NaiveDate>, reference: Uuid) -> Value {
    let today = calendar::oslo_day(now);
    let items: Vec<Value> = Item::ALL
        .iter()
        .map(|i| json!({ "item": i.as_str(), "who": i.usually().as_str(), "due_on": release.and_then(|on| rules::due(book, today, *i, on)) }))
        .collect();
    json!({ "inmate": inmate, "release_on": release, "ref": reference, "items": items })
}

/// The release of a person, as the clock counts from it.
fn event(ahead: &store::Ahead) -> Event<'static> {
    // What is counted back is due before the day itself.
    Event::of("plan.release_ahead", InmateId(ahead.inmate), calendar::start_of_day(ahead.on), ahead.reference).due(Due::day(ahead.on))
}

/// Opens the lists of those who leave soon enough, moves those whose day has moved, and ends what is ready. Doing it twice does nothing more.
///
/// # Errors
/// When the database is away.
pub async fn set(connection: &mut PgConnection, book: &Book, now: DateTime<Utc>, set: Set, limit: i32) -> Result<u64, sqlx::Error> {
    let Some(until) = rules::opens_until(book, calendar::oslo_day(now)) else { return Ok(0) };
    let found = store::unset(connection, until, limit).await?;
    if !found.is_empty() {
        let rows: Vec<Value> = found.iter().map(|a| row(book, now, a.inmate, Some(a.on), a.reference)).collect();
        store::set(connection, &Value::Array(rows)).await?;
        let events: Vec<Event<'_>> = found.iter().map(event).collect();
        jobs::raise(connection, book, &events, now, set).await?;
    }
    let whole: Vec<(Uuid, Outcome)> = store::whole(connection).await?.into_iter().map(|r| (r, Outcome::Done)).collect();
    let ended = jobs::settle_many(connection, &whole, now).await?;
    Ok(found.len() as u64 + ended)
}
