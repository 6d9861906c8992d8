//! What front pages ask beyond the roll. Views of several slices' tables, joined for reading only.

pub mod cases;
mod health;
mod region;

pub use health::{Newcomer, Patients, Watched, ending_notices, newcomers, patients, watched};
pub use region::{Capacity, Moved, capacity, moved};

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::PrisonId;

/// What waits for somebody who runs a house, and which alerts changed.
#[derive(Clone, Debug, Default)]
pub struct Waiting {
    /// Uses of break-glass that somebody else must review.
    pub reviews: i64,
    /// Role grants to decide.
    pub assignments: i64,
    /// Clearances to decide.
    pub clearances: i64,
    /// Protections to decide.
    pub protections: i64,
    /// Releases that a second person must confirm before the day is over.
    pub releases: i64,
    /// Alerts made or ended lately: person, kind, severity, when, whether ended.
    pub alerts: Vec<(Uuid, String, String, DateTime<Utc>, bool)>,
}

/// Both, one trip.
///
/// # Errors
/// When the database is away.
pub async fn waiting(connection: &mut PgConnection, prison: PrisonId, since: DateTime<Utc>) -> Result<Waiting, sqlx::Error> {
    let rows = sqlx::query!(
        r#"(select 'alert' as "what!", a.inmate_id as "inmate?", a.kind as "kind!", a.severity as "severity!", coalesce(a.ended_at, a.recorded_at) as "at?", (a.ended_at is not null) as "ended!", 0::bigint as "n!"
              from inmates.alert a where a.prison_id = $1 and (a.recorded_at >= $2 or a.ended_at >= $2) order by coalesce(a.ended_at, a.recorded_at) desc limit 12)
           union all
           select 'reviews', null, '', '', null, false, count(*) from access.person_grant g
            where g.kind = 'break_glass' and g.reviewed_by is null and g.account_id <> access.account() and g.prison_id = $1
           union all
           select 'assignments', null, '', '', null, false, count(*) from access.assignment x
            where x.decided_by is null and x.ended_at is null and $1 = any(x.prisons) and x.account_id <> access.account() and x.proposed_by <> access.account()
           union all
           select 'clearances', null, '', '', null, false, count(*) from access.person_grant g
            where g.kind = 'clearance' and g.given_by is null and g.outcome is null and g.ended_at is null and g.prison_id = $1
              and g.account_id <> access.account() and g.proposed_by <> access.account()
           union all
           select 'protections', null, '', '', null, false, count(*) from access.protection p
            where p.decided_by is null and p.ended_by is null and p.prison_id = $1 and p.proposed_by <> access.account()
           union all
           select 'releases', null, '', '', null, false, count(*) from custody.release_plan r
            where r.ended_as is null and r.confirmed_at is null and r.expires_at > platform.now() and r.prison_id = $1 and r.prepared_by <> access.account()"#,
        prison.0,
        since
    )
    .fetch_all(connection)
    .await?;
    let mut waiting = Waiting::default();
    for r in rows {
        match (r.what.as_str(), r.inmate, r.at) {
            ("alert", Some(inmate), Some(at)) => waiting.alerts.push((inmate, r.kind, r.severity, at, r.ended)),
            ("reviews", ..) => waiting.reviews = r.n,
            ("assignments", ..) => waiting.assignments = r.n,
            ("clearances", ..) => waiting.clearances = r.n,
            ("protections", ..) => waiting.protections = r.n,
            ("releases", ..) => waiting.releases = r.n,
            _ => {}
        }
    }
    Ok(waiting)
}

/// What the day asks of a prison: incidents and rolls.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    /// Incidents submitted and not reviewed.
    pub to_review: i64,
    /// Open incidents whose day has passed.
    pub overdue: i64,
    /// Open incidents whose owner works here no longer.
    pub ownerless: i64,
    /// Rolls that may be counted or agreed now.
    pub rolls: i64,
}

/// What the day asks of a prison.
///
/// # Errors
/// When the database is away.
pub async fn asked(connection: &mut PgConnection, prison: PrisonId, today: NaiveDate, now: DateTime<Utc>) -> Result<Asked, sqlx::Error> {
    sqlx::query_as!(
        Asked,
        r#"select count(*) filter (where n.state = 'submitted') as "to_review!", count(*) filter (where n.due_on < $2) as "overdue!",
                  count(*) filter (where a.status is distinct from 'active') as "ownerless!",
                  (select count(*) from custody.roll_call r where r.prison_id = $1 and r.closed_at is null and r.due_at <= $3::timestamptz + interval '30 minutes') as "rolls!"
             from custody.incident n left join access.account a on a.id = n.owner
            where n.prison_id = $1 and n.state not in ('draft', 'closed')"#,
        prison.0,
        today,
        now
    )
    .fetch_one(connection)
    .await
}

/// How many rolls of a prison stand open now or begin within half an hour.
///
/// # Errors
/// When the database is away.
pub async fn rolls_open(connection: &mut PgConnection, prison: PrisonId, now: DateTime<Utc>) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select count(*) as "n!" from custody.roll_call r where r.prison_id = $1 and r.closed_at is null and r.due_at <= $2::timestamptz + interval '30 minutes'"#,
        prison.0,
        now
    )
    .fetch_one(connection)
    .await
}

/// What a contact officer knows of somebody of their own.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Who.
    pub inmate: Uuid,
    /// The last talk.
    pub last_talk: Option<DateTime<Utc>>,
    /// Children.
    pub children: i64,
    /// Steps of the plan due by the end of the week.
    pub steps_due: i64,
}

/// The last talk with, and the children of, each of one's own people.
///
/// # Errors
/// When the database is away.
pub async fn contacts(connection: &mut PgConnection, today: NaiveDate) -> Result<Vec<Contact>, sqlx::Error> {
    sqlx::query_as!(
        Contact,
        r#"select x.inmate as "inmate!", t.at as last_talk, coalesce(c.n, 0) as "children!", coalesce(g.n, 0) as "steps_due!"
             from unnest(access.assigned()) as x (inmate)
             left join (select o.inmate_id, max(o.at) as at from custody.observation o
                         where o.inmate_id = any((select access.assigned())::uuid[]) and o.kind = 'CONTACT_OFFICER' group by o.inmate_id) t on t.inmate_id = x.inmate
             left join (select k.inmate_id, count(*) as n from inmates.child k
                         where k.inmate_id = any((select access.assigned())::uuid[]) and k.ended_at is null group by k.inmate_id) c on c.inmate_id = x.inmate
             left join (select a.inmate_id, count(*) as n from plan.action a join plan.goal g on g.id = a.goal_id
                         where a.inmate_id = any((select access.assigned())::uuid[]) and g.state = 'current' and a.state in ('planned', 'under_way', 'not_now')
                           and a.by_day <= date_trunc('week', $1::date)::date + 6 group by a.inmate_id) g on g.inmate_id = x.inmate
            limit 400"#,
        today
    )
    .fetch_all(connection)
    .await
}

/// What the chaplain was told.
#[derive(Clone, Debug)]
pub struct Told {
    /// Who.
    pub id: Uuid,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// The number.
    pub number: String,
    /// Faith or life stance.
    pub religion: Option<String>,
    /// The language an interpreter is needed for.
    pub interpreter_language: Option<String>,
    /// Where.
    pub cell: Option<String>,
}

/// People of a prison who told of a faith or need an interpreter.
///
/// # Errors
/// When the database is away.
pub async fn told(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Told>, sqlx::Error> {
    sqlx::query_as!(
        Told,
        r#"select i.id, i.family_name, i.given_name, i.number, i.religion, i.interpreter_language, coalesce(c.code, u.name) as cell
             from inmates.inmate i
             join custody.in_custody w on w.inmate_id = i.id
             join estate.unit u on u.id = w.unit_id
             left join estate.cell c on c.id = w.cell_id
            where i.prison_id = $1 and (i.religion is not null or i.interpreter_language is not null)
            order by i.religion nulls last, u.sort, u.code, c.walking_order, i.family_name limit 300"#,
        prison.0
    )
    .fetch_all(connection)
    .await
}

/// What a system administrator sees: accounts and buildings, nobody held in them.
#[derive(Clone, Debug)]
pub struct System {
    /// Accounts in use.
    pub accounts: i64,
    /// Accounts closed.
    pub disabled: i64,
    /// Accounts in use without a role in force.
    pub without_role: i64,
    /// Role grants that nobody has decided.
    pub waiting: i64,
    /// Prisons in use.
    pub prisons: i64,
    /// Grants that end within 30 days.
    pub ending: i64,
}

/// The counts, one trip.
///
/// # Errors
/// When the database is away.
pub async fn system(connection: &mut PgConnection) -> Result<System, sqlx::Error> {
    sqlx::query_as!(
        System,
        r#"select (select count(*) from access.account a where a.status = 'active') as "accounts!",
                  (select count(*) from access.account a where a.status = 'disabled') as "disabled!",
                  (select count(*) from access.account a where a.status = 'active' and not exists (
                       select from access.assignment x where x.account_id = a.id and x.outcome = 'granted' and x.ended_at is null and x.valid @> platform.now())) as "without_role!",
                  (select count(*) from access.assignment x where x.decided_by is null and x.ended_at is null) as "waiting!",
                  (select count(*) from estate.prison p where p.status = 'active') as "prisons!",
                  (select count(*) from access.assignment x where x.outcome = 'granted' and x.ended_at is null and x.valid @> platform.now()
                      and upper(x.valid) < platform.now() + interval '30 days') as "ending!""#
    )
    .fetch_one(connection)
    .await
}
