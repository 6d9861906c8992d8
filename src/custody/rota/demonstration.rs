//! Duties of every unit and this week's plan, invented: in turn by walking order.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::law::calendar;

/// Writes them.
///
/// # Errors
/// When the database refuses.
pub async fn write(connection: &mut PgConnection, now: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    let today = calendar::oslo_day(now);
    sqlx::query(
        "insert into custody.rota_duty (id, prison_id, unit_id, kind, weekdays, people, in_turn, made_by, made_at)
         select gen_random_uuid(), u.prison_id, u.id, d.kind, d.weekdays::smallint[], d.people::smallint, true, b.account_id, $1::timestamptz - interval '60 days'
           from estate.unit u
           cross join (values ('kitchen', '{1,2,3,4,5,6,7}', 2), ('cleaning', '{1,3,5}', 2), ('laundry', '{2,4}', 1), ('waste', '{1,4}', 1), ('room_inspection', '{3}', 0)) d (kind, weekdays, people)
           cross join lateral (select s.account_id from staff.shift s where s.unit_id = u.id order by lower(s.during), s.account_id limit 1) b
          where u.closed_on is null and (select count(*) from custody.in_custody w where w.unit_id = u.id) > 3
            and not exists (select from custody.rota_duty x where x.unit_id = u.id)",
    )
    .bind(now)
    .execute(&mut *connection)
    .await?;
    let done = sqlx::query(
        "insert into custody.rota_task (id, duty_id, prison_id, unit_id, day, place, inmate_id, state, reason, marked_by, marked_at, planned_by)
         select gen_random_uuid(), x.id, x.prison_id, x.unit_id, x.day, x.place, p.inmate_id, x.state, case when x.state = 'not_done' then 'Var i retten' end,
                case when x.state <> 'planned' then x.made_by end, case when x.state <> 'planned' then (x.day + time '19:30') at time zone 'Europe/Oslo' end, x.made_by
           from (select d.id, d.prison_id, d.unit_id, d.made_by, d.people, y.day::date as day, g.place,
                        case when y.day::date >= $1 then 'planned' when abs(hashtext(d.id::text || y.day::text || g.place::text)) % 14 = 0 then 'not_done' else 'done' end as state,
                        row_number() over (partition by d.unit_id order by y.day, d.kind, g.place) as n
                   from custody.rota_duty d
                   cross join generate_series($2::date, $2::date + 6, interval '1 day') y(day)
                   cross join lateral generate_series(0, greatest(d.people, 1) - 1) g(place)
                  where extract(isodow from y.day)::smallint = any(d.weekdays) and d.ended_at is null) x
           left join lateral (
               select w.inmate_id from (select w.inmate_id, row_number() over (order by c.walking_order, c.code, w.inmate_id) as n, count(*) over () as of
                                          from custody.in_custody w left join estate.cell c on c.id = w.cell_id where w.unit_id = x.unit_id) w
                where x.people > 0 and w.n = 1 + x.n % w.of) p on true
         on conflict on constraint task_once do nothing",
    )
    .bind(today)
    .bind(calendar::monday_of(today))
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}
