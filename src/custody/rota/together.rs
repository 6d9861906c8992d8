//! Who must be kept apart, asked about duties that people share: the planner never puts them together, and whoever does it by hand says why it is
//! safe (strgjfl. § 2, Mandela rule 12; `apart` has the one question).

use uuid::Uuid;

use super::form;
use super::rules::Together;
use super::store::{Accepted, Duty, Task};
use crate::access::{Action, Class, Entry};
use crate::custody::apart::{self, Conflict, Meets, Question};
use crate::platform::id::{InmateId, PrisonId};
use crate::web::{Ctx, Error, Errors};

/// Who of these must be kept apart, and does not by living in cells of their own.
pub(super) async fn asked(ctx: &mut Ctx, people: &[InmateId]) -> Result<Vec<Conflict>, Error> {
    let found = apart::conflicts(ctx.conn(), &Question::of(people)).await?;
    Ok(found.into_iter().filter(|c| c.meets == Meets::Together && c.bars()).collect())
}

/// Everybody who is shown or could be put on a duty.
pub(super) fn everybody(tasks: &[Task], people: &[(Uuid, String, Option<String>)]) -> Vec<InmateId> {
    let on = tasks.iter().filter(|t| t.name.is_some()).filter_map(|t| t.inmate);
    let mut all: Vec<InmateId> = people.iter().map(|p| p.0).chain(on).map(InmateId).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A week as the rule looks at it: who is on what, and what was answered.
pub(super) fn of(duties: &[Duty], tasks: &[Task], found: &[Conflict]) -> Together {
    let mut together = Together::default();
    for conflict in found {
        if let Some(other) = &conflict.other {
            together.keep_apart(conflict.keep_apart, conflict.inmate.0, other.id.0);
        }
    }
    for duty in duties {
        together.accept(duty.id, &duty.apart_accepted);
    }
    for (task, person) in tasks.iter().filter_map(|t| Some((t, t.inmate?))) {
        together.put(task.duty_id, task.day, person);
    }
    together
}

/// What stands against people having a duty together, beside the box that says it is safe all the same; or what was accepted, with the reason.
pub(super) fn answered(ctx: &mut Ctx, prison: PrisonId, found: &[Conflict], (ticked, why): (&str, &str)) -> Result<Accepted, Errors> {
    if found.is_empty() {
        return Ok(Accepted::default());
    }
    if let Some(why) = form::reasoned(ticked, why) {
        let mut rows: Vec<Uuid> = found.iter().map(|c| c.keep_apart).collect();
        rows.sort_unstable();
        rows.dedup();
        return Ok(Accepted { rows, why });
    }
    let named = found.iter().filter_map(|c| c.other.as_ref().map(|o| o.id)).collect();
    ctx.record(Entry::new(Action::List, Class::UnitDay).showing(named).at(prison));
    let mut said = Vec::new();
    for conflict in found {
        let line = apart::words::line(ctx.t, conflict);
        if !said.contains(&line) {
            said.push(line);
        }
    }
    let who = said.join(" ");
    let mut errors = Errors::new();
    if ticked == "yes" {
        errors.add("apart_why", ctx.t.msg_move_apart_bad_why(who.as_str()));
    } else {
        errors.add("apart", ctx.t.msg_rota_apart(who.as_str()));
    }
    Err(errors)
}
