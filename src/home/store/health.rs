//! What health's front page asks: newcomers to screen, notices that end, people to watch.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::PrisonId;

fn ids(prisons: &[PrisonId]) -> Vec<Uuid> {
    prisons.iter().map(|p| p.0).collect()
}

/// A prison with its patients.
#[derive(Clone, Debug)]
pub struct Patients {
    /// The prison.
    pub prison: Uuid,
    /// Its name.
    pub name: String,
    /// People held there, those included whom the reader may not see.
    pub held: i64,
}

/// Patients by prison.
///
/// # Errors
/// When the database is away.
pub async fn patients(connection: &mut PgConnection, prisons: &[PrisonId]) -> Result<Vec<Patients>, sqlx::Error> {
    sqlx::query_as!(
        Patients,
        r#"select p.id as prison, p.name, count(w.inmate_id) + (select count(*) from custody.placeholders(p.id)) as "held!"
             from estate.prison p
             left join custody.in_custody w on w.prison_id = p.id
            where p.id = any($1) group by p.id, p.name order by p.name limit 100"#,
        &ids(prisons)
    )
    .fetch_all(connection)
    .await
}

/// Somebody received lately.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// Who.
    pub id: Uuid,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// The number.
    pub number: String,
    /// Where.
    pub place: String,
    /// When received.
    pub admitted_at: DateTime<Utc>,
    /// Whether health has written a screening since.
    pub screened: bool,
    /// Whether there is a photograph.
    pub has_photo: bool,
}

/// People received since an instant, those not yet screened first.
///
/// # Errors
/// When the database is away.
pub async fn newcomers(connection: &mut PgConnection, prisons: &[PrisonId], since: DateTime<Utc>) -> Result<Vec<Newcomer>, sqlx::Error> {
    sqlx::query_as!(
        Newcomer,
        r#"select i.id, i.family_name, i.given_name, i.number, coalesce(c.code, u.name) as "place!", w.admitted_at,
                  exists (select from health.note n where n.inmate_id = i.id and n.kind = 'screening' and n.at >= w.admitted_at) as "screened!",
                  exists (select from inmates.photo g where g.inmate_id = i.id and g.ended_at is null) as "has_photo!"
             from custody.in_custody w
             join inmates.inmate i on i.id = w.inmate_id
             join estate.unit u on u.id = w.unit_id
             left join estate.cell c on c.id = w.cell_id
            where w.prison_id = any($1) and w.admitted_at >= $2
            order by 7, w.admitted_at limit 100"#,
        &ids(prisons),
        since
    )
    .fetch_all(connection)
    .await
}

/// Somebody with a notice or an alert that health must think of.
#[derive(Clone, Debug)]
pub struct Watched {
    /// Who.
    pub id: Uuid,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// The number.
    pub number: String,
    /// Where.
    pub place: Option<String>,
    /// What kind.
    pub kind: String,
    /// What to do.
    pub instruction: String,
    /// When it ends.
    pub until: Option<DateTime<Utc>>,
    /// Whether there is a photograph.
    pub has_photo: bool,
}

/// Shared notices that end before an instant.
///
/// # Errors
/// When the database is away.
pub async fn ending_notices(connection: &mut PgConnection, prisons: &[PrisonId], before: DateTime<Utc>) -> Result<Vec<Watched>, sqlx::Error> {
    sqlx::query_as!(
        Watched,
        r#"select i.id, i.family_name, i.given_name, i.number, coalesce(c.code, u.name) as "place?", s.kind, s.instruction, upper(s.valid) as until,
                  exists (select from inmates.photo g where g.inmate_id = i.id and g.ended_at is null) as "has_photo!"
             from health.shared s
             join inmates.inmate i on i.id = s.inmate_id
             left join custody.in_custody w on w.inmate_id = i.id
             left join estate.unit u on u.id = w.unit_id
             left join estate.cell c on c.id = w.cell_id
            where s.prison_id = any($1) and s.ended_at is null and s.valid @> platform.now() and upper(s.valid) < $2
            order by upper(s.valid), i.family_name limit 40"#,
        &ids(prisons),
        before
    )
    .fetch_all(connection)
    .await
}

/// People with an alert of suicide, self-harm or withdrawal in force.
///
/// # Errors
/// When the database is away.
pub async fn watched(connection: &mut PgConnection, prisons: &[PrisonId], today: NaiveDate) -> Result<Vec<Watched>, sqlx::Error> {
    sqlx::query_as!(
        Watched,
        r#"select i.id, i.family_name, i.given_name, i.number, coalesce(c.code, u.name) as "place?", a.kind, a.instruction, null::timestamptz as until,
                  exists (select from inmates.photo g where g.inmate_id = i.id and g.ended_at is null) as "has_photo!"
             from inmates.alert a
             join inmates.inmate i on i.id = a.inmate_id
             left join custody.in_custody w on w.inmate_id = i.id
             left join estate.unit u on u.id = w.unit_id
             left join estate.cell c on c.id = w.cell_id
            where a.prison_id = any($1) and a.ended_at is null and a.from_day <= $2 and (a.to_day is null or a.to_day >= $2) and a.kind in ('SUICIDE', 'SELFHARM', 'WITHDRAWAL')
            order by array_position(array['SUICIDE', 'SELFHARM', 'WITHDRAWAL'], a.kind), u.sort, c.walking_order, i.family_name limit 80"#,
        &ids(prisons),
        today
    )
    .fetch_all(connection)
    .await
}
