//! One person's ways within the prison.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::super::model::{Internal, InternalKind};
use crate::platform::id::{AccountId, InmateId, PrisonId};

/// Ways within the house, the coming ones first and then back in time; `only` for one of them.
pub async fn internals(connection: &mut PgConnection, inmate: InmateId, only: Option<Uuid>) -> Result<Vec<Internal>, sqlx::Error> {
    sqlx::query_as!(
        Internal,
        r#"select v.id, v.kind, v.state, v.from_place, v.to_place, v.planned_at, v.planned_until, v.left_at, v.arrived_at, v.back_at, a.display_name as "by?", v.cancel_reason, v.ended_as,
                  v.to_place_id, v.apart_accepted, v.apart_why
             from custody.internal_movement v left join access.account a on a.id = coalesce(v.changed_by, v.recorded_by)
            where v.inmate_id = $1 and ($2::uuid is null or v.id = $2) order by coalesce(v.left_at, v.planned_at) desc, v.id limit 60"#,
        inmate.0,
        only
    )
    .fetch_all(connection)
    .await
}

/// A way within the house as planned.
#[derive(Clone, Debug)]
pub struct PlannedInside {
    /// Why.
    pub kind: InternalKind,
    /// From.
    pub from: String,
    /// To, in words.
    pub to: String,
    /// To a place of the prison.
    pub to_place: Option<Uuid>,
    /// When.
    pub at: DateTime<Utc>,
    /// Until when.
    pub until: Option<DateTime<Utc>>,
}

/// Plans a way within the house.
pub async fn plan_internal(
    connection: &mut PgConnection,
    inmate: InmateId,
    prison: Option<PrisonId>,
    by: AccountId,
    p: &PlannedInside,
    now: DateTime<Utc>,
) -> Result<Uuid, sqlx::Error> {
    let id = Uuid::now_v7();
    sqlx::query!(
        r#"insert into custody.internal_movement (id, inmate_id, prison_id, kind, state, from_place, to_place, planned_at, planned_until, recorded_by, recorded_at, to_place_id)
           values ($1, $2, $3, $4, 'planned', $5, $6, $7, $8, $9, $10, $11)"#,
        id,
        inmate.0,
        prison.map(|p| p.0),
        p.kind.as_str(),
        p.from,
        p.to,
        p.at,
        p.until,
        by.0,
        now,
        p.to_place
    )
    .execute(connection)
    .await?;
    Ok(id)
}

/// Takes a way within the house one step on: `left`, `arrived`, `back` or `cancelled`. False when it was not at the step before.
pub async fn step_internal(
    connection: &mut PgConnection,
    inmate: InmateId,
    movement: Uuid,
    to: &str,
    at: DateTime<Utc>,
    by: AccountId,
    reason: Option<&str>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        r#"update custody.internal_movement set state = $3,
                  left_at = case when $3 in ('left', 'arrived') then coalesce(left_at, $4) else left_at end,
                  arrived_at = case when $3 = 'arrived' then $4 else arrived_at end,
                  back_at = case when $3 = 'back' then $4 else back_at end,
                  late_reason = case when $3 = 'cancelled' then late_reason else coalesce($6, late_reason) end,
                  cancel_reason = case when $3 = 'cancelled' then $6 else cancel_reason end,
                  changed_by = $5, version = version + 1
            where id = $1 and inmate_id = $2
              and case $3 when 'left' then state = 'planned' when 'arrived' then state in ('planned', 'left') when 'back' then state in ('left', 'arrived') else state = 'planned' end"#,
        movement,
        inmate.0,
        to,
        at,
        by.0,
        reason
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}
