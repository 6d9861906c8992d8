//! The demonstration: every sentenced person gets a confirmed calculation.

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use super::run;
use crate::law::calendar;
use crate::law::rule::Book;
use crate::platform::db::set_now;
use crate::platform::id::InmateId;

/// People in one transaction.
const AT_ONCE: usize = 500;

/// Calculates everybody in custody and confirms what came out, as a case manager of the prison did; tells how many. As the owner of the database.
///
/// # Errors
/// When the database refuses.
pub async fn confirm_all(pool: &PgPool, book: &Book, now: DateTime<Utc>) -> Result<usize, sqlx::Error> {
    let today = calendar::oslo_day(now);
    let ids: Vec<Uuid> = sqlx::query_scalar("select c.inmate_id from custody.in_custody c order by c.prison_id, c.inmate_id").fetch_all(pool).await?;
    let mut made = 0;
    for some in ids.chunks(AT_ONCE) {
        let inmates: Vec<InmateId> = some.iter().copied().map(InmateId).collect();
        #[expect(clippy::disallowed_methods, reason = "a command, not a request: nobody is signed in while a demonstration is made")]
        let mut tx = pool.begin().await?;
        set_now(&mut tx, now).await?;
        made += run::recompute_some(&mut tx, book, &inmates, today, false).await?.versions;
        sqlx::query(
            "with confirmer as (
                 select p.id as prison_id, (select x.account_id from access.assignment x where x.role = 'CAS' and x.prisons @> array[p.id] and x.outcome = 'granted' order by x.account_id limit 1) as account
                   from estate.prison p)
             update sentences.calculation k set state = 'confirmed', confirmed_by = c.account, confirmed_at = $2
               from confirmer c where c.prison_id = k.prison_id and c.account is not null and k.state = 'preliminary' and k.inmate_id = any($1)",
        )
        .bind(some)
        .bind(now)
        .execute(&mut *tx)
        .await?;
        sqlx::query(
            "update custody.in_custody c set expected_release = k.release_on from sentences.calculation k
              where c.inmate_id = any($1) and k.inmate_id = c.inmate_id and k.state in ('confirmed', 'overridden') and c.expected_release is distinct from k.release_on",
        )
        .bind(some)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
    }
    // Whoever is not here has nothing that could be shown.
    sqlx::query("delete from sentences.recalculation").execute(pool).await?;
    Ok(made)
}
