//! All SQL of the register's rows, their history and their search terms.

mod alerts;
mod core;
mod find;
mod history;
mod listed;
mod new;
mod photos;

pub use self::core::facts;
pub use alerts::{AlertRow, alert_instructions, alerts};
pub use find::{Candidate, candidates};
pub use history::{Entry, LastChange, Page, last_change, page};
pub use listed::Held;
pub use new::{adopt, insert, next_number, no_number, prisons};
pub use photos::{InGallery, add_photo, end_photo, looked_lately, photos, picture, thumbnail};

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::form::Part;
use super::model::Area;
use super::sheet::Changed;
use crate::inmates::{InmateCtx, fold};
use crate::platform::id::{AccountId, InmateId, PrisonId};

/// Whose rows are written, by whom and when.
#[derive(Clone, Copy, Debug)]
pub struct Holder {
    /// The person.
    pub inmate: InmateId,
    /// The prison that answers for them; row security goes by it.
    pub prison: Option<PrisonId>,
    /// The writer.
    pub by: AccountId,
    /// The instant.
    pub at: DateTime<Utc>,
}

impl Holder {
    /// Of the request's inmate, by whoever asks.
    pub fn of(ctx: &InmateCtx) -> Self {
        Self { inmate: ctx.inmate.id, prison: ctx.inmate.prison_id, by: ctx.actor.account, at: ctx.now }
    }
}

/// A row that can be changed.
pub trait Editable: Part {
    /// The row in force.
    fn find(conn: &mut PgConnection, inmate: InmateId, id: Uuid) -> impl Future<Output = Result<Option<Self::Row>, sqlx::Error>> + Send;
    /// Writes it anew.
    fn update(conn: &mut PgConnection, id: Uuid, row: &Self::Row) -> impl Future<Output = Result<(), sqlx::Error>> + Send;
}

/// A row that a person may have several of.
pub trait Listed: Editable {
    /// Those in force.
    fn list(conn: &mut PgConnection, inmate: InmateId) -> impl Future<Output = Result<Vec<Held<Self::Row>>, sqlx::Error>> + Send;
    /// Adds one.
    fn add(conn: &mut PgConnection, holder: Holder, id: Uuid, row: &Self::Row) -> impl Future<Output = Result<(), sqlx::Error>> + Send;
    /// Ends one: it leaves the page and stays in the history.
    fn end(conn: &mut PgConnection, holder: Holder, id: Uuid, reason: Option<&str>) -> impl Future<Output = Result<(), sqlx::Error>> + Send;
}

/// One writer at a time for a person's register. Not the person's row: health and the duty officer, who set alerts, may not lock that.
///
/// # Errors
/// When another holds it too long, or the database is away.
pub async fn lock(conn: &mut PgConnection, inmate: InmateId) -> Result<(), sqlx::Error> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('register:' || $1, 0))", inmate.to_string()).fetch_one(conn).await.map(drop)
}

/// Writes what changed into the history, field by field.
///
/// # Errors
/// When the database refuses.
pub async fn remember(conn: &mut PgConnection, holder: Holder, area: Area, row: Uuid, changes: &[Changed], reason: Option<&str>) -> Result<(), sqlx::Error> {
    let ids: Vec<Uuid> = changes.iter().map(|_| Uuid::now_v7()).collect();
    let fields: Vec<&str> = changes.iter().map(|c| c.field).collect();
    let old: Vec<Option<&str>> = changes.iter().map(|c| c.old.as_deref()).collect();
    let new: Vec<Option<&str>> = changes.iter().map(|c| c.new.as_deref()).collect();
    sqlx::query!(
        "insert into inmates.change (id, inmate_id, prison_id, at, by_account, area, row_id, field, old_value, new_value, reason)
         select c.id, $2, $3, $4, $5, $6, $7, c.field, c.old, c.new, $8 from unnest($1::uuid[], $9::text[], $10::text[], $11::text[]) c (id, field, old, new)",
        &ids,
        holder.inmate.0,
        holder.prison.map(|p| p.0),
        holder.at,
        holder.by.0,
        area.as_str(),
        row,
        reason,
        &fields as &[&str],
        &old as &[Option<&str>],
        &new as &[Option<&str>],
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Makes the person's search terms from the names in force: the whole index anew, so that it can never drift.
///
/// # Errors
/// When the database refuses.
pub async fn reindex(conn: &mut PgConnection, holder: Holder) -> Result<(), sqlx::Error> {
    let names = sqlx::query!(
        r#"select i.family_name || ' ' || i.given_name as "name!", false as "alias!" from inmates.inmate i where i.id = $1
           union all
           select n.family_name || ' ' || n.given_name, true from inmates.name n where n.inmate_id = $1 and n.ended_at is null"#,
        holder.inmate.0
    )
    .fetch_all(&mut *conn)
    .await?;
    let (mut terms, mut sounds, mut aliases) = (Vec::new(), Vec::new(), Vec::new());
    for name in &names {
        for (term, sound) in fold::pairs(&name.name) {
            terms.push(term);
            sounds.push(sound);
            aliases.push(name.alias);
        }
    }
    sqlx::query!("delete from inmates.search_term where inmate_id = $1", holder.inmate.0).execute(&mut *conn).await?;
    // distinct on, not `on conflict`: row security would ask for the right to read each row first.
    sqlx::query!(
        "insert into inmates.search_term (inmate_id, prison_id, term, sound, alias)
         select distinct on (t.term, t.alias) $1, $2, t.term, t.sound, t.alias from unnest($3::text[], $4::text[], $5::bool[]) t (term, sound, alias)",
        holder.inmate.0,
        holder.prison.map(|p| p.0),
        &terms,
        &sounds,
        &aliases
    )
    .execute(conn)
    .await
    .map(drop)
}
