//! When things fail: nothing is half done, nothing is shown unrecorded, and the page says so soon.

use std::time::{Duration, Instant};

use overgang::access::Role;
use overgang::platform::db::{Db, Logins, Side};

use crate::support::{Database, House};

#[tokio::test]
async fn a_database_that_is_away_gives_a_503_page_within_two_seconds() {
    let database = Database::copy().await;
    let mut logins = Logins::from_admin(&database.url).unwrap();
    for url in [&mut logins.custody, &mut logins.health, &mut logins.jobs] {
        *url = "postgres://nobody@localhost/nothing?host=/nonexistent".to_owned();
    }
    let house = House::on(database, Db::open(&logins, true, true, 2).unwrap(), true).await;
    let mut browser = house.browser();
    browser.set_cookie("overgang", "c.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    let begun = Instant::now();
    for path in ["/", "/sign-in"] {
        let page = browser.get(path).await;
        assert_eq!(page.status, 503, "{path}");
        assert_eq!(page.headers.get("retry-after").unwrap(), "2");
        assert_eq!(page.all("h1").len(), 1, "a page, not a bare line");
    }
    assert!(begun.elapsed() < Duration::from_secs(4), "two pages took {:?}", begun.elapsed());
    assert_eq!(browser.get("/healthz").await.status, 200, "the process itself is well");
    assert_eq!(browser.get("/readyz").await.status, 503);
}

#[tokio::test]
async fn the_program_recovers_by_itself_when_connections_die() {
    let house = House::open().await;
    let mut browser = house.as_role(Role::Officer).await;
    assert_eq!(browser.get("/").await.status, 200);
    let name: String = house.ask("select current_database()::text").await;
    let mut admin = house.admin().await;
    for _ in 0..3 {
        sqlx::query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()")
            .bind(&name)
            .execute(&mut admin)
            .await
            .unwrap();
        assert_eq!(browser.get("/").await.status, 200, "a dead connection is replaced unseen");
    }
}

#[tokio::test]
async fn when_the_trail_cannot_be_written_there_is_no_page() {
    let house = House::open().await;
    let mut officer = house.as_role(Role::Officer).await;
    let inmate: uuid::Uuid = house
        .ask("select c.inmate_id from custody.in_custody c join access.assignment x on c.prison_id = x.prisons[1] join access.account a on a.id = x.account_id where a.username = 'off.hal' and not exists (select from inmates.inmate i where i.id = c.inmate_id and i.protected) order by 1 limit 1")
        .await;
    let path = format!("/inmates/{inmate}");
    assert_eq!(officer.get(&path).await.status, 200);
    sqlx::query("revoke insert on audit.entry from og_custody").execute(&mut house.admin().await).await.unwrap();
    let refused = officer.get(&path).await;
    assert_eq!(refused.status, 503);
    let name: String =
        sqlx::query_scalar("select family_name from inmates.inmate where id = $1").bind(inmate).fetch_one(&mut house.admin().await).await.unwrap();
    assert!(!refused.text().contains(&name), "nothing of the record leaves unrecorded");
}

#[tokio::test]
async fn a_pool_with_nothing_left_answers_503_and_then_again_200() {
    let database = Database::copy().await;
    let logins = Logins::from_admin(&database.url).unwrap();
    let db = Db::open(&logins, true, true, 1).unwrap();
    let house = House::on(database, db.clone(), true).await;
    let mut browser = house.as_role(Role::Officer).await;
    let held = db.begin(overgang::platform::db::Side::Custody).await.unwrap();
    let begun = Instant::now();
    assert_eq!(browser.get("/").await.status, 503);
    assert!(begun.elapsed() < Duration::from_millis(3500));
    drop(held);
    assert_eq!(browser.get("/").await.status, 200);
}

#[tokio::test]
async fn a_transaction_dropped_half_way_leaves_nothing_to_the_next() {
    let database = Database::copy().await;
    let logins = Logins::from_admin(&database.url).unwrap();
    let db = Db::open(&logins, true, false, 1).unwrap();
    let somebody = "select set_config('app.account', '01900000-0000-7000-8000-000000000001', true)";
    let account = "select coalesce(current_setting('app.account', true), '') || '/' || current_user";
    let mut backends = Vec::new();
    for round in 0..4 {
        let mut tx = db.begin(Side::Custody).await.unwrap();
        let left: String = sqlx::query_scalar(account).fetch_one(&mut *tx).await.unwrap();
        assert_eq!(left, "/overgang_custody", "round {round}");
        backends.push(sqlx::query_scalar::<_, i32>("select pg_backend_pid()").fetch_one(&mut *tx).await.unwrap());
        sqlx::raw_sql(somebody).execute(&mut *tx).await.unwrap();
        sqlx::raw_sql("set local role og_custody").execute(&mut *tx).await.unwrap();
        match round {
            0 => tx.commit().await.unwrap(),
            1 => drop(tx),
            2 => {
                // In the middle of a question, as when a browser hangs up.
                let asked = tokio::time::timeout(Duration::from_millis(50), sqlx::raw_sql("select pg_sleep(0.4)").execute(&mut *tx)).await;
                assert!(asked.is_err());
                drop(tx);
            }
            _ => tx.rollback().await.unwrap(),
        }
    }
    assert!(backends.windows(2).all(|pair| pair[0] == pair[1]), "one connection served them all: {backends:?}");
}

#[tokio::test]
async fn a_transaction_that_is_somebody_becomes_nobody_else() {
    let database = Database::copy().await;
    let logins = Logins::from_admin(&database.url).unwrap();
    let db = Db::open(&logins, true, false, 1).unwrap();
    let question = overgang::access::door::question(&[0; 32], None, false, chrono::DateTime::UNIX_EPOCH);
    let (mut tx, answer) = db.begin_asking(Side::Custody, &question).await.unwrap();
    assert!(overgang::access::door::actor(Side::Custody, &answer).unwrap().is_none(), "no such session");
    sqlx::raw_sql("select set_config('app.account', '01900000-0000-7000-8000-000000000001', true)").execute(&mut *tx).await.unwrap();
    let again = sqlx::raw_sql(sqlx::AssertSqlSafe(question)).execute(&mut *tx).await;
    assert!(again.is_err(), "it is somebody already");
}

#[tokio::test]
async fn what_the_commit_refuses_is_not_done_and_a_savepoint_undoes_its_own_part_alone() {
    let database = Database::copy().await;
    let logins = Logins::from_admin(&database.url).unwrap();
    let db = Db::open(&logins, true, false, 1).unwrap();
    for _ in 0..2 {
        let mut tx = db.begin(Side::Custody).await.unwrap();
        sqlx::raw_sql("create temporary table seen (n int)").execute(&mut *tx).await.unwrap();
        let refused = tx.commit_after("select 1 / 0").await;
        assert!(refused.is_err());
        let mut tx = db.begin(Side::Custody).await.unwrap();
        let there: bool = sqlx::query_scalar("select to_regclass('pg_temp.seen') is not null").fetch_one(&mut *tx).await.unwrap();
        assert!(!there, "nothing before the refused words was committed");
        sqlx::raw_sql("create temporary table kept (n int) on commit drop").execute(&mut *tx).await.unwrap();
        {
            let mut point = overgang::platform::db::savepoint(&mut tx).await.unwrap();
            sqlx::raw_sql("insert into kept values (1)").execute(&mut *point).await.unwrap();
        }
        sqlx::raw_sql("insert into kept values (2)").execute(&mut *tx).await.unwrap();
        let kept: Vec<i32> = sqlx::query_scalar("select n from kept").fetch_all(&mut *tx).await.unwrap();
        assert_eq!(kept, [2]);
        tx.commit().await.unwrap();
    }
}
