//! Proposing and answering: rule, row, notices and the audit trail in one transaction.

use serde_json::json;
use uuid::Uuid;

use super::form::{Outcome, Proposed};
use super::store::{self, Proposal};
use crate::access::{Action, Class, Entry, Role};
use crate::law::rule::{Book, Rule};
use crate::web::{Ctx, Error};

/// The newest version of a rule for a subject, which a proposal stands against.
pub fn newest(book: &Book, id: &str, subject: &str) -> Option<i32> {
    book.rows().filter(|r| r.id == id && r.subject == subject).map(|r| r.version).max()
}

/// A rule in a notice, whose reader's language is not known yet: by its section, else by its id.
fn named(rule: &Rule) -> String {
    if rule.cite.section.is_empty() { rule.id.clone() } else { rule.cite.to_string() }
}

/// Proposes a row; none when another proposal of the same rule waits.
pub async fn propose(ctx: &mut Ctx, proposed: &Proposed) -> Result<Option<Uuid>, Error> {
    let (id, me, now, name) = (Uuid::now_v7(), ctx.actor.account, ctx.now, ctx.actor.name.clone());
    let rule = &proposed.rule;
    let base = newest(ctx.catalogue().law(), &rule.id, &rule.subject);
    if !store::propose(ctx.conn(), id, rule, base, &proposed.reason, me, now).await? {
        return Ok(None);
    }
    let (arguments, link) = (json!({ "by": name, "rule": named(rule) }), format!("/law/proposals/{id}"));
    let told = store::tell_role(ctx.conn(), Role::System, "law_proposed", arguments.clone(), &link).await?;
    // A service with one administrator alone has its governors answer.
    if told == 0 {
        store::tell_role(ctx.conn(), Role::Governor, "law_proposed", arguments, &link).await?;
    }
    let detail =
        json!({ "proposal": id, "rule": rule.id, "subject": rule.subject, "from": rule.valid_from, "value": rule.value.to_string(), "did": "proposed" });
    ctx.record(Entry::new(Action::Administer, Class::Law).with(detail));
    Ok(Some(id))
}

/// Answers a proposal. The error is a message for the page: somebody was first, or it is not the reader's to answer.
pub async fn answer(ctx: &mut Ctx, proposal: &Proposal, outcome: Outcome, reason: &str) -> Result<Result<(), String>, Error> {
    let t = ctx.t;
    match store::answer(ctx.conn(), proposal.id, outcome.as_str(), reason).await?.as_str() {
        said if said == outcome.as_str() => {}
        "own" => return Ok(Err(if outcome == Outcome::Withdrawn { t.msg_law_not_own() } else { t.msg_law_own() })),
        "changed" => return Ok(Err(t.msg_law_changed_since())),
        "decided" => return Ok(Err(t.msg_law_decided_already())),
        _ => return Err(Error::NotFound),
    }
    if let (Some(proposer), true) = (proposal.proposed_by, outcome != Outcome::Withdrawn) {
        let rule = ctx.catalogue().law().rows().find(|r| r.id == proposal.rule_id).map(named).unwrap_or_default();
        let arguments = json!({ "by": ctx.actor.name, "rule": rule, "outcome": if outcome == Outcome::Approved { "granted" } else { "refused" } });
        store::tell(ctx.conn(), proposer, "law_decided", arguments, &format!("/law/proposals/{}", proposal.id)).await?;
    }
    let action = if outcome == Outcome::Withdrawn { Action::Administer } else { Action::Decide };
    let detail = json!({ "proposal": proposal.id, "rule": proposal.rule_id, "subject": proposal.subject, "from": proposal.valid_from, "value": proposal.value, "outcome": outcome.as_str() });
    ctx.record(Entry::new(action, Class::Law).with(detail));
    Ok(Ok(()))
}
