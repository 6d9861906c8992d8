//! SQL of looking at a board: two questions, whatever the unit's size, and neither reads more because the house has been in use for long.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

use super::model::{Ahead, Cell, Counted, Day, Duty, Floor, Known, Latest, Point, Tap, Unit};
use crate::custody::roll::{Mark, Resident};
use crate::platform::id::{PrisonId, UnitId};

/// A unit with its cells and people in walking order, whoever's it is: the caller asks whether its prison is the reader's.
///
/// # Errors
/// When the database is away.
pub async fn floor(connection: &mut PgConnection, unit: UnitId) -> Result<Option<Floor>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select u.prison_id, u.code, u.name, u.level, u.closed_on, coalesce(v.version, 0) as "version!", h.staff as "staff!",
                  n.due_at as "count_due?", n.id as "count?", n.state as "count_state?", n.counted as "counted?", n.expected as "expected?",
                  c.id as "cell_id?", c.code as "cell?", c.reason as "shut?", c.expected_back as "shut_until?",
                  p.id as "inmate?", p.number as "number?", p.family_name as "family_name?", p.given_name as "given_name?", p.interpreter_language, p.identity as "identity?",
                  p.legal_status as "legal_status?", p.security_level as "security_level?", p.out_reason, p.out_place, p.out_until, p.arrived_at as "arrived_at?",
                  p.expected_release, coalesce(p.assigned, false) as "assigned!"
             from estate.unit u
             left join custody.unit_version v on v.unit_id = u.id
             cross join lateral (
                 select count(*) as staff from staff.shift s
                  where s.unit_id = u.id and upper(s.during) > platform.now() and lower(s.during) > platform.now() - interval '2 days' and lower(s.during) <= platform.now()) h
             left join lateral (
                 select r.due_at, k.id, k.state, k.counted, k.expected
                   from custody.roll_call r left join custody.count k on k.roll_call_id = r.id and k.unit_id = u.id
                  where r.prison_id = u.prison_id and (r.unit_types = '{}' or custody.unit_type(u.level) = any(r.unit_types))
                    and r.due_at > platform.now() - interval '14 hours' and r.due_at <= platform.now() + interval '15 minutes'
                  order by r.due_at desc, k.opened_at desc nulls last limit 1) n on true
             left join ((select d.id, d.code, d.walking_order, o.reason, o.expected_back
                           from estate.cell d left join estate.cell_out_of_use o on o.cell_id = d.id and o.during @> platform.now()
                          where d.unit_id = $1 and (d.closed_on is null or exists (select from custody.in_custody w where w.cell_id = d.id))) c
                        full join
                        (select i.id, i.number, i.family_name, i.given_name, i.interpreter_language, i.identity, w.cell_id, w.legal_status, w.security_level,
                                w.out_reason, w.out_place, w.out_until, w.arrived_at, w.expected_release, i.id = any(access.assigned()) as assigned
                           from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id
                          where w.unit_id = $1) p on p.cell_id = c.id) on true
            where u.id = $1
            order by c.walking_order, c.code, p.family_name, p.given_name, p.id limit 1000"#,
        unit.0
    )
    .fetch_all(connection)
    .await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let mut floor = Floor {
        unit: Unit {
            id: unit,
            prison: PrisonId(first.prison_id),
            code: first.code.clone(),
            name: first.name.clone(),
            level: first.level.clone(),
            closed_on: first.closed_on,
            version: first.version,
        },
        staff: first.staff,
        count: first.count_due.map(|due| Counted {
            due,
            id: first.count,
            state: first.count_state.clone().unwrap_or_default(),
            counted: first.counted.unwrap_or_default(),
            expected: first.expected.unwrap_or_default(),
        }),
        cells: Vec::with_capacity(rows.len()),
        people: Vec::with_capacity(rows.len()),
    };
    for r in rows {
        // A cell comes once for each of the people in it.
        if let (Some(id), Some(code)) = (r.cell_id, &r.cell)
            && floor.cells.last().is_none_or(|c| c.id != id)
        {
            floor.cells.push(Cell { id, code: code.clone(), shut: r.shut, shut_until: r.shut_until });
        }
        let (Some(id), Some(number), Some(family_name), Some(given_name)) = (r.inmate, r.number, r.family_name, r.given_name) else { continue };
        floor.people.push(Resident {
            id,
            number,
            family_name,
            given_name,
            birth_date: None,
            interpreter_language: r.interpreter_language,
            identity: r.identity,
            unit_id: Some(unit.0),
            unit: None,
            cell_id: r.cell_id,
            cell: r.cell,
            legal_status: r.legal_status,
            security_level: r.security_level,
            out_reason: r.out_reason,
            out_place: r.out_place,
            out_until: r.out_until,
            arrived_at: r.arrived_at,
            expected_release: r.expected_release,
            assigned: r.assigned,
        });
    }
    Ok(Some(floor))
}

/// The times of a look.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    /// The day.
    pub today: NaiveDate,
    /// The last locking of the unit.
    pub round: DateTime<Utc>,
    /// What lies ahead begins here.
    pub from: DateTime<Utc>,
    /// And ends here.
    pub to: DateTime<Utc>,
}

/// What is known of the people of a unit: alerts, shared notices, photographs, people the reader may not see, the last tap at each door since
/// the last locking, from which cells somebody is kept apart, who has not come to work or school; and, unless left out, the day: what lies ahead, duties, the
/// latest handover.
///
/// # Errors
/// When the database is away.
pub async fn facts(connection: &mut PgConnection, unit: &Unit, span: Span, with_day: bool) -> Result<(Known, Day), sqlx::Error> {
    let rows = sqlx::query!(
        r#"with held as materialized (select w.inmate_id from custody.in_custody w where w.unit_id = $1),
           latest as (
               select h.id, h.shift, h.handed_at, h.note, b.display_name, exists (select from custody.handover_read r where r.handover_id = h.id and r.account_id = access.account()) as seen
                 from custody.handover h join access.account b on b.id = h.handed_by
                where $7 and h.unit_id = $1 and h.handed_at is not null order by h.handed_at desc limit 1)
           select 'alert' as "what!", a.inmate_id as "inmate?", null::uuid as "id?", a.kind as "kind!", a.severity as "more!", a.instruction as "text!", '' as "state!",
                  null::timestamptz as "at?", false as "flag!"
             from held join inmates.alert a on a.inmate_id = held.inmate_id
            where a.ended_at is null and a.from_day <= $3 and (a.to_day is null or a.to_day >= $3)
           union all
           select 'notice', n.inmate_id, null, n.kind, '', n.instruction, '', null, false
             from custody.health_notice n join held on held.inmate_id = n.inmate_id where n.prison_id = $2
           union all
           select 'photo', f.inmate_id, null, '', '', '', '', null, false
             from held join inmates.photo f on f.inmate_id = held.inmate_id where f.ended_at is null
           union all
           select 'hidden', null, h.cell_id, '', '', '', '', null, h.is_out from custody.placeholders($2) h where h.unit_id = $1
           union all
           select 'apart', p.inmate_id, null, '', '', coalesce(p.cell, ''), '', null, false from custody.apart_on_unit($1) p
           union all
           select 'tap', k.inmate_id, k.id, k.state, coalesce(b.display_name, ''), coalesce(k.reason, ''), '', k.at, false
             from (select distinct on (x.inmate_id) x.inmate_id, x.id, x.state, x.reason, x.at, x.by_account from custody.unlock x
                    where x.unit_id = $1 and x.round = $4 and x.undone_at is null order by x.inmate_id, x.at desc, x.recorded_at desc) k
             left join access.account b on b.id = k.by_account
           union all
           select 'ahead', m.inmate_id, m.id, m.reason, m.escort, m.destination, case m.state when 'planned' then 'out' else 'back' end,
                  case m.state when 'planned' then m.planned_out else m.expected_back end, false
             from held join custody.movement m on m.inmate_id = held.inmate_id and m.state in ('planned', 'out')
            where $7 and ((m.state = 'planned' and m.planned_out >= $5 and m.planned_out < $6) or (m.state = 'out' and m.expected_back < $6))
           union all
           select 'ahead', v.inmate_id, v.id, v.kind, v.state, v.to_place, case v.state when 'planned' then 'inside' else 'inside_back' end,
                  case v.state when 'planned' then v.planned_at else v.planned_until end, false
             from held join custody.internal_movement v on v.inmate_id = held.inmate_id and v.planned_at >= $5 - interval '12 hours' and v.planned_at < $6
            where $7 and ((v.state = 'planned' and v.planned_at >= $5) or (v.state in ('left', 'arrived') and coalesce(v.planned_until, $6) <= $6))
           union all
           select 'ahead', g.inmate_id, g.session_id, g.state, '', g.place, 'activity', g.starts_at, g.leaves from activities.on_unit($1, $5, $6) g where $7
           union all
           select 'ahead', x.inmate_id, x.session_id, '', '', x.place, 'missing', x.starts_at, true from activities.missing_on($1) x
           union all
           select 'ahead', held.inmate_id, t.id, '', '', '', 'talk', t.next_on::timestamp at time zone 'Europe/Oslo', false
             from held cross join lateral (select k.id, k.next_on from custody.talk k where k.inmate_id = held.inmate_id order by k.recorded_at desc limit 1) t
            where $7 and t.next_on < ($6 at time zone 'Europe/Oslo')::date
           union all
           select 'duty', t.inmate_id, t.id, d.kind, '', d.title, t.state, null, false
             from custody.rota_task t join custody.rota_duty d on d.id = t.duty_id where $7 and t.unit_id = $1 and t.day = $3 and (d.ended_at is null or t.state <> 'planned')
           union all
           select 'latest', null, l.id, l.shift, l.display_name, l.note, '', l.handed_at, l.seen from latest l
           union all
           select 'point', p.inmate_id, p.id, p.code, '', coalesce(nullif(p.text, ''), o.body, ''),
                  case when p.kind = 'observation' and o.settled_as = 'erased' then 'observation_erased' when o.unverified and o.settled_as is distinct from 'verified' then 'observation_unverified' else p.kind end,
                  p.at, false
             from latest l join custody.handover_item p on p.handover_id = l.id and not p.dropped left join custody.observation o on p.kind = 'observation' and o.id = p.source_id
           limit 8000"#,
        unit.id.0,
        unit.prison.0,
        span.today,
        span.round,
        span.from,
        span.to,
        with_day
    )
    .fetch_all(connection)
    .await?;
    let (mut known, mut day, mut points) = (Known::default(), Day::default(), Vec::new());
    for r in rows {
        match (r.what.as_str(), r.inmate, r.id, r.at) {
            ("alert", Some(person), ..) => known.marks.alerts.entry(person).or_default().push(Mark { kind: r.kind, severity: r.more, instruction: r.text }),
            ("notice", Some(person), ..) => known.marks.notices.entry(person).or_default().push(Mark { kind: r.kind, severity: r.more, instruction: r.text }),
            ("photo", Some(person), ..) => {
                known.marks.photographed.insert(person);
            }
            ("hidden", _, cell, _) => known.marks.hidden.push((unit.id.0, cell, r.flag)),
            ("apart", Some(person), ..) => known.apart.entry(person).or_default().push(r.text),
            ("tap", Some(person), Some(id), Some(at)) => {
                known.taps.insert(person, Tap { id, state: r.kind, reason: r.text, at, by: r.more });
            }
            ("ahead", Some(inmate), _, at) => day.ahead.push(Ahead { what: r.state, inmate, at, kind: r.kind, place: r.text, detail: r.more }),
            ("duty", inmate, ..) => day.duties.push(Duty { inmate, kind: r.kind, title: r.text, state: r.state }),
            ("latest", _, Some(id), Some(at)) => {
                day.latest = Some(Latest { id, shift: r.kind, at, by: r.more, note: r.text, read: r.flag, points: Vec::new() });
            }
            ("point", inmate, _, Some(at)) => points.push(Point { inmate, kind: r.state, code: r.kind, at, text: r.text }),
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
    day.ahead.sort_by_key(|a| a.at);
    points.sort_by_key(|p| p.at);
    if let Some(latest) = day.latest.as_mut() {
        latest.points = points;
    }
    Ok((known, day))
}
