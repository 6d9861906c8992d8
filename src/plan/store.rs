//! SQL that more than one part of the plan asks.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::InmateId;

/// Somebody for whom the clock is not set.
#[derive(Clone, Debug)]
pub struct Unset {
    /// Who.
    pub inmate: Uuid,
    /// The stay, when its reception is not counted from.
    pub reception: Option<Uuid>,
    /// The move, when it is not counted from.
    pub transfer: Option<Uuid>,
    /// The stay, when somebody serves a sentence and that is not counted from.
    pub sentence: Option<Uuid>,
    /// When the stay began.
    pub admitted_at: DateTime<Utc>,
    /// When plans came into use, of whoever was in custody then.
    pub in_use_from: Option<DateTime<Utc>>,
    /// When another prison took over.
    pub moved_at: Option<DateTime<Utc>>,
    /// On remand.
    pub remand: bool,
    /// A review that the move interrupted.
    pub interrupted: Option<Uuid>,
}

/// Those for whom it is not set.
///
/// # Errors
/// When the database is away.
pub async fn unset(connection: &mut PgConnection, limit: i32) -> Result<Vec<Unset>, sqlx::Error> {
    sqlx::query_as!(
        Unset,
        r#"select u.inmate_id as "inmate!", u.reception_ref as reception, u.transfer_ref as transfer, u.sentence_ref as sentence, u.admitted_at as "admitted_at!", u.in_use_from, u.moved_at, u.remand as "remand!", u.interrupted
             from plan.clock_unset($1) u"#,
        limit
    )
    .fetch_all(connection)
    .await
}

/// It is set for them.
///
/// # Errors
/// When the database is away.
pub async fn set(connection: &mut PgConnection, inmates: &[Uuid]) -> Result<(), sqlx::Error> {
    sqlx::query!("select plan.clock_set($1)", inmates).fetch_one(connection).await.map(drop)
}

/// Open items of these rules about a person: rule and reference.
///
/// # Errors
/// When the database is away.
pub async fn open_items(connection: &mut PgConnection, inmate: InmateId, rules: &[&str]) -> Result<Vec<(String, Uuid)>, sqlx::Error> {
    let rules: Vec<String> = rules.iter().map(|r| (*r).to_owned()).collect();
    let rows = sqlx::query!(
        "select rule_id, reference from sentences.deadline where inmate_id = $1 and state = 'open' and rule_id = any($2) limit 50",
        inmate.0,
        &rules
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|r| (r.rule_id, r.reference)).collect())
}

/// Where somebody's plan stands.
#[derive(Clone, Debug)]
pub struct File {
    /// The newest finished assessment of this stay.
    pub assessment_id: Option<Uuid>,
    /// When it was finished.
    pub assessed_at: Option<DateTime<Utc>>,
    /// The newest version of this stay.
    pub version_id: Option<Uuid>,
    /// What the person said of it.
    pub version_outcome: Option<String>,
    /// Since when the goals say something else.
    pub changed_at: Option<DateTime<Utc>>,
    /// The next day by which an assessment is asked for.
    pub assess_by: Option<NaiveDate>,
    /// The next day by which the plan is made or looked at again.
    pub review_by: Option<NaiveDate>,
    /// When a review is planned.
    pub review_at: Option<DateTime<Utc>>,
    /// How many of the themes are not shared with this reader.
    pub unshared: i64,
}

/// Where the plan of a person stands; none for somebody who has never been in custody.
///
/// # Errors
/// When the database is away.
pub async fn file(connection: &mut PgConnection, inmate: InmateId) -> Result<Option<File>, sqlx::Error> {
    sqlx::query_as!(
        File,
        r#"select f.assessment_id, f.assessed_at, f.version_id, f.version_outcome, f.changed_at, d.assess_by as "assess_by?", d.review_by as "review_by?",
                  r.at as "review_at?", (select count(*) from plan.consent c where c.inmate_id = f.inmate_id and c.ended_at is not null
                     and not exists (select from plan.consent n where n.inmate_id = c.inmate_id and n.theme = c.theme and n.given_at > c.given_at)) as "unshared!"
             from plan.file f
             left join lateral (select min(d.due_on) filter (where d.rule_id like 'plan.assessment%') as assess_by, min(d.due_on) filter (where d.rule_id = 'plan.made' or d.rule_id like 'plan.review%') as review_by
                                  from sentences.deadline d where d.inmate_id = f.inmate_id and d.state = 'open' and d.rule_id like 'plan.%') d on true
             left join plan.review r on r.inmate_id = f.inmate_id and r.state = 'planned'
            where f.inmate_id = $1"#,
        inmate.0
    )
    .fetch_optional(connection)
    .await
}
