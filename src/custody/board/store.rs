//! SQL of the board beside looking at it: units, taps, the numbers of the house.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::Unit;
use super::rules::{Door, Rounds};
use crate::platform::id::{InmateId, PrisonId, UnitId};

/// A unit, whoever's it is: the caller asks whether its prison is the reader's.
///
/// # Errors
/// When the database is away.
pub async fn unit(connection: &mut PgConnection, unit: UnitId) -> Result<Option<Unit>, sqlx::Error> {
    let row = sqlx::query!(
        r#"select u.prison_id, u.code, u.name, u.level, u.closed_on, coalesce(v.version, 0) as "version!"
             from estate.unit u left join custody.unit_version v on v.unit_id = u.id where u.id = $1"#,
        unit.0
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| Unit { id: unit, prison: PrisonId(r.prison_id), code: r.code, name: r.name, level: r.level, closed_on: r.closed_on, version: r.version }))
}

/// A tap, before it is written.
pub struct NewTap<'a> {
    /// Its id.
    pub id: Uuid,
    /// At whose door.
    pub inmate: InmateId,
    /// The new state.
    pub door: Door,
    /// Why.
    pub reason: Option<&'a str>,
    /// The locking before it, of each kind of unit.
    pub rounds: Rounds,
    /// When it was done.
    pub at: DateTime<Utc>,
    /// When it came here.
    pub now: DateTime<Utc>,
    /// By whom.
    pub by: Uuid,
}

/// What came of a tap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tapped {
    /// It is written, at this prison.
    Done(PrisonId),
    /// The unit is not of these prisons, or nobody the reader may see lived there then.
    NotHere,
    /// The person was out then.
    Out,
}

/// Writes a tap, when the unit is of one of these prisons and the person lived there at that time and was not out: all in one question,
/// because a round of a unit is forty of them.
///
/// # Errors
/// When the database is away.
pub async fn tap(connection: &mut PgConnection, unit: UnitId, prisons: &[PrisonId], tap: NewTap<'_>) -> Result<Tapped, sqlx::Error> {
    let prisons: Vec<Uuid> = prisons.iter().map(|p| p.0).collect();
    let row = sqlx::query!(
        r#"with here as (
               select u.id, u.prison_id, case u.level when 'lower' then $4::timestamptz when 'halfway' then $5 else $3 end as round
                 from estate.unit u where u.id = $1 and u.prison_id = any($2)),
           there as (
               select h.id as unit_id, h.prison_id, h.round, p.inmate_id,
                      exists (select from custody.movement m where m.inmate_id = p.inmate_id and m.out_at <= $10 and coalesce(m.back_at > $10, true)) as away
                 from here h join custody.placement p on p.unit_id = h.id join inmates.inmate i on i.id = p.inmate_id
                where p.inmate_id = $7 and p.during @> $10::timestamptz),
           written as (
               insert into custody.unlock (id, inmate_id, prison_id, unit_id, round, state, reason, at, recorded_at, by_account)
               select $6, t.inmate_id, t.prison_id, t.unit_id, t.round, $8, $9, $10, $11, $12 from there t where not t.away returning prison_id)
           select (select w.prison_id from written w) as prison, coalesce((select bool_or(t.away) from there t), false) as "away!""#,
        unit.0,
        &prisons,
        tap.rounds.high,
        tap.rounds.lower,
        tap.rounds.halfway,
        tap.id,
        tap.inmate.0,
        tap.door.as_str(),
        tap.reason,
        tap.at,
        tap.now,
        tap.by
    )
    .fetch_one(connection)
    .await?;
    Ok(match (row.prison, row.away) {
        (Some(prison), _) => Tapped::Done(PrisonId(prison)),
        (None, true) => Tapped::Out,
        (None, false) => Tapped::NotHere,
    })
}

/// Takes a tap back. None: there is no such tap here. `Some(None)`: somebody has taken it back already.
///
/// # Errors
/// When the database is away.
pub async fn undo(connection: &mut PgConnection, unit: UnitId, id: Uuid, by: Uuid, now: DateTime<Utc>) -> Result<Option<Option<InmateId>>, sqlx::Error> {
    let undone = sqlx::query_scalar!(
        "update custody.unlock set undone_by = $3, undone_at = $4 where id = $2 and unit_id = $1 and undone_at is null returning inmate_id",
        unit.0,
        id,
        by,
        now
    )
    .fetch_optional(&mut *connection)
    .await?;
    if let Some(inmate) = undone {
        return Ok(Some(Some(InmateId(inmate))));
    }
    let there = sqlx::query_scalar!(r#"select exists (select from custody.unlock where id = $2 and unit_id = $1) as "there!""#, unit.0, id)
        .fetch_one(connection)
        .await?;
    Ok(there.then_some(None))
}

/// A unit to choose.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The unit.
    pub id: Uuid,
    /// Its prison's name.
    pub prison: String,
    /// Its name.
    pub name: String,
    /// How many live there.
    pub held: i64,
}

/// The units of some prisons, with how many of those the reader sees live there.
///
/// # Errors
/// When the database is away.
pub async fn units(connection: &mut PgConnection, prisons: &[PrisonId]) -> Result<Vec<Choice>, sqlx::Error> {
    let prisons: Vec<Uuid> = prisons.iter().map(|p| p.0).collect();
    sqlx::query_as!(
        Choice,
        r#"select u.id, p.name as prison, u.name, (select count(*) from custody.in_custody w where w.unit_id = u.id) as "held!"
             from estate.unit u join estate.prison p on p.id = u.prison_id
            where u.prison_id = any($1) and (u.closed_on is null or exists (select from custody.in_custody w where w.unit_id = u.id))
            order by p.name, u.sort, u.code limit 400"#,
        &prisons
    )
    .fetch_all(connection)
    .await
}

/// The numbers of a unit, with the people the reader may not see.
#[derive(Clone, Debug)]
pub struct Numbers {
    /// The unit.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: String,
    /// When it was closed.
    pub closed_on: Option<NaiveDate>,
    /// Who lives there.
    pub held: i64,
    /// Of them out.
    pub away: i64,
    /// Of them late.
    pub overdue: i64,
    /// Unlocked.
    pub unlocked: i64,
    /// Staying in the cell.
    pub stays: i64,
    /// Refused.
    pub refused: i64,
    /// Without a cell.
    pub no_cell: i64,
    /// Places in use.
    pub places: i64,
    /// Who works there now.
    pub staff: Vec<String>,
}

/// The units of a prison in order.
///
/// # Errors
/// When the database is away.
pub async fn numbers(connection: &mut PgConnection, prison: PrisonId, rounds: Rounds) -> Result<Vec<Numbers>, sqlx::Error> {
    sqlx::query_as!(
        Numbers,
        r#"with serving as (
               select s.unit_id, array_agg(distinct a.display_name order by a.display_name) as staff
                 from staff.shift s join access.account a on a.id = s.account_id
                where s.prison_id = $1 and upper(s.during) > platform.now() and lower(s.during) > platform.now() - interval '2 days' and lower(s.during) <= platform.now()
                group by s.unit_id)
           select u.id, u.name, u.level, u.closed_on, n.held as "held!", n.away as "away!", n.overdue as "overdue!", n.unlocked as "unlocked!", n.stays as "stays!", n.refused as "refused!",
                  n.no_cell as "no_cell!", n.places as "places!", coalesce(h.staff, '{}') as "staff!"
             from custody.unit_numbers($1, $2, $3, $4) n join estate.unit u on u.id = n.unit_id and u.prison_id = $1 left join serving h on h.unit_id = u.id
            order by u.sort, u.code limit 200"#,
        prison.0,
        rounds.high,
        rounds.lower,
        rounds.halfway
    )
    .fetch_all(connection)
    .await
}

/// The traffic of a prison's day.
#[derive(Clone, Debug, Default)]
pub struct Traffic {
    /// The prison's name.
    pub prison: String,
    /// Planned or gone out today.
    pub out: i64,
    /// Of them gone.
    pub gone: i64,
    /// Expected back or come back today.
    pub back: i64,
    /// Of them come.
    pub come: i64,
    /// Received and without a place yet.
    pub receiving: i64,
    /// Received since midnight.
    pub received: i64,
    /// On duty for the whole house.
    pub duty: Vec<String>,
}

/// Who goes out and comes in on a day, as far as the reader sees them.
///
/// # Errors
/// When the database is away.
pub async fn traffic(connection: &mut PgConnection, prison: PrisonId, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Traffic, sqlx::Error> {
    sqlx::query_as!(
        Traffic,
        r#"with ways as materialized (
               select m.state, m.planned_out, m.expected_back, m.back_at from custody.movement m
                where m.prison_id = $1 and m.state in ('planned', 'out') and m.planned_out < $3
               union all
               select m.state, m.planned_out, m.expected_back, m.back_at from custody.movement m where m.prison_id = $1 and m.back_at >= $2),
           here as materialized (
               select s.inmate_id, s.admitted_at, s.released_at from custody.stay s where s.prison_id = $1 and (s.released_at is null or s.released_at >= $2))
           select p.name as prison, w.out as "out!", w.gone as "gone!", w.back as "back!", w.come as "come!",
                  (select count(*) from here s where s.released_at is null and s.inmate_id not in (select c.inmate_id from custody.in_custody c where c.prison_id = $1)) as "receiving!",
                  (select count(*) from custody.in_custody c where c.prison_id = $1 and c.arrived_at >= $2)
                + (select count(*) from here s where s.admitted_at >= $2 and s.released_at is not null) as "received!",
                  array(select distinct a.display_name from staff.shift h join access.account a on a.id = h.account_id
                         where h.prison_id = $1 and h.unit_id is null and upper(h.during) > platform.now()
                           and lower(h.during) > platform.now() - interval '2 days' and lower(h.during) <= platform.now() order by 1) as "duty!"
             from estate.prison p
            cross join (select count(*) filter (where m.planned_out >= $2 and m.planned_out < $3) as out,
                               count(*) filter (where m.state in ('out', 'back') and m.planned_out >= $2 and m.planned_out < $3) as gone,
                               count(*) filter (where m.state in ('out', 'back') and coalesce(m.back_at, m.expected_back) >= $2 and coalesce(m.back_at, m.expected_back) < $3) as back,
                               count(*) filter (where m.state = 'back' and m.back_at < $3) as come
                          from ways m) w
            where p.id = $1"#,
        prison.0,
        from,
        to
    )
    .fetch_one(connection)
    .await
}
