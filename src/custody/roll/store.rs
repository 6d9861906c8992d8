//! All SQL of the roll. Two statements, whoever asks: people, and what stands beside them.

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

/// People in walking order. A prison and the reader's own people are two branches of which one is empty: asked for with `or`, the
/// statement would be planned anew for every page, which takes as long as running it.
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
                  w.out_reason, w.out_place, w.out_until, w.arrived_at as "arrived_at?", w.expected_release, i.id = any(access.assigned()) as "assigned!"
             from (select inmate_id, unit_id, cell_id, legal_status, security_level, out_reason, out_place, out_until, arrived_at, expected_release from custody.in_custody where prison_id = $1
                   union all
                   select inmate_id, unit_id, cell_id, legal_status, security_level, out_reason, out_place, out_until, arrived_at, expected_release from custody.in_custody where $2 and inmate_id = any((select access.assigned())::uuid[])) w
             join inmates.inmate i on i.id = w.inmate_id
             left join estate.unit u on u.id = w.unit_id
             left join estate.cell c on c.id = w.cell_id
            where i.prison_id = $1 or $2
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
                  case when x.whole then w.out_place end as out_place, case when x.whole then w.arrived_at end as arrived_at,
                  case when x.whole then w.expected_release end as expected_release
             from (select inmate_id, unit_id, cell_id, legal_status, security_level, out_reason, out_place, out_until, arrived_at, expected_release from custody.in_custody where prison_id = $1
                   union all
                   select inmate_id, unit_id, cell_id, legal_status, security_level, out_reason, out_place, out_until, arrived_at, expected_release from custody.in_custody where $2 and inmate_id = any((select access.assigned())::uuid[])) w
             join inmates.inmate i on i.id = w.inmate_id
             cross join (select access.allows('app.reads', 'movements') as whole) x
             left join estate.unit u on u.id = w.unit_id
             left join estate.cell c on c.id = w.cell_id
            where i.prison_id = $1 or $2
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
                  w.out_reason, null as out_place, w.out_until, null::timestamptz as arrived_at, null::date as expected_release, i.id = any(access.assigned()) as "assigned!"
             from (select inmate_id, unit_id, cell_id, out_reason, out_until from custody.in_custody where prison_id = $1
                   union all
                   select inmate_id, unit_id, cell_id, out_reason, out_until from custody.in_custody where $2 and inmate_id = any((select access.assigned())::uuid[])) w
             join inmates.inmate i on i.id = w.inmate_id
             left join estate.unit u on u.id = w.unit_id
             left join estate.cell c on c.id = w.cell_id
            where i.prison_id = $1 or $2
            order by u.sort, u.code, c.walking_order, c.code, i.family_name, i.given_name, i.id
            limit 1000"#,
        prison,
        assigned
    )
    .fetch_all(connection)
    .await
}

/// What stands beside the people of a roll. A part that failed is none.
#[derive(Debug, Default)]
pub struct Beside {
    /// Alerts, shared notices, photographs and hidden people.
    pub marks: Option<Marks>,
    /// The prison's cells in walking order, empty ones too.
    pub places: Option<Vec<Place>>,
    /// The names of the reader's prisons, when there are several.
    pub prisons: Vec<PrisonName>,
}

/// One shape for every part. Of a cell: `kind` is its unit's code, `severity` the level, `instruction` the unit's name, `name` its own
/// code, `number` what it holds, `yes` that it is shut; of a prison: `unit` is its id, `instruction` its name, `name` the municipality.
struct Row {
    what: String,
    inmate: Option<Uuid>,
    unit: Option<Uuid>,
    cell: Option<Uuid>,
    kind: String,
    severity: String,
    instruction: String,
    name: Option<String>,
    yes: bool,
    number: i32,
}

/// Declares what a group asks of a roll: its marks, alone or with the cells and the names of prisons in one trip.
macro_rules! parts {
    ($group:ident, $marks:literal) => {
        mod $group {
            use super::*;

            pub(super) async fn marks(connection: &mut PgConnection, prison: Option<Uuid>, assigned: bool, today: NaiveDate) -> Result<Vec<Row>, sqlx::Error> {
                sqlx::query_as!(Row, $marks, prison, assigned, today).fetch_all(connection).await
            }

            pub(super) async fn together(
                connection: &mut PgConnection,
                prison: Option<Uuid>,
                assigned: bool,
                today: NaiveDate,
                prisons: &[Uuid],
            ) -> Result<Vec<Row>, sqlx::Error> {
                sqlx::query_as!(
                    Row,
                    $marks
                        + r#"
           union all
           (select 'cell', null, u.id, c.id, u.code, u.level, u.name, c.code, o.cell_id is not null, coalesce(c.working_capacity, 0)
              from estate.unit u
              left join estate.cell c on c.unit_id = u.id and c.closed_on is null
              left join estate.cell_out_of_use o on o.cell_id = c.id and o.during @> platform.now()
             where u.prison_id = $1 and u.closed_on is null
             order by u.sort, u.code, c.walking_order, c.code
             limit 1500)
           union all
           (select 'prison', null, p.id, null, '', '', p.name, p.municipality, false, 0 from estate.prison p where p.id = any($4) order by p.name limit 200)"#,
                    prison,
                    assigned,
                    today,
                    prisons
                )
                .fetch_all(connection)
                .await
            }
        }
    };
}

parts!(
    custody,
    r#"(select 'alert' as "what!", a.inmate_id as "inmate?", null::uuid as unit, null::uuid as cell, a.kind as "kind!", a.severity as "severity!", a.instruction as "instruction!",
                null as "name?", false as "yes!", 0 as "number!"
             from (select inmate_id, kind, severity, instruction, from_day, to_day, ended_at from inmates.alert where prison_id = $1
                   union all
                   select inmate_id, kind, severity, instruction, from_day, to_day, ended_at from inmates.alert where $2 and inmate_id = any((select access.assigned())::uuid[])) a
            where a.ended_at is null and a.from_day <= $3 and (a.to_day is null or a.to_day >= $3)
           union all
           select 'notice', n.inmate_id, null, null, n.kind, '', n.instruction, null, false, 0
             from (select inmate_id, kind, instruction from custody.health_notice where prison_id = $1
                   union all
                   select inmate_id, kind, instruction from custody.health_notice where $2 and inmate_id = any((select access.assigned())::uuid[])) n
           union all
           select 'photo', f.inmate_id, null, null, '', '', '', null, false, 0
             from (select inmate_id, ended_at from inmates.photo where prison_id = $1
                   union all
                   select inmate_id, ended_at from inmates.photo where $2 and inmate_id = any((select access.assigned())::uuid[])) f
            where f.ended_at is null
           union all
           select 'hidden', null, h.unit_id, h.cell_id, '', '', '', null, h.is_out, 0 from custody.placeholders($1) h
           limit 6000)"#
);

parts!(
    health_side,
    r#"(select 'alert' as "what!", a.inmate_id as "inmate?", null::uuid as unit, null::uuid as cell, a.kind as "kind!", a.severity as "severity!", a.instruction as "instruction!",
                null as "name?", false as "yes!", 0 as "number!"
             from (select inmate_id, kind, severity, instruction, from_day, to_day, ended_at from inmates.alert where prison_id = $1
                   union all
                   select inmate_id, kind, severity, instruction, from_day, to_day, ended_at from inmates.alert where $2 and inmate_id = any((select access.assigned())::uuid[])) a
            where a.ended_at is null and a.from_day <= $3 and (a.to_day is null or a.to_day >= $3)
           union all
           select 'notice', s.inmate_id, null, null, s.kind, '', s.instruction, null, false, 0
             from (select inmate_id, kind, instruction, valid, ended_at from health.shared where prison_id = $1
                   union all
                   select inmate_id, kind, instruction, valid, ended_at from health.shared where $2 and inmate_id = any((select access.assigned())::uuid[])) s
            where s.valid @> platform.now() and s.ended_at is null
           union all
           select 'photo', f.inmate_id, null, null, '', '', '', null, false, 0
             from (select inmate_id, ended_at from inmates.photo where prison_id = $1
                   union all
                   select inmate_id, ended_at from inmates.photo where $2 and inmate_id = any((select access.assigned())::uuid[])) f
            where f.ended_at is null
           union all
           select 'hidden', null, h.unit_id, h.cell_id, '', '', '', null, h.is_out, 0 from custody.placeholders($1) h
           limit 6000)"#
);

parts!(
    need_to_know,
    r#"(select 'alert' as "what!", a.inmate_id as "inmate?", null::uuid as unit, null::uuid as cell, a.kind as "kind!", a.severity as "severity!", a.instruction as "instruction!",
                null as "name?", false as "yes!", 0 as "number!"
             from (select inmate_id, kind, severity, instruction, from_day, to_day, ended_at from inmates.alert where prison_id = $1
                   union all
                   select inmate_id, kind, severity, instruction, from_day, to_day, ended_at from inmates.alert where $2 and inmate_id = any((select access.assigned())::uuid[])) a
            where a.ended_at is null and a.from_day <= $3 and (a.to_day is null or a.to_day >= $3)
           union all
           select 'notice', n.inmate_id, null, null, n.kind, '', n.instruction, null, false, 0
             from (select inmate_id, kind, instruction from custody.health_notice where prison_id = $1
                   union all
                   select inmate_id, kind, instruction from custody.health_notice where $2 and inmate_id = any((select access.assigned())::uuid[])) n
           union all
           select 'photo', f.inmate_id, null, null, '', '', '', null, false, 0
             from (select inmate_id, ended_at from inmates.photo where prison_id = $1
                   union all
                   select inmate_id, ended_at from inmates.photo where $2 and inmate_id = any((select access.assigned())::uuid[])) f
            where f.ended_at is null
           limit 6000)"#
);

/// Everything that stands beside the people of a roll, in one trip. When it fails, the parts are asked for one by one: [`marks`],
/// [`places`], [`prisons`].
///
/// # Errors
/// When the database is away, or one of the parts fails.
pub async fn beside(connection: &mut PgConnection, role: Role, scope: Scope, today: NaiveDate, prisons: &[PrisonId]) -> Result<Beside, sqlx::Error> {
    let (prison, assigned) = scope.parameters();
    let prisons: Vec<Uuid> = prisons.iter().map(|p| p.0).collect();
    let rows = match role.db_group() {
        "og_health" => health_side::together(connection, prison, assigned, today, &prisons).await?,
        "og_activity" | "og_desk" => need_to_know::together(connection, prison, assigned, today, &prisons).await?,
        _ => custody::together(connection, prison, assigned, today, &prisons).await?,
    };
    let (mut marks, mut places, mut names) = (Vec::new(), Vec::new(), Vec::new());
    for r in rows {
        match (r.what.as_str(), r.unit) {
            ("cell", Some(unit_id)) => places.push(Place {
                unit_id,
                unit_code: r.kind,
                unit: r.instruction,
                level: r.severity,
                cell_id: r.cell,
                cell: r.name,
                capacity: r.number,
                shut: r.yes,
            }),
            ("prison", Some(id)) => names.push(PrisonName { id, name: r.instruction, municipality: r.name }),
            _ => marks.push(r),
        }
    }
    Ok(Beside { marks: Some(marked(marks)), places: Some(places), prisons: names })
}

/// Alerts, shared notices, photographs and hidden people of a roll, each kind of them in the same shape.
///
/// # Errors
/// When the database is away.
pub async fn marks(connection: &mut PgConnection, role: Role, scope: Scope, today: NaiveDate) -> Result<Marks, sqlx::Error> {
    let (prison, assigned) = scope.parameters();
    let rows = match role.db_group() {
        "og_health" => health_side::marks(connection, prison, assigned, today).await?,
        "og_activity" | "og_desk" => need_to_know::marks(connection, prison, assigned, today).await?,
        _ => custody::marks(connection, prison, assigned, today).await?,
    };
    Ok(marked(rows))
}

fn marked(rows: Vec<Row>) -> Marks {
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
            ("hidden", _, Some(unit)) => marks.hidden.push((unit, r.cell, r.yes)),
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
    marks
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
