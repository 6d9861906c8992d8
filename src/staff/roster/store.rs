//! Rosters in the database.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::form::{Planned, Week};
use crate::platform::id::{AccountId, PrisonId, RowId, UnitId};

/// A unit of the house, and how much of a week nobody covers.
#[derive(Debug)]
pub struct Unit {
    pub id: Uuid,
    pub name: String,
    /// Of its 21 shifts those with nobody.
    pub holes: i64,
}

/// The open units of a prison, with what nobody covers in seven days from `monday`.
pub async fn units(connection: &mut PgConnection, prison: PrisonId, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Vec<Unit>, sqlx::Error> {
    sqlx::query_as!(
        Unit,
        r#"select u.id, u.name, 21 - coalesce(c.covered, 0) as "holes!"
             from estate.unit u
             left join (select s.unit_id, count(distinct ((lower(s.during) at time zone 'Europe/Oslo')::date, s.kind)) as covered from staff.shift s
                         where s.prison_id = $1 and lower(s.during) >= $2 and lower(s.during) < $3 group by s.unit_id) c on c.unit_id = u.id
            where u.prison_id = $1 and u.closed_on is null order by u.sort, u.code limit 200"#,
        prison.0,
        from,
        to
    )
    .fetch_all(connection)
    .await
}

/// A shift.
#[derive(Clone, Debug)]
pub struct Shift {
    pub id: Uuid,
    pub account_id: Uuid,
    pub name: String,
    pub prison_id: Uuid,
    pub unit_id: Option<Uuid>,
    pub kind: String,
    pub begins: DateTime<Utc>,
    pub ends: DateTime<Utc>,
    pub version: i32,
    pub set_by: Option<String>,
    pub set_at: Option<DateTime<Utc>>,
}

/// The shifts of a unit, or of the house, that begin in these days.
pub async fn week(
    connection: &mut PgConnection,
    prison: PrisonId,
    unit: Option<UnitId>,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<Shift>, sqlx::Error> {
    sqlx::query_as!(
        Shift,
        r#"select s.id, s.account_id, a.display_name as name, s.prison_id, s.unit_id, s.kind, lower(s.during) as "begins!", upper(s.during) as "ends!", s.version,
                  b.display_name as "set_by?", s.set_at
             from staff.shift s join access.account a on a.id = s.account_id left join access.account b on b.id = s.set_by
            where s.prison_id = $1 and s.unit_id is not distinct from $2 and lower(s.during) >= $3 and lower(s.during) < $4
            order by lower(s.during), a.display_name, s.id limit 1000"#,
        prison.0,
        unit.map(|u| u.0),
        from,
        to
    )
    .fetch_all(connection)
    .await
}

/// One shift of these prisons.
pub async fn find(connection: &mut PgConnection, id: RowId, prisons: &[PrisonId]) -> Result<Option<Shift>, sqlx::Error> {
    let prisons: Vec<Uuid> = prisons.iter().map(|p| p.0).collect();
    sqlx::query_as!(
        Shift,
        r#"select s.id, s.account_id, a.display_name as name, s.prison_id, s.unit_id, s.kind, lower(s.during) as "begins!", upper(s.during) as "ends!", s.version,
                  b.display_name as "set_by?", s.set_at
             from staff.shift s join access.account a on a.id = s.account_id left join access.account b on b.id = s.set_by
            where s.id = $1 and s.prison_id = any($2)"#,
        id.0,
        &prisons
    )
    .fetch_optional(connection)
    .await
}

/// Somebody who may be put on duty.
#[derive(Debug)]
pub struct Person {
    pub id: Uuid,
    pub name: String,
    pub roles: Vec<String>,
}

/// Everybody who may serve at a prison at an instant.
pub async fn people(connection: &mut PgConnection, prison: PrisonId, at: DateTime<Utc>) -> Result<Vec<Person>, sqlx::Error> {
    sqlx::query_as!(
        Person,
        r#"select w.account_id as "id!", w.display_name as "name!", w.roles as "roles!" from staff.who_may_serve($1, $2) w order by w.display_name, w.account_id limit 2000"#,
        prison.0,
        at
    )
    .fetch_all(connection)
    .await
}

/// What somebody has to do in these hours already, but for one shift: its unit, or its prison, and its hours.
pub async fn clash(
    connection: &mut PgConnection,
    who: AccountId,
    begins: DateTime<Utc>,
    ends: DateTime<Utc>,
    except: Option<RowId>,
) -> Result<Option<(String, DateTime<Utc>, DateTime<Utc>)>, sqlx::Error> {
    let found = sqlx::query!(
        r#"select coalesce(u.name, p.name) as "place!", lower(s.during) as "begins!", upper(s.during) as "ends!"
             from staff.shift s join estate.prison p on p.id = s.prison_id left join estate.unit u on u.id = s.unit_id
            where s.account_id = $1 and s.during && tstzrange($2, $3) and s.id is distinct from $4 order by lower(s.during) limit 1"#,
        who.0,
        begins,
        ends,
        except.map(|e| e.0)
    )
    .fetch_optional(connection)
    .await?;
    Ok(found.map(|row| (row.place, row.begins, row.ends)))
}

/// Puts somebody on duty. False when they got another shift in the same hours just now.
pub async fn add(connection: &mut PgConnection, id: RowId, prison: PrisonId, shift: &Planned, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "insert into staff.shift (id, account_id, prison_id, unit_id, kind, during, set_by, set_at) values ($1, $2, $3, $4, $5, tstzrange($6, $7), $8, $9)
         on conflict do nothing",
        id.0,
        shift.who.0,
        prison.0,
        shift.unit.map(|u| u.0),
        shift.kind.as_str(),
        shift.begins,
        shift.ends,
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Changes a shift; false when somebody else has changed or removed it first.
pub async fn change(connection: &mut PgConnection, id: RowId, shift: &Planned, version: i32, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update staff.shift set account_id = $2, unit_id = $3, kind = $4, during = tstzrange($5, $6), set_by = $7, set_at = $8, version = version + 1
          where id = $1 and version = $9",
        id.0,
        shift.who.0,
        shift.unit.map(|u| u.0),
        shift.kind.as_str(),
        shift.begins,
        shift.ends,
        by.0,
        now,
        version
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Another end; false when somebody else was first.
pub async fn end(connection: &mut PgConnection, id: RowId, ends: DateTime<Utc>, version: i32, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update staff.shift set during = tstzrange(lower(during), $2), set_by = $3, set_at = $4, version = version + 1 where id = $1 and version = $5",
        id.0,
        ends,
        by.0,
        now,
        version
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes a shift away that has not begun; false when somebody else was first.
pub async fn remove(connection: &mut PgConnection, id: RowId, version: i32) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!("delete from staff.shift where id = $1 and version = $2", id.0, version).execute(connection).await?;
    Ok(done.rows_affected() == 1)
}

/// What came of a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    pub found: i64,
    pub added: i64,
    pub past: i64,
    pub unfit: i64,
    pub units: Vec<Uuid>,
}

/// Copies a week of a unit, of the shifts without unit, or of the whole house.
pub async fn copy(connection: &mut PgConnection, prison: PrisonId, unit: Option<UnitId>, week: Week) -> Result<Copied, sqlx::Error> {
    let (from, to): (NaiveDate, NaiveDate) = (week.from, week.to);
    sqlx::query_as!(
        Copied,
        r#"select c.found as "found!", c.added as "added!", c.past as "past!", c.unfit as "unfit!", c.units as "units!" from staff.copy_week($1, $2, $3, $4, $5) c"#,
        prison.0,
        unit.map(|u| u.0),
        week.whole,
        from,
        to
    )
    .fetch_one(connection)
    .await
}

/// Tells the open boards of units.
pub async fn changed(connection: &mut PgConnection, units: &[Uuid]) -> Result<(), sqlx::Error> {
    sqlx::query!("select staff.roster_changed($1)", units).fetch_one(connection).await.map(drop)
}

/// A prison by name.
pub struct Prison {
    pub id: Uuid,
    pub name: String,
}

/// These prisons.
pub async fn prisons(connection: &mut PgConnection, ids: &[PrisonId]) -> Result<Vec<Prison>, sqlx::Error> {
    let ids: Vec<Uuid> = ids.iter().map(|p| p.0).collect();
    sqlx::query_as!(Prison, "select id, name from estate.prison where id = any($1) order by name limit 200", &ids).fetch_all(connection).await
}
