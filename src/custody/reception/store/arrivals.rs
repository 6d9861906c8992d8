//! Who is announced, who came lately.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::custody::reception::form::Awaited;
use crate::custody::reception::model::{Answers, Expected};
use crate::platform::id::{AccountId, PrisonId, RowId};

/// Announces somebody.
pub async fn announce(
    conn: &mut PgConnection,
    id: RowId,
    prison: PrisonId,
    by: AccountId,
    now: DateTime<Utc>,
    awaited: Awaited,
    a: &Answers,
) -> Result<(), sqlx::Error> {
    let born: Option<NaiveDate> = a.get("birth_date").parse().ok();
    sqlx::query!(
        "insert into custody.expected_arrival (id, prison_id, due_at, family_name, given_name, birth_date, reason, brought_from, authority, basis, interpreter_language, note, announced_by, announced_at, arrested_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, nullif($11, ''), $12, $13, $14, $15)",
        id.0,
        prison.0,
        awaited.due,
        a.get("family_name"),
        a.get("given_name"),
        born,
        a.get("reason"),
        a.get("brought_from"),
        a.get("authority"),
        a.get("basis"),
        a.get("interpreter_language"),
        a.get("note"),
        by.0,
        now,
        awaited.arrested
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Calls an arrival off; false when it was, or when the person has come.
pub async fn cancel(conn: &mut PgConnection, id: RowId, by: AccountId, now: DateTime<Utc>, reason: &str) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update custody.expected_arrival e set cancelled_by = $2, cancelled_at = $3, cancel_reason = $4
          where e.id = $1 and e.cancelled_at is null and not exists (select from custody.reception r where r.expected_id = e.id)",
        id.0,
        by.0,
        now,
        reason
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

struct Row {
    id: Uuid,
    due_at: DateTime<Utc>,
    arrested_at: Option<DateTime<Utc>>,
    family_name: String,
    given_name: String,
    birth_date: Option<NaiveDate>,
    reason: String,
    brought_from: String,
    authority: String,
    basis: String,
    interpreter_language: Option<String>,
    note: String,
    by: Option<String>,
}

impl From<Row> for Expected {
    fn from(r: Row) -> Self {
        Self {
            id: RowId(r.id),
            due_at: r.due_at,
            arrested_at: r.arrested_at,
            family_name: r.family_name,
            given_name: r.given_name,
            birth_date: r.birth_date,
            reason: r.reason,
            brought_from: r.brought_from,
            authority: r.authority,
            basis: r.basis,
            interpreter_language: r.interpreter_language,
            note: r.note,
            by: r.by.unwrap_or_default(),
        }
    }
}

/// Who is announced and has neither come nor been called off, the next first.
pub async fn expected(conn: &mut PgConnection, prison: PrisonId) -> Result<Vec<Expected>, sqlx::Error> {
    let rows = sqlx::query_as!(
        Row,
        r#"select e.id, e.due_at, e.arrested_at, e.family_name, e.given_name, e.birth_date, e.reason, e.brought_from, e.authority, e.basis, e.interpreter_language, e.note, a.display_name as "by?"
             from custody.expected_arrival e left join access.account a on a.id = e.announced_by
            where e.prison_id = $1 and e.cancelled_at is null and not exists (select from custody.reception r where r.expected_id = e.id)
            order by e.due_at, e.id limit 200"#,
        prison.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Expected::from).collect())
}

/// One of them.
pub async fn expected_one(conn: &mut PgConnection, prison: PrisonId, id: RowId) -> Result<Option<Expected>, sqlx::Error> {
    let row = sqlx::query_as!(
        Row,
        r#"select e.id, e.due_at, e.arrested_at, e.family_name, e.given_name, e.birth_date, e.reason, e.brought_from, e.authority, e.basis, e.interpreter_language, e.note, a.display_name as "by?"
             from custody.expected_arrival e left join access.account a on a.id = e.announced_by
            where e.id = $1 and e.prison_id = $2 and e.cancelled_at is null and not exists (select from custody.reception r where r.expected_id = e.id)"#,
        id.0,
        prison.0
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(Expected::from))
}

/// Somebody who is on the way from another prison, or will be.
#[derive(Clone, Debug)]
pub struct Coming {
    /// The way.
    pub movement: Uuid,
    /// Who.
    pub inmate: Uuid,
    /// The number.
    pub number: String,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// The language an interpreter is needed for.
    pub interpreter_language: Option<String>,
    /// From which prison.
    pub from: String,
    /// Why, a code of the list `movement_reason`.
    pub reason: String,
    /// When it is planned.
    pub planned_out: DateTime<Utc>,
    /// When they left; none while that is only planned.
    pub out_at: Option<DateTime<Utc>>,
    /// The reception that is under way.
    pub reception: Option<Uuid>,
}

/// Who is on the way to a prison from another, those who have left first.
pub async fn coming(conn: &mut PgConnection, prison: PrisonId) -> Result<Vec<Coming>, sqlx::Error> {
    sqlx::query_as!(
        Coming,
        r#"select u.movement_id as "movement!", u.inmate_id as "inmate!", u.number as "number!", u.family_name as "family_name!", u.given_name as "given_name!", u.birth_date,
                  u.interpreter_language, u.from_prison as "from!", u.reason as "reason!", u.planned_out as "planned_out!", u.out_at, u.reception_id as reception
             from custody.under_way($1) u"#,
        prison.0
    )
    .fetch_all(conn)
    .await
}

/// Somebody who came lately.
pub struct Recent {
    /// Who.
    pub inmate: Uuid,
    /// The number.
    pub number: String,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// When.
    pub admitted_at: DateTime<Utc>,
    /// Why.
    pub reason: String,
    /// The unit.
    pub unit: Option<String>,
    /// The cell.
    pub cell: Option<String>,
    /// The reception, when it was done here.
    pub reception: Option<Uuid>,
}

/// Who came since an instant, the latest first.
pub async fn recent(conn: &mut PgConnection, prison: PrisonId, since: DateTime<Utc>) -> Result<Vec<Recent>, sqlx::Error> {
    sqlx::query_as!(
        Recent,
        r#"select i.id as inmate, i.number, i.family_name, i.given_name, e.at as "admitted_at!", e.reason as "reason!", u.name as "unit?", c.code as "cell?", e.reception
             from (select s.inmate_id, s.admitted_at as at, s.admission_reason as reason, (select r.id from custody.reception r where r.stay_id = s.id and r.movement_id is null) as reception
                     from custody.stay s where s.prison_id = $1 and s.first_prison_id = $1 and s.released_at is null and s.admitted_at >= $2
                   union all
                   select x.inmate_id, x.at, 'TRF_IN', x.reception_id from custody.transfer x join custody.stay s on s.id = x.stay_id and s.released_at is null
                    where x.to_prison_id = $1 and x.prison_id = $1 and x.at >= $2) e
             join inmates.inmate i on i.id = e.inmate_id
             left join custody.in_custody w on w.inmate_id = i.id
             left join estate.unit u on u.id = w.unit_id left join estate.cell c on c.id = w.cell_id
            order by e.at desc, i.id limit 100"#,
        prison.0,
        since
    )
    .fetch_all(conn)
    .await
}

/// An arrival as health sees it.
pub struct ForHealth {
    /// The reception.
    pub id: Uuid,
    /// Who, once decided.
    pub inmate: Option<Uuid>,
    /// The number.
    pub number: Option<String>,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// When.
    pub arrived_at: DateTime<Utc>,
    /// First questions.
    pub questions: Option<serde_json::Value>,
    /// Injuries and complaints.
    pub injuries: Option<serde_json::Value>,
}

/// Arrivals of the prisons served since an instant, the latest first; or one of them.
pub async fn health_list(conn: &mut PgConnection, prisons: &[PrisonId], since: DateTime<Utc>, one: Option<RowId>) -> Result<Vec<ForHealth>, sqlx::Error> {
    let prisons: Vec<Uuid> = prisons.iter().map(|p| p.0).collect();
    sqlx::query_as!(
        ForHealth,
        r#"select r.id, r.inmate_id as inmate, i.number as "number?", coalesce(i.family_name, r.family_name) as "family_name!", coalesce(i.given_name, r.given_name) as "given_name!",
                  coalesce(i.birth_date, r.birth_date) as birth_date, r.arrived_at,
                  (select a.answers from custody.reception_answer a where a.reception_id = r.id and a.step = 'questions' order by a.version desc limit 1) as questions,
                  (select a.answers from custody.reception_answer a where a.reception_id = r.id and a.step = 'injuries' order by a.version desc limit 1) as injuries
             from custody.reception r left join inmates.inmate i on i.id = r.inmate_id
            where r.prison_id = any($1) and r.state <> 'ended' and (r.inmate_id is null or i.id is not null)
              and (($3::uuid is null and r.arrived_at >= $2) or r.id = $3)
            order by r.arrived_at desc, r.id limit 100"#,
        &prisons,
        since,
        one.map(|o| o.0)
    )
    .fetch_all(conn)
    .await
}
