//! A school year's terms.

use chrono::NaiveDate;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::db;
use crate::platform::id::PrisonId;

/// A school year's term.
#[derive(Clone, Debug)]
pub struct Term {
    pub id: Uuid,
    pub name: String,
    pub from: Option<NaiveDate>,
    /// The day after its last.
    pub until: Option<NaiveDate>,
    pub version: i32,
}

/// Those of a prison, the latest first.
pub async fn terms(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Term>, sqlx::Error> {
    sqlx::query_as!(Term, "select t.id, t.name, lower(t.during) as from, upper(t.during) as until, t.version from activities.term t where t.prison_id = $1 order by lower(t.during) desc limit 40", prison.0)
        .fetch_all(connection)
        .await
}

/// A new term; the constraint `term_overlaps` refuses two at once.
pub async fn add_term(connection: &mut PgConnection, prison: PrisonId, name: &str, from: NaiveDate, last: NaiveDate) -> Result<(), sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    sqlx::query!(
        "insert into activities.term (id, prison_id, name, during) values ($1, $2, $3, daterange($4, $5, '[]'))",
        Uuid::now_v7(),
        prison.0,
        name,
        from,
        last
    )
    .execute(&mut *point)
    .await?;
    point.commit().await
}

/// Other days or another name. False: somebody was first.
pub async fn edit_term(connection: &mut PgConnection, id: Uuid, seen: i32, name: &str, from: NaiveDate, last: NaiveDate) -> Result<bool, sqlx::Error> {
    let mut point = db::savepoint(connection).await?;
    let done = sqlx::query!(
        "update activities.term set name = $3, during = daterange($4, $5, '[]'), version = version + 1 where id = $1 and version = $2",
        id,
        seen,
        name,
        from,
        last
    )
    .execute(&mut *point)
    .await?;
    point.commit().await?;
    Ok(done.rows_affected() == 1)
}
