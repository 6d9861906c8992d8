//! Somebody whom the police hold and who is announced: the two days until a prison and the hours until a court run from the arrest, before anybody
//! knows whose record it is (forskrift § 4-1, straffeprosessloven § 183).

use chrono::{DateTime, Utc};
use overgang::access::Role;
use uuid::Uuid;

use crate::reception::{ARREST, admit, answer, at, document, register, search, two_officers};
use crate::support::{Browser, House, Page};

/// Arrested yesterday at eight, due today at eleven: the clock stands at ten.
const OF: &[(&str, &str)] = &[
    ("day", "2026-11-23"),
    ("time", "11:00"),
    ("given_name", "Ventet"),
    ("family_name", "Pågrepsen"),
    ("birth_date", "1990-05-06"),
    ("reason", "ADM_REMAND"),
    ("basis", "arrest"),
    ("brought_from", "Moss arrest"),
    ("authority", "Operasjonssentralen"),
    ("arrest_day", "2026-11-22"),
    ("arrest_time", "08:00"),
];

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    OF.iter().copied().filter(|(name, _)| changes.iter().all(|(n, _)| n != name)).chain(changes.iter().copied()).collect()
}

async fn announce(browser: &mut Browser, fields: &[(&str, &str)]) -> Page {
    let page = browser.get("/receptions/expected/new").await;
    assert_eq!(page.status, 200, "{}", page.text());
    crate::house::well_made(&page, "nb");
    let action = page.actions().into_iter().find(|a| a.starts_with("/receptions/expected")).unwrap();
    browser.submit(&page, &action, fields).await
}

async fn the_arrival(house: &House) -> Uuid {
    house.ask("select id from custody.expected_arrival where family_name = 'Pågrepsen'").await
}

/// Rule, how it stands, what became of it and when it is due, of everything that hangs on a row.
async fn items(house: &House, reference: Uuid) -> Vec<(String, String, Option<String>, DateTime<Utc>)> {
    sqlx::query_as("select rule_id, state, outcome, due_at from sentences.deadline where reference = $1 order by rule_id")
        .bind(reference)
        .fetch_all(&mut house.admin().await)
        .await
        .unwrap()
}

/// In short: each rule with how it stands or what became of it.
async fn told(house: &House, reference: Uuid) -> Vec<String> {
    items(house, reference).await.into_iter().map(|(rule, state, outcome, _)| format!("{rule} {}", outcome.unwrap_or(state))).collect()
}

const OPEN: [&str; 3] = ["arrest.court open", "arrest.court_latest open", "arrest.prison_place open"];

#[tokio::test]
async fn the_clock_runs_from_the_arrest_and_goes_over_to_the_record() {
    let house = House::open().await;
    let (mut kari, mut ola, prison) = two_officers(&house).await;
    assert_eq!(announce(&mut kari, OF).await.status, 303);
    let arrival = the_arrival(&house).await;
    assert_eq!(told(&house, arrival).await, OPEN);
    let due: Vec<DateTime<Utc>> = items(&house, arrival).await.into_iter().map(|i| i.3).collect();
    let at_eight = "2026-11-24T07:00:00Z".parse::<DateTime<Utc>>().unwrap();
    assert_eq!(due, [at_eight, "2026-11-25T23:00:00Z".parse().unwrap(), at_eight], "48 hours; the end of the third day; two days");

    // Whoever receives sees until when; whoever has the duty has it among what must be done, with the way to it.
    let list = ola.get("/receptions").await;
    crate::house::well_made(&list, "nb");
    assert!(list.text().contains("I fengsel innen") && list.text().contains("For retten innen"), "{}", list.text());
    let mut duty = at(&house, Role::DutyOfficer, prison).await;
    let todo = duty.get("/deadlines?whose=all").await;
    crate::house::well_made(&todo, "nb");
    assert!(todo.text().contains("Fra politiarrest til fengsel innen to døgn") && todo.text().contains("Ventet ankomst"), "{}", todo.text());
    assert!(todo.links().contains(&format!("/receptions?prison={prison}")));
    let id: Uuid = house.ask("select id from sentences.deadline where rule_id = 'arrest.prison_place' and inmate_id is null").await;
    let page = duty.get(&format!("/deadlines/{id}")).await;
    crate::house::well_made(&page, "nb");
    assert!(page.links().contains(&format!("/receptions?prison={prison}")) && page.text().contains("forskrift § 4-1"), "{}", page.text());

    // Another house has neither the arrival nor its clock.
    let elsewhere: Uuid = sqlx::query_scalar(
        "select p.id from estate.prison p where p.id <> $1 and exists (select from access.assignment x join access.account a on a.id = x.account_id
            where x.role = 'DUT' and x.prisons = array[p.id] and x.outcome = 'granted' and a.status = 'active' and not exists (select from access.assignment y where y.account_id = a.id and y.role <> 'DUT')) order by p.code limit 1",
    )
    .bind(prison)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    let mut other = at(&house, Role::DutyOfficer, elsewhere).await;
    assert_eq!(other.get(&format!("/deadlines/{id}")).await.status, 404);
    assert!(!other.get("/deadlines?whose=all").await.links().contains(&format!("/deadlines/{id}")));

    // At the gate: in a prison. The court's hours go on.
    let start = format!("/receptions/new?prison={prison}&expected={arrival}");
    let page = ola.get(&start).await;
    let begun = ola.submit(&page, &start, &[]).await;
    assert_eq!(begun.status, 303, "{}", begun.text());
    let home = begun.location.unwrap();
    assert_eq!(told(&house, arrival).await, ["arrest.court open", "arrest.court_latest open", "arrest.prison_place in_prison"]);

    // Nobody types the arrest twice.
    let step = ola.get(&format!("{home}/arrest")).await;
    assert_eq!((step.value("#day"), step.value("#time")), (Some("2026-11-22".to_owned()), Some("08:00".to_owned())));
    assert_eq!(answer(&mut ola, &home, "arrest", ARREST).await.status, 303);
    assert_eq!(document(&house, &mut ola, &home).await.status, 303);
    let found = search(&mut ola, &home, &[("find_given", "Ventet"), ("find_family", "Pågrepsen"), ("find_birth", "1990-05-06")]).await;
    let registered = register(&mut ola, &home, &found).await;
    assert_eq!(registered.status, 303, "{}", registered.text());
    let admitted = admit(&mut ola, &home, None).await;
    assert_eq!(admitted.status, 303, "{}", admitted.text());
    assert_eq!(told(&house, arrival).await, ["arrest.court ended", "arrest.court_latest ended", "arrest.prison_place in_prison"]);
    let own: i64 = house
        .ask("select count(*) from sentences.deadline d join inmates.inmate i on i.id = d.inmate_id and i.family_name = 'Pågrepsen' where d.trigger in ('arrest', 'remand_order')")
        .await;
    assert!(own > 0, "what is recorded has its own clock");
}

#[tokio::test]
async fn remanded_already_or_called_off_there_is_less_to_wait_for() {
    let house = House::open().await;
    let (mut kari, ..) = two_officers(&house).await;
    assert_eq!(announce(&mut kari, &with(&[("basis", "remand")])).await.status, 303);
    let arrival = the_arrival(&house).await;
    assert_eq!(told(&house, arrival).await, ["arrest.prison_place open"], "strpl § 183: has been before the court");
    let cancel = format!("/receptions/expected/{arrival}/cancel");
    let page = kari.get(&cancel).await;
    assert_eq!(kari.submit(&page, &cancel, &[("reason", "Løslatt av politiet")]).await.status, 303);
    assert_eq!(told(&house, arrival).await, ["arrest.prison_place ended"]);
    // Called off twice: the second finds nobody, and the clock is ended once.
    assert_eq!(kari.submit(&page, &cancel, &[("reason", "Løslatt av politiet")]).await.status, 303);
    assert_eq!(kari.get(&cancel).await.status, 404);
}

#[tokio::test]
async fn a_minor_has_the_shorter_time_and_the_age_is_a_row() {
    let house = House::open().await;
    let (mut kari, ..) = two_officers(&house).await;
    assert_eq!(announce(&mut kari, &with(&[("birth_date", "2010-01-01")])).await.status, 303);
    let arrival = the_arrival(&house).await;
    let court: DateTime<Utc> = items(&house, arrival).await[0].3;
    assert_eq!(court, "2026-11-23T23:00:00Z".parse::<DateTime<Utc>>().unwrap(), "strpl § 183(2): the day after the arrest");
}

#[tokio::test]
async fn what_cannot_be_is_told_beside_its_field_and_kept() {
    let house = House::open().await;
    let (mut kari, ..) = two_officers(&house).await;
    for (case, changes, field) in [
        ("not arrested yet", &[("arrest_day", "2026-11-24")][..], "arrest_day"),
        ("in two hours", &[("arrest_day", "2026-11-23"), ("arrest_time", "12:00")], "arrest_time"),
        ("after the arrival", &[("day", "2026-11-22"), ("time", "12:00"), ("arrest_time", "14:00")], "arrest_day"),
        ("an arrest without its hour", &[("arrest_time", "")], "arrest_time"),
        ("whoever comes to serve", &[("basis", "sentence"), ("reason", "ADM_SELF")], "arrest_day"),
        ("no clock shows it", &[("arrest_day", "2026-11-22"), ("arrest_time", "25:10")], "arrest_time"),
    ] {
        let page = announce(&mut kari, &with(changes)).await;
        assert_eq!(page.status, 422, "{case}");
        assert_eq!(page.all(&format!("#{field}-fault")).len(), 1, "{case}: {}", page.text());
        assert_eq!(page.value("#family_name").as_deref(), Some("Pågrepsen"), "{case}: kept");
        crate::house::well_made(&page, "nb");
    }
    assert_eq!(house.ask::<i64>("select count(*) from custody.expected_arrival where family_name = 'Pågrepsen'").await, 0);
    assert_eq!(house.ask::<i64>("select count(*) from sentences.deadline where trigger = 'arrest' and inmate_id is null").await, 0);
    // One form, sent twice, announces once and sets the clock once.
    let page = kari.get("/receptions/expected/new").await;
    let action = page.actions().into_iter().find(|a| a.starts_with("/receptions/expected")).unwrap();
    assert_eq!(kari.submit(&page, &action, OF).await.status, 303);
    assert_eq!(kari.submit(&page, &action, OF).await.status, 303);
    assert_eq!(house.ask::<i64>("select count(*) from sentences.deadline where trigger = 'arrest' and inmate_id is null").await, 3);
}
