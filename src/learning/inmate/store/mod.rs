//! SQL of a learner's record: what is shared, tested, agreed, taken and noted; what came of it stands beside.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::form::{NewAdapted, NewEnrolment, NewTest, Shared};
use crate::learning::model::{Highest, Manner, Standing, Subject};
use crate::platform::db;
use crate::platform::id::{AccountId, InmateId, PrisonId};

mod elsewhere;
mod outcomes;

pub use elsewhere::*;
pub use outcomes::*;

/// Who writes, and when.
pub type By = (AccountId, DateTime<Utc>);
/// Of whom, in which prison.
pub type Whose = (InmateId, Option<PrisonId>);

/// What somebody shares of their schooling.
#[derive(Clone, Debug)]
pub struct Learner {
    pub shares: bool,
    pub highest: Option<Highest>,
    pub schooling: String,
    pub country: Option<String>,
    pub wishes: String,
    pub recorded_at: DateTime<Utc>,
    pub by: Option<String>,
    pub version: i32,
}

/// If it was ever asked.
pub async fn learner(connection: &mut PgConnection, inmate: InmateId) -> Result<Option<Learner>, sqlx::Error> {
    sqlx::query_as!(
        Learner,
        r#"select l.shares, l.highest as "highest: Highest", l.schooling, l.country, l.wishes, l.recorded_at, a.display_name as "by?", l.version
             from learning.learner l left join access.account a on a.id = l.recorded_by where l.inmate_id = $1"#,
        inmate.0
    )
    .fetch_optional(connection)
    .await
}

/// Keeps it. `seen`: the version that the form was filled from, none when there was nothing. False: somebody was first.
pub async fn share(connection: &mut PgConnection, (inmate, prison): Whose, seen: Option<i32>, new: &Shared, (by, now): By) -> Result<bool, sqlx::Error> {
    let highest = new.highest.map(Highest::as_str);
    let done = match seen {
        Some(seen) => {
            sqlx::query!(
                "update learning.learner set shares = $3, shared_at = $8, highest = $4, schooling = $5, country = $6, wishes = $7, recorded_by = $9, recorded_at = $8, version = version + 1
                  where inmate_id = $1 and version = $2",
                inmate.0,
                seen,
                new.shares,
                highest,
                new.schooling,
                new.country,
                new.wishes,
                now,
                by.0
            )
            .execute(connection)
            .await?
        }
        None => {
            sqlx::query!(
                "insert into learning.learner (inmate_id, prison_id, shares, shared_at, highest, schooling, country, wishes, recorded_by, recorded_at) values ($1, $2, $3, $8, $4, $5, $6, $7, $9, $8)
                 on conflict (inmate_id) do nothing",
                inmate.0,
                prison.map(|p| p.0),
                new.shares,
                highest,
                new.schooling,
                new.country,
                new.wishes,
                now,
                by.0
            )
            .execute(connection)
            .await?
        }
    };
    Ok(done.rows_affected() == 1)
}

/// A test of level.
#[derive(Clone, Debug)]
pub struct Test {
    pub id: Uuid,
    pub subject: Subject,
    pub test: String,
    pub result: String,
    pub on_day: NaiveDate,
    pub by: Option<String>,
    pub withdrawn: bool,
}

/// Those of a person, the latest first.
pub async fn tests(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Test>, sqlx::Error> {
    sqlx::query_as!(
        Test,
        r#"select l.id, l.subject as "subject: Subject", l.test, l.result, l.on_day, a.display_name as "by?", l.withdrawn_at is not null as "withdrawn!"
             from learning.level_test l left join access.account a on a.id = l.recorded_by where l.inmate_id = $1 order by l.withdrawn_at is not null, l.on_day desc, l.id limit 60"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// Writes one down.
pub async fn test(connection: &mut PgConnection, id: Uuid, (inmate, prison): Whose, new: &NewTest, (by, now): By) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into learning.level_test (id, inmate_id, prison_id, subject, test, result, on_day, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id,
        inmate.0,
        prison.map(|p| p.0),
        new.subject.as_str(),
        new.test,
        new.result,
        new.on_day,
        by.0,
        now
    )
    .execute(connection)
    .await
    .map(drop)
}

/// It was written by mistake.
pub async fn withdraw_test(connection: &mut PgConnection, inmate: InmateId, id: Uuid, (by, now): By) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update learning.level_test set withdrawn_at = $3, withdrawn_by = $4 where id = $2 and inmate_id = $1 and withdrawn_at is null",
        inmate.0,
        id,
        now,
        by.0
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// What was agreed to help.
#[derive(Clone, Debug)]
pub struct Adapted {
    pub id: Uuid,
    pub measures: String,
    pub agreed_on: NaiveDate,
    pub review_on: NaiveDate,
    pub by: Option<String>,
    pub ended_at: Option<DateTime<Utc>>,
}

/// What holds, and what held.
pub async fn adapted(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Adapted>, sqlx::Error> {
    sqlx::query_as!(
        Adapted,
        r#"select d.id, d.measures, d.agreed_on, d.review_on, a.display_name as "by?", d.ended_at
             from learning.adapted d left join access.account a on a.id = d.recorded_by where d.inmate_id = $1 order by d.ended_at is not null, d.agreed_on desc, d.id limit 20"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// Agreed anew: what held before ends, in the same transaction. The constraint `adapted_once` tells whoever was second.
pub async fn adapt(
    connection: &mut PgConnection,
    id: Uuid,
    (inmate, prison): Whose,
    replaces: Option<Uuid>,
    new: &NewAdapted,
    by: By,
) -> Result<(), sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    if let Some(old) = replaces {
        end_adapted(&mut point, inmate, old, by).await?;
    }
    sqlx::query!(
        "insert into learning.adapted (id, inmate_id, prison_id, measures, agreed_on, agreed_by_inmate, review_on, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, true, $6, $7, $8)",
        id,
        inmate.0,
        prison.map(|p| p.0),
        new.measures,
        new.agreed_on,
        new.review_on,
        by.0.0,
        by.1
    )
    .execute(&mut *point)
    .await?;
    point.commit().await
}

/// Held no more.
pub async fn end_adapted(connection: &mut PgConnection, inmate: InmateId, id: Uuid, (by, now): By) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update learning.adapted set ended_at = $3, ended_by = $4, version = version + 1 where id = $2 and inmate_id = $1 and ended_at is null",
        inmate.0,
        id,
        now,
        by.0
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A course as taken.
#[derive(Clone, Debug)]
pub struct Enrolment {
    pub id: Uuid,
    pub course: String,
    pub place: Option<String>,
    pub manner: Manner,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
    pub state: Standing,
    pub reason: Option<String>,
    pub version: i32,
}

/// Those of a person, what goes on first.
pub async fn enrolments(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Enrolment>, sqlx::Error> {
    sqlx::query_as!(
        Enrolment,
        r#"select e.id, e.course_code as course, p.name as "place?", e.manner as "manner: Manner", e.from_day as "from", e.to_day as "to", e.state as "state: Standing", e.state_reason as reason, e.version
             from learning.enrolment e left join activities.place p on p.id = e.place_id where e.inmate_id = $1 order by e.state <> 'under_way', e.from_day desc, e.id limit 60"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// A new one, with the place in a class of it when the person has one. The constraint `enrolled_once` refuses a second of a course.
pub async fn enrol(connection: &mut PgConnection, id: Uuid, (inmate, prison): Whose, new: &NewEnrolment, (by, now): By) -> Result<(), sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    sqlx::query!(
        "insert into learning.enrolment (id, inmate_id, prison_id, course_code, place_id, placement_id, goal_id, manner, from_day, recorded_by, recorded_at)
         select $1, $2, $3, $4, x.place_id, x.id, x.goal_id, $5, $6, $7, $8
           from (select 1) one left join lateral (select y.id, y.place_id, y.goal_id from activities.placement y join activities.place p on p.id = y.place_id
                                                   where y.inmate_id = $2 and p.kind = 'course' and p.code = $4 and y.during @> $8::timestamptz order by lower(y.during) desc limit 1) x on true",
        id,
        inmate.0,
        prison.map(|p| p.0),
        new.course,
        new.manner.as_str(),
        new.from,
        by.0,
        now
    )
    .execute(&mut *point)
    .await?;
    point.commit().await
}

/// It ended. False: somebody was first.
pub async fn end(
    connection: &mut PgConnection,
    inmate: InmateId,
    id: Uuid,
    seen: i32,
    state: Standing,
    reason: Option<&str>,
    on: NaiveDate,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update learning.enrolment set state = $4, state_reason = $5, to_day = greatest($6, from_day), version = version + 1 where id = $2 and inmate_id = $1 and version = $3 and state = 'under_way'",
        inmate.0,
        id,
        seen,
        state.as_str(),
        reason,
        on
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// An aim of a course under way, and whether it was reached.
#[derive(Clone, Debug)]
pub struct Aim {
    pub enrolment: Uuid,
    pub competence: Uuid,
    pub number: i32,
    pub words: String,
    pub reached_on: Option<NaiveDate>,
}

/// Those of every enrolment of a person.
pub async fn aims(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Aim>, sqlx::Error> {
    sqlx::query_as!(
        Aim,
        r#"select e.id as enrolment, c.id as competence, c.number, c.words, r.on_day as "reached_on?"
             from learning.enrolment e cross join lateral (select coalesce(e.to_day, platform.today()) as day) d
             -- One wording of each goal: the one under which it was reached, else the one that held when the course ended, or holds.
             cross join lateral (
                  select distinct on (x.number) x.id, x.number, x.words, k.on_day
                    from learning.competence x left join learning.reached k on k.enrolment_id = e.id and k.competence_id = x.id and k.taken_back_at is null
                   where x.course_code = e.course_code
                     and (k.on_day is not null
                          or (coalesce(x.added_on, '-infinity') <= d.day
                              and (x.closed_on is null or x.closed_on > d.day or (x.closed_on > e.from_day and not exists (select from learning.competence n where n.supersedes = x.id)))))
                   order by x.number, k.on_day is null, x.closed_on is not null, x.version desc) c
             left join learning.reached r on r.enrolment_id = e.id and r.competence_id = c.id and r.taken_back_at is null
            where e.inmate_id = $1 order by e.id, c.number limit 1000"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// Reached today, or again after it was taken back. False: it was.
pub async fn reach(
    connection: &mut PgConnection,
    (inmate, prison): Whose,
    (enrolment, competence): (Uuid, Uuid),
    on: NaiveDate,
    (by, now): By,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "insert into learning.reached as r (enrolment_id, competence_id, inmate_id, prison_id, on_day, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (enrolment_id, competence_id) do update set taken_back_at = null, taken_back_by = null, on_day = excluded.on_day, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at
          where r.taken_back_at is not null",
        enrolment,
        competence,
        inmate.0,
        prison.map(|p| p.0),
        on,
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Not reached after all. False: it was not.
pub async fn take_back(connection: &mut PgConnection, inmate: InmateId, (enrolment, competence): (Uuid, Uuid), (by, now): By) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update learning.reached set taken_back_at = $4, taken_back_by = $5 where enrolment_id = $2 and competence_id = $3 and inmate_id = $1 and taken_back_at is null",
        inmate.0,
        enrolment,
        competence,
        now,
        by.0
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A teacher's note as it stands.
#[derive(Clone, Debug)]
pub struct Note {
    pub id: Uuid,
    pub body: String,
    pub at: DateTime<Utc>,
    pub by: Option<String>,
    pub mine: bool,
    pub corrected: bool,
}

/// Those that no other has taken the place of.
pub async fn notes(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Note>, sqlx::Error> {
    sqlx::query_as!(
        Note,
        r#"select n.id, n.body, n.at, a.display_name as "by?", n.author = (select access.account()) as "mine!", n.supersedes is not null as "corrected!"
             from learning.note n left join access.account a on a.id = n.author
            where n.inmate_id = $1 and not exists (select from learning.note m where m.supersedes = n.id) order by n.at desc, n.id limit 60"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// Writes one; or one that takes the place of another, which stays. The constraint `note_superseded_once` tells whoever was second.
pub async fn note(
    connection: &mut PgConnection,
    id: Uuid,
    (inmate, prison): Whose,
    body: &str,
    supersedes: Option<Uuid>,
    (by, now): By,
) -> Result<(), sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    sqlx::query!(
        "insert into learning.note (id, inmate_id, prison_id, body, at, author, supersedes) values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        inmate.0,
        prison.map(|p| p.0),
        body,
        now,
        by.0,
        supersedes
    )
    .execute(&mut *point)
    .await?;
    point.commit().await
}
