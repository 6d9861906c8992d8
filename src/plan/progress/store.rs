//! SQL of progress.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Kind, Noted};
use crate::platform::id::InmateId;

/// Says that something happened under a goal.
pub(super) async fn note(connection: &mut PgConnection, n: Noted) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select plan.note_progress($1, $2, $3, $4, $5, $6) as "done!""#,
        n.goal,
        n.kind.as_str(),
        n.source,
        n.at,
        n.figures.map(|f| f.0),
        n.figures.map(|f| f.1)
    )
    .fetch_one(connection)
    .await
}

/// What happened of one kind under one goal, taken together.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The goal.
    pub goal_id: Uuid,
    /// What.
    pub kind: Kind,
    /// How often.
    pub times: i64,
    /// The last time.
    pub last: DateTime<Utc>,
    /// So many, where figures say something.
    pub n: Option<i64>,
    /// Of so many.
    pub of_n: Option<i64>,
}

/// Everything under a person's goals, the latest first.
///
/// # Errors
/// When the database is away.
pub async fn of_inmate(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Mark>, sqlx::Error> {
    sqlx::query_as!(
        Mark,
        r#"select p.goal_id, p.kind as "kind: Kind", count(*) as "times!", max(p.at) as "last!", sum(p.n) as n, sum(p.of_n) as of_n
             from plan.progress p where p.inmate_id = $1 group by p.goal_id, p.kind order by 4 desc limit 200"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}
