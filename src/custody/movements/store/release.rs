//! A release on its way to the gate: what stands against it, who has prepared it, who has confirmed it.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::InmateId;

/// A decision that lets somebody go: its reference, who made it, when, and from when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The document's reference.
    pub document: String,
    /// The court, the prosecutor, the prison service.
    pub authority: String,
    /// When it was made.
    pub decided_on: NaiveDate,
    /// From when it lets the person go.
    pub effective_on: NaiveDate,
}

/// A release as the first person prepares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// A code of the list `movement_reason`.
    pub reason: String,
    /// Where to.
    pub to: String,
    /// What held the person.
    pub basis: Option<Uuid>,
    /// Who let them go; none when its day has come.
    pub decision: Option<Decision>,
}

impl Prepared {
    /// The word for why the person may go.
    pub fn ground(&self) -> &'static str {
        if self.decision.is_some() { "document" } else { "date" }
    }

    /// From when the decision lets the person go.
    pub fn effective(&self) -> Option<NaiveDate> {
        self.decision.as_ref().map(|d| d.effective_on)
    }
}

/// An open plan.
#[derive(Clone, Debug)]
pub struct ReleasePlan {
    /// The row.
    pub id: Uuid,
    /// What was prepared.
    pub prepared: Prepared,
    /// By whom.
    pub by: Uuid,
    /// Their name.
    pub by_name: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The end of the day.
    pub expires_at: DateTime<Utc>,
    /// Who has confirmed it, and when.
    pub confirmed: Option<(String, DateTime<Utc>)>,
}

/// The open plan of a person, when there is one and its day is not over.
pub async fn plan_of_release(connection: &mut PgConnection, inmate: InmateId) -> Result<Option<ReleasePlan>, sqlx::Error> {
    let row = sqlx::query!(
        r#"select r.id, r.reason, r.released_to, r.legal_basis_id, r.document, r.authority, r.decided_on, r.effective_on, r.prepared_by, r.prepared_at, r.expires_at, r.confirmed_at,
                  p.display_name as "by_name?", c.display_name as "confirmed_name?"
             from custody.release_plan r left join access.account p on p.id = r.prepared_by left join access.account c on c.id = r.confirmed_by
            where r.inmate_id = $1 and r.ended_as is null and r.expires_at > platform.now()"#,
        inmate.0
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| ReleasePlan {
        id: r.id,
        prepared: Prepared {
            reason: r.reason,
            to: r.released_to,
            basis: r.legal_basis_id,
            decision: r.document.zip(r.authority).zip(r.decided_on.zip(r.effective_on)).map(|((document, authority), (decided_on, effective_on))| Decision {
                document,
                authority,
                decided_on,
                effective_on,
            }),
        },
        by: r.prepared_by,
        by_name: r.by_name.unwrap_or_default(),
        at: r.prepared_at,
        expires_at: r.expires_at,
        confirmed: r.confirmed_at.map(|at| (r.confirmed_name.unwrap_or_default(), at)),
    }))
}

/// Something that stands against letting somebody go.
#[derive(Clone, Debug)]
pub struct Obstacle {
    /// `not_due`, `not_calculated`, `not_effective`, `holds`, `no_basis`, `changed`.
    pub what: String,
    /// The basis it is about.
    pub basis: Option<Uuid>,
    /// Its kind.
    pub kind: Option<String>,
    /// Its case.
    pub case_number: Option<String>,
    /// Until when it holds, when that is known.
    pub until: Option<NaiveDate>,
}

/// Everything that stands against letting somebody go on a day; of a plan also what has come since it was prepared.
pub async fn obstacles(
    connection: &mut PgConnection,
    inmate: InmateId,
    p: &Prepared,
    day: NaiveDate,
    plan: Option<Uuid>,
) -> Result<Vec<Obstacle>, sqlx::Error> {
    sqlx::query_as!(
        Obstacle,
        r#"select o.what as "what!", o.basis_id as basis, o.kind, o.case_number, o.until from custody.release_obstacles($1, $2, $3, $4, $5, $6, $7) o"#,
        inmate.0,
        p.basis,
        p.ground(),
        p.effective(),
        day,
        p.decision.as_ref().map(|d| d.decided_on),
        plan
    )
    .fetch_all(connection)
    .await
}

/// The last day on which anything held somebody who is let go on a day.
pub async fn due(connection: &mut PgConnection, inmate: InmateId, p: &Prepared, day: NaiveDate) -> Result<Option<NaiveDate>, sqlx::Error> {
    sqlx::query_scalar!("select custody.release_due($1, $2, $3, $4, $5)", inmate.0, p.basis, p.ground(), p.effective(), day).fetch_one(connection).await
}

/// Prepares a release.
pub async fn prepare(connection: &mut PgConnection, inmate: InmateId, p: &Prepared) -> Result<Uuid, sqlx::Error> {
    let id = Uuid::now_v7();
    let d = p.decision.as_ref();
    sqlx::query_scalar!(
        r#"select custody.prepare_release($1, $2, $3, $4, $5, $6, $7, $8, $9)::text as "done""#,
        id,
        inmate.0,
        p.reason,
        p.to,
        p.basis,
        d.map(|d| d.document.as_str()),
        d.map(|d| d.authority.as_str()),
        d.map(|d| d.decided_on),
        d.map(|d| d.effective_on)
    )
    .fetch_one(connection)
    .await?;
    Ok(id)
}

/// Confirms what somebody else has prepared.
pub async fn confirm(connection: &mut PgConnection, inmate: InmateId, plan: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query_scalar!(r#"select custody.confirm_release($1, $2)::text as "done""#, plan, inmate.0).fetch_one(connection).await?;
    Ok(())
}

/// Takes a plan back.
pub async fn withdraw(connection: &mut PgConnection, inmate: InmateId, plan: Uuid, reason: &str) -> Result<(), sqlx::Error> {
    sqlx::query_scalar!(r#"select custody.withdraw_release($1, $2, $3)::text as "done""#, plan, inmate.0, reason).fetch_one(connection).await?;
    Ok(())
}
