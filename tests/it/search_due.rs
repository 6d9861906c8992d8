//! Searches that are due: decided on, by the prison's rule, after an arrival or a return; what a recorded one leaves of the list.

use chrono::TimeDelta;
use overgang::access::Role;
use uuid::Uuid;

use crate::support::{Browser, House, Page, world_time};

const DUE: &str = "/searches/due";
const PLANS: &str = "/searches/plans";

struct Scene {
    house: House,
    duty: Browser,
    prison: Uuid,
    inmate: Uuid,
    number: String,
    cell: Uuid,
    code: String,
}

impl Scene {
    /// A duty officer, and somebody who lives in a cell of a closed unit and has been there for long.
    async fn open() -> Self {
        let house = House::open().await;
        let username = house.username(Role::DutyOfficer).await;
        let (inmate, number, prison, cell, code) = sqlx::query_as(
            "select c.inmate_id, i.number, c.prison_id, c.cell_id, e.code from custody.in_custody c join inmates.inmate i on i.id = c.inmate_id join estate.cell e on e.id = c.cell_id
               join estate.unit u on u.id = c.unit_id and u.level in ('high', 'especially_high')
              where not i.protected and c.out_reason is null and c.placed_at < '2026-03-01'
                and c.prison_id = any((select x.prisons from access.assignment x join access.account a on a.id = x.account_id where a.username = $1 limit 1)::uuid[])
                and (select count(*) from custody.in_custody w where w.cell_id = c.cell_id) = 1
                and not exists (select from custody.movement m where m.inmate_id = c.inmate_id and m.planned_out > '2026-11-01') order by 1 limit 1",
        )
        .bind(&username)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
        let duty = house.as_user(&username).await;
        Self { house, duty, prison, inmate, number, cell, code }
    }

    async fn decide(&mut self, over: &[(&str, &str)]) -> Page {
        let page = self.duty.get("/searches/plans/new").await;
        assert_eq!(page.status, 200, "{}", page.text());
        crate::house::well_made(&page, "nb");
        self.duty.submit(&page, PLANS, over).await
    }

    async fn record(&mut self, path: &str) -> Page {
        let page = self.duty.get(path).await;
        assert_eq!(page.status, 200, "{}", page.text());
        self.duty.submit(&page, "/searches", &[("result", "nothing")]).await
    }

    /// What is decided or follows from the rule, in the order of the list: people who came lately are the world's own.
    async fn planned(&mut self, list: &str) -> Vec<String> {
        self.due(list).await.into_iter().filter(|l| !l.contains("Undersøkelse etter")).collect()
    }

    /// The lines of the list, in its order.
    async fn due(&mut self, list: &str) -> Vec<String> {
        let page = self.duty.get(&format!("{DUE}?list={list}")).await;
        assert_eq!(page.status, 200, "{}", page.text());
        page.all(".cols .rows li").into_iter().map(|t| t.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }
}

#[tokio::test]
async fn what_is_decided_stays_until_it_is_recorded_or_called_off() {
    let mut s = Scene::open().await;
    let (number, cell, code) = (s.number.clone(), s.cell.to_string(), s.code.clone());
    let bad = s.decide(&[("kind", "frisk"), ("ground", "suspicion"), ("ground_text", "Tips"), ("due", "2026-11-20")]).await;
    assert_eq!(bad.status, 422);
    for field in ["who", "ground_text", "due"] {
        assert_eq!(bad.all(&format!("#{field}-fault")).len(), 1, "{field}: {}", bad.text());
    }
    assert!(bad.text().contains("Tips"), "what was typed is kept");
    let person =
        s.decide(&[("kind", "frisk"), ("who", &number), ("ground", "suspicion"), ("ground_text", "Tips om telefon på rommet."), ("due", "2026-11-23")]).await;
    assert_eq!(person.status, 303, "{}", person.text());
    let person = person.location.unwrap();
    let cells = s.decide(&[("kind", "cell"), ("cell", &cell), ("ground", "routine"), ("due", "2026-11-26")]).await;
    assert_eq!(cells.status, 303, "{}", cells.text());
    let cells = cells.location.unwrap();
    assert!(s.due("now").await.iter().any(|l| l.contains(&number) && l.contains("I dag")), "{:?}", s.due("now").await);
    assert!(s.due("coming").await.iter().any(|l| l.contains(&code) && l.contains("Innen 26.11.2026")), "{:?}", s.due("coming").await);
    // On the page of searches and on the front page, with the same number.
    assert!(s.duty.get("/searches").await.all("#due-heading").concat().contains("Ransakinger å gjøre"));
    let home = s.duty.get("/").await;
    let tile = home.all("a.tile[href='/searches/due'] .tile-value").concat();
    assert_eq!(tile, s.due("now").await.len().to_string());
    // Late tomorrow, and first.
    s.house.clock.advance(TimeDelta::hours(30));
    s.duty = s.house.as_user(&s.house.username(Role::DutyOfficer).await).await;
    assert!(s.planned("now").await[0].contains("Skulle vært gjort 23.11.2026"), "{:?}", s.planned("now").await);
    // What is recorded from it is what became of it.
    let plan = person.rsplit('/').next().unwrap().to_owned();
    let done = s.record(&format!("/searches/new?plan={plan}")).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(!s.due("now").await.iter().any(|l| l.contains(&number)));
    let page = s.duty.get(&person).await;
    assert!(page.text().contains("Utført") && page.links().contains(&done.location.unwrap()), "{}", page.text());
    assert_eq!(
        s.duty.post_with_token(&format!("{person}/cancel"), &[("version", "2"), ("why", "For sent")]).await.location.as_deref(),
        Some(person.as_str()),
        "done is done"
    );
    // Called off, with the reason, once.
    let page = s.duty.get(&cells).await;
    crate::house::well_made(&page, "nb");
    let cancel = format!("{cells}/cancel");
    assert_eq!(s.duty.submit(&page, &cancel, &[("why", "x")]).await.status, 422);
    assert_eq!(s.duty.submit(&page, &cancel, &[("why", "Cellen er tatt ut av bruk.")]).await.status, 303);
    assert!(s.duty.get(&cells).await.text().contains("Cellen er tatt ut av bruk."));
    assert_eq!(s.duty.submit(&page, &cancel, &[("why", "En gang til.")]).await.status, 303);
    let kept: String = s.house.ask("select cancel_reason from custody.search_plan where cancel_reason is not null").await;
    assert_eq!(kept, "Cellen er tatt ut av bruk.", "the first stands");
    assert!(s.house.ask::<i64>("select count(*) from audit.entry where detail ? 'search_plan' and action in ('collect', 'alter')").await >= 3);
    // Whose it is not.
    for role in [Role::Teacher, Role::Nurse, Role::Visits] {
        assert_eq!(s.house.as_role(role).await.get(DUE).await.status, 403, "{role}");
    }
    assert_eq!(s.house.as_role(Role::Governor).await.get("/searches/plans/new").await.status, 403, "a governor reads");
    let elsewhere: String = sqlx::query_scalar(
        "select a.username from access.account a join access.assignment x on x.account_id = a.id where a.demonstration and x.role = 'DUT' and not $1 = any(x.prisons) order by 1 limit 1",
    )
    .bind(s.prison)
    .fetch_one(&mut s.house.admin().await)
    .await
    .unwrap();
    let mut other = s.house.as_user(&elsewhere).await;
    assert_eq!(other.get(&cells).await.status, 404);
    assert_eq!(other.get(&format!("{DUE}?prison={}", s.prison)).await.status, 404);
}

#[tokio::test]
async fn cells_come_up_by_the_rule_and_two_searches_are_two_plans() {
    let mut s = Scene::open().await;
    let page = s.duty.get(DUE).await;
    crate::house::well_made(&page, "nb");
    assert!(page.text().contains("ingen fast rekkefølge"), "no statute gives a number: {}", page.text());
    for (field, value) in [("cell_days_high", "0"), ("after_hours", "")] {
        let bad = s.duty.submit(&page, "/searches/rule", &[(field, value)]).await;
        assert_eq!((bad.status, bad.all(&format!("#{field}-fault")).len()), (422, 1), "{field}");
    }
    assert_eq!(s.duty.submit(&page, "/searches/rule", &[("cell_days_high", "10")]).await.status, 303);
    assert_eq!(s.house.as_role(Role::Officer).await.post_with_token("/searches/rule", &[("after_hours", "5")]).await.status, 403);
    // Never searched: due ten days after the rule began, not today. Since long: due at once.
    assert!(s.planned("now").await.is_empty(), "{:?}", s.planned("now").await);
    sqlx::query("update custody.search_rule set from_day = '2026-11-13' where prison_id = $1")
        .bind(s.prison)
        .execute(&mut s.house.admin().await)
        .await
        .unwrap();
    let (code, cell) = (s.code.clone(), s.cell);
    let before = s.planned("now").await;
    assert!(before.iter().any(|l| l.contains(&code) && l.contains("Ikke ransaket før")), "{before:?}");
    let done = s.record(&format!("/searches/new?cell={cell}&ground=routine")).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(s.planned("now").await.len(), before.len() - 1);
    // Whoever lives there: a protected person's cell is searched like the others, and nobody is named.
    sqlx::query("update inmates.inmate set protected = true").execute(&mut s.house.admin().await).await.unwrap();
    assert_eq!(s.planned("now").await.len(), before.len() - 1);
    // Two of the same kind for the same cell: each recorded search is what became of one.
    for day in ["2026-11-23", "2026-11-24"] {
        assert_eq!(s.decide(&[("kind", "cell"), ("cell", &cell.to_string()), ("ground", "random"), ("due", day)]).await.status, 303);
    }
    let open = "select count(*) from custody.search_plan where search_id is null";
    assert_eq!(s.house.ask::<i64>(open).await, 2);
    assert_eq!(s.record(&format!("/searches/new?cell={cell}&ground=random")).await.status, 303);
    assert_eq!(s.house.ask::<i64>(open).await, 1);
}

#[tokio::test]
async fn who_came_back_is_searched_or_left_out_with_a_reason() {
    let mut s = Scene::open().await;
    let by = "(select id from access.account limit 1)";
    sqlx::query(sqlx::AssertSqlSafe(format!(
        "insert into custody.movement (id, inmate_id, prison_id, reason, state, destination, planned_out, out_at, back_at, recorded_by, recorded_at)
         values (gen_random_uuid(), $1, $2, 'LEAVE', 'back', 'Hjem', $3::timestamptz - interval '2 days', $3::timestamptz - interval '2 days', $3::timestamptz - interval '30 hours', {by}, $3::timestamptz)"
    )))
    .bind(s.inmate)
    .bind(s.prison)
    .bind(world_time())
    .execute(&mut s.house.admin().await)
    .await
    .unwrap();
    let (number, inmate) = (s.number.clone(), s.inmate);
    let list = s.due("now").await;
    assert!(list.iter().any(|l| l.contains(&number) && l.contains("Undersøkelse etter fravær") && l.contains("Skulle vært gjort")), "{list:?}");
    let path = format!("/searches/leave-out?inmate={inmate}&source=absence");
    let page = s.duty.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    assert_eq!(s.duty.submit(&page, "/searches/leave-out", &[("why", "")]).await.status, 422, "never without a reason");
    let twice = s.duty.get(&path).await;
    assert_eq!(s.duty.submit(&page, "/searches/leave-out", &[("why", "Fulgt av to betjenter hele tiden.")]).await.status, 303);
    assert!(!s.due("now").await.iter().any(|l| l.contains(&number)));
    let again = s.duty.submit(&twice, "/searches/leave-out", &[("why", "En gang til.")]).await;
    assert_eq!(again.status, 303, "the list says what is left");
    assert_eq!(s.house.ask::<i64>("select count(*) from custody.search_plan").await, 1);
    assert_eq!(s.duty.get(&path).await.status, 303, "nothing to leave out");
    assert_eq!(s.duty.get(&format!("/searches/leave-out?inmate={}&source=absence", Uuid::now_v7())).await.status, 404);
    // Another return, and a search at the gate just before it is told.
    sqlx::query(
        "update custody.movement set back_at = $2::timestamptz - interval '1 hour' where inmate_id = $1 and reason = 'LEAVE' and back_at > '2026-11-20'",
    )
    .bind(inmate)
    .bind(world_time())
    .execute(&mut s.house.admin().await)
    .await
    .unwrap();
    assert!(s.due("now").await.iter().any(|l| l.contains(&number)) || s.due("coming").await.iter().any(|l| l.contains(&number)));
    let done = s.duty.get(&format!("/searches/new?inmate={inmate}&ground=absence")).await;
    assert_eq!(s.duty.submit(&done, "/searches", &[("kind", "frisk"), ("result", "nothing")]).await.status, 303);
    assert!(!s.due("now").await.iter().chain(&s.due("coming").await).any(|l| l.contains(&number)));
}

/// Before an absence, where the prison's rule asks for it: from so many hours before, until they are searched, left out with a reason, or gone.
#[tokio::test]
async fn who_is_about_to_leave_is_searched_where_the_rule_says_so() {
    let mut s = Scene::open().await;
    let (number, inmate) = (s.number.clone(), s.inmate);
    sqlx::query(
        "insert into custody.movement (id, inmate_id, prison_id, reason, state, destination, planned_out, expected_back, recorded_by)
         select gen_random_uuid(), $1, $2, 'LEAVE', 'planned', 'Hjem', $3::timestamptz + interval '3 hours', $3::timestamptz + interval '2 days', id from access.account limit 1",
    )
    .bind(inmate)
    .bind(s.prison)
    .bind(world_time())
    .execute(&mut s.house.admin().await)
    .await
    .unwrap();
    let named = |list: Vec<String>, number: &str| list.into_iter().filter(|l| l.contains(number)).collect::<Vec<_>>();
    assert!(named(s.due("now").await, &number).is_empty(), "no rule asks for it");
    let page = s.duty.get(DUE).await;
    assert!(page.text().contains("Før fravær: ikke fast"), "{}", page.text());
    let bad = s.duty.submit(&page, "/searches/rule", &[("before_hours", "100")]).await;
    assert_eq!((bad.status, bad.all("#before_hours-fault").len()), (422, 1));
    assert_eq!(s.duty.submit(&page, "/searches/rule", &[("before_hours", "2")]).await.status, 303);
    assert!(named(s.due("now").await, &number).is_empty(), "not yet");
    let page = s.duty.get(DUE).await;
    assert_eq!(s.duty.submit(&page, "/searches/rule", &[("before_hours", "4")]).await.status, 303);
    let due = named(s.due("now").await, &number);
    assert!(due.len() == 1 && due[0].contains("Undersøkelse før fravær") && due[0].contains("Skal ut"), "{due:?}");
    let path = format!("/searches/leave-out?inmate={inmate}&source=departure");
    let page = s.duty.get(&path).await;
    crate::house::well_made(&page, "nb");
    assert_eq!(s.duty.submit(&page, "/searches/leave-out", &[("why", "Følges av to betjenter fra cellen.")]).await.status, 303);
    assert!(named(s.due("now").await, &number).is_empty());
    assert_eq!(s.house.ask::<i64>("select count(*) from custody.search_plan where source = 'departure' and ground = 'absence'").await, 1);
    // Another hour of leaving is asked about anew, and the search is the answer.
    sqlx::query("update custody.movement set planned_out = planned_out + interval '30 minutes' where inmate_id = $1 and state = 'planned'")
        .bind(inmate)
        .execute(&mut s.house.admin().await)
        .await
        .unwrap();
    assert_eq!(named(s.due("now").await, &number).len(), 1);
    let page = s.duty.get(&format!("/searches/new?inmate={inmate}&ground=absence")).await;
    assert_eq!(s.duty.submit(&page, "/searches", &[("kind", "frisk"), ("result", "nothing")]).await.status, 303);
    assert!(named(s.due("now").await, &number).is_empty());
}

/// The contact officer on duty has the shift's rounds on the front page, as the officer has; off duty they are somebody else's.
#[tokio::test]
async fn a_contact_officer_on_duty_sees_the_rounds_of_the_shift() {
    let house = House::open().await;
    let username = house.username(Role::ContactOfficer).await;
    let mut admin = house.admin().await;
    sqlx::query("delete from staff.shift s using access.account a where a.id = s.account_id and a.username = $1")
        .bind(&username)
        .execute(&mut admin)
        .await
        .unwrap();
    let tile = |page: &Page| page.all("a.tile[href='/inspections?kind=daily']").len();
    let mut contact = house.as_user(&username).await;
    assert_eq!(tile(&contact.get("/").await), 0, "off duty");
    sqlx::query(
        "insert into staff.shift (id, account_id, prison_id, unit_id, kind, during)
         select gen_random_uuid(), a.id, w.prison_id, w.unit_id, 'day', tstzrange($2::timestamptz - interval '2 hours', $2::timestamptz + interval '6 hours')
           from access.account a join access.assignment x on x.account_id = a.id join custody.in_custody w on w.prison_id = any(x.prisons) join estate.unit u on u.id = w.unit_id and u.level = 'high'
          where a.username = $1 limit 1",
    )
    .bind(&username)
    .bind(world_time())
    .execute(&mut admin)
    .await
    .unwrap();
    assert_eq!(tile(&contact.get("/").await), 1, "on duty");
}
