//! Rights to single persons in the database.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::rules::Kind;
use crate::access::Role;
use crate::platform::db;
use crate::platform::id::{AccountId, AssignmentId, GrantId, InmateId, PrisonId};

/// A right as kept. The name is there only when the reader may see the person; a waiting clearance carries the number alone.
pub struct Right {
    pub id: Uuid,
    pub inmate_id: Uuid,
    pub prison_id: Option<Uuid>,
    pub number: Option<String>,
    pub family_name: Option<String>,
    pub given_name: Option<String>,
    pub account_id: Uuid,
    pub name: String,
    pub role: String,
    pub kind: String,
    pub from: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
    pub reason: String,
    pub proposed_by: Uuid,
    pub proposer: Option<String>,
    pub outcome: Option<String>,
    pub giver: Option<String>,
    pub given_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
}

/// Which rights a list shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// Clearances that wait for a decision, instead of rights in force.
    pub waiting: bool,
    /// This one alone, in whatever state.
    pub one: Option<GrantId>,
    /// To this person alone.
    pub inmate: Option<InmateId>,
    /// After this one.
    pub after: Option<GrantId>,
}

/// Rights at these prisons, those that end first before the others.
pub async fn list(connection: &mut PgConnection, prisons: &[PrisonId], wanted: Wanted, now: DateTime<Utc>, limit: i64) -> Result<Vec<Right>, sqlx::Error> {
    let prisons: Vec<Uuid> = prisons.iter().map(|p| p.0).collect();
    sqlx::query_as!(
        Right,
        r#"select g.id, g.inmate_id, g.prison_id, coalesce(i.number, case when g.kind = 'clearance' then access.clearance_number(g.id) end) as number,
                  i.family_name as "family_name?", i.given_name as "given_name?", g.account_id, a.display_name as name, g.role, g.kind, lower(g.during) as "from!",
                  upper(g.during) as until, g.reason, g.proposed_by, b.display_name as "proposer?", g.outcome, d.display_name as "giver?", g.given_at, g.ended_at
             from access.person_grant g join access.account a on a.id = g.account_id
             left join inmates.inmate i on i.id = g.inmate_id left join access.account b on b.id = g.proposed_by left join access.account d on d.id = g.given_by
            where g.prison_id = any($1) and g.kind in ('assigned', 'cover', 'clearance') and (i.id is not null or access.clearance_number(g.id) is not null) and ($2::uuid is null or g.id = $2) and ($3::uuid is null or g.inmate_id = $3)
              and ($2::uuid is not null or (g.ended_at is null and coalesce(upper(g.during), 'infinity') > $4::timestamptz and case when $5 then g.outcome is null and g.kind = 'clearance' else g.outcome = 'granted' end))
              and ($6::uuid is null or (coalesce(upper(g.during), 'infinity'), g.id) > (select coalesce(upper(h.during), 'infinity'), h.id from access.person_grant h where h.id = $6))
            order by coalesce(upper(g.during), 'infinity'), g.id limit $7"#,
        &prisons,
        wanted.one.map(|o| o.0),
        wanted.inmate.map(|i| i.0),
        now,
        wanted.waiting,
        wanted.after.map(|a| a.0),
        limit
    )
    .fetch_all(connection)
    .await
}

/// The person with exactly this number, where the reader may see them.
pub async fn person(connection: &mut PgConnection, number: &str, prisons: &[PrisonId]) -> Result<Option<(InmateId, PrisonId)>, sqlx::Error> {
    let prisons: Vec<Uuid> = prisons.iter().map(|p| p.0).collect();
    let row = sqlx::query!(r#"select i.id, i.prison_id as "prison_id!" from inmates.inmate i where i.number = $1 and i.prison_id = any($2)"#, number, &prisons)
        .fetch_optional(connection)
        .await?;
    Ok(row.map(|r| (InmateId(r.id), PrisonId(r.prison_id))))
}

/// A protected person with exactly this number in the reader's prisons, whom the reader may not see but may propose a clearance for.
pub async fn protected_person(connection: &mut PgConnection, number: &str) -> Result<Option<(InmateId, PrisonId)>, sqlx::Error> {
    let row = sqlx::query!(r#"select inmate_id as "inmate_id!", prison_id as "prison_id!" from access.protected_by_number($1)"#, number)
        .fetch_optional(connection)
        .await?;
    Ok(row.map(|r| (InmateId(r.inmate_id), PrisonId(r.prison_id))))
}

/// Somebody who holds a fitting role.
pub struct Staff {
    pub assignment: Uuid,
    pub name: String,
    pub role: String,
    pub prison_names: Vec<String>,
}

/// Everybody who holds one of these roles at one of these prisons now, but for one account.
pub async fn staff(
    connection: &mut PgConnection,
    but: Option<AccountId>,
    roles: &[Role],
    prisons: &[PrisonId],
    now: DateTime<Utc>,
) -> Result<Vec<Staff>, sqlx::Error> {
    let roles: Vec<String> = roles.iter().map(|r| r.code().to_owned()).collect();
    let prisons: Vec<Uuid> = prisons.iter().map(|p| p.0).collect();
    sqlx::query_as!(
        Staff,
        r#"select x.id as assignment, a.display_name as name, x.role,
                  coalesce((select array_agg(p.name order by p.name) from estate.prison p where p.id = any(x.prisons)), '{}') as "prison_names!"
             from access.assignment x join access.account a on a.id = x.account_id
            where x.role = any($2) and x.prisons && $3 and x.account_id is distinct from $1 and x.outcome = 'granted' and x.ended_at is null and x.valid @> $4::timestamptz and a.status = 'active'
            order by a.display_name, x.role, x.id limit 2000"#,
        but.map(|b| b.0),
        &roles,
        &prisons,
        now
    )
    .fetch_all(connection)
    .await
}

/// A right to be kept.
pub struct New<'a> {
    pub id: GrantId,
    pub inmate: InmateId,
    pub prison: PrisonId,
    pub account: AccountId,
    pub role: &'a str,
    pub kind: Kind,
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
    pub reason: &'a str,
    pub by: AccountId,
}

/// Keeps a right, given at once, or a clearance, waiting. False when the same is in force or waiting already. What the database
/// refuses (a relative, a role not held there) names its constraint and leaves the transaction alive.
pub async fn add(connection: &mut PgConnection, new: New<'_>, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    let given = new.kind != Kind::Clearance;
    let done = sqlx::query!(
        "insert into access.person_grant (id, account_id, inmate_id, prison_id, kind, role, reason, during, proposed_by, given_by, given_at, outcome)
         select $1, $2, $3, $4, $5, $6, $7, tstzrange($8, $9), $10, case when $11 then $10::uuid end, case when $11 then $12::timestamptz end, case when $11 then 'granted' end
          where not exists (select from access.person_grant g where g.account_id = $2 and g.inmate_id = $3 and g.kind = $5 and g.role = $6 and g.ended_at is null
                               and g.outcome is distinct from 'refused' and g.during && tstzrange($8, $9))",
        new.id.0,
        new.account.0,
        new.inmate.0,
        new.prison.0,
        new.kind.as_str(),
        new.role,
        new.reason,
        new.from,
        new.until,
        new.by.0,
        given,
        now
    )
    .execute(&mut *point)
    .await?;
    point.commit().await?;
    Ok(done.rows_affected() == 1)
}

/// Keeps a decision about a clearance; false when there is one.
pub async fn decide(connection: &mut PgConnection, id: GrantId, granted: bool, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    let outcome = if granted { "granted" } else { "refused" };
    let done = sqlx::query!(
        "update access.person_grant set given_by = $2, given_at = $3, outcome = $4 where id = $1 and kind = 'clearance' and outcome is null and ended_at is null",
        id.0,
        by.0,
        now,
        outcome
    )
    .execute(&mut *point)
    .await?;
    point.commit().await?;
    Ok(done.rows_affected() == 1)
}

/// Ends a right; false when it has ended.
pub async fn end(connection: &mut PgConnection, id: GrantId, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!("update access.person_grant set ended_by = $2, ended_at = $3 where id = $1 and ended_at is null", id.0, by.0, now)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// How many could decide a clearance that waits.
pub async fn deciders(connection: &mut PgConnection, id: GrantId) -> Result<i64, sqlx::Error> {
    Ok(sqlx::query_scalar!("select access.clearance_deciders($1)", id.0).fetch_one(connection).await?.unwrap_or(0))
}

/// The assignment that was chosen, as it is now.
pub async fn chosen(connection: &mut PgConnection, staff: AssignmentId, now: DateTime<Utc>) -> Result<Option<(AccountId, String)>, sqlx::Error> {
    let row = sqlx::query!(
        "select x.account_id, x.role from access.assignment x where x.id = $1 and x.outcome = 'granted' and x.ended_at is null and x.valid @> $2::timestamptz",
        staff.0,
        now
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| (AccountId(r.account_id), r.role)))
}
