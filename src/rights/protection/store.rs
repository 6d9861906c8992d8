//! SQL of protection.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::form::Proposal;
use crate::platform::id::{AccountId, InmateId, PrisonId, RowId};

/// A protection, proposed, in force or over.
pub struct Protection {
    /// The row.
    pub id: RowId,
    /// Whose.
    pub inmate: InmateId,
    /// Name and number, when the reader may see the person.
    pub person: Option<(String, String, String)>,
    /// Which kind.
    pub kind: String,
    /// Why.
    pub reason: String,
    /// From when.
    pub from: DateTime<Utc>,
    /// Until when.
    pub until: Option<DateTime<Utc>>,
    /// Who proposed it.
    pub proposed_by: AccountId,
    /// Their name.
    pub proposer: Option<String>,
    /// When.
    pub proposed_at: DateTime<Utc>,
    /// Who decided.
    pub decider: Option<String>,
    /// When; unknown for the oldest.
    pub decided_at: Option<DateTime<Utc>>,
    /// Whether it waits for a decision.
    pub waits: bool,
    /// Whether it was refused.
    pub refused: bool,
    /// Who lifted it.
    pub ender: Option<String>,
    /// When.
    pub ended_at: Option<DateTime<Utc>>,
    /// Why.
    pub end_reason: Option<String>,
    /// Whether it protects now.
    pub in_force: bool,
}

/// Protections of one person, or all that wait or are in force at the reader's prisons. Newest first.
pub async fn protections(connection: &mut PgConnection, inmate: Option<InmateId>) -> Result<Vec<Protection>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select p.id, p.inmate_id, i.number as "number?", i.family_name as "family?", i.given_name as "given?", p.kind, p.reason, lower(p.during) as "from!", upper(p.during) as until,
                  p.proposed_by, a.display_name as "proposer?", p.proposed_at, d.display_name as "decider?", p.decided_at,
                  (p.decided_by is null and p.ended_by is null and (upper_inf(p.during) or upper(p.during) > platform.now())) as "waits!", coalesce(p.outcome = 'refused', false) as "refused!",
                  e.display_name as "ender?", p.ended_at, p.end_reason,
                  (p.decided_by is not null and p.ended_by is null and p.during @> platform.now()) as "in_force!"
             from access.protection p
             left join inmates.inmate i on i.id = p.inmate_id
             left join access.account a on a.id = p.proposed_by left join access.account d on d.id = p.decided_by left join access.account e on e.id = p.ended_by
            where p.prison_id = any(access.deep_prisons())
              and case when $1::uuid is null then p.ended_by is null and (upper(p.during) is null or upper(p.during) > platform.now()) else p.inmate_id = $1 end
            order by lower(p.during) desc, p.id limit 300"#,
        inmate.map(|i| i.0)
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Protection {
            id: RowId(r.id),
            inmate: InmateId(r.inmate_id),
            person: match (r.number, r.family, r.given) {
                (Some(number), Some(family), Some(given)) => Some((number, family, given)),
                _ => None,
            },
            kind: r.kind,
            reason: r.reason,
            from: r.from,
            until: r.until,
            proposed_by: AccountId(r.proposed_by),
            proposer: r.proposer,
            proposed_at: r.proposed_at,
            decider: r.decider,
            decided_at: r.decided_at,
            waits: r.waits,
            refused: r.refused,
            ender: r.ender,
            ended_at: r.ended_at,
            end_reason: r.end_reason,
            in_force: r.in_force,
        })
        .collect())
}

/// Proposes.
pub async fn propose(
    connection: &mut PgConnection,
    inmate: InmateId,
    prison: PrisonId,
    by: AccountId,
    proposal: &Proposal,
    now: DateTime<Utc>,
) -> Result<RowId, sqlx::Error> {
    let id = RowId::fresh();
    sqlx::query!(
        r#"insert into access.protection (id, inmate_id, prison_id, kind, during, reason, proposed_by, proposed_at) values ($1, $2, $3, $4, tstzrange($5, $6), $7, $8, $9)"#,
        id.0,
        inmate.0,
        prison.0,
        proposal.kind,
        proposal.during.start,
        proposal.during.end,
        proposal.reason,
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(id)
}

/// Decides; false when somebody else did first. A refusal ends it.
pub async fn decide(
    connection: &mut PgConnection,
    id: RowId,
    inmate: InmateId,
    by: AccountId,
    refused: Option<&str>,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        r#"update access.protection set decided_by = $3, decided_at = $5, outcome = case when $4::text is null then 'granted' else 'refused' end,
                  ended_by = case when $4::text is not null then $3 end, ended_at = case when $4::text is not null then $5::timestamptz end, end_reason = $4
            where id = $1 and inmate_id = $2 and decided_by is null and ended_by is null and proposed_by <> $3"#,
        id.0,
        inmate.0,
        by.0,
        refused,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Lifts; false when it was lifted already.
pub async fn lift(connection: &mut PgConnection, id: RowId, inmate: InmateId, by: AccountId, reason: &str, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update access.protection set ended_by = $3, ended_at = $5, end_reason = $4 where id = $1 and inmate_id = $2 and decided_by is not null and ended_by is null",
        id.0,
        inmate.0,
        by.0,
        reason,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Lets the person's record follow what was decided; says whether it is protected now.
pub async fn apply(connection: &mut PgConnection, inmate: InmateId) -> Result<bool, sqlx::Error> {
    Ok(sqlx::query_scalar!("select access.apply_protection($1)", inmate.0).fetch_one(connection).await?.unwrap_or(false))
}

/// Tells the governors that a proposal waits.
pub async fn tell_governors(connection: &mut PgConnection, prison: PrisonId) -> Result<(), sqlx::Error> {
    sqlx::query!("select access.notify_role('GOV', $1, 'protection_proposed', '{}', '/protected')", prison.0).fetch_one(connection).await.map(drop)
}

/// Tells the proposer what was decided.
pub async fn tell_proposer(connection: &mut PgConnection, proposer: AccountId, granted: bool) -> Result<(), sqlx::Error> {
    let outcome = serde_json::json!({ "outcome": if granted { "granted" } else { "refused" } });
    sqlx::query!("select access.notify_account($1, 'protection_decided', $2, '/protected')", proposer.0, outcome).fetch_one(connection).await.map(drop)
}
