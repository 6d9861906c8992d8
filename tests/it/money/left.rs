//! Whoever has left: settled at the gate, or long after the record has closed.

use chrono::{DateTime, Duration, Utc};
use overgang::access::Role;
use uuid::Uuid;

use super::{DEPOSIT, PURCHASE, act_as_clerk, approve, balance, days_over, desk, post, set_clock, somebody, sums_are_right, turns};
use crate::support::{Browser, House, Page, world_time};

/// Somebody is released.
async fn leaves(house: &House, inmate: Uuid, at: DateTime<Utc>) {
    let mut admin = house.admin().await;
    let mut tx = sqlx::Connection::begin(&mut admin).await.unwrap();
    for statement in [
        "update custody.placement set during = tstzrange(lower(during), $2) where inmate_id = $1 and upper_inf(during)",
        "update custody.stay set released_at = $2, release_reason = 'END' where inmate_id = $1 and released_at is null",
    ] {
        sqlx::query(statement).bind(inmate).bind(at).execute(&mut *tx).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// The night of the 31st day: the record closes. The clerk signs in in the morning.
async fn record_closes(house: &House, inmate: Uuid, left_at: DateTime<Utc>) -> Browser {
    let after = left_at + Duration::days(31);
    set_clock(house, after);
    let mut admin = house.admin().await;
    sqlx::query("select custody.close_released($1, 1000)").bind(after).execute(&mut admin).await.unwrap();
    let closed: bool = sqlx::query_scalar("select prison_id is null from inmates.inmate where id = $1").bind(inmate).fetch_one(&mut admin).await.unwrap();
    assert!(closed);
    house.as_user(&house.username(Role::Finance).await).await
}

async fn settle(fin: &mut Browser, inmate: Uuid, fields: &[(&str, &str)]) -> Page {
    let path = format!("/money/left/{inmate}");
    let page = fin.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    fin.submit(&page, &path, fields).await
}

async fn on_accounts(house: &House, inmate: Uuid) -> Vec<i64> {
    sqlx::query_scalar("select balance_ore from money.account where inmate_id = $1 order by kind")
        .bind(inmate)
        .fetch_all(&mut house.admin().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn released_at_noon_and_settled_at_the_gate() {
    let house = House::open().await;
    let (prison, mut fin) = desk(&house).await;
    let inmate = somebody(&house, prison).await;
    days_over(&house, prison, "2026-11-19", 2).await;
    turns(&house, world_time()).await;
    assert_eq!(post(&mut fin, inmate, &[("way", DEPOSIT), ("amount", "800"), ("booked_on", "2026-11-20")]).await.status, 303);
    assert_eq!(post(&mut fin, inmate, &[("way", "savings.private.savings"), ("amount", "300"), ("booked_on", "2026-11-20")]).await.status, 303);
    let mut admin = house.admin().await;
    let noon = world_time() + Duration::hours(2);
    leaves(&house, inmate, noon).await;
    let after = noon + Duration::minutes(5);
    set_clock(&house, after);
    let mut fin = house.as_user(&house.username(Role::Finance).await).await;
    // The day of release is worked out at once for who has left; it gives what was earned, and nothing was.
    assert!(turns(&house, after).await >= 1);
    let today: (i32, String) =
        sqlx::query_as("select total_ore, lines -> 0 ->> 'what' from money.allowance_day where inmate_id = $1 and day = '2026-11-23' and state = 'proposed'")
            .bind(inmate)
            .fetch_one(&mut admin)
            .await
            .unwrap();
    assert_eq!(today, (0, "release_day".to_owned()));
    // On the desk and in the list; what is owed: the accounts and two days.
    let (home, left) = (format!("/inmates/{inmate}/money"), format!("/money/left/{inmate}"));
    let front = fin.get("/").await;
    crate::house::well_made(&front, "nb");
    assert!(front.links().contains(&left), "{}", front.text());
    let list = fin.get("/money/left").await;
    crate::house::well_made(&list, "nb");
    assert!(list.links().contains(&left), "{}", list.text());
    assert!(fin.get(&left).await.links().contains(&home), "the record is open still");
    let page = fin.get(&home).await;
    assert!(page.text().contains("906,00"), "{}", page.text());
    let action = format!("{home}/settlement");
    let other = fin.get(&home).await;
    assert_eq!(fin.submit(&page, &action, &[]).await.status, 422, "where to");
    let page = fin.get(&home).await;
    assert_eq!(fin.submit(&page, &action, &[("to", "bank")]).await.status, 303);
    assert_eq!((balance(&house, inmate, "private").await, balance(&house, inmate, "savings").await), (0, 0));
    assert_eq!(fin.submit(&other, &action, &[("to", "bank")]).await.status, 409);
    assert!(fin.get("/").await.links().contains(&left), "the days are not approved yet");
    assert_eq!(approve(&mut fin, "2026-11", &[]).await.status, 303);
    let page = fin.get(&home).await;
    assert_eq!(fin.submit(&page, &action, &[("to", "bank")]).await.status, 303);
    let left: i64 = sqlx::query_scalar("select coalesce(sum(balance_ore), 0)::bigint from money.account where inmate_id = $1")
        .bind(inmate)
        .fetch_one(&mut admin)
        .await
        .unwrap();
    assert_eq!(left, 0);
    sums_are_right(&house).await;
    // Written down later that it had been the day before: the day gives nothing, and what waits of it is overtaken.
    sqlx::query("update custody.stay set released_at = released_at - interval '1 day' where inmate_id = $1 and released_at = $2")
        .bind(inmate)
        .bind(noon)
        .execute(&mut admin)
        .await
        .unwrap();
    turns(&house, after).await;
    let said: String =
        sqlx::query_scalar("select lines -> 0 ->> 'what' from money.allowance_day where inmate_id = $1 and day = '2026-11-23' and state = 'proposed'")
            .bind(inmate)
            .fetch_one(&mut admin)
            .await
            .unwrap();
    assert_eq!(said, "not_held");
}

#[tokio::test]
async fn an_account_is_settled_when_the_record_has_long_been_closed() {
    let house = House::open().await;
    let (prison, mut fin) = desk(&house).await;
    let inmate = somebody(&house, prison).await;
    days_over(&house, prison, "2026-11-19", 2).await;
    turns(&house, world_time()).await;
    assert_eq!(post(&mut fin, inmate, &[("way", DEPOSIT), ("amount", "800"), ("booked_on", "2026-11-20")]).await.status, 303);
    assert_eq!(post(&mut fin, inmate, &[("way", "savings.private.savings"), ("amount", "300"), ("booked_on", "2026-11-20")]).await.status, 303);
    let noon = world_time() + Duration::hours(2);
    leaves(&house, inmate, noon).await;
    let mut fin = record_closes(&house, inmate, noon).await;
    for path in ["", "/money", "/money/statement", "/allowance"] {
        assert_eq!(fin.get(&format!("/inmates/{inmate}{path}")).await.status, 404, "{path}");
    }
    let path = format!("/money/left/{inmate}");
    assert!(fin.get("/").await.links().contains(&path));
    let list = fin.get("/money/left").await;
    crate::house::well_made(&list, "nb");
    assert!(list.links().contains(&path) && list.text().contains("Mappen er lukket"), "{}", list.text());
    let page = fin.get(&path).await;
    assert!(page.text().contains("800,00 kr går ut") && page.text().contains("106,00"), "{}", page.text());
    assert!(!page.links().iter().any(|l| l.starts_with("/inmates/")), "the record has no page");
    // Nothing chosen: said beside the field, and what was typed stays.
    let bad = settle(&mut fin, inmate, &[("reason", "Hentet av søster")]).await;
    assert_eq!((bad.status, bad.value("#reason").as_deref(), bad.all("#way-fault").len()), (422, Some("Hentet av søster"), 1), "{}", bad.text());
    assert_eq!(settle(&mut fin, inmate, &[("way", "written_off"), ("reason", "Ingenting å gi opp")]).await.status, 422, "nothing is owed");
    // Two clerks at once, and a third who had the page open: it is paid out once.
    let (mut a, mut b) = (fin.clone(), fin.clone());
    let third = fin.get(&path).await;
    let fields = [("way", "paid_out")];
    let (page_a, page_b) = (a.get(&path).await, b.get(&path).await);
    let (one, two) = tokio::join!(a.submit(&page_a, &path, &fields), b.submit(&page_b, &path, &fields));
    let mut got = [one.status, two.status];
    got.sort_unstable();
    assert_eq!(got, [303, 409], "{}\n{}", one.text(), two.text());
    assert_eq!(fin.submit(&third, &path, &fields).await.status, 409);
    assert!(on_accounts(&house, inmate).await.iter().all(|ore| *ore == 0));
    assert_eq!(house.ask::<i64>("select count(*) from money.entry where kind = 'release'").await, 1);
    // The days are approved afterwards: it is in the list until that is settled too.
    assert!(fin.get(&path).await.form(&path).is_none(), "only days");
    assert_eq!(approve(&mut fin, "2026-11", &[]).await.status, 303);
    assert_eq!(balance(&house, inmate, "allowance").await, 10_600);
    // Nobody finds the person: the house keeps it, and it can be fetched.
    assert_eq!(settle(&mut fin, inmate, &[("way", "unclaimed")]).await.status, 303);
    let kept: i64 = house.ask("select balance_ore from money.account where kind = 'unclaimed' and balance_ore <> 0").await;
    assert_eq!(kept, 10_600);
    assert!(fin.get("/money/left").await.links().contains(&path));
    assert!(!fin.get("/").await.links().contains(&path), "nothing is to be done at the desk");
    assert_eq!(settle(&mut fin, inmate, &[("way", "collected")]).await.status, 303);
    assert_eq!(house.ask::<i64>("select count(*) from money.account where kind = 'unclaimed' and balance_ore <> 0").await, 0);
    // It is nothing now: nothing is left to see, and whoever comes late is told.
    assert_eq!(fin.get(&path).await.status, 404);
    assert!(!fin.get("/money/left").await.links().contains(&path));
    assert_eq!(fin.submit(&third, &path, &[("way", "paid_out"), ("once", &Uuid::now_v7().to_string())]).await.status, 409);
    sums_are_right(&house).await;
    let told: Vec<(String, i64)> = sqlx::query_as(
        "select action, count(*) from audit.entry where inmate_id = $1 and class = 'money' and action in ('decide', 'look') and at > '2026-12-01' group by 1 order by 1",
    )
    .bind(inmate)
    .fetch_all(&mut house.admin().await)
    .await
    .unwrap();
    assert_eq!(told[0], ("decide".to_owned(), 3));
    assert!(told[1].1 > 5, "{told:?}");
}

#[tokio::test]
async fn what_was_owed_is_paid_in_or_given_up_with_a_reason() {
    let house = House::open().await;
    let (prison, mut fin) = desk(&house).await;
    let inmate = somebody(&house, prison).await;
    // What had come in was somebody else's: undone when most of it was spent.
    assert_eq!(post(&mut fin, inmate, &[("way", DEPOSIT), ("amount", "100"), ("booked_on", "2026-11-20")]).await.status, 303);
    assert_eq!(post(&mut fin, inmate, &[("way", PURCHASE), ("amount", "80"), ("booked_on", "2026-11-20")]).await.status, 303);
    let entry: Uuid = house.ask("select id from money.entry where kind = 'deposit'").await;
    let page = fin.get(&format!("/money/entries/{entry}")).await;
    assert_eq!(fin.submit(&page, &format!("/money/entries/{entry}/reverse"), &[("reason", "Feil person")]).await.status, 303);
    let noon = world_time() + Duration::hours(2);
    leaves(&house, inmate, noon).await;
    let mut fin = record_closes(&house, inmate, noon).await;
    let page = fin.get(&format!("/money/left/{inmate}")).await;
    assert!(page.text().contains("Personen skylder 80,00 kr"), "{}", page.text());
    assert_eq!(settle(&mut fin, inmate, &[("way", "paid_out")]).await.status, 422, "there is nothing to pay out");
    let bad = settle(&mut fin, inmate, &[("way", "written_off"), ("reason", " ")]).await;
    assert_eq!((bad.status, bad.all("#reason-fault").len()), (422, 1), "{}", bad.text());
    assert_eq!(settle(&mut fin, inmate, &[("way", "written_off"), ("reason", "Uten adresse")]).await.status, 303);
    assert!(on_accounts(&house, inmate).await.iter().all(|ore| *ore == 0));
    assert_eq!(house.ask::<i64>("select balance_ore from money.account where kind = 'written_off'").await, -8_000);
    sums_are_right(&house).await;
    // It was paid after all: undone, owed again, and paid in.
    let entry: Uuid = house.ask("select id from money.entry where kind = 'release'").await;
    let page = fin.get(&format!("/money/entries/{entry}")).await;
    assert!(!page.links().iter().any(|l| l.starts_with("/inmates/")), "nobody is named");
    assert_eq!(fin.submit(&page, &format!("/money/entries/{entry}/reverse"), &[("reason", "Betalte likevel")]).await.status, 303);
    assert_eq!(settle(&mut fin, inmate, &[("way", "paid_in")]).await.status, 303);
    assert!(on_accounts(&house, inmate).await.iter().all(|ore| *ore == 0));
    assert_eq!(house.ask::<i64>("select balance_ore from money.account where kind = 'written_off'").await, 0);
    sums_are_right(&house).await;
}

/// What a clerk of this house gets of a person from the database itself, whatever a page asks: the record, accounts, lines, days; and the function's rows.
async fn in_reach(house: &House, prison: Uuid, inmate: Uuid) -> (i64, i64) {
    let mut admin = house.admin().await;
    let mut tx = sqlx::Connection::begin(&mut admin).await.unwrap();
    act_as_clerk(&mut tx, house, prison).await;
    let rows: i64 = sqlx::query_scalar(
        "select (select count(*) from inmates.inmate where id = $1) + (select count(*) from money.account where inmate_id = $1) + (select count(*) from inmates.photo where inmate_id = $1)
              + (select count(*) from inmates.search_term where inmate_id = $1)",
    )
    .bind(inmate)
    .fetch_one(&mut *tx)
    .await
    .unwrap();
    let left: i64 = sqlx::query_scalar("select count(*) from money.left_behind(null, $1)").bind(inmate).fetch_one(&mut *tx).await.unwrap();
    (rows, left)
}

#[tokio::test]
async fn the_unsettled_account_opens_and_nothing_else() {
    let house = House::open().await;
    let (prison, mut fin) = desk(&house).await;
    let inmate = somebody(&house, prison).await;
    assert_eq!(post(&mut fin, inmate, &[("way", DEPOSIT), ("amount", "800"), ("booked_on", "2026-11-20")]).await.status, 303);
    assert_eq!(in_reach(&house, prison, inmate).await.1, 0, "whoever is held has not left");
    let path = format!("/money/left/{inmate}");
    assert_eq!(fin.get(&path).await.status, 404, "whoever is held has not left");
    let noon = world_time() + Duration::hours(2);
    leaves(&house, inmate, noon).await;
    let mut fin = record_closes(&house, inmate, noon).await;
    // No row of the record, none of the accounts: the function's answer alone.
    assert_eq!(in_reach(&house, prison, inmate).await, (0, 1));
    for role in [Role::Officer, Role::CaseManager, Role::DutyOfficer, Role::Nurse, Role::Chaplain] {
        assert_eq!(house.as_role(role).await.get(&path).await.status, 403, "{role:?}");
    }
    let mut admin = house.admin().await;
    let other: (String, Uuid) = sqlx::query_as(
        "select a.username, x.prisons[1] from access.account a join access.assignment x on x.account_id = a.id where x.role = 'FIN' and a.demonstration and not $1 = any(x.prisons) order by 1 limit 1",
    )
    .bind(prison)
    .fetch_one(&mut admin)
    .await
    .unwrap();
    let mut elsewhere = house.as_user(&other.0).await;
    assert_eq!(elsewhere.get(&path).await.status, 404);
    assert!(!elsewhere.get("/money/left").await.links().contains(&path));
    assert_eq!(elsewhere.post_with_token(&path, &[("way", "paid_out"), ("seen", "80000")]).await.status, 404);
    assert_eq!(in_reach(&house, other.1, inmate).await, (0, 0));
    // Past the page: another house's clerk books nothing in the database either.
    let mut tx = sqlx::Connection::begin(&mut admin).await.unwrap();
    act_as_clerk(&mut tx, &house, other.1).await;
    let refused =
        sqlx::query("select money.settle_left(gen_random_uuid(), gen_random_uuid(), $1, 'paid_out', 80000, null)").bind(inmate).execute(&mut *tx).await;
    assert!(refused.is_err_and(|e| e.as_database_error().is_some_and(|d| d.code().as_deref() == Some("42501"))));
    drop(tx);
    // A protected person is there for nobody who is not cleared, also when the record is closed.
    sqlx::query("update inmates.inmate set protected = true where id = $1").bind(inmate).execute(&mut admin).await.unwrap();
    assert_eq!(fin.get(&path).await.status, 404);
    assert!(!fin.get("/money/left").await.links().contains(&path));
    sqlx::query("update inmates.inmate set protected = false where id = $1").bind(inmate).execute(&mut admin).await.unwrap();
    // Settled: out of reach again, at once.
    assert_eq!(settle(&mut fin, inmate, &[("way", "paid_out")]).await.status, 303);
    assert_eq!(in_reach(&house, prison, inmate).await, (0, 0));
}
