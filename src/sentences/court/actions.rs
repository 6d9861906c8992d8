//! Use cases: what is written, then the way to the court after it, in one transaction.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::{About, Appearance, Ending, Planned};
use super::store;

/// Plans a hearing and the way there. `why` is what the way's own history says.
pub async fn plan(connection: &mut PgConnection, about: About, planned: &Planned, why: &str) -> Result<(Uuid, String), sqlx::Error> {
    let id = store::plan(connection, about.inmate, about.prison, about.by, planned, about.now).await?;
    let way = store::keep_way(connection, id, why).await?;
    Ok((id, way))
}

/// Changes a hearing, and the way with it. None when somebody else was first.
pub async fn change(connection: &mut PgConnection, about: About, id: Uuid, planned: &Planned, why: &str, version: i32) -> Result<Option<String>, sqlx::Error> {
    if !store::change(connection, about.inmate, id, about.by, planned, None, version).await? {
        return Ok(None);
    }
    store::keep_way(connection, id, why).await.map(Some)
}

/// Records what became of a hearing. Postponed, it is planned anew as it was, on the other day. None when somebody else was first.
pub async fn end(connection: &mut PgConnection, about: About, a: &Appearance, ending: &Ending, why: &str, version: i32) -> Result<Option<String>, sqlx::Error> {
    let next = match ending {
        Ending::Postponed(at, _) => {
            let length = a.ends_at.map(|end| end - a.starts_at).filter(|l| *l > TimeDelta::zero());
            Some(store::plan(connection, about.inmate, about.prison, about.by, &again(a, *at, length), about.now).await?)
        }
        _ => None,
    };
    if !store::end(connection, about, a.id, ending, next, version).await? {
        return Ok(None);
    }
    // The old way first, so that the new hearing does not join what is about to be called off.
    let way = store::keep_way(connection, a.id, why).await?;
    match next {
        Some(next) => store::keep_way(connection, next, why).await.map(Some),
        None => Ok(Some(way)),
    }
}

/// The same hearing on another day: the interpreter must be asked for again, the room is not known.
fn again(a: &Appearance, at: DateTime<Utc>, length: Option<TimeDelta>) -> Planned {
    use super::model::Interpreter;
    Planned {
        court: a.court.clone(),
        case_number: a.case_number.clone(),
        purpose: a.purpose,
        starts_at: at,
        ends_at: length.map(|l| at + l),
        manner: a.manner,
        reason: a.manner_reason.clone(),
        courtroom: String::new(),
        language: a.language.clone(),
        interpreter: if a.interpreter == Interpreter::None { Interpreter::None } else { Interpreter::Needed },
        counsel: a.counsel_id,
        travel_minutes: a.travel_minutes,
    }
}
