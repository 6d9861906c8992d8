//! SQL of results and certificates.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{By, Whose};
use crate::learning::inmate::form::{NewCertificate, NewResult};
use crate::learning::model::ResultKind;
use crate::platform::id::InmateId;

/// What came of a course or an exam.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub id: Uuid,
    pub course: String,
    pub kind: ResultKind,
    pub mark: String,
    pub on_day: NaiveDate,
    pub correction: Option<String>,
    /// A certificate of it is in force.
    pub certified: bool,
}

/// Those that no other has taken the place of, the latest first.
pub async fn results(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Outcome>, sqlx::Error> {
    sqlx::query_as!(
        Outcome,
        r#"select r.id, r.course_code as course, r.kind as "kind: ResultKind", r.result as mark, r.on_day, r.correction,
                  exists (select from learning.certificate c where c.result_id = r.id and c.withdrawn_at is null) as "certified!"
             from learning.result r where r.inmate_id = $1 and not exists (select from learning.result s where s.supersedes = r.id) order by r.on_day desc, r.id limit 80"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// Writes one down, with the enrolment it belongs to when there is one. The goal of the plan that it serves.
pub async fn result(connection: &mut PgConnection, id: Uuid, (inmate, prison): Whose, new: &NewResult, (by, now): By) -> Result<Option<Uuid>, sqlx::Error> {
    let enrolment = sqlx::query!(
        "select e.id, e.goal_id from learning.enrolment e where e.inmate_id = $1 and e.course_code = $2 order by e.state = 'under_way' desc, e.from_day desc limit 1",
        inmate.0,
        new.course
    )
    .fetch_optional(&mut *connection)
    .await?;
    sqlx::query!(
        "insert into learning.result (id, inmate_id, prison_id, enrolment_id, course_code, kind, result, on_day, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id,
        inmate.0,
        prison.map(|p| p.0),
        enrolment.as_ref().map(|e| e.id),
        new.course,
        new.kind.as_str(),
        new.mark,
        new.on_day,
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(enrolment.and_then(|e| e.goal_id))
}

/// A certificate as issued.
#[derive(Clone, Debug)]
pub struct Certificate {
    pub id: Uuid,
    pub title: String,
    pub issuer: String,
    pub town: String,
    pub number: String,
    pub issued_on: NaiveDate,
    pub valid_to: Option<NaiveDate>,
    pub handed_over_on: Option<NaiveDate>,
    pub withdrawn_at: Option<DateTime<Utc>>,
    pub withdrawn_reason: Option<String>,
    /// Of the result that it tells of.
    pub course: Option<String>,
    pub mark: Option<String>,
}

/// Those of a person, the latest first.
pub async fn certificates(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Certificate>, sqlx::Error> {
    sqlx::query_as!(
        Certificate,
        r#"select c.id, c.title, c.issuer, c.town, c.number, c.issued_on, c.valid_to, c.handed_over_on, c.withdrawn_at, c.withdrawn_reason, r.course_code as "course?", r.result as "mark?"
             from learning.certificate c left join learning.result r on r.id = c.result_id where c.inmate_id = $1 order by c.withdrawn_at is not null, c.issued_on desc, c.id limit 60"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// Issues one. The constraint `no_mark_of_a_prison` refuses a title that tells of a prison, whatever a page forgot.
pub async fn certify(connection: &mut PgConnection, id: Uuid, (inmate, prison): Whose, new: &NewCertificate, (by, now): By) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into learning.certificate (id, inmate_id, prison_id, result_id, title, issuer, town, number, issued_on, valid_to, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        id,
        inmate.0,
        prison.map(|p| p.0),
        new.result,
        new.title,
        new.issuer,
        new.town,
        new.number,
        new.issued_on,
        new.valid_to,
        by.0,
        now
    )
    .execute(connection)
    .await
    .map(drop)
}

/// Given to the person today. False: it had been, or was withdrawn.
pub async fn hand_over(connection: &mut PgConnection, inmate: InmateId, id: Uuid, on: NaiveDate) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update learning.certificate set handed_over_on = $3 where id = $2 and inmate_id = $1 and handed_over_on is null and withdrawn_at is null",
        inmate.0,
        id,
        on
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// It holds no more. False: it did not.
pub async fn withdraw_certificate(connection: &mut PgConnection, inmate: InmateId, id: Uuid, reason: &str, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update learning.certificate set withdrawn_at = $3, withdrawn_reason = $4 where id = $2 and inmate_id = $1 and withdrawn_at is null",
        inmate.0,
        id,
        now,
        reason
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}
