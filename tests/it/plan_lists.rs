//! A coordinator's lists across people: by theme and by who outside it waits for, with counts that match what is shown, page by page; and promises by who made
//! them. What somebody typed stands in no address.

use overgang::access::Role;
use uuid::Uuid;

use crate::plan::assigned;
use crate::support::{Browser, House, Page, world_time};

const PEOPLE: usize = 45;

/// Who outside does the action of the person at this place in the line.
fn doer(i: usize) -> (&'static str, &'static str) {
    match i % 4 {
        0 => ("municipality", " kommunens BOLIGKONTOR"),
        1 => ("nav", ""),
        2 => ("family", "Kari Hansen"),
        _ => ("inmate", ""),
    }
}

fn theme(i: usize) -> &'static str {
    if i.is_multiple_of(3) { "housing" } else { "work" }
}

fn this_week(i: usize) -> bool {
    i < 10
}

/// A coordinator with many people, each with a goal and an action.
async fn stage() -> (House, Browser, Vec<Uuid>) {
    let house = House::open().await;
    let mut admin = house.admin().await;
    let prison: Uuid = sqlx::query_scalar(
        "select w.prison_id from custody.in_custody w where exists (select from access.assignment x join access.account a on a.id = x.account_id and a.demonstration where x.role = 'REI' and w.prison_id = any(x.prisons)
              and not exists (select from access.assignment y where y.account_id = a.id and y.role <> 'REI'))
          group by w.prison_id order by count(*) desc, w.prison_id limit 1",
    )
    .fetch_one(&mut admin)
    .await
    .unwrap();
    let people: Vec<Uuid> = sqlx::query_scalar(
        "select i.id from custody.in_custody w join inmates.inmate i on i.id = w.inmate_id where w.prison_id = $1 and not i.protected
            and not exists (select from access.person_grant g where g.inmate_id = i.id and g.role = 'REI') order by i.family_name, i.given_name, i.id limit $2",
    )
    .bind(prison)
    .bind(PEOPLE as i64)
    .fetch_all(&mut admin)
    .await
    .unwrap();
    assert_eq!(people.len(), PEOPLE, "the demonstration has too few people");
    sqlx::query("update access.person_grant set ended_at = $1, ended_by = account_id where role = 'REI' and ended_at is null")
        .bind(world_time())
        .execute(&mut admin)
        .await
        .unwrap();
    let coordinator = assigned(&house, Role::Reintegration, prison, people[0]).await;
    sqlx::query(
        "insert into access.person_grant (id, account_id, inmate_id, prison_id, kind, role, reason, during, proposed_by, given_by, given_at, outcome)
         select gen_random_uuid(), g.account_id, x.id, g.prison_id, g.kind, g.role, g.reason, g.during, g.proposed_by, g.given_by, g.given_at, g.outcome
           from access.person_grant g cross join unnest($2::uuid[]) x (id) where g.inmate_id = $1 and g.role = 'REI' and g.ended_at is null and x.id <> $1",
    )
    .bind(people[0])
    .bind(&people)
    .execute(&mut admin)
    .await
    .unwrap();
    for (i, inmate) in people.iter().enumerate() {
        let (who, partner) = doer(i);
        let goal = Uuid::now_v7();
        sqlx::query(
            "with given as (insert into plan.consent (id, inmate_id, prison_id, theme, given_at, given_by) select gen_random_uuid(), $2, $3, t, $5, $6 from unnest(array['housing', 'work']) t returning 1)
             select count(*) from given where $1::uuid is not null and $4::text is not null",
        )
        .bind(goal)
        .bind(inmate)
        .bind(prison)
        .bind(theme(i))
        .bind(world_time())
        .bind(people[0])
        .execute(&mut admin)
        .await
        .unwrap();
        sqlx::query(
            "insert into plan.goal (id, inmate_id, prison_id, theme, words, state, state_at, state_by, created_by, created_at) values ($1, $2, $3, $4, 'Et mål', 'current', $5, $6, $6, $5)",
        )
        .bind(goal)
        .bind(inmate)
        .bind(prison)
        .bind(theme(i))
        .bind(world_time())
        .bind(people[0])
        .execute(&mut admin)
        .await
        .unwrap();
        sqlx::query(
            "insert into plan.action (id, goal_id, inmate_id, prison_id, what, who, partner, by_day, moved_at, moved_by, created_by, created_at)
             values (gen_random_uuid(), $1, $2, $3, 'Noe som skal gjøres', $4, $5, $6::date, $7, $8, $8, $7)",
        )
        .bind(goal)
        .bind(inmate)
        .bind(prison)
        .bind(who)
        .bind(partner)
        .bind(if this_week(i) { "2026-11-25" } else { "2027-01-10" }.parse::<chrono::NaiveDate>().unwrap())
        .bind(world_time())
        .bind(people[0])
        .execute(&mut admin)
        .await
        .unwrap();
    }
    (house, coordinator, people)
}

/// How many of the people a choice keeps.
fn count(keeps: impl Fn(usize) -> bool) -> usize {
    (0..PEOPLE).filter(|i| keeps(*i)).count()
}

async fn list(browser: &mut Browser, path: &str) -> Page {
    let page = browser.get(path).await;
    assert_eq!(page.status, 200, "{path}: {}", page.text());
    crate::house::well_made(&page, "nb");
    for address in page.links().iter().chain(&page.all("input[type=hidden]")) {
        assert!(!address.contains("Kari") && !address.contains("Hansen"), "{path}: what somebody typed stands in an address: {address}");
    }
    page
}

fn shown(page: &Page) -> usize {
    page.all("section.card[id^='p-']").len()
}

/// The number on a chip, by its words.
fn chip(page: &Page, words: &str) -> Option<usize> {
    page.all("a.chip").iter().find_map(|c| c.strip_prefix(words)?.trim().parse().ok())
}

/// The number on a choice of the filter.
fn choice(page: &Page, words: &str) -> Option<usize> {
    page.all("#partner option").iter().find_map(|c| c.strip_prefix(words)?.trim().trim_matches(['(', ')']).parse().ok())
}

#[tokio::test]
async fn by_theme_and_by_who_outside_it_waits_for_each_count_is_what_it_shows() {
    let (house, mut rei, people) = stage().await;
    let page = list(&mut rei, "/plan-steps").await;
    assert_eq!((shown(&page), chip(&page, "Åpne og gjort siste uke"), chip(&page, "Denne uken")), (40, Some(PEOPLE), Some(10)));
    assert_eq!(
        (choice(&page, "Kommunens boligkontor"), choice(&page, "Nav"), choice(&page, "Familie")),
        (Some(count(|i| i % 4 == 0)), Some(count(|i| i % 4 == 1)), Some(count(|i| i % 4 == 2))),
        "{}",
        page.text()
    );
    assert_eq!(
        (chip(&page, "Bolig"), chip(&page, "Arbeid og ferdigheter"), chip(&page, "Rus")),
        (Some(count(|i| i % 3 == 0)), Some(count(|i| i % 3 != 0)), None)
    );
    // The next page holds the rest, and the trail names those of each page.
    assert!(page.links().iter().any(|l| l.ends_with("from=40")), "{:?}", page.links());
    assert_eq!(shown(&list(&mut rei, "/plan-steps?show=all&from=40").await), PEOPLE - 40);
    let named: i64 = house.ask("select max(cardinality(inmates))::bigint from audit.entry where action = 'list' and class = 'plan_steps'").await;
    assert_eq!(named, 40);
    // An organisation, however it was written; its name is its code in the address.
    let page = list(&mut rei, "/plan-steps?partner=p%3AKOM_BOLIG").await;
    assert_eq!((shown(&page), page.value("#partner option[selected]").as_deref()), (count(|i| i % 4 == 0), Some("p:KOM_BOLIG")));
    assert_eq!(chip(&page, "Bolig"), Some(count(|i| i % 12 == 0)));
    assert_eq!(chip(&page, "Denne uken"), Some(count(|i| i % 4 == 0 && this_week(i))));
    assert!(page.links().contains(&"/promises?partner=p%3AKOM_BOLIG".to_owned()), "{:?}", page.links());
    // All three together; the others count as they would show.
    let narrow = "/plan-steps?show=week&theme=housing&partner=p%3AKOM_BOLIG";
    let page = list(&mut rei, narrow).await;
    assert_eq!(shown(&page), count(|i| i % 12 == 0 && this_week(i)));
    let nav = choice(&page, "Nav").unwrap_or_default();
    assert_eq!(nav, count(|i| i % 4 == 1 && i % 3 == 0 && this_week(i)));
    assert_eq!(shown(&list(&mut rei, "/plan-steps?show=week&theme=housing&partner=w%3Anav").await), nav);
    // Done where it stands, and back to the same selection.
    let action: Uuid = sqlx::query_scalar("select id from plan.action where inmate_id = $1").bind(people[0]).fetch_one(&mut house.admin().await).await.unwrap();
    let done = rei.submit(&page, &format!("/inmates/{}/plan/actions/{action}/move", people[0]), &[("state", "under_way")]).await;
    let to = done.location.unwrap_or_default();
    assert!(done.status == 303 && to.starts_with(narrow) && to.ends_with(&format!("#p-{}", people[0])), "{to}");
    let elsewhere =
        rei.post_with_token(&format!("/inmates/{}/plan/actions/{action}/move", people[0]), &[("state", "done"), ("back", "steps?next=//elsewhere")]).await;
    assert!(elsewhere.location.as_deref().is_some_and(|l| l.starts_with("/plan-steps?done=")), "{:?}", elsewhere.location);
    // Nonsense asks for nothing; what nobody waits for shows nobody, and says so.
    assert_eq!(shown(&list(&mut rei, "/plan-steps?partner=Kari&theme=x&from=-1").await), 40);
    let none = list(&mut rei, "/plan-steps?partner=p%3ABYMISJON").await;
    assert_eq!((shown(&none), choice(&none, "Kirkens Bymisjon")), (0, Some(0)));
    assert!(none.text().contains("Ingenting med dette utvalget"));
}

#[tokio::test]
async fn promises_by_who_made_them_page_by_page() {
    const ALL: usize = 105;
    let (house, mut rei, people) = stage().await;
    let party = [("municipality", "KOM_BOLIG"), ("nav", "NAV_KOM"), ("family", "")];
    let mut admin = house.admin().await;
    for i in 0..ALL {
        sqlx::query(
            "insert into plan.promise (id, inmate_id, prison_id, theme, who, partner, name, what, by_day, recorded_by, recorded_at)
             select gen_random_uuid(), w.inmate_id, w.prison_id, 'work', $2, $3, 'Kari Hansen', 'Noe som er lovet', $4::date, $5, $6 from custody.in_custody w where w.inmate_id = $1",
        )
        .bind(people[i % PEOPLE])
        .bind(party[i % 3].0)
        .bind(party[i % 3].1)
        .bind(if i % 5 == 0 { "2026-11-10" } else { "2026-12-20" }.parse::<chrono::NaiveDate>().unwrap())
        .bind(people[0])
        .bind(world_time())
        .execute(&mut admin)
        .await
        .unwrap();
    }
    let n = |keeps: &dyn Fn(usize) -> bool| (0..ALL).filter(|i| keeps(*i)).count();
    let rows = |page: &Page| page.all("ul.rows > li").len();
    let page = list(&mut rei, "/promises").await;
    assert_eq!((rows(&page), chip(&page, "Alle åpne"), chip(&page, "Over fristen")), (100, Some(ALL), Some(n(&|i| i % 5 == 0))));
    let rest = list(&mut rei, "/promises?show=open&from=100").await;
    assert_eq!(rows(&rest), 5);
    // A group that goes on says how many it has, on both pages.
    let heads: Vec<String> = rest.all(".card-head");
    assert!(heads.len() == 1 && heads[0].contains("35"), "{heads:?}");
    assert_eq!(choice(&page, "Kommunens boligkontor"), Some(35));
    let page = list(&mut rei, "/promises?partner=p%3AKOM_BOLIG").await;
    assert_eq!((rows(&page), chip(&page, "Over fristen")), (35, Some(n(&|i| i % 15 == 0))));
    let late = list(&mut rei, "/promises?show=late&partner=p%3AKOM_BOLIG").await;
    assert_eq!((rows(&late), choice(&late, "Familie")), (n(&|i| i % 15 == 0), Some(n(&|i| i % 5 == 0 && i % 3 == 2))));
    // Kept where it stands, and back to the same selection.
    let settle = late.actions().into_iter().find(|a| a.ends_with("/settle")).unwrap();
    let done = rei.submit(&late, &settle, &[("state", "kept")]).await;
    let to = done.location.clone().unwrap_or_default();
    assert!(done.status == 303 && to.starts_with("/promises?") && to.contains("show=late&partner=p%3AKOM_BOLIG"), "{to}");
    assert_eq!(rows(&rei.follow(&done).await), n(&|i| i % 15 == 0) - 1);
}
