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
use serde_json::{Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use super::form::{Facts, Part};
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
    /// Writes it anew, with its history, in one trip.
    fn update(conn: &mut PgConnection, id: Uuid, row: &Self::Row, history: &History) -> impl Future<Output = Result<(), sqlx::Error>> + Send;
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

/// One writer at a time for a person's register, and what forms about the person compare with, as the last writer left it. Not the
/// person's row: health and the duty officer, who set alerts, may not lock that.
///
/// # Errors
/// When another holds it too long, or the database is away.
pub async fn lock(conn: &mut PgConnection, inmate: InmateId) -> Result<Facts, sqlx::Error> {
    let row = sqlx::query!(r#"select birth_date, nationals as "nationals!", d_numbers as "d_numbers!" from inmates.lock_register($1)"#, inmate.0)
        .fetch_optional(conn)
        .await?;
    Ok(row.map(|r| self::core::compare(r.birth_date, &r.nationals, &r.d_numbers)).unwrap_or_default())
}

/// What changed, field by field, as `inmates.remember` takes it.
#[derive(Clone, Debug)]
pub struct History {
    of: Value,
    changes: Value,
}

impl History {
    /// Of a row of somebody's register.
    pub fn of(holder: Holder, area: Area, row: Uuid, changes: &[Changed], reason: Option<&str>) -> Self {
        let changes = changes.iter().map(|c| json!({ "id": Uuid::now_v7(), "field": c.field, "old": c.old, "new": c.new })).collect();
        Self { of: json!({ "inmate": holder.inmate, "prison": holder.prison, "at": holder.at, "area": area.as_str(), "row": row, "reason": reason }), changes }
    }
}

/// Writes history beside a row that was added or ended.
///
/// # Errors
/// When the database refuses.
pub async fn remember(conn: &mut PgConnection, history: &History) -> Result<(), sqlx::Error> {
    sqlx::query!("select inmates.remember($1, $2)", history.of, history.changes).fetch_one(conn).await.map(drop)
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
