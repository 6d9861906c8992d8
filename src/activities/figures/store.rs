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
    pub last: Option<NaiveDate>,
}

/// Those of a prison, of the days from one to the day before another.
pub async fn weekdays(connection: &mut PgConnection, prison: PrisonId, from: NaiveDate, to: NaiveDate) -> Result<Vec<Weekday>, sqlx::Error> {
    sqlx::query_as!(
        Weekday,
        r#"with held as (
               select s.id, s.on_day, extract(epoch from s.ends_at - s.starts_at) / 3600 as hours from activities.session s
                where s.prison_id = $1 and s.on_day >= $2 and s.on_day < $3 and s.state = 'planned' and s.taken_at is not null)
           select extract(isodow from h.on_day)::int as "weekday!", coalesce(sum(h.hours * m.came), 0)::float8 as "attended!", coalesce(sum(h.hours * m.expected), 0)::float8 as "planned!",
                  count(distinct h.on_day) as "days!", max(h.on_day) as last
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
    pub waiting: i64,
    pub unanswered: i64,
    pub over: i64,
}

/// Those of a prison, facilities left out: nobody waits for a seat in the library.
pub async fn places(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Place>, sqlx::Error> {
    sqlx::query_as!(
        Place,
        r#"select p.id, p.name, o.places::bigint as "places!", o.here as "here!", o.waiting as "waiting!", o.unanswered as "unanswered!", o.over as "over!"
             from activities.occupancy($1) o join activities.place p on p.id = o.place_id where p.kind <> 'facility' order by p.kind, p.name"#,
        prison.0
    )
    .fetch_all(connection)
    .await
}
