//! SQL of drug tests.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::custody::searches::tests::{LabCommand, TakeCommand, TestCommand};
use crate::platform::id::{AccountId, InmateId, PrisonId, RowId};

/// A test.
#[derive(Clone, Debug)]
pub struct Test {
    /// The test.
    pub id: Uuid,
    /// Of whom.
    pub inmate_id: Uuid,
    /// Their number.
    pub number: String,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// "A2-214".
    pub place: String,
    /// Where it was.
    pub at_prison_id: Uuid,
    /// Of what.
    pub kind: String,
    /// What for.
    pub reason: String,
    /// In words.
    pub reason_text: String,
    /// When it is due.
    pub due_on: NaiveDate,
    /// Who asked for it.
    pub asked_by: String,
    /// When it was taken.
    pub taken_at: Option<DateTime<Utc>>,
    /// By whom.
    pub taken_by: Option<String>,
    /// Who was there.
    pub witness: Option<String>,
    /// What it said.
    pub outcome: Option<String>,
    /// Of which substances.
    pub substances: String,
    /// In words.
    pub note: String,
    /// `none`, `pending`, `confirmed`, `disproved`.
    pub confirmation: String,
    /// The laboratory's reference.
    pub lab_reference: Option<String>,
    /// When it answered.
    pub lab_answered_at: Option<DateTime<Utc>>,
    /// Why it was called off.
    pub cancel_reason: Option<String>,
    /// For editing.
    pub version: i32,
}

/// Which tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Not taken yet.
    Due,
    /// At the laboratory.
    Laboratory,
    /// Taken.
    Results,
    /// Every one of a person.
    Of(InmateId),
    /// This one.
    One(RowId),
}

/// Tests at a prison, or a person's own.
///
/// # Errors
/// When the database is away.
pub async fn list(connection: &mut PgConnection, prison: Option<PrisonId>, which: Which) -> Result<Vec<Test>, sqlx::Error> {
    let (word, id) = match which {
        Which::Due => ("due", None),
        Which::Laboratory => ("lab", None),
        Which::Results => ("results", None),
        Which::Of(inmate) => ("of", Some(inmate.0)),
        Which::One(test) => ("one", Some(test.0)),
    };
    sqlx::query_as!(
        Test,
        r#"select x.id, x.inmate_id, i.number, i.family_name, i.given_name, coalesce(c.code, u.name, '') as "place!", x.at_prison_id, x.kind, x.reason, x.reason_text, x.due_on,
                  coalesce(r.display_name, '') as "asked_by!", x.taken_at, a.display_name as "taken_by?", w.display_name as "witness?", x.outcome, x.substances, x.note,
                  x.confirmation, x.lab_reference, x.lab_answered_at, x.cancel_reason, x.version
             from custody.drug_test x join inmates.inmate i on i.id = x.inmate_id
             left join custody.in_custody p on p.inmate_id = x.inmate_id left join estate.unit u on u.id = p.unit_id left join estate.cell c on c.id = p.cell_id
             left join access.account r on r.id = x.recorded_by left join access.account a on a.id = x.taken_by left join access.account w on w.id = x.witness
            where ($1::uuid is null or x.prison_id = $1)
              and case $2 when 'due' then x.taken_at is null and x.cancelled_at is null when 'lab' then x.confirmation = 'pending' when 'results' then x.taken_at is not null
                          when 'of' then x.inmate_id = $3 else x.id = $3 end
            order by case when $2 = 'due' then x.due_on end, case when $2 = 'lab' then x.taken_at end, coalesce(x.taken_at, x.recorded_at) desc, x.id limit 200"#,
        prison.map(|p| p.0),
        word,
        id
    )
    .fetch_all(connection)
    .await
}

/// How many are due, at the laboratory, and taken in the last 30 days.
///
/// # Errors
/// When the database is away.
pub async fn counts(connection: &mut PgConnection, prison: PrisonId, since: DateTime<Utc>) -> Result<(i64, i64, i64), sqlx::Error> {
    let r = sqlx::query!(
        r#"select count(*) filter (where taken_at is null and cancelled_at is null) as "due!", count(*) filter (where confirmation = 'pending') as "lab!",
                  count(*) filter (where taken_at >= $2) as "taken!" from custody.drug_test where prison_id = $1"#,
        prison.0,
        since
    )
    .fetch_one(connection)
    .await?;
    Ok((r.due, r.lab, r.taken))
}

/// Asks for a test.
///
/// # Errors
/// When the database refuses.
pub async fn insert(connection: &mut PgConnection, id: RowId, prison: PrisonId, c: &TestCommand, by: AccountId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into custody.drug_test (id, inmate_id, prison_id, at_prison_id, kind, reason, reason_text, due_on, recorded_at, recorded_by) values ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9)",
        id.0,
        c.inmate.0,
        prison.0,
        c.kind.as_str(),
        c.reason.as_str(),
        c.reason_text,
        c.due_on,
        now,
        by.0
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Keeps what it said; false when somebody was there before.
///
/// # Errors
/// When the database refuses; the constraint tells why.
pub async fn take(connection: &mut PgConnection, id: RowId, version: i32, c: &TakeCommand, by: AccountId) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update custody.drug_test set taken_at = $3, taken_by = $4, taken_recorded_by = $5, witness = $6, outcome = $7, substances = $8, note = $9, confirmation = $10, lab_reference = $11, version = version + 1
          where id = $1 and version = $2 and taken_at is null and cancelled_at is null",
        id.0,
        version,
        c.at,
        c.taken_by,
        by.0,
        c.witness,
        c.outcome.as_str(),
        c.substances,
        c.note,
        if c.lab_reference.is_some() { "pending" } else { "none" },
        c.lab_reference
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Keeps the laboratory's answer; false when somebody was there before.
///
/// # Errors
/// When the database refuses.
pub async fn answer(connection: &mut PgConnection, id: RowId, version: i32, c: &LabCommand, by: AccountId) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update custody.drug_test set confirmation = $3, lab_answered_at = $4, lab_recorded_by = $5, version = version + 1 where id = $1 and version = $2 and confirmation = 'pending'",
        id.0,
        version,
        if c.confirmed { "confirmed" } else { "disproved" },
        c.at,
        by.0
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Calls a test off; false when somebody was there before.
///
/// # Errors
/// When the database refuses.
pub async fn cancel(connection: &mut PgConnection, id: RowId, version: i32, reason: &str, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update custody.drug_test set cancelled_at = $4, cancelled_by = $5, cancel_reason = $3, version = version + 1 where id = $1 and version = $2 and taken_at is null and cancelled_at is null",
        id.0,
        version,
        reason,
        now,
        by.0
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}
