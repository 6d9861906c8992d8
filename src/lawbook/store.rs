//! All SQL of the pages of the law.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value as Json;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::access::Role;
use crate::law::rule::Rule;
use crate::platform::id::AccountId;
use crate::reference::rules::store::columns;

/// Where a row came from.
pub struct Origin {
    pub subject: String,
    pub version: i32,
    pub proposer: Option<String>,
    pub approver: Option<String>,
    pub reason: Option<String>,
    pub recorded_at: DateTime<Utc>,
}

/// Who put the rows of a rule there.
pub async fn origins(connection: &mut PgConnection, rule: &str) -> Result<Vec<Origin>, sqlx::Error> {
    sqlx::query_as!(
        Origin,
        r#"select r.subject, r.version, b.display_name as "proposer?", d.display_name as "approver?", r.reason, r.recorded_at
             from reference.law_rule r left join access.account b on b.id = r.proposed_by left join access.account d on d.id = r.approved_by
            where r.rule_id = $1"#,
        rule
    )
    .fetch_all(connection)
    .await
}

/// How many results rest on a rule, how many wait to be worked out anew because of the law, and how many came out otherwise and wait for a second person.
pub struct Results {
    pub people: i64,
    pub pending: i64,
    pub waiting: i64,
}

/// Numbers, for everybody who reads the law.
pub async fn results(connection: &mut PgConnection, rule: &str) -> Result<Results, sqlx::Error> {
    sqlx::query_as!(Results, r#"select r.people as "people!", r.pending as "pending!", r.waiting as "waiting!" from reference.results_of_rule($1) r"#, rule)
        .fetch_one(connection)
        .await
}

/// A proposed row, with the names of those concerned.
pub struct Proposal {
    pub id: Uuid,
    pub rule_id: String,
    pub subject: String,
    pub base_version: Option<i32>,
    pub value: String,
    pub act: String,
    pub section: String,
    pub valid_from: NaiveDate,
    pub confidence: String,
    pub proposed_by: Option<Uuid>,
    pub proposer: Option<String>,
    pub proposed_at: DateTime<Utc>,
    pub reason: Option<String>,
    pub outcome: Option<String>,
    pub decider: Option<String>,
    pub decided_at: Option<DateTime<Utc>>,
    pub outcome_reason: Option<String>,
}

/// Which proposals are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    /// Of this rule, answered or not; else those that wait.
    pub rule: Option<&'a str>,
    /// This one alone.
    pub one: Option<Uuid>,
}

/// Proposals, newest first.
pub async fn proposals(connection: &mut PgConnection, wanted: Wanted<'_>) -> Result<Vec<Proposal>, sqlx::Error> {
    sqlx::query_as!(
        Proposal,
        r#"select p.id, p.rule_id, p.subject, p.base_version, p.value, p.act, p.section, p.valid_from, p.confidence, p.proposed_by, b.display_name as "proposer?",
                  p.proposed_at, p.reason, p.outcome, d.display_name as "decider?", p.decided_at, p.outcome_reason
             from reference.law_proposal p left join access.account b on b.id = p.proposed_by left join access.account d on d.id = p.decided_by
            where case when $1::uuid is not null then p.id = $1 when $2::text is not null then p.rule_id = $2 else p.outcome is null end
            order by p.proposed_at desc, p.id limit 100"#,
        wanted.one,
        wanted.rule
    )
    .fetch_all(connection)
    .await
}

/// Keeps a proposal; false when another one of the same rule waits.
pub async fn propose(
    connection: &mut PgConnection,
    id: Uuid,
    rule: &Rule,
    base: Option<i32>,
    reason: &str,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let more = serde_json::json!({ "id": id, "base_version": base, "reason": reason, "origin": "service", "proposed_by": by, "proposed_at": now });
    let done = sqlx::query!(
        "insert into reference.law_proposal select (jsonb_populate_record(null::reference.law_proposal, $1::jsonb || $2::jsonb)).*
         on conflict (rule_id, subject) where outcome is null do nothing",
        columns(rule),
        more
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The answer to a proposal: the outcome itself, or what stands in the way (`reference.answer_law`).
pub async fn answer(connection: &mut PgConnection, id: Uuid, outcome: &str, reason: &str) -> Result<String, sqlx::Error> {
    let reason = (!reason.is_empty()).then_some(reason);
    sqlx::query_scalar!(r#"select reference.answer_law($1, $2, $3) as "said!""#, id, outcome, reason).fetch_one(connection).await
}

/// Tells everybody who holds a role, but the reader; answers how many there were.
pub async fn tell_role(connection: &mut PgConnection, role: Role, kind: &str, arguments: Json, link: &str) -> Result<i32, sqlx::Error> {
    let told = sqlx::query_scalar!("select access.notify_role($1, null, $2, $3, $4)", role.code(), kind, arguments, link).fetch_one(connection).await?;
    Ok(told.unwrap_or(0))
}

/// Tells one person.
pub async fn tell(connection: &mut PgConnection, account: Uuid, kind: &str, arguments: Json, link: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("select access.notify_account($1, $2, $3, $4)", account, kind, arguments, link).fetch_one(connection).await.map(drop)
}
