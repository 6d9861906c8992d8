//! Photographs.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::Holder;
use crate::inmates::photo::Photo;
use crate::platform::id::{AccountId, InmateId};

/// How long a look at a page covers the thumbnails in it.
const COVERED: TimeDelta = TimeDelta::minutes(5);

/// A photograph in the gallery, without its bytes.
#[derive(Clone, Debug)]
pub struct InGallery {
    /// The photograph.
    pub id: Uuid,
    /// The day it was taken.
    pub taken_on: NaiveDate,
    /// When it was added.
    pub recorded_at: DateTime<Utc>,
    /// By whom.
    pub by: String,
}

/// Those in use, newest first.
///
/// # Errors
/// When the database is away.
pub async fn photos(conn: &mut PgConnection, inmate: InmateId) -> Result<Vec<InGallery>, sqlx::Error> {
    sqlx::query_as!(
        InGallery,
        r#"select f.id, f.taken_on, f.recorded_at, coalesce(a.display_name, '') as "by!" from inmates.photo f left join access.account a on a.id = f.recorded_by
            where f.inmate_id = $1 and f.ended_at is null order by f.taken_on desc, f.recorded_at desc limit 60"#,
        inmate.0
    )
    .fetch_all(conn)
    .await
}

/// The newest, small.
///
/// # Errors
/// When the database is away.
pub async fn thumbnail(conn: &mut PgConnection, inmate: InmateId) -> Result<Option<Vec<u8>>, sqlx::Error> {
    sqlx::query_scalar!(
        "select thumbnail from inmates.photo where inmate_id = $1 and ended_at is null order by taken_on desc, recorded_at desc limit 1",
        inmate.0
    )
    .fetch_optional(conn)
    .await
}

/// One, whole.
///
/// # Errors
/// When the database is away.
pub async fn picture(conn: &mut PgConnection, inmate: InmateId, id: Uuid) -> Result<Option<Vec<u8>>, sqlx::Error> {
    sqlx::query_scalar!("select full_image from inmates.photo where inmate_id = $1 and id = $2 and ended_at is null", inmate.0, id).fetch_optional(conn).await
}

/// Adds one.
///
/// # Errors
/// When the database refuses.
pub async fn add_photo(conn: &mut PgConnection, holder: Holder, id: Uuid, photo: &Photo, taken_on: NaiveDate) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into inmates.photo (id, inmate_id, prison_id, taken_on, full_image, thumbnail, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id,
        holder.inmate.0,
        holder.prison.map(|p| p.0),
        taken_on,
        photo.jpeg,
        photo.thumbnail,
        holder.by.0,
        holder.at
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Takes one out of use; the day it was taken, if it was in use.
///
/// # Errors
/// When the database refuses.
pub async fn end_photo(conn: &mut PgConnection, holder: Holder, id: Uuid) -> Result<Option<NaiveDate>, sqlx::Error> {
    sqlx::query_scalar!(
        "update inmates.photo set ended_at = $3 where id = $1 and inmate_id = $2 and ended_at is null returning taken_on",
        id,
        holder.inmate.0,
        holder.at
    )
    .fetch_optional(conn)
    .await
}

/// Whether the reader looked at this person, or at a list they stood in, a moment ago.
///
/// # Errors
/// When the database is away.
pub async fn looked_lately(conn: &mut PgConnection, reader: AccountId, inmate: InmateId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select exists (select from audit.entry e where e.actor = $1 and e.at > $2 and e.action in ('look', 'list', 'search') and (e.inmate_id = $3 or $3 = any(e.inmates))) as "looked!""#,
        reader.0,
        now - COVERED,
        inmate.0
    )
    .fetch_one(conn)
    .await
}
