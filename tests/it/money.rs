//! Money: days worked out, approved and booked; a rate changed backwards; the ledger and its refusals; a statement worked out anew by plain SQL; settlement.

use chrono::{DateTime, Duration, Utc};
use overgang::access::Role;
use overgang::money::allowance::job;
use overgang::platform::db::{Db, Logins};
use uuid::Uuid;

use crate::support::{Browser, House, Page, world_time};

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
async fn only_the_clerk_and_the_governor_reach_money() {
    let house = House::open().await;
    let (prison, mut fin) = desk(&house).await;
    let inmate = somebody(&house, prison).await;
    days_over(&house, prison, "2026-11-16", 1).await;
    turns(&house, world_time()).await;
    let done = approve(&mut fin, "2026-11", &[]).await;
    let batch = done.location.clone().unwrap();
    let entry: Uuid = house.ask("select id from money.entry limit 1").await;
    let pages = [
        "/allowance".to_owned(),
        "/allowance/months/2026-11".to_owned(),
        batch.split('?').next().unwrap().to_owned(),
        "/money".to_owned(),
        "/money/periods".to_owned(),
        format!("/money/entries/{entry}"),
        format!("/inmates/{inmate}/allowance"),
        format!("/inmates/{inmate}/money"),
        format!("/inmates/{inmate}/money/statement"),
    ];
    for path in &pages {
        assert_eq!(fin.get(path).await.status, 200, "{path}");
        for role in [Role::Officer, Role::CaseManager, Role::DutyOfficer, Role::Teacher, Role::Nurse, Role::Chaplain] {
            let status = house.as_role(role).await.get(path).await.status;
            assert!(status == 403 || status == 404, "{role:?} {path}: {status}");
        }
    }
    let mut officer = house.as_role(Role::Officer).await;
    for path in ["/allowance/months/2026-11", "/money/periods/2026-10"] {
        assert_eq!(officer.post_with_token(path, &[]).await.status, 403, "{path}");
    }
    // A clerk of another house: the person, the batch, the entry are not there.
    let other: Option<String> = sqlx::query_scalar(
        "select a.username from access.account a join access.assignment x on x.account_id = a.id where x.role = 'FIN' and a.demonstration and not $1 = any(x.prisons) order by a.username limit 1",
    )
    .bind(prison)
    .fetch_optional(&mut house.admin().await)
    .await
    .unwrap();
    let mut other = house.as_user(&other.unwrap()).await;
    for path in &pages {
        let status = other.get(path).await.status;
        let own = !path.contains(&inmate.to_string()) && !path.contains(&entry.to_string()) && !path.contains("batches");
        assert_eq!(status, if own { 200 } else { 404 }, "{path}");
    }
    let form = other.post_with_token(&format!("/inmates/{inmate}/money/entries"), &[("way", DEPOSIT), ("amount", "100"), ("booked_on", "2026-11-23")]).await;
    assert_eq!(form.status, 404);
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
async fn entries_by_hand_and_what_is_refused() {
    let house = House::open().await;
    let (prison, mut fin) = desk(&house).await;
    let inmate = somebody(&house, prison).await;
    let home = format!("/inmates/{inmate}/money");
    let page = fin.get(&home).await;
    crate::house::well_made(&page, "nb");
    // Twice the same form is one entry.
    let action = format!("{home}/entries");
    let first = [("way", DEPOSIT), ("amount", "500"), ("booked_on", "2026-11-20"), ("text", "Fra mor")];
    assert_eq!(fin.submit(&page, &action, &first).await.status, 303);
    assert_eq!(fin.submit(&page, &action, &first).await.status, 303);
    assert_eq!((balance(&house, inmate, "private").await, house.ask::<i64>("select count(*) from money.entry").await), (50_000, 1));
    // More than there is: beside the amount, and everything typed is kept.
    let bad = post(&mut fin, inmate, &[("way", PURCHASE), ("amount", "500,01"), ("booked_on", "2026-11-20"), ("text", "Radio")]).await;
    assert_eq!((bad.status, bad.value("#amount").as_deref(), bad.value("#text").as_deref()), (422, Some("500,01"), Some("Radio")));
    assert!(bad.all("#amount-fault").concat().contains("500,00"), "{:?}", bad.all("#amount-fault"));
    for (fields, at) in [
        ([("way", ""), ("amount", "10"), ("booked_on", "2026-11-20")], "#way-fault"),
        ([("way", "allowance.house-wages.allowance"), ("amount", "10"), ("booked_on", "2026-11-20")], "#way-fault"),
        ([("way", PURCHASE), ("amount", "-10"), ("booked_on", "2026-11-20")], "#amount-fault"),
        ([("way", PURCHASE), ("amount", "0"), ("booked_on", "2026-11-20")], "#amount-fault"),
        ([("way", PURCHASE), ("amount", "10"), ("booked_on", "2026-11-24")], "#booked_on-fault"),
        ([("way", PURCHASE), ("amount", "10"), ("booked_on", "31.02.2026")], "#booked_on-fault"),
    ] {
        let bad = post(&mut fin, inmate, &fields).await;
        assert_eq!((bad.status, bad.all(at).len()), (422, 1), "{fields:?}: {}", bad.text());
    }
    assert_eq!(post(&mut fin, inmate, &[("way", PURCHASE), ("amount", "79,50"), ("booked_on", "2026-11-21")]).await.status, 303);
    assert_eq!(post(&mut fin, inmate, &[("way", "savings.private.savings"), ("amount", "100"), ("booked_on", "2026-11-22")]).await.status, 303);
    assert_eq!((balance(&house, inmate, "private").await, balance(&house, inmate, "savings").await), (32_050, 10_000));
    // Of two purchases at once that are too much together, one is refused.
    let (mut a, mut b) = (fin.clone(), fin.clone());
    let fields = [("way", PURCHASE), ("amount", "200"), ("booked_on", "2026-11-23")];
    let (one, two) = tokio::join!(post(&mut a, inmate, &fields), post(&mut b, inmate, &fields));
    let mut got = [one.status, two.status];
    got.sort_unstable();
    assert_eq!(got, [303, 422], "{}\n{}", one.text(), two.text());
    // Undone with a reason, once.
    let entry: Uuid = house.ask("select id from money.entry where kind = 'purchase' order by number limit 1").await;
    let path = format!("/money/entries/{entry}");
    let page = fin.get(&path).await;
    crate::house::well_made(&page, "nb");
    let reverse = format!("{path}/reverse");
    assert_eq!(fin.submit(&page, &reverse, &[("reason", " ")]).await.status, 422);
    let page = fin.get(&path).await;
    let other = fin.get(&path).await;
    let done = fin.submit(&page, &reverse, &[("reason", "Feil person")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    crate::house::well_made(&fin.follow(&done).await, "nb");
    assert_eq!(fin.submit(&other, &reverse, &[("reason", "Feil person")]).await.status, 409, "once");
    assert_eq!(balance(&house, inmate, "private").await, 20_000);
    assert!(fin.get(&path).await.form(&reverse).is_none());
    let mirror: Uuid = house.ask("select id from money.entry where kind = 'reversal'").await;
    assert_eq!(fin.post_with_token(&format!("/money/entries/{mirror}/reverse"), &[("reason", "Likevel ikke")]).await.status, 422, "a reversal is not reversed");
    // Nothing into a closed month, through the page or beside it.
    sqlx::query("insert into money.period (prison_id, month, closed_by, closed_at, lines, owed_ore) values ($1, '2026-10-01', $1, now(), 0, 0)")
        .bind(prison)
        .execute(&mut house.admin().await)
        .await
        .unwrap();
    let bad = post(&mut fin, inmate, &[("way", DEPOSIT), ("amount", "10"), ("booked_on", "2026-10-31")]).await;
    assert_eq!((bad.status, bad.all("#booked_on-fault").len()), (422, 1), "{}", bad.text());
    sums_are_right(&house).await;
    // Every act is in the trail, without what was typed.
    let told: i64 =
        house.ask("select count(*) from audit.entry where class = 'money' and action in ('collect', 'alter') and detail::text not like '%Fra mor%'").await;
    assert_eq!(told, 5);
    // The list finds people by number and by a part of the name.
    let list = fin.get("/money").await;
    crate::house::well_made(&list, "nb");
    let (number, family): (String, String) =
        sqlx::query_as("select number, family_name from inmates.inmate where id = $1").bind(inmate).fetch_one(&mut house.admin().await).await.unwrap();
    for typed in [number.as_str(), &family.to_lowercase()] {
        let found = fin.submit(&list, "/money", &[("find", typed)]).await;
        assert!(found.links().contains(&home), "{typed}: {}", found.text());
    }
    let found = fin.submit(&list, "/money", &[("find", "%")]).await;
    assert!(!found.links().contains(&home), "a sign of the pattern is itself");
}

#[tokio::test]
async fn the_statement_is_what_the_lines_say() {
    let house = House::open().await;
    let (prison, mut fin) = desk(&house).await;
    let inmate = somebody(&house, prison).await;
    for (way, amount, day) in [
        (DEPOSIT, "1200", "2026-09-15"),
        (PURCHASE, "250,25", "2026-10-02"),
        ("withdrawal.private.house-bank", "100", "2026-10-20"),
        ("savings.private.savings", "300", "2026-10-21"),
        (PURCHASE, "33", "2026-11-02"),
    ] {
        let done = post(&mut fin, inmate, &[("way", way), ("amount", amount), ("booked_on", day)]).await;
        assert_eq!(done.status, 303, "{way} {day}: {}", done.text());
    }
    // Worked out anew by plain SQL: what there was, what came and went, what there is.
    let accounts: Vec<(i64, i64, i64)> = sqlx::query_as(
        "select coalesce(sum(l.amount_ore) filter (where e.booked_on < '2026-10-01'), 0)::bigint, count(*) filter (where e.booked_on between '2026-10-01' and '2026-10-31'),
                sum(l.amount_ore) filter (where e.booked_on <= '2026-10-31')::bigint
           from money.line l join money.entry e on e.id = l.entry_id join money.account a on a.id = l.account_id
          where l.inmate_id = $1 group by a.kind having bool_or(e.booked_on <= '2026-10-31') order by array_position(array['allowance', 'private', 'savings'], a.kind)",
    )
    .bind(inmate)
    .fetch_all(&mut house.admin().await)
    .await
    .unwrap();
    assert_eq!(accounts, [(120_000, 3, 54_975), (0, 1, 30_000)]);
    let kroner = |ore: i64| format!("{},{:02}", ore / 100, ore % 100).replace("1200,", "1\u{a0}200,");
    let path = format!("/inmates/{inmate}/money/statement?month=2026-10");
    let page = fin.get(&path).await;
    crate::house::well_made(&page, "nb");
    let rows = page.all("article tbody tr");
    let want = accounts.iter().map(|a| a.1 as usize + 2).sum::<usize>();
    assert_eq!(rows.len(), want, "{rows:?}");
    let (mut at, mut total) = (0, 0);
    for (opening, n, closing) in accounts {
        assert!(rows[at].ends_with(&kroner(opening)) || rows[at].replace(' ', "\u{a0}").ends_with(&kroner(opening)), "{rows:?}");
        at += n as usize + 1;
        assert!(rows[at].ends_with(&kroner(closing)), "{rows:?}");
        at += 1;
        total += closing;
    }
    assert!(page.text().contains(&kroner(total)));
    // In the language of the person, whatever the clerk reads.
    let english = fin.get(&format!("{path}&lang=en")).await;
    assert!(english.text().contains("Statement of account") && english.all("article").concat().contains("549.75"), "{}", english.text());
    let printed: i64 = house.ask("select count(*) from audit.entry where action = 'print' and class = 'money' and inmate_id is not null").await;
    assert_eq!(printed, 2);
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
    let mut tx = sqlx::Connection::begin(&mut admin).await.unwrap();
    for statement in [
        "update custody.placement set during = tstzrange(lower(during), $2) where inmate_id = $1 and upper_inf(during)",
        "update custody.stay set released_at = $2, release_reason = 'END' where inmate_id = $1 and released_at is null",
    ] {
        sqlx::query(statement).bind(inmate).bind(noon).execute(&mut *tx).await.unwrap();
    }
    tx.commit().await.unwrap();
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
    let home = format!("/inmates/{inmate}/money");
    let front = fin.get("/").await;
    crate::house::well_made(&front, "nb");
    assert!(front.links().contains(&home), "{}", front.text());
    assert!(fin.get("/money?show=left").await.links().contains(&home));
    let page = fin.get(&home).await;
    assert!(page.text().contains("906,00"), "{}", page.text());
    let action = format!("{home}/settlement");
    let other = fin.get(&home).await;
    assert_eq!(fin.submit(&page, &action, &[]).await.status, 422, "where to");
    let page = fin.get(&home).await;
    assert_eq!(fin.submit(&page, &action, &[("to", "bank")]).await.status, 303);
    assert_eq!((balance(&house, inmate, "private").await, balance(&house, inmate, "savings").await), (0, 0));
    assert_eq!(fin.submit(&other, &action, &[("to", "bank")]).await.status, 409);
    assert!(fin.get("/").await.links().contains(&home), "the days are not approved yet");
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
async fn a_demonstration_has_books() {
    let house = House::open().await;
    let pool = sqlx::PgPool::connect(house.url()).await.unwrap();
    overgang::activities::demonstration::seed(&pool, world_time()).await.unwrap();
    overgang::money::demonstration::seed(&pool, world_time()).await.unwrap();
    overgang::money::demonstration::seed(&pool, world_time()).await.unwrap();
    pool.close().await;
    sums_are_right(&house).await;
    assert!(house.ask::<bool>("select exists (select from money.period where month = '2026-10-01')").await, "last month is closed");
    let (approved, proposed): (i64, i64) = sqlx::query_as(
        "select count(*) filter (where state = 'approved' and day < '2026-11-01'), count(*) filter (where state = 'proposed' and day >= '2026-11-01') from money.allowance_day",
    )
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    assert!(approved > 100 && proposed > 100, "{approved} {proposed}");
    let ordinary: i64 = house.ask("select count(*) from money.allowance_day where basis = 'ordinary'").await;
    assert!(ordinary * 4 > approved + proposed, "{ordinary}: people work");
    let mut fin = house.as_role(Role::Finance).await;
    for path in ["/", "/allowance", "/allowance/months/2026-11", "/money", "/money/periods"] {
        let page = fin.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        crate::house::well_made(&page, "nb");
    }
}
