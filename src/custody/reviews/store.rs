//! SQL of reviews.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::{AccountId, InmateId, PrisonId};

/// An alert to be looked at again, or about to run out.
pub struct AlertDue {
    pub id: Uuid,
    pub inmate: Uuid,
    pub family_name: String,
    pub given_name: String,
    pub number: String,
    pub kind: String,
    pub severity: String,
    pub instruction: String,
    /// When it is looked at again.
    pub review_on: NaiveDate,
    /// Its last day.
    pub to_day: Option<NaiveDate>,
}

/// Alerts of a prison to be looked at again up to a day, or with their last day by then; the most overdue first.
pub async fn alerts(connection: &mut PgConnection, prison: PrisonId, today: NaiveDate, until: NaiveDate) -> Result<Vec<AlertDue>, sqlx::Error> {
    sqlx::query_as!(
        AlertDue,
        r#"select x.* from (
             select a.id, i.id as inmate, i.family_name, i.given_name, i.number, a.kind, a.severity, a.instruction, a.to_day,
                    coalesce((a.reviewed_at at time zone 'Europe/Oslo')::date, a.from_day) + coalesce((c.attributes->>'review_days')::int, 90) as "review_on!"
               from inmates.alert a
               join inmates.inmate i on i.id = a.inmate_id
               left join reference.code c on c.list = 'alert_type' and c.code = a.kind
              where a.prison_id = $1 and a.ended_at is null and a.from_day <= $2 and (a.to_day is null or a.to_day >= $2)) x
            where x."review_on!" <= $3 or x.to_day <= $3
            order by least(x."review_on!", x.to_day), x.family_name, x.id limit 400"#,
        prison.0,
        today,
        until
    )
    .fetch_all(connection)
    .await
}

/// The kind of an alert in force.
pub async fn kind(connection: &mut PgConnection, alert: Uuid, inmate: InmateId) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar!("select kind from inmates.alert where id = $1 and inmate_id = $2 and ended_at is null", alert, inmate.0)
        .fetch_optional(connection)
        .await
}

/// Looked at, and still needed.
pub async fn reviewed(connection: &mut PgConnection, alert: Uuid, inmate: InmateId, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update inmates.alert set reviewed_by = $3, reviewed_at = $4 where id = $1 and inmate_id = $2 and ended_at is null",
        alert,
        inmate.0,
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}
