//! All SQL of duties.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::form::NewDuty;
use super::rules::Slot;
use crate::platform::id::{InmateId, PrisonId, UnitId};

/// A duty of a unit.
#[derive(Clone, Debug)]
pub struct Duty {
    /// The duty.
    pub id: Uuid,
    /// Its kind.
    pub kind: String,
    /// Its name, when the kind does not say it.
    pub title: String,
    /// 1 Monday … 7 Sunday.
    pub weekdays: Vec<i16>,
    /// How many share it; none: the officers' own.
    pub people: i16,
    /// In turn, or always the same.
    pub in_turn: bool,
    /// Who, when always the same.
    pub members: Vec<Uuid>,
    /// What does not stand against two of them being on it together.
    pub apart_accepted: Vec<Uuid>,
    /// Why not.
    pub apart_why: String,
}

/// A duty on a day.
#[derive(Clone, Debug)]
pub struct Task {
    /// The task.
    pub id: Uuid,
    /// Its duty.
    pub duty_id: Uuid,
    /// The duty's kind.
    pub kind: String,
    /// The duty's name.
    pub title: String,
    /// The day.
    pub day: NaiveDate,
    /// The place among those who share it.
    pub place: i16,
    /// Whose turn.
    pub inmate: Option<Uuid>,
    /// Their name, as far as the reader sees it.
    pub name: Option<String>,
    /// Their cell.
    pub cell: Option<String>,
    /// Whose turn it was.
    pub turn_of: Option<String>,
    /// `planned`, `done`, `not_done`.
    pub state: String,
    /// Why not.
    pub reason: Option<String>,
    /// Who marked it.
    pub marked_by: Option<String>,
    /// When.
    pub marked_at: Option<DateTime<Utc>>,
    /// What was accepted of whoever they are together with.
    pub apart_accepted: Vec<Uuid>,
    /// Why.
    pub apart_why: String,
}

/// The duties of a unit.
///
/// # Errors
/// When the database is away.
pub async fn duties(connection: &mut PgConnection, unit: UnitId) -> Result<Vec<Duty>, sqlx::Error> {
    sqlx::query_as!(
        Duty,
        r#"select d.id, d.kind, d.title, d.weekdays, d.people, d.in_turn, array(select m.inmate_id from custody.rota_member m where m.duty_id = d.id) as "members!", d.apart_accepted, d.apart_why
             from custody.rota_duty d where d.unit_id = $1 and d.ended_at is null order by array_position(array['kitchen', 'cleaning', 'laundry', 'waste', 'outdoors', 'room_inspection', 'other'], d.kind), d.title, d.id limit 60"#,
        unit.0
    )
    .fetch_all(connection)
    .await
}

/// The tasks of some days.
///
/// # Errors
/// When the database is away.
pub async fn tasks(connection: &mut PgConnection, unit: UnitId, from: NaiveDate, to: NaiveDate) -> Result<Vec<Task>, sqlx::Error> {
    sqlx::query_as!(
        Task,
        r#"select t.id, t.duty_id, d.kind, d.title, t.day, t.place, t.inmate_id as "inmate?", i.family_name || ', ' || i.given_name as "name?", c.code as "cell?",
                  o.family_name || ', ' || o.given_name as "turn_of?", t.state, t.reason, a.display_name as "marked_by?", t.marked_at, t.apart_accepted, t.apart_why
             from custody.rota_task t
             join custody.rota_duty d on d.id = t.duty_id
             left join inmates.inmate i on i.id = t.inmate_id
             left join custody.in_custody w on w.inmate_id = t.inmate_id
             left join estate.cell c on c.id = w.cell_id
             left join inmates.inmate o on o.id = t.turn_of
             left join access.account a on a.id = t.marked_by
            where t.unit_id = $1 and t.day between $2 and $3 and (d.ended_at is null or t.state <> 'planned')
            order by t.day, array_position(array['kitchen', 'cleaning', 'laundry', 'waste', 'outdoors', 'room_inspection', 'other'], d.kind), d.title, d.id, t.place limit 400"#,
        unit.0,
        from,
        to
    )
    .fetch_all(connection)
    .await
}

/// When each person last had each duty of the unit.
///
/// # Errors
/// When the database is away.
pub async fn last(connection: &mut PgConnection, unit: UnitId, before: NaiveDate) -> Result<HashMap<(Uuid, Uuid), NaiveDate>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select t.duty_id, t.inmate_id as "inmate_id!", max(t.day) as "day!" from custody.rota_task t
            where t.unit_id = $1 and t.inmate_id is not null and t.state <> 'not_done' and t.day < $2 and t.day > $2::date - 180 group by 1, 2 limit 5000"#,
        unit.0,
        before
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|r| ((r.duty_id, r.inmate_id), r.day)).collect())
}

/// The people of a unit in walking order: id, name, cell.
///
/// # Errors
/// When the database is away.
pub async fn residents(connection: &mut PgConnection, unit: UnitId) -> Result<Vec<(Uuid, String, Option<String>)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select i.id, i.family_name || ', ' || i.given_name as "name!", c.code as "cell?"
             from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id left join estate.cell c on c.id = w.cell_id
            where w.unit_id = $1 order by c.walking_order nulls last, c.code, i.family_name, i.id limit 500"#,
        unit.0
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|r| (r.id, r.name, r.cell)).collect())
}

/// Whoever plans, or puts somebody in another's place, does it one at a time: nobody is put beside one whom they must be kept apart from because
/// somebody else did the same a moment before.
///
/// # Errors
/// When the database is away.
pub async fn lock(connection: &mut PgConnection, unit: UnitId) -> Result<(), sqlx::Error> {
    sqlx::query!(r#"select pg_advisory_xact_lock(hashtextextended('custody.rota:' || $1::uuid, 0))::text as "done""#, unit.0).fetch_one(connection).await?;
    Ok(())
}

/// Writes a plan; what somebody has planned meanwhile stands.
///
/// # Errors
/// When the database is away.
pub async fn plan(connection: &mut PgConnection, prison: PrisonId, unit: UnitId, plan: &[(Slot, Option<Uuid>)], by: Uuid) -> Result<u64, sqlx::Error> {
    let duties: Vec<Uuid> = plan.iter().map(|p| p.0.duty).collect();
    let days: Vec<NaiveDate> = plan.iter().map(|p| p.0.day).collect();
    let places: Vec<i16> = plan.iter().map(|p| p.0.place).collect();
    let people: Vec<Option<Uuid>> = plan.iter().map(|p| p.1).collect();
    let done = sqlx::query!(
        "insert into custody.rota_task (id, duty_id, prison_id, unit_id, day, place, inmate_id, planned_by)
         select gen_random_uuid(), x.duty, $1, $2, x.day, x.place, x.person, $3 from unnest($4::uuid[], $5::date[], $6::smallint[], $7::uuid[]) x (duty, day, place, person)
         on conflict on constraint task_once do nothing",
        prison.0,
        unit.0,
        by,
        &duties,
        &days,
        &places,
        &people as &[Option<Uuid>]
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

/// What was accepted of people who must be kept apart: the rows, and why.
#[derive(Clone, Debug, Default)]
pub struct Accepted {
    /// The rows.
    pub rows: Vec<Uuid>,
    /// Why; empty when there are none.
    pub why: String,
}

/// A new duty with its people.
///
/// # Errors
/// When the database is away.
pub async fn add(
    connection: &mut PgConnection,
    (prison, unit): (PrisonId, UnitId),
    duty: &NewDuty,
    accepted: &Accepted,
    by: Uuid,
    now: DateTime<Utc>,
) -> Result<Uuid, sqlx::Error> {
    let id = Uuid::now_v7();
    sqlx::query!(
        "insert into custody.rota_duty (id, prison_id, unit_id, kind, title, weekdays, people, in_turn, made_by, made_at, apart_accepted, apart_why)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        id,
        prison.0,
        unit.0,
        duty.kind,
        duty.title,
        &duty.weekdays,
        duty.people,
        duty.in_turn,
        by,
        now,
        &accepted.rows,
        accepted.why
    )
    .execute(&mut *connection)
    .await?;
    let members: Vec<Uuid> = duty.members.iter().map(|m| m.0).collect();
    if !members.is_empty() {
        // Only people of this unit whom the writer sees.
        sqlx::query!(
            "insert into custody.rota_member (duty_id, inmate_id, prison_id, put_by)
             select $1, i.id, $2, $3 from inmates.inmate i join custody.in_custody w on w.inmate_id = i.id where i.id = any($4) and w.unit_id = $5",
            id,
            prison.0,
            by,
            &members,
            unit.0
        )
        .execute(connection)
        .await?;
    }
    Ok(id)
}

/// Ends a duty; what is planned and not done is no longer shown.
///
/// # Errors
/// When the database is away.
pub async fn end(connection: &mut PgConnection, unit: UnitId, duty: Uuid, by: Uuid, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let ended = sqlx::query!(
        "update custody.rota_duty set ended_by = $3, ended_at = $4, version = version + 1 where id = $1 and unit_id = $2 and ended_at is null",
        duty,
        unit.0,
        by,
        now
    );
    Ok(ended.execute(connection).await?.rows_affected() == 1)
}

/// Marks a task; planned again takes the mark away.
///
/// # Errors
/// When the database is away.
pub async fn mark(
    connection: &mut PgConnection,
    unit: UnitId,
    task: Uuid,
    state: &str,
    reason: Option<&str>,
    by: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<Option<InmateId>>, sqlx::Error> {
    let marked = sqlx::query_scalar!(
        "update custody.rota_task set state = $3, reason = $4, marked_by = case when $3 <> 'planned' then $5::uuid end, marked_at = case when $3 <> 'planned' then $6::timestamptz end
          where id = $1 and unit_id = $2 returning inmate_id",
        task,
        unit.0,
        state,
        reason,
        by,
        now
    );
    Ok(marked.fetch_optional(connection).await?.map(|inmate| inmate.map(InmateId)))
}

/// Who else is on the duty of a planned task that day, and what was accepted of the duty. None when there is no such task.
///
/// # Errors
/// When the database is away.
pub async fn others_on(connection: &mut PgConnection, unit: UnitId, task: Uuid) -> Result<Option<(Vec<Uuid>, Vec<Uuid>)>, sqlx::Error> {
    let row = sqlx::query!(
        r#"select array(select o.inmate_id from custody.rota_task o where o.duty_id = t.duty_id and o.day = t.day and o.id <> t.id and o.inmate_id is not null) as "others!",
                  d.apart_accepted
             from custody.rota_task t join custody.rota_duty d on d.id = t.duty_id where t.id = $1 and t.unit_id = $2 and t.state = 'planned'"#,
        task,
        unit.0
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| (r.others, r.apart_accepted)))
}

/// Gives a planned task to somebody else of the unit; whose turn it was is kept.
///
/// # Errors
/// When the database is away.
pub async fn swap(connection: &mut PgConnection, unit: UnitId, task: Uuid, to: InmateId, accepted: &Accepted) -> Result<bool, sqlx::Error> {
    let swapped = sqlx::query!(
        "update custody.rota_task t set turn_of = coalesce(t.turn_of, t.inmate_id), inmate_id = $3, apart_accepted = $4, apart_why = $5
          where t.id = $1 and t.unit_id = $2 and t.state = 'planned'
            and exists (select from inmates.inmate i join custody.in_custody w on w.inmate_id = i.id where i.id = $3 and w.unit_id = $2)",
        task,
        unit.0,
        to.0,
        &accepted.rows,
        accepted.why
    );
    Ok(swapped.execute(connection).await?.rows_affected() == 1)
}
