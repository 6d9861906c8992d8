//! Giving, deciding and ending rights to persons: rule, row, notices and the audit trail in one transaction.

use serde_json::json;

use super::form::Gift;
use super::rules::{self, Kind, Office, Refusal};
use super::store::{self, Right};
use crate::access::{Action, Entry, Role};
use crate::platform::db;
use crate::platform::id::{AccountId, GrantId, InmateId, PrisonId};
use crate::staff::assignments::store as notices;
use crate::web::{Ctx, Error, Errors};

/// The office the reader acts in.
pub fn office(ctx: &Ctx) -> Result<Office, Error> {
    ctx.actor.role().map(Office::of).ok_or(Error::Forbidden)
}

/// The person of a form: whom the reader may see; for a clearance also a protected one. Everybody else is nobody.
pub async fn person(ctx: &mut Ctx, kind: Kind, number: &str) -> Result<Option<(InmateId, PrisonId)>, Error> {
    let prisons = ctx.actor.prisons.clone();
    let seen = store::person(ctx.conn(), number, &prisons).await?;
    match seen {
        None if kind == Kind::Clearance => Ok(store::protected_person(ctx.conn(), number).await?),
        seen => Ok(seen),
    }
}

/// Gives a right, or proposes a clearance.
pub async fn give(ctx: &mut Ctx, gift: &Gift) -> Result<Result<GrantId, Errors>, Error> {
    let (t, now, office) = (ctx.t, ctx.now, office(ctx)?);
    let mut errors = Errors::new();
    let found = person(ctx, gift.kind, &gift.number).await?;
    if found.is_none() {
        errors.add("number", t.msg_grant_number_unknown());
    }
    let chosen = store::chosen(ctx.conn(), gift.staff, now).await?;
    let fits = |role: &str| role.parse::<Role>().is_ok_and(|r| gift.kind.roles(office).contains(&r));
    let fitting = chosen.filter(|(account, role)| (office.proposes_for_oneself() || *account != ctx.actor.account) && fits(role));
    if fitting.is_none() {
        errors.add("staff", t.msg_grant_staff_missing());
    }
    let (Some((inmate, prison)), Some((account, role))) = (found, fitting) else { return Ok(Err(errors)) };
    let (id, me) = (GrantId::fresh(), ctx.actor.account);
    let new = store::New { id, inmate, prison, account, role: &role, kind: gift.kind, from: gift.from, until: gift.until, reason: &gift.reason, by: me };
    match store::add(ctx.conn(), new, now).await {
        Ok(true) => (),
        Ok(false) => errors.add("staff", t.msg_grant_held()),
        Err(error) => match db::violated(&error) {
            Some("grant_to_a_relative") => errors.add("staff", t.msg_grant_relative()),
            Some("grant_without_role") => errors.add("staff", t.msg_grant_not_there()),
            Some("grant_elsewhere") => errors.add("number", t.msg_grant_number_unknown()),
            _ => return Err(error.into()),
        },
    }
    if !errors.is_empty() {
        return Ok(Err(errors));
    }
    let by = ctx.actor.name.clone();
    if gift.kind == Kind::Clearance {
        let who = notices::person(ctx.conn(), &account.to_string()).await?.map(|p| p.name).unwrap_or_default();
        let link = format!("{}/{id}", office.path());
        notices::tell_role(ctx.conn(), office.decider(), Some(prison), "clearance_proposed", json!({ "by": by, "who": who }), &link).await?;
    } else {
        notices::tell(ctx.conn(), account, "grant_given", json!({ "by": by, "number": gift.number }), &format!("/inmates/{inmate}")).await?;
    }
    let detail = json!({ "grant": id, "account": account, "role": role, "kind": gift.kind.as_str(), "did": if gift.kind == Kind::Clearance { "proposed" } else { "given" } });
    ctx.record(Entry::new(Action::Grant, office.class()).of(inmate).at(prison).with(detail));
    Ok(Ok(id))
}

/// A refusal in words.
pub fn refused(ctx: &Ctx, refusal: Refusal) -> String {
    match refusal {
        Refusal::NotForRole if ctx.actor.role().map(Office::of) == Some(Office::Health) => ctx.t.msg_clearance_only_doctor(),
        Refusal::NotForRole => ctx.t.msg_grant_only_governor(),
        Refusal::OwnProposal => ctx.t.msg_assignment_own_proposal(),
        Refusal::AboutOneself => ctx.t.msg_grant_about_oneself(),
        Refusal::Finished => ctx.t.msg_assignment_finished(),
    }
}

/// Whether it is a clearance that nobody has decided yet.
pub fn waits(ctx: &Ctx, right: &Right) -> bool {
    right.kind == Kind::Clearance.as_str() && right.outcome.is_none() && right.ended_at.is_none() && right.until.is_none_or(|u| u > ctx.now)
}

/// Whether the reader decides this right.
pub fn decides(ctx: &Ctx, right: &Right) -> Result<(), Refusal> {
    let waiting = waits(ctx, right);
    let role = ctx.actor.role().ok_or(Refusal::NotForRole)?;
    rules::decide(role, ctx.actor.account, AccountId(right.proposed_by), AccountId(right.account_id), waiting)
}

fn entry(action: Action, office: Office, right: &Right, did: &str) -> Entry {
    let detail = json!({ "grant": right.id, "account": right.account_id, "role": right.role, "kind": right.kind, "did": did });
    Entry { prison: right.prison_id.map(PrisonId), ..Entry::new(action, office.class()).of(InmateId(right.inmate_id)).with(detail) }
}

/// Grants or refuses a clearance.
pub async fn decide(ctx: &mut Ctx, right: &Right, granted: bool) -> Result<Result<(), String>, Error> {
    if let Err(refusal) = decides(ctx, right) {
        return Ok(Err(refused(ctx, refusal)));
    }
    let (id, me, now, office) = (GrantId(right.id), ctx.actor.account, ctx.now, office(ctx)?);
    match store::decide(ctx.conn(), id, granted, me, now).await {
        Ok(true) => (),
        Ok(false) => return Ok(Err(refused(ctx, Refusal::Finished))),
        Err(error) => match db::violated(&error) {
            Some("grant_to_a_relative") => return Ok(Err(ctx.t.msg_grant_relative())),
            Some("grant_without_role") => return Ok(Err(ctx.t.msg_grant_not_there())),
            Some("grant_elsewhere") => return Ok(Err(ctx.t.msg_grant_moved())),
            _ => return Err(error.into()),
        },
    }
    let outcome = if granted { "granted" } else { "refused" };
    let arguments = json!({ "who": right.name, "outcome": outcome });
    notices::tell(ctx.conn(), AccountId(right.account_id), "clearance_decided", arguments.clone(), "/me").await?;
    if right.proposed_by != right.account_id {
        notices::tell(ctx.conn(), AccountId(right.proposed_by), "clearance_decided", arguments, office.path()).await?;
    }
    ctx.record(entry(Action::Decide, office, right, outcome));
    Ok(Ok(()))
}

/// Ends a right, at the person's next click.
pub async fn end(ctx: &mut Ctx, right: &Right) -> Result<Result<(), String>, Error> {
    let (id, me, now, office) = (GrantId(right.id), ctx.actor.account, ctx.now, office(ctx)?);
    if !store::end(ctx.conn(), id, me, now).await? {
        return Ok(Err(refused(ctx, Refusal::Finished)));
    }
    if right.outcome.as_deref() == Some("granted") && right.kind != Kind::Clearance.as_str() {
        let number = right.number.clone().unwrap_or_default();
        notices::tell(ctx.conn(), AccountId(right.account_id), "grant_ended", json!({ "number": number }), "/me").await?;
    }
    ctx.record(entry(Action::Grant, office, right, "ended"));
    Ok(Ok(()))
}
