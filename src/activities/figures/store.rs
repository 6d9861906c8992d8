//! SQL of the figures.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::PrisonId;

/// People of a unit, and those with something to do.
#[derive(Clone, Debug)]
pub struct Unit {
    pub id: Uuid,
    pub name: String,
    pub people: i64,
    pub active: i64,
    pub resting: i64,
}

/// Those of a prison. A place that rests is none just now, and is counted by itself.
pub async fn units(connection: &mut PgConnection, prison: PrisonId, now: DateTime<Utc>) -> Result<Vec<Unit>, sqlx::Error> {
    sqlx::query_as!(
        Unit,
        r#"select u.id, u.name, count(*) as "people!", count(*) filter (where s.active) as "active!", count(*) filter (where s.resting and not s.active) as "resting!"
             from custody.in_custody w join estate.unit u on u.id = w.unit_id
             cross join lateral (select coalesce(bool_or(r.id is null), false) as active, coalesce(bool_or(r.id is not null), false) as resting
                                   from activities.placement x left join activities.suspension r on r.placement_id = x.id and r.during @> $2::timestamptz
                                  where x.inmate_id = w.inmate_id and x.during @> $2::timestamptz) s
            where w.prison_id = $1 group by u.id order by u.sort, u.name"#,
        prison.0,
        now
    )
    .fetch_all(connection)
    .await
}

/// A weekday over some weeks: hours that were attended, hours that were held, and days on which something was.
#[derive(Clone, Debug)]
pub struct Weekday {
    pub weekday: i32,
    pub attended: f64,
    pub planned: f64,
    pub days: i64,
}

/// Those of a prison, of the days from one to the day before another.
pub async fn weekdays(connection: &mut PgConnection, prison: PrisonId, from: NaiveDate, to: NaiveDate) -> Result<Vec<Weekday>, sqlx::Error> {
    sqlx::query_as!(
        Weekday,
        r#"with held as (
               select s.id, s.on_day, extract(epoch from s.ends_at - s.starts_at) / 3600 as hours from activities.session s
                where s.prison_id = $1 and s.on_day >= $2 and s.on_day < $3 and s.state = 'planned' and s.taken_at is not null)
           select extract(isodow from h.on_day)::int as "weekday!", coalesce(sum(h.hours * m.came), 0)::float8 as "attended!", coalesce(sum(h.hours * m.expected), 0)::float8 as "planned!",
                  count(distinct h.on_day) as "days!"
             from held h
             cross join lateral (select count(*) filter (where a.mark in ('present', 'late')) as came, count(*) as expected from activities.attendance a where a.session_id = h.id) m
            group by 1 order by 1"#,
        prison.0,
        from,
        to
    )
    .fetch_all(connection)
    .await
}

/// A place with its seats and who waits for it.
#[derive(Clone, Debug)]
pub struct Place {
    pub id: Uuid,
    pub name: String,
    pub places: i64,
    pub here: i64,
    /// Those whom the reader may name, as the list of who waits has them.
    pub waiting: i64,
    pub unanswered: i64,
    pub over: i64,
    /// People who wait for any of them: somebody may wait for several.
    pub people_waiting: i64,
}

/// Those of a prison, facilities left out: nobody waits for a seat in the library.
pub async fn places(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Place>, sqlx::Error> {
    sqlx::query_as!(
        Place,
        r#"select p.id, p.name, o.places::bigint as "places!", o.here as "here!", a.waiting as "waiting!", a.unanswered as "unanswered!", o.over as "over!",
                  (select count(distinct y.inmate_id) from activities.application y join activities.place q on q.id = y.place_id
                    where y.state = 'waiting' and q.prison_id = $1 and q.kind <> 'facility' and (q.closed_on is null or q.closed_on >= platform.today())) as "people_waiting!"
             from activities.occupancy($1) o join activities.place p on p.id = o.place_id
             cross join lateral (select count(*) filter (where y.state = 'waiting') as waiting, count(*) filter (where y.state = 'open') as unanswered
                                   from activities.application y where y.place_id = p.id and y.state in ('open', 'waiting')) a
            where p.kind <> 'facility' order by p.kind, p.name"#,
        prison.0
    )
    .fetch_all(connection)
    .await
}

/// Somebody of the house, with what they have to do now.
#[derive(Clone, Debug)]
pub struct Person {
    pub inmate: Uuid,
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub photographed: bool,
    pub unit: String,
    pub cell: Option<String>,
    /// Places that are theirs now, and places that rest.
    pub active: Option<String>,
    pub resting: Option<String>,
}

/// Everybody of a prison, or of one unit of it: the people behind [`units`].
pub async fn people(connection: &mut PgConnection, prison: PrisonId, unit: Option<Uuid>, now: DateTime<Utc>) -> Result<Vec<Person>, sqlx::Error> {
    sqlx::query_as!(
        Person,
        r#"select w.inmate_id as inmate, i.number, i.family_name, i.given_name, exists (select from inmates.photo f where f.inmate_id = i.id and f.ended_at is null) as "photographed!",
                  u.name as unit, c.code as "cell?", s.active as "active?", s.resting as "resting?"
             from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id join estate.unit u on u.id = w.unit_id left join estate.cell c on c.id = w.cell_id
             cross join lateral (select string_agg(p.name, ', ' order by p.name) filter (where r.id is null) as active, string_agg(p.name, ', ' order by p.name) filter (where r.id is not null) as resting
                                   from activities.placement x join activities.place p on p.id = x.place_id
                                   left join activities.suspension r on r.placement_id = x.id and r.during @> $3::timestamptz
                                  where x.inmate_id = w.inmate_id and x.during @> $3::timestamptz) s
            where w.prison_id = $1 and ($2::uuid is null or w.unit_id = $2)
            order by u.sort, u.name, i.family_name, i.given_name, i.id limit 4000"#,
        prison.0,
        unit,
        now
    )
    .fetch_all(connection)
    .await
}

/// A session that was held: who came, and who was expected.
#[derive(Clone, Debug)]
pub struct Held {
    pub id: Uuid,
    pub place: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub came: i64,
    pub expected: i64,
}

impl Held {
    /// Its length in hours.
    pub fn hours(&self) -> f64 {
        (self.ends_at - self.starts_at).num_seconds() as f64 / 3600.0
    }
}

/// The sessions behind a weekday of [`weekdays`].
pub async fn held(connection: &mut PgConnection, prison: PrisonId, (from, to): (NaiveDate, NaiveDate), weekday: i32) -> Result<Vec<Held>, sqlx::Error> {
    sqlx::query_as!(
        Held,
        r#"select s.id, p.name as place, s.starts_at, s.ends_at, m.came as "came!", m.expected as "expected!"
             from activities.session s join activities.place p on p.id = s.place_id
             cross join lateral (select count(*) filter (where a.mark in ('present', 'late')) as came, count(*) as expected from activities.attendance a where a.session_id = s.id) m
            where s.prison_id = $1 and s.on_day >= $2 and s.on_day < $3 and s.state = 'planned' and s.taken_at is not null and extract(isodow from s.on_day)::int = $4
            order by s.starts_at desc, p.name, s.id limit 4000"#,
        prison.0,
        from,
        to,
        weekday
    )
    .fetch_all(connection)
    .await
}
