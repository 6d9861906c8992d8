//! Keeps a demonstration alive: on a later day rosters go on, and people go out and come back again.
//!
//! Everything is computed from what is there, and at most once in half an hour, so that running it twice does nothing the second
//! time. What visitors have recorded themselves is carried on like the rest.

use anyhow::{Context, Result};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use sqlx::{Connection, PgConnection, PgPool};

use super::{connection, meta, roster};
use crate::law::calendar;

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rolled {
    /// Movements ended, begun or planned.
    pub movements: u64,
    /// Shifts added to rosters.
    pub shifts: u64,
}

/// Carries a demonstration forward to `now`; does nothing in any other database.
///
/// # Errors
/// When the database refuses.
pub async fn roll_forward(pool: &PgPool, now: DateTime<Utc>) -> Result<Rolled> {
    let mut conn = connection(pool).await?;
    let mut tx = conn.begin().await?;
    // Two processes may start at once.
    sqlx::query("select pg_advisory_xact_lock(hashtext('overgang.demonstration'))").execute(&mut *tx).await?;
    let kind: Option<String> = sqlx::query_scalar("select value from platform.meta where key = 'kind'").fetch_optional(&mut *tx).await?;
    if kind.as_deref() != Some("demonstration") {
        return Ok(Rolled::default());
    }
    sqlx::raw_sql("set local role overgang_owner").execute(&mut *tx).await?;
    let mut rolled = Rolled { movements: 0, shifts: rosters(&mut tx, now).await? };
    let before: Option<String> = sqlx::query_scalar("select value from platform.meta where key = 'rolled_to'").fetch_optional(&mut *tx).await?;
    let due = before.and_then(|at| at.parse::<DateTime<Utc>>().ok()).is_none_or(|at| now >= at + TimeDelta::minutes(30));
    for &(name, statement) in STATEMENTS.iter().filter(|_| due) {
        let done = sqlx::query(statement).bind(now).execute(&mut *tx).await.with_context(|| format!("{name} could not be carried forward"))?;
        if name.starts_with("movements") {
            rolled.movements += done.rows_affected();
        }
    }
    if due {
        meta(&mut tx, "rolled_to", &now.to_rfc3339()).await?;
    }
    tx.commit().await?;
    Ok(rolled)
}

/// In this order; `$1` is the present.
const STATEMENTS: &[(&str, &str)] = &[
    (
        // A few stay overdue, for a time.
        "movements that have ended",
        "update custody.movement set state = 'back', back_at = least($1, greatest(out_at + interval '1 minute', expected_back + interval '1 minute' * (abs(hashtext(id::text)) % 20 - 10)))
          where state = 'out' and expected_back < $1 - case when abs(hashtext(id::text)) % 40 = 0 then interval '4 hours' else interval '0' end",
    ),
    (
        "movements that are over",
        "update custody.movement set state = 'back', out_at = planned_out, back_at = expected_back
          where state = 'planned' and expected_back > planned_out and expected_back < $1 - interval '10 minutes'",
    ),
    (
        "movements under way",
        "update custody.movement m set state = 'out', out_at = m.planned_out
           from (select distinct on (inmate_id) id from custody.movement
                  where state = 'planned' and planned_out < $1 - interval '15 minutes' and expected_back >= $1 - interval '10 minutes' order by inmate_id, planned_out) first
          where m.id = first.id
            and not exists (select from custody.movement o where o.inmate_id = m.inmate_id and o.state = 'out')
            and exists (select from custody.in_custody c where c.inmate_id = m.inmate_id)",
    ),
    (
        "movements that could not begin",
        "update custody.movement set state = 'cancelled' where state = 'planned' and planned_out < $1 - interval '15 minutes'",
    ),
    // Every prison of some size has something today and tomorrow; the reasons follow from why and where somebody is held, the
    // destinations are those of the prison's last movement for that reason.
    (
        "movements to come",
        "with today as (select ($1 at time zone 'Europe/Oslo')::date as day),
        days as (select today.day + step as day, step from today cross join generate_series(0, 4) step),
        wanted as (
            select c.prison_id, d.day, d.step, greatest(1, round(count(*) * case d.step when 0 then 0.05 else 0.015 end)) as n
              from custody.in_custody c cross join days d group by c.prison_id, d.day, d.step having count(*) >= 12),
        there as (
            select m.prison_id, (m.planned_out at time zone 'Europe/Oslo')::date as day, count(*) as n
              from custody.movement m where m.planned_out >= $1 - interval '2 days' and m.state <> 'cancelled' group by 1, 2),
        candidates as (
            select c.inmate_id, c.prison_id, w.day, w.step, w.n - coalesce(t.n, 0) as short,
                   row_number() over (partition by c.prison_id, w.day order by md5(c.inmate_id::text || w.day)) as turn,
                   case when c.legal_status = 'remand' then (array['COURT', 'COURT', 'POLICE', 'HOSP'])[1 + abs(hashtext(c.inmate_id::text)) % 4]
                        when c.security_level in ('lower', 'halfway') then 'LEAVE'
                        else (array['DOCTOR', 'HOSP', 'ESC_LEAVE'])[1 + abs(hashtext(c.inmate_id::text)) % 3] end as reason
              from custody.in_custody c join wanted w on w.prison_id = c.prison_id left join there t on t.prison_id = w.prison_id and t.day = w.day
             where w.n > coalesce(t.n, 0) and c.out_reason is null
               and not exists (select from custody.movement m where m.inmate_id = c.inmate_id and m.state = 'planned')),
        timed as (
            -- One plan a person, and not in the past.
            select distinct on (x.inmate_id) x.*,
                   greatest((x.day + time '08:00') at time zone 'Europe/Oslo' + interval '5 minutes' * (abs(hashtext(x.inmate_id::text || x.day)) % 90),
                            case when x.step = 0 then date_trunc('hour', $1) + interval '75 minutes' end) as out
              from candidates x where x.turn <= x.short order by x.inmate_id, x.day),
        places as (
            select distinct on (m.prison_id, m.reason) m.prison_id, m.reason, m.destination, m.escort, m.recorded_by
              from custody.movement m where m.planned_out > $1 - interval '120 days' order by m.prison_id, m.reason, m.planned_out desc)
        insert into custody.movement (id, inmate_id, prison_id, reason, state, destination, planned_out, expected_back, escort, recorded_by)
        select gen_random_uuid(), t.inmate_id, t.prison_id, t.reason, 'planned', p.destination, t.out, t.out + case t.reason when 'LEAVE' then interval '30 hours' else interval '3 hours' end,
               p.escort, p.recorded_by
          from timed t join places p using (prison_id, reason)
         where (t.out at time zone 'Europe/Oslo')::date = t.day",
    ),
    // Some are out at any hour: leave where the house is open, hospital where it is not.
    (
        "movements of the moment",
        "with houses as (select prison_id, count(*) as n, count(*) filter (where out_reason is not null) as away from custody.in_custody group by prison_id having count(*) >= 12),
        out_now as (select distinct inmate_id, prison_id from custody.movement where state = 'out'),
        short as (
            select h.prison_id, greatest(1, round(h.n * 0.012)) - (select count(*) from out_now o where o.prison_id = h.prison_id) as n from houses h),
        chosen as (
            select x.* from (
                select c.inmate_id, c.prison_id, c.security_level, s.n,
                       row_number() over (partition by c.prison_id order by md5(c.inmate_id::text || ($1 at time zone 'Europe/Oslo')::date)) as turn
                  from custody.in_custody c join short s on s.prison_id = c.prison_id and s.n > 0
                 where c.legal_status <> 'remand' and not exists (select from custody.movement m where m.inmate_id = c.inmate_id and m.state in ('planned', 'out'))) x
             where x.turn <= x.n),
        places as (
            select distinct on (m.prison_id, m.reason) m.prison_id, m.reason, m.destination, m.recorded_by
              from custody.movement m where m.reason in ('LEAVE', 'HOSP', 'HOSP_ADM') order by m.prison_id, m.reason, m.planned_out desc)
        insert into custody.movement (id, inmate_id, prison_id, reason, state, destination, planned_out, out_at, expected_back, escort, recorded_by)
        select gen_random_uuid(), c.inmate_id, c.prison_id, case when p.reason = 'LEAVE' then 'LEAVE' else 'HOSP_ADM' end, 'out', p.destination,
               $1 - interval '3 hours', $1 - interval '3 hours', $1 + interval '26 hours', case when p.reason = 'LEAVE' then '' else 'To betjenter' end, p.recorded_by
          from chosen c cross join lateral (
              select * from places p where p.prison_id = c.prison_id and (p.reason = 'LEAVE') = (c.security_level in ('lower', 'halfway')) order by p.reason desc limit 1) p",
    ),
    (
        "who is out",
        "update custody.in_custody c set out_reason = m.reason, out_place = m.destination, out_since = m.out_at, out_until = m.expected_back
           from custody.in_custody x left join custody.movement m on m.inmate_id = x.inmate_id and m.state = 'out'
          where c.inmate_id = x.inmate_id
            and (c.out_reason, c.out_place, c.out_since, c.out_until) is distinct from (m.reason, m.destination, m.out_at, m.expected_back)",
    ),
    // Nobody is held on remand without an order, nor past the day of release: the demonstration's courts and calendars wait.
    (
        "remand orders",
        // Each goes on from the one before, so that nobody was held on nothing while the demonstration stood still.
        "with recursive last as (
             select distinct on (b.inmate_id) b.* from sentences.legal_basis b join custody.in_custody c using (inmate_id)
              where c.legal_status in ('remand', 'none') and b.kind = 'remand' and b.replaced_at is null and not b.withdrawn and b.ended_on is null and not b.after_judgment
              order by b.inmate_id, b.to_day desc nulls last, b.id),
         orders as (
             select md5('order' || l.root_id || l.to_day)::uuid as id, l.inmate_id, l.root_id as extends, l.to_day as from_day, l.to_day + 28 as to_day from last l
              where l.to_day < ($1 at time zone 'Europe/Oslo')::date
                and not exists (select from sentences.legal_basis o where o.inmate_id = l.inmate_id and o.from_day > l.from_day and o.kind <> 'arrest' and o.ended_on is null)
             union all
             select md5('order' || o.id || o.to_day)::uuid, o.inmate_id, o.id, o.to_day, o.to_day + 28 from orders o where o.to_day < ($1 at time zone 'Europe/Oslo')::date),
         written as (
             insert into sentences.legal_basis (id, inmate_id, prison_id, root_id, kind, case_number, court, court_code, offence, decided_on, notified, from_day, to_day, extends, grounds, max_months, recorded_by)
             select o.id, l.inmate_id, l.prison_id, o.id, 'remand', l.case_number, l.court, l.court_code, l.offence, o.from_day, o.from_day, o.from_day, o.to_day, o.extends, l.grounds, l.max_months, l.recorded_by
               from orders o join last l using (inmate_id) order by o.from_day
             on conflict do nothing returning id, inmate_id)
         insert into sentences.sentence_count (id, inmate_id, prison_id, legal_basis_id, position, offence, attempted, act_from, act_to)
         select md5('count' || w.id || n.position)::uuid, w.inmate_id, l.prison_id, w.id, n.position, n.offence, n.attempted, n.act_from, n.act_to
           from written w join last l using (inmate_id) join sentences.sentence_count n on n.legal_basis_id = l.id",
    ),
    (
        "legal status of the day",
        "select sentences.statuses_of_the_day(($1 at time zone 'Europe/Oslo')::date - 45)",
    ),
    (
        "days of release",
        "update custody.in_custody set expected_release = ($1 at time zone 'Europe/Oslo')::date + 7 + abs(hashtext(inmate_id::text)) % 120
          where expected_release < ($1 at time zone 'Europe/Oslo')::date",
    ),
];

/// Repeats the pattern of four weeks until rosters reach as far ahead as they did on the first day.
async fn rosters(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<u64> {
    let known: Option<String> = sqlx::query_scalar("select value from platform.meta where key = 'rostered_to'").fetch_optional(&mut *conn).await?;
    let Some(mut reached) = known.and_then(|day| day.parse::<NaiveDate>().ok()) else { return Ok(0) };
    let goal = calendar::oslo_day(now) + Days::new(roster::AHEAD.unsigned_abs().into());
    let mut added = 0;
    while reached < goal {
        let until = goal.min(reached + Days::new(28));
        // By the clock on the wall, so that a shift begins at seven before and after the change of summer time.
        added += sqlx::query(
            "insert into staff.shift (id, account_id, prison_id, unit_id, kind, during)
             select gen_random_uuid(), s.account_id, s.prison_id, s.unit_id, s.kind,
                    tstzrange((lower(s.during) at time zone 'Europe/Oslo' + interval '28 days') at time zone 'Europe/Oslo',
                              (upper(s.during) at time zone 'Europe/Oslo' + interval '28 days') at time zone 'Europe/Oslo')
               from staff.shift s
              where lower(s.during) >= ($1::date - 27)::timestamp at time zone 'Europe/Oslo' and lower(s.during) < ($2::date - 27)::timestamp at time zone 'Europe/Oslo'
             on conflict do nothing",
        )
        .bind(reached)
        .bind(until)
        .execute(&mut *conn)
        .await?
        .rows_affected();
        reached = until;
    }
    meta(conn, "rostered_to", &reached.to_string()).await?;
    Ok(added)
}
