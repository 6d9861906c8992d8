//! One item, with all that its page says.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::deadlines::model::{Kept, Outcome, State};

/// One item as it counts.
///
/// # Errors
/// When the database is away.
pub async fn kept(connection: &mut PgConnection, id: Uuid) -> Result<Option<Kept>, sqlx::Error> {
    sqlx::query_as!(
        Kept,
        "select id, inmate_id, prison_id, rule_id, subject, rule_version, trigger, cite, to_confirm, label_nb, label_en, span, clock, repeat, warn, mode, level, reference, round,
                event_at, base_on, due_at, due_on, timed, given, owner_role, owner, hard, lapses, in_custody_only
           from sentences.deadline where id = $1",
        id
    )
    .fetch_optional(connection)
    .await
}

/// What a page says beside it.
#[derive(Clone, Debug)]
pub struct About {
    /// How it stands.
    pub state: State,
    /// What became of it.
    pub outcome: Option<String>,
    /// In words.
    pub outcome_note: Option<String>,
    /// By whom; none: the clock itself.
    pub closed_by: Option<String>,
    /// When.
    pub closed_at: Option<DateTime<Utc>>,
    /// For whom it waits.
    pub waiting_for: Option<String>,
    /// Since when.
    pub waiting_since: Option<DateTime<Utc>>,
    /// Why.
    pub waiting_note: Option<String>,
    /// Whose it is by name.
    pub owner_name: Option<String>,
    /// The person.
    pub family_name: Option<String>,
    /// Given names.
    pub given_name: Option<String>,
    /// The number.
    pub number: Option<String>,
    /// The prison.
    pub prison: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// For editing.
    pub version: i32,
    /// Whether the person is assigned to the reader.
    pub assigned: bool,
    /// Whether the file is in the reader's scope.
    pub deep: bool,
    /// Whether the reader may add to it.
    pub writable: bool,
}

/// The rest of one item.
///
/// # Errors
/// When the database is away.
pub async fn about(connection: &mut PgConnection, id: Uuid) -> Result<Option<About>, sqlx::Error> {
    sqlx::query_as!(
        About,
        r#"select d.state as "state: State", d.outcome, d.outcome_note, b.display_name as "closed_by?", d.closed_at, d.waiting_for, d.waiting_since, d.waiting_note, o.display_name as "owner_name?",
                  i.family_name as "family_name?", i.given_name as "given_name?", i.number as "number?", p.name as "prison?", u.name as "unit?", d.version,
                  coalesce(d.inmate_id = any(access.assigned()), false) as "assigned!",
                  (coalesce(d.prison_id = any(access.deep_prisons()), false) or coalesce(d.inmate_id = any(access.deep_persons()), false)) as "deep!",
                  (coalesce(d.prison_id = any(access.deep_prisons()), false) or coalesce(d.inmate_id = any(access.write_persons()), false)) as "writable!"
             from sentences.deadline d
             left join access.account b on b.id = d.closed_by
             left join access.account o on o.id = d.owner
             left join inmates.inmate i on i.id = d.inmate_id
             left join estate.prison p on p.id = d.prison_id
             left join custody.in_custody w on w.inmate_id = d.inmate_id
             left join estate.unit u on u.id = w.unit_id
            where d.id = $1"#,
        id
    )
    .fetch_optional(connection)
    .await
}

/// Something that became of an item.
#[derive(Clone, Debug)]
pub struct Step {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub step: String,
    /// By whom; none: the clock.
    pub by: Option<String>,
    /// More.
    pub note: String,
    /// Due before.
    pub was: Option<DateTime<Utc>>,
    /// Due after.
    pub now: Option<DateTime<Utc>>,
}

/// The history of an item, newest first.
///
/// # Errors
/// When the database is away.
pub async fn steps(connection: &mut PgConnection, id: Uuid) -> Result<Vec<Step>, sqlx::Error> {
    sqlx::query_as!(
        Step,
        r#"select s.at, s.step, a.display_name as "by?", s.note, s.was, s.now from sentences.deadline_step s left join access.account a on a.id = s.by_account
            where s.deadline_id = $1 order by s.at desc, array_position(array['closed', 'assigned', 'resumed', 'waiting', 'escalated', 'warned', 'moved', 'raised'], s.step), s.id limit 200"#,
        id
    )
    .fetch_all(connection)
    .await
}

/// The other rounds of the same thing: id, round, day, how it stands.
///
/// # Errors
/// When the database is away.
pub async fn rounds(connection: &mut PgConnection, rule: &str, reference: Uuid) -> Result<Vec<(Uuid, i32, NaiveDate, State)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select id, round, due_on, state as "state: State" from sentences.deadline where rule_id = $1 and reference = $2 order by round desc limit 40"#,
        rule,
        reference
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|r| (r.id, r.round, r.due_on, r.state)).collect())
}

/// What stands against ending an alarm about a release so: `still_here`, `no_basis`, `not_corrected`, or nothing.
///
/// # Errors
/// When the person is out of reach, or the database is away.
pub async fn alarm_obstacle(connection: &mut PgConnection, id: Uuid, outcome: Outcome) -> Result<String, sqlx::Error> {
    sqlx::query_scalar!(r#"select sentences.alarm_obstacle($1, $2) as "said!""#, id, outcome.as_str()).fetch_one(connection).await
}

/// Somebody an item can be given to.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// The account.
    pub id: Uuid,
    /// The role.
    pub role: String,
    /// The name.
    pub name: String,
}

/// Whom an item of a prison can be given to.
///
/// # Errors
/// When the database is away.
pub async fn colleagues(connection: &mut PgConnection, prison: Uuid) -> Result<Vec<Colleague>, sqlx::Error> {
    sqlx::query_as!(
        Colleague,
        r#"select o.account_id as "id!", o.role as "role!", o.display_name as "name!" from sentences.deadline_owners($1) o order by o.display_name"#,
        prison
    )
    .fetch_all(connection)
    .await
}
