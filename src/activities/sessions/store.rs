//! SQL of patterns, sessions, closures and terms.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::parse::{Cancel, Hours, Move, NewClosure};
use super::rules::{OfPlace, Put, Shut};
use crate::law::recurrence::{Pattern as Weekly, Weeks};
use crate::platform::db;
use crate::platform::id::{AccountId, PrisonId};
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

/// A school year's term.
#[derive(Clone, Debug)]
pub struct Term {
    pub id: Uuid,
    pub name: String,
    pub from: Option<NaiveDate>,
    /// The day after its last.
    pub until: Option<NaiveDate>,
    pub version: i32,
}

/// Those of a prison, the latest first.
pub async fn terms(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Term>, sqlx::Error> {
    sqlx::query_as!(Term, "select t.id, t.name, lower(t.during) as from, upper(t.during) as until, t.version from activities.term t where t.prison_id = $1 order by lower(t.during) desc limit 40", prison.0)
        .fetch_all(connection)
        .await
}

/// A new term; the constraint `term_overlaps` refuses two at once.
pub async fn add_term(connection: &mut PgConnection, prison: PrisonId, name: &str, from: NaiveDate, last: NaiveDate) -> Result<(), sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    sqlx::query!(
        "insert into activities.term (id, prison_id, name, during) values ($1, $2, $3, daterange($4, $5, '[]'))",
        Uuid::now_v7(),
        prison.0,
        name,
        from,
        last
    )
    .execute(&mut *point)
    .await?;
    point.commit().await
}

/// Other days or another name. False: somebody was first.
pub async fn edit_term(connection: &mut PgConnection, id: Uuid, seen: i32, name: &str, from: NaiveDate, last: NaiveDate) -> Result<bool, sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    let done = sqlx::query!(
        "update activities.term set name = $3, during = daterange($4, $5, '[]'), version = version + 1 where id = $1 and version = $2",
        id,
        seen,
        name,
        from,
        last
    )
    .execute(&mut *point)
    .await?;
    point.commit().await?;
    Ok(done.rows_affected() == 1)
}

/// What the weeks ahead are made of, of one prison.
pub struct Sources {
    pub prison: Uuid,
    pub patterns: Vec<OfPlace>,
    pub shut: Vec<Shut>,
}

/// Of every prison, or of one: patterns that hold in the days asked for, and closures that touch them. What was opened again is shut until then.
pub async fn sources(connection: &mut PgConnection, prison: Option<Uuid>, first: NaiveDate, end: NaiveDate) -> Result<Vec<Sources>, sqlx::Error> {
    let patterns = sqlx::query!(
        r#"select t.prison_id, t.id, t.place_id, t.room_id, t.weekday, t.starts, t.ends, t.weeks, lower(t.during) as "from!", upper(t.during) as until, t.holidays = 'runs' as "runs!"
             from activities.pattern t where ($1::uuid is null or t.prison_id = $1) and t.during && daterange($2, $3) order by t.prison_id, t.id"#,
        prison,
        first,
        end
    )
    .fetch_all(&mut *connection)
    .await?;
    let closures = sqlx::query!(
        r#"select c.prison_id, c.id, c.place_id, c.room_id, lower(c.during) as "from!", least(upper(c.during), c.ended_at) as until, c.reason_code, c.reason
             from activities.closure c
            where ($1::uuid is null or c.prison_id = $1) and (c.ended_at is null or c.ended_at > lower(c.during))
              and c.during && tstzrange($2::date::timestamp at time zone 'Europe/Oslo', $3::date::timestamp at time zone 'Europe/Oslo') order by c.prison_id, c.made_at, c.id"#,
        prison,
        first,
        end
    )
    .fetch_all(connection)
    .await?;
    let mut out: Vec<Sources> = Vec::new();
    for p in patterns {
        if out.last().is_none_or(|s| s.prison != p.prison_id) {
            out.push(Sources { prison: p.prison_id, patterns: Vec::new(), shut: Vec::new() });
        }
        let weeks = match p.weeks.as_str() {
            "odd" => Weeks::Odd,
            "even" => Weeks::Even,
            _ => Weeks::Every,
        };
        let pattern = Weekly {
            weekday: u32::from(p.weekday.unsigned_abs()),
            starts: p.starts,
            ends: p.ends,
            weeks,
            from: p.from,
            until: p.until,
            runs_on_holidays: p.runs,
        };
        if let Some(of) = out.last_mut() {
            of.patterns.push(OfPlace { id: p.id, place: p.place_id, room: p.room_id, pattern });
        }
    }
    for c in closures {
        if let Some(of) = out.iter_mut().find(|s| s.prison == c.prison_id) {
            of.shut.push(Shut { id: c.id, place: c.place_id, room: c.room_id, from: c.from, until: c.until, reason_code: c.reason_code, reason: c.reason });
        }
    }
    Ok(out)
}

/// Writes the rows of a house. How many were written or changed.
pub async fn put(connection: &mut PgConnection, rows: &[Put]) -> Result<u64, sqlx::Error> {
    let rows: Vec<serde_json::Value> = rows
        .iter()
        .map(|r| {
            serde_json::json!({ "pattern": r.pattern, "day": r.day, "starts": r.starts, "ends": r.ends, "reason_code": r.reason_code, "reason": r.reason, "closure": r.closure })
        })
        .collect();
    let written = sqlx::query_scalar!(r#"select activities.put_sessions($1) as "n!""#, serde_json::Value::Array(rows)).fetch_one(connection).await?;
    Ok(u64::from(written.unsigned_abs()))
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
