//! What ends a stay, and escape.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::platform::id::{InmateId, PrisonId};

/// A recorded legal basis to release on.
#[derive(Clone, Debug)]
pub struct Basis {
    /// The row.
    pub id: Uuid,
    /// `remand`, `sentence`, `preventive_detention`, `fine_default`.
    pub kind: String,
    /// The case.
    pub case_number: String,
    /// The court.
    pub court: String,
    /// When it was decided.
    pub decided_on: NaiveDate,
    /// Until when it holds.
    pub to_day: Option<NaiveDate>,
}

/// A person's legal bases, newest first.
pub async fn bases(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Basis>, sqlx::Error> {
    sqlx::query_as!(
        Basis,
        "select b.id, b.kind, b.case_number, b.court, b.decided_on, b.to_day from sentences.legal_basis b where b.inmate_id = $1 and b.replaced_at is null and not b.withdrawn order by b.decided_on desc, b.id desc limit 20",
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// Something open about a person that an end would close.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// `stay`, `cell`, `movement`, `internal`.
    pub what: String,
    /// The row.
    pub id: Uuid,
    /// How far it has come.
    pub state: String,
    /// Reason or kind; of a cell its code.
    pub reason: String,
    /// Where.
    pub place: String,
    /// Since or for when.
    pub at: DateTime<Utc>,
}

/// Everything open about a person, in the order in which a page says it.
pub async fn open_about(connection: &mut PgConnection, inmate: InmateId) -> Result<Vec<Open>, sqlx::Error> {
    sqlx::query_as!(
        Open,
        r#"select e.what as "what!", e.id as "id!", e.state as "state!", e.reason as "reason!", e.place as "place!", e.at as "at!"
             from (select 1 as n, 'stay' as what, s.id, '' as state, s.admission_reason as reason, '' as place, s.admitted_at as at
                     from custody.stay s where s.inmate_id = $1 and s.released_at is null
                   union all
                   select 2, 'cell', l.id, '', coalesce(c.code, ''), u.name, lower(l.during)
                     from custody.placement l join estate.unit u on u.id = l.unit_id left join estate.cell c on c.id = l.cell_id
                    where l.inmate_id = $1 and upper_inf(l.during)
                   union all
                   select 3, 'movement', m.id, m.state, m.reason, m.destination, coalesce(m.out_at, m.planned_out)
                     from custody.movement m where m.inmate_id = $1 and m.state in ('planned', 'out')
                   union all
                   select 4, 'internal', v.id, v.state, v.kind, v.to_place, coalesce(v.left_at, v.planned_at)
                     from custody.internal_movement v where v.inmate_id = $1 and v.state in ('planned', 'left', 'arrived')) e
            order by e.n, e.at, e.id limit 60"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// The last thing known to have happened to a person; none when not held.
pub async fn last_event(connection: &mut PgConnection, inmate: InmateId) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    sqlx::query_scalar!("select case when custody.held_since($1) is not null then custody.last_event($1) end", inmate.0).fetch_one(connection).await
}

/// How a stay ends.
#[derive(Clone, Debug)]
pub struct Ending {
    /// Release or death.
    pub death: bool,
    /// When.
    pub at: DateTime<Utc>,
    /// A code of the list `movement_reason`.
    pub reason: String,
    /// Where to.
    pub to: String,
    /// A recorded basis,
    pub basis: Option<Uuid>,
    /// or a document: its reference, who issued it, when.
    pub document: Option<(String, String, NaiveDate)>,
    /// Why it is told late.
    pub late: Option<String>,
}

impl Ending {
    /// A release as it was prepared and confirmed, at the gate.
    pub fn of(p: &super::Prepared, at: DateTime<Utc>, late: Option<String>) -> Self {
        let document = p.decision.as_ref().map(|d| (d.document.clone(), d.authority.clone(), d.decided_on));
        Self { death: false, at, reason: p.reason.clone(), to: p.to.clone(), basis: p.basis, document, late }
    }
}

/// Ends the stay, its cell and everything open, at one instant.
pub async fn end_stay(connection: &mut PgConnection, inmate: InmateId, e: &Ending) -> Result<Uuid, sqlx::Error> {
    let id = Uuid::now_v7();
    let (document, authority, decided) = match &e.document {
        Some((document, authority, decided)) => (Some(document), Some(authority), Some(*decided)),
        None => (None, None, None),
    };
    sqlx::query_scalar!(
        r#"select custody.end_stay($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)::text as "done""#,
        id,
        inmate.0,
        if e.death { "death" } else { "release" },
        e.at,
        e.reason,
        e.to,
        e.basis,
        document.map(String::as_str),
        authority.map(String::as_str),
        decided,
        e.late
    )
    .fetch_one(connection)
    .await?;
    Ok(id)
}

/// How a stay ended, and on what.
#[derive(Clone, Debug)]
pub struct Ended {
    /// When.
    pub at: DateTime<Utc>,
    /// A code of the list `movement_reason`.
    pub reason: String,
    /// Where to.
    pub to: String,
    /// The case of a recorded basis, or the document.
    pub basis: Option<String>,
    /// The court or authority.
    pub authority: Option<String>,
    /// When it was decided.
    pub decided_on: Option<NaiveDate>,
    /// Who recorded it.
    pub by: Option<String>,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// Why so late.
    pub late_reason: Option<String>,
    /// Who confirmed it.
    pub confirmed_by: Option<String>,
    /// The last day on which anything held the person, when they were let go after it.
    pub over_since: Option<NaiveDate>,
    /// How long after it, in hours.
    pub over_hours: Option<i64>,
}

/// How a person's stays ended, newest first. `bases` for those to whom legal bases are granted; health is told the rest.
pub async fn endings(connection: &mut PgConnection, inmate: InmateId, bases: bool) -> Result<Vec<Ended>, sqlx::Error> {
    if !bases {
        return sqlx::query_as!(
            Ended,
            r#"select r.at, r.reason, r.released_to as "to", null::text as basis, null::text as authority, null::date as decided_on, a.display_name as "by?", r.recorded_at, r.late_reason,
                      null::text as confirmed_by, null::date as over_since, null::bigint as over_hours
                 from custody.release r left join access.account a on a.id = r.recorded_by where r.inmate_id = $1 order by r.at desc limit 40"#,
            inmate.0
        )
        .fetch_all(connection)
        .await;
    }
    sqlx::query_as!(
        Ended,
        r#"select r.at, r.reason, r.released_to as "to", coalesce(r.document, b.case_number) as basis, coalesce(r.authority, b.court) as authority, coalesce(r.decided_on, b.decided_on) as decided_on,
                  a.display_name as "by?", r.recorded_at, r.late_reason, s.display_name as "confirmed_by?", case when r.over_by is not null then r.due_on end as over_since,
                  (extract(epoch from r.over_by) / 3600)::bigint as over_hours
             from custody.release r left join sentences.legal_basis b on b.id = r.legal_basis_id left join access.account a on a.id = r.recorded_by left join access.account s on s.id = r.confirmed_by
            where r.inmate_id = $1 order by r.at desc limit 40"#,
        inmate.0
    )
    .fetch_all(connection)
    .await
}

/// The level of security under which somebody is held; none when they have no place.
pub async fn level(connection: &mut PgConnection, inmate: InmateId) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar!("select w.security_level from custody.in_custody w where w.inmate_id = $1", inmate.0).fetch_optional(connection).await
}

/// Writes down an escape: out, with everything else about the person ended.
pub async fn record_escape(connection: &mut PgConnection, inmate: InmateId, at: DateTime<Utc>, place: &str, late: Option<&str>) -> Result<Uuid, sqlx::Error> {
    let id = Uuid::now_v7();
    sqlx::query_scalar!(r#"select custody.record_escape($1, $2, $3, $4, $5)::text as "done""#, id, inmate.0, at, place, late).fetch_one(connection).await?;
    Ok(id)
}

/// Somebody who had escaped is back: those who were told of the one are told of the other.
pub async fn tell_recapture(connection: &mut PgConnection, inmate: InmateId, prison: Option<PrisonId>, number: &str) -> Result<(), sqlx::Error> {
    let (arguments, link) = (json!({ "number": number }), format!("/inmates/{inmate}/movements"));
    sqlx::query_scalar!(
        r#"select count(access.notify_role(r, $1, 'recaptured', $2, $3)) as "told!" from unnest(array['GOV', 'DUT']) r"#,
        prison.map(|p| p.0),
        arguments,
        link
    )
    .fetch_one(connection)
    .await?;
    Ok(())
}
