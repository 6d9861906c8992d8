//! SQL of facilities.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::db;
use crate::platform::id::{AccountId, InmateId, PrisonId};

/// A session of a facility.
#[derive(Clone, Debug)]
pub struct Slot {
    pub id: Uuid,
    pub place_id: Uuid,
    pub place: String,
    pub prison_id: Uuid,
    pub room: Option<String>,
    pub on_day: NaiveDate,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub places: i32,
    pub cancelled: bool,
    pub reason_code: Option<String>,
    /// Seats that are taken, whoever has them.
    pub booked: i64,
}

async fn select(connection: &mut PgConnection, session: Option<Uuid>, prison: Option<PrisonId>, monday: NaiveDate) -> Result<Vec<Slot>, sqlx::Error> {
    sqlx::query_as!(
        Slot,
        r#"select s.id, s.place_id, p.name as place, s.prison_id, r.name as "room?", s.on_day, s.starts_at, s.ends_at, s.places, s.state = 'cancelled' as "cancelled!", s.reason_code,
                  activities.booked(s.id) as "booked!"
             from activities.session s join activities.place p on p.id = s.place_id and p.kind = 'facility' left join estate.place r on r.id = s.room_id
            where s.id = $1 or ($1::uuid is null and s.prison_id = $2 and s.on_day between $3 and $3 + 6)
            order by p.name, p.id, s.starts_at limit 400"#,
        session,
        prison.map(|p| p.0),
        monday
    )
    .fetch_all(connection)
    .await
}

/// The sessions of a week from Monday, by facility.
pub async fn week(connection: &mut PgConnection, prison: PrisonId, monday: NaiveDate) -> Result<Vec<Slot>, sqlx::Error> {
    select(connection, None, Some(prison), monday).await
}

/// One.
pub async fn find(connection: &mut PgConnection, session: Uuid) -> Result<Option<Slot>, sqlx::Error> {
    Ok(select(connection, Some(session), None, NaiveDate::default()).await?.pop())
}

/// Somebody who has a seat.
#[derive(Clone, Debug)]
pub struct Booked {
    pub id: Uuid,
    pub inmate: Uuid,
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub lives: Option<String>,
    pub by: Option<String>,
}

/// Those of a session whom the reader may see.
pub async fn booked(connection: &mut PgConnection, session: Uuid) -> Result<Vec<Booked>, sqlx::Error> {
    sqlx::query_as!(
        Booked,
        r#"select b.id, i.id as inmate, i.number, i.family_name, i.given_name, u.name || coalesce(', ' || c.code, '') as lives, a.display_name as "by?"
             from activities.booking b join inmates.inmate i on i.id = b.inmate_id left join access.account a on a.id = b.made_by
             left join custody.in_custody w on w.inmate_id = i.id left join estate.unit u on u.id = w.unit_id left join estate.cell c on c.id = w.cell_id
            where b.session_id = $1 and b.ended_at is null order by i.family_name, i.given_name, i.id limit 200"#,
        session
    )
    .fetch_all(connection)
    .await
}

/// Somebody of the prison by number, whom the reader reaches.
pub async fn by_number(connection: &mut PgConnection, prison: Uuid, number: &str) -> Result<Option<InmateId>, sqlx::Error> {
    let found = sqlx::query_scalar!(
        "select i.id from inmates.inmate i join custody.in_custody w on w.inmate_id = i.id where i.number = $2 and w.prison_id = $1",
        prison,
        number
    )
    .fetch_optional(connection)
    .await?;
    Ok(found.map(InmateId))
}

/// Whether something else claims the person then: work, school, a visit, a hearing. Leisure yields to all of it.
pub async fn busy(connection: &mut PgConnection, inmate: InmateId, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select exists (select from activities.timetable(array[$1::uuid], $2, $3) x where x.state not in ('cancelled', 'suspended', 'held_back')) as "busy!""#,
        inmate.0,
        from,
        to
    )
    .fetch_one(connection)
    .await
}

/// What became of a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// A seat.
    Given,
    /// There is none left.
    Full,
    /// The person has one.
    Already,
}

/// The lowest free seat. Two who ask in the same moment wait for each other on the session's lock; the second counts what the first has left.
pub async fn book(
    connection: &mut PgConnection,
    id: Uuid,
    slot: &Slot,
    (inmate, prison): (InmateId, Uuid),
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<Seat, sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    let done = sqlx::query!(
        "with lock as materialized (select pg_advisory_xact_lock(hashtextextended('activities.session:' || ($2::uuid)::text, 0)))
         insert into activities.booking (id, session_id, place_id, inmate_id, prison_id, seat, made_by, made_at)
         select $1, $2, $3, $4, $5, f.seat, $6, $7 from lock cross join lateral (select activities.free_booking($2::uuid) as seat) f where f.seat is not null",
        id,
        slot.id,
        slot.place_id,
        inmate.0,
        prison,
        by.0,
        now
    )
    .execute(&mut *point)
    .await;
    match done {
        Ok(done) => {
            point.commit().await?;
            Ok(if done.rows_affected() == 1 { Seat::Given } else { Seat::Full })
        }
        Err(error) => match db::violated(&error) {
            Some("booked_once") => Ok(Seat::Already),
            // The seat was taken between the question and the answer.
            Some("booking_seat") => Ok(Seat::Full),
            _ => Err(error),
        },
    }
}

/// The seat is free again. The person; none: it was free.
pub async fn unbook(connection: &mut PgConnection, session: Uuid, booking: Uuid, by: AccountId, now: DateTime<Utc>) -> Result<Option<InmateId>, sqlx::Error> {
    let found = sqlx::query_scalar!(
        "update activities.booking set ended_by = $3, ended_at = $4 where id = $2 and session_id = $1 and ended_at is null returning inmate_id",
        session,
        booking,
        by.0,
        now
    )
    .fetch_optional(connection)
    .await?;
    Ok(found.map(InmateId))
}
