//! The day's list of a prison.

use std::ops::Range;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::PrisonId;

/// A movement on the day's list, out or within the house.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The row.
    pub id: Uuid,
    /// Who.
    pub inmate: Uuid,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// The number.
    pub number: String,
    /// The unit the person lives in.
    pub unit_id: Option<Uuid>,
    /// The cell's code.
    pub cell: Option<String>,
    /// Out of the prison, or within it.
    pub out: bool,
    /// A code of the list `movement_reason`, or a kind of way within the house.
    pub reason: String,
    /// How far it has come.
    pub state: String,
    /// From (within the house).
    pub from_place: String,
    /// To.
    pub place: String,
    /// When it is planned for.
    pub planned: DateTime<Utc>,
    /// When the person left.
    pub left_at: Option<DateTime<Utc>>,
    /// When the person is expected back.
    pub until: Option<DateTime<Utc>>,
    /// When the person came back.
    pub back_at: Option<DateTime<Utc>>,
    /// Who goes along.
    pub escort: String,
    /// How many.
    pub escort_number: Option<i16>,
    /// What holds the person.
    pub restraint: String,
    /// Ended otherwise than by coming back.
    pub ended_as: Option<String>,
}

impl Listed {
    /// Still away after the time.
    pub fn overdue(&self, now: DateTime<Utc>) -> bool {
        matches!(self.state.as_str(), "out" | "left" | "arrived") && self.until.is_some_and(|at| at < now)
    }
}

/// What concerns a day: everybody who is away, what is planned until its end, what came back or was cancelled on it. With no prison, the
/// reader's own people.
pub async fn today(connection: &mut PgConnection, prison: Option<PrisonId>, day: Range<DateTime<Utc>>) -> Result<Vec<Listed>, sqlx::Error> {
    sqlx::query_as!(
        Listed,
        r#"select e.id as "id!", e.inmate_id as "inmate!", i.family_name, i.given_name, i.number, w.unit_id as "unit_id?", c.code as "cell?", e.out as "out!", e.reason as "reason!", e.state as "state!",
                  e.from_place as "from_place!", e.place as "place!", e.planned as "planned!", e.left_at, e.until, e.back_at, e.escort as "escort!", e.escort_number, e.restraint as "restraint!", e.ended_as
             from (select m.id, m.inmate_id, true as out, m.reason, m.state, '' as from_place, m.destination as place, m.planned_out as planned, m.out_at as left_at, m.expected_back as until, m.back_at,
                          m.escort, m.escort_number, m.restraint, m.ended_as
                     from custody.movement m
                    where (m.prison_id = $1 or ($1 is null and m.inmate_id = any(access.assigned())))
                      and ((m.state in ('planned', 'out') and m.planned_out < $3) or (m.back_at >= $2 and m.back_at < $3) or (m.state = 'cancelled' and m.cancelled_at >= $2 and m.planned_out < $3))
                   union all
                   select v.id, v.inmate_id, false, v.kind, v.state, v.from_place, v.to_place, v.planned_at, v.left_at, v.planned_until, v.back_at, '', null, 'none', v.ended_as
                     from custody.internal_movement v
                    where (v.prison_id = $1 or ($1 is null and v.inmate_id = any(access.assigned())))
                      and v.planned_at < $3 and (v.state in ('left', 'arrived') or (v.state = 'planned' and v.planned_at >= $2::timestamptz - interval '12 hours') or v.planned_at >= $2)) e
             join inmates.inmate i on i.id = e.inmate_id
             left join custody.in_custody w on w.inmate_id = e.inmate_id
             left join estate.cell c on c.id = w.cell_id
            order by case when e.state in ('out', 'left', 'arrived') then coalesce(e.until, e.left_at) when e.state = 'planned' then e.planned else coalesce(e.back_at, e.planned) end, i.family_name, e.id
            limit 1500"#,
        prison.map(|p| p.0),
        day.start,
        day.end
    )
    .fetch_all(connection)
    .await
}

/// A unit to choose.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The unit.
    pub id: Uuid,
    /// Its short name.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// The open units of a prison.
pub async fn units(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Unit>, sqlx::Error> {
    sqlx::query_as!(Unit, "select id, code, name from estate.unit where prison_id = $1 and closed_on is null order by sort, code limit 100", prison.0)
        .fetch_all(connection)
        .await
}

/// How many are out whom the reader may not see: so that the number adds up.
pub async fn hidden_out(connection: &mut PgConnection, prison: PrisonId) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(r#"select count(*) as "n!" from custody.placeholders($1) h where h.is_out"#, prison.0).fetch_one(connection).await
}
