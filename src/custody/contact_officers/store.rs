//! SQL of who is contact officer.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::{AccountId, GrantId, InmateId, PrisonId};

/// How often a talk is owed, and how many people one has at most.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Days between talks.
    pub talk_days: i32,
    /// People.
    pub cap: i32,
}

/// The rule of a prison on a day: its own, else the service's.
pub async fn rule(connection: &mut PgConnection, prison: Option<PrisonId>, day: NaiveDate) -> Result<Rule, sqlx::Error> {
    let found = sqlx::query_as!(
        Rule,
        "select r.talk_days, r.cap from custody.contact_rule r where (r.prison_id = $1 or r.prison_id is null) and r.from_day <= $2 order by r.prison_id is null, r.from_day desc limit 1",
        prison.map(|p| p.0),
        day
    )
    .fetch_optional(connection)
    .await?;
    Ok(found.unwrap_or(Rule { talk_days: 7, cap: 8 }))
}

/// A prison's own rule from a day on.
pub async fn set_rule(
    connection: &mut PgConnection,
    prison: PrisonId,
    day: NaiveDate,
    rule: Rule,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into custody.contact_rule (id, prison_id, from_day, talk_days, cap, set_by, set_at) values (gen_random_uuid(), $1, $2, $3, $4, $5, $6)
         on conflict on constraint contact_rule_once do update set talk_days = excluded.talk_days, cap = excluded.cap, set_by = excluded.set_by, set_at = excluded.set_at",
        prison.0,
        day,
        rule.talk_days,
        rule.cap,
        by.0,
        now
    )
    .execute(connection)
    .await
    .map(drop)
}

/// A contact officer of a prison.
#[derive(Clone, Debug)]
pub struct Officer {
    pub account: Uuid,
    pub name: String,
    pub load: i64,
    pub covering: i64,
    pub next_shift: Option<DateTime<Utc>>,
    pub units: Vec<Uuid>,
    pub languages: Vec<String>,
}

/// Everybody who is contact officer there.
pub async fn officers(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Officer>, sqlx::Error> {
    sqlx::query_as!(
        Officer,
        r#"select o.account_id as "account!", o.display_name as "name!", o.load as "load!", o.covering as "covering!", o.next_shift, o.units as "units!", o.languages as "languages!"
             from access.contact_officers_at($1) o"#,
        prison.0
    )
    .fetch_all(connection)
    .await
}

/// Somebody without a contact officer, or whose contact officer is away.
#[derive(Clone, Debug)]
pub struct Without {
    pub inmate: Uuid,
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub unit: Option<String>,
    pub cell: Option<String>,
    pub photographed: bool,
    /// Without one since, or the officer is next on duty.
    pub since: Option<DateTime<Utc>>,
    /// The officer who is away.
    pub officer: Option<String>,
    /// Whether the officer is away; else there is none.
    pub away: bool,
}

/// Those without one, longest first; then those whose officer is not on duty within a week and nobody covers.
pub async fn without(connection: &mut PgConnection, prison: PrisonId, now: DateTime<Utc>) -> Result<Vec<Without>, sqlx::Error> {
    sqlx::query_as!(
        Without,
        r#"with held as (
               select g.inmate_id, g.account_id from access.person_grant g
                where g.prison_id = $1 and g.role = 'CON' and g.kind = 'assigned' and g.given_by is not null and g.ended_at is null and g.during @> $2::timestamptz),
           covered as (
               select g.inmate_id from access.person_grant g
                where g.prison_id = $1 and g.role = 'CON' and g.kind = 'cover' and g.ended_at is null and upper(g.during) > $2::timestamptz),
           duty as (
               select s.account_id, min(lower(s.during)) as next from staff.shift s where s.prison_id = $1 and upper(s.during) > $2::timestamptz and lower(s.during) < $2::timestamptz + interval '60 days' group by s.account_id),
           wanted as (
               select w.inmate_id, w.unit_id, w.cell_id, false as away, null::text as officer,
                      coalesce((select max(coalesce(g.ended_at, upper(g.during))) from access.person_grant g
                                 where g.inmate_id = w.inmate_id and g.role = 'CON' and g.kind = 'assigned' and coalesce(g.ended_at, upper(g.during)) >= w.admitted_at), w.admitted_at) as since
                 from custody.in_custody w where w.prison_id = $1 and not exists (select from held h where h.inmate_id = w.inmate_id)
               union all
               select w.inmate_id, w.unit_id, w.cell_id, true, a.display_name, d.next
                 from custody.in_custody w join held h on h.inmate_id = w.inmate_id join access.account a on a.id = h.account_id left join duty d on d.account_id = h.account_id
                where w.prison_id = $1 and (d.next is null or d.next > $2::timestamptz + interval '7 days') and not exists (select from covered c where c.inmate_id = w.inmate_id))
           select i.id as inmate, i.number, i.family_name, i.given_name, u.name as "unit?", c.code as "cell?", x.since, x.officer, x.away as "away!",
                  exists (select from inmates.photo p where p.inmate_id = i.id and p.ended_at is null) as "photographed!"
             from wanted x join inmates.inmate i on i.id = x.inmate_id left join estate.unit u on u.id = x.unit_id left join estate.cell c on c.id = x.cell_id
            order by x.away, case when x.away then null else x.since end, i.family_name, i.given_name
            limit 400"#,
        prison.0,
        now
    )
    .fetch_all(connection)
    .await
}

/// Somebody's time with a person.
#[derive(Clone, Debug)]
pub struct Held {
    pub id: Uuid,
    pub account: Uuid,
    pub name: String,
    pub kind: String,
    pub from: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    pub reason: String,
    pub giver: Option<String>,
}

impl Held {
    /// When it ended or ends.
    pub fn end(&self) -> Option<DateTime<Utc>> {
        match (self.ended_at, self.until) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }

    /// Whether it is in force.
    pub fn runs(&self, now: DateTime<Utc>) -> bool {
        self.from <= now && self.end().is_none_or(|end| end > now)
    }
}

/// Everybody who has been contact officer of a person or covered, newest first.
pub async fn history(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Held>, sqlx::Error> {
    sqlx::query_as!(
        Held,
        r#"select h.id as "id!", h.account_id as "account!", h.display_name as "name!", h.kind as "kind!", h.from_at as "from!", h.until_at as "until?", h.ended_at, h.reason as "reason!", h.giver as "giver?"
             from access.contact_officers_of($1) h"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// The languages a person speaks well, Norwegian left out.
pub async fn languages(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar!(
        "select distinct l.language from inmates.language l where l.inmate_id = $1 and l.ended_at is null and l.level in ('mother_tongue', 'good') and l.language not in ('no', 'nb', 'nn') limit 20",
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// Nobody else assigns this person at the same time.
pub async fn lock(connection: &mut PgConnection, inmate: InmateId) -> Result<(), sqlx::Error> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1, 0))::text as locked", format!("contact_officer:{inmate}"))
        .fetch_one(connection)
        .await
        .map(drop)
}

/// Ends what runs; answers with whose it was.
pub async fn end(connection: &mut PgConnection, grants: &[Uuid], by: AccountId, now: DateTime<Utc>) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "update access.person_grant g set ended_by = $2, ended_at = $3 where g.id = any($1) and g.role = 'CON' and g.kind in ('assigned', 'cover') and g.ended_at is null returning g.account_id",
        grants,
        by.0,
        now
    )
    .fetch_all(connection)
    .await
}

/// A right about to be given.
#[derive(Clone, Copy, Debug)]
pub struct New<'a> {
    pub id: GrantId,
    pub inmate: InmateId,
    pub prison: PrisonId,
    pub account: AccountId,
    pub kind: &'a str,
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
    pub reason: &'a str,
    pub by: AccountId,
}

/// Gives it.
pub async fn give(connection: &mut PgConnection, new: New<'_>, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into access.person_grant (id, account_id, inmate_id, prison_id, kind, role, reason, during, proposed_by, given_by, given_at, outcome)
         values ($1, $2, $3, $4, $5, 'CON', $6, tstzrange($7, $8), $9, $9, $10, 'granted')",
        new.id.0,
        new.account.0,
        new.inmate.0,
        new.prison.0,
        new.kind,
        new.reason,
        new.from,
        new.until,
        new.by.0,
        now
    )
    .execute(connection)
    .await
    .map(drop)
}

/// Tells somebody.
pub async fn tell(connection: &mut PgConnection, account: Uuid, kind: &str, arguments: serde_json::Value, link: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("select access.notify_account($1, $2, $3, $4)::text as told", account, kind, arguments, link).fetch_one(connection).await.map(drop)
}
