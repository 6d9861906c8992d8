//! Use cases: the person's lock, then the facts, then the rule, then the rows. Whoever comes second finds what the first has written.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::form::{Correction, Manner, PlanCommand, TakenStep, When};
use super::model::{Internal, Movement};
use super::rules::{self, Fault};
use super::store::{self, Planned, PlannedInside, Step};
use crate::platform::id::{AccountId, InmateId, PrisonId};

/// About whom, by whom, when.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// The person.
    pub inmate: InmateId,
    /// The prison that holds them.
    pub prison: Option<PrisonId>,
    /// Who records it.
    pub by: AccountId,
    /// The present.
    pub now: DateTime<Utc>,
}

/// What became of a step.
pub enum Outcome<T> {
    /// It is recorded.
    Done(T),
    /// A rule stands against it.
    Fault(Fault),
    /// It is not where the page showed it: this is where it is.
    Moved(Box<Movement>),
    /// The same, of a way within the house.
    MovedInside(Box<Internal>),
    /// There is no such movement.
    Unknown,
}

async fn one(connection: &mut PgConnection, about: About, id: Uuid) -> Result<Option<Movement>, sqlx::Error> {
    store::lock(connection, about.inmate).await?;
    Ok(store::movements(connection, about.inmate, Some(id)).await?.pop())
}

fn step(about: About, at: DateTime<Utc>, late: Option<&str>) -> Step<'_> {
    Step { at, by: about.by, now: about.now, late }
}

/// Whether a decision in force sends them where the way leads; under the lock, for it may have been taken back a moment ago.
async fn undecided(connection: &mut PgConnection, about: About, to: Option<Uuid>) -> Result<bool, sqlx::Error> {
    let Some(to) = to else { return Ok(false) };
    Ok(!store::sent_to(connection, about.inmate).await?.iter().any(|(prison, _)| *prison == to))
}

/// Plans a way out; when it has begun, records that as well.
pub async fn plan(connection: &mut PgConnection, about: About, command: &PlanCommand) -> Result<Outcome<Uuid>, sqlx::Error> {
    store::lock(connection, about.inmate).await?;
    let out = command.planned.planned_out;
    let facts = store::facts(connection, about.inmate, out, None).await?;
    let fault = if command.when == When::Later { facts.held_since.is_none().then_some(Fault::NotHeld) } else { rules::departure(out, &facts).err() };
    if let Some(fault) = fault {
        return Ok(Outcome::Fault(fault));
    }
    if undecided(connection, about, command.planned.to_prison).await? {
        return Ok(Outcome::Fault(Fault::NotDecided));
    }
    let id = store::plan(connection, about.inmate, about.prison, about.by, &command.planned, about.now).await?;
    if command.when != When::Later {
        store::leave(connection, about.inmate, id, step(about, out, command.late.as_deref())).await?;
    }
    Ok(Outcome::Done(id))
}

/// Records that somebody has left, in the manner told.
pub async fn leave(connection: &mut PgConnection, about: About, id: Uuid, taken: &TakenStep, manner: Option<Manner>) -> Result<Outcome<()>, sqlx::Error> {
    let Some(m) = one(connection, about, id).await? else { return Ok(Outcome::Unknown) };
    if m.state != "planned" || rules::is_release(&m.reason) {
        return Ok(Outcome::Moved(Box::new(m)));
    }
    let facts = store::facts(connection, about.inmate, taken.at, Some(id)).await?;
    if let Err(fault) = rules::departure(taken.at, &facts) {
        return Ok(Outcome::Fault(fault));
    }
    if undecided(connection, about, m.to_prison).await? {
        return Ok(Outcome::Fault(Fault::NotDecided));
    }
    if let Some(manner) = manner {
        let planned = Planned {
            reason: m.reason.clone(),
            destination: m.destination.clone(),
            to_prison: m.to_prison,
            planned_out: m.planned_out,
            expected_back: m.expected_back,
            escort: manner.escort,
            restraint: manner.restraint,
            restraint_reason: manner.restraint_reason,
            transport: manner.transport,
        };
        store::change(connection, about.inmate, id, about.by, &planned, None, m.version).await?;
    }
    let done = store::leave(connection, about.inmate, id, step(about, taken.at, taken.late.as_deref())).await?;
    Ok(if done { Outcome::Done(()) } else { Outcome::Moved(Box::new(m)) })
}

/// Sets right when somebody left and came back.
pub async fn correct(connection: &mut PgConnection, about: About, id: Uuid, c: &Correction) -> Result<Outcome<()>, sqlx::Error> {
    let Some(m) = one(connection, about, id).await? else { return Ok(Outcome::Unknown) };
    if m.version != c.version || !rules::may_be_corrected(&m) {
        return Ok(Outcome::Moved(Box::new(m)));
    }
    let facts = store::facts(connection, about.inmate, c.out, Some(id)).await?;
    if let Err(fault) = rules::corrected(c.out, c.back, &facts) {
        return Ok(Outcome::Fault(fault));
    }
    let done = store::correct(connection, about.inmate, id, about.by, c).await?;
    Ok(if done { Outcome::Done(()) } else { Outcome::Moved(Box::new(m)) })
}

/// Records that somebody is back. Tells whether it was from an escape.
pub async fn back(connection: &mut PgConnection, about: About, id: Uuid, taken: &TakenStep, number: &str) -> Result<Outcome<bool>, sqlx::Error> {
    let Some(m) = one(connection, about, id).await? else { return Ok(Outcome::Unknown) };
    if m.state != "out" {
        return Ok(Outcome::Moved(Box::new(m)));
    }
    if let Err(fault) = rules::after(taken.at, m.out_at) {
        return Ok(Outcome::Fault(fault));
    }
    if !store::back(connection, about.inmate, id, step(about, taken.at, taken.late.as_deref())).await? {
        return Ok(Outcome::Moved(Box::new(m)));
    }
    let escaped = m.reason == "ESCAPE";
    if escaped {
        store::tell_recapture(connection, about.inmate, about.prison, number).await?;
    }
    Ok(Outcome::Done(escaped))
}

/// Cancels what is planned.
pub async fn cancel(connection: &mut PgConnection, about: About, id: Uuid, reason: &str) -> Result<Outcome<()>, sqlx::Error> {
    let Some(m) = one(connection, about, id).await? else { return Ok(Outcome::Unknown) };
    let done = m.state == "planned" && store::cancel(connection, about.inmate, id, about.by, reason, about.now).await?;
    Ok(if done { Outcome::Done(()) } else { Outcome::Moved(Box::new(m)) })
}

/// Changes what is planned or under way. `Moved` when somebody else was first.
pub async fn change(connection: &mut PgConnection, about: About, id: Uuid, command: &PlanCommand, version: i32) -> Result<Outcome<()>, sqlx::Error> {
    let Some(m) = one(connection, about, id).await? else { return Ok(Outcome::Unknown) };
    if command.planned.to_prison != m.to_prison && undecided(connection, about, command.planned.to_prison).await? {
        return Ok(Outcome::Fault(Fault::NotDecided));
    }
    let done = store::change(connection, about.inmate, id, about.by, &command.planned, command.why.as_deref(), version).await?;
    Ok(if done { Outcome::Done(()) } else { Outcome::Moved(Box::new(m)) })
}

/// Plans a way within the house; when it begins now, records that as well.
pub async fn plan_inside(connection: &mut PgConnection, about: About, planned: &PlannedInside, goes: bool) -> Result<Outcome<Uuid>, sqlx::Error> {
    store::lock(connection, about.inmate).await?;
    let facts = store::facts(connection, about.inmate, planned.at, None).await?;
    let fault = if goes { rules::departure_inside(planned.at, &facts).err() } else { facts.held_since.is_none().then_some(Fault::NotHeld) };
    if let Some(fault) = fault {
        return Ok(Outcome::Fault(fault));
    }
    let id = store::plan_internal(connection, about.inmate, about.prison, about.by, planned, about.now).await?;
    if goes {
        store::step_internal(connection, about.inmate, id, "left", planned.at, about.by, None).await?;
    }
    Ok(Outcome::Done(id))
}

/// A step of a way within the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Leaves.
    Leave,
    /// Has arrived.
    Arrive,
    /// Is back.
    Back,
    /// Does not happen.
    Cancel,
}

impl Verb {
    /// From the word in an address.
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "leave" => Self::Leave,
            "arrive" => Self::Arrive,
            "back" => Self::Back,
            "cancel" => Self::Cancel,
            _ => return None,
        })
    }

    /// The state it leads to.
    pub fn state(self) -> &'static str {
        match self {
            Self::Leave => "left",
            Self::Arrive => "arrived",
            Self::Back => "back",
            Self::Cancel => "cancelled",
        }
    }

    /// Whether it can come next.
    pub fn follows(self, state: &str) -> bool {
        match self {
            Self::Leave | Self::Cancel => state == "planned",
            Self::Arrive => matches!(state, "planned" | "left"),
            Self::Back => matches!(state, "left" | "arrived"),
        }
    }
}

/// Takes a way within the house one step on.
pub async fn step_inside(
    connection: &mut PgConnection,
    about: About,
    id: Uuid,
    verb: Verb,
    at: DateTime<Utc>,
    reason: Option<&str>,
) -> Result<Outcome<()>, sqlx::Error> {
    store::lock(connection, about.inmate).await?;
    let Some(v) = store::internals(connection, about.inmate, Some(id)).await?.pop() else { return Ok(Outcome::Unknown) };
    if !verb.follows(&v.state) {
        return Ok(Outcome::MovedInside(Box::new(v)));
    }
    let fault = match verb {
        Verb::Leave | Verb::Arrive if v.left_at.is_none() => {
            let facts = store::facts(connection, about.inmate, at, Some(id)).await?;
            rules::departure_inside(at, &facts).err()
        }
        _ => rules::after(at, v.arrived_at.or(v.left_at)).err(),
    };
    if let Some(fault) = fault.filter(|_| verb != Verb::Cancel) {
        return Ok(Outcome::Fault(fault));
    }
    let done = store::step_internal(connection, about.inmate, id, verb.state(), at, about.by, reason).await?;
    Ok(if done { Outcome::Done(()) } else { Outcome::MovedInside(Box::new(v)) })
}
