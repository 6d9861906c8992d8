//! All SQL of transfer cases.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::form::Proposal;
use crate::platform::id::{AccountId, InmateId};

/// A case.
#[derive(Clone, Debug)]
pub struct Case {
    /// The row.
    pub id: Uuid,
    /// Whose.
    pub inmate: Uuid,
    /// Family name, when the reader may see the person.
    pub family_name: Option<String>,
    /// Given names.
    pub given_name: Option<String>,
    /// The number.
    pub number: Option<String>,
    /// From which prison.
    pub from_prison: String,
    /// To which.
    pub to_prison: String,
    /// A code of the list `movement_reason`.
    pub reason: String,
    /// The grounds.
    pub ground: String,
    /// The day it is wanted on.
    pub wanted_on: Option<NaiveDate>,
    /// Who proposed it.
    pub proposed_by: AccountId,
    /// Their name.
    pub proposer: Option<String>,
    /// When.
    pub proposed_at: DateTime<Utc>,
    /// Who answered.
    pub decider: Option<String>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// Why.
    pub decided_why: Option<String>,
    /// The last day of a decision that nobody has acted on.
    pub valid_until: Option<NaiveDate>,
    /// `waiting`, `granted`, `planned`, `under_way`, `done`, `lapsed`, `refused`, `withdrawn`.
    pub state: String,
    /// When they go, went or came.
    pub at: Option<DateTime<Utc>>,
}

/// The cases of one person, newest first; or the queue of the reader's prisons, with what was answered since an instant, what waits longest first.
pub async fn cases(connection: &mut PgConnection, inmate: Option<InmateId>, since: DateTime<Utc>) -> Result<Vec<Case>, sqlx::Error> {
    sqlx::query_as!(
        Case,
        r#"select c.id as "id!", c.inmate_id as "inmate!", i.family_name as "family_name?", i.given_name as "given_name?", i.number as "number?", c.from_prison as "from_prison!",
                  c.to_prison as "to_prison!", c.reason as "reason!", c.ground as "ground!", c.wanted_on, c.proposed_by as "proposed_by!: AccountId", c.proposer,
                  c.proposed_at as "proposed_at!", c.decider, c.decided_at, c.decided_why, c.valid_until, c.state as "state!", c.at
             from custody.transfer_cases($1, $2) c left join inmates.inmate i on i.id = c.inmate_id
            where $1::uuid is not null or i.id is not null
            order by case when $1::uuid is null and c.state = 'waiting' then extract(epoch from c.proposed_at) else -extract(epoch from c.proposed_at) end, c.id limit 200"#,
        inmate.map(|i| i.0),
        since
    )
    .fetch_all(connection)
    .await
}

/// Proposes one; the word says whether it was.
pub async fn propose(connection: &mut PgConnection, inmate: InmateId, proposal: &Proposal) -> Result<(Uuid, String), sqlx::Error> {
    let id = Uuid::now_v7();
    let answer = sqlx::query_scalar!(
        r#"select custody.propose_transfer($1, $2, $3, $4, $5, $6) as "answer!""#,
        id,
        inmate.0,
        proposal.to,
        proposal.reason,
        proposal.ground,
        proposal.wanted
    )
    .fetch_one(connection)
    .await?;
    Ok((id, answer))
}

/// Answers one; the word says whether that was done.
pub async fn decide(connection: &mut PgConnection, id: Uuid, inmate: InmateId, granted: bool, why: &str, until: NaiveDate) -> Result<String, sqlx::Error> {
    let outcome = if granted { "granted" } else { "refused" };
    sqlx::query_scalar!(r#"select custody.decide_transfer($1, $2, $3, $4, $5) as "answer!""#, id, inmate.0, outcome, why, until).fetch_one(connection).await
}

/// Takes one back; the word says whether that was done.
pub async fn withdraw(connection: &mut PgConnection, id: Uuid, inmate: InmateId, why: &str) -> Result<String, sqlx::Error> {
    sqlx::query_scalar!(r#"select custody.withdraw_transfer($1, $2, $3) as "answer!""#, id, inmate.0, why).fetch_one(connection).await
}
