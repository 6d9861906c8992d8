//! What other pages ask of movements: who goes where next, and who is away now.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::{PrisonId, UnitId};

/// Something ahead of somebody: a way out or a way within the house.
#[derive(Clone, Debug)]
pub struct Ahead {
    /// The movement.
    pub id: Uuid,
    /// Who.
    pub inmate: Uuid,
    /// Out of the prison, or within it.
    pub out: bool,
    /// Out: a code of the list `movement_reason`; within: a kind of internal movement.
    pub reason: String,
    /// Where to.
    pub place: String,
    /// When it is planned for.
    pub at: DateTime<Utc>,
    /// When the person is expected back.
    pub until: Option<DateTime<Utc>>,
}

/// Everything planned between two instants for people who live in these units (none named: the whole prison), in order of time.
/// [`next_of`] takes each person's first.
///
/// # Errors
/// When the database is away.
pub async fn ahead(
    connection: &mut PgConnection,
    prison: PrisonId,
    units: &[UnitId],
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<Ahead>, sqlx::Error> {
    let units: Vec<Uuid> = units.iter().map(|u| u.0).collect();
    sqlx::query_as!(
        Ahead,
        r#"select e.id as "id!", e.inmate_id as "inmate!", e.out as "out!", e.reason as "reason!", e.place as "place!", e.at as "at!", e.until
             from (select m.id, m.inmate_id, true as out, m.reason, m.destination as place, m.planned_out as at, m.expected_back as until
                     from custody.movement m where m.prison_id = $1 and m.state = 'planned' and m.planned_out >= $3 and m.planned_out < $4
                   union all
                   select v.id, v.inmate_id, false, v.kind, v.to_place, v.planned_at, v.planned_until
                     from custody.internal_movement v where v.prison_id = $1 and v.state = 'planned' and v.planned_at >= $3 and v.planned_at < $4) e
             join custody.in_custody c on c.inmate_id = e.inmate_id
            where cardinality($2::uuid[]) = 0 or c.unit_id = any($2)
            order by e.at, e.inmate_id, e.id limit 1000"#,
        prison.0,
        &units,
        from,
        to
    )
    .fetch_all(connection)
    .await
}

/// Each person's first of what is ahead.
pub fn next_of(ahead: &[Ahead]) -> HashMap<Uuid, &Ahead> {
    let mut next = HashMap::new();
    for a in ahead {
        next.entry(a.inmate).or_insert(a);
    }
    next
}

/// Somebody who is not where they sleep: out of the prison, at a place within it, or on the way there.
#[derive(Clone, Debug)]
pub struct Away {
    /// The movement.
    pub id: Uuid,
    /// Who.
    pub inmate: Uuid,
    /// Out of the prison, or within it.
    pub out: bool,
    /// Out: a code of the list `movement_reason`; within: a kind of internal movement.
    pub reason: String,
    /// Where.
    pub place: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Expected back.
    pub until: Option<DateTime<Utc>>,
    /// Within the house: still on the way.
    pub on_the_way: bool,
}

/// Who is out of the prison now, those expected first first.
///
/// # Errors
/// When the database is away.
pub async fn out_now(connection: &mut PgConnection, prison: PrisonId, units: &[UnitId]) -> Result<Vec<Away>, sqlx::Error> {
    let units: Vec<Uuid> = units.iter().map(|u| u.0).collect();
    sqlx::query_as!(
        Away,
        r#"select m.id, m.inmate_id as inmate, true as "out!", m.reason, m.destination as place, m.out_at as "since!", m.expected_back as until, false as "on_the_way!"
             from custody.movement m join custody.in_custody c on c.inmate_id = m.inmate_id
            where m.prison_id = $1 and m.state = 'out' and (cardinality($2::uuid[]) = 0 or c.unit_id = any($2))
            order by m.expected_back nulls first, m.out_at limit 1000"#,
        prison.0,
        &units
    )
    .fetch_all(connection)
    .await
}

/// Who is at work, school, an appointment or on the way there now.
///
/// # Errors
/// When the database is away.
pub async fn inside_now(connection: &mut PgConnection, prison: PrisonId, units: &[UnitId]) -> Result<Vec<Away>, sqlx::Error> {
    let units: Vec<Uuid> = units.iter().map(|u| u.0).collect();
    sqlx::query_as!(
        Away,
        r#"select v.id, v.inmate_id as inmate, false as "out!", v.kind as reason, v.to_place as place, coalesce(v.arrived_at, v.left_at) as "since!", v.planned_until as until,
                  (v.state = 'left') as "on_the_way!"
             from custody.internal_movement v join custody.in_custody c on c.inmate_id = v.inmate_id
            where v.prison_id = $1 and v.state in ('left', 'arrived') and (cardinality($2::uuid[]) = 0 or c.unit_id = any($2))
            order by v.planned_until nulls last, v.left_at limit 1000"#,
        prison.0,
        &units
    )
    .fetch_all(connection)
    .await
}
