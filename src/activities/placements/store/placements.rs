//! SQL of placements, of what interrupts them, and of being held back from one session.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::activities::placements::rules::{EndCode, Gives, Placing, RestCode};
use crate::platform::db;
use crate::platform::id::{AccountId, InmateId, PrisonId};

/// A placement as everybody who reads activities does.
#[derive(Clone, Debug)]
pub struct PlacementLine {
    pub id: Uuid,
    pub place_id: Uuid,
    pub place: String,
    pub prison: String,
    pub kind: String,
    pub from: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
    pub end_code: Option<EndCode>,
    /// The times of the week that are the person's: 1 is Monday.
    pub weekdays: Vec<i32>,
    pub hours: Vec<String>,
    pub rests: Option<RestCode>,
    pub rests_until: Option<DateTime<Utc>>,
}

/// Whose a placement is, when the reader may know.
pub async fn whose_placement(connection: &mut PgConnection, placement: Uuid) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!("select x.inmate_id from activities.placement x where x.id = $1", placement).fetch_optional(connection).await
}

/// All of a person, what goes on first.
pub async fn placements_of(connection: &mut PgConnection, inmate: InmateId, now: DateTime<Utc>) -> Result<Vec<PlacementLine>, sqlx::Error> {
    sqlx::query_as!(
        PlacementLine,
        r#"select x.id, x.place_id, p.name as place, h.name as prison, p.kind, lower(x.during) as "from!", upper(x.during) as until, x.end_code as "end_code: EndCode",
                  coalesce(s.weekdays, '{}') as "weekdays!", coalesce(s.hours, '{}') as "hours!", r.code as "rests?: RestCode", upper(r.during) as rests_until
             from activities.placement x join activities.place p on p.id = x.place_id join estate.prison h on h.id = x.at_prison_id
             left join lateral (select array_agg(distinct t.weekday::int) as weekdays,
                                       array_agg(distinct to_char(t.starts, 'HH24:MI') || '–' || to_char(t.ends, 'HH24:MI')) as hours
                                  from activities.slot l join activities.pattern t on t.id = l.pattern_id where l.placement_id = x.id) s on true
             left join activities.suspension r on r.placement_id = x.id and r.during @> $2::timestamptz
            where x.inmate_id = $1
            order by x.ended_at is not null, lower(x.during) desc, x.id limit 60"#,
        inmate.0,
        now
    )
    .fetch_all(connection)
    .await
}

/// A placement whole.
#[derive(Clone, Debug)]
pub struct Placement {
    pub id: Uuid,
    pub place_id: Uuid,
    pub place: String,
    pub from: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
    pub addition_ore: i32,
    pub goal: Option<String>,
    pub goal_id: Option<Uuid>,
    pub decided_by: Option<String>,
    pub decided_at: DateTime<Utc>,
    pub ended_by: Option<String>,
    pub ended_at: Option<DateTime<Utc>>,
    pub end_code: Option<EndCode>,
    pub end_reason: Option<String>,
    pub application: Option<Uuid>,
    pub came: i64,
    pub of_n: i64,
    pub version: i32,
}

/// One of a person.
pub async fn placement(connection: &mut PgConnection, inmate: InmateId, id: Uuid) -> Result<Option<Placement>, sqlx::Error> {
    sqlx::query_as!(
        Placement,
        r#"select x.id, x.place_id, p.name as place, lower(x.during) as "from!", upper(x.during) as until, x.addition_ore, g.words as "goal?", x.goal_id, d.display_name as "decided_by?",
                  x.decided_at, e.display_name as "ended_by?", x.ended_at, x.end_code as "end_code: EndCode", x.end_reason, x.application_id as application, t.came as "came!", t.n as "of_n!", x.version
             from activities.placement x join activities.place p on p.id = x.place_id
             left join plan.goal g on g.id = x.goal_id
             left join access.account d on d.id = x.decided_by
             left join access.account e on e.id = x.ended_by
             cross join lateral (select count(*) filter (where a.mark in ('present', 'late')) as came, count(*) filter (where a.mark <> 'not_required') as n
                                   from activities.attendance a where a.placement_id = x.id) t
            where x.inmate_id = $1 and x.id = $2"#,
        inmate.0,
        id
    )
    .fetch_optional(connection)
    .await
}

/// A time in which a placement rests.
#[derive(Clone, Debug)]
pub struct Rest {
    pub id: Uuid,
    pub from: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
    pub gives: Gives,
    pub code: RestCode,
    pub reason: String,
    pub made_by: Option<String>,
    pub made_at: DateTime<Utc>,
    pub ended_by: Option<String>,
    pub version: i32,
}

/// Those of a placement, the latest first.
pub async fn rests(connection: &mut PgConnection, placement: Uuid) -> Result<Vec<Rest>, sqlx::Error> {
    sqlx::query_as!(
        Rest,
        r#"select r.id, lower(r.during) as "from!", upper(r.during) as until, r.gives as "gives: Gives", r.code as "code: RestCode", r.reason, m.display_name as "made_by?", r.made_at,
                  e.display_name as "ended_by?", r.version
             from activities.suspension r left join access.account m on m.id = r.made_by left join access.account e on e.id = r.ended_by
            where r.placement_id = $1 order by lower(r.during) desc, r.id limit 60"#,
        placement
    )
    .fetch_all(connection)
    .await
}

/// A rest to be.
#[derive(Clone, Debug)]
pub struct NewRest {
    pub from: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
    pub gives: Gives,
    pub code: RestCode,
    pub reason: String,
}

/// Lets a placement rest. The constraint `suspended_once` refuses a second at the same time.
pub async fn suspend(connection: &mut PgConnection, placement: Uuid, rest: &NewRest, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "insert into activities.suspension (id, placement_id, place_id, inmate_id, prison_id, during, gives, code, reason, made_by, made_at)
         select $2, x.id, x.place_id, x.inmate_id, x.prison_id, tstzrange($3, $4), $5, $6, $7, $8, $9 from activities.placement x where x.id = $1 and x.ended_at is null",
        placement,
        Uuid::now_v7(),
        rest.from,
        rest.until,
        rest.gives.as_str(),
        rest.code.as_str(),
        rest.reason,
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends a rest now; one that has not begun never was. False: somebody else was first.
pub async fn resume(connection: &mut PgConnection, placement: Uuid, rest: Uuid, seen: i32, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update activities.suspension set during = tstzrange(lower(during), greatest($4, lower(during) + interval '1 microsecond')), ended_by = $5, version = version + 1
          where id = $2 and placement_id = $1 and version = $3 and ended_by is null and (upper_inf(during) or upper(during) > $4)",
        placement,
        rest,
        seen,
        now,
        by.0
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// What `activities.end_placement` answers.
pub async fn end(connection: &mut PgConnection, id: Uuid, seen: i32, at: DateTime<Utc>, code: EndCode, reason: &str) -> Result<String, sqlx::Error> {
    sqlx::query_scalar!(r#"select activities.end_placement($1, $2, $3, $4, nullif($5, '')) as "done!""#, id, seen, at, code.as_str(), reason)
        .fetch_one(connection)
        .await
}

/// A seat that is asked for.
#[derive(Clone, Debug)]
pub struct Seat {
    pub inmate: InmateId,
    pub place: Uuid,
    pub patterns: Vec<Uuid>,
    pub from: DateTime<Utc>,
    pub application: Option<Uuid>,
    pub goal: Option<Uuid>,
    pub addition_ore: i32,
}

/// Puts somebody into a place. In a savepoint: what is refused leaves nothing, and the page is still made.
pub async fn place_person(connection: &mut PgConnection, id: Uuid, seat: &Seat) -> Result<Placing, sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    let answer = sqlx::query_scalar!(
        r#"select activities.place_person($1, $2, $3, $4, $5, $6, $7, $8) as "answer!: Placing""#,
        id,
        seat.inmate.0,
        seat.place,
        &seat.patterns,
        seat.from,
        seat.application,
        seat.goal,
        seat.addition_ore
    )
    .fetch_one(&mut *point)
    .await;
    let refused = match answer {
        Ok(Placing::Placed) => {
            point.commit().await?;
            return Ok(Placing::Placed);
        }
        Ok(refused) => refused,
        Err(error) => match db::violated(&error) {
            Some("no_seat" | "seat_taken") => Placing::NoSeat,
            Some("double_booked") => Placing::DoubleBooked,
            Some("in_a_place_once") => Placing::Already,
            Some("placed_once") => Placing::Decided,
            Some("pattern_of_another") => Placing::NoTimes,
            _ => return Err(error),
        },
    };
    point.rollback().await?;
    Ok(refused)
}

/// What somebody did before.
#[derive(Clone, Debug)]
pub struct Before {
    pub by: Option<String>,
    pub at: DateTime<Utc>,
    pub place: String,
}

/// The latest placement in a place, or of a person: what the first of two clerks did.
pub async fn latest(connection: &mut PgConnection, place: Option<Uuid>, inmate: Option<InmateId>) -> Result<Option<Before>, sqlx::Error> {
    sqlx::query_as!(
        Before,
        r#"select a.display_name as "by?", x.decided_at as at, p.name as place from activities.placement x join activities.place p on p.id = x.place_id left join access.account a on a.id = x.decided_by
            where ($1::uuid is null or x.place_id = $1) and ($2::uuid is null or x.inmate_id = $2) and x.ended_at is null order by x.decided_at desc limit 1"#,
        place,
        inmate.map(|i| i.0)
    )
    .fetch_optional(connection)
    .await
}

/// A session of the person's from which they may be held back, and whether they are.
#[derive(Clone, Debug)]
pub struct Ahead {
    pub session: Uuid,
    pub place_id: Uuid,
    pub place: String,
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
    pub held_back: Option<Uuid>,
    pub code: Option<String>,
}

/// Those of the days ahead.
pub async fn ahead(connection: &mut PgConnection, inmate: InmateId, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Vec<Ahead>, sqlx::Error> {
    sqlx::query_as!(
        Ahead,
        r#"select g.session_id as "session!", g.place_id as "place_id!", g.place as "place!", g.starts_at as "from!", g.ends_at as "until!", h.id as "held_back?", h.reason_code as "code?"
             from activities.agenda g
             left join activities.held_back h on h.session_id = g.session_id and h.inmate_id = g.inmate_id and h.lifted_at is null
            where g.inmate_id = $1 and g.starts_at between $2 and $3 and g.state in ('planned', 'held_back') order by g.starts_at, g.place limit 100"#,
        inmate.0,
        from,
        to
    )
    .fetch_all(connection)
    .await
}

/// Holds somebody back from one session. The index `held_back_once` refuses a second.
pub async fn hold_back(
    connection: &mut PgConnection,
    of: (InmateId, Option<PrisonId>),
    session: (Uuid, Uuid),
    code: &str,
    reason: &str,
    by: (AccountId, DateTime<Utc>),
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into activities.held_back (id, session_id, place_id, inmate_id, prison_id, reason_code, reason, made_by, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        Uuid::now_v7(),
        session.0,
        session.1,
        of.0.0,
        of.1.map(|p| p.0),
        code,
        reason,
        by.0.0,
        by.1
    )
    .execute(connection)
    .await
    .map(drop)
}

/// Not held back after all. False: it was lifted before, or is not the person's.
pub async fn lift(connection: &mut PgConnection, inmate: InmateId, id: Uuid, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update activities.held_back set lifted_by = $3, lifted_at = $4 where id = $2 and inmate_id = $1 and lifted_at is null",
        inmate.0,
        id,
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}
