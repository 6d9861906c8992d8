//! Proposing, deciding and ending a role: rule, row, notices and the audit trail in one transaction.

use serde_json::json;

use super::form::Proposal;
use super::rules::{self, Family, Place, Refusal, Standing};
use super::store::{self, Assignment};
use crate::access::{Action, Class, Entry, Role};
use crate::law::calendar;
use crate::platform::id::{AccountId, AssignmentId};
use crate::web::{Ctx, Error, Errors};

/// The class whose trail tells of a role.
pub fn class(role: Role) -> Class {
    if rules::family(role) == Family::Health { Class::HealthAccounts } else { Class::Roles }
}

/// A refusal in words.
pub fn refused(ctx: &Ctx, refusal: Refusal) -> String {
    let t = ctx.t;
    match refusal {
        Refusal::NotForRole => t.msg_assignment_not_for_role(),
        Refusal::OtherPrison => t.msg_assignment_other_prison(),
        Refusal::OwnProposal => t.msg_assignment_own_proposal(),
        Refusal::AboutOneself => t.msg_assignment_about_oneself(),
        Refusal::Finished => t.msg_assignment_finished(),
        Refusal::WrongPlace => t.msg_assignment_place_wrong(),
    }
}

/// Proposes. The role's name is in the notice as its code: the words are the reader's.
pub async fn propose(ctx: &mut Ctx, proposal: &Proposal) -> Result<Result<AssignmentId, Errors>, Error> {
    let mut errors = Errors::new();
    let Some(person) = store::person(ctx.conn(), &proposal.who).await? else {
        errors.add("who", ctx.t.msg_assignment_who_unknown());
        return Ok(Err(errors));
    };
    if !person.active {
        errors.add("who", ctx.t.msg_assignment_who_disabled());
    }
    let account = AccountId(person.id);
    let by = ctx.actor.role().ok_or(Error::Forbidden)?;
    let standing = Standing { role: by, account: ctx.actor.account, prisons: &ctx.actor.prisons };
    if let Err(refusal) = rules::propose(standing, account, proposal.role, &proposal.place) {
        let field = match refusal {
            Refusal::AboutOneself => "who",
            Refusal::OtherPrison | Refusal::WrongPlace => "place",
            _ => "role",
        };
        errors.add(field, refused(ctx, refusal));
    }
    if !errors.is_empty() {
        return Ok(Err(errors));
    }
    let id = AssignmentId::fresh();
    let (me, now, name) = (ctx.actor.account, ctx.now, ctx.actor.name.clone());
    let from = calendar::start_of_day(proposal.from);
    let until = calendar::start_of_day(proposal.until.succ_opt().unwrap_or(proposal.until));
    let new = store::New { id, account, role: proposal.role, place: &proposal.place, from, until, reason: &proposal.reason, by: me };
    if !store::add(ctx.conn(), new, now).await? {
        errors.add("role", ctx.t.msg_assignment_held());
        return Ok(Err(errors));
    }
    let prison = match &proposal.place {
        Place::Prison(prison) => Some(*prison),
        Place::Region(_) => None,
    };
    let decider = match rules::family(proposal.role) {
        Family::Prison => Role::Governor,
        Family::Health => Role::Doctor,
        Family::Central => Role::System,
    };
    let arguments = json!({ "by": name, "role": proposal.role.code(), "who": person.name });
    store::tell_role(ctx.conn(), decider, prison, "assignment_proposed", arguments, &format!("/admin/assignments/{id}")).await?;
    let entry =
        Entry::new(Action::Grant, class(proposal.role)).with(json!({ "assignment": id, "account": account, "role": proposal.role.code(), "did": "proposed" }));
    ctx.record(Entry { prison, ..entry });
    Ok(Ok(id))
}

/// Grants or refuses. The error is a message for the page: somebody was first, or it is not the actor's to decide.
pub async fn decide(ctx: &mut Ctx, assignment: &Assignment, granted: bool, reason: &str) -> Result<Result<(), String>, Error> {
    let prisons = assignment.at();
    let (case, by) = (assignment.case(&prisons).ok_or(Error::NotFound)?, ctx.actor.role().ok_or(Error::Forbidden)?);
    let standing = Standing { role: by, account: ctx.actor.account, prisons: &ctx.actor.prisons };
    if let Err(refusal) = rules::decide(standing, &case) {
        return Ok(Err(refused(ctx, refusal)));
    }
    let (id, me, now) = (AssignmentId(assignment.id), ctx.actor.account, ctx.now);
    if !store::decide(ctx.conn(), id, granted, reason, me, now).await? {
        return Ok(Err(refused(ctx, Refusal::Finished)));
    }
    let outcome = if granted { "granted" } else { "refused" };
    let arguments = json!({ "role": assignment.role, "who": assignment.name, "outcome": outcome });
    store::tell(ctx.conn(), case.account, "assignment_decided", arguments.clone(), "/me").await?;
    store::tell(ctx.conn(), case.proposed_by, "assignment_decided", arguments, &format!("/admin/assignments/{id}")).await?;
    let entry =
        Entry::new(Action::Decide, class(case.role)).with(json!({ "assignment": id, "account": case.account, "role": assignment.role, "outcome": outcome }));
    ctx.record(Entry { prison: prisons.first().copied(), ..entry });
    Ok(Ok(()))
}

/// Ends a role that is held, or takes back a proposal that waits. The right is gone at the person's next click.
pub async fn end(ctx: &mut Ctx, assignment: &Assignment) -> Result<Result<(), String>, Error> {
    let prisons = assignment.at();
    let (case, by) = (assignment.case(&prisons).ok_or(Error::NotFound)?, ctx.actor.role().ok_or(Error::Forbidden)?);
    let standing = Standing { role: by, account: ctx.actor.account, prisons: &ctx.actor.prisons };
    if let Err(refusal) = rules::end(standing, &case) {
        return Ok(Err(refused(ctx, refusal)));
    }
    let (id, me, now) = (AssignmentId(assignment.id), ctx.actor.account, ctx.now);
    if !store::end(ctx.conn(), id, me, now).await? {
        return Ok(Err(refused(ctx, Refusal::Finished)));
    }
    if case.decided && assignment.outcome.as_deref() == Some("granted") {
        store::tell(ctx.conn(), case.account, "assignment_ended", json!({ "role": assignment.role }), "/me").await?;
    }
    let entry = Entry::new(Action::Grant, class(case.role)).with(json!({ "assignment": id, "account": case.account, "role": assignment.role, "did": "ended" }));
    ctx.record(Entry { prison: prisons.first().copied(), ..entry });
    Ok(Ok(()))
}
