//! Incidents read: lists, counts, one with everything that hangs on it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::custody::incidents::model::{Duty, State};
use crate::platform::id::{PrisonId, RowId};
use crate::platform::paging::Mark;

/// An incident as a list shows it.
#[derive(Clone, Debug)]
pub struct Line {
    /// The incident.
    pub id: Uuid,
    /// Its year.
    pub year: i32,
    /// Its number in that year.
    pub number: i32,
    /// Of what.
    pub kind: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// How far it has come.
    pub state: String,
    /// Who follows up.
    pub owner: Option<String>,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// Force was used.
    pub force_used: bool,
    /// What raises the duty to report.
    pub duty: Vec<String>,
    /// Items of it not settled.
    pub unsettled: i64,
    /// Who was in it, as far as the reader may see.
    pub people: serde_json::Value,
}

/// Somebody in a list.
#[derive(Clone, Debug, Deserialize)]
pub struct Named {
    /// The person.
    pub id: Uuid,
    /// Family name.
    pub family: String,
    /// Given names.
    pub given: String,
    /// As what.
    pub role: String,
}

impl Line {
    /// Its place in the list.
    pub fn mark(&self) -> Mark {
        Mark { at: self.at, id: self.id }
    }

    /// Who was in it.
    pub fn named(&self) -> Vec<Named> {
        serde_json::from_value(self.people.clone()).unwrap_or_default()
    }
}

/// Which incidents.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// At a prison.
    pub prison: Option<Uuid>,
    /// With a person.
    pub inmate: Option<Uuid>,
    /// `todo`, `submitted`, `reviewed`, `closed`, `overdue`, `stalled`, `mine`, or all.
    pub list: String,
    /// Types, or all.
    pub kinds: Vec<String>,
    /// A unit, or all.
    pub unit: Option<Uuid>,
}

/// Incidents, newest first.
///
/// # Errors
/// When the database is away.
pub async fn list(connection: &mut PgConnection, filter: &Filter, today: NaiveDate, before: Mark, limit: i64) -> Result<Vec<Line>, sqlx::Error> {
    sqlx::query_as!(
        Line,
        r#"select x.id, x.year, x.number, x.kind, x.at, coalesce(nullif(concat_ws(', ', u.name, nullif(x.place, '')), ''), '') as "place!", x.state, o.display_name as "owner?", x.due_on,
                  x.force_used, x.duty, (select count(*) from custody.incident_duty d where d.incident_id = x.id and d.settled_at is null) as "unsettled!",
                  coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'family', i.family_name, 'given', i.given_name, 'role', p.role) order by p.added_at, p.id)
                     from custody.incident_person p join inmates.inmate i on i.id = p.inmate_id where p.incident_id = x.id and p.removed_at is null), '[]') as "people!"
             from custody.incident x left join estate.unit u on u.id = x.unit_id left join access.account o on o.id = x.owner
            where ($1::uuid is null or x.prison_id = $1)
              and ($2::uuid is null or exists (select from custody.incident_person p where p.incident_id = x.id and p.inmate_id = $2 and p.removed_at is null))
              and case $3 when 'todo' then x.state in ('draft', 'returned') when 'submitted' then x.state = 'submitted' when 'reviewed' then x.state = 'reviewed'
                          when 'closed' then x.state = 'closed' when 'overdue' then x.state <> 'closed' and x.due_on < $9 when 'mine' then x.state <> 'closed' and x.owner = access.account()
                          when 'stalled' then custody.incident_stalled(x.state, x.due_on, x.recorded_at, x.submitted_at, $9, platform.now()) else true end
              and (cardinality($4::text[]) = 0 or x.kind = any($4)) and ($5::uuid is null or x.unit_id = $5) and (x.at, x.id) < ($6, $7)
            order by x.at desc, x.id desc limit $8"#,
        filter.prison,
        filter.inmate,
        filter.list,
        &filter.kinds,
        filter.unit,
        before.at,
        before.id,
        limit,
        today
    )
    .fetch_all(connection)
    .await
}

/// How many wait where.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Drafts and those sent back.
    pub todo: i64,
    /// Waiting for review.
    pub submitted: i64,
    /// Reviewed, followed up.
    pub reviewed: i64,
    /// Closed.
    pub closed: i64,
    /// Past their day.
    pub overdue: i64,
    /// Nothing has happened for too long.
    pub stalled: i64,
    /// The reader's own to follow up.
    pub mine: i64,
}

/// How many wait where, at a prison.
///
/// # Errors
/// When the database is away.
pub async fn counts(connection: &mut PgConnection, prison: PrisonId, today: NaiveDate) -> Result<Counts, sqlx::Error> {
    sqlx::query_as!(
        Counts,
        r#"select count(*) filter (where state in ('draft', 'returned')) as "todo!", count(*) filter (where state = 'submitted') as "submitted!",
                  count(*) filter (where state = 'reviewed') as "reviewed!", count(*) filter (where state = 'closed') as "closed!",
                  count(*) filter (where state <> 'closed' and due_on < $2) as "overdue!",
                  count(*) filter (where custody.incident_stalled(state, due_on, recorded_at, submitted_at, $2, platform.now())) as "stalled!", count(*) filter (where state <> 'closed' and owner = access.account()) as "mine!"
             from custody.incident where prison_id = $1"#,
        prison.0,
        today
    )
    .fetch_one(connection)
    .await
}

/// A person of an incident whom the reader may not see.
#[derive(Clone, Debug)]
pub struct Stranger {
    /// The incident.
    pub incident: Uuid,
    /// As what.
    pub role: String,
    /// Kept from this reader altogether, rather than just out of reach.
    pub hidden: bool,
    /// How many.
    pub n: i64,
}

/// Those of these incidents.
///
/// # Errors
/// When the database is away.
pub async fn strangers(connection: &mut PgConnection, incidents: &[Uuid]) -> Result<Vec<Stranger>, sqlx::Error> {
    sqlx::query_as!(
        Stranger,
        r#"select incident_id as "incident!", role as "role!", hidden as "hidden!", n as "n!" from custody.incident_strangers($1)"#,
        incidents
    )
    .fetch_all(connection)
    .await
}

/// The whole incident.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The incident.
    pub id: Uuid,
    /// Where.
    pub prison_id: Uuid,
    /// The prison's name.
    pub prison: String,
    /// Its year.
    pub year: i32,
    /// Its number in that year.
    pub number: i32,
    /// Of what.
    pub kind: String,
    /// The unit.
    pub unit_id: Option<Uuid>,
    /// Its name.
    pub unit: Option<String>,
    /// The place.
    pub place: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When it was written.
    pub recorded_at: DateTime<Utc>,
    /// Why so late.
    pub late_reason: Option<String>,
    /// What happened.
    pub description: String,
    /// What was done.
    pub measures: String,
    /// Force was used.
    pub force_used: bool,
    /// What raises the duty to report.
    pub duty: Vec<String>,
    /// How far it has come.
    pub state: String,
    /// Who wrote it.
    pub reported_by: Uuid,
    /// Their name.
    pub reporter: String,
    /// In which role.
    pub reporter_role: String,
    /// When it was handed in.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Who follows up.
    pub owner: Option<Uuid>,
    /// Their name.
    pub owner_name: Option<String>,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// Who reviewed it.
    pub reviewer: Option<String>,
    /// When.
    pub reviewed_at: Option<DateTime<Utc>>,
    /// The search it comes from.
    pub search_id: Option<Uuid>,
    /// The test it comes from.
    pub test_id: Option<Uuid>,
    /// For editing.
    pub version: i32,
}

impl Whole {
    /// How far it has come.
    pub fn state(&self) -> State {
        State::from_word(&self.state).unwrap_or(State::Closed)
    }

    /// What raises the duty to report.
    pub fn duties(&self) -> Vec<Duty> {
        self.duty.iter().filter_map(|d| Duty::from_word(d)).collect()
    }
}

/// One incident, if it is the reader's to see.
///
/// # Errors
/// When the database is away.
pub async fn whole(connection: &mut PgConnection, id: RowId) -> Result<Option<Whole>, sqlx::Error> {
    sqlx::query_as!(
        Whole,
        r#"select x.id, x.prison_id, e.name as prison, x.year, x.number, x.kind, x.unit_id, u.name as "unit?", x.place, x.at, x.recorded_at, x.late_reason, x.description, x.measures,
                  x.force_used, x.duty, x.state, x.reported_by, r.display_name as reporter, x.reporter_role, x.submitted_at, x.owner, o.display_name as "owner_name?", x.due_on,
                  v.display_name as "reviewer?", x.reviewed_at, x.search_id, x.test_id, x.version
             from custody.incident x join estate.prison e on e.id = x.prison_id join access.account r on r.id = x.reported_by
             left join estate.unit u on u.id = x.unit_id left join access.account o on o.id = x.owner left join access.account v on v.id = x.reviewed_by
            where x.id = $1"#,
        id.0
    )
    .fetch_optional(connection)
    .await
}

/// An inmate in it, as far as the reader may see.
#[derive(Clone, Debug)]
pub struct Person {
    /// The line.
    pub id: Uuid,
    /// The person.
    pub inmate_id: Uuid,
    /// Number.
    pub number: String,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// As what.
    pub role: String,
    /// How badly hurt.
    pub injury: String,
    /// Named by mistake: when, by whom, why.
    pub removed_at: Option<DateTime<Utc>>,
    /// Why.
    pub remove_reason: Option<String>,
}

/// Inmates in it.
///
/// # Errors
/// When the database is away.
pub async fn people(connection: &mut PgConnection, incident: Uuid) -> Result<Vec<Person>, sqlx::Error> {
    sqlx::query_as!(
        Person,
        "select p.id, p.inmate_id, i.number, i.family_name, i.given_name, p.role, p.injury, p.removed_at, p.remove_reason
           from custody.incident_person p join inmates.inmate i on i.id = p.inmate_id where p.incident_id = $1 order by (p.removed_at is not null), p.added_at, p.id limit 100",
        incident
    )
    .fetch_all(connection)
    .await
}

/// Force that was used, as far as the reader may see.
#[derive(Clone, Debug)]
pub struct Force {
    /// The row.
    pub id: Uuid,
    /// The person.
    pub inmate_id: Uuid,
    /// On whom.
    pub name: (String, String),
    /// Why.
    pub grounds: Vec<String>,
    /// With what.
    pub means: Vec<String>,
    /// From.
    pub started_at: DateTime<Utc>,
    /// To.
    pub ended_at: Option<DateTime<Utc>>,
    /// What was tried before.
    pub lesser: String,
    /// Who ordered it.
    pub ordered_by: String,
    /// Injuries of the inmate.
    pub injuries_inmate: String,
    /// Injuries of staff.
    pub injuries_staff: String,
    /// When health was called.
    pub health_called_at: Option<DateTime<Utc>>,
    /// When a doctor saw the person.
    pub doctor_seen_at: Option<DateTime<Utc>>,
    /// Why health was not called.
    pub no_health_reason: Option<String>,
    /// Who wrote it.
    pub recorder: String,
}

impl Force {
    /// Whether something of it is to be noted yet: its end, or the doctor.
    pub fn notable(&self) -> bool {
        self.ended_at.is_none() || self.doctor_seen_at.is_none()
    }
}

/// A colleague in it.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// The name.
    pub name: String,
    /// As what.
    pub role: String,
    /// How badly hurt.
    pub injury: String,
}

/// An addendum or a step: when, by whom, what.
#[derive(Clone, Debug)]
pub struct Note {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
    /// Which step; empty for an addendum.
    pub step: String,
    /// The text.
    pub text: String,
}

/// An item of the duty to report.
#[derive(Clone, Debug)]
pub struct DutyLine {
    /// Which.
    pub item: String,
    /// When it was settled.
    pub settled_at: Option<DateTime<Utc>>,
    /// By whom.
    pub settled_by: Option<String>,
    /// When it was done.
    pub done_at: Option<DateTime<Utc>>,
    /// Who was told.
    pub told: String,
    /// Why it is left.
    pub left_reason: Option<String>,
}

/// Everything that hangs on an incident.
pub struct Parts {
    /// Inmates.
    pub people: Vec<Person>,
    /// Those whom the reader may not see.
    pub strangers: Vec<Stranger>,
    /// Staff.
    pub staff: Vec<Colleague>,
    /// Force.
    pub force: Vec<Force>,
    /// Addenda.
    pub addenda: Vec<Note>,
    /// Its way.
    pub steps: Vec<Note>,
    /// The duty to report.
    pub duty: Vec<DutyLine>,
}

/// All of it.
///
/// # Errors
/// When the database is away.
pub async fn parts(connection: &mut PgConnection, incident: Uuid) -> Result<Parts, sqlx::Error> {
    let people = people(&mut *connection, incident).await?;
    let strangers = strangers(&mut *connection, &[incident]).await?;
    let staff = sqlx::query_as!(
        Colleague,
        "select a.display_name as name, s.role, s.injury from custody.incident_staff s join access.account a on a.id = s.account_id where s.incident_id = $1 order by s.added_at, s.id limit 100",
        incident
    )
    .fetch_all(&mut *connection)
    .await?;
    let force = sqlx::query!(
        r#"select f.id, f.inmate_id, i.family_name, i.given_name, f.grounds, f.means, f.started_at, f.ended_at, f.lesser_means, f.ordered_by, f.injuries_inmate, f.injuries_staff, f.health_called_at,
                  f.doctor_seen_at, f.no_health_reason, coalesce(a.display_name, '') as "recorder!"
             from custody.incident_force f join inmates.inmate i on i.id = f.inmate_id left join access.account a on a.id = f.recorded_by
            where f.incident_id = $1 order by f.started_at, f.id limit 50"#,
        incident
    )
    .fetch_all(&mut *connection)
    .await?
    .into_iter()
    .map(|f| Force {
        id: f.id,
        inmate_id: f.inmate_id,
        name: (f.family_name, f.given_name),
        grounds: f.grounds,
        means: f.means,
        started_at: f.started_at,
        ended_at: f.ended_at,
        lesser: f.lesser_means,
        ordered_by: f.ordered_by,
        injuries_inmate: f.injuries_inmate,
        injuries_staff: f.injuries_staff,
        health_called_at: f.health_called_at,
        doctor_seen_at: f.doctor_seen_at,
        no_health_reason: f.no_health_reason,
        recorder: f.recorder,
    })
    .collect();
    let addenda = sqlx::query_as!(
        Note,
        r#"select d.at, a.display_name as by, '' as "step!", d.body as text from custody.incident_addendum d join access.account a on a.id = d.author where d.incident_id = $1 order by d.at, d.id limit 200"#,
        incident
    )
    .fetch_all(&mut *connection)
    .await?;
    let steps = sqlx::query_as!(
        Note,
        "select s.at, a.display_name as by, s.step, s.note as text from custody.incident_step s join access.account a on a.id = s.by_account where s.incident_id = $1 order by s.at, s.id limit 200",
        incident
    )
    .fetch_all(&mut *connection)
    .await?;
    let duty = duty(connection, incident).await?;
    Ok(Parts { people, strangers, staff, force, addenda, steps, duty })
}

/// The duty to report.
///
/// # Errors
/// When the database is away.
pub async fn duty(connection: &mut PgConnection, incident: Uuid) -> Result<Vec<DutyLine>, sqlx::Error> {
    sqlx::query_as!(
        DutyLine,
        r#"select d.item, d.settled_at, a.display_name as "settled_by?", d.done_at, d.told, d.left_reason from custody.incident_duty d left join access.account a on a.id = d.settled_by
            where d.incident_id = $1 limit 40"#,
        incident
    )
    .fetch_all(connection)
    .await
}
