//! One person's movements out and back.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::super::form::Correction;
use super::super::model::{Change, Elsewhere, Escort, Facts, Movement, Restraint};
use crate::law::calendar;
use crate::platform::id::{AccountId, InmateId, PrisonId};

/// One thing at a time about one person: a colleague who is recording something is waited for.
pub async fn lock(connection: &mut PgConnection, inmate: InmateId) -> Result<(), sqlx::Error> {
    sqlx::query_scalar!(r#"select custody.lock_person($1)::text as "done""#, inmate.0).fetch_one(connection).await?;
    Ok(())
}

/// Movements, the coming ones first and then back in time; `only` for one of them.
pub async fn movements(connection: &mut PgConnection, inmate: InmateId, only: Option<Uuid>) -> Result<Vec<Movement>, sqlx::Error> {
    sqlx::query_as!(
        Movement,
        r#"select m.id, m.reason, m.state, m.destination, m.planned_out, m.out_at, m.expected_back, m.back_at, m.escort, m.escort_number, m.escort_staff, m.escort_others,
                  m.restraint, m.restraint_reason, m.transport, r.display_name as "recorded_by?", o.display_name as "out_by?", m.out_recorded_at, m.out_late_reason,
                  b.display_name as "back_by?", m.back_recorded_at, m.back_late_reason, c.display_name as "cancelled_by?", m.cancelled_at, m.cancel_reason, m.to_prison_id as to_prison, m.ended_as, m.apart_accepted,
                  m.apart_why, m.version
             from custody.movement m
             left join access.account r on r.id = m.recorded_by
             left join access.account o on o.id = m.out_by
             left join access.account b on b.id = m.back_by
             left join access.account c on c.id = m.cancelled_by
            where m.inmate_id = $1 and ($2::uuid is null or m.id = $2)
            order by coalesce(m.out_at, m.planned_out) desc, m.id limit 200"#,
        inmate.0,
        only
    )
    .fetch_all(connection)
    .await
}

/// Every change of what was planned, newest first; `only` for one movement.
pub async fn changes(connection: &mut PgConnection, inmate: InmateId, only: Option<Uuid>) -> Result<Vec<Change>, sqlx::Error> {
    sqlx::query_as!(
        Change,
        r#"select c.movement_id as movement, c.at, a.display_name as "by?", c.field, c.old_value as old, c.new_value as new, c.reason
             from custody.movement_change c left join access.account a on a.id = c.by_account
            where c.inmate_id = $1 and ($2::uuid is null or c.movement_id = $2) order by c.at desc, c.id limit 200"#,
        inmate.0,
        only
    )
    .fetch_all(connection)
    .await
}

/// Since when the person is held, and where else they are known to have been from `at` on. `without` is the movement that is asked about.
pub async fn facts(connection: &mut PgConnection, inmate: InmateId, at: DateTime<Utc>, without: Option<Uuid>) -> Result<Facts, sqlx::Error> {
    let held_since = sqlx::query_scalar!("select custody.held_since($1)", inmate.0).fetch_one(&mut *connection).await?;
    let elsewhere = sqlx::query_as!(
        Elsewhere,
        r#"select e.id as "id!", e.out as "out!", e.reason as "reason!", e.place as "place!", e.since as "from!", e.until as "to", a.display_name as "by?"
             from (select m.id, true as out, m.reason, m.destination as place, m.out_at as since, m.back_at as until, m.out_by as account
                     from custody.movement m where m.inmate_id = $1 and m.out_at is not null and (m.back_at is null or m.back_at > $2) and m.id is distinct from $3
                   union all
                   select v.id, false, v.kind, v.to_place, v.left_at, v.back_at, coalesce(v.changed_by, v.recorded_by)
                     from custody.internal_movement v where v.inmate_id = $1 and v.left_at is not null and (v.back_at is null or v.back_at > $2) and v.id is distinct from $3) e
             left join access.account a on a.id = e.account
            order by e.out desc, e.since limit 40"#,
        inmate.0,
        at,
        without
    )
    .fetch_all(connection)
    .await?;
    Ok(Facts { held_since, elsewhere })
}

/// Reasons that the law keeps from whoever is held as this person is, each with the rule that does.
pub async fn closed(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<(String, String)>, sqlx::Error> {
    let rows = sqlx::query!(r#"select c.reason as "reason!", c.rule_id as "rule!" from custody.closed_reasons($1) c"#, inmate.0).fetch_all(connection).await?;
    Ok(rows.into_iter().map(|r| (r.reason, r.rule)).collect())
}

/// A way out as planned.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Why.
    pub reason: String,
    /// Where to.
    pub destination: String,
    /// The prison it leads to, when it is a transfer.
    pub to_prison: Option<Uuid>,
    /// When.
    pub planned_out: DateTime<Utc>,
    /// When back.
    pub expected_back: Option<DateTime<Utc>>,
    /// Who goes along.
    pub escort: Escort,
    /// What holds the person.
    pub restraint: Restraint,
    /// Why.
    pub restraint_reason: Option<String>,
    /// How they travel; empty when not known yet.
    pub transport: String,
}

/// Plans a way out.
pub async fn plan(
    connection: &mut PgConnection,
    inmate: InmateId,
    prison: Option<PrisonId>,
    by: AccountId,
    p: &Planned,
    now: DateTime<Utc>,
) -> Result<Uuid, sqlx::Error> {
    let id = Uuid::now_v7();
    sqlx::query!(
        r#"insert into custody.movement (id, inmate_id, prison_id, reason, state, destination, planned_out, expected_back, escort, escort_number, escort_staff, escort_others,
                  restraint, restraint_reason, transport, recorded_by, recorded_at, to_prison_id)
           select $1, $2, $3, $4, 'planned', $5, $6, $7,
                  array_to_string(array(select a.display_name from unnest($9::uuid[]) with ordinality s(id, n) join access.account a on a.id = s.id order by s.n) || nullif($10::text, ''), ', '),
                  $8, $9, $10, $11, $12, $13, $14, $15, $16"#,
        id,
        inmate.0,
        prison.map(|p| p.0),
        p.reason,
        p.destination,
        p.planned_out,
        p.expected_back,
        p.escort.number,
        &p.escort.staff,
        p.escort.others,
        p.restraint.as_str(),
        p.restraint_reason,
        p.transport,
        by.0,
        now,
        p.to_prison
    )
    .execute(connection)
    .await?;
    Ok(id)
}

/// Changes what is planned, or what is under way; the history keeps what stood. False when somebody else was first.
pub async fn change(
    connection: &mut PgConnection,
    inmate: InmateId,
    movement: Uuid,
    by: AccountId,
    p: &Planned,
    why: Option<&str>,
    version: i32,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        r#"update custody.movement set reason = case when state = 'planned' then $4 else reason end, destination = $5, planned_out = case when state = 'planned' then $6 else planned_out end,
                  expected_back = $7, escort_number = $8, escort_staff = $9, escort_others = $10,
                  escort = array_to_string(array(select a.display_name from unnest($9::uuid[]) with ordinality s(id, n) join access.account a on a.id = s.id order by s.n) || nullif($10::text, ''), ', '),
                  restraint = $11, restraint_reason = $12, transport = $13, change_reason = $14, changed_by = $15, to_prison_id = $16, version = version + 1
            where id = $1 and inmate_id = $2 and version = $3 and state in ('planned', 'out')"#,
        movement,
        inmate.0,
        version,
        p.reason,
        p.destination,
        p.planned_out,
        p.expected_back,
        p.escort.number,
        &p.escort.staff,
        p.escort.others,
        p.restraint.as_str(),
        p.restraint_reason,
        p.transport,
        why,
        by.0,
        p.to_prison
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Prisons that somebody can be transferred to: all but their own.
pub async fn prisons(connection: &mut PgConnection, but: Option<PrisonId>) -> Result<Vec<(Uuid, String)>, sqlx::Error> {
    let rows = sqlx::query!(
        "select p.id, p.name from estate.prison p where p.status <> 'closed' and p.id is distinct from $1 order by p.name limit 200",
        but.map(|p| p.0)
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|r| (r.id, r.name)).collect())
}

/// Prisons that a decision sends somebody to (`custody::transfers`): no way leads to another.
pub async fn sent_to(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<(Uuid, String)>, sqlx::Error> {
    let rows = sqlx::query!(r#"select s.prison_id as "id!", s.name as "name!" from custody.may_be_sent($1) s"#, inmate.0).fetch_all(connection).await?;
    Ok(rows.into_iter().map(|r| (r.id, r.name)).collect())
}

/// A step: when it happened, who records it, and why so late.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// When.
    pub at: DateTime<Utc>,
    /// Who records it.
    pub by: AccountId,
    /// When it is recorded.
    pub now: DateTime<Utc>,
    /// Why so late.
    pub late: Option<&'a str>,
}

/// Records that somebody has left. Whatever they were at within the house ends there. False when it is no longer planned.
pub async fn leave(connection: &mut PgConnection, inmate: InmateId, movement: Uuid, step: Step<'_>) -> Result<bool, sqlx::Error> {
    sqlx::query!(
        "update custody.internal_movement set state = 'back', back_at = $2, ended_as = 'out', changed_by = $3, version = version + 1 where inmate_id = $1 and state in ('left', 'arrived') and left_at <= $2",
        inmate.0,
        step.at,
        step.by.0
    )
    .execute(&mut *connection)
    .await?;
    let done = sqlx::query!(
        "update custody.movement set state = 'out', out_at = $3, out_by = $4, out_recorded_at = $5, out_late_reason = $6, version = version + 1 where id = $1 and inmate_id = $2 and state = 'planned'",
        movement,
        inmate.0,
        step.at,
        step.by.0,
        step.now,
        step.late
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Records that somebody is back. False when they were not out.
pub async fn back(connection: &mut PgConnection, inmate: InmateId, movement: Uuid, step: Step<'_>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update custody.movement set state = 'back', back_at = $3, back_by = $4, back_recorded_at = $5, back_late_reason = $6, version = version + 1 where id = $1 and inmate_id = $2 and state = 'out'",
        movement,
        inmate.0,
        step.at,
        step.by.0,
        step.now,
        step.late
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Sets right when somebody left and came back; the history keeps what stood. False when it has changed meanwhile.
pub async fn correct(connection: &mut PgConnection, inmate: InmateId, movement: Uuid, by: AccountId, c: &Correction) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update custody.movement set out_at = $4, back_at = $5, change_reason = $6, changed_by = $7, version = version + 1
          where id = $1 and inmate_id = $2 and version = $3 and state in ('out', 'back') and ended_as is null and (state = 'back') = ($5::timestamptz is not null)",
        movement,
        inmate.0,
        c.version,
        c.out,
        c.back,
        c.why,
        by.0
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Cancels what is planned. False when it is no longer planned.
pub async fn cancel(
    connection: &mut PgConnection,
    inmate: InmateId,
    movement: Uuid,
    by: AccountId,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update custody.movement set state = 'cancelled', cancelled_by = $3, cancelled_at = $4, cancel_reason = $5, version = version + 1 where id = $1 and inmate_id = $2 and state = 'planned'",
        movement,
        inmate.0,
        by.0,
        now,
        reason
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Who works in a prison around a day, and whoever is named already: whom an escort is picked from.
pub async fn staff(connection: &mut PgConnection, prison: PrisonId, day: NaiveDate, named: &[Uuid]) -> Result<Vec<(Uuid, String)>, sqlx::Error> {
    let span = calendar::day_span(day);
    let rows = sqlx::query!(
        r#"select a.id, a.display_name from access.account a
            where a.id = any($4) or (a.status = 'active' and a.id in (select s.account_id from staff.shift s
                   where s.prison_id = $1 and lower(s.during) >= $2::timestamptz - interval '1 day' and lower(s.during) < $3::timestamptz + interval '1 day'))
            order by a.display_name limit 300"#,
        prison.0,
        span.start,
        span.end,
        named
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|r| (r.id, r.display_name)).collect())
}
