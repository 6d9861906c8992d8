//! Demonstration: in every prison somebody who was here years ago without papers, and whom a case manager now takes to be somebody in custody.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

/// Writes the old records, the proposals, and the notices to the governors who decide. Tells how many are told.
///
/// # Errors
/// When the database refuses.
#[expect(clippy::disallowed_methods, reason = "the command line, not a request: it acts as the administrator")]
pub async fn seed(pool: &PgPool, now: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    let mut tx = pool.begin().await?;
    sqlx::query("set local role overgang_owner").execute(&mut *tx).await?;
    let told = sqlx::query(
        "with held as (
             select distinct on (w.prison_id) i.id, i.number, i.family_name, i.given_name, i.sex, w.prison_id, w.admitted_at, md5('joined ' || i.id)::uuid as old, x.account_id as by
               from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id
               join access.assignment x on x.role = 'CAS' and x.prisons @> array[w.prison_id] and x.outcome = 'granted' and x.ended_at is null
               join access.account a on a.id = x.account_id and a.demonstration
              where not i.protected and i.identity <> 'unknown' and i.birth_date < $1::date - interval '26 years'
                and not exists (select from custody.stay y where y.inmate_id = i.id and y.admitted_at < $1 - interval '4 years')
              order by w.prison_id, md5(i.number || 'joined'), x.account_id),
         person as (
             insert into inmates.inmate (id, number, family_name, given_name, identity, birth_date_basis, sex, prison_id, last_prison_id, created_at, created_by)
             select h.old, to_char($1 - interval '5 years', 'YYYY') || '-9' || lpad((row_number() over (order by h.old))::text, 4, '0'), h.family_name, h.given_name, 'unknown', 'unknown', h.sex,
                    h.prison_id, h.prison_id, $1 - interval '5 years', h.by
               from held h on conflict do nothing returning id, number),
         written as (
             insert into custody.observation (id, inmate_id, prison_id, kind, body, at, recorded_at, author)
             select md5('joined observation ' || h.old)::uuid, h.old, h.prison_id, 'GENERAL', 'Sier ikke hvem han eller hun er. Rolig. Forstår norsk og engelsk.', $1 - interval '5 years', $1 - interval '5 years', h.by
               from held h join person p on p.id = h.old returning id),
         terms as (
             insert into inmates.search_term (inmate_id, prison_id, term, sound, alias)
             select h.old, h.prison_id, s.term, s.sound, s.alias from held h join person p on p.id = h.old join inmates.search_term s on s.inmate_id = h.id and not s.alias
             on conflict do nothing returning inmate_id),
         proposed as (
             insert into inmates.joined (id, joined_id, kept_id, reason, proposed_by, proposed_at)
             select md5('joined proposal ' || h.old)::uuid, h.old, h.id, 'Fingeravtrykkene fra den gangen stemmer, sier Kripos.', h.by, $1 - interval '3 hours'
               from held h join person p on p.id = h.old returning id, kept_id, proposed_by)
         insert into access.notice (id, account_id, kind, arguments, link, at)
         select md5('joined notice ' || j.id || x.account_id)::uuid, x.account_id, 'join_proposed', jsonb_build_object('by', a.display_name, 'number', h.number),
                '/inmates/' || j.kept_id || '/joins/' || j.id, $1 - interval '3 hours'
           from proposed j join held h on h.id = j.kept_id join access.account a on a.id = j.proposed_by
           join access.assignment x on x.role = 'GOV' and x.prisons @> array[h.prison_id] and x.outcome = 'granted' and x.ended_at is null
         on conflict do nothing",
    )
    .bind(now)
    .execute(&mut *tx)
    .await?;
    sqlx::query("reset role").execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(told.rows_affected())
}
