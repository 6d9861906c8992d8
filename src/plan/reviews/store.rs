//! SQL of reviews.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::plan::model::{Meeting, Outcome, TookPart, Who};
use crate::platform::id::{AccountId, InmateId, PrisonId};

/// A review.
#[derive(Clone, Debug)]
pub struct Review {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub place: String,
    pub state: Meeting,
    pub took_part: Option<TookPart>,
    pub inmate_words: String,
    pub notes: String,
    pub outcome: Option<Outcome>,
    pub reason: String,
    pub planned_by: Option<String>,
    pub planned_at: DateTime<Utc>,
    pub ended_by: Option<String>,
    pub ended_at: Option<DateTime<Utc>>,
    pub version: i32,
}

/// All of a person, the newest first.
pub async fn all(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Review>, sqlx::Error> {
    sqlx::query_as!(
        Review,
        r#"select r.id, r.at, r.place, r.state as "state: Meeting", r.took_part as "took_part: TookPart", r.inmate_words, r.notes, r.outcome as "outcome: Outcome", r.reason,
                  p.display_name as "planned_by?", r.planned_at, e.display_name as "ended_by?", r.ended_at, r.version
             from plan.review r left join access.account p on p.id = r.planned_by left join access.account e on e.id = r.ended_by
            where r.inmate_id = $1 order by r.state <> 'planned', r.at desc, r.id limit 60"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// Somebody who was asked.
#[derive(Clone, Debug)]
pub struct Invited {
    pub id: Uuid,
    pub who: Who,
    pub name: String,
    pub came: Option<bool>,
}

/// Those asked to a review.
pub async fn invited(connection: &mut PgConnection, review: Uuid) -> Result<Vec<Invited>, sqlx::Error> {
    sqlx::query_as!(Invited, r#"select i.id, i.who as "who: Who", i.name, i.came from plan.invited i where i.review_id = $1 order by i.id limit 40"#, review)
        .fetch_all(connection)
        .await
}

/// A new review.
#[derive(Clone, Debug)]
pub struct New {
    pub at: DateTime<Utc>,
    pub place: String,
    pub invited: Vec<(Who, String)>,
}

/// Plans one; the constraint `one_planned_review` refuses a second.
pub async fn plan(
    connection: &mut PgConnection,
    id: Uuid,
    whose: (InmateId, Option<PrisonId>),
    new: &New,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into plan.review (id, inmate_id, prison_id, at, place, planned_by, planned_at) values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        whose.0.0,
        whose.1.map(|p| p.0),
        new.at,
        new.place,
        by.0,
        now
    )
    .execute(&mut *connection)
    .await?;
    let ids: Vec<Uuid> = new.invited.iter().map(|_| Uuid::now_v7()).collect();
    let who: Vec<String> = new.invited.iter().map(|i| i.0.as_str().to_owned()).collect();
    let names: Vec<String> = new.invited.iter().map(|i| i.1.clone()).collect();
    sqlx::query!(
        "insert into plan.invited (id, review_id, inmate_id, prison_id, who, name, invited_by) select x.id, $1, $2, $3, x.who, x.name, $4 from unnest($5::uuid[], $6::text[], $7::text[]) x (id, who, name)",
        id,
        whose.0.0,
        whose.1.map(|p| p.0),
        by.0,
        &ids,
        &who,
        &names
    )
    .execute(connection)
    .await
    .map(drop)
}

/// Tells those of the house who were asked.
pub async fn tell(connection: &mut PgConnection, review: Uuid, arguments: serde_json::Value, link: &str) -> Result<i32, sqlx::Error> {
    sqlx::query_scalar!(r#"select plan.tell_invited($1, $2, $3) as "n!""#, review, arguments, link).fetch_one(connection).await
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Held {
    pub took_part: TookPart,
    pub inmate_words: String,
    pub notes: String,
    pub outcome: Outcome,
    pub came: Vec<Uuid>,
}

/// It was held, on the ground of the version that was seen. False: somebody was first.
pub async fn hold(connection: &mut PgConnection, id: Uuid, seen: i32, held: &Held, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update plan.review set state = 'held', took_part = $3, inmate_words = $4, notes = $5, outcome = $6, ended_by = $7, ended_at = $8, version = version + 1
          where id = $1 and version = $2 and state = 'planned'",
        id,
        seen,
        held.took_part.as_str(),
        held.inmate_words,
        held.notes,
        held.outcome.as_str(),
        by.0,
        now
    )
    .execute(&mut *connection)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!("update plan.invited set came = id = any($2) where review_id = $1", id, &held.came).execute(connection).await?;
    Ok(true)
}

/// Called off. False: it was ended before.
pub async fn cancel(connection: &mut PgConnection, id: Uuid, reason: &str, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update plan.review set state = 'cancelled', reason = $2, ended_by = $3, ended_at = $4, version = version + 1 where id = $1 and state = 'planned'",
        id,
        reason,
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}
