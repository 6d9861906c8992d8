//! Incidents written: reports, people, force, the duty to report, steps.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::read::Whole;
use crate::custody::incidents::form::{DutyCommand, ForceCommand, ForceNote, PersonCommand, ReportCommand, StepCommand};
use crate::custody::incidents::model::{Duty, DutyItem, Injury, StaffRole, Step, Taken};
use crate::platform::id::{AccountId, InmateId, PrisonId, RowId};

/// Who wrote a report, where and in which role.
pub struct Author {
    /// The account.
    pub account: AccountId,
    /// In which role.
    pub role: &'static str,
    /// At which prison.
    pub prison: PrisonId,
    /// When.
    pub now: DateTime<Utc>,
}

/// Where a report comes from, and who goes on with it.
pub struct Origin {
    /// A search.
    pub search: Option<Uuid>,
    /// A test.
    pub test: Option<Uuid>,
    /// A reception.
    pub reception: Option<Uuid>,
    /// Who follows up; the duty officer when nobody is named.
    pub owner: Uuid,
    /// By when.
    pub due: NaiveDate,
    /// What raises the duty to report.
    pub duty: Vec<Duty>,
}

/// Who follows up what comes in at a prison.
///
/// # Errors
/// When the database is away.
pub async fn default_owner(connection: &mut PgConnection, prison: PrisonId) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!("select custody.default_owner($1)", prison.0).fetch_one(connection).await
}

/// Keeps a report with its next number and its people; answers with the number. Nothing is read back: whoever submits may not read.
///
/// # Errors
/// When the database refuses; the constraint tells why.
pub async fn insert(connection: &mut PgConnection, id: RowId, author: &Author, year: i32, c: &ReportCommand, origin: &Origin) -> Result<i32, sqlx::Error> {
    let number = sqlx::query_scalar!(r#"select custody.next_incident($1, $2) as "n!""#, author.prison.0, year).fetch_one(&mut *connection).await?;
    let duty: Vec<String> = origin.duty.iter().map(|d| d.as_str().to_owned()).collect();
    sqlx::query!(
        "insert into custody.incident (id, prison_id, year, number, kind, unit_id, place, at, recorded_at, late_reason, description, measures, force_used, duty, state, reported_by,
            reporter_role, submitted_at, owner, due_on, search_id, test_id, reception_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, case when $15 = 'submitted' then $9::timestamptz end, $18, $19, $20, $21, $22)",
        id.0,
        author.prison.0,
        year,
        number,
        c.kind,
        c.unit,
        c.place,
        c.at,
        author.now,
        c.late_reason,
        c.description,
        c.measures,
        c.force,
        &duty,
        if c.submit { "submitted" } else { "draft" },
        author.account.0,
        author.role,
        origin.owner,
        origin.due,
        origin.search,
        origin.test,
        origin.reception
    )
    .execute(&mut *connection)
    .await?;
    for person in &c.people {
        add_person(&mut *connection, id, author.prison, person, author.account, author.now).await?;
    }
    Ok(number)
}

/// Names a person in it.
///
/// # Errors
/// When the database refuses; the constraint tells why.
pub async fn add_person(
    connection: &mut PgConnection,
    incident: RowId,
    prison: PrisonId,
    c: &PersonCommand,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    // The row belongs to the prison that answers for the person now, as every record of theirs.
    sqlx::query!(
        "insert into custody.incident_person (id, incident_id, inmate_id, prison_id, at_prison_id, role, injury, added_by, added_at)
         select $1, $2, i.id, i.prison_id, $4, $5, $6, $7, $8 from inmates.inmate i where i.id = $3",
        RowId::fresh().0,
        incident.0,
        c.inmate.0,
        prison.0,
        c.role.as_str(),
        c.injury.as_str(),
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes back a name that was a mistake: it stays, struck out, with the reason.
///
/// # Errors
/// When the database refuses.
pub async fn remove_person(
    connection: &mut PgConnection,
    incident: RowId,
    line: RowId,
    reason: &str,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<Option<InmateId>, sqlx::Error> {
    let person = sqlx::query_scalar!(
        "update custody.incident_person set removed_by = $3, removed_at = $4, remove_reason = $5 where id = $2 and incident_id = $1 and removed_at is null returning inmate_id",
        incident.0,
        line.0,
        by.0,
        now,
        reason
    )
    .fetch_optional(connection)
    .await?;
    Ok(person.map(InmateId))
}

/// Names a colleague in it.
///
/// # Errors
/// When the database refuses; the constraint tells why.
#[expect(clippy::too_many_arguments, reason = "one row's columns")]
pub async fn add_staff(
    connection: &mut PgConnection,
    incident: RowId,
    prison: PrisonId,
    account: Uuid,
    role: StaffRole,
    injury: Injury,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into custody.incident_staff (id, incident_id, prison_id, account_id, role, injury, added_by, added_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        RowId::fresh().0,
        incident.0,
        prison.0,
        account,
        role.as_str(),
        injury.as_str(),
        by.0,
        now
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Keeps force that was used, and that it was.
///
/// # Errors
/// When the database refuses.
pub async fn add_force(connection: &mut PgConnection, incident: RowId, c: &ForceCommand, by: AccountId, now: DateTime<Utc>) -> Result<Uuid, sqlx::Error> {
    let id = RowId::fresh().0;
    sqlx::query!(
        "insert into custody.incident_force (id, incident_id, inmate_id, prison_id, grounds, means, started_at, ended_at, lesser_means, ordered_by, injuries_inmate, injuries_staff,
            health_called_at, doctor_seen_at, no_health_reason, recorded_by, recorded_at)
         select $1, $2, i.id, i.prison_id, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16 from inmates.inmate i where i.id = $3",
        id,
        incident.0,
        c.inmate,
        &c.grounds,
        &c.means,
        c.started_at,
        c.ended_at,
        c.lesser,
        c.ordered_by,
        c.injuries_inmate,
        c.injuries_staff,
        c.health_called_at,
        c.doctor_seen_at,
        c.no_health_reason,
        by.0,
        now
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!("update custody.incident set force_used = true, version = version + 1 where id = $1 and not force_used", incident.0)
        .execute(connection)
        .await?;
    Ok(id)
}

/// Notes when force that lasted ended, and when a doctor saw the person; false when somebody noted it before.
///
/// # Errors
/// When the database refuses.
pub async fn note_force(connection: &mut PgConnection, incident: RowId, force: Uuid, c: &ForceNote) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update custody.incident_force set ended_at = coalesce(ended_at, $3), doctor_seen_at = coalesce(doctor_seen_at, $4)
          where id = $2 and incident_id = $1 and ($3::timestamptz is null or ended_at is null) and ($4::timestamptz is null or doctor_seen_at is null)",
        incident.0,
        force,
        c.ended_at,
        c.doctor_seen_at
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// When somebody was born: limits are others for those under 18.
///
/// # Errors
/// When the database is away.
pub async fn born(connection: &mut PgConnection, inmate: InmateId) -> Result<Option<NaiveDate>, sqlx::Error> {
    Ok(sqlx::query_scalar!("select i.birth_date from inmates.inmate i where i.id = $1", inmate.0).fetch_optional(connection).await?.flatten())
}

/// The incident that was opened for what somebody complained of in a reception.
///
/// # Errors
/// When the database is away.
pub async fn of_reception(connection: &mut PgConnection, reception: Uuid) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!("select custody.incident_of_reception($1)", reception).fetch_one(connection).await
}

/// Names whoever complained, as soon as it is known who they are.
///
/// # Errors
/// When the database is away.
pub async fn complainant(connection: &mut PgConnection, reception: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("select custody.complainant_of($1)", reception).fetch_one(connection).await.map(drop)
}

/// An incident of one of these kinds with this person, of about that time and not closed.
///
/// # Errors
/// When the database is away.
pub async fn standing(connection: &mut PgConnection, inmate: InmateId, kinds: &[&str], at: DateTime<Utc>) -> Result<Option<Uuid>, sqlx::Error> {
    let kinds: Vec<String> = kinds.iter().map(|k| (*k).to_owned()).collect();
    sqlx::query_scalar!(
        "select x.id from custody.incident x join custody.incident_person p on p.incident_id = x.id and p.removed_at is null
          where p.inmate_id = $1 and x.kind = any($2) and x.state <> 'closed' and x.at between $3::timestamptz - interval '1 day' and $3::timestamptz + interval '1 day' order by x.at desc limit 1",
        inmate.0,
        &kinds,
        at
    )
    .fetch_optional(connection)
    .await
}

/// Raises the duty to report: what it is for, its items, and word to those who decide.
///
/// # Errors
/// When the database refuses.
pub async fn raise_duty(connection: &mut PgConnection, incident: RowId, duty: &[Duty], items: &[DutyItem], new: bool) -> Result<(), sqlx::Error> {
    if !new {
        let words: Vec<String> = duty.iter().map(|d| d.as_str().to_owned()).collect();
        sqlx::query!(
            "update custody.incident set duty = (select array_agg(distinct d) from unnest(duty || $2) d), version = version + 1 where id = $1 and not (duty @> $2)",
            incident.0,
            &words
        )
        .execute(&mut *connection)
        .await?;
    }
    let items: Vec<String> = items.iter().map(|i| i.as_str().to_owned()).collect();
    sqlx::query_scalar!("select custody.raise_duty($1, $2)", incident.0, &items).fetch_one(connection).await?;
    Ok(())
}

/// Settles an item of the duty; false when somebody did before.
///
/// # Errors
/// When the database refuses.
pub async fn settle(
    connection: &mut PgConnection,
    incident: RowId,
    item: DutyItem,
    c: &DutyCommand,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update custody.incident_duty set settled_at = $3, settled_by = $4, done_at = $5, told = $6, left_reason = $7 where incident_id = $1 and item = $2 and settled_at is null",
        incident.0,
        item.as_str(),
        now,
        by.0,
        c.done_at,
        c.told,
        c.left_reason
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Rewrites a draft; false when it was changed meanwhile or handed in.
///
/// # Errors
/// When the database refuses.
pub async fn rewrite(connection: &mut PgConnection, id: RowId, version: i32, c: &ReportCommand, duty: &[Duty]) -> Result<bool, sqlx::Error> {
    let words: Vec<String> = duty.iter().map(|d| d.as_str().to_owned()).collect();
    let done = sqlx::query!(
        "update custody.incident set kind = $3, unit_id = $4, place = $5, at = $6, late_reason = $7, description = $8, measures = $9, force_used = force_used or $10,
            duty = coalesce((select array_agg(distinct d) from unnest(duty || $11) d), '{}'), version = version + 1
          where id = $1 and version = $2 and state = 'draft'",
        id.0,
        version,
        c.kind,
        c.unit,
        c.place,
        c.at,
        c.late_reason,
        c.description,
        c.measures,
        c.force,
        &words
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Adds to the account.
///
/// # Errors
/// When the database refuses.
pub async fn add_addendum(
    connection: &mut PgConnection,
    incident: RowId,
    prison: PrisonId,
    body: &str,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into custody.incident_addendum (id, incident_id, prison_id, body, at, author) values ($1, $2, $3, $4, $5, $6)",
        RowId::fresh().0,
        incident.0,
        prison.0,
        body,
        now,
        by.0
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// A step, taken by somebody at an instant.
pub struct Going<'a> {
    /// The incident as it was read.
    pub incident: &'a Whole,
    /// Which step.
    pub step: Step,
    /// By whom.
    pub by: AccountId,
    /// When.
    pub now: DateTime<Utc>,
    /// The day it must go on by, when the step names none.
    pub due: NaiveDate,
}

/// Takes a step; false when the incident was changed meanwhile.
///
/// # Errors
/// When the database refuses; the constraint tells why.
pub async fn step(connection: &mut PgConnection, going: &Going<'_>, c: &StepCommand) -> Result<bool, sqlx::Error> {
    let (x, by, now) = (going.incident, going.by.0, going.now);
    let (state, owner) = match going.step {
        Step::Submit | Step::Reopen => ("submitted", c.owner),
        Step::Return => ("returned", Some(x.reported_by)),
        Step::Review => ("reviewed", c.owner),
        Step::Close => ("closed", x.owner),
        Step::Owner => (x.state.as_str(), c.owner),
        Step::Kind => (x.state.as_str(), x.owner),
    };
    let keeps_review = matches!(going.step, Step::Close | Step::Owner | Step::Kind);
    let due = if matches!(going.step, Step::Close | Step::Kind) { x.due_on } else { c.due.or(Some(going.due)) };
    let done = sqlx::query!(
        "update custody.incident set state = $3, owner = $4, due_on = $5, submitted_at = case when $3 = 'draft' then submitted_at else coalesce(submitted_at, $7) end,
            reviewed_by = case when $8 then $6 when $9 then reviewed_by end, reviewed_at = case when $8 then $7 when $9 then reviewed_at end,
            closed_by = case when $3 = 'closed' then $6 end, closed_at = case when $3 = 'closed' then $7 end, kind = coalesce($10, kind), version = version + 1
          where id = $1 and version = $2",
        x.id,
        x.version,
        state,
        owner,
        due,
        by,
        now,
        going.step == Step::Review,
        keeps_review,
        c.kind
    )
    .execute(&mut *connection)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    note_step(connection, x, going.step.taken(), &c.note, going.by, now).await?;
    Ok(true)
}

/// Writes a step into the history.
///
/// # Errors
/// When the database refuses.
pub async fn note_step(connection: &mut PgConnection, x: &Whole, taken: Taken, note: &str, by: AccountId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into custody.incident_step (id, incident_id, prison_id, step, at, by_account, note) values ($1, $2, $3, $4, $5, $6, $7)",
        RowId::fresh().0,
        x.id,
        x.prison_id,
        taken.as_str(),
        now,
        by.0,
        note
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Tells somebody that an incident waits for them.
///
/// # Errors
/// When the database refuses.
pub async fn tell(connection: &mut PgConnection, account: Uuid, kind: &str, number: &str, incident: Uuid) -> Result<(), sqlx::Error> {
    let arguments = serde_json::json!({ "number": number });
    sqlx::query_scalar!("select access.notify_account($1, $2, $3, $4)", account, kind, arguments, format!("/incidents/{incident}"))
        .fetch_one(connection)
        .await?;
    Ok(())
}
