//! Money. Here what its tests share: the desk, somebody, days that are over, the clock, sums by plain SQL.

mod days;
mod demonstrated;
mod entries;
mod invariants;
mod left;
mod reach;
mod statement;

use chrono::{DateTime, Utc};
use overgang::access::Role;
use overgang::money::allowance::job;
use overgang::platform::db::{Db, Logins};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::support::{Browser, House, Page};

/// The house of the finance clerk, and the clerk.
async fn desk(house: &House) -> (Uuid, Browser) {
    let name = house.username(Role::Finance).await;
    let prison = sqlx::query_scalar("select x.prisons[1] from access.account a join access.assignment x on x.account_id = a.id where a.username = $1")
        .bind(&name)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    (prison, house.as_user(&name).await)
}

/// Somebody who has been held there since September, and whom the clerk may know.
async fn somebody(house: &House, prison: Uuid) -> Uuid {
    sqlx::query_scalar(
        "select w.inmate_id from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id where w.prison_id = $1 and not i.protected and w.admitted_at < '2026-09-01'
            and (select count(*) from custody.placement p where p.inmate_id = i.id and p.during && tstzrange('2026-10-01', null) and p.at_prison_id <> $1) = 0 order by i.id limit 1",
    )
    .bind(prison)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap()
}

/// Puts weekdays from a day on into the queue for everybody who was held through them, as the end of each day does; tells how many.
async fn days_over(house: &House, prison: Uuid, from: &str, days: i32) -> i64 {
    let sql = "with held as (select i.id from inmates.inmate i join custody.in_custody w on w.inmate_id = i.id
                  where w.prison_id = $1 and not i.protected and w.admitted_at < $2::date - 1
                    and not exists (select from custody.placement p where p.inmate_id = i.id and p.during && tstzrange($2::date - 1, null) and p.at_prison_id <> $1)),
               put as (insert into activities.allowance_stale (inmate_id, day, at) select h.id, $2::date + n, now() from held h cross join generate_series(0, $3 - 1) n on conflict do nothing returning 1)
               select count(*) from put";
    sqlx::query_scalar(sql).bind(prison).bind(from.parse::<chrono::NaiveDate>().unwrap()).bind(days).fetch_one(&mut house.admin().await).await.unwrap()
}

/// Works the queue off.
async fn turns(house: &House, now: DateTime<Utc>) -> i64 {
    let db = Db::open(&Logins::from_admin(house.url()).unwrap(), true, false, 1).unwrap();
    let mut changed = 0;
    loop {
        let turn = job::turn(&db, now).await.unwrap();
        changed += turn.changed;
        if turn.days == 0 {
            break;
        }
    }
    db.close().await;
    changed
}

fn set_clock(house: &House, at: DateTime<Utc>) {
    house.clock.advance(at - house.clock.now());
}

/// By plain SQL: every entry sums to nothing, and every balance is its lines.
async fn sums_are_right(house: &House) {
    let off: i64 = house.ask("select count(*) from (select entry_id from money.line group by 1 having sum(amount_ore) <> 0 or count(*) < 2) x").await;
    assert_eq!(off, 0, "an entry does not sum to zero");
    let off: i64 = house
        .ask("select count(*) from money.account a where a.balance_ore <> coalesce((select sum(l.amount_ore) from money.line l where l.account_id = a.id), 0)")
        .await;
    assert_eq!(off, 0, "a balance is not its lines");
}

async fn balance(house: &House, inmate: Uuid, kind: &str) -> i64 {
    sqlx::query_scalar("select coalesce((select balance_ore from money.account where inmate_id = $1 and kind = $2), 0)")
        .bind(inmate)
        .bind(kind)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap()
}

async fn approve(fin: &mut Browser, month: &str, fields: &[(&str, &str)]) -> Page {
    let path = format!("/allowance/months/{month}");
    let page = fin.get(&path).await;
    fin.submit(&page, &path, fields).await
}

async fn post(fin: &mut Browser, inmate: Uuid, fields: &[(&str, &str)]) -> Page {
    let page = fin.get(&format!("/inmates/{inmate}/money")).await;
    assert_eq!(page.status, 200, "{}", page.text());
    fin.submit(&page, &format!("/inmates/{inmate}/money/entries"), fields).await
}

const DEPOSIT: &str = "deposit.house-bank.private";
const PURCHASE: &str = "purchase.private.house-shop";

/// The rights of a clerk of a house for a transaction, as the door sets them: what the database allows, whatever a page asks.
async fn act_as_clerk(tx: &mut PgConnection, house: &House, prison: Uuid) {
    sqlx::query(
        "select set_config('app.now', $3, true), set_config('app.account', (select x.account_id::text from access.assignment x where x.role = 'FIN' and $1 = any(x.prisons) limit 1), true),
                set_config('app.role', 'FIN', true), set_config('app.prisons', $2, true), set_config('app.deep_prisons', $2, true),
                set_config('app.reads', '{money,allowance,person}', true), set_config('app.extracts', '{person}', true), set_config('app.writes', '{money,allowance}', true)",
    )
    .bind(prison)
    .bind(format!("{{{prison}}}"))
    .bind(house.clock.now().to_rfc3339())
    .execute(&mut *tx)
    .await
    .unwrap();
    sqlx::query("set local role og_desk").execute(&mut *tx).await.unwrap();
}
