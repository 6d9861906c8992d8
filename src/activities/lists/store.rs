//! SQL of a unit's lists: one statement, whatever the unit's size.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::{PrisonId, UnitId};

/// A unit with its people and what they have ahead.
#[derive(Clone, Debug)]
pub struct Floor {
    /// The unit.
    pub id: UnitId,
    /// Its prison.
    pub prison: PrisonId,
    /// Its name.
    pub name: String,
    /// Cells of people whom the reader may not know.
    pub veiled: Vec<String>,
    /// Its people in walking order.
    pub people: Vec<Person>,
}

/// Somebody on a unit.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who.
    pub id: Uuid,
    /// The number.
    pub number: String,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// The cell.
    pub cell: Option<String>,
    /// Why they are out.
    pub out: Option<String>,
    /// Alerts that are grave.
    pub alerts: Vec<String>,
    /// Cells of the unit from which they must be kept apart.
    pub apart: Vec<String>,
    /// What they have ahead, in order of time.
    pub ways: Vec<Way>,
}

/// Somewhere to go.
#[derive(Clone, Debug)]
pub struct Way {
    /// `activity`, `inside`, `out`.
    pub what: String,
    /// From when.
    pub starts_at: DateTime<Utc>,
    /// Until when.
    pub ends_at: Option<DateTime<Utc>>,
    /// The kind of place, the kind of appointment, or the reason of a movement.
    pub kind: String,
    /// Where.
    pub place: String,
    /// In which room.
    pub room: String,
    /// Whether it leads out of the unit.
    pub leaves: bool,
    /// `planned`, `held_back`, `suspended`, `cancelled`.
    pub state: String,
    /// Why not.
    pub why: String,
}

/// A unit of these prisons on a stretch of time.
///
/// # Errors
/// When the database is away.
pub async fn floor(
    connection: &mut PgConnection,
    unit: UnitId,
    prisons: &[PrisonId],
    day: NaiveDate,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Option<Floor>, sqlx::Error> {
    let prisons: Vec<Uuid> = prisons.iter().map(|p| p.0).collect();
    let rows = sqlx::query!(
        r#"with held as materialized (
               select w.inmate_id, w.cell_id, w.out_reason from custody.in_custody w where w.unit_id = $1),
           ways as materialized (
               select 'activity' as what, g.inmate_id, g.starts_at, g.ends_at, g.kind, g.place, g.room, g.leaves, g.state, g.why from activities.on_unit($1, $4, $5) g
               union all
               select 'inside', v.inmate_id, v.planned_at, v.planned_until, v.kind, v.to_place, '', true, 'planned', ''
                 from held join custody.internal_movement v on v.inmate_id = held.inmate_id and v.planned_at >= $4 and v.planned_at < $5 where v.state = 'planned' and v.kind not in ('work', 'school')
               union all
               select 'out', m.inmate_id, m.planned_out, m.expected_back, m.reason, m.destination, '', true, 'planned', ''
                 from held join custody.movement m on m.inmate_id = held.inmate_id and m.state = 'planned' and m.planned_out >= $4 and m.planned_out < $5),
           apart as materialized (select x.inmate_id, array_agg(distinct coalesce(x.cell, '') order by coalesce(x.cell, '')) as cells from custody.apart_on_unit($1) x group by x.inmate_id)
           select u.prison_id, u.name, array(select coalesce(c.code, '') from custody.placeholders(u.prison_id) h left join estate.cell c on c.id = h.cell_id where h.unit_id = u.id order by 1) as "veiled!",
                  i.id as "inmate?", i.number as "number?", i.family_name as "family_name?", i.given_name as "given_name?", c.code as "cell?", held.out_reason as "out?",
                  array(select a.kind from inmates.alert a where a.inmate_id = i.id and a.ended_at is null and a.severity = 'high' and a.from_day <= $3 and (a.to_day is null or a.to_day >= $3)
                         order by a.kind limit 3) as "alerts!",
                  coalesce(apart.cells, '{}') as "apart!", d.what as "what?", d.starts_at as "starts_at?", d.ends_at as "ends_at?", d.kind as "kind?", d.place as "place?", d.room as "room?",
                  d.leaves as "leaves?", d.state as "state?", d.why as "why?"
             from estate.unit u
             left join (held join inmates.inmate i on i.id = held.inmate_id) on true
             left join estate.cell c on c.id = held.cell_id
             left join apart on apart.inmate_id = held.inmate_id
             left join ways d on d.inmate_id = held.inmate_id
            where u.id = $1 and u.prison_id = any($2)
            order by c.walking_order nulls last, c.code, i.family_name, i.given_name, i.id, d.starts_at, d.place limit 5000"#,
        unit.0,
        &prisons,
        day,
        from,
        until
    )
    .fetch_all(connection)
    .await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let mut floor = Floor { id: unit, prison: PrisonId(first.prison_id), name: first.name.clone(), veiled: first.veiled.clone(), people: Vec::new() };
    for r in rows {
        let (Some(id), Some(number), Some(family_name), Some(given_name)) = (r.inmate, r.number, r.family_name, r.given_name) else { continue };
        if floor.people.last().is_none_or(|p| p.id != id) {
            let (cell, out, alerts, apart) = (r.cell, r.out, r.alerts, r.apart);
            floor.people.push(Person { id, number, family_name, given_name, cell, out, alerts, apart, ways: Vec::new() });
        }
        if let (Some(person), Some(what), Some(starts_at)) = (floor.people.last_mut(), r.what, r.starts_at) {
            person.ways.push(Way {
                what,
                starts_at,
                ends_at: r.ends_at,
                kind: r.kind.unwrap_or_default(),
                place: r.place.unwrap_or_default(),
                room: r.room.unwrap_or_default(),
                leaves: r.leaves.unwrap_or_default(),
                state: r.state.unwrap_or_default(),
                why: r.why.unwrap_or_default(),
            });
        }
    }
    Ok(Some(floor))
}

/// Somebody of a unit who has not come.
#[derive(Clone, Debug)]
pub struct Missing {
    /// Who.
    pub inmate: Uuid,
    /// From which session.
    pub session: Uuid,
    /// When it began.
    pub starts_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// The number.
    pub number: String,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// The cell.
    pub cell: Option<String>,
}

/// Who of a unit has not come.
///
/// # Errors
/// When the database is away.
pub async fn missing(connection: &mut PgConnection, unit: UnitId) -> Result<Vec<Missing>, sqlx::Error> {
    sqlx::query_as!(
        Missing,
        r#"select x.inmate_id as "inmate!", x.session_id as "session!", x.starts_at as "starts_at!", x.place as "place!", i.number, i.family_name, i.given_name, c.code as "cell?"
             from activities.missing_on($1) x
             join inmates.inmate i on i.id = x.inmate_id
             left join custody.in_custody w on w.inmate_id = x.inmate_id
             left join estate.cell c on c.id = w.cell_id
            order by x.starts_at, i.family_name limit 100"#,
        unit.0
    )
    .fetch_all(connection)
    .await
}

/// Somebody was found. None: nobody is missing there any more.
///
/// # Errors
/// When the database is away.
pub async fn found(connection: &mut PgConnection, session: Uuid, inmate: Uuid, place: &str) -> Result<Option<PrisonId>, sqlx::Error> {
    let prison = sqlx::query_scalar!("select activities.found($1, $2, $3)", session, inmate, place).fetch_one(connection).await?;
    Ok(prison.map(PrisonId))
}
