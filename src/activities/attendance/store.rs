//! SQL of registers.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use super::model::{Found, Gives, Kept, Mark, Person, Said, Session, SessionState};
use crate::activities::timetable::{Entry, Kind, State};
use crate::platform::id::PrisonId;

/// A session, when the reader takes its register.
///
/// # Errors
/// When the database is away.
pub async fn session(connection: &mut PgConnection, id: Uuid) -> Result<Option<Session>, sqlx::Error> {
    let row = sqlx::query!(
        r#"select s.id, s.place_id, s.prison_id, p.name as place, p.kind, p.tools, p.safety, s.on_day, s.starts_at, s.ends_at, m.name as "room?", s.state as "state: SessionState",
                  s.reason_code, s.reason, s.taken_at, b.display_name as "taken_by?", t.display_name as "stand_in?", s.version
             from activities.session s
             join activities.place p on p.id = s.place_id
             left join estate.place m on m.id = s.room_id
             left join access.account b on b.id = s.taken_by
             left join access.account t on t.id = s.stand_in
            where s.id = $1 and activities.may_register(s.place_id, s.prison_id)"#,
        id
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| Session {
        id: r.id,
        place_id: r.place_id,
        prison: PrisonId(r.prison_id),
        place: r.place,
        kind: r.kind,
        tools: r.tools,
        safety: r.safety,
        on_day: r.on_day,
        starts_at: r.starts_at,
        ends_at: r.ends_at,
        room: r.room,
        state: r.state,
        reason_code: r.reason_code,
        reason: r.reason,
        taken_at: r.taken_at,
        taken_by: r.taken_by,
        stand_in: r.stand_in,
        version: r.version,
    }))
}

/// Everybody in a register, in the order of names; whoever the reader may not know at the end.
///
/// # Errors
/// When the database is away.
pub async fn people(connection: &mut PgConnection, session: Uuid) -> Result<Vec<Person>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select r.inmate_id as "id!", r.veiled as "veiled!", r.number as "number!", r.family_name as "family_name!", r.given_name as "given_name!", r.cell, r.unit,
                  r.expected as "expected!", r.suspended_for, r.suspended_gives as "suspended_gives: Gives", r.held_back_for, r.here as "here!", r.out_reason, r.out_until,
                  r.mark as "mark: Mark", r.reason_code, r.came_at, r.left_at, r.gives as "gives: Gives", r.note as "note!", r.recorded_by, r.recorded_at, r.changes as "changes!",
                  r.found_at, r.found_by, r.found_where, r.notices as "notices!: Json<Vec<(String, String)>>", r.apart as "apart!"
             from activities.register($1) r"#,
        session
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Person {
            id: r.id,
            veiled: r.veiled,
            number: r.number,
            family_name: r.family_name,
            given_name: r.given_name,
            cell: r.cell,
            unit: r.unit,
            expected: r.expected,
            suspended: r.suspended_for.map(|code| (code, r.suspended_gives.unwrap_or(Gives::Nothing))),
            held_back: r.held_back_for,
            here: r.here,
            out: r.out_reason.map(|reason| (reason, r.out_until)),
            kept: r.mark.zip(r.recorded_at).map(|(mark, at)| Kept {
                said: Said { mark, reason: r.reason_code, came_at: r.came_at, left_at: r.left_at, gives: r.gives.unwrap_or(Gives::Nothing), note: r.note },
                by: r.recorded_by.unwrap_or_default(),
                at,
                changes: r.changes,
            }),
            found: r.found_at.zip(r.found_where).map(|(at, place)| Found { at, by: r.found_by.unwrap_or_default(), place }),
            notices: r.notices.0,
            apart: r.apart,
        })
        .collect())
}

/// What claims these people's time between two instants.
///
/// # Errors
/// When the database is away.
pub async fn timetable(connection: &mut PgConnection, people: &[Uuid], from: DateTime<Utc>, until: DateTime<Utc>) -> Result<Vec<(Uuid, Entry)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select t.inmate_id as "inmate!", t.source_id as "id!", t.kind as "kind: Kind", t.state as "state: State", t.starts_at as "from!", t.ends_at as until
             from activities.timetable($1, $2, $3) t"#,
        people,
        from,
        until
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().filter_map(|r| Some((r.inmate, Entry { id: r.id, kind: r.kind?, state: r.state?, from: r.from, until: r.until }))).collect())
}

/// What became of saying something in a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It is written.
    Done,
    /// It is not the reader's register, or the person is not in it.
    NotHere,
    /// Somebody changed the session or the register since the page was made, or it has been cancelled.
    Changed,
    /// Somebody came to it or left it since.
    Others,
    /// It is too early.
    Ahead,
    /// The session is over.
    Over,
}

impl Written {
    fn of(word: &str) -> Self {
        match word {
            "taken" | "corrected" | "marked" | "taken_back" => Self::Done,
            "changed" | "cancelled" | "not_taken" => Self::Changed,
            "others" => Self::Others,
            "ahead" => Self::Ahead,
            "over" => Self::Over,
            _ => Self::NotHere,
        }
    }
}

/// Takes or corrects a register whole.
///
/// # Errors
/// When the database is away.
pub async fn take(connection: &mut PgConnection, session: Uuid, version: i32, marks: Value, reason: &str) -> Result<Written, sqlx::Error> {
    let word =
        sqlx::query_scalar!(r#"select activities.take_register($1, $2, $3, $4) as "word!""#, session, version, marks, reason).fetch_one(connection).await?;
    Ok(Written::of(&word))
}

/// Takes it back.
///
/// # Errors
/// When the database is away.
pub async fn take_back(connection: &mut PgConnection, session: Uuid, version: i32, reason: &str) -> Result<Written, sqlx::Error> {
    let word = sqlx::query_scalar!(r#"select activities.take_back_register($1, $2, $3) as "word!""#, session, version, reason).fetch_one(connection).await?;
    Ok(Written::of(&word))
}

/// Says of one person that they have not come, or that they have come after all.
///
/// # Errors
/// When the database is away.
pub async fn mark_missing(connection: &mut PgConnection, session: Uuid, inmate: Uuid, missing: bool, gives: Gives) -> Result<Written, sqlx::Error> {
    let word = sqlx::query_scalar!(r#"select activities.mark_missing($1, $2, $3, $4) as "word!""#, session, inmate, missing, gives.as_str())
        .fetch_one(connection)
        .await?;
    Ok(Written::of(&word))
}

/// A session of a day, with its figures.
#[derive(Clone, Debug)]
pub struct Line {
    /// The session.
    pub id: Uuid,
    /// The place.
    pub place: String,
    /// Its kind.
    pub kind: String,
    /// The room.
    pub room: Option<String>,
    /// The day.
    pub on_day: NaiveDate,
    /// From when.
    pub starts_at: DateTime<Utc>,
    /// Until when.
    pub ends_at: DateTime<Utc>,
    /// Whether it is held.
    pub state: SessionState,
    /// Why not.
    pub reason_code: Option<String>,
    /// When the register was taken.
    pub taken_at: Option<DateTime<Utc>>,
    /// Who stands in.
    pub stand_in: Option<String>,
    /// Who has a seat.
    pub people: i64,
    /// Who comes.
    pub expected: i64,
    /// Who is held back.
    pub held_back: i64,
    /// Whose place rests.
    pub suspended: i64,
    /// Who is out of the house.
    pub out: i64,
    /// Who was there.
    pub present: i64,
    /// Who is missing.
    pub missing: i64,
}

/// The sessions of a day whose registers the reader takes, and those of the days before that nobody has taken and to which somebody was to come.
///
/// # Errors
/// When the database is away.
pub async fn of_day(connection: &mut PgConnection, day: NaiveDate, since: NaiveDate, now: DateTime<Utc>) -> Result<(Vec<Line>, Vec<Line>), sqlx::Error> {
    let rows = sqlx::query_as!(
        Line,
        r#"with mine as materialized (
               select s.id, s.place_id from activities.session s
                where (s.on_day = $1 or (s.on_day between $2 and $1 - 1 and s.taken_at is null and s.state = 'planned' and s.ends_at < $3)) and s.prison_id = any((select access.houses())::uuid[])
                  and (s.place_id = any((select activities.my_places())::uuid[]) or (select access.role() in ('CAS', 'GOV')))
                limit 600),
           of_day as (select d.* from activities.session_day d where d.on_day = $1 and d.id in (select id from mine)),
           before as (select s.* from activities.session s where s.id in (select id from mine) and s.on_day < $1
                         and (exists (select from activities.slot l where l.pattern_id = s.pattern_id and l.during @> s.starts_at)
                              or exists (select from activities.booking b where b.session_id = s.id and b.ended_at is null)))
           select x.id as "id!", p.name as place, p.kind, m.name as "room?", x.on_day as "on_day!", x.starts_at as "starts_at!", x.ends_at as "ends_at!", x.state as "state!: SessionState", x.reason_code,
                  x.taken_at, b.display_name as "stand_in?", x.people as "people!", x.expected as "expected!", x.held_back as "held_back!", x.suspended as "suspended!", x.out_of_house as "out!",
                  x.present as "present!", x.missing as "missing!"
             from (select d.id, d.place_id, d.room_id, d.on_day, d.starts_at, d.ends_at, d.state, d.reason_code, d.taken_at, d.stand_in, d.people, d.expected, d.held_back, d.suspended, d.out_of_house,
                          d.present, d.missing from of_day d
                   union all
                   select s.id, s.place_id, s.room_id, s.on_day, s.starts_at, s.ends_at, s.state, s.reason_code, s.taken_at, s.stand_in, 0, 0, 0, 0, 0, 0, 0 from before s) x
             join activities.place p on p.id = x.place_id
             left join estate.place m on m.id = x.room_id
             left join access.account b on b.id = x.stand_in
            order by x.starts_at, p.name, x.id limit 600"#,
        day,
        since,
        now
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().partition(|l| l.on_day == day))
}

/// Puts whoever has been missing for so many minutes on the boards that are open; how many became a line.
///
/// # Errors
/// When the database is away.
pub async fn tell_missing(connection: &mut PgConnection, minutes: i32, now: DateTime<Utc>) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(r#"select activities.tell_missing($1, $2) as "told!""#, minutes, now).fetch_one(connection).await
}
