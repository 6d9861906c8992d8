//! Roles in the database.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::rules::{self, Case};
use crate::access::Role;
use crate::platform::id::{AccountId, AssignmentId, PrisonId};

/// A role as kept, with the names of those concerned.
#[derive(Debug)]
pub struct Assignment {
    pub id: Uuid,
    pub account_id: Uuid,
    pub name: String,
    pub username: String,
    pub role: String,
    pub prisons: Vec<Uuid>,
    pub prison_names: Vec<String>,
    pub region: Option<String>,
    pub from: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
    pub reason: String,
    pub proposed_by: Uuid,
    pub proposer: Option<String>,
    pub proposed_at: DateTime<Utc>,
    pub decider: Option<String>,
    pub decided_at: Option<DateTime<Utc>>,
    pub outcome: Option<String>,
    pub outcome_reason: Option<String>,
    pub ended_at: Option<DateTime<Utc>>,
}

impl Assignment {
    /// What the rules ask of it. None for a role this version does not know.
    pub fn case<'a>(&self, prisons: &'a [PrisonId]) -> Option<Case<'a>> {
        Some(Case {
            account: AccountId(self.account_id),
            role: self.role.parse().ok()?,
            prisons,
            proposed_by: AccountId(self.proposed_by),
            decided: self.outcome.is_some(),
            ended: self.ended_at.is_some(),
        })
    }

    /// Its prisons as ids.
    pub fn at(&self) -> Vec<PrisonId> {
        self.prisons.iter().map(|p| PrisonId(*p)).collect()
    }
}

/// Which roles a list shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    /// `waiting`, `current`, or all of them.
    pub state: &'a str,
    /// Of this account alone.
    pub account: Option<AccountId>,
    /// This one alone.
    pub one: Option<AssignmentId>,
    /// Whose name, username or number has this in it.
    pub name: &'a str,
    /// After this one.
    pub after: Option<AssignmentId>,
}

/// Roles, those that end first before the others.
pub async fn list(connection: &mut PgConnection, wanted: Wanted<'_>, now: DateTime<Utc>, limit: i64) -> Result<Vec<Assignment>, sqlx::Error> {
    sqlx::query_as!(
        Assignment,
        r#"select x.id, x.account_id, a.display_name as name, a.username, x.role, x.prisons,
                  coalesce((select array_agg(p.name order by p.name) from estate.prison p where p.id = any(x.prisons)), '{}') as "prison_names!", x.region,
                  lower(x.valid) as "from!", upper(x.valid) as until, x.reason, x.proposed_by, b.display_name as "proposer?", x.proposed_at,
                  d.display_name as "decider?", x.decided_at, x.outcome, x.outcome_reason, x.ended_at
             from access.assignment x join access.account a on a.id = x.account_id
             left join access.account b on b.id = x.proposed_by left join access.account d on d.id = x.decided_by
            where ($1::uuid is null or x.id = $1) and ($2::uuid is null or x.account_id = $2)
              and case $3 when 'waiting' then x.decided_by is null and x.ended_at is null
                          when 'current' then x.outcome = 'granted' and x.ended_at is null and coalesce(upper(x.valid), 'infinity') > $4::timestamptz else true end
              and ($5 = '' or position(lower($5) in lower(a.display_name)) > 0 or position(lower($5) in a.username) > 0 or a.staff_number = $5)
              and ($6::uuid is null or (coalesce(upper(x.valid), 'infinity'), x.id) > (select coalesce(upper(y.valid), 'infinity'), y.id from access.assignment y where y.id = $6))
            order by coalesce(upper(x.valid), 'infinity'), x.id limit $7"#,
        wanted.one.map(|o| o.0),
        wanted.account.map(|a| a.0),
        wanted.state,
        now,
        wanted.name,
        wanted.after.map(|a| a.0),
        limit
    )
    .fetch_all(connection)
    .await
}

/// Somebody to give a role to.
pub struct Person {
    pub id: Uuid,
    pub name: String,
    pub username: String,
    pub active: bool,
}

/// The account with this username or staff number, or this id.
pub async fn person(connection: &mut PgConnection, who: &str) -> Result<Option<Person>, sqlx::Error> {
    sqlx::query_as!(
        Person,
        r#"select a.id, a.display_name as name, a.username, a.status = 'active' as "active!" from access.account a
            where a.username = lower($1) or a.staff_number = $1 or a.id::text = $1 order by a.username = lower($1) desc limit 1"#,
        who
    )
    .fetch_optional(connection)
    .await
}

/// A prison to hold a role at.
pub struct Prison {
    pub id: Uuid,
    pub name: String,
    pub region: String,
}

/// These prisons, or all.
pub async fn prisons(connection: &mut PgConnection, only: Option<&[PrisonId]>) -> Result<Vec<Prison>, sqlx::Error> {
    let only: Option<Vec<Uuid>> = only.map(|ids| ids.iter().map(|p| p.0).collect());
    sqlx::query_as!(
        Prison,
        "select p.id, p.name, p.region from estate.prison p where ($1::uuid[] is null or p.id = any($1)) and p.status <> 'closed' order by p.name limit 500",
        only.as_deref() as Option<&[Uuid]>
    )
    .fetch_all(connection)
    .await
}

/// A proposal to be kept.
pub struct New<'a> {
    pub id: AssignmentId,
    pub account: AccountId,
    pub role: Role,
    pub place: &'a rules::Place,
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
    pub reason: &'a str,
    pub by: AccountId,
}

/// Keeps a proposal. False when the same role is held there, or waits, in that period already.
pub async fn add(connection: &mut PgConnection, new: New<'_>, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let (prisons, region) = match new.place {
        rules::Place::Prison(prison) => (vec![prison.0], None),
        rules::Place::Region(region) => (Vec::new(), Some(region.as_str())),
    };
    let done = sqlx::query!(
        "insert into access.assignment (id, account_id, role, prisons, region, valid, reason, proposed_by, proposed_at)
         select $1, $2, $3, $4, $5, tstzrange($6, $7), $8, $9, $10
          where not exists (select from access.assignment y where y.account_id = $2 and y.role = $3 and y.prisons = $4 and y.region is not distinct from $5 and y.ended_at is null
                               and y.outcome is distinct from 'refused' and y.valid && tstzrange($6, $7))",
        new.id.0,
        new.account.0,
        new.role.code(),
        &prisons,
        region,
        new.from,
        new.until,
        new.reason,
        new.by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Keeps a decision; false when somebody else has decided, or it was withdrawn.
pub async fn decide(
    connection: &mut PgConnection,
    id: AssignmentId,
    granted: bool,
    reason: &str,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let outcome = if granted { "granted" } else { "refused" };
    let done = sqlx::query!(
        "update access.assignment set decided_by = $2, decided_at = $3, outcome = $4, outcome_reason = nullif($5, ''), version = version + 1
          where id = $1 and decided_by is null and ended_at is null",
        id.0,
        by.0,
        now,
        outcome,
        reason
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends it; false when it has ended.
pub async fn end(connection: &mut PgConnection, id: AssignmentId, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done =
        sqlx::query!("update access.assignment set ended_by = $2, ended_at = $3, version = version + 1 where id = $1 and ended_at is null", id.0, by.0, now)
            .execute(connection)
            .await?;
    Ok(done.rows_affected() == 1)
}

/// Tells everybody who holds a role at a prison, or anywhere.
pub async fn tell_role(
    connection: &mut PgConnection,
    role: Role,
    prison: Option<PrisonId>,
    kind: &str,
    arguments: Value,
    link: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query!("select access.notify_role($1, $2, $3, $4, $5)", role.code(), prison.map(|p| p.0), kind, arguments, link).fetch_one(connection).await.map(drop)
}

/// Tells one person.
pub async fn tell(connection: &mut PgConnection, account: AccountId, kind: &str, arguments: Value, link: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("select access.notify_account($1, $2, $3, $4)", account.0, kind, arguments, link).fetch_one(connection).await.map(drop)
}
