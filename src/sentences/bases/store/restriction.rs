//! Restrictions, and those named in them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Correction, Hand, MOST};
use crate::platform::id::InmateId;
use crate::sentences::bases::model::{Lifted, Order, OrderedBy, Restriction, RestrictionKind};

/// Every restriction with its history, the newest first.
pub async fn restrictions(conn: &mut PgConnection, inmate: InmateId) -> Result<Vec<Restriction>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select r.id, r.supersedes, r.basis_id, r.kind as "kind: RestrictionKind", r.from_day, r.until_day, r.from_at, r.ordered_by as "ordered_by: OrderedBy", r.company_inmates, r.company_text,
                  r.review_pointless, r.extends, r.recorded_at, r.change_reason, r.withdrawn, r.replaced_at is not null as "replaced!", r.lifted_on, r.lifted_at, r.lift_reason,
                  coalesce(a.display_name, '') as "by!", coalesce(l.display_name, '') as "lifted_by!"
             from sentences.restriction r left join access.account a on a.id = r.recorded_by left join access.account l on l.id = r.lifted_by
            where r.inmate_id = $1 order by r.from_day desc, r.recorded_at desc, r.id limit $2"#,
        inmate.0,
        MOST
    )
    .fetch_all(conn)
    .await?;
    let before: HashMap<Uuid, Uuid> = rows.iter().filter_map(|r| Some((r.id, r.supersedes?))).collect();
    let root = |id: Uuid| std::iter::successors(Some(id), |id| before.get(id).copied()).last().unwrap_or(id);
    Ok(rows
        .into_iter()
        .map(|r| Restriction {
            id: r.id,
            root: root(r.id),
            basis: r.basis_id,
            order: Order {
                kind: r.kind,
                from_day: r.from_day,
                until_day: r.until_day,
                from_at: r.from_at,
                ordered_by: r.ordered_by,
                company_inmates: r.company_inmates,
                company_text: r.company_text,
                review_pointless: r.review_pointless,
                extends: r.extends,
            },
            lifted: r.lifted_on.map(|on| Lifted { on, at: r.lifted_at, reason: r.lift_reason.unwrap_or_default(), by: r.lifted_by }),
            recorded_by: r.by,
            recorded_at: r.recorded_at,
            change_reason: r.change_reason,
            withdrawn: r.withdrawn,
            replaced: r.replaced,
        })
        .collect())
}

/// A lifting as the corrected row has it.
#[derive(Clone, Debug)]
pub struct Lifting {
    /// The last day.
    pub on: NaiveDate,
    /// Isolation: when by the clock.
    pub at: Option<DateTime<Utc>>,
    /// Why.
    pub reason: String,
}

/// Writes a restriction; false when another extended or corrected the same one first. Of a lifting that the correction leaves as it was, whoever
/// recorded it stays the one who did.
pub async fn add_restriction(
    conn: &mut PgConnection,
    hand: Hand,
    id: Uuid,
    basis: Uuid,
    o: &Order,
    correction: Option<(&Correction, Option<&Lifting>)>,
) -> Result<bool, sqlx::Error> {
    let lifting = correction.and_then(|(_, l)| l);
    let (of, why, withdrawn) = correction.map_or((None, None, false), |(c, _)| (Some(c.of), Some(c.reason.as_str()), c.withdrawn));
    let mut point = crate::platform::db::savepoint(conn).await?;
    let answer = sqlx::query!(
        "insert into sentences.restriction (id, inmate_id, prison_id, basis_id, kind, from_day, until_day, from_at, ordered_by, company_inmates, company_text, review_pointless, extends,
                recorded_by, recorded_at, supersedes, change_reason, withdrawn, lifted_on, lifted_at, lift_reason, lifted_by, lift_recorded_at)
         select $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::text, $6::date, $7::date, $8::timestamptz, $9::text, $10::uuid[], $11::text, $12::text, $13::uuid, $14::uuid, $15::timestamptz,
                $16::uuid, $17::text, $18::bool, $19::date, $20::timestamptz, $21::text,
                case when $19::date is not null then coalesce(o.lifted_by, $14::uuid) end, case when $19::date is not null then coalesce(o.lift_recorded_at, $15::timestamptz) end
           from (select) one left join sentences.restriction o on o.id = $16 and o.lifted_on = $19 and o.lifted_at is not distinct from $20 and o.lift_reason = $21",
        id,
        hand.inmate.0,
        hand.prison.map(|p| p.0),
        basis,
        o.kind.as_str(),
        o.from_day,
        o.until_day,
        o.from_at,
        o.ordered_by.as_str(),
        &o.company_inmates,
        o.company_text,
        o.review_pointless,
        o.extends,
        hand.by.0,
        hand.now,
        of,
        why,
        withdrawn,
        lifting.map(|l| l.on),
        lifting.and_then(|l| l.at),
        lifting.map(|l| l.reason.as_str())
    )
    .execute(&mut *point)
    .await;
    match answer {
        Err(error) if matches!(crate::platform::db::violated(&error), Some("restriction_corrected_once" | "restriction_extended_once")) => Ok(false),
        answer => {
            answer?;
            point.commit().await?;
            Ok(true)
        }
    }
}

/// Ends a restriction before its time; false when it has ended or been replaced.
pub async fn lift(conn: &mut PgConnection, hand: Hand, id: Uuid, on: NaiveDate, at: Option<DateTime<Utc>>, reason: &str) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update sentences.restriction set lifted_on = $3, lifted_at = $4, lifted_by = $5, lift_recorded_at = $6, lift_reason = $7
          where id = $1 and inmate_id = $2 and lifted_on is null and replaced_at is null and not withdrawn",
        id,
        hand.inmate.0,
        on,
        at,
        hand.by.0,
        hand.now,
        reason
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Somebody named in a restriction whom the reader may know.
#[derive(Clone, Debug)]
pub struct Named {
    /// Who.
    pub id: Uuid,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// The number.
    pub number: String,
}

/// Those of these people whom the reader may know.
pub async fn named(conn: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<Named>, sqlx::Error> {
    sqlx::query_as!(
        Named,
        "select i.id, i.family_name, i.given_name, i.number from inmates.inmate i where i.id = any($1) order by i.family_name, i.id limit 200",
        ids
    )
    .fetch_all(conn)
    .await
}

/// The people behind numbers, whom the reader may know.
pub async fn by_numbers(conn: &mut PgConnection, numbers: &[String]) -> Result<Vec<Named>, sqlx::Error> {
    sqlx::query_as!(
        Named,
        "select i.id, i.family_name, i.given_name, i.number from inmates.inmate i where i.number = any($1) order by i.number limit 60",
        numbers
    )
    .fetch_all(conn)
    .await
}
