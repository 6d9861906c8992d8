//! All SQL of releases that went wrong.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::{AccountId, InmateId, PrisonId};
use crate::platform::words::words;

words! {
    /// What went wrong.
    Kind {
        /// Held after the day.
        HeldTooLong = "held_too_long",
        /// Let out before it.
        ReleasedTooEarly = "released_too_early",
    }
}

/// What is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What went wrong.
    pub kind: Kind,
    /// Held too long: when they should have left. Let out too early: when they left.
    pub from_day: NaiveDate,
    /// When they left, or were back; none: not yet.
    pub to_day: Option<NaiveDate>,
    /// What happened.
    pub what: String,
    /// When the prosecutor was told.
    pub prosecutor_on: Option<NaiveDate>,
    /// When the Directorate was.
    pub directorate_on: Option<NaiveDate>,
    /// When the person was.
    pub person_on: Option<NaiveDate>,
}

/// An account of it, as recorded.
#[derive(Clone, Debug)]
pub struct ReleaseError {
    /// The row.
    pub id: Uuid,
    /// What is told.
    pub told: Told,
    /// By whom.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// A later account has taken its place.
    pub replaced: bool,
}

impl Told {
    /// Days held without a ground, or at large: to the last day, or to today while it lasts.
    pub fn days(&self, today: NaiveDate) -> i64 {
        (self.to_day.unwrap_or(today) - self.from_day).num_days().max(0)
    }
}

/// Everything told about one person, the newest first.
///
/// # Errors
/// When the database is away.
pub async fn of_person(conn: &mut PgConnection, inmate: InmateId) -> Result<Vec<ReleaseError>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select e.id, e.kind as "kind: Kind", e.from_day, e.to_day, e.what, e.prosecutor_on, e.directorate_on, e.person_on, e.recorded_at, coalesce(a.display_name, '') as "by!",
                  exists (select from sentences.release_error n where n.supersedes = e.id) as "replaced!"
             from sentences.release_error e left join access.account a on a.id = e.recorded_by
            where e.inmate_id = $1 order by e.recorded_at desc, e.id limit 50"#,
        inmate.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| ReleaseError {
            id: r.id,
            told: Told {
                kind: r.kind,
                from_day: r.from_day,
                to_day: r.to_day,
                what: r.what,
                prosecutor_on: r.prosecutor_on,
                directorate_on: r.directorate_on,
                person_on: r.person_on,
            },
            by: r.by,
            at: r.recorded_at,
            replaced: r.replaced,
        })
        .collect())
}

/// Whose account, about whom.
pub struct Hand {
    /// The person.
    pub inmate: InmateId,
    /// Where they belong.
    pub prison: Option<PrisonId>,
    /// Who tells.
    pub by: AccountId,
    /// When.
    pub now: DateTime<Utc>,
}

/// Keeps an account; false when somebody else was first to replace the same one.
///
/// # Errors
/// When the database is away.
pub async fn add(conn: &mut PgConnection, hand: &Hand, id: Uuid, t: &Told, replaces: Option<Uuid>) -> Result<bool, sqlx::Error> {
    let mut point = crate::platform::db::savepoint(conn).await?;
    let answer = sqlx::query!(
        "insert into sentences.release_error (id, inmate_id, prison_id, kind, from_day, to_day, what, prosecutor_on, directorate_on, person_on, recorded_by, recorded_at, supersedes)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        id,
        hand.inmate.0,
        hand.prison.map(|p| p.0),
        t.kind.as_str(),
        t.from_day,
        t.to_day,
        t.what,
        t.prosecutor_on,
        t.directorate_on,
        t.person_on,
        hand.by.0,
        hand.now,
        replaces
    )
    .execute(&mut *point)
    .await;
    match answer {
        Err(error) if crate::platform::db::violated(&error) == Some("release_error_replaced_once") => Ok(false),
        answer => {
            answer?;
            point.commit().await?;
            Ok(true)
        }
    }
}
