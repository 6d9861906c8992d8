//! Registering and editing a person: bad input, sent twice, two people at once, hostile text.

use overgang::access::Role;

use crate::support::{Browser, House, Page};

/// What a case manager types for somebody known by papers.
const SOMEBODY: &[(&str, &str)] = &[
    ("identity", "stated"),
    ("given_name", "Prøve Æøå"),
    ("family_name", "Testesen-Ždanov"),
    ("birth_date", "1988-03-14"),
    ("birth_date_basis", "stated"),
    ("sex", "M"),
    ("number_kind", "none"),
    ("no_number_reason", "tourist, passport with the police"),
];

async fn sheet(browser: &mut Browser) -> Page {
    let page = browser.get("/inmates/new").await;
    assert_eq!(page.status, 200);
    page
}

async fn people(house: &House) -> i64 {
    house.ask("select count(*) from inmates.inmate where family_name like 'Testesen%'").await
}

/// The names of the fields as the page has them: the test follows the page, not the other way round.
fn named<'a>(page: &Page, fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let there = page.form("/inmates/new").unwrap();
    let radio = page.text();
    for (name, _) in fields {
        assert!(there.iter().any(|(n, _)| n == name) || radio.contains(&format!("name=\"{name}\"")), "the page has no field {name}");
    }
    fields.to_vec()
}

#[tokio::test]
async fn a_person_is_registered_once_however_often_it_is_sent() {
    let house = House::open().await;
    let mut browser = house.as_role(Role::CaseManager).await;
    let page = sheet(&mut browser).await;
    let fields = named(&page, SOMEBODY);
    let (mut a, mut b) = (browser.clone(), browser.clone());
    let (first, second) = tokio::join!(a.submit(&page, "/inmates/new", &fields), b.submit(&page, "/inmates/new", &fields));
    assert_eq!((first.status, second.status), (303, 303), "{} {}", first.text(), second.text());
    assert_eq!(first.location, second.location, "both lead to the one record");
    let third = browser.submit(&page, "/inmates/new", &fields).await;
    assert_eq!(third.location, first.location);
    assert_eq!(people(&house).await, 1);
    let record = browser.follow(&first).await;
    assert_eq!(record.status, 200);
    assert!(record.text().contains("Testesen-Ždanov"));
    let entries: i64 = house
        .ask("select count(*) from audit.entry where action = 'collect' and inmate_id = (select id from inmates.inmate where family_name like 'Testesen%')")
        .await;
    assert!(entries >= 1);
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_the_field_and_everything_typed_is_kept() {
    let house = House::open().await;
    let mut browser = house.as_role(Role::CaseManager).await;
    let page = sheet(&mut browser).await;
    let long = "x".repeat(500);
    for (name, value) in [
        ("birth_date", "2090-01-01"),
        ("birth_date", "31.02.1990"),
        ("birth_date", "1850-01-01"),
        ("sex", ""),
        ("given_name", long.as_str()),
        ("identity", "nonsense"),
        ("number_kind", "nonsense"),
    ] {
        let mut fields = named(&page, SOMEBODY);
        fields.retain(|(n, _)| *n != name);
        fields.push((name, value));
        let answer = browser.submit(&page, "/inmates/new", &fields).await;
        assert_eq!(answer.status, 422, "{name}={value}");
        assert_eq!(answer.all(&format!("#{name}-fault")).len(), 1, "{name}={value}: a message beside the field");
        assert!(!answer.all(".ds-error-summary a").is_empty(), "{name}={value}: a summary");
        assert_eq!(answer.value("input[name=family_name]").as_deref(), Some("Testesen-Ždanov"), "what was typed is kept");
        crate::house::well_made(&answer, "nb");
    }
    assert_eq!(people(&house).await, 0);
}

#[tokio::test]
async fn hostile_text_is_only_text() {
    let house = House::open().await;
    let mut browser = house.as_role(Role::CaseManager).await;
    let page = sheet(&mut browser).await;
    let mut fields = named(&page, SOMEBODY);
    let hostile = "Testesen<script>alert(1)</script>'; drop table inmates.inmate; --";
    fields.retain(|(n, _)| *n != "family_name");
    fields.push(("family_name", hostile));
    let answer = browser.submit(&page, "/inmates/new", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let record = browser.follow(&answer).await;
    assert!(!record.text().contains("<script>alert"), "escaped");
    assert!(record.all("h1, .banner-name").iter().any(|name| name.contains("<script>")), "and shown as typed");
    for body in [&b"family_name=%00"[..], b"%ff%fe=1", b"a".repeat(300_000).as_slice()] {
        let answer = browser.post_raw("/inmates/new", body).await;
        assert!([400, 403, 413, 422].contains(&answer.status), "{}", answer.status);
    }
}

#[tokio::test]
async fn two_people_editing_one_record_lose_nothing() {
    let house = House::open().await;
    let username = house.username(Role::CaseManager).await;
    let inmate: uuid::Uuid = sqlx::query_scalar(
        "select g.inmate_id from access.person_grant g join access.account a on a.id = g.account_id join inmates.inmate i on i.id = g.inmate_id
          where a.username = $1 and g.kind = 'assigned' and not i.protected and i.birth_date is not null order by 1 limit 1",
    )
    .bind(&username)
    .fetch_one(&mut house.admin().await)
    .await
    .unwrap();
    let path = format!("/inmates/{inmate}/person/edit");
    let (mut kari, mut ola) = (house.as_user(&username).await, house.as_user(&username).await);
    let (hers, his) = (kari.get(&path).await, ola.get(&path).await);
    assert_eq!((hers.status, his.status), (200, 200));
    let saved = kari.submit(&hers, &path, &[("given_name", "Karis Valg")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let conflict = ola.submit(&his, &path, &[("given_name", "Olas Valg")]).await;
    assert_eq!(conflict.status, 409);
    let text = conflict.text();
    assert!(text.contains("Karis Valg") && text.contains("Olas Valg"), "both versions are on the page");
    crate::house::well_made(&conflict, "nb");
    let kept: String =
        sqlx::query_scalar("select given_name from inmates.inmate where id = $1").bind(inmate).fetch_one(&mut house.admin().await).await.unwrap();
    assert_eq!(kept, "Karis Valg", "nothing was overwritten");
    let action = conflict.actions().into_iter().find(|a| a.contains("/person/edit")).expect("the conflict page can be sent");
    let resolved = ola.submit(&conflict, &action, &[]).await;
    assert_eq!(resolved.status, 303, "{}", resolved.text());
    let changes: i64 = sqlx::query_scalar("select count(*) from inmates.change where inmate_id = $1 and field = 'given_name'")
        .bind(inmate)
        .fetch_one(&mut house.admin().await)
        .await
        .unwrap();
    assert!(changes >= 1, "history tells of it");
}

#[tokio::test]
async fn a_search_finds_people_by_what_is_remembered_of_them() {
    let house = House::open().await;
    let mut browser = house.as_role(Role::CaseManager).await;
    let page = sheet(&mut browser).await;
    let fields = named(&page, SOMEBODY);
    let made = browser.submit(&page, "/inmates/new", &fields).await;
    // The record's address, whichever page of it registering leads to.
    let link: String = made.location.unwrap().split('/').take(3).collect::<Vec<_>>().join("/");
    let number: String = house.ask("select number from inmates.inmate where family_name like 'Testesen%'").await;
    for query in ["testesen", "prøve testes", "TESTESEN prove", "zdanov", "Testesen Aeoa", number.as_str()] {
        let hits = browser.post_with_token("/search", &[("q", query)]).await;
        assert_eq!(hits.status, 200, "{query}");
        assert!(hits.links().iter().any(|l| l.starts_with(&link)), "{query:?} did not find the person: {:?}", hits.all(".hit"));
    }
    let officer_elsewhere: String =
        house.ask("select a.username from access.account a join access.assignment x on x.account_id = a.id where a.demonstration and x.role = 'CAS' and a.username <> 'cas.hal' order by 1 limit 1").await;
    let mut elsewhere = house.as_user(&officer_elsewhere).await;
    let hits = elsewhere.post_with_token("/search", &[("q", "testesen")]).await;
    assert!(!hits.text().contains("Testesen-"), "nobody out of scope is hinted at");
    let texts: i64 = house.ask("select count(*) from audit.entry where action = 'search' and detail::text ilike '%testes%'").await;
    assert_eq!(texts, 0, "the trail keeps that somebody searched, not for what");
}
