//! The work beside the requests: whoever is in the queue is calculated anew, and whoever is here past their last day is cried out.

use std::time::Duration;

use chrono::{DateTime, Days, NaiveDate, Utc};
use tokio::sync::watch;

use super::{run, store};
use crate::law::calendar;
use crate::law::rule::Book;
use crate::platform::db::{Db, set_now};
use crate::platform::ticks::Ticks;
use crate::web::App;

/// Short: a page that says "being calculated" should be right when it is loaded again.
const EVERY: Duration = Duration::from_secs(3);
/// People in one transaction.
const AT_ONCE: i32 = 200;

/// Works until `stop` says so. What failed is taken again.
pub async fn run(app: App, stop: watch::Receiver<bool>) {
    let mut ticks = Ticks::every(EVERY, stop);
    let mut looked_on: Option<NaiveDate> = None;
    while ticks.next().await {
        let today = calendar::oslo_day(app.clock.now());
        let result = async {
            if looked_on != Some(today) {
                daily(&app.db, app.clock.now(), looked_on).await?;
                looked_on = Some(today);
            }
            loop {
                let done = turn(&app.db, app.catalogue.get().law(), app.clock.now()).await?;
                if done.people <= done.failed {
                    break;
                }
            }
            Ok::<_, sqlx::Error>(())
        };
        if let Err(error) = result.await {
            tracing::warn!(%error, "sentences were not calculated anew; it is tried again");
        }
    }
}

/// One turn over the queue.
///
/// # Errors
/// When the database is away.
pub async fn turn(db: &Db, book: &Book, now: DateTime<Utc>) -> Result<run::Done, sqlx::Error> {
    let mut tx = db.begin_job().await?;
    set_now(&mut tx, now).await?;
    store::spread_law_changes(&mut tx).await?;
    let inmates = store::take(&mut tx, AT_ONCE).await?;
    let done = if inmates.is_empty() { run::Done::default() } else { run::recompute_some(&mut tx, book, &inmates, calendar::oslo_day(now), false).await? };
    tx.commit().await?;
    Ok(done)
}

/// How far back a first look goes for rules that have begun: longer than the program has ever been away.
const BEHIND: Days = Days::new(14);

/// Once a day: who is still here after the day on which everything had been served, whom a rule concerns that has begun since the day that was looked
/// at last, for whom an order has run out since, so that serving goes on, who did not come back from leave; and drafts whose time is over, or soon will be.
///
/// # Errors
/// When the database is away.
pub async fn daily(db: &Db, now: DateTime<Utc>, last: Option<NaiveDate>) -> Result<i64, sqlx::Error> {
    let since = last.or_else(|| calendar::oslo_day(now).checked_sub_days(BEHIND)).unwrap_or_default();
    let mut tx = db.begin_job().await?;
    set_now(&mut tx, now).await?;
    store::rules_that_begin(&mut tx, since).await?;
    store::turns_of_the_day(&mut tx, since).await?;
    store::away_without_leave(&mut tx).await?;
    crate::sentences::drafts::store::look_through(&mut tx).await?;
    let cried = store::held_past_the_end(&mut tx).await?;
    tx.commit().await?;
    if cried > 0 {
        tracing::warn!(people = cried, "still in custody after the end of their sentence");
    }
    Ok(cried)
}
