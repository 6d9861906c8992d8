//! What is done in a reception: rule, row, notices and the trail in one transaction.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::form::Awaited;
use super::model::{Answers, Reception, State, Step};
use super::rules::{self, There};
use super::store::{self, Admission};
use crate::access::{Action, Class, Entry, Role};
use crate::custody::cells;
use crate::custody::cells::model::{Considered, Room, Target};
use crate::custody::incidents::opening;
use crate::deadlines::announced::{self, Announced};
use crate::deadlines::{self, Event, Outcome, What};
use crate::law::deadline::Due;
use crate::platform::db::violated;
use crate::platform::id::{PrisonId, RowId};
use crate::web::{Ctx, Error};

/// An entry about a reception: who it is about as soon as that is known, and what was done, never what was said.
pub fn entry(action: Action, r: &Reception, did: &str) -> Entry {
    let entry = Entry::new(action, Class::Reception).at(r.prison).with(json!({ "reception": r.id.0, "did": did }));
    Entry { inmate: r.inmate, ..entry }
}

/// A look at a reception.
pub fn look(r: &Reception) -> Entry {
    entry(Action::Look, r, "look")
}

fn about(r: &Reception) -> Value {
    json!({ "number": r.facts.number.clone().unwrap_or_default() })
}

async fn tell(ctx: &mut Ctx, r: &Reception, roles: &[Role], kind: &str) -> Result<(), Error> {
    for role in roles {
        // Health has a page of its own; the rest of the reception is not theirs to read.
        let link = if matches!(role, Role::Nurse | Role::Doctor) { format!("/receptions/{}/health", r.id) } else { format!("/receptions/{}", r.id) };
        store::tell_role(ctx.conn(), *role, r.prison, kind, about(r), &link).await?;
    }
    Ok(())
}

/// Announces somebody. Of whom the police hold, the clock runs from the arrest.
pub async fn announce(ctx: &mut Ctx, prison: PrisonId, awaited: Awaited, answers: &Answers) -> Result<RowId, Error> {
    let (id, by, now) = (RowId::fresh(), ctx.actor.account, ctx.now);
    store::announce(ctx.conn(), id, prison, by, now, awaited, answers).await?;
    if let Some(arrested_at) = awaited.arrested {
        let of = Announced { reference: id.0, prison, birth: answers.get("birth_date").parse().ok(), arrested_at, heard: answers.is("basis", "remand") };
        announced::announce(ctx, of).await?;
    }
    Ok(id)
}

/// Begins a reception, of somebody announced or of whoever stands there.
pub async fn begin(ctx: &mut Ctx, prison: PrisonId, expected: Option<RowId>, at: DateTime<Utc>, answers: &Answers) -> Result<RowId, Error> {
    let id = RowId::fresh();
    let (by, now) = (ctx.actor.account, ctx.now);
    match store::begin(ctx.conn(), store::New { id, prison, expected, arrived_at: at, answers, by, now }).await {
        Ok(()) => {}
        // Two who receive the same announced person in one moment: the second is shown the list, where the first one's reception stands.
        Err(error) if violated(&error) == Some("received_once") => return Err(Error::AlreadyDone(format!("/receptions?prison={prison}"))),
        Err(error) => return Err(error.into()),
    }
    if let Some(of) = expected {
        announced::at_the_gate(ctx, of.0, id.0, at).await?;
    }
    ctx.record(Entry::new(Action::Collect, Class::Reception).at(prison).with(json!({ "reception": id.0, "did": "begun", "announced": expected.is_some() })));
    Ok(id)
}

/// Keeps the answers of a step on the ground of the version that was seen. False: somebody else has answered meanwhile.
pub async fn answer(ctx: &mut Ctx, r: &Reception, step: Step, seen: i32, answers: &Answers) -> Result<bool, Error> {
    let before = r.answered(step.as_str()).map(|a| &a.answers);
    if before == Some(answers) {
        ctx.record(entry(Action::Alter, r, step.as_str()));
        return Ok(true);
    }
    let (by, now) = (ctx.actor.account, ctx.now);
    if !store::answer(ctx.conn(), r, step.as_str(), seen + 1, answers, by, now).await? {
        return Ok(false);
    }
    ctx.record(entry(if seen == 0 { Action::Collect } else { Action::Alter }, r, step.as_str()));
    follow(ctx, r, step, before, answers).await?;
    Ok(true)
}

/// What an answer sets off. Only what is new is told: a corrected spelling wakes nobody.
async fn follow(ctx: &mut Ctx, r: &Reception, step: Step, before: Option<&Answers>, answers: &Answers) -> Result<(), Error> {
    let none = Answers::default();
    let before = before.unwrap_or(&none);
    match step {
        Step::Document if before.is_empty() => {
            deadlines::satisfy(ctx, r.id.0, What::Trigger(EXCEPTION), Outcome::Done, None).await?;
            if r.admitted_at.is_some() {
                store::document_came(ctx.conn(), r).await?;
                if let Some(inmate) = r.inmate {
                    deadlines::follow_bases(ctx, inmate).await?;
                }
            }
        }
        Step::Arrest if !answers.get("over_reason").is_empty() && before.get("over_reason").is_empty() => {
            tell(ctx, r, &[Role::DutyOfficer, Role::Governor], "reception_over_limit").await?;
        }
        Step::Injuries => {
            if answers.is("complaint", "yes") && !before.is("complaint", "yes") {
                tell(ctx, r, &[Role::Governor, Role::Nurse, Role::Doctor], "reception_ill_treatment").await?;
                opening::complaint(ctx, r.id.0, r.prison, r.arrived_at).await?;
            }
            if answers.is("seen", "some") && !before.is("seen", "some") && !answers.is("complaint", "yes") {
                tell(ctx, r, &[Role::Nurse, Role::Doctor], "reception_injuries").await?;
            }
        }
        Step::Questions => {
            if !answers.get("gender").is_empty() && answers.get("gender") != before.get("gender") {
                store::state_gender(ctx.conn(), r.id).await?;
            }
            let (now, then) = (rules::alarms(answers), rules::alarms(before));
            let more = now.alerts.iter().any(|a| !then.alerts.contains(a));
            if now.health && (more || !then.health) {
                tell(ctx, r, &[Role::Nurse, Role::Doctor], "reception_health").await?;
            }
            if now.duty && (more || !then.duty) {
                tell(ctx, r, &[Role::DutyOfficer], "reception_duty").await?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// The duty officer takes somebody in without a document, with a reason and a deadline.
pub async fn except(ctx: &mut Ctx, r: &Reception, answers: &Answers) -> Result<bool, Error> {
    let seen = r.answered("exception").map_or(0, |a| a.version);
    let (by, now) = (ctx.actor.account, ctx.now);
    if !store::answer(ctx.conn(), r, "exception", seen + 1, answers, by, now).await? {
        return Ok(false);
    }
    tell(ctx, r, &[Role::Governor], "reception_exception").await?;
    clock(ctx, r, answers).await?;
    ctx.record(entry(Action::Decide, r, "exception"));
    Ok(true)
}

/// The rules' word for an urgent exception.
const EXCEPTION: &str = "admission.exception";

/// The clock runs from the exception to its end, of the prison and not of a person: who it is may not be known, nor whose record it is. Whoever has the
/// duty is warned, and when the document has not come by then the governor too.
async fn clock(ctx: &mut Ctx, r: &Reception, answers: &Answers) -> Result<(), Error> {
    let Ok(until) = rules::instant(answers.get("until_day"), answers.get("until_time")) else { return Ok(()) };
    let event = Event {
        trigger: EXCEPTION,
        subjects: &[],
        inmate: None,
        prison: Some(r.prison),
        at: ctx.now,
        due: Some(Due::at(until.at)),
        reference: r.id.0,
        owner: None,
    };
    deadlines::raise(ctx, event).await.map(drop)
}

/// Ends a reception without admission: what was excepted for it waits no longer.
pub async fn end(ctx: &mut Ctx, r: &Reception, reason: &str) -> Result<(), Error> {
    let (by, now) = (ctx.actor.account, ctx.now);
    if store::close(ctx.conn(), r.id, by, now, reason).await? {
        deadlines::satisfy(ctx, r.id.0, What::Trigger(EXCEPTION), Outcome::Ended, None).await?;
        if let Some(of) = r.announced {
            announced::over(ctx, of, Some(r.id.0)).await?;
        }
    }
    ctx.record(entry(Action::Decide, r, "ended"));
    Ok(())
}

/// There is somebody of whom the officer may not be told: the duty officer is asked, and the trail keeps that it happened.
pub async fn blocked(ctx: &mut Ctx, r: &Reception) -> Result<(), Error> {
    tell(ctx, r, &[Role::DutyOfficer], "reception_blocked").await?;
    ctx.record(entry(Action::Search, r, "blocked"));
    Ok(())
}

/// Weighs a place for somebody who is to be admitted, as every move is weighed, with its cell held until what is decided is written. In a reception
/// nobody is put where there is no place left: that is the house's to decide afterwards.
pub async fn weigh(ctx: &mut Ctx, r: &Reception, target: Target) -> Result<Result<Considered, Admission>, Error> {
    if r.state != State::Open {
        return Ok(Err(Admission::Decided));
    }
    if !rules::before_admission(There::of(r), ctx.now).is_empty() {
        return Ok(Err(Admission::Lacking));
    }
    if let Target::Cell(cell) = target {
        cells::store::lock(ctx.conn(), &[cell]).await?;
    }
    let today = ctx.today;
    let Some(mover) = store::mover(ctx.conn(), r, today).await? else { return Ok(Err(Admission::Decided)) };
    let considered = match cells::actions::weigh(ctx, mover, target, None, None).await {
        Ok(considered) => considered,
        Err(Error::NotFound) => return Ok(Err(Admission::NoUnit)),
        Err(error) => return Err(error),
    };
    let room = &considered.room;
    let full = room.cell_id.is_some() && considered.mates.len() >= usize::try_from(room.working).unwrap_or(0);
    let unusable = full || room.closed || room.out.is_some();
    Ok(if room.unit_closed {
        Err(Admission::NoUnit)
    } else if unusable {
        Err(Admission::Full)
    } else {
        Ok(considered)
    })
}

/// Puts the person on the roll. The rule is asked first, and the database asks it again under the lock.
pub async fn admit(ctx: &mut Ctx, r: &Reception, room: &Room, accepted: &[(String, String)]) -> Result<Admission, Error> {
    if !rules::before_admission(There::of(r), ctx.now).is_empty() {
        return Ok(Admission::Lacking);
    }
    let done = store::admit(ctx.conn(), r, room, accepted).await?;
    if done == Admission::Done {
        // The court's 48 hours, the two days with the police, the end of the order.
        if let Some(inmate) = r.inmate {
            deadlines::follow_bases(ctx, inmate).await?;
        }
        // What is recorded of the arrest has a clock of its own now.
        if let Some(of) = r.announced {
            announced::over(ctx, of, Some(r.id.0)).await?;
        }
        let codes: Vec<&str> = accepted.iter().map(|(code, _)| code.as_str()).collect();
        let did = if r.facts.transfer_from.is_some() { "handed over" } else { "admitted" };
        let entry = entry(Action::Decide, r, did).with(json!({ "reception": r.id.0, "did": did, "accepted": codes }));
        ctx.record(Entry { class: Class::Movements, ..entry });
    }
    Ok(done)
}
