//! Who should have which place: a suggestion over everybody who waits and every seat that is free, under rules that are never broken, with a reason for every no.
//!
//! [`rules::judge`] says of every person and place whether it may be at all; [`suggest`] chooses among what may, by what weighs most (`rules::weigh`), as well as it can
//! be done. It decides nothing: a case manager or the governor takes a line or leaves it, and taking it asks the database again (`activities.place_person`).

mod choices;
pub mod demonstration;
pub mod model;
mod program;
mod question;
pub mod rules;
mod solver;
pub mod store;
mod view;
mod web;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::{AccountId, PrisonId};

pub use model::{Answer, Block, Line, Need, Person, Place, Refusal, Seats, Standing, WhyNot, Wish};
pub use solver::suggest;
pub use web::routes;

/// Everybody of a prison who waits or has nothing, and every place with its times, as they stand when the next day begins.
///
/// # Errors
/// When the database is away.
pub async fn asked(connection: &mut PgConnection, prison: PrisonId, now: DateTime<Utc>, today: NaiveDate) -> Result<(Vec<Person>, Vec<Place>), sqlx::Error> {
    let from = question::from(now);
    let facts = store::facts(connection, prison, from).await?;
    let wishes = store::wishes(connection, prison).await?;
    let seats = store::seats(connection, prison, from).await?;
    Ok((question::people(facts, wishes, today), question::places(seats)))
}

/// Keeps an answer with its lines.
///
/// # Errors
/// When the database is away.
pub async fn keep(
    connection: &mut PgConnection,
    prison: PrisonId,
    (people, places): (usize, &[Place]),
    answer: &Answer,
    milliseconds: i32,
    (by, now): (AccountId, DateTime<Utc>),
) -> Result<store::NewRun, sqlx::Error> {
    let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let free: usize = places.iter().filter_map(|p| p.seats.iter().map(|s| s.free).max()).filter_map(|n| usize::try_from(n).ok()).sum();
    let placed = answer.lines.iter().filter(|l| !l.places.is_empty()).count();
    let new = store::NewRun { id: Uuid::now_v7(), people: count(people), seats: count(free), placed: count(placed), proven: answer.proven, milliseconds };
    store::put(connection, prison, &new, &question::lines(answer), by, now).await?;
    Ok(new)
}

#[cfg(test)]
mod tests;
