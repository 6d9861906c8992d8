//! Use cases: what is written, then the way to the court after it, in one transaction.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::{About, Appearance, Ending, GoesOn, Interpreter, Planned};
use super::store;

/// Plans a hearing and the way there. `why` is what the way's own history says.
pub async fn plan(connection: &mut PgConnection, about: About, planned: &Planned, why: &str) -> Result<(Uuid, String), sqlx::Error> {
    let id = store::plan(connection, about.inmate, about.prison, about.by, planned, about.now).await?;
    let way = store::keep_way(connection, id, why).await?;
    Ok((id, way))
}

/// Plans the hearing in which a postponed one goes on. None when somebody else has said where it does.
pub async fn plan_after(
    connection: &mut PgConnection,
    about: About,
    planned: &Planned,
    postponed: Uuid,
    why: &str,
) -> Result<Option<(Uuid, String)>, sqlx::Error> {
    let mut point = crate::platform::db::savepoint(connection).await?;
    let id = store::plan(&mut point, about.inmate, about.prison, about.by, planned, about.now).await?;
    if !store::goes_on(&mut point, about, postponed, id).await? {
        return Ok(None);
    }
    point.commit().await?;
    let way = store::keep_way(connection, id, why).await?;
    Ok(Some((id, way)))
}

/// Changes a hearing, and the way with it. None when somebody else was first.
pub async fn change(connection: &mut PgConnection, about: About, id: Uuid, planned: &Planned, why: &str, version: i32) -> Result<Option<String>, sqlx::Error> {
    if !store::change(connection, about.inmate, id, about.by, planned, None, version).await? {
        return Ok(None);
    }
    store::keep_way(connection, id, why).await.map(Some)
}

/// What became of the ways of a hearing that ended, and the hearing in which it goes on.
pub struct Ended {
    /// As `keep_way` says.
    pub way: String,
    /// Where it goes on.
    pub next: Option<Uuid>,
}

/// Records what became of a hearing. Postponed, it goes on in the hearing that was chosen, or is planned anew as it was, on the other day. None when
/// somebody else was first.
pub async fn end(connection: &mut PgConnection, about: About, a: &Appearance, ending: &Ending, why: &str, version: i32) -> Result<Option<Ended>, sqlx::Error> {
    // What the table refuses is told beside a field, and the page goes on: nothing of it may stay.
    let mut point = crate::platform::db::savepoint(connection).await?;
    let next = match ending {
        Ending::Postponed(GoesOn::At(at), why) => Some(store::plan(&mut point, about.inmate, about.prison, about.by, &again(a, *at, why), about.now).await?),
        Ending::Postponed(GoesOn::In(next), _) => Some(*next),
        Ending::Postponed(GoesOn::Unknown, _) | Ending::Held(..) | Ending::Cancelled(_) => None,
    };
    if !store::end(&mut point, about, a.id, ending, next, version).await? {
        return Ok(None);
    }
    point.commit().await?;
    // The old way first, so that the new hearing does not join what is about to be called off.
    let way = store::keep_way(connection, a.id, why).await?;
    let way = match next {
        Some(next) => store::keep_way(connection, next, why).await?,
        None => way,
    };
    Ok(Some(Ended { way, next }))
}

/// The same hearing on another day: the interpreter must be asked for again, the room is not known. Why it was postponed is why it stands in spite
/// of what is warned of.
pub fn again(a: &Appearance, at: DateTime<Utc>, why: &str) -> Planned {
    let length = a.ends_at.map(|end| end - a.starts_at).filter(|l| *l > TimeDelta::zero());
    Planned {
        court: a.court.clone(),
        case_number: a.case_number.clone(),
        purpose: a.purpose,
        starts_at: at,
        ends_at: length.map(|l| at + l),
        manner: a.manner,
        reason: a.manner_reason.clone().or_else(|| Some(why.to_owned())),
        courtroom: String::new(),
        language: a.language.clone(),
        interpreter: if a.interpreter == Interpreter::None { Interpreter::None } else { Interpreter::Needed },
        counsel: a.counsel_id,
        travel_minutes: a.travel_minutes,
    }
}
