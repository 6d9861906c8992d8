//! SQL of the goals of courses.

use chrono::NaiveDate;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::db;
use crate::platform::id::AccountId;

/// A course that is taught or has goals: how many goals it has, and how many learners are at it whom the reader sees.
#[derive(Clone, Debug)]
pub struct Course {
    pub code: String,
    pub goals: i64,
    pub learners: i64,
}

/// Those with goals, and those that are held at the reader's houses.
pub async fn courses(connection: &mut PgConnection) -> Result<Vec<Course>, sqlx::Error> {
    sqlx::query_as!(
        Course,
        r#"select k.code as "code!", (select count(*) from learning.competence c where c.course_code = k.code and c.closed_on is null) as "goals!",
                  (select count(*) from learning.enrolment e where e.course_code = k.code and e.state = 'under_way') as "learners!"
             from (select c.course_code as code from learning.competence c
                   union select p.code from activities.place p where p.kind = 'course' and p.code is not null and p.closed_on is null and p.prison_id = any(access.houses())
                   union select e.course_code from learning.enrolment e where e.state = 'under_way') k
            order by k.code limit 300"#
    )
    .fetch_all(connection)
    .await
}

/// A goal in one of its wordings.
#[derive(Clone, Debug)]
pub struct Goal {
    pub id: Uuid,
    pub number: i32,
    pub words: String,
    pub added_on: Option<NaiveDate>,
    pub closed_on: Option<NaiveDate>,
    /// Another wording has taken its place.
    pub replaced: bool,
    /// So many have reached it in these words, of those whom the reader sees.
    pub reached: i64,
}

/// Every wording of every goal of a course: by number, the latest first.
pub async fn of_course(connection: &mut PgConnection, course: &str) -> Result<Vec<Goal>, sqlx::Error> {
    sqlx::query_as!(
        Goal,
        r#"select c.id, c.number, c.words, c.added_on, c.closed_on, exists (select from learning.competence n where n.supersedes = c.id) as "replaced!",
                  (select count(*) from learning.reached r where r.competence_id = c.id and r.taken_back_at is null) as "reached!"
             from learning.competence c where c.course_code = $1 order by c.number, c.version desc limit 400"#,
        course
    )
    .fetch_all(connection)
    .await
}

/// Whether the reader leads a school, and writes what its courses aim at.
pub async fn leads(connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"select learning.leads() as "leads!""#).fetch_one(connection).await
}

/// A goal more, with the next number. The constraint `competence_version` tells whoever was second.
pub async fn add(connection: &mut PgConnection, id: Uuid, course: &str, words: &str, today: NaiveDate, by: AccountId) -> Result<(), sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    sqlx::query!(
        "insert into learning.competence (id, course_code, number, words, added_by, added_on)
         select $1, $2, 1 + coalesce((select max(c.number) from learning.competence c where c.course_code = $2), 0), $3, $4, $5",
        id,
        course,
        words,
        by.0,
        today
    )
    .execute(&mut *point)
    .await?;
    point.commit().await
}

/// Ends a wording. None: somebody was first. Else its number and version.
pub async fn close(connection: &mut PgConnection, course: &str, goal: Uuid, today: NaiveDate, by: AccountId) -> Result<Option<(i32, i32)>, sqlx::Error> {
    let row = sqlx::query!(
        "update learning.competence set closed_on = $3, closed_by = $4 where id = $2 and course_code = $1 and closed_on is null returning number, version",
        course,
        goal,
        today,
        by.0
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| (r.number, r.version)))
}

/// Other words for a goal: what was reached keeps the former ones. False: somebody was first.
pub async fn reword(
    connection: &mut PgConnection,
    id: Uuid,
    (course, goal): (&str, Uuid),
    words: &str,
    today: NaiveDate,
    by: AccountId,
) -> Result<bool, sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    let Some((number, version)) = close(&mut point, course, goal, today, by).await? else { return Ok(false) };
    sqlx::query!(
        "insert into learning.competence (id, course_code, number, version, words, added_by, added_on, supersedes) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id,
        course,
        number,
        version + 1,
        words,
        by.0,
        today,
        goal
    )
    .execute(&mut *point)
    .await?;
    point.commit().await?;
    Ok(true)
}
