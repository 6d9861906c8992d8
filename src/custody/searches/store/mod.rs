//! All SQL of inspections, searches and tests, and of the people that their forms offer.

pub mod due;
pub mod inspections;
pub mod log;
pub mod tests;

use chrono::NaiveDate;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::{InmateId, PrisonId};

/// Somebody in the prison, for a field.
#[derive(Clone, Debug)]
pub struct Somebody {
    /// The person.
    pub id: Uuid,
    /// The number people use.
    pub number: String,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
}

/// A member of staff, for a field.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// The account.
    pub id: Uuid,
    /// The name.
    pub name: String,
    /// The role.
    pub role: String,
}

/// A cell, for a field.
#[derive(Clone, Debug)]
pub struct Room {
    /// The cell.
    pub id: Uuid,
    /// Its unit.
    pub unit_id: Uuid,
    /// The cell's code.
    pub code: String,
}

/// A person as a search or test needs them.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The person.
    pub id: Uuid,
    /// `M`, `F` or `X`.
    pub sex: Option<String>,
    /// Where they live.
    pub unit_id: Option<Uuid>,
    /// What the alert GENDER_STAFF asks, when it is in force.
    pub alert: Option<String>,
}

/// Everybody of a prison whom the reader may name; of those whose people are named one by one, these.
///
/// # Errors
/// When the database is away.
pub async fn everybody(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Somebody>, sqlx::Error> {
    sqlx::query_as!(
        Somebody,
        "select i.id, i.number, i.family_name, i.given_name from inmates.inmate i
          where i.prison_id = $1 order by i.family_name, i.given_name, i.id limit 1500",
        prison.0
    )
    .fetch_all(connection)
    .await
}

/// The person with this number at the prison, if the reader may name them.
///
/// # Errors
/// When the database is away.
pub async fn by_number(connection: &mut PgConnection, prison: PrisonId, number: &str) -> Result<Option<Somebody>, sqlx::Error> {
    sqlx::query_as!(
        Somebody,
        "select i.id, i.number, i.family_name, i.given_name from inmates.inmate i where i.number = $2 and i.prison_id = $1",
        prison.0,
        number
    )
    .fetch_optional(connection)
    .await
}

/// A person with what a body search asks for.
///
/// # Errors
/// When the database is away.
pub async fn subject(connection: &mut PgConnection, inmate: InmateId, today: NaiveDate) -> Result<Option<Subject>, sqlx::Error> {
    sqlx::query_as!(
        Subject,
        r#"select i.id, i.sex, w.unit_id as "unit_id?",
                  (select a.instruction from inmates.alert a where a.inmate_id = i.id and a.kind = 'GENDER_STAFF' and a.ended_at is null and a.from_day <= $2
                      and (a.to_day is null or a.to_day >= $2) order by a.from_day desc limit 1) as alert
             from inmates.inmate i left join custody.in_custody w on w.inmate_id = i.id where i.id = $1"#,
        inmate.0,
        today
    )
    .fetch_optional(connection)
    .await
}

/// Staff of the prison in these roles.
///
/// # Errors
/// When the database is away.
pub async fn staff(connection: &mut PgConnection, prison: PrisonId, roles: &[&str]) -> Result<Vec<Colleague>, sqlx::Error> {
    let roles: Vec<String> = roles.iter().map(|r| (*r).to_owned()).collect();
    sqlx::query_as!(Colleague, r#"select account_id as "id!", name as "name!", role as "role!" from custody.staff_of($1, $2)"#, prison.0, &roles)
        .fetch_all(connection)
        .await
}

/// Cells of a prison in walking order.
///
/// # Errors
/// When the database is away.
pub async fn rooms(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Room>, sqlx::Error> {
    sqlx::query_as!(
        Room,
        "select c.id, c.unit_id, c.code from estate.cell c join estate.unit u on u.id = c.unit_id
          where c.prison_id = $1 and c.closed_on is null and u.closed_on is null order by u.sort, u.code, c.walking_order, c.code limit 2000",
        prison.0
    )
    .fetch_all(connection)
    .await
}

/// Units of a prison: id and name.
///
/// # Errors
/// When the database is away.
pub async fn units(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<(Uuid, String)>, sqlx::Error> {
    let rows = sqlx::query!("select id, name from estate.unit where prison_id = $1 and closed_on is null order by sort, code limit 200", prison.0)
        .fetch_all(connection)
        .await?;
    Ok(rows.into_iter().map(|r| (r.id, r.name)).collect())
}
