//! All SQL of stays and placements as one person's page shows them, and of today's gate list.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::platform::id::{InmateId, PrisonId};

/// From admission to release.
#[derive(Clone, Debug)]
pub struct Stay {
    /// When it began.
    pub admitted_at: DateTime<Utc>,
    /// Why, a code of the list `movement_reason`.
    pub admission_reason: String,
    /// Where it began.
    pub first_prison: String,
    /// When it ended.
    pub released_at: Option<DateTime<Utc>>,
    /// Why it ended.
    pub release_reason: Option<String>,
    /// Where to.
    pub released_to: Option<String>,
}

/// A cell for a time.
#[derive(Clone, Debug)]
pub struct Placement {
    /// Since when.
    pub since: DateTime<Utc>,
    /// Until when; none for the present cell.
    pub until: Option<DateTime<Utc>>,
    /// The prison.
    pub prison: String,
    /// The unit.
    pub unit: String,
    /// The cell.
    pub cell: Option<String>,
    /// Why, a code of the list `movement_reason`.
    pub reason: String,
    /// Who decided.
    pub decided_by: Option<String>,
}

/// Every stay, newest first.
///
/// # Errors
/// When the database is away.
pub async fn stays(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Stay>, sqlx::Error> {
    sqlx::query_as!(
        Stay,
        r#"select s.admitted_at, s.admission_reason, p.name as first_prison, s.released_at, s.release_reason, s.released_to
             from custody.stay s join estate.prison p on p.id = s.first_prison_id
            where s.inmate_id = $1 order by s.admitted_at desc limit 60"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// Every cell, newest first.
///
/// # Errors
/// When the database is away.
pub async fn placements(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Placement>, sqlx::Error> {
    sqlx::query_as!(
        Placement,
        r#"select lower(l.during) as "since!", upper(l.during) as until, p.name as prison, u.name as unit, c.code as "cell?", l.reason, a.display_name as "decided_by?"
             from custody.placement l
             join estate.prison p on p.id = l.at_prison_id
             join estate.unit u on u.id = l.unit_id
             left join estate.cell c on c.id = l.cell_id
             left join access.account a on a.id = l.decided_by
            where l.inmate_id = $1 order by lower(l.during) desc limit 100"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// Somebody on today's gate list.
#[derive(Clone, Debug)]
pub struct AtGate {
    /// Who.
    pub inmate: uuid::Uuid,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// The number.
    pub number: String,
    /// The movement.
    pub reason: String,
    /// `planned`, `out`, `back`.
    pub state: String,
    /// Where to.
    pub destination: String,
    /// When it was planned for.
    pub planned_out: DateTime<Utc>,
    /// When the person left.
    pub out_at: Option<DateTime<Utc>>,
    /// When the person should be back.
    pub expected_back: Option<DateTime<Utc>>,
    /// When the person came back.
    pub back_at: Option<DateTime<Utc>>,
    /// Who goes along.
    pub escort: String,
}

/// Who goes out or comes back through the gate of a prison between two instants, and who should have come back before.
///
/// # Errors
/// When the database is away.
pub async fn gate(connection: &mut PgConnection, prison: PrisonId, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Vec<AtGate>, sqlx::Error> {
    sqlx::query_as!(
        AtGate,
        r#"select i.id as inmate, i.family_name, i.given_name, i.number, m.reason, m.state, m.destination, m.planned_out, m.out_at, m.expected_back, m.back_at, m.escort
             from custody.movement m join inmates.inmate i on i.id = m.inmate_id
            where m.prison_id = $1 and m.state <> 'cancelled'
              and ((m.planned_out >= $2 and m.planned_out < $3) or (m.expected_back >= $2 and m.expected_back < $3) or (m.back_at >= $2 and m.back_at < $3)
                   or (m.state = 'out' and m.expected_back < $2))
            order by coalesce(case when m.state = 'out' then m.expected_back end, m.planned_out), i.family_name
            limit 200"#,
        prison.0,
        from,
        to
    )
    .fetch_all(connection)
    .await
}
