//! A suggestion in each of the larger houses of the demonstration, as its own case manager would ask for it: made by the solver, over the people and places there.

use std::time::Instant;

use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::{asked, keep, suggest};
use crate::law::calendar;
use crate::platform::id::{AccountId, PrisonId};

/// In so many houses, the largest first.
const HOUSES: i64 = 12;
/// A question of more people is left to whoever asks it: a demonstration is not to be waited for.
const PEOPLE: usize = 400;

/// Asks once. There already: nothing happens.
///
/// # Errors
/// When the database refuses, or when it is no demonstration.
#[expect(clippy::disallowed_methods, reason = "the command line, not a request: it acts as the administrator")]
pub async fn seed(pool: &PgPool, now: DateTime<Utc>) -> anyhow::Result<()> {
    let mut tx = pool.begin().await?;
    let kind: Option<String> = sqlx::query_scalar("select value from platform.meta where key = 'kind'").fetch_optional(&mut *tx).await?;
    anyhow::ensure!(kind.is_some_and(|k| k.starts_with("demonstration")), "not a demonstration database: nothing is suggested here");
    sqlx::query("set local role overgang_owner").execute(&mut *tx).await?;
    let there: bool = sqlx::query_scalar("select exists (select from activities.allocation)").fetch_one(&mut *tx).await?;
    // Of yesterday afternoon: whoever looks at it in the morning has not answered it.
    let (at, today) = (now - TimeDelta::hours(18), calendar::oslo_day(now));
    let houses: Vec<(Uuid, Uuid)> = if there { Vec::new() } else { sqlx::query_as(MANAGERS).bind(HOUSES).fetch_all(&mut *tx).await? };
    for (prison, account) in houses {
        act_as_manager(&mut tx, account, prison, now).await?;
        let (people, places) = asked(&mut tx, PrisonId(prison), now, today).await?;
        if people.is_empty() || people.len() > PEOPLE {
            continue;
        }
        let (n, begun) = (people.len(), Instant::now());
        let (answer, places) = tokio::task::spawn_blocking(move || (suggest(&people, &places, today), places)).await?;
        let milliseconds = i32::try_from(begun.elapsed().as_millis()).unwrap_or(i32::MAX);
        keep(&mut tx, PrisonId(prison), (n, &places), &answer, milliseconds, (AccountId(account), at)).await.context("a suggestion")?;
    }
    tx.commit().await?;
    Ok(())
}

/// Sets what the door sets when a case manager of a house comes in, for the rest of the transaction.
///
/// # Errors
/// When the database is away.
pub async fn act_as_manager(connection: &mut PgConnection, account: Uuid, prison: Uuid, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query(AS_MANAGER).bind(account).bind(prison).bind(now).execute(connection).await.map(drop)
}

/// A case manager of each house, who may be looked through in the demonstration where there is one.
const MANAGERS: &str = "
select w.prison_id, c.account_id
  from (select i.prison_id, count(*) as n from custody.in_custody i group by 1) w
  join lateral (select x.account_id from access.assignment x join access.account a on a.id = x.account_id and a.status = 'active'
                 where x.role = 'CAS' and w.prison_id = any(x.prisons) and x.outcome = 'granted' and x.ended_at is null order by a.demonstration desc, a.username limit 1) c on true
 order by w.n desc, w.prison_id limit $1";

/// What the door sets when a case manager comes in.
const AS_MANAGER: &str = "
select set_config('app.account', $1::text, true), set_config('app.role', 'CAS', true), set_config('app.reads', '{allocation,activities,activity_places}', true),
       set_config('app.writes', '{allocation,activities,activity_places}', true), set_config('app.prisons', array[$2::uuid]::text, true), set_config('app.houses', array[$2::uuid]::text, true),
       set_config('app.deep_prisons', array[$2::uuid]::text, true), set_config('app.hidden', '{}', true), set_config('app.cleared', '{}', true), set_config('app.now', $3::timestamptz::text, true)";
