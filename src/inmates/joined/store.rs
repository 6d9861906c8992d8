//! Joined records in the database.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::{AccountId, InmateId, PrisonId, RowId};

/// A record as the preview shows it.
#[derive(Clone, Debug)]
pub struct Side {
    pub id: Uuid,
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub birth_date: Option<NaiveDate>,
    pub sex: String,
    pub identity: String,
    pub created_at: DateTime<Utc>,
    pub prison_id: Option<Uuid>,
    pub prison: Option<String>,
    pub held: bool,
    /// `kind:value` of every number in force.
    pub numbers: Vec<String>,
    pub others: Vec<String>,
    pub citizenships: Vec<String>,
    /// `part:rows`.
    pub rows: Vec<String>,
}

/// The records with these ids that the reader reaches.
pub async fn sides(connection: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<Side>, sqlx::Error> {
    sqlx::query_as!(
        Side,
        r#"select i.id as "id!", i.number as "number!", i.family_name as "family_name!", i.given_name as "given_name!", i.birth_date, i.sex as "sex!", i.identity as "identity!",
                  i.created_at as "created_at!", i.prison_id, p.name as "prison?",
                  exists (select from custody.in_custody c where c.inmate_id = i.id) as "held!",
                  array(select d.kind || ':' || d.value from inmates.identifier d where d.inmate_id = i.id and d.ended_at is null order by d.kind, d.value) as "numbers!",
                  array(select trim(n.given_name || ' ' || n.family_name) from inmates.name n where n.inmate_id = i.id and n.ended_at is null order by 1) as "others!",
                  array(select z.country from inmates.citizenship z where z.inmate_id = i.id and z.ended_at is null order by 1) as "citizenships!",
                  array(select r.part || ':' || r.rows from inmates.rows_of(i.id) r) as "rows!"
             from inmates.inmate i left join estate.prison p on p.id = i.prison_id where i.id = any($1)"#,
        ids
    )
    .fetch_all(connection)
    .await
}

/// The record with this number, when the reader reaches it.
pub async fn by_number(connection: &mut PgConnection, number: &str) -> Result<Option<InmateId>, sqlx::Error> {
    Ok(sqlx::query_scalar!("select i.id from inmates.inmate i where i.number = $1", number).fetch_optional(connection).await?.map(InmateId))
}

/// Why they cannot be joined so.
pub async fn obstacle(connection: &mut PgConnection, joined: Uuid, kept: Uuid) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar!("select inmates.join_obstacle($1, $2)", joined, kept).fetch_one(connection).await
}

/// A proposal, decided or not.
#[derive(Clone, Debug)]
pub struct Joined {
    pub id: Uuid,
    pub joined_id: Uuid,
    pub joined_number: String,
    pub kept_id: Uuid,
    pub kept_number: String,
    pub kept_name: String,
    pub kept_prison: Option<Uuid>,
    pub reason: String,
    pub proposed_by: Uuid,
    pub proposer: Option<String>,
    pub proposed_at: DateTime<Utc>,
    pub decided_by: Option<Uuid>,
    pub decider: Option<String>,
    pub decided_at: Option<DateTime<Utc>>,
    pub outcome: Option<String>,
    pub outcome_reason: Option<String>,
    pub undo_by: Option<Uuid>,
    pub undo_name: Option<String>,
    pub undo_reason: Option<String>,
    pub undone_at: Option<DateTime<Utc>>,
}

/// Of a person, one alone, or those that wait and were decided lately: those the reader reaches.
pub async fn list(connection: &mut PgConnection, inmate: Option<InmateId>, one: Option<RowId>, since: DateTime<Utc>) -> Result<Vec<Joined>, sqlx::Error> {
    sqlx::query_as!(
        Joined,
        r#"select j.id, j.joined_id, o.number as joined_number, j.kept_id, k.number as kept_number, concat_ws(', ', nullif(k.family_name, ''), nullif(k.given_name, '')) as "kept_name!",
                  k.prison_id as kept_prison, j.reason, j.proposed_by, a.display_name as "proposer?", j.proposed_at, j.decided_by, b.display_name as "decider?", j.decided_at,
                  j.outcome, j.outcome_reason, j.undo_by, u.display_name as "undo_name?", j.undo_reason, j.undone_at
             from inmates.joined j join inmates.inmate o on o.id = j.joined_id join inmates.inmate k on k.id = j.kept_id
             left join access.account a on a.id = j.proposed_by left join access.account b on b.id = j.decided_by left join access.account u on u.id = j.undo_by
            where ($1::uuid is null or j.joined_id = $1 or j.kept_id = $1) and ($2::uuid is null or j.id = $2)
              and ($1 is not null or $2 is not null or j.outcome is null or j.decided_at > $3)
            order by j.outcome is not null, j.proposed_at desc, j.id limit 100"#,
        inmate.map(|i| i.0),
        one.map(|o| o.0),
        since
    )
    .fetch_all(connection)
    .await
}

/// Proposes. The constraint `joined_waits`: it is proposed already.
pub async fn propose(
    connection: &mut PgConnection,
    id: RowId,
    joined: Uuid,
    kept: Uuid,
    reason: &str,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into inmates.joined (id, joined_id, kept_id, reason, proposed_by, proposed_at) values ($1, $2, $3, $4, $5, $6)",
        id.0,
        joined,
        kept,
        reason,
        by.0,
        now
    )
    .execute(connection)
    .await
    .map(drop)
}

/// Decides; the answer is what stands in the way, or none when it is done.
pub async fn decide(connection: &mut PgConnection, id: Uuid, granted: bool, reason: &str) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar!("select inmates.decide_join($1, $2, $3)", id, granted, reason).fetch_one(connection).await
}

/// Asks for it to be taken back, or takes it back: `asked`, `undone`, or why not.
pub async fn undo(connection: &mut PgConnection, id: Uuid, reason: &str) -> Result<String, sqlx::Error> {
    Ok(sqlx::query_scalar!("select inmates.undo_join($1, $2)", id, reason).fetch_one(connection).await?.unwrap_or_default())
}

/// Tells the governors of a prison.
pub async fn tell_governors(connection: &mut PgConnection, prison: PrisonId, arguments: serde_json::Value, link: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("select access.notify_role('GOV', $1, 'join_proposed', $2, $3)", prison.0, arguments, link).fetch_one(connection).await.map(drop)
}

/// Tells one person.
pub async fn tell(connection: &mut PgConnection, account: Uuid, kind: &str, arguments: serde_json::Value, link: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("select access.notify_account($1, $2, $3, $4)", account, kind, arguments, link).fetch_one(connection).await.map(drop)
}
