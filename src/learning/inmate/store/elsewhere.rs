//! SQL of what others know of a learner, and of exams that may be held at another house.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::learning::model::{ExamForm, ExamState, Manner, Standing};
use crate::platform::id::InmateId;

/// A course with one of its times: what a contact officer knows.
#[derive(Clone, Debug)]
pub struct Taken {
    pub enrolment: Uuid,
    pub course: String,
    pub manner: Manner,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
    pub state: Standing,
    pub place: Option<String>,
    /// 1 is Monday.
    pub weekday: Option<i16>,
    pub starts: Option<NaiveTime>,
    pub ends: Option<NaiveTime>,
    pub weeks: Option<String>,
}

/// Those of a person of the reader's, what goes on first.
pub async fn taken(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Taken>, sqlx::Error> {
    sqlx::query_as!(
        Taken,
        r#"select x.enrolment_id as "enrolment!", x.course_code as "course!", x.manner as "manner!: Manner", x.from_day as "from!", x.to_day as to, x.state as "state!: Standing", x.place,
                  x.weekday, x.starts, x.ends, x.weeks from learning.extract($1) x"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// An exam that somebody is registered for or has sat.
#[derive(Clone, Debug)]
pub struct Sits {
    pub exam: Uuid,
    pub subject: String,
    pub course: String,
    pub form: ExamForm,
    pub starts_at: DateTime<Utc>,
    pub state: ExamState,
    pub extra_aids: String,
    pub extra_minutes: i16,
    pub withdrawn: Option<String>,
    pub prison: String,
    /// At a house of the reader's.
    pub here: bool,
}

/// Those of a person, wherever they are held: ahead first.
pub async fn sits(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Sits>, sqlx::Error> {
    sqlx::query_as!(
        Sits,
        r#"select x.exam_id as "exam!", x.subject as "subject!", x.course_code as "course!", x.form as "form!: ExamForm", x.starts_at as "starts_at!", x.state as "state!: ExamState",
                  x.extra_aids as "extra_aids!", x.extra_minutes as "extra_minutes!", x.withdrawn_reason as withdrawn, x.prison as "prison!", x.here as "here!" from learning.exams_of($1) x"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}
