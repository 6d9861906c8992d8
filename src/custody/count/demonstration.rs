//! Invented counts of an invented service: the last two days agreed, today's according to the time, a difference that was explained, one
//! prison late. Run again when a demonstration is brought to a new day: what was planned since is counted too.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use super::rules::{self, Due};
use super::store;
use crate::law::calendar;
use crate::reference::schedule::{self, UnitType};

/// Writes the counts that are missing up to `now`. Answers how many.
///
/// # Errors
/// When the database refuses.
#[expect(clippy::disallowed_methods, reason = "the command line, not a request: it acts as the administrator")]
pub async fn seed(pool: &PgPool, now: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    let mut tx = pool.begin().await?;
    sqlx::query("set local role overgang_owner").execute(&mut *tx).await?;
    let plan = schedule::store::load(&mut tx).await?;
    let today = calendar::oslo_day(now);
    let mut rows: Vec<(Uuid, Due, DateTime<Utc>)> = Vec::new();
    for prison in store::to_plan(&mut tx).await? {
        let mut types: Vec<UnitType> = prison.levels.iter().map(|l| UnitType::of_level(l)).collect();
        types.sort_unstable();
        types.dedup();
        for day in (-2..=1).filter_map(|n| today.checked_add_signed(TimeDelta::days(n))) {
            let due = rules::due(&plan, &types, day);
            rows.extend(due.into_iter().map(|d| {
                let late = d.at + TimeDelta::minutes(i64::from(prison.grace));
                (prison.prison, d, late)
            }));
        }
    }
    store::plan(&mut tx, &rows).await?;
    sqlx::query("select set_config('app.now', $1, true)").bind(now.to_rfc3339()).execute(&mut *tx).await?;
    let counted = sqlx::query(COUNTS).bind(now).execute(&mut *tx).await?.rows_affected();
    for statement in [PEOPLE, FOUND, AGREED] {
        sqlx::query(statement).bind(now).execute(&mut *tx).await?;
    }
    tx.commit().await?;
    Ok(counted)
}

/// Every unit with people in it, of every roll due more than forty minutes ago and not counted yet, by somebody on duty. The late prison has not
/// finished its last roll; a roll due just now is half counted.
const COUNTS: &str = "
with late as (
    select id from estate.prison where status = 'active' and code <> 'HAL' and exists (select from custody.in_custody w where w.prison_id = prison.id) order by code = 'OSL' desc, code limit 1
), due as (
    select r.*, u.id as unit_id, row_number() over (partition by r.id order by u.sort, u.code) as turn, count(*) over (partition by r.id) as units,
           r.prison_id in (select id from late) and r.due_at = (select max(x.due_at) from custody.roll_call x where x.prison_id = r.prison_id and x.late_at < $1 - interval '5 minutes') as is_late
      from custody.roll_call r join estate.unit u on u.prison_id = r.prison_id and custody.unit_type(u.level) = any(r.unit_types)
     where r.due_at < $1 - interval '5 minutes' and r.closed_at is null and exists (select from custody.placement p where p.unit_id = u.id and p.during @> r.due_at)
), chosen as (
    select d.*, abs(hashtext(d.id::text || d.unit_id::text)) as dice from due d
     where (d.due_at < $1 - interval '40 minutes' or d.turn * 2 <= d.units) and not (d.is_late and d.turn * 2 > d.units)
       and not exists (select from custody.count c where c.roll_call_id = d.id and c.unit_id = d.unit_id)
), counted as (
    select c.*, coalesce(o.account_id, f.account_id) as officer, n.people, n.away
      from chosen c
      cross join lateral (select count(*)::int as people, count(m.id)::int as away from custody.placement p
                            left join custody.movement m on m.inmate_id = p.inmate_id and m.state in ('out', 'back') and m.out_at <= c.due_at and (m.back_at is null or m.back_at > c.due_at)
                           where p.unit_id = c.unit_id and p.during @> c.due_at) n
      left join lateral (select s.account_id from staff.shift s where s.prison_id = c.prison_id and s.during @> c.due_at order by s.unit_id = c.unit_id desc nulls last, md5(s.account_id::text || c.id::text) limit 1) o on true
      left join lateral (select x.account_id from access.assignment x where x.role in ('OFF', 'CON') and x.prisons @> array[c.prison_id] and x.outcome = 'granted' order by md5(x.account_id::text || c.id::text) limit 1) f on true
)
insert into custody.count (id, roll_call_id, prison_id, unit_id, due_at, kind, opened_by, opened_at, state, expected, away, counted, elsewhere, missing, surplus, how, signed_by, entered_by,
                           happened_at, signed_at, unit_closed, explained_by, explained_at, explanation_code, explanation)
select gen_random_uuid(), k.id, k.prison_id, k.unit_id, k.due_at, 'scheduled', k.officer, k.due_at + interval '1 minute', case when x.differs then 'differs' else 'counted' end,
       k.people - k.away, k.away, k.people - k.away - x.differs::int, 0, x.differs::int, 0, case when k.dice % 10 < 6 then 'tablet' when k.dice % 10 < 9 then 'desk' else 'paper' end,
       k.officer, k.officer, t.at, t.at + case when k.dice % 10 = 9 then interval '35 minutes' else interval '2 seconds' end, false,
       case when x.differs then k.officer end, case when x.differs then t.at + interval '9 minutes' end, case when x.differs then 'elsewhere' end,
       case when x.differs then 'Var igjen på verkstedet for å rydde etter arbeidstid. Sett av verksmesteren.' end
  from counted k
  cross join lateral (select k.due_at + make_interval(mins => 3 + k.dice % 11) as at) t
  cross join lateral (select k.people - k.away > 2 and k.dice % 23 = 0 as differs) x
 where k.officer is not null and t.at < $1";

/// Who stood on the list, and what was seen of each.
const PEOPLE: &str = "
with fresh as (
    select c.* from custody.count c where c.state in ('counted', 'differs') and c.signed_at <= $1 + interval '1 hour' and not exists (select from custody.count_person p where p.count_id = c.id)
), listed as (
    select c.id, c.prison_id, c.signed_by, c.happened_at, c.signed_at, c.missing, p.inmate_id, p.cell_id, m.id is not null as is_out, m.reason,
           row_number() over (partition by c.id, m.id is not null order by p.inmate_id) as turn
      from fresh c join custody.placement p on p.unit_id = c.unit_id and p.during @> c.due_at
      left join custody.movement m on m.inmate_id = p.inmate_id and m.state in ('out', 'back') and m.out_at <= c.due_at and (m.back_at is null or m.back_at > c.due_at)
)
insert into custody.count_person (count_id, phase, inmate_id, prison_id, cell_id, is_out, out_reason, outcome, by, made_at, received_at)
select l.id, 'signed', l.inmate_id, l.prison_id, l.cell_id, l.is_out, l.reason, case when l.is_out then 'out' when l.turn <= l.missing then 'missing' else 'present' end,
       case when not l.is_out then l.signed_by end, case when not l.is_out then l.happened_at end, case when not l.is_out then l.signed_at end
  from listed l on conflict do nothing";

/// Where the one who was not found turned up.
const FOUND: &str = "
insert into custody.count_person (count_id, phase, inmate_id, prison_id, cell_id, is_out, outcome, place, by, made_at, received_at)
select p.count_id, 'found', p.inmate_id, p.prison_id, p.cell_id, p.is_out, p.outcome, 'Verkstedet', c.explained_by, c.explained_at, c.explained_at
  from custody.count_person p join custody.count c on c.id = p.count_id and c.explained_at <= $1 + interval '1 hour' where p.phase = 'signed' and p.outcome = 'missing' on conflict do nothing";

/// The duty officer's agreement, by somebody who counted nothing of it. What nobody could count is closed as it was.
const AGREED: &str = "
with whole as (
    select r.id, r.prison_id, r.due_at from custody.roll_call r
     where r.closed_at is null and r.due_at < $1 - interval '40 minutes'
       and not exists (select from estate.unit u where u.prison_id = r.prison_id and (r.unit_types = '{}' or custody.unit_type(u.level) = any(r.unit_types))
                          and exists (select from custody.placement p where p.unit_id = u.id and p.during @> r.due_at)
                          and not exists (select from custody.count c where c.roll_call_id = r.id and c.unit_id = u.id and c.state <> 'open'))
), agreed as (
    update custody.roll_call r set agreed_by = d.account_id, agreed_at = r.due_at + interval '24 minutes'
      from whole w cross join lateral (select x.account_id from access.assignment x where x.role = 'DUT' and x.prisons @> array[w.prison_id] and x.outcome = 'granted' and x.ended_at is null
                                          and not exists (select from custody.count c where c.roll_call_id = w.id and x.account_id in (c.signed_by, c.entered_by)) order by x.account_id limit 1) d
     where r.id = w.id returning r.id
)
update custody.count c set state = 'agreed' from agreed a where c.roll_call_id = a.id and c.state in ('counted', 'differs')";
