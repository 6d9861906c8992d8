//! SQL of versions.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::plan::model::{GoalState, Theme, Verdict};
use crate::platform::id::{AccountId, InmateId, PrisonId};

/// A version.
#[derive(Clone, Debug)]
pub struct Version {
    pub id: Uuid,
    pub number: i32,
    pub outcome: Verdict,
    pub inmate_words: String,
    pub agreed_on: NaiveDate,
    pub participants: String,
    pub explained_by: String,
    pub explained_in: String,
    pub interpreter: bool,
    pub countersign: bool,
    pub countersigned_by: Option<String>,
    pub countersigned_at: Option<DateTime<Utc>>,
    pub recorded: Uuid,
    pub recorded_by: Option<String>,
    pub recorded_at: DateTime<Utc>,
}

/// All of a person, the newest first.
pub async fn all(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Version>, sqlx::Error> {
    sqlx::query_as!(
        Version,
        r#"select v.id, v.number, v.outcome as "outcome: Verdict", v.inmate_words, v.agreed_on, v.participants, v.explained_by, v.explained_in, v.interpreter, v.countersign is not null as "countersign!",
                  s.display_name as "countersigned_by?", v.countersigned_at, v.recorded_by as recorded, b.display_name as "recorded_by?", v.recorded_at
             from plan.version v left join access.account s on s.id = v.countersigned_by left join access.account b on b.id = v.recorded_by
            where v.inmate_id = $1 order by v.number desc limit 60"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// A goal as a version has it.
#[derive(Clone, Debug)]
pub struct Frozen {
    pub version_id: Uuid,
    pub goal_id: Uuid,
    pub theme: Theme,
    pub words: String,
    pub state: GoalState,
    pub target_on: Option<NaiveDate>,
    pub actions: serde_json::Value,
}

/// The goals of these versions, as far as the reader may know.
pub async fn frozen(connection: &mut PgConnection, inmate: InmateId, versions: &[Uuid]) -> Result<Vec<Frozen>, sqlx::Error> {
    sqlx::query_as!(
        Frozen,
        r#"select g.version_id, g.goal_id, g.theme as "theme: Theme", g.words, g.state as "state: GoalState", g.target_on, g.actions from plan.version_goal g
            where g.inmate_id = $1 and g.version_id = any($2) order by array_position(array['current', 'later', 'achieved'], g.state), g.goal_id limit 300"#,
        inmate.0,
        versions
    )
    .fetch_all(connection)
    .await
}

/// A new version.
#[derive(Clone, Debug)]
pub struct New {
    pub outcome: Verdict,
    pub inmate_words: String,
    pub agreed_on: NaiveDate,
    pub participants: String,
    pub explained_by: String,
    pub explained_in: String,
    pub interpreter: bool,
}

/// Writes it; what the goals say is frozen with it, by the database. `seen`: the number of the version that the writer knew as the newest; with another
/// one there by now, the constraint `version_number` refuses.
pub async fn add(
    connection: &mut PgConnection,
    id: Uuid,
    whose: (InmateId, Option<PrisonId>),
    seen: i32,
    new: &New,
    countersign: bool,
    (by, now): (AccountId, DateTime<Utc>),
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into plan.version (id, inmate_id, prison_id, number, outcome, inmate_words, agreed_on, participants, explained_by, explained_in, interpreter, countersign, recorded_by, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        id,
        whose.0.0,
        whose.1.map(|p| p.0),
        seen + 1,
        new.outcome.as_str(),
        new.inmate_words,
        new.agreed_on,
        new.participants,
        new.explained_by,
        new.explained_in,
        new.interpreter,
        countersign.then_some("governor"),
        by.0,
        now
    )
    .execute(connection)
    .await
    .map(drop)
}

/// The second signature. False: there was nothing to sign.
pub async fn countersign(connection: &mut PgConnection, version: Uuid) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"select plan.countersign($1) as "done!""#, version).fetch_one(connection).await
}

/// Tells the governors of a prison that a version waits for them.
pub async fn tell_governors(connection: &mut PgConnection, prison: Option<PrisonId>, number: &str, link: &str) -> Result<(), sqlx::Error> {
    let Some(prison) = prison else { return Ok(()) };
    sqlx::query!("select access.notify_role('GOV', $1, 'plan_countersign', $2, $3)", prison.0, serde_json::json!({ "number": number }), link)
        .fetch_one(connection)
        .await
        .map(drop)
}
