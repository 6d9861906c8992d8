//! Single sessions, and what is done to them by hand.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::activities::sessions::parse::{Cancel, Move};
use crate::platform::db;
use crate::platform::id::AccountId;
use crate::platform::words::words;

words! {
    /// How a session stands.
    State {
        /// It will be, is or was held.
        Planned = "planned",
        /// It was called off.
        Cancelled = "cancelled",
    }
}

/// A meeting.
#[derive(Clone, Debug)]
pub struct Session {
    pub id: Uuid,
    pub place_id: Uuid,
    pub place: String,
    pub prison_id: Uuid,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub room_id: Option<Uuid>,
    pub room: Option<String>,
    pub place_has_room: bool,
    pub places: i32,
    pub state: State,
    pub reason_code: Option<String>,
    pub reason: Option<String>,
    pub by_hand: bool,
    pub stand_in: Option<Uuid>,
    pub stand_in_name: Option<String>,
    pub taken_at: Option<DateTime<Utc>>,
    pub version: i32,
    /// The reader runs the place.
    pub mine: bool,
    /// Closed by a closure: it opens again with it.
    pub shut: bool,
}

async fn select(connection: &mut PgConnection, session: Option<Uuid>, place: Option<Uuid>, from: NaiveDate) -> Result<Vec<Session>, sqlx::Error> {
    sqlx::query_as!(
        Session,
        r#"select s.id, s.place_id, p.name as place, s.prison_id, s.starts_at, s.ends_at, s.room_id, r.name as "room?", p.room_id is not null as "place_has_room!", s.places,
                  s.state as "state: State", s.reason_code, s.reason, s.by_hand, s.stand_in, a.display_name as "stand_in_name?", s.taken_at, s.version,
                  s.place_id = any((select activities.my_places())::uuid[]) as "mine!", s.closure_id is not null as "shut!"
             from activities.session s join activities.place p on p.id = s.place_id left join estate.place r on r.id = s.room_id left join access.account a on a.id = s.stand_in
            where s.id = $1 or ($1::uuid is null and s.place_id = $2 and s.starts_at >= $3::date::timestamp at time zone 'Europe/Oslo' and s.starts_at < ($3::date + 15)::timestamp at time zone 'Europe/Oslo')
            order by s.starts_at, s.id limit 80"#,
        session,
        place,
        from
    )
    .fetch_all(connection)
    .await
}

/// Those of a place in the two weeks from a day on.
pub async fn coming(connection: &mut PgConnection, place: Uuid, from: NaiveDate) -> Result<Vec<Session>, sqlx::Error> {
    select(connection, None, Some(place), from).await
}

/// One.
pub async fn find(connection: &mut PgConnection, session: Uuid) -> Result<Option<Session>, sqlx::Error> {
    Ok(select(connection, Some(session), None, NaiveDate::default()).await?.pop())
}

/// Another time or room. False: somebody was first, or its register has been taken. A room that is taken names its constraint.
pub async fn move_to(connection: &mut PgConnection, session: Uuid, seen: i32, to: &Move, by: AccountId) -> Result<bool, sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    let done = sqlx::query!(
        "update activities.session set starts_at = $3, ends_at = $4, room_id = $5, reason = $6, by_hand = true, changed_by = $7, version = version + 1
          where id = $1 and version = $2 and taken_at is null and state = 'planned'",
        session,
        seen,
        to.starts,
        to.ends,
        to.room,
        to.reason,
        by.0
    )
    .execute(&mut *point)
    .await?;
    point.commit().await?;
    Ok(done.rows_affected() == 1)
}

/// Called off. False: somebody was first, or its register has been taken.
pub async fn cancel(connection: &mut PgConnection, session: Uuid, seen: i32, cancel: &Cancel, by: AccountId) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update activities.session set state = 'cancelled', reason_code = $3, reason = $4, by_hand = true, changed_by = $5, version = version + 1
          where id = $1 and version = $2 and taken_at is null and state = 'planned'",
        session,
        seen,
        cancel.code,
        cancel.reason,
        by.0
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Held after all. A room that somebody has taken meanwhile names its constraint.
pub async fn restore(connection: &mut PgConnection, session: Uuid, seen: i32, by: AccountId) -> Result<bool, sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    let done = sqlx::query!(
        "update activities.session set state = 'planned', reason_code = null, reason = null, by_hand = true, changed_by = $3, version = version + 1
          where id = $1 and version = $2 and state = 'cancelled'",
        session,
        seen,
        by.0
    )
    .execute(&mut *point)
    .await?;
    point.commit().await?;
    Ok(done.rows_affected() == 1)
}

/// Somebody stands in, or nobody does. Somebody who is elsewhere then names the constraint.
pub async fn stand_in(connection: &mut PgConnection, session: Uuid, seen: i32, who: Option<Uuid>, by: AccountId) -> Result<bool, sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    let done = sqlx::query!(
        "update activities.session set stand_in = $3, by_hand = true, changed_by = $4, version = version + 1 where id = $1 and version = $2 and taken_at is null and state = 'planned'",
        session,
        seen,
        who,
        by.0
    )
    .execute(&mut *point)
    .await?;
    point.commit().await?;
    Ok(done.rows_affected() == 1)
}

/// What a room is used for between two instants, besides one session: a session or, by the school, an exam.
pub async fn holder(
    connection: &mut PgConnection,
    room: Uuid,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    but: Option<Uuid>,
) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select p.name from activities.session s join activities.place p on p.id = s.place_id
            where s.room_id = $1 and s.state = 'planned' and tstzrange(s.starts_at, s.ends_at) && tstzrange($2, $3) and s.id is distinct from $4 order by s.starts_at limit 1"#,
        room,
        from,
        to,
        but
    )
    .fetch_optional(connection)
    .await
}

/// Who could stand in at a place.
pub async fn could_run(connection: &mut PgConnection, place: Uuid) -> Result<Vec<(Uuid, String)>, sqlx::Error> {
    let rows = sqlx::query!(r#"select c.account_id as "id!", c.display_name as "name!" from activities.could_run($1) c"#, place).fetch_all(connection).await?;
    Ok(rows.into_iter().map(|r| (r.id, r.name)).collect())
}

/// What was done to a session by hand.
#[derive(Clone, Debug)]
pub struct Change {
    pub field: String,
    pub old: Option<String>,
    pub new: Option<String>,
    pub reason: Option<String>,
    pub by: Option<String>,
    pub at: DateTime<Utc>,
}

/// The latest first; names where there were ids.
pub async fn changes(connection: &mut PgConnection, session: Uuid) -> Result<Vec<Change>, sqlx::Error> {
    sqlx::query_as!(
        Change,
        r#"select c.field, case c.field when 'room' then (select r.name from estate.place r where r.id::text = c.old_value) when 'stand_in' then (select a.display_name from access.account a where a.id::text = c.old_value) else c.old_value end as old,
                  case c.field when 'room' then (select r.name from estate.place r where r.id::text = c.new_value) when 'stand_in' then (select a.display_name from access.account a where a.id::text = c.new_value) else c.new_value end as new,
                  c.reason, b.display_name as "by?", c.at
             from activities.session_change c left join access.account b on b.id = c.by_account where c.session_id = $1 order by c.at desc, c.field limit 40"#,
        session
    )
    .fetch_all(connection)
    .await
}
