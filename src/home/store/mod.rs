//! What front pages ask beyond the roll. Views of several slices' tables, joined for reading only.

pub mod cases;
pub mod day;
mod health;
pub mod plans;
mod region;

pub use health::{Newcomer, Patients, Watched, ending_notices, newcomers, patients, watched};
pub use region::{Capacity, Moved, capacity, moved};

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::law::calendar;
use crate::platform::id::{AccountId, PrisonId, UnitId};

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

/// What a shift owes: rounds through the cells, tests, incidents, counts. Each number is that of the list it leads to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Due {
    /// Rolls that stand open or begin within half an hour.
    pub rolls: i64,
    /// Cells of today's round that nobody has looked into; of the units asked about, or of the prison.
    pub cells: i64,
    /// The same of this week's round.
    pub week: i64,
    /// Tests that are asked for and not taken.
    pub tests: i64,
    /// Those of them whose day has come.
    pub tests_today: i64,
    /// Searches whose day has come, on the units asked about or at the prison.
    pub searches: i64,
    /// Those of them that are late.
    pub searches_late: i64,
    /// Incidents that have stood still.
    pub stalled: i64,
    /// Incidents submitted and not reviewed.
    pub to_review: i64,
    /// Open incidents whose day has passed.
    pub overdue: i64,
    /// Open incidents whose owner works here no longer.
    pub ownerless: i64,
    /// Days between talks with one's own people, at this prison.
    pub talk_days: Option<i32>,
}

/// What a shift owes on some units, or on the whole prison when there are none.
///
/// # Errors
/// When the database is away.
pub async fn due(connection: &mut PgConnection, prison: PrisonId, units: &[UnitId], today: NaiveDate, now: DateTime<Utc>) -> Result<Due, sqlx::Error> {
    let units: Vec<Uuid> = units.iter().map(|u| u.0).collect();
    sqlx::query_as!(
        Due,
        r#"select (select count(*) from custody.roll_call r where r.prison_id = $1 and r.closed_at is null and r.due_at <= $4::timestamptz + interval '30 minutes') as "rolls!",
                  n.cells as "cells!", n.week as "week!", x.tests as "tests!", x.today as "tests_today!", s.ripe as "searches!", s.late as "searches_late!",
                  y.stalled as "stalled!", y.to_review as "to_review!", y.overdue as "overdue!", y.ownerless as "ownerless!",
                  (select r.talk_days from custody.contact_rule r where (r.prison_id = $1 or r.prison_id is null) and r.from_day <= $3
                    order by r.prison_id is null, r.from_day desc limit 1) as talk_days
             from (select count(*) filter (where o.people > 0 and u.level in ('high', 'especially_high') and d.id is null) as cells, count(*) filter (where w.id is null) as week
                     from estate.cell c join estate.unit u on u.id = c.unit_id
                     left join custody.occupied_cells($1) o on o.cell_id = c.id
                     left join custody.inspection d on d.prison_id = $1 and d.cell_id = c.id and d.kind = 'daily' and d.period = $3
                     left join custody.inspection w on w.prison_id = $1 and w.cell_id = c.id and w.kind = 'weekly' and w.period = $5
                    where c.prison_id = $1 and c.closed_on is null and u.closed_on is null and (cardinality($2::uuid[]) = 0 or c.unit_id = any($2))) n
             cross join (select count(*) as tests, count(*) filter (where t.due_on <= $3) as today
                           from custody.drug_test t where t.prison_id = $1 and t.taken_at is null and t.cancelled_at is null) x
             cross join (select count(*) as ripe, count(*) filter (where d.due_at <= $4) as late from custody.searches_due($1, $2, $3, $4) d where d.due_on <= $3) s
             cross join (select count(*) filter (where custody.incident_stalled(i.state, i.due_on, i.recorded_at, i.submitted_at, $3, platform.now())) as stalled,
                                count(*) filter (where i.state = 'submitted') as to_review, count(*) filter (where i.state <> 'draft' and i.due_on < $3) as overdue,
                                count(*) filter (where i.state <> 'draft' and a.status is distinct from 'active') as ownerless
                           from custody.incident i left join access.account a on a.id = i.owner where i.prison_id = $1 and i.state <> 'closed') y"#,
        prison.0,
        &units,
        today,
        now,
        calendar::monday_of(today)
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
    /// When the next one was agreed for.
    pub next_on: Option<NaiveDate>,
    /// Since when the person is one's own.
    pub since: Option<DateTime<Utc>>,
    /// Children.
    pub children: i64,
    /// What is agreed and not done.
    pub agreed: i64,
    /// Of that, what should have been done.
    pub agreed_late: i64,
    /// Tests asked for and not taken.
    pub tests: i64,
    /// Steps of the plan due by the end of the week.
    pub steps_due: i64,
    /// The first of them, each `what␟goal␟day`.
    pub week: Vec<String>,
    /// Sessions of work and school this week.
    pub sessions: i64,
    /// Those of them of which a register says something.
    pub marked: i64,
    /// Those where they were there.
    pub attended: i64,
    /// Where the sessions are.
    pub places: Vec<String>,
}

/// What is known and owed of each of one's own people.
///
/// # Errors
/// When the database is away.
pub async fn contacts(connection: &mut PgConnection, me: AccountId, today: NaiveDate, now: DateTime<Utc>) -> Result<Vec<Contact>, sqlx::Error> {
    sqlx::query_as!(
        Contact,
        r#"select i.id as inmate, t.at as "last_talk?", n.next_on as "next_on?", g.since as "since?",
                  (select count(*) from inmates.child k where k.inmate_id = i.id and k.ended_at is null) as "children!",
                  a.open as "agreed!", a.late as "agreed_late!",
                  (select count(*) from custody.drug_test x where x.inmate_id = i.id and x.taken_at is null and x.cancelled_at is null) as "tests!", s.due as "steps_due!",
                  array(select concat_ws(chr(31), p.what, g.words, p.by_day::text) from plan.action p join plan.goal g on g.id = p.goal_id
                         where p.inmate_id = i.id and g.state = 'current' and p.state in ('planned', 'under_way', 'not_now') and p.who <> 'health'
                           and p.by_day <= date_trunc('week', $2::date)::date + 6 order by p.by_day, p.id limit 4) as "week!",
                  d.sessions as "sessions!", d.marked as "marked!", d.attended as "attended!", d.places as "places!"
             from inmates.inmate i
             left join lateral (select o.at from custody.observation o where o.inmate_id = i.id and o.kind = 'CONTACT_OFFICER' order by o.at desc limit 1) t on true
             left join lateral (select k.next_on from custody.talk k where k.inmate_id = i.id order by k.recorded_at desc, k.id desc limit 1) n on true
             left join lateral (select min(lower(x.during)) as since from access.person_grant x
                                 where x.inmate_id = i.id and x.account_id = $1 and x.role = 'CON' and x.kind in ('assigned', 'cover') and x.ended_at is null and x.during @> $3::timestamptz) g on true
             cross join lateral (select count(*) as open, count(*) filter (where k.by_day < $2) as late from custody.agreed k where k.inmate_id = i.id and k.state = 'open') a
             cross join lateral (select count(*) as due from plan.action p join plan.goal g on g.id = p.goal_id
                                  where p.inmate_id = i.id and g.state = 'current' and p.state in ('planned', 'under_way', 'not_now') and p.by_day <= date_trunc('week', $2::date)::date + 6) s
             cross join lateral (select count(*) as sessions, count(*) filter (where x.mark <> 'not_required') as marked, count(*) filter (where x.mark in ('present', 'late')) as attended,
                                        coalesce(array_agg(distinct x.place order by x.place), '{}') as places
                                   from activities.agenda x
                                  where x.inmate_id = i.id and x.on_day between date_trunc('week', $2::date)::date and date_trunc('week', $2::date)::date + 6 and x.state <> 'cancelled') d
            where i.id = any((select access.assigned())::uuid[]) limit 100"#,
        me.0,
        today,
        now
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
