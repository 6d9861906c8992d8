//! What a case manager must do and what lies ahead: two statements, whatever the caseload.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

/// Something to do, or to know.
#[derive(Clone, Debug)]
pub struct Work {
    /// `deadline`, `result`, `order`, `interpreter`, `expiry`, `release`, `calculation`, `hole`, `reception`, `draft`; `people`, `done`, `no_assessment`, `no_plan`, `review_late` and `unready` are numbers.
    pub what: String,
    /// The row.
    pub id: Option<Uuid>,
    /// Who.
    pub inmate: Option<Uuid>,
    /// "Hansen, Jonas Emil", in two columns.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// Cell or unit.
    pub place: Option<String>,
    /// Of a deadline its name in the reader's language; else a code or nothing.
    pub title: String,
    /// The section it follows from.
    pub cite: String,
    /// The day.
    pub due_on: Option<NaiveDate>,
    /// The instant, when it is due by the clock.
    pub due_at: Option<DateTime<Utc>>,
    /// Who it waits for.
    pub waiting_for: Option<String>,
    /// Of numbers, how many; of a hole what is missing, by bits; of a reception how many steps have been answered.
    pub n: i64,
}

/// What there is to do about one's own people, and what waits for a second person in the house.
///
/// # Errors
/// When the database is away.
pub async fn work(connection: &mut PgConnection, nb: bool, today: NaiveDate) -> Result<Vec<Work>, sqlx::Error> {
    sqlx::query_as!(
        Work,
        r#"with mine as materialized (select x.inmate from unnest(access.assigned()) as x (inmate) limit 600),
        found as (
            (select 'deadline' as what, d.id, d.inmate_id, case when $1 then d.label_nb else d.label_en end as title, d.cite, d.due_on, case when d.timed then d.due_at end as due_at, d.waiting_for, 0::bigint as n
               from sentences.deadline d
              where d.state = 'open' and not d.lapses and d.inmate_id in (select inmate from mine) and (d.waiting_for is not null or d.due_on <= $2::date + 7) order by d.due_at limit 200)
            union all
            select 'result', a.id, a.inmate_id, a.purpose, '', (coalesce(a.ends_at, a.starts_at) at time zone 'Europe/Oslo')::date + 1, null, null, 0
              from sentences.appearance a where a.inmate_id in (select inmate from mine) and a.state = 'planned' and coalesce(a.ends_at, a.starts_at) < platform.now()
            union all
            select 'order', a.id, a.inmate_id, a.result, '', (a.starts_at at time zone 'Europe/Oslo')::date, null, null, 0
              from sentences.appearance a
             where a.inmate_id in (select inmate from mine) and a.result = 'remanded' and a.starts_at > platform.now() - interval '30 days'
               and exists (select from custody.stay s where s.inmate_id = a.inmate_id and s.released_at is null)
               and not exists (select from sentences.legal_basis b where b.inmate_id = a.inmate_id and b.kind = 'remand' and not b.withdrawn and b.decided_on >= (a.starts_at at time zone 'Europe/Oslo')::date)
            union all
            select 'interpreter', a.id, a.inmate_id, a.purpose, '', (a.starts_at at time zone 'Europe/Oslo')::date - 2, null, null, 0
              from sentences.appearance a
             where a.inmate_id in (select inmate from mine) and a.state = 'planned' and a.interpreter = 'needed' and a.starts_at between platform.now() and platform.now() + interval '9 days'
            union all
            select 'expiry', r.basis_id, r.inmate_id, '', 'strpl § 185', r.day, null, null, 0
              from sentences.expected_releases(null, $2::date + 7) r
             where r.source = 'order'
               and not exists (select from sentences.deadline d where d.inmate_id = r.inmate_id and d.trigger in ('remand_order', 'remand.judgment') and d.state = 'open')
            union all
            select 'release', r.id, r.inmate_id, r.reason, '', $2::date, null, case when r.prepared_by = access.account() then 'second' end, 0
              from custody.release_plan r where r.ended_as is null and r.confirmed_at is null and r.expires_at > platform.now() and r.prison_id = any((select access.deep_prisons())::uuid[])
            union all
            select 'calculation', c.id, c.inmate_id, '', '', (c.made_at at time zone 'Europe/Oslo')::date + 2, null, case when c.own then 'second' end, 0
              from sentences.calculations_waiting() c
            union all
            select 'hole', null, m.inmate, '', '', $2::date + 7, null, null, h.n
              from mine m
              join inmates.inmate i on i.id = m.inmate
              cross join lateral (select case when i.identity is distinct from 'verified' then 1 else 0 end
                     + case when not exists (select from inmates.identifier x where x.inmate_id = m.inmate and x.ended_at is null and x.kind in ('national', 'd_number', 'duf')) then 2 else 0 end
                     + case when not exists (select from sentences.legal_basis b where b.inmate_id = m.inmate and b.replaced_at is null and not b.withdrawn) then 4 else 0 end as n) h
             where h.n > 0 and exists (select from custody.in_custody w where w.inmate_id = m.inmate)
            union all
            (select x.what, null, null, '', '', null, null, null, count(*) filter (where x.yes) from plan.standing s
              cross join lateral (values ('no_assessment', s.no_assessment), ('no_plan', s.no_plan), ('review_late', s.review_late)) x (what, yes) group by x.what)
            union all
            select 'unready', null, null, '', '', null, null, null, count(*) from sentences.expected_releases(null, $2::date + 90) r left join plan.ready p on p.inmate_id = r.inmate_id
             where r.source <> 'order' and (p.needed is null or p.done < p.needed)
            union all
            select 'reception', r.id, r.inmate_id, '', '', (r.arrived_at at time zone 'Europe/Oslo')::date + 1, null, null, (select count(distinct a.step) from custody.reception_answer a where a.reception_id = r.id)
              from custody.reception r where r.inmate_id in (select inmate from mine) and r.state = 'admitted' and r.completed_at is null
            union all
            select 'draft', d.id, d.inmate_id, d.kind, d.path, (d.expires_at at time zone 'Europe/Oslo')::date, d.saved_at, d.what, 0 from sentences.draft d where d.account_id = access.account() and d.expires_at > platform.now()
            union all
            select 'people', null, null, '', '', null, null, null, count(*) from mine
            union all
            select 'done', null, null, '', '', null, null, null,
                   (select count(*) from sentences.deadline d where d.closed_by = access.account() and d.closed_at >= date_trunc('month', $2::date)) + (select count(*) from sentences.appearance a where a.result_by = access.account() and a.result_at >= date_trunc('month', $2::date)))
        select f.what as "what!", f.id, f.inmate_id as inmate, coalesce(i.family_name, '') as "family_name!", coalesce(i.given_name, '') as "given_name!", coalesce(c.code, u.name) as place, f.title as "title!",
               f.cite as "cite!", f.due_on, f.due_at, f.waiting_for, f.n as "n!"
          from found f left join inmates.inmate i on i.id = f.inmate_id left join custody.in_custody w on w.inmate_id = f.inmate_id
          left join estate.unit u on u.id = w.unit_id left join estate.cell c on c.id = w.cell_id
         where f.inmate_id is null or i.id is not null
         order by f.due_at nulls last, f.due_on, i.family_name, f.id limit 700"#,
        nb,
        today
    )
    .fetch_all(connection)
    .await
}

/// Something on a day ahead, or something new.
#[derive(Clone, Debug)]
pub struct Event {
    /// Ahead: `hearing`, `expiry`, `release`, `leave`. New: `observation`, `alert`, `out`, `court`.
    pub what: String,
    /// Who.
    pub inmate: Uuid,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// A code: of the observation, the alert, the movement, the result.
    pub code: String,
    /// The day ahead.
    pub day: Option<NaiveDate>,
    /// When it happened.
    pub at: Option<DateTime<Utc>>,
}

/// Two weeks of one's own people, and what others have recorded about them since an instant.
///
/// # Errors
/// When the database is away.
pub async fn events(connection: &mut PgConnection, today: NaiveDate, since: DateTime<Utc>) -> Result<Vec<Event>, sqlx::Error> {
    sqlx::query_as!(
        Event,
        r#"with mine as materialized (select x.inmate from unnest(access.assigned()) as x (inmate) limit 600),
        found as (
            select 'hearing' as what, a.inmate_id, a.purpose as code, (a.starts_at at time zone 'Europe/Oslo')::date as day, null::timestamptz as at
              from sentences.appearance a where a.inmate_id in (select inmate from mine) and a.state = 'planned' and a.starts_at >= $1::date::timestamp at time zone 'Europe/Oslo' and a.starts_at < ($1::date + 14)::timestamp at time zone 'Europe/Oslo'
            union all
            select case when r.source = 'order' then 'expiry' else 'release' end, r.inmate_id, r.source, r.day, null from sentences.expected_releases(null, $1::date + 13) r where r.day >= $1::date
            union all
            select 'leave', m.inmate_id, m.reason, (m.planned_out at time zone 'Europe/Oslo')::date, null
              from custody.movement m where m.inmate_id in (select inmate from mine) and m.state = 'planned' and m.reason in ('LEAVE', 'ESC_LEAVE') and m.planned_out >= $1::date::timestamp at time zone 'Europe/Oslo'
                and m.planned_out < ($1::date + 14)::timestamp at time zone 'Europe/Oslo'
            union all
            (select 'observation', o.inmate_id, o.kind, null, o.at from custody.observation o where o.inmate_id in (select inmate from mine) and o.at >= $2 and o.author <> access.account() order by o.at desc limit 8)
            union all
            (select 'alert', l.inmate_id, l.kind, null, l.recorded_at from inmates.alert l where l.inmate_id in (select inmate from mine) and l.recorded_at >= $2 order by l.recorded_at desc limit 8)
            union all
            (select 'court', a.inmate_id, a.result, null, a.result_at from sentences.appearance a where a.inmate_id in (select inmate from mine) and a.result_at >= $2 and a.result_by <> access.account() limit 8)
            union all
            (select 'out', m.inmate_id, m.reason, null, m.out_at from custody.movement m where m.inmate_id in (select inmate from mine) and m.out_at >= $2 order by m.out_at desc limit 8))
        select f.what as "what!", f.inmate_id as "inmate!", i.family_name, i.given_name, coalesce(f.code, '') as "code!", f.day, f.at
          from found f join inmates.inmate i on i.id = f.inmate_id order by f.day, f.at desc, i.family_name, f.what limit 300"#,
        today,
        since
    )
    .fetch_all(connection)
    .await
}
