//! Times of the week.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::activities::sessions::parse::Hours;
use crate::platform::db;
use crate::platform::id::AccountId;

/// A time of the week of a place.
#[derive(Clone, Debug)]
pub struct Pattern {
    pub id: Uuid,
    pub place_id: Uuid,
    pub weekday: i16,
    pub starts: NaiveTime,
    pub ends: NaiveTime,
    pub weeks: String,
    pub from: Option<NaiveDate>,
    /// The day from which it holds no more.
    pub until: Option<NaiveDate>,
    pub room_id: Option<Uuid>,
    pub room: Option<String>,
    pub holidays: String,
    pub places: Option<i32>,
    /// How many have a seat, whoever they are.
    pub seats: i64,
}

/// The times of a place that hold now or will.
pub async fn patterns(connection: &mut PgConnection, place: Uuid, today: NaiveDate) -> Result<Vec<Pattern>, sqlx::Error> {
    sqlx::query_as!(
        Pattern,
        r#"select t.id, t.place_id, t.weekday, t.starts, t.ends, t.weeks, lower(t.during) as from, upper(t.during) as until, t.room_id, r.name as "room?", t.holidays, t.places,
                  activities.seats_at(t.id) as "seats!"
             from activities.pattern t left join estate.place r on r.id = t.room_id
            where t.place_id = $1 and (upper_inf(t.during) or upper(t.during) > $2)
            order by t.weekday, t.starts, lower(t.during), t.id limit 100"#,
        place,
        today
    )
    .fetch_all(connection)
    .await
}

/// A new time. The constraints `pattern_twice` and `pattern_room_twice` refuse a second at the time, in the place and in the room.
pub async fn add_pattern(
    connection: &mut PgConnection,
    id: Uuid,
    (place, prison): (Uuid, Uuid),
    hours: &Hours,
    by: (AccountId, DateTime<Utc>),
) -> Result<(), sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    sqlx::query!(
        "insert into activities.pattern (id, place_id, prison_id, weekday, starts, ends, weeks, during, room_id, holidays, places, made_by, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, daterange($8, $9, '[]'), $10, $11, $12, $13, $14)",
        id,
        place,
        prison,
        hours.weekday,
        hours.starts,
        hours.ends,
        hours.weeks,
        hours.from,
        hours.last,
        hours.room,
        hours.holidays,
        hours.places,
        by.0.0,
        by.1
    )
    .execute(&mut *point)
    .await?;
    point.commit().await
}

/// Other hours from a day on, with everybody who has a seat. The answer's word; a clash names its constraint.
pub async fn replace_pattern(connection: &mut PgConnection, old: Uuid, new: Uuid, hours: &Hours) -> Result<String, sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    let word = sqlx::query_scalar!(
        r#"select activities.replace_pattern($1, $2, $3, $4, $5, $6, $7, $8) as "word!""#,
        old,
        new,
        hours.weekday,
        hours.starts,
        hours.ends,
        hours.weeks,
        hours.room,
        hours.from
    )
    .fetch_one(&mut *point)
    .await?;
    point.commit().await?;
    Ok(word)
}

/// Held no more from a day on. The answer's word.
pub async fn end_pattern(connection: &mut PgConnection, pattern: Uuid, from: NaiveDate, reason: &str) -> Result<String, sqlx::Error> {
    sqlx::query_scalar!(r#"select activities.end_pattern($1, $2, $3) as "word!""#, pattern, from, reason).fetch_one(connection).await
}
