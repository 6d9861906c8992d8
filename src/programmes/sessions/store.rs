//! SQL of sessions and attendance.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::AccountId;
use crate::programmes::model::{Mark, SessionState};

/// A session.
#[derive(Clone, Debug)]
pub struct Session {
    pub id: Uuid,
    pub group_id: Uuid,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub topic: String,
    pub state: SessionState,
    pub state_reason: String,
    pub taken_by: Option<String>,
    pub taken_at: Option<DateTime<Utc>>,
    pub version: i32,
}

/// Those of a group, in order of time.
pub async fn of_group(connection: &mut PgConnection, group: Uuid) -> Result<Vec<Session>, sqlx::Error> {
    sqlx::query_as!(
        Session,
        r#"select s.id, s.group_id, s.starts_at, s.ends_at, s.topic, s.state as "state: SessionState", s.state_reason, a.display_name as "taken_by?", s.taken_at, s.version
             from programmes.session s left join access.account a on a.id = s.taken_by where s.group_id = $1 order by s.starts_at, s.id limit 200"#,
        group
    )
    .fetch_all(connection)
    .await
}

/// One.
pub async fn one(connection: &mut PgConnection, id: Uuid) -> Result<Option<Session>, sqlx::Error> {
    sqlx::query_as!(
        Session,
        r#"select s.id, s.group_id, s.starts_at, s.ends_at, s.topic, s.state as "state: SessionState", s.state_reason, a.display_name as "taken_by?", s.taken_at, s.version
             from programmes.session s left join access.account a on a.id = s.taken_by where s.id = $1"#,
        id
    )
    .fetch_optional(connection)
    .await
}

/// Plans sessions. The constraint `session_once` refuses a second at the same time.
pub async fn plan(
    connection: &mut PgConnection,
    group: (Uuid, Uuid),
    times: &[(DateTime<Utc>, DateTime<Utc>)],
    topic: &str,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    let ids: Vec<Uuid> = times.iter().map(|_| Uuid::now_v7()).collect();
    let (from, until): (Vec<DateTime<Utc>>, Vec<DateTime<Utc>>) = times.iter().copied().unzip();
    sqlx::query!(
        "insert into programmes.session (id, group_id, prison_id, starts_at, ends_at, topic, created_by, created_at)
         select x.id, $1, $2, x.starts_at, x.ends_at, $3, $4, $5 from unnest($6::uuid[], $7::timestamptz[], $8::timestamptz[]) x (id, starts_at, ends_at)",
        group.0,
        group.1,
        topic,
        by.0,
        now,
        &ids,
        &from,
        &until
    )
    .execute(connection)
    .await
    .map(drop)
}

/// Called off. False: it was ended before.
pub async fn cancel(connection: &mut PgConnection, id: Uuid, reason: &str) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"select programmes.cancel_session($1, $2) as "done!""#, id, reason).fetch_one(connection).await
}

/// Somebody who is or was expected.
#[derive(Clone, Debug)]
pub struct Expected {
    pub enrolment: Uuid,
    pub inmate: Option<Uuid>,
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub place: Option<String>,
    pub mark: Option<Mark>,
    pub note: String,
    pub correction: String,
    pub by: Option<String>,
    pub at: Option<DateTime<Utc>>,
    /// Where they are now, when not in the house.
    pub out_reason: Option<String>,
    pub reachable: bool,
    /// How often it was corrected.
    pub earlier: i64,
}

/// Those of a session.
pub async fn expected(connection: &mut PgConnection, session: Uuid) -> Result<Vec<Expected>, sqlx::Error> {
    sqlx::query_as!(
        Expected,
        r#"select x.enrolment_id as "enrolment!", x.inmate_id as inmate, x.number as "number!", x.family_name as "family_name!", x.given_name as "given_name!", x.place,
                  x.mark as "mark: Mark", x.note as "note!", x.correction as "correction!", x.recorded_by as by, x.recorded_at as at, x.out_reason, x.reachable as "reachable!", x.earlier as "earlier!"
             from programmes.expected($1) x"#,
        session
    )
    .fetch_all(connection)
    .await
}

/// What taking attendance did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Written.
    Yes,
    /// Somebody was first, or it was called off.
    Stale,
    /// It has not begun.
    Early,
}

/// Writes who came; what differs from what was written before is a correction.
pub async fn take(connection: &mut PgConnection, session: Uuid, seen: i32, marks: serde_json::Value, correction: &str) -> Result<Taken, sqlx::Error> {
    let word =
        sqlx::query_scalar!(r#"select programmes.take_attendance($1, $2, $3, $4) as "word!""#, session, seen, marks, correction).fetch_one(connection).await?;
    Ok(match word.as_str() {
        "taken" => Taken::Yes,
        "early" => Taken::Early,
        _ => Taken::Stale,
    })
}
