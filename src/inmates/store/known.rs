//! The inmate as every page about them needs: who, where, what to mind, and how near the reader is. One statement.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::access::Role;
use crate::access::matrix::Reach;
use crate::law::deadline::Due;
use crate::platform::id::{CellId, InmateId, PrisonId, UnitId};

/// An alert, short.
#[derive(Clone, Debug, Deserialize)]
pub struct AlertFlag {
    /// Its kind, a code of the list `alert_type`.
    pub kind: String,
    /// `high`, `medium`, `low`.
    pub severity: String,
    /// What to do.
    pub instruction: String,
}

/// A fact that health staff chose to share.
#[derive(Clone, Debug, Deserialize)]
pub struct Notice {
    /// Its kind.
    pub kind: String,
    /// What to do.
    pub instruction: String,
    /// Until when.
    pub until: Option<DateTime<Utc>>,
}

/// The end of what the person was held on, when it has passed and nothing has taken its place.
#[derive(Clone, Debug, Deserialize)]
pub struct HardEnd {
    /// What it counted from.
    pub trigger: String,
    /// The first instant too late.
    pub due_at: DateTime<Utc>,
    /// The last day in time.
    pub due_on: NaiveDate,
    /// By the clock.
    pub timed: bool,
}

impl HardEnd {
    /// As the law counts it.
    pub fn due(&self) -> Due {
        Due { at: self.due_at, on: self.due_on, timed: self.timed }
    }
}

/// One inmate in the reader's scope. What the reader's role may not see is not there: for a workshop no birth date was asked for.
#[derive(Clone, Debug)]
pub struct Known {
    /// The person.
    pub id: InmateId,
    /// The number people use.
    pub number: String,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// `verified`, `stated` or `unknown`.
    pub identity: Option<String>,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// `M`, `F` or `X`.
    pub sex: Option<String>,
    /// The prison that answers for the person; none when the record is closed.
    pub prison_id: Option<PrisonId>,
    /// Its name.
    pub prison: Option<String>,
    /// The unit.
    pub unit_id: Option<UnitId>,
    /// Its name.
    pub unit: Option<String>,
    /// The cell.
    pub cell_id: Option<CellId>,
    /// Its code.
    pub cell: Option<String>,
    /// Why the person is held.
    pub legal_status: Option<String>,
    /// At which level.
    pub security_level: Option<String>,
    /// Why the person is out just now, a code of the list `movement_reason`.
    pub out_reason: Option<String>,
    /// Where.
    pub out_place: Option<String>,
    /// Until when.
    pub out_until: Option<DateTime<Utc>>,
    /// Away from the unit, within the prison.
    pub inside: Option<Inside>,
    /// When this stay began.
    pub admitted_at: Option<DateTime<Utc>>,
    /// Since when they are in this prison: a transfer is a part of a stay.
    pub arrived_at: Option<DateTime<Utc>>,
    /// The day the person is expected to be released.
    pub expected_release: Option<NaiveDate>,
    /// The language an interpreter is needed for.
    pub interpreter_language: Option<String>,
    /// Whether the record is protected (and the reader cleared).
    pub protected: bool,
    /// For editing: the version read.
    pub version: i32,
    /// Alerts in force, gravest first.
    pub alerts: Vec<AlertFlag>,
    /// What health shares.
    pub notices: Vec<Notice>,
    /// How many others the person must be kept apart from, those included whom the reader may not see.
    pub apart: i64,
    /// Of a release that is on its way: who prepared it, and whether somebody else has confirmed it.
    pub release: Option<(String, bool)>,
    /// Whether there is a photograph.
    pub has_photo: bool,
    /// That nobody may hold the person any longer, for those who read deadlines.
    pub hard: Option<HardEnd>,
    /// The other records of the same person: the one that is kept, or those joined to it.
    pub joined: Vec<Twin>,
    /// How near the reader is.
    pub reach: Reach,
}

/// Another record of the same person.
#[derive(Clone, Debug, Deserialize)]
pub struct Twin {
    /// The record.
    pub id: InmateId,
    /// Its number.
    pub number: String,
    /// Whether it is the one that is kept: then nothing new is written in this one.
    pub kept: bool,
}

impl Known {
    /// The record in which everything new is written, when this one has been joined to it.
    pub fn kept(&self) -> Option<InmateId> {
        self.joined.iter().find(|t| t.kept).map(|t| t.id)
    }

    /// "Hansen, Jonas Emil".
    pub fn name(&self) -> String {
        full_name(&self.family_name, &self.given_name)
    }

    /// Whether the person is in custody.
    pub fn in_custody(&self) -> bool {
        self.unit_id.is_some()
    }
}

/// "Hansen, Jonas Emil", or the one part that is known.
pub fn full_name(family: &str, given: &str) -> String {
    match (family.is_empty(), given.is_empty()) {
        (false, false) => format!("{family}, {given}"),
        (false, true) => family.to_owned(),
        _ => given.to_owned(),
    }
}

/// Where somebody went within the prison, and when they left the unit.
#[derive(Clone, Debug, Deserialize)]
pub struct Inside {
    /// The place, as it is called.
    pub place: String,
    /// When they left.
    pub left_at: DateTime<Utc>,
}

struct Row {
    id: Uuid,
    number: String,
    family_name: String,
    given_name: String,
    identity: Option<String>,
    birth_date: Option<NaiveDate>,
    sex: Option<String>,
    prison_id: Option<Uuid>,
    prison: Option<String>,
    unit_id: Option<Uuid>,
    unit: Option<String>,
    cell_id: Option<Uuid>,
    cell: Option<String>,
    legal_status: Option<String>,
    security_level: Option<String>,
    out_reason: Option<String>,
    out_place: Option<String>,
    out_until: Option<DateTime<Utc>>,
    inside: Option<serde_json::Value>,
    admitted_at: Option<DateTime<Utc>>,
    arrived_at: Option<DateTime<Utc>>,
    expected_release: Option<NaiveDate>,
    interpreter_language: Option<String>,
    protected: bool,
    version: i32,
    alerts: serde_json::Value,
    notices: serde_json::Value,
    apart: i64,
    release_by: Option<String>,
    release_confirmed: Option<bool>,
    has_photo: bool,
    hard: Option<serde_json::Value>,
    joined: serde_json::Value,
    assigned: bool,
    deep: bool,
    writable: bool,
}

impl From<Row> for Known {
    fn from(r: Row) -> Self {
        Self {
            id: InmateId(r.id),
            number: r.number,
            family_name: r.family_name,
            given_name: r.given_name,
            identity: r.identity,
            birth_date: r.birth_date,
            sex: r.sex,
            prison_id: r.prison_id.map(PrisonId),
            prison: r.prison,
            unit_id: r.unit_id.map(UnitId),
            unit: r.unit,
            cell_id: r.cell_id.map(CellId),
            cell: r.cell,
            legal_status: r.legal_status,
            security_level: r.security_level,
            out_reason: r.out_reason,
            out_place: r.out_place,
            out_until: r.out_until,
            inside: r.inside.and_then(|v| serde_json::from_value(v).ok()),
            admitted_at: r.admitted_at,
            arrived_at: r.arrived_at,
            expected_release: r.expected_release,
            interpreter_language: r.interpreter_language,
            protected: r.protected,
            version: r.version,
            alerts: serde_json::from_value(r.alerts).unwrap_or_default(),
            notices: serde_json::from_value(r.notices).unwrap_or_default(),
            apart: r.apart,
            release: r.release_by.zip(r.release_confirmed),
            has_photo: r.has_photo,
            hard: r.hard.and_then(|h| serde_json::from_value(h).ok()),
            joined: serde_json::from_value(r.joined).unwrap_or_default(),
            reach: Reach { assigned: r.assigned, deep: r.deep, writable: r.writable },
        }
    }
}

/// The inmate, if in the reader's scope.
///
/// # Errors
/// When the database is away.
pub async fn known(connection: &mut PgConnection, role: Role, id: InmateId, today: NaiveDate) -> Result<Option<Known>, sqlx::Error> {
    let row = match role.db_group() {
        "og_health" => of_health(connection, id, today).await?,
        "og_activity" | "og_desk" => extract(connection, id, today).await?,
        _ => of_custody(connection, id, today).await?,
    };
    Ok(row.map(Known::from))
}

/// Officers, case work, region, audit: the whole row.
async fn of_custody(connection: &mut PgConnection, id: InmateId, today: NaiveDate) -> Result<Option<Row>, sqlx::Error> {
    sqlx::query_as!(
        Row,
        r#"select i.id, i.number, i.family_name, i.given_name, i.identity as "identity?", i.birth_date, i.sex as "sex?", i.prison_id, p.name as "prison?",
                  w.unit_id as "unit_id?", u.name as "unit?", w.cell_id, c.code as "cell?", w.legal_status as "legal_status?", w.security_level as "security_level?",
                  w.out_reason, w.out_place, w.out_until, w.admitted_at as "admitted_at?", w.arrived_at as "arrived_at?", w.expected_release, i.interpreter_language, i.protected, i.version,
                  (select jsonb_build_object('place', v.to_place, 'left_at', v.left_at) from custody.internal_movement v
                    where v.inmate_id = i.id and v.state in ('left', 'arrived') and v.planned_at > platform.now() - interval '1 day' order by v.planned_at desc limit 1) as inside,
                  coalesce((select jsonb_agg(jsonb_build_object('kind', a.kind, 'severity', a.severity, 'instruction', a.instruction)
                                   order by array_position(array['high', 'medium', 'low'], a.severity), a.from_day desc)
                              from inmates.alert a where a.inmate_id = i.id and a.ended_at is null and a.from_day <= $2 and (a.to_day is null or a.to_day >= $2)), '[]') as "alerts!",
                  coalesce((select jsonb_agg(jsonb_build_object('kind', n.kind, 'instruction', n.instruction, 'until', n.until)) from custody.health_notice n where n.inmate_id = i.id), '[]') as "notices!",
                  (select count(*) from custody.keep_apart_person k join custody.keep_apart ka on ka.id = k.keep_apart_id where k.inmate_id = i.id and ka.closed_at is null) as "apart!",
                  q.by_name as "release_by?", q.confirmed as "release_confirmed?",
                  exists (select from inmates.photo f where f.inmate_id = i.id and f.ended_at is null) as "has_photo!",
                  (select to_jsonb(d) from (select d.trigger, d.due_at, d.due_on, d.timed from sentences.deadline d
                    where d.inmate_id = i.id and d.hard and d.state = 'open' and d.due_at <= platform.now() order by d.due_at limit 1) d) as hard,
                  coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'number', o.number, 'kept', j.joined_id = i.id))
                              from inmates.joined j join inmates.inmate o on o.id = case when j.joined_id = i.id then j.kept_id else j.joined_id end
                             where (j.joined_id = i.id or j.kept_id = i.id) and j.outcome = 'granted' and j.undone_at is null), '[]') as "joined!",
                  i.id = any(access.assigned()) as "assigned!",
                  (coalesce(i.prison_id = any(access.deep_prisons()), false) or i.id = any(access.deep_persons())) as "deep!",
                  (coalesce(i.prison_id = any(access.deep_prisons()), false) or i.id = any(access.write_persons())) as "writable!"
             from inmates.inmate i
             left join estate.prison p on p.id = i.prison_id
             left join custody.in_custody w on w.inmate_id = i.id
             left join estate.unit u on u.id = w.unit_id
             left join estate.cell c on c.id = w.cell_id
             left join lateral (select a.display_name as by_name, r.confirmed_at is not null as confirmed from custody.release_plan r left join access.account a on a.id = r.prepared_by
                                 where r.inmate_id = i.id and r.ended_as is null and r.expires_at > platform.now()) q on true
            where i.id = $1"#,
        id.0,
        today
    )
    .fetch_optional(connection)
    .await
}

/// Health: the same, with their own notices; for the pharmacy, of where the person is, the cell and whether they are out.
async fn of_health(connection: &mut PgConnection, id: InmateId, today: NaiveDate) -> Result<Option<Row>, sqlx::Error> {
    sqlx::query_as!(
        Row,
        r#"select i.id, i.number, i.family_name, i.given_name, i.identity as "identity?", i.birth_date, i.sex as "sex?", i.prison_id, p.name as "prison?",
                  w.unit_id as "unit_id?", u.name as "unit?", w.cell_id, c.code as "cell?", case when x.whole then w.legal_status end as legal_status,
                  case when x.whole then w.security_level end as security_level, w.out_reason, case when x.whole then w.out_place end as out_place, w.out_until,
                  case when x.whole then w.admitted_at end as admitted_at, case when x.whole then w.arrived_at end as arrived_at, case when x.whole then w.expected_release end as expected_release, i.interpreter_language, i.protected, i.version,
                  (select jsonb_build_object('place', v.to_place, 'left_at', v.left_at) from custody.internal_movement v
                    where v.inmate_id = i.id and v.state in ('left', 'arrived') and v.planned_at > platform.now() - interval '1 day' order by v.planned_at desc limit 1) as inside,
                  coalesce((select jsonb_agg(jsonb_build_object('kind', a.kind, 'severity', a.severity, 'instruction', a.instruction)
                                   order by array_position(array['high', 'medium', 'low'], a.severity), a.from_day desc)
                              from inmates.alert a where a.inmate_id = i.id and a.ended_at is null and a.from_day <= $2 and (a.to_day is null or a.to_day >= $2)), '[]') as "alerts!",
                  coalesce((select jsonb_agg(jsonb_build_object('kind', s.kind, 'instruction', s.instruction, 'until', upper(s.valid)))
                              from health.shared s where s.inmate_id = i.id and s.valid @> platform.now() and s.ended_at is null), '[]') as "notices!",
                  (select count(*) from custody.keep_apart_person k join custody.keep_apart ka on ka.id = k.keep_apart_id where k.inmate_id = i.id and ka.closed_at is null) as "apart!",
                  null::text as release_by, null::bool as release_confirmed,
                  exists (select from inmates.photo f where f.inmate_id = i.id and f.ended_at is null) as "has_photo!",
                  null::jsonb as hard,
                  coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'number', o.number, 'kept', j.joined_id = i.id))
                              from inmates.joined j join inmates.inmate o on o.id = case when j.joined_id = i.id then j.kept_id else j.joined_id end
                             where (j.joined_id = i.id or j.kept_id = i.id) and j.outcome = 'granted' and j.undone_at is null), '[]') as "joined!",
                  i.id = any(access.assigned()) as "assigned!",
                  (coalesce(i.prison_id = any(access.deep_prisons()), false) or i.id = any(access.deep_persons())) as "deep!",
                  (coalesce(i.prison_id = any(access.deep_prisons()), false) or i.id = any(access.write_persons())) as "writable!"
             from inmates.inmate i
             cross join (select access.allows('app.reads', 'movements') as whole) x
             left join estate.prison p on p.id = i.prison_id
             left join custody.in_custody w on w.inmate_id = i.id
             left join estate.unit u on u.id = w.unit_id
             left join estate.cell c on c.id = w.cell_id
            where i.id = $1"#,
        id.0,
        today
    )
    .fetch_optional(connection)
    .await
}

/// Workshop, school, desks: name, number, place, what to do. No other column is granted to their group.
async fn extract(connection: &mut PgConnection, id: InmateId, today: NaiveDate) -> Result<Option<Row>, sqlx::Error> {
    sqlx::query_as!(
        Row,
        r#"select i.id, i.number, i.family_name, i.given_name, null as "identity?", null::date as birth_date, null as "sex?", i.prison_id, p.name as "prison?",
                  w.unit_id as "unit_id?", u.name as "unit?", w.cell_id, c.code as "cell?", null as "legal_status?", null as "security_level?",
                  w.out_reason, null as out_place, w.out_until, null::timestamptz as admitted_at, null::timestamptz as arrived_at, null::date as expected_release, i.interpreter_language, i.protected, i.version,
                  null::jsonb as inside,
                  coalesce((select jsonb_agg(jsonb_build_object('kind', a.kind, 'severity', a.severity, 'instruction', a.instruction)
                                   order by array_position(array['high', 'medium', 'low'], a.severity), a.from_day desc)
                              from inmates.alert a where a.inmate_id = i.id and a.ended_at is null and a.from_day <= $2 and (a.to_day is null or a.to_day >= $2)), '[]') as "alerts!",
                  coalesce((select jsonb_agg(jsonb_build_object('kind', n.kind, 'instruction', n.instruction, 'until', n.until)) from custody.health_notice n where n.inmate_id = i.id), '[]') as "notices!",
                  (select count(*) from custody.keep_apart_person k join custody.keep_apart ka on ka.id = k.keep_apart_id where k.inmate_id = i.id and ka.closed_at is null) as "apart!",
                  null::text as release_by, null::bool as release_confirmed,
                  exists (select from inmates.photo f where f.inmate_id = i.id and f.ended_at is null) as "has_photo!",
                  null::jsonb as hard,
                  coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'number', o.number, 'kept', j.joined_id = i.id))
                              from inmates.joined j join inmates.inmate o on o.id = case when j.joined_id = i.id then j.kept_id else j.joined_id end
                             where (j.joined_id = i.id or j.kept_id = i.id) and j.outcome = 'granted' and j.undone_at is null), '[]') as "joined!",
                  i.id = any(access.assigned()) as "assigned!",
                  (coalesce(i.prison_id = any(access.deep_prisons()), false) or i.id = any(access.deep_persons())) as "deep!",
                  (coalesce(i.prison_id = any(access.deep_prisons()), false) or i.id = any(access.write_persons())) as "writable!"
             from inmates.inmate i
             left join estate.prison p on p.id = i.prison_id
             left join custody.in_custody w on w.inmate_id = i.id
             left join estate.unit u on u.id = w.unit_id
             left join estate.cell c on c.id = w.cell_id
            where i.id = $1"#,
        id.0,
        today
    )
    .fetch_optional(connection)
    .await
}
