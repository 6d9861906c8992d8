//! This morning's unlocking, invented: most are up, a few stay, one or two refuse.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use super::rules;
use crate::law::calendar;
use crate::reference::schedule::{Doors, Plan, UnitType};

/// Writes today's taps for every unit.
///
/// # Errors
/// When the database refuses.
pub async fn write(connection: &mut PgConnection, plan: &Plan, now: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    let mut rows = 0;
    for (levels, kind) in [(vec!["high", "especially_high"], UnitType::High), (vec!["lower"], UnitType::Lower), (vec!["halfway"], UnitType::Halfway)] {
        let round = rules::round(plan, kind, now);
        let today = calendar::oslo_day(now);
        let days = [today.pred_opt(), Some(today)].into_iter().flatten();
        let opened = days.flat_map(|day| plan.day(kind, day)).find(|slot| slot.from > round && slot.row.doors == Doors::Open).map(|slot| slot.from);
        // At night nobody is up; the board says so.
        let Some(opened) = opened.filter(|at| *at + TimeDelta::minutes(2) < now) else { continue };
        rows += sqlx::query(
            "insert into custody.unlock (id, inmate_id, prison_id, unit_id, round, state, reason, at, recorded_at, by_account)
             select gen_random_uuid(), x.inmate_id, x.prison_id, x.unit_id, $2, x.state,
                    case when x.state = 'refused' then (array['Vil ikke på arbeid i dag', 'Sier han ikke har sovet', 'Vil snakke med kontaktbetjenten først'])[1 + x.h % 3]
                         when x.state = 'stays' then (array['Syk, helse er varslet', 'Eget ønske', 'Venter på samtale', 'Leser til eksamen'])[1 + x.h % 4] end,
                    x.at, x.at, x.by
               from (select w.inmate_id, w.prison_id, w.unit_id, abs(hashtext(w.inmate_id::text || 'unlock')) as h,
                            case when abs(hashtext(w.inmate_id::text || 'door')) % 100 < 3 then 'refused' when abs(hashtext(w.inmate_id::text || 'door')) % 100 < 9 then 'stays' else 'unlocked' end as state,
                            least($4, $3 + interval '1 second' * (20 + 12 * row_number() over (partition by w.unit_id order by c.walking_order, c.code))) as at, b.account_id as by
                       from custody.in_custody w
                       join estate.unit u on u.id = w.unit_id and u.level = any($1)
                       left join estate.cell c on c.id = w.cell_id
                       cross join lateral (select s.account_id from staff.shift s where s.unit_id = w.unit_id and s.during && tstzrange($3, $3 + interval '2 hours') order by s.account_id limit 1) b
                      where w.out_reason is null and w.placed_at < $3 and abs(hashtext(w.inmate_id::text || 'left')) % 100 >= 14) x",
        )
        .bind(levels)
        .bind(round)
        .bind(opened)
        .bind(now)
        .execute(&mut *connection)
        .await?
        .rows_affected();
    }
    Ok(rows)
}
