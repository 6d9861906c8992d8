//! Lists: they add up, they hide whom they must, they page without loss, and a part that fails leaves the rest standing.

use std::collections::BTreeMap;

use overgang::access::Role;
use uuid::Uuid;

use crate::support::{House, Page};

const MISSING: &str = "Denne delen lot seg ikke hente nå";

/// Rows of people on a roll, placeholders among them.
fn people(page: &Page) -> usize {
    page.all("table tbody tr:not(.gone):not(.group-row)").len()
}

fn digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap_or(usize::MAX)
}

/// One protected person in every prison.
async fn hide_some(house: &House) {
    sqlx::query("update inmates.inmate set protected = true where id in (select distinct on (prison_id) inmate_id from custody.in_custody order by prison_id, inmate_id)")
        .execute(&mut house.admin().await)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_part_that_fails_says_so_and_the_rest_stands() {
    let house = House::open().await;
    let mut officer = house.as_role(Role::Officer).await;
    let list = officer.get("/inmates?unit=mine").await;
    let first = list.links().into_iter().find(|l| l.starts_with("/inmates/") && l.len() == 45).unwrap();
    let mut admin = house.admin().await;
    sqlx::query("revoke select on custody.observation from og_custody").execute(&mut admin).await.unwrap();
    let page = officer.get(&format!("{first}/observations")).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains(MISSING));
    assert_eq!(page.all(".banner-name").len(), 1, "who it is stands");
    let front = officer.get(&first).await;
    assert_eq!(front.status, 200);
    assert!(front.text().contains(MISSING), "the timeline could not be had");
    assert_eq!(front.text().matches(MISSING).count(), 1, "and it alone");
    assert!(front.text().contains("Kontaktbetjent"), "the facts stand beside it");
    let home = officer.get("/").await;
    assert_eq!(home.status, 200);
    assert!(home.text().contains(MISSING) && !home.all(".tile").is_empty(), "the other cards stand");
    crate::house::well_made(&home, "nb");
    let looks: i64 = house.ask("select count(*) from audit.entry where action = 'look' and class = 'observations'").await;
    assert_eq!(looks, 1, "and the look is in the trail");

    sqlx::query("revoke select on inmates.alert from og_custody").execute(&mut admin).await.unwrap();
    let roll = officer.get("/inmates").await;
    assert_eq!(roll.status, 200);
    assert!(people(&roll) > 0, "the people are there");
    assert!(roll.text().contains("Varsler og skjermede personer lot seg ikke hente nå"), "nobody is to think that there are no alerts");
    crate::house::well_made(&roll, "nb");
}

#[tokio::test]
async fn every_number_on_a_front_page_is_the_length_of_the_list_it_opens() {
    let house = House::open().await;
    hide_some(&house).await;
    let mut compared = 0;
    for &role in Role::ALL {
        let mut browser = house.as_role(role).await;
        let home = browser.get("/").await;
        let html = home.html();
        let tile = scraper::Selector::parse("a.tile").unwrap();
        let value = scraper::Selector::parse(".tile-value").unwrap();
        let tiles: Vec<(String, usize)> = html
            .select(&tile)
            .map(|t| (t.value().attr("href").unwrap().to_owned(), digits(&t.select(&value).next().unwrap().text().collect::<String>())))
            .collect();
        drop(html);
        for (href, number) in tiles {
            if !href.starts_with("/inmates") || href.contains("/protected") {
                continue;
            }
            let list = browser.get(&href).await;
            assert_eq!(list.status, 200, "{role} {href}");
            // Whoever looks after several prisons chooses one first: the lists of all of them together.
            let mut length = people(&list);
            let prisons: Vec<String> = list.links().into_iter().filter(|l| l.starts_with("/inmates?prison=") && !l.contains('&')).collect();
            if length == 0 && !prisons.is_empty() {
                for prison in prisons {
                    length += people(&browser.get(&prison).await);
                }
            }
            assert_eq!(number, length, "{role}: the tile to {href}");
            compared += 1;
        }
    }
    assert!(compared > 20, "only {compared} tiles were compared");
}

#[tokio::test]
async fn a_roll_adds_up_whoever_is_hidden_from_its_reader() {
    let house = House::open().await;
    hide_some(&house).await;
    let mut admin = house.admin().await;
    for role in [Role::Officer, Role::ContactOfficer, Role::DutyOfficer, Role::Governor, Role::CaseManager, Role::Nurse, Role::Pharmacy] {
        let username = house.username(role).await;
        let (all, hidden): (i64, String) = sqlx::query_as(
            "select count(*), min(i.number) filter (where i.protected and not exists (select from access.person_grant g where g.account_id = a.id and g.inmate_id = i.id and g.kind = 'clearance' and g.outcome = 'granted'))
               from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id join access.assignment x on c.prison_id = any(x.prisons) join access.account a on a.id = x.account_id
              where a.username = $1",
        )
        .bind(&username)
        .fetch_one(&mut admin)
        .await
        .unwrap();
        let mut browser = house.as_user(&username).await;
        let roll = browser.get("/inmates").await;
        assert_eq!(people(&roll), all as usize, "{role}");
        assert!(!roll.text().contains(&hidden), "{role} is shown {hidden}");
        let mut by_unit = 0;
        let mut units: Vec<String> = roll.links().into_iter().filter(|l| l.starts_with("/inmates?unit=") && l.len() > 40 && !l.contains('&')).collect();
        units.sort();
        units.dedup();
        for unit in &units {
            by_unit += people(&browser.get(unit).await);
        }
        assert!(units.is_empty() || by_unit == all as usize, "{role}: {by_unit} by unit, {all} in all");
    }
}

#[tokio::test]
async fn a_search_never_gives_protected_people_or_those_out_of_scope() {
    let house = House::open().await;
    let mut admin = house.admin().await;
    for role in [
        Role::Officer,
        Role::ContactOfficer,
        Role::DutyOfficer,
        Role::CaseManager,
        Role::Nurse,
        Role::Doctor,
        Role::Pharmacy,
        Role::Transfers,
        Role::Finance,
        Role::Chaplain,
        Role::Teacher,
        Role::Visits,
    ] {
        let username = house.username(role).await;
        // Somebody where the reader works, made protected; and somebody elsewhere.
        let hidden: Option<(Uuid, String, String, String)> = sqlx::query_as(
            "update inmates.inmate set protected = true where id = (
               select c.inmate_id from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id join estate.prison p on p.id = c.prison_id
                 join access.assignment x on c.prison_id = any(x.prisons) or x.region = p.region join access.account a on a.id = x.account_id
                where a.username = $1 and not i.protected order by c.inmate_id desc limit 1)
             returning id, number, family_name, given_name",
        )
        .bind(&username)
        .fetch_optional(&mut admin)
        .await
        .unwrap();
        let elsewhere: Option<(Uuid, String, String, String)> = sqlx::query_as(
            "select i.id, i.number, i.family_name, i.given_name from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id join estate.prison p on p.id = c.prison_id
              where not i.protected and not exists (select from access.assignment x join access.account a on a.id = x.account_id where a.username = $1 and (c.prison_id = any(x.prisons) or x.region = p.region))
                and not exists (select from access.person_grant g join access.account a on a.id = g.account_id where a.username = $1 and g.inmate_id = i.id)
                and not exists (select from custody.scope_tail t where t.inmate_id = i.id)
              order by i.id limit 1",
        )
        .bind(&username)
        .fetch_optional(&mut admin)
        .await
        .unwrap();
        assert!(elsewhere.is_some(), "{role}");
        let mut browser = house.as_user(&username).await;
        for (id, number, family, given) in [hidden, elsewhere].into_iter().flatten() {
            for query in [number.clone(), family.clone(), format!("{given} {family}"), number[5..].to_owned()] {
                let page = browser.post_with_token("/search", &[("q", &query)]).await;
                assert_eq!(page.status, 200, "{role} {query}");
                assert!(!page.text().contains(&id.to_string()), "{role} found {number} by {query:?}");
                assert!(!page.all(".hit").iter().any(|h| h.contains(&number)), "{role} found {number} by {query:?}");
            }
        }
    }
}

#[tokio::test]
async fn paging_the_trail_gives_each_entry_once() {
    let house = House::open().await;
    // Many in the same instant: time alone is no place in the list.
    sqlx::query(
        "insert into audit.entry (at, action, class, request_id, route) select timestamptz '2026-11-20 10:00+01' + (n / 90) * interval '1 second', 'look', 'person', gen_random_uuid(), '/paging/' || n
           from generate_series(1, 250) n",
    )
    .execute(&mut house.admin().await)
    .await
    .unwrap();
    let mut auditor = house.as_role(Role::Auditor).await;
    let form = auditor.get("/audit/log").await;
    let mut page = auditor.submit(&form, "/audit/log", &[("route", "/paging/"), ("from", "2026-11-01"), ("to", "2026-11-23")]).await;
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..6 {
        assert_eq!(page.status, 200, "{}", page.text());
        for row in page.all("tbody tr td[data-label] .small.muted") {
            if let Some(at) = row.find("/paging/") {
                *seen.entry(row[at..].to_owned()).or_default() += 1;
            }
        }
        let Some(after) = page.value("input[name=after]") else { break };
        page = auditor.submit(&form, "/audit/log", &[("route", "/paging/"), ("from", "2026-11-01"), ("to", "2026-11-23"), ("after", &after)]).await;
    }
    assert_eq!(seen.len(), 250);
    assert!(seen.values().all(|n| *n == 1), "{:?}", seen.iter().filter(|(_, n)| **n != 1).collect::<Vec<_>>());
}

#[tokio::test]
async fn paging_observations_gives_each_entry_once() {
    let house = House::open().await;
    let username = house.username(Role::Governor).await;
    let inmate: Uuid = sqlx::query_scalar(
        "select c.inmate_id from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id join access.assignment x on c.prison_id = any(x.prisons) join access.account a on a.id = x.account_id
          where a.username = $1 and not i.protected order by 1 limit 1",
    )
    .bind(&username)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    sqlx::query(
        "insert into custody.observation (id, inmate_id, prison_id, kind, body, at, recorded_at, author)
         select gen_random_uuid(), c.inmate_id, c.prison_id, (select kind from custody.observation limit 1), 'Prøvetekst-' || n || '.', timestamptz '2026-11-23 09:00+01' - (n / 40) * interval '1 minute', timestamptz '2026-11-23 09:00+01',
                (select id from access.account where username = $2)
           from custody.in_custody c, generate_series(1, 100) n where c.inmate_id = $1",
    )
    .bind(inmate)
    .bind(&username)
    .execute(&mut house.admin().await)
    .await
    .unwrap();
    let mut governor = house.as_user(&username).await;
    let mut path = Some(format!("/inmates/{inmate}/observations"));
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..10 {
        let Some(next) = path.take() else { break };
        let page = governor.get(&next).await;
        assert_eq!(page.status, 200);
        let text = page.text();
        for (at, _) in text.match_indices("Prøvetekst-") {
            *seen.entry(text[at..].split('.').next().unwrap().to_owned()).or_default() += 1;
        }
        path = page.links().into_iter().find(|l| l.contains("observations?before="));
    }
    assert_eq!(seen.len(), 100);
    assert!(seen.values().all(|n| *n == 1), "{:?}", seen.iter().filter(|(_, n)| **n != 1).collect::<Vec<_>>());
}
