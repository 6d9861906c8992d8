//! Times when a house, a place or a room is shut.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::activities::sessions::parse::NewClosure;
use crate::platform::id::{AccountId, PrisonId};

/// A time when something is shut.
#[derive(Clone, Debug)]
pub struct Closure {
    pub id: Uuid,
    pub place_id: Option<Uuid>,
    pub place: Option<String>,
    pub room: Option<String>,
    pub from: Option<DateTime<Utc>>,
    pub until: Option<DateTime<Utc>>,
    pub reason_code: String,
    pub reason: String,
    pub by: Option<String>,
    pub ended_at: Option<DateTime<Utc>>,
    pub sessions: i64,
    pub mine: bool,
}

/// Those of a prison that hold or will, and those of the last month.
pub async fn closures(connection: &mut PgConnection, prison: PrisonId, now: DateTime<Utc>) -> Result<Vec<Closure>, sqlx::Error> {
    sqlx::query_as!(
        Closure,
        r#"select c.id, c.place_id, p.name as "place?", r.name as "room?", lower(c.during) as from, upper(c.during) as until, c.reason_code, c.reason, a.display_name as "by?", c.ended_at,
                  (select count(*) from activities.session s where s.closure_id = c.id) as "sessions!", coalesce(c.place_id = any((select activities.my_places())::uuid[]), false) as "mine!"
             from activities.closure c left join activities.place p on p.id = c.place_id left join estate.place r on r.id = c.room_id left join access.account a on a.id = c.made_by
            where c.prison_id = $1 and (c.ended_at is null and (upper_inf(c.during) or upper(c.during) > $2::timestamptz - interval '30 days') or c.ended_at > $2::timestamptz - interval '30 days')
            order by c.ended_at is not null or upper(c.during) <= $2, lower(c.during), c.id limit 200"#,
        prison.0,
        now
    )
    .fetch_all(connection)
    .await
}

/// Shuts a house, a place or a room.
pub async fn shut(connection: &mut PgConnection, id: Uuid, prison: PrisonId, new: &NewClosure, by: AccountId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into activities.closure (id, prison_id, place_id, room_id, during, reason_code, reason, made_by, made_at) values ($1, $2, $3, $4, tstzrange($5, $6), $7, $8, $9, $10)",
        id,
        prison.0,
        new.place,
        new.room,
        new.from,
        new.until,
        new.code,
        new.reason,
        by.0,
        now
    )
    .execute(connection)
    .await
    .map(drop)
}

/// Opens it again. False: it is open.
pub async fn open(connection: &mut PgConnection, closure: Uuid, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!("update activities.closure set ended_by = $2, ended_at = $3 where id = $1 and ended_at is null", closure, by.0, now)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// The prison of a closure, and whether the reader runs the place that it shuts.
pub async fn closure_prison(connection: &mut PgConnection, closure: Uuid) -> Result<Option<(PrisonId, bool)>, sqlx::Error> {
    let row = sqlx::query!(
        r#"select c.prison_id, coalesce(c.place_id = any((select activities.my_places())::uuid[]), false) as "mine!" from activities.closure c where c.id = $1"#,
        closure
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| (PrisonId(r.prison_id), r.mine)))
}
