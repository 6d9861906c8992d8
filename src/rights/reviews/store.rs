//! SQL of reviews.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::rules::Verdict;
use crate::platform::id::{AccountId, GrantId, InmateId};

/// One use of the glass.
pub struct Use {
    /// The grant.
    pub id: GrantId,
    /// Who broke it.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// Their staff number.
    pub staff_number: String,
    /// In which role.
    pub role: String,
    /// `identity` or `record`.
    pub depth: String,
    /// Why, as a code.
    pub code: String,
    /// Why, in words.
    pub reason: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When it was given back, if it was.
    pub ended_at: Option<DateTime<Utc>>,
    /// The person, when the reviewer may see them.
    pub inmate: Option<(InmateId, String, String, String)>,
    /// Who reviewed it.
    pub reviewer: Option<String>,
    /// When.
    pub reviewed_at: Option<DateTime<Utc>>,
    /// What the review says.
    pub verdict: Option<String>,
    /// Why.
    pub verdict_reason: Option<String>,
}

/// What was done under a grant: class, action, how often.
pub type Done = (String, String, i64);

/// Uses at the reader's prisons: those that wait, and those reviewed in the last 90 days. `only`: this one.
pub async fn uses(connection: &mut PgConnection, only: Option<GrantId>, now: DateTime<Utc>) -> Result<Vec<Use>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select g.id, g.account_id, a.display_name as name, a.staff_number, g.role, g.depth, g.reason_code as "code!", g.reason, lower(g.during) as "at!", g.ended_at,
                  i.id as "inmate_id?", i.number as "number?", i.family_name as "family_name?", i.given_name as "given_name?",
                  r.display_name as "reviewer?", g.reviewed_at, g.verdict, g.verdict_reason
             from access.person_grant g join access.account a on a.id = g.account_id
             left join inmates.inmate i on i.id = g.inmate_id left join access.account r on r.id = g.reviewed_by
            where g.kind = 'break_glass' and g.prison_id = any(access.deep_prisons())
              and g.inmate_id not in (select c.inmate_id from access.conflict_of_interest c where c.account_id = access.account())
              and ($1::uuid is null or g.id = $1) and (g.reviewed_by is null or g.reviewed_at > $2 or g.id = $1)
            order by (g.reviewed_by is not null), case when g.reviewed_by is null then lower(g.during) end, g.reviewed_at desc limit 200"#,
        only.map(|g| g.0),
        now - TimeDelta::days(90)
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Use {
            id: GrantId(r.id),
            account: AccountId(r.account_id),
            name: r.name,
            staff_number: r.staff_number,
            role: r.role,
            depth: r.depth,
            code: r.code,
            reason: r.reason,
            at: r.at,
            ended_at: r.ended_at,
            inmate: match (r.inmate_id, r.number, r.family_name, r.given_name) {
                (Some(id), Some(number), Some(family), Some(given)) => Some((InmateId(id), number, family, given)),
                _ => None,
            },
            reviewer: r.reviewer,
            reviewed_at: r.reviewed_at,
            verdict: r.verdict,
            verdict_reason: r.verdict_reason,
        })
        .collect())
}

/// What was done under these grants.
pub async fn done_under(connection: &mut PgConnection, grants: &[GrantId]) -> Result<HashMap<Uuid, Vec<Done>>, sqlx::Error> {
    let ids: Vec<Uuid> = grants.iter().map(|g| g.0).collect();
    let rows = sqlx::query!(
        r#"select grant_id as "grant_id!", class as "class!", action as "action!", n as "n!" from audit.under_grants($1) order by n desc, class, action"#,
        &ids
    )
    .fetch_all(connection)
    .await?;
    let mut done: HashMap<Uuid, Vec<Done>> = HashMap::new();
    for r in rows {
        done.entry(r.grant_id).or_default().push((r.class, r.action, r.n));
    }
    Ok(done)
}

/// Keeps a verdict and tells those who must know; false when it is not this reader's to give, or given already.
pub async fn review(connection: &mut PgConnection, grant: GrantId, verdict: Verdict, reason: &str) -> Result<bool, sqlx::Error> {
    Ok(sqlx::query_scalar!("select access.mark_reviewed($1, $2, $3)", grant.0, verdict.as_str(), reason).fetch_one(connection).await?.unwrap_or(false))
}
