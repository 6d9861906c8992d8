//! Days worked out, approved once and booked; a rate changed backwards.

use chrono::Duration;
use overgang::access::Role;
use uuid::Uuid;

use super::{approve, balance, days_over, desk, set_clock, somebody, sums_are_right, turns};
use crate::support::{House, world_time};

#[tokio::test]
async fn days_are_worked_out_approved_once_and_booked() {
    let house = House::open().await;
    let (prison, mut fin) = desk(&house).await;
    let inmate = somebody(&house, prison).await;
    // Nobody has a place in this world: five weekdays at the support rate for who was held through them.
    let queued = days_over(&house, prison, "2026-11-16", 5).await;
    assert!(queued > 20, "{queued}");
    assert_eq!(turns(&house, world_time()).await, queued);
    assert_eq!(turns(&house, world_time()).await, 0);
    let (days, ore): (i64, i64) = sqlx::query_as("select count(*), sum(total_ore)::bigint from money.allowance_day where state = 'proposed'")
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!((days, ore), (queued, queued * 5300));

    let list = fin.get("/allowance").await;
    crate::house::well_made(&list, "nb");
    assert!(list.links().contains(&"/allowance/months/2026-11".to_owned()), "{}", list.text());
    let path = "/allowance/months/2026-11";
    let page = fin.get(path).await;
    crate::house::well_made(&page, "nb");
    let other_clerk = fin.get(path).await;
    // Everybody held back is nothing to approve, and what was ticked stays ticked.
    let everybody: Vec<Uuid> = sqlx::query_scalar("select distinct inmate_id from money.allowance_day").fetch_all(&mut house.admin().await).await.unwrap();
    let ids: Vec<String> = everybody.iter().map(Uuid::to_string).collect();
    let fields = page.form(path).unwrap();
    let mut all: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    all.extend(ids.iter().map(|id| ("without", id.as_str())));
    let bad = fin.post(path, &all).await;
    assert_eq!(bad.status, 422, "{}", bad.text());
    assert_eq!(bad.html().select(&scraper::Selector::parse("input[name=without][checked]").unwrap()).count(), ids.len());
    // Somebody is held back, the others are approved; sent twice it happens once.
    let without = inmate.to_string();
    let page = fin.get(path).await;
    let fields = page.form(path).unwrap();
    let mut some: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    some.push(("without", &without));
    let done = fin.post(path, &some).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let again = fin.post(path, &some).await;
    assert_eq!((again.status, again.location.clone()), (303, done.location.clone()));
    assert_eq!(house.ask::<i64>("select count(*) from money.batch").await, 1);
    let batch = fin.follow(&done).await;
    crate::house::well_made(&batch, "nb");
    assert_eq!(batch.status, 200);
    // Whoever had the page open from before is told, and nothing happens.
    let stale = fin.submit(&other_clerk, path, &[]).await;
    assert_eq!(stale.status, 409, "{}", stale.text());
    assert!(stale.text().contains("Dagene er endret"));
    assert_eq!(house.ask::<i64>("select count(*) from money.batch").await, 1);
    assert_eq!(balance(&house, inmate, "allowance").await, 0);
    let paid: i64 = house.ask("select count(*) from money.account where kind = 'allowance' and balance_ore = 5 * 5300").await;
    assert_eq!(paid, queued / 5 - 1);
    sums_are_right(&house).await;
    // Day by day, with the rule and its section.
    let days = fin.get(&format!("/inmates/{inmate}/allowance?month=2026-11")).await;
    crate::house::well_made(&days, "nb");
    assert!(days.text().contains("Ikke fått tilbud om plass") && days.text().contains("/law/allowance.support"), "{}", days.text());
    assert_eq!(approve(&mut fin, "2026-11", &[]).await.status, 303);
    assert_eq!(balance(&house, inmate, "allowance").await, 5 * 5300);
    assert!(fin.get(path).await.form(path).is_none(), "nothing is left");
}

#[tokio::test]
async fn a_rate_changed_backwards_reverses_what_was_booked_and_leaves_a_closed_month_alone() {
    let house = House::open().await;
    let (prison, mut fin) = desk(&house).await;
    let inmate = somebody(&house, prison).await;
    let queued = days_over(&house, prison, "2026-10-12", 5).await;
    turns(&house, world_time()).await;
    let early = fin.get("/money/periods").await;
    crate::house::well_made(&early, "nb");
    assert!(early.form("/money/periods/2026-10").is_none(), "not before its days are approved");
    let refused = fin.post_with_token("/money/periods/2026-10", &[("prison", &prison.to_string())]).await;
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert_eq!(fin.post_with_token("/money/periods/2026-11", &[("prison", &prison.to_string())]).await.status, 422, "not before it is over");
    // Approved at the end of the month it is about.
    set_clock(&house, "2026-10-31T10:00:00Z".parse().unwrap());
    let mut then = house.as_user(&house.username(Role::Finance).await).await;
    assert_eq!(approve(&mut then, "2026-10", &[]).await.status, 303);
    set_clock(&house, world_time() + Duration::minutes(1));
    let mut fin = house.as_user(&house.username(Role::Finance).await).await;
    let page = fin.get("/money/periods").await;
    assert_eq!(fin.submit(&page, "/money/periods/2026-10", &[]).await.status, 303);
    assert_eq!(fin.post_with_token("/money/periods/2026-10", &[("prison", &prison.to_string())]).await.status, 409, "closed once");
    let october = "select count(*) from money.entry where booked_on < '2026-11-01'";
    let before: i64 = house.ask(october).await;
    assert_eq!(balance(&house, inmate, "allowance").await, 5 * 5300);
    // From the 14th it should have been 55 kroner.
    let mut admin = house.admin().await;
    let mut tx = sqlx::Connection::begin(&mut admin).await.unwrap();
    sqlx::query("set local role overgang_owner").execute(&mut *tx).await.unwrap();
    sqlx::query(
        "select reference.put_law(jsonb_populate_record(r, '{\"value\": \"5500\", \"valid_from\": \"2026-10-14\"}')) from reference.law_rule r
          where rule_id = 'allowance.support' and valid_from = '2024-01-01'",
    )
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(turns(&house, world_time()).await, queued / 5 * 3, "three of the five days of each");
    let page = fin.get("/allowance/months/2026-10").await;
    assert!(page.text().contains("3 godkjente dager er endret: 6,00 kr"), "{}", page.text());
    let days = fin.get(&format!("/inmates/{inmate}/allowance?month=2026-10")).await;
    crate::house::well_made(&days, "nb");
    assert!(days.text().contains("Ført som 53,00 til endringen godkjennes"), "{}", days.text());
    assert_eq!(approve(&mut fin, "2026-10", &[]).await.status, 303);
    assert_eq!(balance(&house, inmate, "allowance").await, 2 * 5300 + 3 * 5500);
    assert_eq!(house.ask::<i64>(october).await, before, "a closed month takes no more");
    let (reversals, people): (i64, i64) = sqlx::query_as(
        "select count(*) filter (where kind = 'reversal'), (select count(distinct inmate_id) from money.allowance_day) from money.entry where booked_on = '2026-11-23'",
    )
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    assert_eq!(reversals, people);
    let states: Vec<String> = sqlx::query_scalar("select state || version from money.allowance_day where inmate_id = $1 order by day, version")
        .bind(inmate)
        .fetch_all(&mut house.admin().await)
        .await
        .unwrap();
    assert_eq!(states, ["approved1", "approved1", "replaced1", "approved2", "replaced1", "approved2", "replaced1", "approved2"]);
    sums_are_right(&house).await;
}

#[tokio::test]
async fn what_bears_on_a_day_is_the_same_asked_for_alone_and_among_others() {
    let house = House::open().await;
    let mut admin = house.admin().await;
    // Some who were on remand and are not, or the other way, through every day of a year that they were held; and some others.
    sqlx::query(
        "create temp table asked as
         with held as (select s.inmate_id, greatest((s.admitted_at at time zone 'Europe/Oslo')::date, '2025-12-01') as first from custody.stay s where s.released_at is null),
              turned as (select h.*, sentences.status_on(h.inmate_id, h.first) in ('remand', 'none') <> (sentences.status_on(h.inmate_id, '2026-11-22') in ('remand', 'none')) as turned from held h),
              few as (select x.* from turned x order by x.turned desc, x.inmate_id limit 4)
         select x.inmate_id, d::date as day from few x cross join lateral generate_series(x.first::timestamp, '2026-11-22'::timestamp, interval '1 day') d",
    )
    .execute(&mut admin)
    .await
    .unwrap();
    let (together, alone, turned): (i64, i64, i64) = sqlx::query_as(
        "with a as materialized (select f.* from money.facts((select array_agg(inmate_id order by inmate_id, day) from asked), (select array_agg(day order by inmate_id, day) from asked)) f),
              b as materialized (select f.* from asked q cross join lateral money.facts(array[q.inmate_id], array[q.day]) f)
         select (select count(*) from (select * from a except select * from b) x), (select count(*) from (select * from b except select * from a) x),
                (select count(*) from (select inmate_id from a group by 1 having count(distinct remand) > 1) x)",
    )
    .fetch_one(&mut admin)
    .await
    .unwrap();
    assert_eq!((together, alone), (0, 0));
    assert!(turned > 0, "somebody was on remand and then was not");
}

#[tokio::test]
async fn a_programme_gives_the_same_as_work_and_a_mark_undone_takes_it_back() {
    let house = House::open().await;
    let pool = sqlx::PgPool::connect(house.url()).await.unwrap();
    overgang::programmes::demonstration::seed(&pool, world_time()).await.unwrap();
    pool.close().await;
    let mut admin = house.admin().await;
    let (mark, inmate, day): (Uuid, Uuid, chrono::NaiveDate) = sqlx::query_as(
        "select t.id, t.inmate_id, (s.starts_at at time zone 'Europe/Oslo')::date from programmes.attendance t join programmes.session s on s.id = t.session_id
           join custody.in_custody w on w.inmate_id = t.inmate_id and w.admitted_at < s.starts_at - interval '1 day'
          where t.current and t.mark = 'present' and s.starts_at < $1::timestamptz - interval '1 day' and extract(isodow from s.starts_at at time zone 'Europe/Oslo') < 6 order by s.starts_at desc, t.id limit 1",
    )
    .bind(world_time())
    .fetch_one(&mut admin)
    .await
    .unwrap();
    let newest = async || -> (String, i32, String) {
        sqlx::query_as("select lines -> 0 ->> 'what', base_ore, basis from money.allowance_day where inmate_id = $1 and day = $2 order by version desc limit 1")
            .bind(inmate)
            .bind(day)
            .fetch_one(&mut house.admin().await)
            .await
            .unwrap()
    };
    sqlx::query("delete from activities.allowance_stale").execute(&mut admin).await.unwrap();
    sqlx::query("insert into activities.allowance_stale (inmate_id, day, at) values ($1, $2, now())").bind(inmate).bind(day).execute(&mut admin).await.unwrap();
    assert_eq!(turns(&house, world_time()).await, 1);
    assert_eq!(newest().await, ("programme".to_owned(), 7900, "ordinary".to_owned()));
    // The mark was another's: the day is in the queue by itself, and is a day without a place.
    sqlx::query("update programmes.attendance set current = false where id = $1").bind(mark).execute(&mut admin).await.unwrap();
    assert_eq!(turns(&house, world_time()).await, 1);
    assert_eq!(newest().await, ("without_place".to_owned(), 5300, "support".to_owned()));
}
