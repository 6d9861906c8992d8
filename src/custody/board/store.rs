//! All SQL of the board: four questions, whatever the unit's size.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::{Ahead, Cell, Counted, Day, Duty, Known, Latest, Point, Tap, Unit};
use super::rules::Door;
use crate::custody::roll::{Mark, Resident};
use crate::platform::id::{InmateId, PrisonId, UnitId};

/// A unit with its cells, whoever's it is: the caller asks whether its prison is the reader's.
///
/// # Errors
/// When the database is away.
pub async fn unit(connection: &mut PgConnection, unit: UnitId) -> Result<Option<Unit>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select u.prison_id, u.code, u.name, u.level, u.closed_on, coalesce(v.version, 0) as "version!",
                  (select count(*) from staff.shift s where s.unit_id = u.id and s.during @> platform.now()) as "staff!",
                  c.id as "cell_id?", c.code as "cell?", o.reason as "shut?", o.expected_back as "shut_until?",
                  n.due_at as "count_due?", n.id as "count?", n.state as "count_state?", n.counted as "counted?", n.expected as "expected?"
             from estate.unit u
             left join lateral (
                 select r.due_at, k.id, k.state, k.counted, k.expected
                   from custody.roll_call r left join custody.count k on k.roll_call_id = r.id and k.unit_id = u.id
                  where r.prison_id = u.prison_id and (r.unit_types = '{}' or custody.unit_type(u.level) = any(r.unit_types))
                    and r.due_at > platform.now() - interval '14 hours' and r.due_at <= platform.now() + interval '15 minutes'
                  order by r.due_at desc, k.opened_at desc nulls last limit 1) n on true
             left join custody.unit_version v on v.unit_id = u.id
             left join estate.cell c on c.unit_id = u.id and (c.closed_on is null or exists (select from custody.in_custody w where w.cell_id = c.id))
             left join estate.cell_out_of_use o on o.cell_id = c.id and o.during @> platform.now()
            where u.id = $1
            order by c.walking_order, c.code limit 500"#,
        unit.0
    )
    .fetch_all(connection)
    .await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let mut found = Unit {
        id: unit,
        prison: PrisonId(first.prison_id),
        code: first.code.clone(),
        name: first.name.clone(),
        level: first.level.clone(),
        closed_on: first.closed_on,
        version: first.version,
        staff: first.staff,
        cells: Vec::with_capacity(rows.len()),
        count: first.count_due.map(|due| Counted {
            due,
            id: first.count,
            state: first.count_state.clone().unwrap_or_default(),
            counted: first.counted.unwrap_or_default(),
            expected: first.expected.unwrap_or_default(),
        }),
    };
    for r in rows {
        if let (Some(id), Some(code)) = (r.cell_id, r.cell) {
            found.cells.push(Cell { id, code, shut: r.shut, shut_until: r.shut_until });
        }
    }
    Ok(Some(found))
}

/// Its people, in walking order.
///
/// # Errors
/// When the database is away.
pub async fn people(connection: &mut PgConnection, unit: UnitId) -> Result<Vec<Resident>, sqlx::Error> {
    sqlx::query_as!(
        Resident,
        r#"select i.id, i.number, i.family_name, i.given_name, null::date as birth_date, i.interpreter_language, i.identity as "identity?",
                  w.unit_id as "unit_id?", null as "unit?", w.cell_id, c.code as "cell?", w.legal_status as "legal_status?", w.security_level as "security_level?",
                  w.out_reason, w.out_place, w.out_until, w.admitted_at as "admitted_at?", w.expected_release, i.id = any(access.assigned()) as "assigned!"
             from custody.in_custody w
             join inmates.inmate i on i.id = w.inmate_id
             left join estate.cell c on c.id = w.cell_id
            where w.unit_id = $1
            order by c.walking_order, c.code, i.family_name, i.given_name, i.id limit 500"#,
        unit.0
    )
    .fetch_all(connection)
    .await
}

/// What is known of them: alerts, shared notices, photographs, people the reader may not see, the last tap at each door since `round`, and
/// from which cells somebody is kept apart.
///
/// # Errors
/// When the database is away.
pub async fn known(connection: &mut PgConnection, unit: &Unit, round: DateTime<Utc>, today: NaiveDate) -> Result<Known, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select 'alert' as "what!", a.inmate_id as "inmate?", null::uuid as "id?", null::uuid as "cell?", a.kind as "kind!", a.severity as "more!", a.instruction as "text!",
                  false as "is_out!", null::timestamptz as "at?"
             from custody.in_custody w join inmates.alert a on a.inmate_id = w.inmate_id
            where w.unit_id = $1 and a.ended_at is null and a.from_day <= $3 and (a.to_day is null or a.to_day >= $3)
           union all
           select 'notice', n.inmate_id, null, null, n.kind, '', n.instruction, false, null
             from custody.health_notice n join custody.in_custody w on w.inmate_id = n.inmate_id where n.prison_id = $2 and w.unit_id = $1
           union all
           select 'photo', f.inmate_id, null, null, '', '', '', false, null
             from custody.in_custody w join inmates.photo f on f.inmate_id = w.inmate_id where w.unit_id = $1 and f.ended_at is null
           union all
           select 'hidden', null, null, h.cell_id, '', '', '', h.is_out, null from custody.placeholders($2) h where h.unit_id = $1
           union all
           select 'apart', p.inmate_id, null, null, '', '', coalesce(p.cell, ''), false, null from custody.apart_on_unit($1) p
           union all
           select 'tap', k.inmate_id, k.id, null, k.state, coalesce(b.display_name, ''), coalesce(k.reason, ''), false, k.at
             from (select distinct on (x.inmate_id) x.inmate_id, x.id, x.state, x.reason, x.at, x.by_account from custody.unlock x
                    where x.unit_id = $1 and x.round = $4 and x.undone_at is null order by x.inmate_id, x.at desc, x.recorded_at desc) k
             left join access.account b on b.id = k.by_account
           limit 6000"#,
        unit.id.0,
        unit.prison.0,
        today,
        round
    )
    .fetch_all(connection)
    .await?;
    let mut known = Known::default();
    for r in rows {
        match (r.what.as_str(), r.inmate) {
            ("alert", Some(person)) => known.marks.alerts.entry(person).or_default().push(Mark { kind: r.kind, severity: r.more, instruction: r.text }),
            ("notice", Some(person)) => known.marks.notices.entry(person).or_default().push(Mark { kind: r.kind, severity: r.more, instruction: r.text }),
            ("photo", Some(person)) => {
                known.marks.photographed.insert(person);
            }
            ("hidden", _) => known.marks.hidden.push((unit.id.0, r.cell, r.is_out)),
            ("apart", Some(person)) => known.apart.entry(person).or_default().push(r.text),
            ("tap", Some(person)) => {
                if let (Some(id), Some(at)) = (r.id, r.at) {
                    known.taps.insert(person, Tap { id, state: r.kind, reason: r.text, at, by: r.more });
                }
            }
            _ => {}
        }
    }
    for alerts in known.marks.alerts.values_mut() {
        alerts.sort_by_key(|m| match m.severity.as_str() {
            "high" => 0,
            "medium" => 1,
            _ => 2,
        });
    }
    Ok(known)
}

/// What lies ahead between two instants, today's duties, and the latest handover.
///
/// # Errors
/// When the database is away.
pub async fn day(connection: &mut PgConnection, unit: UnitId, today: NaiveDate, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Day, sqlx::Error> {
    let rows = sqlx::query!(
        r#"with latest as (
               select h.id, h.shift, h.handed_at, h.note, b.display_name, exists (select from custody.handover_read r where r.handover_id = h.id and r.account_id = access.account()) as seen
                 from custody.handover h join access.account b on b.id = h.handed_by
                where h.unit_id = $1 and h.handed_at is not null order by h.handed_at desc limit 1)
           select 'ahead' as "group!", a.what as "what!", a.inmate_id as "inmate?", a.at as "at?", a.kind as "kind!", a.place as "text!", a.detail as "more!", a.id as "id?", false as "seen!"
             from custody.ahead_on_unit($1, $2, $3) a
           union all
           select 'duty', t.state, t.inmate_id, null, d.kind, d.title, '', t.id, false
             from custody.rota_task t join custody.rota_duty d on d.id = t.duty_id where t.unit_id = $1 and t.day = $4 and (d.ended_at is null or t.state <> 'planned')
           union all
           select 'latest', l.shift, null, l.handed_at, '', l.note, l.display_name, l.id, l.seen from latest l
           union all
           select 'point', case when p.kind = 'observation' and o.settled_as = 'erased' then 'observation_erased' when o.unverified and o.settled_as is distinct from 'verified' then 'observation_unverified' else p.kind end, p.inmate_id, p.at, p.code, coalesce(nullif(p.text, ''), o.body, ''), '', p.id, false
             from latest l join custody.handover_item p on p.handover_id = l.id and not p.dropped left join custody.observation o on p.kind = 'observation' and o.id = p.source_id
           limit 1500"#,
        unit.0,
        from,
        to,
        today
    )
    .fetch_all(connection)
    .await?;
    let mut day = Day::default();
    let mut points = Vec::new();
    for r in rows {
        match (r.group.as_str(), r.inmate, r.id, r.at) {
            ("ahead", Some(inmate), _, at) => day.ahead.push(Ahead { what: r.what, inmate, at, kind: r.kind, place: r.text, detail: r.more }),
            ("duty", inmate, ..) => day.duties.push(Duty { inmate, kind: r.kind, title: r.text, state: r.what }),
            ("latest", _, Some(id), Some(at)) => {
                day.latest = Some(Latest { id, shift: r.what, at, by: r.more, note: r.text, read: r.seen, points: Vec::new() });
            }
            ("point", inmate, _, Some(at)) => points.push(Point { inmate, kind: r.what, code: r.kind, at, text: r.text }),
            _ => {}
        }
    }
    day.ahead.sort_by_key(|a| a.at);
    points.sort_by_key(|p| p.at);
    if let Some(latest) = day.latest.as_mut() {
        latest.points = points;
    }
    Ok(day)
}

/// A tap, before it is written.
pub struct NewTap<'a> {
    /// Its id.
    pub id: Uuid,
    /// At whose door.
    pub inmate: InmateId,
    /// The new state.
    pub door: Door,
    /// Why.
    pub reason: Option<&'a str>,
    /// The locking before it.
    pub round: DateTime<Utc>,
    /// When it was done.
    pub at: DateTime<Utc>,
    /// When it came here.
    pub now: DateTime<Utc>,
    /// By whom.
    pub by: Uuid,
}

/// What came of a tap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tapped {
    /// It is written.
    Done,
    /// Nobody the reader may see lived there then.
    NotHere,
    /// The person was out then.
    Out,
}

/// Writes a tap, when the person lived on the unit at that time and was not out.
///
/// # Errors
/// When the database is away.
pub async fn tap(connection: &mut PgConnection, unit: &Unit, tap: NewTap<'_>) -> Result<Tapped, sqlx::Error> {
    let row = sqlx::query!(
        r#"with there as (
               select p.inmate_id, exists (select from custody.movement m where m.inmate_id = p.inmate_id and m.out_at <= $8 and coalesce(m.back_at > $8, true)) as away
                 from custody.placement p join inmates.inmate i on i.id = p.inmate_id
                where p.inmate_id = $2 and p.unit_id = $4 and p.during @> $8::timestamptz),
           written as (
               insert into custody.unlock (id, inmate_id, prison_id, unit_id, round, state, reason, at, recorded_at, by_account)
               select $1, t.inmate_id, $3, $4, $5, $6, $7, $8, $9, $10 from there t where not t.away returning id)
           select (select bool_or(t.away) from there t) as away, exists (select from written) as "done!""#,
        tap.id,
        tap.inmate.0,
        unit.prison.0,
        unit.id.0,
        tap.round,
        tap.door.as_str(),
        tap.reason,
        tap.at,
        tap.now,
        tap.by
    )
    .fetch_one(connection)
    .await?;
    Ok(match (row.done, row.away) {
        (true, _) => Tapped::Done,
        (false, Some(true)) => Tapped::Out,
        _ => Tapped::NotHere,
    })
}

/// Takes a tap back. None: there is no such tap here. `Some(None)`: somebody has taken it back already.
///
/// # Errors
/// When the database is away.
pub async fn undo(connection: &mut PgConnection, unit: UnitId, id: Uuid, by: Uuid, now: DateTime<Utc>) -> Result<Option<Option<InmateId>>, sqlx::Error> {
    let undone = sqlx::query_scalar!(
        "update custody.unlock set undone_by = $3, undone_at = $4 where id = $2 and unit_id = $1 and undone_at is null returning inmate_id",
        unit.0,
        id,
        by,
        now
    )
    .fetch_optional(&mut *connection)
    .await?;
    if let Some(inmate) = undone {
        return Ok(Some(Some(InmateId(inmate))));
    }
    let there = sqlx::query_scalar!(r#"select exists (select from custody.unlock where id = $2 and unit_id = $1) as "there!""#, unit.0, id)
        .fetch_one(connection)
        .await?;
    Ok(there.then_some(None))
}

/// A unit to choose.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The unit.
    pub id: Uuid,
    /// Its prison's name.
    pub prison: String,
    /// Its name.
    pub name: String,
    /// How many live there.
    pub held: i64,
}

/// The units of some prisons, with how many of those the reader sees live there.
///
/// # Errors
/// When the database is away.
pub async fn units(connection: &mut PgConnection, prisons: &[PrisonId]) -> Result<Vec<Choice>, sqlx::Error> {
    let prisons: Vec<Uuid> = prisons.iter().map(|p| p.0).collect();
    sqlx::query_as!(
        Choice,
        r#"select u.id, p.name as prison, u.name, (select count(*) from custody.in_custody w where w.unit_id = u.id) as "held!"
             from estate.unit u join estate.prison p on p.id = u.prison_id
            where u.prison_id = any($1) and (u.closed_on is null or exists (select from custody.in_custody w where w.unit_id = u.id))
            order by p.name, u.sort, u.code limit 400"#,
        &prisons
    )
    .fetch_all(connection)
    .await
}

/// The numbers of a unit, with the people the reader may not see.
#[derive(Clone, Debug)]
pub struct Numbers {
    /// The unit.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: String,
    /// When it was closed.
    pub closed_on: Option<NaiveDate>,
    /// Who lives there.
    pub held: i64,
    /// Of them out.
    pub away: i64,
    /// Of them late.
    pub overdue: i64,
    /// Unlocked.
    pub unlocked: i64,
    /// Staying in the cell.
    pub stays: i64,
    /// Refused.
    pub refused: i64,
    /// Without a cell.
    pub no_cell: i64,
    /// Places in use.
    pub places: i64,
    /// Who works there now.
    pub staff: Vec<String>,
}

/// The units of a prison in order. The rounds are those of high, lower and halfway units.
///
/// # Errors
/// When the database is away.
pub async fn numbers(connection: &mut PgConnection, prison: PrisonId, rounds: [DateTime<Utc>; 3]) -> Result<Vec<Numbers>, sqlx::Error> {
    sqlx::query_as!(
        Numbers,
        r#"select u.id, u.name, u.level, u.closed_on, n.held as "held!", n.away as "away!", n.overdue as "overdue!", n.unlocked as "unlocked!", n.stays as "stays!", n.refused as "refused!",
                  n.no_cell as "no_cell!", n.places as "places!",
                  array(select distinct a.display_name from staff.shift s join access.account a on a.id = s.account_id where s.unit_id = u.id and s.during @> platform.now() order by 1) as "staff!"
             from custody.unit_numbers($1, $2, $3, $4) n join estate.unit u on u.id = n.unit_id order by u.sort, u.code limit 200"#,
        prison.0,
        rounds[0],
        rounds[1],
        rounds[2]
    )
    .fetch_all(connection)
    .await
}

/// The traffic of a prison's day.
#[derive(Clone, Debug, Default)]
pub struct Traffic {
    /// The prison's name.
    pub prison: String,
    /// Planned or gone out today.
    pub out: i64,
    /// Of them gone.
    pub gone: i64,
    /// Expected back or come back today.
    pub back: i64,
    /// Of them come.
    pub come: i64,
    /// Received and without a place yet.
    pub receiving: i64,
    /// Received since midnight.
    pub received: i64,
    /// On duty for the whole house.
    pub duty: Vec<String>,
}

/// Who goes out and comes in on a day, as far as the reader sees them.
///
/// # Errors
/// When the database is away.
pub async fn traffic(connection: &mut PgConnection, prison: PrisonId, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Traffic, sqlx::Error> {
    sqlx::query_as!(
        Traffic,
        r#"select p.name as prison,
                  (select count(*) from custody.movement m where m.prison_id = $1 and m.state <> 'cancelled' and m.planned_out >= $2 and m.planned_out < $3) as "out!",
                  (select count(*) from custody.movement m where m.prison_id = $1 and m.state in ('out', 'back') and m.planned_out >= $2 and m.planned_out < $3) as "gone!",
                  (select count(*) from custody.movement m where m.prison_id = $1 and m.state in ('out', 'back') and coalesce(m.back_at, m.expected_back) >= $2 and coalesce(m.back_at, m.expected_back) < $3) as "back!",
                  (select count(*) from custody.movement m where m.prison_id = $1 and m.state = 'back' and m.back_at >= $2 and m.back_at < $3) as "come!",
                  (select count(*) from custody.stay s where s.prison_id = $1 and s.released_at is null and not exists (select from custody.placement l where l.inmate_id = s.inmate_id and upper_inf(l.during))) as "receiving!",
                  (select count(*) from custody.stay s where s.prison_id = $1 and s.admitted_at >= $2) as "received!",
                  array(select distinct a.display_name from staff.shift h join access.account a on a.id = h.account_id
                         where h.prison_id = $1 and h.unit_id is null and h.during @> platform.now() order by 1) as "duty!"
             from estate.prison p where p.id = $1"#,
        prison.0,
        from,
        to
    )
    .fetch_one(connection)
    .await
}
