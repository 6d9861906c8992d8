//! All SQL of why somebody is held: the rows of bases here, restrictions and documents beside.

mod document;
mod restriction;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::{Basis, Count, EndedAs, Facts, Ground, Kind, Raised, Sanction, Term};
use super::status::Stay;
use crate::platform::id::{AccountId, InmateId, PrisonId};

pub use document::{Attached, attach, bytes, documents, withdraw_document};
pub use restriction::{Lifting, Named, add_restriction, by_numbers, lift, named, restrictions};

/// Most rows of one person that a page shows, history included.
const MOST: i64 = 400;

/// Whose rows, by whom, when.
#[derive(Clone, Copy, Debug)]
pub struct Hand {
    /// The person.
    pub inmate: InmateId,
    /// Where the person belongs.
    pub prison: Option<PrisonId>,
    /// Who writes.
    pub by: AccountId,
    /// When.
    pub now: DateTime<Utc>,
}

/// One at a time about one person.
pub async fn lock(conn: &mut PgConnection, inmate: InmateId) -> Result<(), sqlx::Error> {
    sqlx::query!("select sentences.lock_person($1)", inmate.0).fetch_one(conn).await.map(drop)
}

/// Every row of every basis, with what replaced it, newest decision first.
pub async fn bases(conn: &mut PgConnection, inmate: InmateId) -> Result<Vec<Basis>, sqlx::Error> {
    let mut counts = counts(conn, inmate).await?;
    let rows = sqlx::query!(
        r#"select b.id, b.root_id, b.kind as "kind: Kind", b.case_number, b.court, b.court_code, b.offence, b.decided_on, b.notified, b.final_on, b.from_day, b.to_day, b.ended_on,
                  b.ended_as as "ended_as: EndedAs", b.extends, b.released_between, b.arrested_at, b.arrest_place, b.police_district, b.grounds, b.after_judgment, b.main_hearing_started,
                  b.review_pointless, b.years, b.months, b.days, b.less_days, b.suspended_years, b.suspended_months, b.suspended_days, b.probation_years, b.credit_days, b.max_months, b.raised,
                  b.additional, b.community_hours, b.under_18, b.minimum_years, b.minimum_months, b.minimum_days, b.trial_from, b.trial_to, b.fine_ore, b.paid_ore, b.country,
                  b.transferred_on, b.sanction as "sanction: Sanction", b.note, b.appearance_id, b.recorded_at, b.change_reason, b.withdrawn, b.replaced_at, coalesce(a.display_name, '') as "by!"
             from sentences.legal_basis b left join access.account a on a.id = b.recorded_by
            where b.inmate_id = $1
            order by b.decided_on desc, b.from_day desc nulls last, b.recorded_at desc, b.id desc limit $2"#,
        inmate.0,
        MOST
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Basis {
            id: r.id,
            root: r.root_id,
            counts: counts.extract_if(.., |(row, _)| *row == r.id).map(|(_, c)| c).collect(),
            recorded_by: r.by,
            recorded_at: r.recorded_at,
            change_reason: r.change_reason,
            withdrawn: r.withdrawn,
            replaced_at: r.replaced_at,
            facts: Facts {
                kind: r.kind,
                case_number: r.case_number,
                court: r.court,
                court_code: r.court_code,
                offence: r.offence,
                decided_on: r.decided_on,
                notified: r.notified,
                final_on: r.final_on,
                from_day: r.from_day,
                to_day: r.to_day,
                ended_on: r.ended_on,
                ended_as: r.ended_as,
                extends: r.extends,
                released_between: r.released_between,
                arrested_at: r.arrested_at,
                arrest_place: r.arrest_place,
                police_district: r.police_district,
                grounds: r.grounds.iter().filter_map(|g| Ground::of(g)).collect(),
                after_judgment: r.after_judgment,
                main_hearing_started: r.main_hearing_started,
                review_pointless: r.review_pointless,
                term: Term { off: r.less_days, ..Term::new(r.years, r.months, r.days) },
                suspended: Term::new(r.suspended_years, r.suspended_months, r.suspended_days),
                probation_years: r.probation_years,
                credit_days: r.credit_days,
                max_months: r.max_months,
                raised: r.raised.iter().filter_map(|x| Raised::of(x)).collect(),
                additional: r.additional,
                community_hours: r.community_hours,
                under_18: r.under_18,
                minimum: Term::new(r.minimum_years, r.minimum_months, r.minimum_days),
                trial_from: r.trial_from,
                trial_to: r.trial_to,
                fine_ore: r.fine_ore,
                paid_ore: r.paid_ore,
                country: r.country,
                transferred_on: r.transferred_on,
                sanction: r.sanction,
                note: r.note,
                hearing: r.appearance_id,
            },
        })
        .collect())
}

async fn counts(conn: &mut PgConnection, inmate: InmateId) -> Result<Vec<(Uuid, Count)>, sqlx::Error> {
    let rows = sqlx::query!(
        "select legal_basis_id, offence, section, attempted, act_from, act_to from sentences.sentence_count where inmate_id = $1 order by legal_basis_id, position limit 20000",
        inmate.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| (r.legal_basis_id, Count { offence: r.offence, section: r.section, attempted: r.attempted, act_from: r.act_from, act_to: r.act_to }))
        .collect())
}

/// Days of admission and release of every stay, and which releases were told as mistakes.
pub async fn stays(conn: &mut PgConnection, inmate: InmateId) -> Result<Vec<Stay>, sqlx::Error> {
    sqlx::query_as!(
        Stay,
        r#"select (s.admitted_at at time zone 'Europe/Oslo')::date as "admitted!", (s.released_at at time zone 'Europe/Oslo')::date as released,
                  exists (select from sentences.release_error e where e.inmate_id = s.inmate_id and e.kind = 'released_too_early' and e.from_day = (s.released_at at time zone 'Europe/Oslo')::date
                             and not exists (select from sentences.release_error n where n.supersedes = e.id)) as "mistaken!"
             from custody.stay s where s.inmate_id = $1 order by s.admitted_at limit 200"#,
        inmate.0
    )
    .fetch_all(conn)
    .await
}

/// What a new row replaces, and why.
#[derive(Clone, Debug)]
pub struct Correction {
    /// The row in force.
    pub of: Uuid,
    /// Why.
    pub reason: String,
    /// There never was such a basis.
    pub withdrawn: bool,
}

/// Writes a row with its acts; false when the row that it corrects has been corrected by somebody else.
pub async fn add(conn: &mut PgConnection, hand: Hand, id: Uuid, f: &Facts, counts: &[Count], correction: Option<&Correction>) -> Result<bool, sqlx::Error> {
    let mut point = crate::platform::db::savepoint(conn).await?;
    let grounds: Vec<String> = f.grounds.iter().map(|g| g.as_str().to_owned()).collect();
    let raised: Vec<String> = f.raised.iter().map(|x| x.as_str().to_owned()).collect();
    let answer = sqlx::query!(
        "insert into sentences.legal_basis (id, inmate_id, prison_id, kind, case_number, court, court_code, offence, decided_on, notified, final_on, from_day, to_day, ended_on, ended_as,
                extends, released_between, arrested_at, arrest_place, police_district, grounds, after_judgment, main_hearing_started, review_pointless, years, months, days,
                suspended_years, suspended_months, suspended_days, probation_years, credit_days, max_months, raised, additional, community_hours, under_18, minimum_years,
                minimum_months, minimum_days, trial_from, trial_to, fine_ore, paid_ore, country, transferred_on, sanction, note, recorded_by, recorded_at, supersedes, change_reason, withdrawn, less_days, appearance_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35,
                $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55)",
        id,
        hand.inmate.0,
        hand.prison.map(|p| p.0),
        f.kind.as_str(),
        f.case_number,
        f.court,
        f.court_code,
        f.offence,
        f.decided_on,
        f.notified,
        f.final_on,
        f.from_day,
        f.to_day,
        f.ended_on,
        f.ended_as.map(EndedAs::as_str),
        f.extends,
        f.released_between,
        f.arrested_at,
        f.arrest_place,
        f.police_district,
        &grounds,
        f.after_judgment,
        f.main_hearing_started,
        f.review_pointless,
        f.term.years,
        f.term.months,
        f.term.days,
        f.suspended.years,
        f.suspended.months,
        f.suspended.days,
        f.probation_years,
        f.credit_days,
        f.max_months,
        &raised,
        f.additional,
        f.community_hours,
        f.under_18,
        f.minimum.years,
        f.minimum.months,
        f.minimum.days,
        f.trial_from,
        f.trial_to,
        f.fine_ore,
        f.paid_ore,
        f.country,
        f.transferred_on,
        f.sanction.map(Sanction::as_str),
        f.note,
        hand.by.0,
        hand.now,
        correction.map(|c| c.of),
        correction.map(|c| c.reason.as_str()),
        correction.is_some_and(|c| c.withdrawn),
        f.term.off,
        f.hearing
    )
    .execute(&mut *point)
    .await;
    match answer {
        Err(error) if crate::platform::db::violated(&error) == Some("basis_corrected_once") => return Ok(false),
        answer => answer?,
    };
    add_counts(&mut point, hand, id, counts).await?;
    point.commit().await?;
    Ok(true)
}

async fn add_counts(conn: &mut PgConnection, hand: Hand, id: Uuid, counts: &[Count]) -> Result<(), sqlx::Error> {
    let ids: Vec<Uuid> = counts.iter().map(|_| Uuid::now_v7()).collect();
    let positions: Vec<i32> = (1..).take(counts.len()).collect();
    let offences: Vec<String> = counts.iter().map(|c| c.offence.clone()).collect();
    let sections: Vec<String> = counts.iter().map(|c| c.section.clone()).collect();
    let attempted: Vec<bool> = counts.iter().map(|c| c.attempted).collect();
    let from: Vec<Option<NaiveDate>> = counts.iter().map(|c| c.act_from).collect();
    let to: Vec<Option<NaiveDate>> = counts.iter().map(|c| c.act_to).collect();
    sqlx::query!(
        "insert into sentences.sentence_count (id, inmate_id, prison_id, legal_basis_id, position, offence, section, attempted, act_from, act_to)
         select x.id, $2, $3, $4, x.position, x.offence, x.section, x.attempted, x.act_from, x.act_to
           from unnest($1::uuid[], $5::int[], $6::text[], $7::text[], $8::bool[], $9::date[], $10::date[]) x (id, position, offence, section, attempted, act_from, act_to)",
        &ids,
        hand.inmate.0,
        hand.prison.map(|p| p.0),
        id,
        &positions,
        &offences,
        &sections,
        &attempted,
        &from as &[Option<NaiveDate>],
        &to as &[Option<NaiveDate>]
    )
    .execute(conn)
    .await
    .map(drop)
}

/// The legal status of those for whom something began or ran out since a day. Returns how many changed.
pub async fn statuses_of_the_day(conn: &mut PgConnection, since: NaiveDate) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(r#"select sentences.statuses_of_the_day($1) as "n!""#, since).fetch_one(conn).await
}
