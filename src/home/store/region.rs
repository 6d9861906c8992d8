//! What the region's front page asks: free places, and who was moved.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::PrisonId;

/// Places at one level of one prison.
#[derive(Clone, Debug)]
pub struct Capacity {
    /// The prison.
    pub prison: Uuid,
    /// Its name.
    pub name: String,
    /// The level.
    pub level: String,
    /// Places that staff use today.
    pub places: i64,
    /// Of them out of use.
    pub shut: i64,
    /// People on units of the level, those included whom the reader may not see.
    pub held: i64,
}

/// Places by prison and level. Protected people are counted as places without persons: a bed that is taken is not free.
///
/// # Errors
/// When the database is away.
pub async fn capacity(connection: &mut PgConnection, prisons: &[PrisonId]) -> Result<Vec<Capacity>, sqlx::Error> {
    let ids: Vec<Uuid> = prisons.iter().map(|p| p.0).collect();
    sqlx::query_as!(
        Capacity,
        r#"with beds as (
             select u.prison_id, u.level, sum(c.working_capacity) as places, coalesce(sum(c.working_capacity) filter (where o.cell_id is not null), 0) as shut
               from estate.unit u
               join estate.cell c on c.unit_id = u.id and c.closed_on is null
               left join estate.cell_out_of_use o on o.cell_id = c.id and o.during @> platform.now()
              where u.prison_id = any($1) and u.closed_on is null group by u.prison_id, u.level
           ), taken as (
             select u.prison_id, u.level, count(*) as held
               from (select w.unit_id from custody.in_custody w where w.prison_id = any($1)
                     union all select h.unit_id from unnest($1::uuid[]) as q (id), custody.placeholders(q.id) h) t
               join estate.unit u on u.id = t.unit_id group by u.prison_id, u.level
           )
           select p.id as prison, p.name, b.level as "level!", b.places as "places!", b.shut as "shut!", coalesce(t.held, 0) as "held!"
             from beds b join estate.prison p on p.id = b.prison_id left join taken t on t.prison_id = b.prison_id and t.level = b.level
            order by p.name, array_position(array['especially_high', 'high', 'lower', 'halfway'], b.level) limit 400"#,
        &ids
    )
    .fetch_all(connection)
    .await
}

/// Somebody who came to another prison.
#[derive(Clone, Debug)]
pub struct Moved {
    /// Who.
    pub id: Uuid,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// The number.
    pub number: String,
    /// Where to.
    pub prison: String,
    /// Why, a code of the list `movement_reason`.
    pub reason: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether there is a photograph.
    pub has_photo: bool,
}

/// Transfers into the region's prisons since an instant, newest first.
///
/// # Errors
/// When the database is away.
pub async fn moved(connection: &mut PgConnection, prisons: &[PrisonId], since: DateTime<Utc>) -> Result<Vec<Moved>, sqlx::Error> {
    let ids: Vec<Uuid> = prisons.iter().map(|p| p.0).collect();
    sqlx::query_as!(
        Moved,
        r#"select i.id, i.family_name, i.given_name, i.number, p.name as prison, l.reason, lower(l.during) as "at!",
                  exists (select from inmates.photo g where g.inmate_id = i.id and g.ended_at is null) as "has_photo!"
             from custody.in_custody w
             join custody.placement l on l.inmate_id = w.inmate_id and lower(l.during) >= $2 and l.reason like 'TRF%'
             join inmates.inmate i on i.id = l.inmate_id
             join estate.prison p on p.id = l.at_prison_id
            where w.prison_id = any($1)
            order by lower(l.during) desc limit 10"#,
        &ids,
        since
    )
    .fetch_all(connection)
    .await
}
