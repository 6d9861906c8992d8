//! All SQL of handovers.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::form::Change;
use super::model::{Handover, Item, Line, Reader};
use super::rules::Shift;
use crate::platform::id::{PrisonId, UnitId};

/// Kinds of observation that the next shift must know of; the rest stands in the journal.
const NOTABLE: [&str; 8] = ["CONFLICT", "INTOX", "HEALTH_CONCERN", "SUICIDE_WATCH", "ISOLATION", "SECURITY_CELL", "FAMILY", "LEAVE_RETURN"];

/// Begins the handover of a shift, or finds the one that somebody has begun.
///
/// # Errors
/// When the database is away.
pub async fn begin(
    connection: &mut PgConnection,
    prison: PrisonId,
    unit: UnitId,
    shift: Shift,
    by: Uuid,
    now: DateTime<Utc>,
) -> Result<(Uuid, bool), sqlx::Error> {
    let id = Uuid::now_v7();
    let made = sqlx::query!(
        "insert into custody.handover (id, prison_id, unit_id, day, shift, assembled_at, begun_by, begun_at) values ($1, $2, $3, $4, $5, $6, $7, $6)
         on conflict on constraint handover_once do nothing",
        id,
        prison.0,
        unit.0,
        shift.day,
        shift.kind.as_str(),
        now,
        by
    )
    .execute(&mut *connection)
    .await?
    .rows_affected();
    if made == 1 {
        return Ok((id, true));
    }
    let there = sqlx::query_scalar!("select id from custody.handover where unit_id = $1 and day = $2 and shift = $3", unit.0, shift.day, shift.kind.as_str());
    Ok((there.fetch_one(connection).await?, false))
}

/// Takes in what happened between two instants and is not among the points yet. As its writer sees it.
///
/// # Errors
/// When the database is away.
pub async fn assemble(connection: &mut PgConnection, handover: Uuid, shift: Shift, to: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    let notable: Vec<String> = NOTABLE.map(str::to_owned).to_vec();
    let done = sqlx::query!(
        r#"insert into custody.handover_item (id, handover_id, prison_id, unit_id, inmate_id, kind, code, at, text, source_id, written_by)
           select gen_random_uuid(), h.id, h.prison_id, h.unit_id, x.inmate_id, x.kind, x.code, x.at, left(x.text, 1000), x.source_id, access.account()
             from custody.handover h
             cross join lateral (
                 select m.inmate_id, 'out' as kind, m.reason as code, m.out_at as at, m.destination as text, m.id as source_id
                   from custody.in_custody w join custody.movement m on m.inmate_id = w.inmate_id where w.unit_id = h.unit_id and m.out_at >= $2 and m.out_at < $3
                 union all
                 select m.inmate_id, 'back', m.reason, m.back_at, m.destination, m.id
                   from custody.in_custody w join custody.movement m on m.inmate_id = w.inmate_id where w.unit_id = h.unit_id and m.back_at >= $2 and m.back_at < $3
                 union all
                 select m.inmate_id, 'overdue', m.reason, m.expected_back, m.destination, m.id
                   from custody.in_custody w join custody.movement m on m.inmate_id = w.inmate_id where w.unit_id = h.unit_id and m.state = 'out' and m.expected_back < $3
                 union all
                 select o.inmate_id, 'observation', o.kind, o.at, '', o.id
                   from custody.in_custody w join custody.observation o on o.inmate_id = w.inmate_id
                  where w.unit_id = h.unit_id and o.at >= $2 and o.at < $3 and o.kind = any($4) and not exists (select from custody.observation n where n.supersedes = o.id)
                 union all
                 (select distinct on (k.inmate_id, k.state) k.inmate_id, k.state, '', k.at, coalesce(k.reason, ''), k.id
                    from custody.unlock k where k.unit_id = h.unit_id and k.at >= $2 and k.at < $3 and k.state in ('refused', 'stays') and k.undone_at is null
                   order by k.inmate_id, k.state, k.at desc)
                 union all
                 select l.inmate_id, 'arrived', l.reason, lower(l.during), '', l.id
                   from custody.in_custody w join custody.placement l on l.inmate_id = w.inmate_id
                  where w.unit_id = h.unit_id and l.unit_id = h.unit_id and lower(l.during) >= $2 and lower(l.during) < $3
                    and not exists (select from custody.placement e where e.inmate_id = l.inmate_id and e.unit_id = l.unit_id and upper(e.during) = lower(l.during))
                 union all
                 select null, 'cell', c.code, lower(z.during), z.reason, z.id
                   from estate.cell c join estate.cell_out_of_use z on z.cell_id = c.id where c.unit_id = h.unit_id and lower(z.during) >= $2 and lower(z.during) < $3
                 union all
                 select a.inmate_id, 'alert', a.kind, a.recorded_at, a.instruction, a.id
                   from custody.in_custody w join inmates.alert a on a.inmate_id = w.inmate_id where w.unit_id = h.unit_id and a.recorded_at >= $2 and a.recorded_at < $3 and a.ended_at is null
                 union all
                 -- Who had part in it is told on its own page, to those who may know.
                 select null, 'incident', n.kind, n.at, '', n.id
                   from custody.incident n where n.unit_id = h.unit_id and n.at >= $2 and n.at < $3 and n.state <> 'draft'
                 union all
                 select r.inmate_id, 'duty', d.kind, coalesce(r.marked_at, $3), coalesce(r.reason, ''), r.id
                   from custody.rota_task r join custody.rota_duty d on d.id = r.duty_id where r.unit_id = h.unit_id and r.day = h.day and r.state = 'not_done' and r.marked_at >= $2 and r.marked_at < $3
                 limit 200) x
            where h.id = $1
           on conflict (handover_id, kind, source_id) where source_id is not null do nothing"#,
        handover,
        shift.from(),
        to,
        &notable
    )
    .execute(&mut *connection)
    .await?
    .rows_affected();
    sqlx::query!("update custody.handover set assembled_at = $2 where id = $1", handover, to).execute(connection).await?;
    Ok(done)
}

/// A handover.
///
/// # Errors
/// When the database is away.
pub async fn find(connection: &mut PgConnection, id: Uuid) -> Result<Option<Handover>, sqlx::Error> {
    sqlx::query_as!(
        Handover,
        r#"select h.id, h.prison_id, h.unit_id, u.name as unit, h.day, h.shift, h.note, h.assembled_at, b.display_name as begun_by, d.display_name as "handed_by?", h.handed_at, h.version
             from custody.handover h
             join estate.unit u on u.id = h.unit_id
             join access.account b on b.id = h.begun_by
             left join access.account d on d.id = h.handed_by
            where h.id = $1"#,
        id
    )
    .fetch_optional(connection)
    .await
}

/// Its points, in the order of the clock.
///
/// # Errors
/// When the database is away.
pub async fn items(connection: &mut PgConnection, handover: Uuid) -> Result<Vec<Item>, sqlx::Error> {
    sqlx::query_as!(
        Item,
        r#"select p.id, p.inmate_id as "inmate?", i.family_name as "family_name?", c.code as "cell?",
                  case when p.kind = 'observation' and o.settled_as = 'erased' then 'observation_erased' when o.unverified and o.settled_as is distinct from 'verified' then 'observation_unverified' else p.kind end as "kind!", p.code, p.at, coalesce(nullif(p.text, ''), o.body, '') as "text!", p.dropped
             from custody.handover_item p
             left join inmates.inmate i on i.id = p.inmate_id
             left join custody.in_custody w on w.inmate_id = p.inmate_id
             left join estate.cell c on c.id = w.cell_id
             left join custody.observation o on p.kind = 'observation' and o.id = p.source_id
            where p.handover_id = $1 order by p.at, p.id limit 300"#,
        handover
    )
    .fetch_all(connection)
    .await
}

/// Who has read it, and who of those who came on after it has not.
///
/// # Errors
/// When the database is away.
pub async fn readers(connection: &mut PgConnection, handover: Uuid) -> Result<Vec<Reader>, sqlx::Error> {
    sqlx::query_as!(
        Reader,
        r#"with h as (select * from custody.handover where id = $1)
           select a.display_name as "name!", r.at as "at?", a.id = access.account() as "me!"
             from custody.handover_read r join access.account a on a.id = r.account_id where r.handover_id = $1
           union all
           select distinct a.display_name, null::timestamptz, a.id = access.account()
             from h join staff.shift s on s.unit_id = h.unit_id and s.during && tstzrange(h.handed_at, h.handed_at + interval '9 hours') and upper(s.during) > h.handed_at + interval '1 hour'
             join access.account a on a.id = s.account_id
            where h.handed_at is not null and a.id <> h.handed_by and not exists (select from custody.handover_read r where r.handover_id = h.id and r.account_id = a.id)
           order by 2 nulls last, 1 limit 80"#,
        handover
    )
    .fetch_all(connection)
    .await
}

/// Somebody has read it.
///
/// # Errors
/// When the database is away.
pub async fn read(connection: &mut PgConnection, handover: &Handover, by: Uuid, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let marked = sqlx::query!(
        "insert into custody.handover_read (handover_id, account_id, prison_id, at) values ($1, $2, $3, $4) on conflict do nothing",
        handover.id,
        by,
        handover.prison_id,
        now
    );
    Ok(marked.execute(connection).await?.rows_affected() == 1)
}

/// The unit's handovers, the newest first.
///
/// # Errors
/// When the database is away.
pub async fn history(connection: &mut PgConnection, unit: UnitId) -> Result<Vec<Line>, sqlx::Error> {
    sqlx::query_as!(
        Line,
        r#"select h.id, h.day, h.shift, a.display_name as "handed_by?", h.handed_at, (select count(*) from custody.handover_read r where r.handover_id = h.id) as "reads!",
                  exists (select from custody.handover_read r where r.handover_id = h.id and r.account_id = access.account()) as "mine!"
             from custody.handover h left join access.account a on a.id = h.handed_by
            where h.unit_id = $1 order by h.day desc, array_position(array['night', 'evening', 'day'], h.shift) limit 90"#,
        unit.0
    )
    .fetch_all(connection)
    .await
}

/// Saves what was edited, unless somebody else has saved since (false). `hand_over` makes it final.
///
/// # Errors
/// When the database is away.
pub async fn save(connection: &mut PgConnection, handover: &Handover, change: &Change, by: Uuid, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let held = sqlx::query!(
        "update custody.handover set note = $3, version = version + 1 where id = $1 and version = $2 and handed_at is null",
        handover.id,
        change.version,
        change.note
    )
    .execute(&mut *connection)
    .await?
    .rows_affected();
    if held == 0 {
        return Ok(false);
    }
    let ids: Vec<Uuid> = change.items.iter().map(|i| i.0).collect();
    let texts: Vec<String> = change.items.iter().map(|i| i.1.clone()).collect();
    let dropped: Vec<bool> = change.items.iter().map(|i| i.2).collect();
    // What says no more than the observation goes on following it.
    sqlx::query!(
        "update custody.handover_item p set dropped = x.dropped,
                text = case when p.kind = 'observation' and exists (select from custody.observation o where o.id = p.source_id and o.body = x.text) then '' else x.text end
           from unnest($2::uuid[], $3::text[], $4::boolean[]) x (id, text, dropped) where p.id = x.id and p.handover_id = $1",
        handover.id,
        &ids,
        &texts,
        &dropped
    )
    .execute(&mut *connection)
    .await?;
    if let Some((text, inmate)) = &change.own {
        sqlx::query!(
            "insert into custody.handover_item (id, handover_id, prison_id, unit_id, inmate_id, kind, at, text, written_by) values ($1, $2, $3, $4, $5, 'own', $6, $7, $8)",
            Uuid::now_v7(),
            handover.id,
            handover.prison_id,
            handover.unit_id,
            inmate.map(|i| i.0),
            now,
            text,
            by
        )
        .execute(&mut *connection)
        .await?;
    }
    if change.did == super::form::Did::HandOver {
        sqlx::query!("update custody.handover set handed_by = $2, handed_at = $3 where id = $1", handover.id, by, now).execute(connection).await?;
    }
    Ok(true)
}

/// Somebody of the unit, to choose whom a point is about.
#[derive(Clone, Debug)]
pub struct Resident {
    /// Who.
    pub id: Uuid,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// Where.
    pub cell: Option<String>,
}

/// The people of a unit, in walking order.
///
/// # Errors
/// When the database is away.
pub async fn residents(connection: &mut PgConnection, unit: Uuid) -> Result<Vec<Resident>, sqlx::Error> {
    sqlx::query_as!(
        Resident,
        r#"select i.id, i.family_name, i.given_name, c.code as "cell?" from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id left join estate.cell c on c.id = w.cell_id
            where w.unit_id = $1 order by c.walking_order nulls last, c.code, i.family_name limit 500"#,
        unit
    )
    .fetch_all(connection)
    .await
}
