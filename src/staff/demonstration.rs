//! Demonstration: in every prison with a protected person, a nurse who waits to be cleared.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

/// Writes the proposals, and the notices to the doctors who decide. Tells how many.
///
/// # Errors
/// When the database refuses.
#[expect(clippy::disallowed_methods, reason = "the command line, not a request: it acts as the administrator")]
pub async fn seed_demonstration(pool: &PgPool, now: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    let mut tx = pool.begin().await?;
    sqlx::query("set local role overgang_owner").execute(&mut *tx).await?;
    let told = sqlx::query(
        "with waiting as (
             insert into access.person_grant (id, account_id, inmate_id, prison_id, kind, role, reason, during, proposed_by)
             select md5('clearance ' || i.id)::uuid, n.account_id, i.id, i.prison_id, 'clearance', 'NUR', 'Følger opp etter innleggelse på sykehus', tstzrange($1, $1 + interval '3 months'), n.account_id
               from (select distinct on (prison_id) id, prison_id from inmates.inmate where protected and prison_id is not null order by prison_id, number) i
               cross join lateral (select x.account_id from access.assignment x join access.account a on a.id = x.account_id
                                    where a.demonstration and x.role = 'NUR' and x.prisons @> array[i.prison_id] and x.outcome = 'granted' and x.ended_at is null order by x.id limit 1) n
              where not exists (select from access.conflict_of_interest c where c.account_id = n.account_id and c.inmate_id = i.id)
             on conflict do nothing returning id, account_id, prison_id)
         insert into access.notice (id, account_id, kind, arguments, link, at)
         select md5('clearance ' || w.id || x.account_id)::uuid, x.account_id, 'clearance_proposed', jsonb_build_object('by', a.display_name, 'who', a.display_name),
                '/admin/health-clearances/' || w.id, $1 - interval '2 hours'
           from waiting w join access.account a on a.id = w.account_id
           join access.assignment x on x.role = 'DOC' and x.prisons @> array[w.prison_id] and x.outcome = 'granted' and x.ended_at is null
         on conflict do nothing",
    )
    .bind(now)
    .execute(&mut *tx)
    .await?;
    sqlx::query("reset role").execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(told.rows_affected())
}
