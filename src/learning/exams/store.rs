//! SQL of exams.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::form::{NewCandidate, NewExam, NewMark};
use crate::learning::model::{ExamForm, ExamState, Network};
use crate::platform::db;
use crate::platform::id::{AccountId, InmateId, PrisonId};

/// An exam.
#[derive(Clone, Debug)]
pub struct Exam {
    pub id: Uuid,
    pub prison_id: Uuid,
    pub course: String,
    pub subject: String,
    pub form: ExamForm,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub room_id: Option<Uuid>,
    pub room: Option<String>,
    pub invigilator: Option<Uuid>,
    pub invigilator_account: Option<String>,
    pub invigilator_name: String,
    pub aids: String,
    pub network: Network,
    pub registered_by: Option<NaiveDate>,
    pub state: ExamState,
    pub protocol: String,
    pub reason: Option<String>,
    pub version: i32,
    /// Candidates whom the reader may see.
    pub candidates: i64,
}

async fn select(connection: &mut PgConnection, exam: Option<Uuid>, prison: Option<PrisonId>, since: DateTime<Utc>) -> Result<Vec<Exam>, sqlx::Error> {
    sqlx::query_as!(
        Exam,
        r#"select e.id, e.prison_id, e.course_code as course, e.subject, e.form as "form: ExamForm", e.starts_at, e.ends_at, e.room_id, r.name as "room?", e.invigilator,
                  a.display_name as "invigilator_account?", e.invigilator_name, e.aids, e.network as "network: Network", e.registered_by_day as registered_by, e.state as "state: ExamState",
                  e.protocol, e.reason, e.version,
                  (select count(*) from learning.candidate c where c.exam_id = e.id and c.withdrawn_at is null) as "candidates!"
             from learning.exam e left join estate.place r on r.id = e.room_id left join access.account a on a.id = e.invigilator
            where e.id = $1 or ($1::uuid is null and e.prison_id = $2 and e.starts_at > $3)
            order by e.starts_at, e.id limit 200"#,
        exam,
        prison.map(|p| p.0),
        since
    )
    .fetch_all(connection)
    .await
}

/// Those of a prison from an instant on.
pub async fn of_prison(connection: &mut PgConnection, prison: PrisonId, since: DateTime<Utc>) -> Result<Vec<Exam>, sqlx::Error> {
    select(connection, None, Some(prison), since).await
}

/// One.
pub async fn find(connection: &mut PgConnection, exam: Uuid) -> Result<Option<Exam>, sqlx::Error> {
    Ok(select(connection, Some(exam), None, DateTime::default()).await?.pop())
}

/// A new one. A room or a watcher who is taken names the constraint.
pub async fn add(connection: &mut PgConnection, id: Uuid, prison: PrisonId, new: &NewExam, by: AccountId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    sqlx::query!(
        "insert into learning.exam (id, prison_id, course_code, subject, form, starts_at, ends_at, room_id, invigilator, invigilator_name, aids, network, registered_by_day, made_by, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        id,
        prison.0,
        new.course,
        new.subject,
        new.form.as_str(),
        new.starts,
        new.ends,
        new.room,
        new.invigilator,
        new.invigilator_name,
        new.aids,
        new.network.as_str(),
        new.registered_by,
        by.0,
        now
    )
    .execute(&mut *point)
    .await?;
    point.commit().await
}

/// Other facts of a planned one. False: somebody was first.
pub async fn update(connection: &mut PgConnection, id: Uuid, seen: i32, new: &NewExam) -> Result<bool, sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    let done = sqlx::query!(
        "update learning.exam set starts_at = $3, ends_at = $4, room_id = $5, invigilator = $6, invigilator_name = $7, aids = $8, network = $9, registered_by_day = $10, version = version + 1
          where id = $1 and version = $2 and state = 'planned'",
        id,
        seen,
        new.starts,
        new.ends,
        new.room,
        new.invigilator,
        new.invigilator_name,
        new.aids,
        new.network.as_str(),
        new.registered_by
    )
    .execute(&mut *point)
    .await?;
    point.commit().await?;
    Ok(done.rows_affected() == 1)
}

/// Held, with its protocol, or called off, with a reason. False: somebody was first.
pub async fn settle(connection: &mut PgConnection, id: Uuid, seen: i32, state: ExamState, protocol: &str, reason: Option<&str>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update learning.exam set state = $3, protocol = $4, reason = $5, version = version + 1 where id = $1 and version = $2 and state = 'planned'",
        id,
        seen,
        state.as_str(),
        protocol,
        reason
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Somebody who sits it.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub id: Uuid,
    pub inmate: Uuid,
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub lives: Option<String>,
    pub own: bool,
    pub extra_aids: String,
    pub extra_minutes: i16,
    pub withdrawn_reason: Option<String>,
    /// The mark that stands, for those who read results.
    pub mark: Option<String>,
    /// Its row, which a correction takes the place of.
    pub result: Option<Uuid>,
    pub enrolment: Option<Uuid>,
    pub goal: Option<Uuid>,
    /// The prison that answers for the person now.
    pub prison: Option<Uuid>,
    /// Has gone on to another house: the record is there, the exam is still this school's to finish.
    pub gone: bool,
}

/// Those of an exam whom the reader may see.
pub async fn candidates(connection: &mut PgConnection, exam: Uuid) -> Result<Vec<Candidate>, sqlx::Error> {
    sqlx::query_as!(
        Candidate,
        r#"select c.id, i.id as inmate, i.number, i.family_name, i.given_name, u.name || coalesce(', ' || k.code, '') as lives, c.own_candidate as own, c.extra_aids, c.extra_minutes, c.withdrawn_reason,
                  x.result as "mark?", x.id as "result?", c.enrolment_id as enrolment, e.goal_id as "goal?", c.prison_id as prison, false as "gone!"
             from learning.candidate c join inmates.inmate i on i.id = c.inmate_id left join learning.enrolment e on e.id = c.enrolment_id
             left join custody.in_custody w on w.inmate_id = i.id left join estate.unit u on u.id = w.unit_id left join estate.cell k on k.id = w.cell_id
             left join lateral (select r.id, r.result from learning.result r where r.candidate_id = c.id and not exists (select from learning.result s where s.supersedes = r.id) limit 1) x on true
            where c.exam_id = $1 order by c.withdrawn_at is not null, i.family_name, i.given_name, i.id limit 300"#,
        exam
    )
    .fetch_all(connection)
    .await
}

/// Those who have gone on to another house, of an exam of the reader's own school.
pub async fn gone(connection: &mut PgConnection, exam: Uuid) -> Result<Vec<Candidate>, sqlx::Error> {
    sqlx::query_as!(
        Candidate,
        r#"select g.candidate_id as "id!", g.inmate_id as "inmate!", g.number as "number!", g.family_name as "family_name!", g.given_name as "given_name!", null::text as lives, g.own_candidate as "own!",
                  g.extra_aids as "extra_aids!", g.extra_minutes as "extra_minutes!", g.withdrawn_reason, g.mark, g.result_id as result, g.enrolment_id as enrolment, g.goal_id as goal, g.prison_id as prison,
                  true as "gone!" from learning.gone($1) g"#,
        exam
    )
    .fetch_all(connection)
    .await
}

/// The mark of one of them. False: is none of them.
pub async fn mark_gone(connection: &mut PgConnection, id: Uuid, exam: Uuid, candidate: Uuid, new: &NewMark) -> Result<bool, sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    let said =
        sqlx::query_scalar!(r#"select learning.mark_gone($1, $2, $3, $4, $5, $6) as "said!""#, id, exam, candidate, new.mark, new.supersedes, new.correction)
            .fetch_one(&mut *point)
            .await?;
    point.commit().await?;
    Ok(said == "kept")
}

/// One of them does not sit an exam that is ahead.
pub async fn withdraw_gone(connection: &mut PgConnection, exam: Uuid, candidate: Uuid, reason: &str) -> Result<Option<InmateId>, sqlx::Error> {
    let found = sqlx::query_scalar!("select learning.withdraw_gone($1, $2, $3)", exam, candidate, reason).fetch_one(connection).await?;
    Ok(found.map(InmateId))
}

/// What else the room of an exam is used for while it lasts, with the time of whoever has most of it.
#[derive(Clone, Debug)]
pub struct RoomClash {
    pub session: Option<Uuid>,
    pub exam: Option<Uuid>,
    pub what: String,
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

/// Those of a planned exam.
pub async fn room_clashes(connection: &mut PgConnection, exam: Uuid) -> Result<Vec<RoomClash>, sqlx::Error> {
    sqlx::query_as!(
        RoomClash,
        r#"select c.session_id as session, c.exam_id as exam, c.what as "what!", c.starts_at as "from!", c.ends_at as "until!" from learning.room_clashes($1) c"#,
        exam
    )
    .fetch_all(connection)
    .await
}

/// A learner who could sit it.
#[derive(Clone, Debug)]
pub struct Could {
    pub inmate: Uuid,
    pub name: String,
    pub number: String,
    /// Takes the course.
    pub taught: bool,
}

/// The reader's learners who are not registered, those of the course first.
pub async fn could(connection: &mut PgConnection, exam: &Exam) -> Result<Vec<Could>, sqlx::Error> {
    sqlx::query_as!(
        Could,
        r#"select i.id as inmate, i.family_name || ', ' || i.given_name as "name!", i.number, bool_or(e.course_code = $2) as "taught!"
             from learning.enrolment e join inmates.inmate i on i.id = e.inmate_id
            where e.state = 'under_way' and e.prison_id = $3 and e.inmate_id = any((select access.assigned())::uuid[])
              and not exists (select from learning.candidate c where c.exam_id = $1 and c.inmate_id = e.inmate_id)
            group by i.id order by 4 desc, 2, 1 limit 300"#,
        exam.id,
        exam.course,
        exam.prison_id
    )
    .fetch_all(connection)
    .await
}

/// Registers somebody, with the course they take. The constraint `candidate_once` refuses it twice.
pub async fn register(connection: &mut PgConnection, id: Uuid, exam: &Exam, new: &NewCandidate, by: AccountId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    sqlx::query!(
        "insert into learning.candidate (id, exam_id, inmate_id, prison_id, enrolment_id, own_candidate, extra_aids, extra_minutes, registered_by, registered_at)
         select $1, $2, $3, $4, e.id, e.id is null, $5, $6, $7, $8
           from (select 1) one left join lateral (select x.id from learning.enrolment x where x.inmate_id = $3 and x.course_code = $9 and x.state = 'under_way' limit 1) e on true",
        id,
        exam.id,
        new.inmate,
        exam.prison_id,
        new.extra_aids,
        new.extra_minutes,
        by.0,
        now,
        exam.course
    )
    .execute(&mut *point)
    .await?;
    point.commit().await
}

/// Does not sit it. The person; none: did not.
pub async fn withdraw(connection: &mut PgConnection, exam: Uuid, candidate: Uuid, reason: &str, now: DateTime<Utc>) -> Result<Option<InmateId>, sqlx::Error> {
    let found = sqlx::query_scalar!(
        "update learning.candidate set withdrawn_at = $3, withdrawn_reason = $4 where id = $2 and exam_id = $1 and withdrawn_at is null returning inmate_id",
        exam,
        candidate,
        now,
        reason
    )
    .fetch_optional(connection)
    .await?;
    Ok(found.map(InmateId))
}

/// A mark, or one that takes the place of another. The constraint `result_superseded_once` tells whoever was second.
pub async fn mark(
    connection: &mut PgConnection,
    id: Uuid,
    exam: &Exam,
    c: &Candidate,
    new: &NewMark,
    (by, now): (AccountId, DateTime<Utc>),
    on: NaiveDate,
) -> Result<(), sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    sqlx::query!(
        "insert into learning.result (id, inmate_id, prison_id, enrolment_id, candidate_id, course_code, kind, result, on_day, recorded_by, recorded_at, supersedes, correction)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        id,
        c.inmate,
        c.prison,
        c.enrolment,
        c.id,
        exam.course,
        if exam.form == ExamForm::Trade { "trade" } else { "exam" },
        new.mark,
        on,
        by.0,
        now,
        new.supersedes,
        new.correction
    )
    .execute(&mut *point)
    .await?;
    point.commit().await
}

/// Who could watch at a prison: teachers and supervisors there.
pub async fn watchers(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<(Uuid, String)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select distinct c.account_id as "id!", c.display_name as "name!" from activities.place p cross join lateral activities.could_run(p.id) c
            where p.prison_id = $1 and p.id in (select min(q.id::text)::uuid from activities.place q where q.prison_id = $1 group by q.kind) order by 2, 1"#,
        prison.0
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|r| (r.id, r.name)).collect())
}
