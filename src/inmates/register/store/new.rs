//! A new record.

use chrono::Datelike;
use sqlx::PgConnection;
use uuid::Uuid;

use super::Holder;
use crate::inmates::register::model::{Area, Core};
use crate::law::calendar;
use crate::platform::id::PrisonId;

/// Names of the prisons a new record may be kept at.
///
/// # Errors
/// When the database is away.
pub async fn prisons(conn: &mut PgConnection, ids: &[PrisonId]) -> Result<Vec<(PrisonId, String)>, sqlx::Error> {
    let ids: Vec<Uuid> = ids.iter().map(|p| p.0).collect();
    let rows = sqlx::query!("select id, name from estate.prison where id = any($1) order by name limit 200", &ids).fetch_all(conn).await?;
    Ok(rows.into_iter().map(|r| (PrisonId(r.id), r.name)).collect())
}

/// The next number for somebody registered at this instant.
///
/// # Errors
/// When the database refuses.
pub async fn next_number(conn: &mut PgConnection, holder: Holder) -> Result<String, sqlx::Error> {
    let year = calendar::oslo_day(holder.at).year();
    sqlx::query_scalar!(r#"select inmates.next_number($1) as "number!""#, year).fetch_one(conn).await
}

/// Writes the person's row.
///
/// # Errors
/// When the database refuses.
pub async fn insert(conn: &mut PgConnection, holder: Holder, number: &str, core: &Core) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into inmates.inmate (id, number, family_name, given_name, identity, birth_date, birth_date_basis, sex, stated_gender, birth_country, interpreter_language, religion,
                                     prison_id, last_prison_id, created_at, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14, $15)",
        holder.inmate.0,
        number,
        core.family_name,
        core.given_name,
        core.identity.as_str(),
        core.birth_date,
        core.birth_date_basis.as_str(),
        core.sex.as_str(),
        core.stated_gender,
        core.birth_country,
        core.interpreter_language,
        core.religion,
        holder.prison.map(|p| p.0),
        holder.at,
        holder.by.0
    )
    .execute(conn)
    .await
    .map(drop)
}

/// The writer answers for the new record. From here on in this transaction they may add to it.
///
/// # Errors
/// When the database refuses.
pub async fn adopt(conn: &mut PgConnection, holder: Holder) -> Result<(), sqlx::Error> {
    sqlx::query!("select access.adopt($1, $2)", Uuid::now_v7(), holder.inmate.0).fetch_one(conn).await.map(drop)
}

/// Remembers why a person has no number.
///
/// # Errors
/// When the database refuses.
pub async fn no_number(conn: &mut PgConnection, holder: Holder, reason: &str) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into inmates.change (id, inmate_id, prison_id, at, by_account, area, field, reason) values ($1, $2, $3, $4, $5, $6, 'value', $7)",
        Uuid::now_v7(),
        holder.inmate.0,
        holder.prison.map(|p| p.0),
        holder.at,
        holder.by.0,
        Area::Identifier.as_str(),
        reason
    )
    .execute(conn)
    .await
    .map(drop)
}
