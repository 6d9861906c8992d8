//! All SQL of the roll. Three statements, whoever asks: people, what to mind, cells.

use chrono::NaiveDate;
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::{Mark, Marks, Place, Resident};
use crate::access::Role;
use crate::platform::id::PrisonId;

/// Whose roll.
#[derive(Clone, Copy, Debug)]
pub enum Scope {
    /// Everybody in a prison.
    Prison(PrisonId),
    /// The people assigned to the reader (or on today's gate list), wherever they are.
    Assigned,
}

impl Scope {
    fn parameters(self) -> (Option<Uuid>, bool) {
        match self {
            Self::Prison(prison) => (Some(prison.0), false),
            Self::Assigned => (None, true),
        }
    }
}

/// People in walking order.
///
/// # Errors
/// When the database is away.
pub async fn people(connection: &mut PgConnection, role: Role, scope: Scope) -> Result<Vec<Resident>, sqlx::Error> {
    let (prison, assigned) = scope.parameters();
    match role.db_group() {
        "og_activity" | "og_desk" => extract(connection, prison, assigned).await,
        "og_health" => health(connection, prison, assigned).await,
        _ => whole(connection, prison, assigned).await,
    }
}

async fn whole(connection: &mut PgConnection, prison: Option<Uuid>, assigned: bool) -> Result<Vec<Resident>, sqlx::Error> {
    sqlx::query_as!(
        Resident,
        r#"select i.id, i.number, i.family_name, i.given_name, i.birth_date, i.interpreter_language, i.identity as "identity?",
                  w.unit_id as "unit_id?", u.name as "unit?", w.cell_id, c.code as "cell?", w.legal_status as "legal_status?", w.security_level as "security_level?",
                  w.out_reason, w.out_place, w.out_until, w.admitted_at as "admitted_at?", w.expected_release, i.id = any(access.assigned()) as "assigned!"
             from inmates.inmate i
             join custody.in_custody w on w.inmate_id = i.id
             left join estate.unit u on u.id = w.unit_id
             left join estate.cell c on c.id = w.cell_id
            where i.prison_id = $1 or ($2 and i.id = any(access.assigned()))
            order by u.sort, u.code, c.walking_order, c.code, i.family_name, i.given_name, i.id
            limit 1000"#,
        prison,
        assigned
    )
    .fetch_all(connection)
    .await
}

/// Health reads its patients whole; the pharmacy of where they are only the cell and whether they are out.
async fn health(connection: &mut PgConnection, prison: Option<Uuid>, assigned: bool) -> Result<Vec<Resident>, sqlx::Error> {
    sqlx::query_as!(
        Resident,
        r#"select i.id, i.number, i.family_name, i.given_name, i.birth_date, i.interpreter_language, i.identity as "identity?",
                  w.unit_id as "unit_id?", u.name as "unit?", w.cell_id, c.code as "cell?", w.out_reason, w.out_until, i.id = any(access.assigned()) as "assigned!",
                  case when x.whole then w.legal_status end as legal_status, case when x.whole then w.security_level end as security_level,
                  case when x.whole then w.out_place end as out_place, case when x.whole then w.admitted_at end as admitted_at,
                  case when x.whole then w.expected_release end as expected_release
             from inmates.inmate i
             join custody.in_custody w on w.inmate_id = i.id
             cross join (select access.allows('app.reads', 'movements') as whole) x
             left join estate.unit u on u.id = w.unit_id
             left join estate.cell c on c.id = w.cell_id
            where i.prison_id = $1 or ($2 and i.id = any(access.assigned()))
            order by u.sort, u.code, c.walking_order, c.code, i.family_name, i.given_name, i.id
            limit 1000"#,
        prison,
        assigned
    )
    .fetch_all(connection)
    .await
}

async fn extract(connection: &mut PgConnection, prison: Option<Uuid>, assigned: bool) -> Result<Vec<Resident>, sqlx::Error> {
    sqlx::query_as!(
        Resident,
        r#"select i.id, i.number, i.family_name, i.given_name, null::date as birth_date, i.interpreter_language, null as "identity?",
                  w.unit_id as "unit_id?", u.name as "unit?", w.cell_id, c.code as "cell?", null as "legal_status?", null as "security_level?",
                  w.out_reason, null as out_place, w.out_until, null::timestamptz as admitted_at, null::date as expected_release, i.id = any(access.assigned()) as "assigned!"
             from inmates.inmate i
             join custody.in_custody w on w.inmate_id = i.id
             left join estate.unit u on u.id = w.unit_id
             left join estate.cell c on c.id = w.cell_id
            where i.prison_id = $1 or ($2 and i.id = any(access.assigned()))
            order by u.sort, u.code, c.walking_order, c.code, i.family_name, i.given_name, i.id
            limit 1000"#,
        prison,
        assigned
    )
    .fetch_all(connection)
    .await
}

struct Row {
    what: String,
    inmate: Option<Uuid>,
    unit: Option<Uuid>,
    cell: Option<Uuid>,
    kind: String,
    severity: String,
    instruction: String,
    is_out: bool,
}

/// Alerts, shared notices, photographs and hidden people of a roll, each kind of them in the same shape.
///
/// # Errors
/// When the database is away.
pub async fn marks(connection: &mut PgConnection, role: Role, scope: Scope, today: NaiveDate) -> Result<Marks, sqlx::Error> {
    let (prison, assigned) = scope.parameters();
    let rows = match role.db_group() {
        "og_health" => marks_for_health(connection, prison, assigned, today).await?,
        "og_activity" | "og_desk" => marks_extract(connection, prison, assigned, today).await?,
        _ => marks_for_custody(connection, prison, assigned, today).await?,
    };
    let mut marks = Marks::default();
    for r in rows {
        match (r.what.as_str(), r.inmate, r.unit) {
            ("alert", Some(person), _) => marks.alerts.entry(person).or_default().push(Mark { kind: r.kind, severity: r.severity, instruction: r.instruction }),
            ("notice", Some(person), _) => {
                marks.notices.entry(person).or_default().push(Mark { kind: r.kind, severity: r.severity, instruction: r.instruction })
            }
            ("photo", Some(person), _) => {
                marks.photographed.insert(person);
            }
            ("hidden", _, Some(unit)) => marks.hidden.push((unit, r.cell, r.is_out)),
            _ => {}
        }
    }
    for alerts in marks.alerts.values_mut() {
        alerts.sort_by_key(|m| match m.severity.as_str() {
            "high" => 0,
            "medium" => 1,
            _ => 2,
        });
    }
    Ok(marks)
}

async fn marks_for_custody(connection: &mut PgConnection, prison: Option<Uuid>, assigned: bool, today: NaiveDate) -> Result<Vec<Row>, sqlx::Error> {
    sqlx::query_as!(
        Row,
        r#"select 'alert' as "what!", a.inmate_id as "inmate?", null::uuid as unit, null::uuid as cell, a.kind as "kind!", a.severity as "severity!", a.instruction as "instruction!", false as "is_out!"
             from inmates.alert a
            where (a.prison_id = $1 or ($2 and a.inmate_id = any(access.assigned()))) and a.ended_at is null and a.from_day <= $3 and (a.to_day is null or a.to_day >= $3)
           union all
           select 'notice', n.inmate_id, null, null, n.kind, '', n.instruction, false
             from custody.health_notice n where n.prison_id = $1 or ($2 and n.inmate_id = any(access.assigned()))
           union all
           select 'photo', f.inmate_id, null, null, '', '', '', false
             from inmates.photo f where (f.prison_id = $1 or ($2 and f.inmate_id = any(access.assigned()))) and f.ended_at is null
           union all
           select 'hidden', null, h.unit_id, h.cell_id, '', '', '', h.is_out from custody.placeholders($1) h
           limit 6000"#,
        prison,
        assigned,
        today
    )
    .fetch_all(connection)
    .await
}

async fn marks_for_health(connection: &mut PgConnection, prison: Option<Uuid>, assigned: bool, today: NaiveDate) -> Result<Vec<Row>, sqlx::Error> {
    sqlx::query_as!(
        Row,
        r#"select 'alert' as "what!", a.inmate_id as "inmate?", null::uuid as unit, null::uuid as cell, a.kind as "kind!", a.severity as "severity!", a.instruction as "instruction!", false as "is_out!"
             from inmates.alert a
            where (a.prison_id = $1 or ($2 and a.inmate_id = any(access.assigned()))) and a.ended_at is null and a.from_day <= $3 and (a.to_day is null or a.to_day >= $3)
           union all
           select 'notice', s.inmate_id, null, null, s.kind, '', s.instruction, false
             from health.shared s where (s.prison_id = $1 or ($2 and s.inmate_id = any(access.assigned()))) and s.valid @> platform.now() and s.ended_at is null
           union all
           select 'photo', f.inmate_id, null, null, '', '', '', false
             from inmates.photo f where (f.prison_id = $1 or ($2 and f.inmate_id = any(access.assigned()))) and f.ended_at is null
           union all
           select 'hidden', null, h.unit_id, h.cell_id, '', '', '', h.is_out from custody.placeholders($1) h
           limit 6000"#,
        prison,
        assigned,
        today
    )
    .fetch_all(connection)
    .await
}

async fn marks_extract(connection: &mut PgConnection, prison: Option<Uuid>, assigned: bool, today: NaiveDate) -> Result<Vec<Row>, sqlx::Error> {
    sqlx::query_as!(
        Row,
        r#"select 'alert' as "what!", a.inmate_id as "inmate?", null::uuid as unit, null::uuid as cell, a.kind as "kind!", a.severity as "severity!", a.instruction as "instruction!", false as "is_out!"
             from inmates.alert a
            where (a.prison_id = $1 or ($2 and a.inmate_id = any(access.assigned()))) and a.ended_at is null and a.from_day <= $3 and (a.to_day is null or a.to_day >= $3)
           union all
           select 'notice', n.inmate_id, null, null, n.kind, '', n.instruction, false
             from custody.health_notice n where n.prison_id = $1 or ($2 and n.inmate_id = any(access.assigned()))
           union all
           select 'photo', f.inmate_id, null, null, '', '', '', false
             from inmates.photo f where (f.prison_id = $1 or ($2 and f.inmate_id = any(access.assigned()))) and f.ended_at is null
           limit 6000"#,
        prison,
        assigned,
        today
    )
    .fetch_all(connection)
    .await
}

/// The prison's cells in walking order, empty ones too.
///
/// # Errors
/// When the database is away.
pub async fn places(connection: &mut PgConnection, prison: PrisonId) -> Result<Vec<Place>, sqlx::Error> {
    sqlx::query_as!(
        Place,
        r#"select u.id as unit_id, u.code as unit_code, u.name as unit, u.level, c.id as "cell_id?", c.code as "cell?", coalesce(c.working_capacity, 0) as "capacity!",
                  (o.cell_id is not null) as "shut!"
             from estate.unit u
             left join estate.cell c on c.unit_id = u.id and c.closed_on is null
             left join estate.cell_out_of_use o on o.cell_id = c.id and o.during @> platform.now()
            where u.prison_id = $1 and u.closed_on is null
            order by u.sort, u.code, c.walking_order, c.code
            limit 1500"#,
        prison.0
    )
    .fetch_all(connection)
    .await
}

/// A prison among those of the reader's scope.
#[derive(Clone, Debug)]
pub struct PrisonName {
    /// The prison.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its municipality.
    pub municipality: Option<String>,
}

/// The names of prisons, in order.
///
/// # Errors
/// When the database is away.
pub async fn prisons(connection: &mut PgConnection, ids: &[PrisonId]) -> Result<Vec<PrisonName>, sqlx::Error> {
    let ids: Vec<Uuid> = ids.iter().map(|p| p.0).collect();
    sqlx::query_as!(PrisonName, "select id, name, municipality from estate.prison where id = any($1) order by name limit 200", &ids).fetch_all(connection).await
}
