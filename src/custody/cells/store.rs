//! All SQL of one person's cell: who is moved, where to, who is there, what was decided.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use super::model::{Age, Current, Mate, Mover, Person, Room, Target};
use crate::inmates::store::{AlertFlag, full_name};
use crate::law::calendar;
use crate::platform::id::{AccountId, CellId, InmateId, PrisonId, RowId, UnitId};

/// One decision about cells at a time: whoever asks second waits, and then sees what the first did.
///
/// # Errors
/// When the database is away, or somebody holds the cell for too long.
pub async fn lock(connection: &mut PgConnection, cells: &[CellId]) -> Result<(), sqlx::Error> {
    let ids: Vec<Uuid> = cells.iter().map(|c| c.0).collect();
    sqlx::query!("select estate.lock_cells($1)", &ids).execute(connection).await.map(drop)
}

/// Who is to be moved, when the reader may see them and they are in custody.
///
/// # Errors
/// When the database is away.
pub async fn mover(connection: &mut PgConnection, inmate: InmateId, today: NaiveDate) -> Result<Option<Mover>, sqlx::Error> {
    let row = sqlx::query!(
        r#"select i.id, i.family_name, i.given_name, i.number, i.sex, i.birth_date, i.prison_id, s.admitted_at, w.legal_status as "legal?", w.out_reason is not null as "out!",
                  p.id as "placement?", lower(p.during) as since, p.unit_id as "unit_id?", u.name as "unit?", u.level as "level?", p.cell_id, c.code as "cell?",
                  (select k.given from custody.sharing_consent k where k.inmate_id = i.id order by k.recorded_at desc, k.id desc limit 1) as consent,
                  (exists (select from custody.health_notice n where n.inmate_id = i.id and n.kind = 'mobility')
                   or exists (select from inmates.alert a where a.inmate_id = i.id and a.kind = 'DISABILITY' and a.ended_at is null and a.from_day <= $2 and (a.to_day is null or a.to_day >= $2))) as "needs_access!",
                  coalesce((select jsonb_agg(jsonb_build_object('kind', a.kind, 'severity', a.severity, 'instruction', a.instruction)
                                   order by array_position(array['high', 'medium', 'low'], a.severity), a.kind)
                              from inmates.alert a where a.inmate_id = i.id and a.ended_at is null and a.from_day <= $2 and (a.to_day is null or a.to_day >= $2)), '[]') as "alerts!: Json<Vec<AlertFlag>>"
             from inmates.inmate i
             join custody.stay s on s.inmate_id = i.id and s.released_at is null
             left join custody.in_custody w on w.inmate_id = i.id
             left join custody.placement p on p.inmate_id = i.id and upper_inf(p.during)
             left join estate.unit u on u.id = p.unit_id
             left join estate.cell c on c.id = p.cell_id
            where i.id = $1 and i.prison_id is not null"#,
        inmate.0,
        today
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.and_then(|r| {
        let current = match (r.placement, r.since, r.unit_id, r.unit, r.level) {
            (Some(id), Some(since), Some(unit_id), Some(unit), Some(level)) => {
                Some(Current { id, since, unit_id: UnitId(unit_id), unit, level, cell_id: r.cell_id.map(CellId), cell: r.cell })
            }
            _ => None,
        };
        Some(Mover {
            person: Person { id: InmateId(r.id), name: full_name(&r.family_name, &r.given_name), number: r.number },
            sex: r.sex,
            age: Age::of(r.birth_date.and_then(|born| calendar::age_on(born, today))),
            legal: r.legal,
            consent: r.consent,
            needs_access: r.needs_access,
            alerts: r.alerts.0,
            out: r.out,
            prison: PrisonId(r.prison_id?),
            admitted_at: r.admitted_at,
            current,
        })
    }))
}

/// The room, when there is one, as it is or as it was at an instant.
///
/// # Errors
/// When the database is away.
pub async fn room(connection: &mut PgConnection, target: Target, then: Option<DateTime<Utc>>) -> Result<Option<Room>, sqlx::Error> {
    let (cell, unit) = match target {
        Target::Cell(cell) => (Some(cell.0), None),
        Target::Unit(unit) => (None, Some(unit.0)),
    };
    let row = sqlx::query!(
        r#"select u.id as unit_id, u.name as unit, u.prison_id, u.purpose, u.level, u.closed_on is not null as "unit_closed!", p.sexes, c.id as "cell_id?", c.code as "cell?",
                  coalesce(c.certified_capacity, 0) as "certified!", coalesce(c.working_capacity, 0) as "working!", coalesce(c.maximum_capacity, 0) as "maximum!",
                  coalesce(c.accessible, false) as "accessible!", coalesce(c.condition = 'poor', false) as "poor!", c.closed_on is not null as "closed!",
                  o.reason as "out_reason?", o.expected_back, estate.landing_of(c.id, (coalesce($3::timestamptz, platform.now()) at time zone 'Europe/Oslo')::date) as landing
             from estate.unit u
             join estate.prison p on p.id = u.prison_id
             left join estate.cell c on c.id = $1
             left join estate.cell_out_of_use o on o.cell_id = c.id and o.during @> coalesce($3::timestamptz, platform.now())
            where u.id = coalesce($2, c.unit_id)"#,
        cell,
        unit,
        then
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| Room {
        cell_id: r.cell_id.map(CellId),
        cell: r.cell,
        unit_id: UnitId(r.unit_id),
        unit: r.unit,
        prison_id: PrisonId(r.prison_id),
        certified: r.certified,
        working: r.working,
        maximum: r.maximum,
        accessible: r.accessible,
        poor: r.poor,
        closed: r.closed,
        landing: r.landing,
        out: r.out_reason.map(|reason| (reason, r.expected_back)),
        unit_closed: r.unit_closed,
        purpose: r.purpose,
        level: r.level,
        sexes: r.sexes,
    }))
}

/// Who is in a cell, hidden people too.
///
/// # Errors
/// When the database is away.
pub async fn mates(connection: &mut PgConnection, cell: CellId) -> Result<Vec<Mate>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select i.id as "id?", i.family_name as "family?", i.given_name as "given?", i.number as "number?", m.sex as "sex!", m.years, m.legal_status as "legal!", m.consent,
                  m.violent as "violent!", m.since as "since!", m.decided_by
             from custody.cellmates($1) m left join inmates.inmate i on i.id = m.inmate_id
            order by m.since, i.id"#,
        cell.0
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Mate {
            person: Person::of(r.id, r.family, r.given, r.number),
            sex: r.sex,
            age: Age::of(r.years.and_then(|y| u32::try_from(y).ok())),
            legal: r.legal,
            consent: r.consent,
            violent: r.violent,
            since: r.since,
            decided_by: r.decided_by,
        })
        .collect())
}

/// Who was in a cell at an instant, hidden people too.
///
/// # Errors
/// When the database is away.
pub async fn mates_then(connection: &mut PgConnection, cell: CellId, then: DateTime<Utc>) -> Result<Vec<Mate>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select i.id as "id?", i.family_name as "family?", i.given_name as "given?", i.number as "number?", m.sex as "sex!", m.years, m.legal_status as "legal!", m.consent,
                  m.violent as "violent!", m.since as "since!", m.decided_by
             from custody.cellmates_at($1, $2) m left join inmates.inmate i on i.id = m.inmate_id
            order by m.since, i.id"#,
        cell.0,
        then
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Mate {
            person: Person::of(r.id, r.family, r.given, r.number),
            sex: r.sex,
            age: Age::of(r.years.and_then(|y| u32::try_from(y).ok())),
            legal: r.legal,
            consent: r.consent,
            violent: r.violent,
            since: r.since,
            decided_by: r.decided_by,
        })
        .collect())
}

/// A placement that was or is.
#[derive(Clone, Debug)]
pub struct Lived {
    /// Since when.
    pub since: DateTime<Utc>,
    /// Until when; none for the present one.
    pub until: Option<DateTime<Utc>>,
    /// The prison.
    pub prison: String,
    /// The unit.
    pub unit: String,
    /// The cell.
    pub cell: Option<String>,
    /// What it was approved for, and is used for.
    pub certified: Option<i32>,
    /// What it is used for.
    pub working: Option<i32>,
    /// Why, a code of the list `movement_reason`.
    pub reason: String,
    /// Why, in words.
    pub note: Option<String>,
    /// What stood against it, as words of the trail, and why it was right all the same: each has its reason, unless it is from before each had one.
    pub accepted: Vec<String>,
    /// The reasons, in the same order.
    pub accepted_why: Vec<String>,
    /// Why it was written down later than it happened.
    pub late_reason: Option<String>,
    /// Who decided.
    pub by: Option<String>,
    /// When it was written down.
    pub recorded_at: Option<DateTime<Utc>>,
}

/// Every placement of a person, newest first.
///
/// # Errors
/// When the database is away.
pub async fn history(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Lived>, sqlx::Error> {
    sqlx::query_as!(
        Lived,
        r#"select lower(l.during) as "since!", upper(l.during) as until, p.name as prison, u.name as unit, c.code as "cell?", c.certified_capacity as "certified?", c.working_capacity as "working?",
                  l.reason, l.note, l.accepted, l.accepted_why, l.late_reason, a.display_name as "by?", l.recorded_at
             from custody.placement l
             join estate.prison p on p.id = l.at_prison_id
             join estate.unit u on u.id = l.unit_id
             left join estate.cell c on c.id = l.cell_id
             left join access.account a on a.id = l.decided_by
            where l.inmate_id = $1 order by lower(l.during) desc limit 200"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// What somebody has said about sharing.
#[derive(Clone, Debug)]
pub struct Consent {
    /// Yes or no.
    pub given: bool,
    /// When.
    pub on_day: NaiveDate,
    /// What was said besides.
    pub note: String,
    /// Who wrote it down.
    pub by: Option<String>,
}

/// What a person has said about sharing, newest first.
///
/// # Errors
/// When the database is away.
pub async fn consents(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Consent>, sqlx::Error> {
    sqlx::query_as!(
        Consent,
        r#"select s.given, s.on_day, s.note, a.display_name as "by?" from custody.sharing_consent s left join access.account a on a.id = s.recorded_by
            where s.inmate_id = $1 order by s.recorded_at desc, s.id desc limit 20"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// Writes down what a person says about sharing.
///
/// # Errors
/// When the database is away.
pub async fn consent(
    connection: &mut PgConnection,
    inmate: InmateId,
    prison: PrisonId,
    by: AccountId,
    (given, on_day, note): (bool, NaiveDate, &str),
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into custody.sharing_consent (id, inmate_id, prison_id, given, on_day, note, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        RowId::fresh().0,
        inmate.0,
        prison.0,
        given,
        on_day,
        note,
        by.0,
        now
    )
    .execute(connection)
    .await
    .map(drop)
}

/// A move as it is written down.
pub struct NewPlacement<'a> {
    /// Who.
    pub inmate: InmateId,
    /// Where to.
    pub room: &'a Room,
    /// From when.
    pub at: DateTime<Utc>,
    /// Why, a code of the list `movement_reason`.
    pub reason: &'a str,
    /// Why, in words.
    pub note: Option<&'a str>,
    /// Why it is written down late.
    pub late_reason: Option<&'a str>,
    /// What was accepted.
    pub accepted: &'a [String],
    /// Why, each in its turn.
    pub accepted_why: &'a [String],
    /// Who decides.
    pub by: AccountId,
}

/// Ends the present placement, if there is one; false when somebody else ended it first.
///
/// # Errors
/// When the database is away.
pub async fn leave(connection: &mut PgConnection, placement: Uuid, at: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update custody.placement set during = tstzrange(lower(during), $2) where id = $1 and upper_inf(during) and lower(during) < $2",
        placement,
        at
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Places somebody.
///
/// # Errors
/// When the database is away or a constraint refuses.
pub async fn settle(connection: &mut PgConnection, new: &NewPlacement<'_>, now: DateTime<Utc>) -> Result<Uuid, sqlx::Error> {
    let id = RowId::fresh().0;
    sqlx::query!(
        "insert into custody.placement (id, inmate_id, prison_id, at_prison_id, unit_id, cell_id, during, reason, decided_by, recorded_at, note, late_reason, accepted, accepted_why)
         values ($1, $2, $3, $3, $4, $5, tstzrange($6, null), $7, $8, $9, $10, $11, $12, $13)",
        id,
        new.inmate.0,
        new.room.prison_id.0,
        new.room.unit_id.0,
        new.room.cell_id.map(|c| c.0),
        new.at,
        new.reason,
        new.by.0,
        now,
        new.note,
        new.late_reason,
        new.accepted,
        new.accepted_why
    )
    .execute(connection)
    .await?;
    Ok(id)
}
